"""Find again what a judgement speaks of: by the document and the quoted words, never by an id.

A place counts only where its words still stand. Words that have moved are followed where they stand once in the document; where
they are gone or stand several times the judgement is left dangling, because a wrong place is worse than none.
"""

from collections.abc import Iterable
from typing import TypeVar

from sayso.model.base import Place
from sayso.model.corpus import Anchor, Judgement, Target
from sayso.model.document import Document
from sayso.model.facts import Claim, Mention
from sayso.model.span import Span

Fact = TypeVar("Fact", Mention, Claim)
LEAST_SHARE = 0.5
"""How much of both together a place and a claim or mention must share to be the same."""


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that nothing later takes back, in order; what is taken back twice over holds again."""
    undone, found = set[str](), list[Judgement]()
    for judgement in reversed(tuple(judgements)):
        if judgement.id in undone:
            continue
        if judgement.kind == "undo":
            undone.add(judgement.undoes or "")
        else:
            found.append(judgement)
    return tuple(reversed(found))


def place_of(anchor: Anchor, document: Document) -> Span | None:
    """Return where the words of an anchor stand: at their place, or at the only other one."""
    span = Span(start=anchor.start, end=anchor.end)
    if span.end <= len(document.text) and span.cut(document.text) == anchor.quote:
        return span
    at = document.text.find(anchor.quote) if anchor.quote else -1
    is_only = at >= 0 and document.text.find(anchor.quote, at + 1) < 0
    return Span(start=at, end=at + len(anchor.quote)) if is_only else None


def fact_at(place: Span, facts: Iterable[Fact]) -> Fact | None:
    """Return the mention or claim that stands at a place, or nearly."""
    best = max(facts, key=lambda fact: place.share(fact.span), default=None)
    return best if best is not None and place.share(best.span) >= LEAST_SHARE else None


class Anchoring:
    """The documents of a case, asked for what stands at the words of judgements."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.id: document for document in documents}

    def entities(self, target: Target) -> dict[str, Place]:
        """Return the entities inside documents that a target's words mention, each with the place that shows it."""
        found = dict[str, Place]()
        for anchor, document, span in self._places(target):
            mention = fact_at(span, document.mentions)
            if mention is not None and mention.entity:
                found.setdefault(mention.entity, _place(anchor, span))
        return found

    def claims(self, target: Target) -> dict[str, Place]:
        """Return the claims that stand at a target's words."""
        found = dict[str, Place]()
        for anchor, document, span in self._places(target):
            claim = fact_at(span, document.claims)
            if claim is not None:
                found.setdefault(claim.id, _place(anchor, span))
        return found

    def is_attached(self, judgement: Judgement) -> bool:
        """Do the words of enough of its targets still stand for the judgement to mean something?"""
        finder = self.entities if judgement.of == "entity" else self.claims
        return sum(bool(finder(target)) for target in judgement.targets) >= 2

    def _places(self, target: Target) -> Iterable[tuple[Anchor, Document, Span]]:
        for anchor in target.anchors:
            document = self._documents.get(anchor.document)
            span = place_of(anchor, document) if document else None
            if document is not None and span is not None:
                yield anchor, document, span


def _place(anchor: Anchor, span: Span) -> Place:
    return Place(document=anchor.document, start=span.start, end=span.end)
