"""Let the workers of a build look at its stories too: each alone tells all that is found in it, whoever looks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from threadpoolctl import threadpool_limits

from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.model.corpus import Corpus
from sayso.model.errors import SaysoError, StageError
from sayso.run.bundles import Bundle
from sayso.run.engine import Engine
from sayso.run.pipeline import Pipeline
from sayso.run.workplace import Workplace

Look = Callable[[Sequence[Stage[Corpus]], Iterable[Corpus], str], Iterator[Corpus]]
"""What looks at parts with some stages, all `by_story`, and yields what it found, in any order. The word is their version."""
ENOUGH = 150
"""With fewer documents in its stories a build looks at them itself: to send them, and to call workers, takes longer."""
BUNDLE = 20
"""Stories are sent together up to so many documents; a larger story goes alone."""


def run_stage(stage: Stage[Corpus], corpus: Corpus, config: Config) -> Corpus:
    """Return a corpus with what a stage finds in it.

    Raises:
        StageError: the stage failed.
    """
    try:
        return stage(corpus, config)
    except SaysoError:
        raise
    except Exception as error:
        remedy = "the case is as it was; please report this with the message above"
        raise StageError(f"the stage '{stage.name}' failed: {type(error).__name__}: {error}", remedy=remedy) from error


def looked_at(part: Corpus, stages: Sequence[Stage[Corpus]], config: Config) -> Corpus:
    """Return what these stages find in a part, and nothing of what they found it in."""
    for stage in stages:
        part = run_stage(stage, part, config)
    found = {name for stage in stages for name in stage.writes}
    return Corpus(documents=()).replace(**{name: getattr(part, name) for name in found})


def look_here(config: Config, stages: Sequence[Stage[Corpus]], parts: Iterable[Corpus], version: str = "") -> Iterator[Corpus]:
    """Yield what is found in each part, looked at by this process."""
    return (looked_at(part, stages, config) for part in parts)


@dataclass(frozen=True)
class LookAtStories:
    """The task of an engine: look at a bundle of stories, and leave what was found in the folder of the build."""

    workplace: Workplace
    pipeline: Pipeline
    config: Config

    def __call__(self, name: str) -> None:
        """Look at the stories of one bundle."""
        bundle = self.workplace.bundle(name)
        stages = [stage for stage in self.pipeline.corpus if stage.by_story]
        with threadpool_limits(limits=1, user_api="blas"):
            found = [looked_at(part.corpus, stages, self.config) for part in bundle.parts]
        self.workplace.finish_bundle(name, Bundle.of(bundle.version, found))


@dataclass(frozen=True)
class StoryWork:
    """Has the workers of an engine look at stories, where there is enough to do for them."""

    engine: Engine
    task: LookAtStories

    def __call__(self, stages: Sequence[Stage[Corpus]], parts: Iterable[Corpus], version: str) -> Iterator[Corpus]:
        """Yield what is found in each part."""
        every, waiting = [stage for stage in self.task.pipeline.corpus if stage.by_story], iter(parts)
        first = list(_up_to(ENOUGH, waiting)) if self.engine.workers > 1 and list(stages) == every else []
        if _documents(first) < ENOUGH:
            yield from look_here(self.task.config, stages, chain(first, waiting))
            return
        workplace, sent = self.task.workplace, dict[str, int]()
        waiting = chain(first, waiting)
        while bundle := tuple(_up_to(BUNDLE, waiting)):
            sent[workplace.put_bundle(Bundle.of(version, bundle))] = _documents(bundle)
        # The largest first, so that none is left to work alone at the end.
        for name, is_done in self.engine.map(self.task, sorted(sent, key=lambda name: -sent[name])):
            if not is_done:
                # Its worker died of it, for want of memory perhaps: this process is the last that can look.
                self.task(name)
            yield from (part.corpus for part in workplace.found_in(name).parts)


def _up_to(documents: int, parts: Iterator[Corpus]) -> Iterator[Corpus]:
    """Yield parts until there are so many documents in them."""
    taken = 0
    while taken < documents and (part := next(parts, None)) is not None:
        taken += len(part.documents)
        yield part


def _documents(parts: Iterable[Corpus]) -> int:
    return sum(len(part.documents) for part in parts)
