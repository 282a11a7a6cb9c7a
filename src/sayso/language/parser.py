"""What sayso asks of a parser: tokens as columns and sentences, for a batch of documents."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Protocol

from sayso.kit.config import Config
from sayso.kit.process import is_own, without
from sayso.model.document import Document, Parse, Sentence


class Parser(Protocol):
    """Anything that adds `parse` and `sentences` to documents. `identity` names it and its version: caches rest on it."""

    @property
    def identity(self) -> str:
        """The name and version of the parser, with the version of what sayso makes of its output."""

    def parse(self, documents: Sequence[Document]) -> list[tuple[Parse, tuple[Sentence, ...]]]:
        """Return the parse and the sentences of each document, in order."""


def load_parser(config: Config) -> Parser:
    """Return the parser that the configuration names."""
    # Where torch is installed, spaCy loads it: longer than all else takes, and of no use to the pipeline that comes with sayso.
    with without("torch") if is_own() and config.parser == Config().parser else nullcontext():
        from sayso.language.spacy_parser import SpacyParser, load_pipeline

    return SpacyParser(load_pipeline(config.parser), config.parser)
