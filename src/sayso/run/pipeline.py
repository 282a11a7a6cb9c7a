"""The order of the stages, checked before anything runs, and the version that what they find is known by."""

import functools
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.resources import files

import msgspec

from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.language.parser import Parser
from sayso.model.base import make_id
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.model.errors import StageError

GIVEN = frozenset({"id", "source", "text", "text_sha256", "outlet", "published", "published_why", "language", "title"}) | {
    "authors",
    "url",
    "revision_of",
    "status",
    "status_why",
    "raw_sha256",
    "blocks",
    "links",
}
"""What a document has when it has been read."""
_ELSEWHERE = frozenset({"cache", "cache_bytes", "batch", "window_days"}) | {
    "story_threshold",
    "copy_threshold",
    "align_threshold",
}
"""Settings that change nothing in what one document is found to say."""
_OF_THE_MACHINE = ("cache", "cache_bytes", "batch")
_OF_A_CASE = frozenset({"documents", "judgements", "outlets"})
_OF_ONE_STORY = frozenset({"groups", "disputes", "happenings"})


@dataclass(frozen=True)
class ParseStep:
    """The one step that takes documents by the batch, through the parser and its cache."""

    name: str = "parse"
    reads: tuple[str, ...] = ("text", "zones")
    writes: tuple[str, ...] = ("parse", "sentences")
    version: int = 1


DocumentStep = Stage[Document] | ParseStep


@dataclass(frozen=True)
class Pipeline:
    """The stages in order. A pipeline whose stages could not work in that order cannot be made.

    Raises:
        StageError: a stage reads what none before it writes, or a name is unknown or stands twice.
    """

    document: tuple[DocumentStep, ...]
    corpus: tuple[Stage[Corpus], ...]
    load_parser: Callable[[Config], Parser]
    given: frozenset[str] = GIVEN

    def __post_init__(self) -> None:
        names = [step.name for step in (*self.document, *self.corpus)]
        if len(set(names)) < len(names):
            raise StageError(f"two stages have one name: {', '.join(names)}", remedy="name each stage once")
        fields = frozenset(Document.__struct_fields__)
        found = _check_order(self.document, self.given, fields)
        # A case keeps no parses, so what is made across documents may not rest on them: known and new documents are one there.
        shared = found - {"parse"} | _OF_A_CASE
        _check_order(self.corpus, shared, frozenset(Corpus.__struct_fields__) - _OF_A_CASE)
        for step in self.corpus:
            if step.by_story and not set(step.writes) <= _OF_ONE_STORY:
                raise StageError(f"the stage '{step.name}' works by story", remedy=f"it may write {sorted(_OF_ONE_STORY)}")

    def until(self, name: str | None) -> "Pipeline":
        """Return the pipeline that ends after a stage for documents; with None, this one.

        Raises:
            StageError: there is no such stage.
        """
        if name is None:
            return self
        names = [step.name for step in self.document]
        if name not in names:
            raise StageError(f"there is no stage '{name}'", remedy=f"the stages are {', '.join(names)}")
        return replace(self, document=self.document[: names.index(name) + 1], corpus=())

    @property
    def parses(self) -> bool:
        """Does the pipeline need a parser?"""
        return any(isinstance(step, ParseStep) for step in self.document)

    def version(self, parser: str, config: Config) -> str:
        """Return the version of what is found in one document: of the stages, the parser, the words and the settings."""
        stages = [[step.name, step.version] for step in self.document]
        settings = {name: value for name, value in msgspec.to_builtins(config).items() if name not in _ELSEWHERE}
        return make_id("analysis", stages, parser, lexicon_mark(), sorted(settings.items()))


@functools.cache
def lexicon_mark() -> str:
    """Return the hash of the words that sayso knows: a cue more, and documents are read anew."""
    mark = hashlib.blake2b(digest_size=8)
    for file in sorted(files("sayso.data").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            mark.update(file.name.encode() + b"\x00" + file.read_bytes() + b"\x00")
    return mark.hexdigest()


def settings_mark(config: Config) -> str:
    """Return the settings that decide what a case holds, as JSON."""
    settings = {name: value for name, value in msgspec.to_builtins(config).items() if name not in _OF_THE_MACHINE}
    return msgspec.json.encode(settings).decode()


def _check_order(
    steps: Iterable[Stage[Document] | Stage[Corpus] | ParseStep], given: frozenset[str], writable: frozenset[str]
) -> frozenset[str]:
    """Return what there is after the steps have run."""
    for step in steps:
        unknown = sorted(set(step.writes) - writable)
        missing = sorted(set(step.reads) - given)
        if unknown:
            raise StageError(f"the stage '{step.name}' writes {', '.join(unknown)}", remedy=f"it may write {sorted(writable)}")
        if missing:
            remedy = "put the stage that writes it before this one"
            raise StageError(f"the stage '{step.name}' reads {', '.join(missing)}, which nothing before it writes", remedy=remedy)
        given |= set(step.writes)
    return given
