"""Declare a stage: a pure function that adds something to a document or a corpus.

A stage names what it reads and writes and carries a version that is raised whenever its output changes: the pipeline checks the
order of stages by the former and keys its caches by the latter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from sayso.kit.config import Config
from sayso.model.corpus import Corpus
from sayso.model.document import Document

Subject = TypeVar("Subject", Document, Corpus)


@dataclass(frozen=True)
class Stage(Generic[Subject]):
    """A named step: calling it runs it. `by_story` is that what it finds in one story depends on no other.

    `by_outline` is that it needs no more of the documents than their outlines: their words, zones, mentions, entities and claims.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    version: int
    run: Callable[[Subject, Config], Subject]
    by_story: bool = False
    by_outline: bool = False

    def __call__(self, subject: Subject, config: Config) -> Subject:
        return self.run(subject, config)

    def __reduce__(self) -> tuple[Callable[[str, str], Any], tuple[str, str]]:
        """Send a stage to another process by its name: it stands there under the name of the function that it was made of."""
        return _named, (self.run.__module__, self.run.__qualname__)


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


def stage(
    name: str,
    *,
    reads: tuple[str, ...],
    writes: tuple[str, ...],
    version: int,
    by_story: bool = False,
    by_outline: bool = False,
) -> Callable[[Callable[[Subject, Config], Subject]], Stage[Subject]]:
    """Make a stage of the decorated function."""

    def make(run: Callable[[Subject, Config], Subject]) -> Stage[Subject]:
        return Stage(name=name, reads=reads, writes=writes, version=version, run=run, by_story=by_story, by_outline=by_outline)

    return make
