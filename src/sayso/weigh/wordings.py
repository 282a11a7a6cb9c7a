"""Turn quotations that part in words into differences of the claim groups that hold them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sayso.kit.names import plain
from sayso.model.base import Place, Reason
from sayso.model.corpus import Corpus, Difference, Side, Story, Verdict
from sayso.model.document import Document
from sayso.model.facts import Claim
from sayso.model.span import Span
from sayso.weigh.quotes import Wording, wordings

LONG = 12
"""Two who are quoted with so many of the same words say one thing."""
_NAME = re.compile(r"[^\W\d_a-z][\w-]{2,}")
TELLING, FORMAL = "quoted-in-other-words", "quoted-with-other-small-words"


def told(corpus: Corpus) -> Iterator[tuple[Wording, tuple[Claim, Claim]]]:
    """Yield the quotations of each story that part in words, with the claims in which they do."""
    documents = {document.id: document for document in corpus.documents}
    for story in corpus.stories:
        yield from _told(story, documents)


def _told(story: Story, documents: Mapping[str, Document]) -> Iterator[tuple[Wording, tuple[Claim, Claim]]]:
    if len(story.documents) < 2:
        return
    for wording in wordings(documents[name] for name in sorted(story.documents)):
        mine, theirs = (_claim_at(document, span) for document, span in zip(wording.documents, wording.spans, strict=True))
        if mine is not None and theirs is not None and not _are_of_two(wording, mine, theirs):
            yield wording, (mine, theirs)


def _are_of_two(wording: Wording, mine: Claim, theirs: Claim) -> bool:
    """Have two speakers said it, each known by a name, and are few of their words the same?"""
    one, other = (_speaker(document, claim) for document, claim in zip(wording.documents, (mine, theirs), strict=True))
    return bool(one and other) and not one & other and wording.held < LONG


def _speaker(document: Document, claim: Claim) -> frozenset[str]:
    """Return the words of the name of who says it; none where the article gives no name."""
    item = next((each for each in document.attributions if each.id == claim.attribution), None)
    named = next((entity for entity in document.entities if item and entity.id == item.source_entity), None)
    words = " ".join((*(span.cut(document.text) for span in item.source), *(named.names if named else ()))) if item else ""
    return frozenset(word.lower() for word in _NAME.findall(words))


def _claim_at(document: Document, span: Span) -> Claim | None:
    """Return the smallest claim that holds a place; that which has most of it where none does."""
    over = [claim for claim in document.claims if claim.span.overlap(span)]
    return min(over, key=lambda claim: (-claim.span.overlap(span), claim.span.end - claim.span.start), default=None)


def differences_of(found: Iterable[tuple[Wording, tuple[Claim, Claim]]]) -> tuple[Difference, ...]:
    """Return the differences in words of one group; articles that have the same words are one side."""
    merged: dict[frozenset[str], list[tuple[Wording, tuple[Claim, Claim]]]] = {}
    for wording, claims in found:
        merged.setdefault(frozenset(plain(words) for words in wording.words), []).append((wording, claims))
    return tuple(_difference(each) for _, each in sorted(merged.items(), key=lambda item: sorted(item[0])))


def _difference(found: list[tuple[Wording, tuple[Claim, Claim]]]) -> Difference:
    sides: dict[str, tuple[str, dict[tuple[str, str], Place]]] = {}
    for wording, claims in found:
        for words, document, claim, span in zip(wording.words, wording.documents, claims, wording.spans, strict=True):
            place = Place(document=document.id, start=span.start, end=span.end)
            sides.setdefault(plain(words), (words, {}))[1].setdefault((document.id, claim.id), place)
    telling = any(wording.is_telling for wording, _ in found)
    verdict: Verdict = "differs" if telling else "compatible"
    made = sorted(sides.values(), key=lambda side: side[0])
    rule = TELLING if telling else FORMAL
    return Difference(
        slot="wording",
        sides=tuple(Side(value=value, members=tuple(sorted(members))) for value, members in made),
        verdict=verdict,
        rule=rule,
        reasons=(Reason(rule=rule, weight=0.0, spans=tuple(min(members.items())[1] for _, members in made)),),
    )
