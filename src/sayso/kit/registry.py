"""Declare a stage: a pure function that adds something to a document or a corpus.

A stage names what it reads and writes and carries a version that is raised whenever its output changes: the pipeline checks the
order of stages by the former and keys its caches by the latter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.kit.config import Config
from sayso.model.corpus import Corpus
from sayso.model.document import Document

Subject = TypeVar("Subject", Document, Corpus)


@dataclass(frozen=True)
class Stage(Generic[Subject]):
    """A named step: calling it runs it."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    version: int
    run: Callable[[Subject, Config], Subject]

    def __call__(self, subject: Subject, config: Config) -> Subject:
        return self.run(subject, config)


def stage(
    name: str, *, reads: tuple[str, ...], writes: tuple[str, ...], version: int
) -> Callable[[Callable[[Subject, Config], Subject]], Stage[Subject]]:
    """Make a stage of the decorated function."""

    def make(run: Callable[[Subject, Config], Subject]) -> Stage[Subject]:
        return Stage(name=name, reads=reads, writes=writes, version=version, run=run)

    return make
