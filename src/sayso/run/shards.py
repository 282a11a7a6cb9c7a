"""Analyse what is new to a case: shard by shard, by any engine, going on where an earlier build was stopped."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.run.analyse import Analyst
from sayso.run.engine import Engine
from sayso.run.pipeline import Pipeline
from sayso.run.progress import Progress
from sayso.run.workplace import ShardResult, Workplace, shards_of

Maker = tuple[Pipeline, Config]
_HELD = dict[Maker, Analyst]()
_AWAITED = set[str]()
"""The shards that a build in this process waits for: only what somebody will take is kept in memory."""
_DONE_HERE = dict[str, ShardResult]()
"""The results of this process that nobody has taken yet: they need not be read back from the folder."""
_ONE_AT_A_TIME = threading.Lock()
"""An analyst serves one thread: a worker that runs several waits here."""


@contextmanager
def held_analyst(pipeline: Pipeline, config: Config) -> Iterator[Analyst]:
    """Yield an analyst that the shards analysed in this process use too."""
    with Analyst(pipeline, config) as analyst:
        before = _HELD.get((pipeline, config))
        _HELD[pipeline, config] = analyst
        try:
            yield analyst
        finally:
            del _HELD[pipeline, config]
            if before is not None:
                _HELD[pipeline, config] = before


@dataclass(frozen=True)
class AnalyseShard:
    """The task of an engine: read a shard, find what its documents say, leave the result in the build's folder."""

    workplace: Workplace
    pipeline: Pipeline
    config: Config

    def __call__(self, name: str) -> None:
        """Analyse one shard. A worker makes its analyst once and keeps it as long as it lives."""
        with _ONE_AT_A_TIME:
            if self.workplace.is_done(name):
                return
            maker = (self.pipeline, self.config)
            if maker not in _HELD:
                _HELD[maker] = Analyst(*maker)
            analyst, documents = _HELD[maker], self.workplace.waiting(name)
            before = analyst.parsed
            found = [document.replace(parse=None, blocks=()) for document in analyst.analyse(list(documents))]
            result = self.workplace.finish(name, documents, found, analyst.parsed - before)
            if name in _AWAITED:
                _DONE_HERE[name] = result


@dataclass(frozen=True)
class Analysed:
    """Documents with what they say, as they stand in a case, and how many of them had to be parsed."""

    documents: Sequence[Document]
    parsed: int


def analysed(documents: Sequence[Document], task: AnalyseShard, engine: Engine, progress: Progress) -> Iterator[Analysed]:
    """Yield the documents with what they say, a shard at a time, each once.

    What an earlier build found before it was stopped is taken as it is. A document that its worker dies of is kept `degraded`.
    """
    workplace = task.workplace
    wanted = {workplace.key(document): document for document in documents}
    progress.start(len(wanted), "reading what documents say")

    def taken(result: ShardResult, parsed: int) -> Analysed:
        new = {key: document for key, document in zip(result.keys, result.documents, strict=True) if wanted.pop(key, None)}
        progress.advance(len(new))
        return Analysed(list(new.values()), parsed)

    for result in workplace.results():
        yield taken(result, 0)
    left = list(wanted.values())
    for size in (task.config.batch, 1):
        shards = {workplace.put(shard): shard for shard in shards_of(left, size, engine.workers)}
        left = []
        for name, finished in _mapped(engine, task, list(shards)):
            if finished:
                result = _DONE_HERE.pop(name) if name in _DONE_HERE else workplace.result(name)
                yield taken(result, result.parsed)
            else:
                left += shards[name]
    yield Analysed([_lost(document) for document in left], 0)
    progress.advance(len(left))


def _mapped(engine: Engine, task: AnalyseShard, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield what the engine has done, a build in this process waiting for it; when that ends, nothing is left in memory."""
    _AWAITED.update(shards)
    try:
        yield from engine.map(task, shards)
    finally:
        _AWAITED.difference_update(shards)
        for name in shards:
            _DONE_HERE.pop(name, None)


def _lost(document: Document) -> Document:
    """Return a document as it arrived, with the reason why no more is known of it."""
    why = "the analysis of this document ended its process: nothing was found in it"
    earlier = f"{document.status_why}; " if document.status_why else ""
    return document.replace(status="degraded", status_why=earlier + why, blocks=())
