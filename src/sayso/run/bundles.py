"""Stories on their way to a worker and back: parts of a corpus as records that can be read back from a file."""

from collections.abc import Iterable
from typing import Self

from sayso.model.base import Record
from sayso.model.corpus import (
    ClaimGroup,
    Copy,
    Corpus,
    Dependence,
    Dispute,
    Entity,
    Finding,
    Happening,
    Judgement,
    Origin,
    Rest,
    Story,
)
from sayso.model.document import Document


class Part(Record, frozen=True, kw_only=True):
    """All that a corpus holds, field by field: a corpus itself names documents before they are known, and cannot be read back."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    entity_of: tuple[tuple[str, str], ...]
    copies: tuple[Copy, ...]
    stories: tuple[Story, ...]
    origins: tuple[Origin, ...]
    dependences: tuple[Dependence, ...]
    rests: tuple[Rest, ...]
    groups: tuple[ClaimGroup, ...]
    disputes: tuple[Dispute, ...]
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    happenings: tuple[Happening, ...]
    outlets: tuple[str, ...]

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """Return what a corpus holds."""
        return cls(**{name: getattr(corpus, name) for name in corpus.__struct_fields__})

    @property
    def corpus(self) -> Corpus:
        """The corpus that holds this."""
        return Corpus(**{name: getattr(self, name) for name in self.__struct_fields__})


class Bundle(Record, frozen=True, kw_only=True):
    """Parts that go together; `version` tells what looks at them."""

    version: str
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, version: str, parts: Iterable[Corpus]) -> Self:
        """Return a bundle of parts."""
        return cls(version=version, parts=tuple(map(Part.of, parts)))
