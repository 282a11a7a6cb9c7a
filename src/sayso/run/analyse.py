"""Find what each document says: the stages for documents, batch by batch, one bad document never stopping the others."""

import logging
from collections.abc import Iterable, Iterator, Sized
from itertools import islice
from types import TracebackType
from typing import Self

from threadpoolctl import threadpool_limits

from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.model.document import Document
from sayso.model.errors import ConfigError, LexiconError, PackError
from sayso.run.parsing import CachedParser
from sayso.run.pipeline import DocumentStep, ParseStep, Pipeline
from sayso.run.progress import Progress, Silent
from sayso.run.stages import PIPELINE
from sayso.store.cache import ParseCache

DEFAULTS = Config()
LOG = logging.getLogger(__name__)
STOPS_THE_RUN = (ConfigError, LexiconError, PackError)


def analyse(
    documents: Iterable[Document],
    config: Config = DEFAULTS,
    *,
    progress: Progress | None = None,
    until: str | None = None,
    pipeline: Pipeline = PIPELINE,
) -> Iterator[Document]:
    """Yield each document with what it says, in order.

    A document in which a stage fails comes back `degraded`, with what had been found until then and the reason. One in another
    language comes back `skipped`.

    Args:
        until: the name of the last stage to run.
    """
    watcher = progress or Silent()
    with Analyst(pipeline.until(until), config) as analyst:
        watcher.start(len(documents) if isinstance(documents, Sized) else None, "reading what documents say")
        for batch in batches(documents, config.batch):
            yield from analyst.analyse(batch)
            watcher.advance(len(batch))


def batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Yield documents a batch at a time."""
    waiting = iter(documents)
    while batch := list(islice(waiting, size)):
        yield batch


class Analyst:
    """Runs a pipeline's stages for documents. Use it in a `with`: it holds the parse cache open.

    Matrix products stay on one thread as long as it lives: those of one article are small, and waking threads for them costs
    more than they save, most of all where other work wants the cores too.
    """

    def __init__(self, pipeline: Pipeline, config: Config) -> None:
        self._pipeline = pipeline
        self._config = config
        self._cache = ParseCache.of(config)
        self._threads = threadpool_limits(limits=1, user_api="blas")
        self._parser = pipeline.load_parser(config) if pipeline.parses else None
        steps = [step for step in pipeline.document if isinstance(step, ParseStep)]
        self._cached = CachedParser(self._parser, self._cache, steps[0].version) if self._parser else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._cache.close()
        self._threads.restore_original_limits()

    @property
    def parser(self) -> str:
        """The identity of the parser."""
        return self._parser.identity if self._parser else "none"

    @property
    def version(self) -> str:
        """The version of what this analyst finds."""
        return self._pipeline.version(self.parser, self._config)

    @property
    def parsed(self) -> int:
        """How many documents had to be parsed: the others were in the cache."""
        return self._cached.parsed if self._cached else 0

    def analyse(self, batch: list[Document]) -> list[Document]:
        """Return the documents of a batch with what they say."""
        work = [_Work(document) for document in batch]
        for step, stages in _stretches(self._pipeline.document):
            if step is not None:
                self._parse(step, [one for one in work if one.goes_on])
            # One document after the other, not one stage after the other: what the stages share of a parse is made once.
            for one in work:
                for stage in stages:
                    if one.goes_on:
                        self._run(stage, one)
        return [one.document for one in work]

    def _run(self, stage: Stage[Document], one: "_Work") -> None:
        try:
            one.document = stage(one.document, self._config)
        except STOPS_THE_RUN:
            raise
        except Exception as error:
            one.fail(stage.name, error)

    def _parse(self, step: ParseStep, going: list["_Work"]) -> None:
        """Parse together; where that fails, each alone, so that only the document at fault is left without a parse."""
        if not going or self._cached is None:
            return
        try:
            for one, document in zip(going, self._cached.parse([one.document for one in going]), strict=True):
                one.document = document
        except STOPS_THE_RUN:
            raise
        except Exception as error:
            if len(going) == 1:
                going[0].fail(step.name, error)
                return
            for one in going:
                self._parse(step, [one])


def _stretches(steps: tuple[DocumentStep, ...]) -> list[tuple[ParseStep | None, list[Stage[Document]]]]:
    """Return the stages that run between parses, each stretch with the parse before it."""
    found: list[tuple[ParseStep | None, list[Stage[Document]]]] = [(None, [])]
    for step in steps:
        if isinstance(step, ParseStep):
            found.append((step, []))
        else:
            found[-1][1].append(step)
    return found


class _Work:
    """A document on its way through the stages."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._failed = False

    @property
    def goes_on(self) -> bool:
        """Is there anything left to do for it?"""
        return not self._failed and self.document.status != "skipped"

    def fail(self, stage: str, error: Exception) -> None:
        """Keep what was found, and say at which stage it ended."""
        LOG.debug("%s: the stage '%s' failed", self.document.id, stage, exc_info=error)
        why = f"the stage '{stage}' failed ({type(error).__name__}): what later stages find is missing"
        earlier = f"{self.document.status_why}; " if self.document.status_why else ""
        self.document = self.document.replace(status="degraded", status_why=earlier + why)
        self._failed = True
