"""Look across documents: at all of them first, then at each story alone, which is left as it is where nothing has changed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from sayso import __version__
from sayso.kit.config import Config
from sayso.kit.detaching import Detaching
from sayso.kit.registry import Stage
from sayso.model.base import make_id
from sayso.model.corpus import Corpus
from sayso.run.pipeline import Pipeline, lexicon_mark, settings_mark
from sayso.run.progress import Progress
from sayso.run.shelf import Shelf
from sayso.run.story_parts import StoryParts, mark_of
from sayso.run.story_work import Look, look_here, run_stage
from sayso.store.held import StoriesFound
from sayso.store.reading import CaseReader

Stages = Sequence[Stage[Corpus]]
NOTHING = Corpus(documents=())
AT_ONCE = 50
"""What is found in so many stories is given away together."""


@dataclass
class StoryMemory:
    """What a case holds of its stories, and after a run which of them were left as they are, and the marks of all.

    The mark of a story is the hash of all that it was found in. `documents` are the marks of the documents, `held` those of the
    stories of the case, and `told` returns what the case holds of some of them. `take`, where there is one, is given what is
    found in some stories as soon as that is known, and returns which they are: it is no part of the corpus then.
    """

    documents: Mapping[str, str]
    held: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[Collection[str]], Corpus] = lambda stories: NOTHING
    take: Callable[[Corpus], Collection[str]] | None = None
    marks: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, case: CaseReader, documents: Mapping[str, str]) -> "StoryMemory":
        """Return the memory that a case is; these are the documents as they are to stand in it, by their fingerprints."""
        return cls(documents=documents, held=case.found_in(), told=case.told)

    @property
    def found(self) -> StoriesFound:
        """What the store has to know of it."""
        return StoriesFound(marks=self.marks, kept=frozenset(self.kept))


def across(
    corpus: Corpus,
    config: Config,
    pipeline: Pipeline,
    progress: Progress,
    memory: StoryMemory | None = None,
    *,
    shelf: Shelf | None = None,
    look: Look | None = None,
) -> Corpus:
    """Return the corpus with all that is found across its documents, as people judged it, the documents themselves unchanged.

    Args:
        shelf: where the documents are read, where those of the corpus are only their outlines.
        look: who looks at each story alone, by default this process.
    """
    apart, found = Detaching(corpus.judgements), corpus.documents
    corpus = corpus.replace(documents=tuple(apart.of(document) for document in found))
    progress.start(len(pipeline.corpus), "comparing documents")
    parts = [(is_by_story, tuple(stages)) for is_by_story, stages in groupby(pipeline.corpus, lambda stage: stage.by_story)]
    # Where other stages come after, what is found by story is not yet what the case will hold of it.
    memory = memory if [is_by_story for is_by_story, _ in parts] in ([True], [False, True]) else None
    for is_by_story, stages in parts:
        if is_by_story:
            corpus = _by_story(corpus, stages, memory, story_version(stages, config), shelf, look or partial(look_here, config))
            progress.advance(len(stages))
            continue
        for stage in stages:
            given = corpus.documents if shelf is None or stage.by_outline else shelf
            corpus = run_stage(stage, corpus.replace(documents=given), config).replace(documents=corpus.documents)
            progress.advance(1)
    return corpus.replace(documents=found)


def story_version(stages: Stages, config: Config) -> str:
    """Return the version of what these stages find in a story: of the stages, the words that sayso knows and the settings."""
    return make_id("stories", __version__, lexicon_mark(), settings_mark(config), [[each.name, each.version] for each in stages])


def _by_story(
    corpus: Corpus, stages: Stages, memory: StoryMemory | None, version: str, shelf: Shelf | None, look: Look
) -> Corpus:
    found = list[Corpus]()
    for part in look(stages, _to_look_at(corpus, memory, version, shelf), version):
        found.append(part)
        if len(found) == AT_ONCE:
            found = _taken(found, stages, memory)
    found = _taken(found, stages, memory)
    if memory is not None and memory.kept and memory.take is None:
        found.append(memory.told(memory.kept))
    return _together(corpus, stages, found)


def _to_look_at(corpus: Corpus, memory: StoryMemory | None, version: str, shelf: Shelf | None) -> Iterator[Corpus]:
    """Yield the parts of the stories of which the case does not hold all that can be found, and remember the marks of all."""
    parts = StoryParts(corpus)
    for story in corpus.stories:
        part = parts.of(story)
        if memory is not None:
            memory.marks[story.id] = mark = mark_of(part, memory.documents, version)
            if memory.held.get(story.id) == mark:
                memory.kept.add(story.id)
                continue
        yield part if shelf is None else part.replace(documents=shelf.of(story.documents))


def _taken(found: list[Corpus], stages: Stages, memory: StoryMemory | None) -> list[Corpus]:
    """Give away what was found, and return what is left: all of it, where nobody takes it."""
    if memory is None or memory.take is None:
        return found
    memory.kept.update(memory.take(_together(NOTHING, stages, found)))
    return []


def _together(corpus: Corpus, stages: Stages, parts: Sequence[Corpus]) -> Corpus:
    """Return the corpus with what the stages found in its parts, in the order of ids."""
    names = sorted({name for stage in stages for name in stage.writes})
    found = {name: sorted((one for part in parts for one in getattr(part, name)), key=lambda one: one.id) for name in names}
    return corpus.replace(**{name: tuple(records) for name, records in found.items()})
