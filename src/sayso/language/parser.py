"""What sayso asks of a parser: tokens as columns and sentences, for a batch of documents."""

from collections.abc import Sequence
from typing import Protocol

from sayso.kit.config import Config
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
    from sayso.language.spacy_parser import SpacyParser, load_pipeline

    return SpacyParser(load_pipeline(config.parser), config.parser)
