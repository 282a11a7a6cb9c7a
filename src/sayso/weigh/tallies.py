"""Where two articles give one number of one thing more and less exactly, in clauses that say other things of it.

"A suit that covers 1.5 million women" and "a suit of as many as 1.5 million women" are not one claim, and yet the number is one:
the same noun, the same or nearly the same number, and other words of the sentence in common. Nobody is contradicted by it.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from sayso.kit.concepts import marks_of
from sayso.kit.vocabulary import common_words
from sayso.model.facts import Quantity
from sayso.weigh.accounts import Voice
from sayso.weigh.numbers import is_rough, is_rounded, overlap
from sayso.weigh.parting import Parting

LEAST = 10
"""Smaller numbers are the same by chance."""
NEAR = 0.1
"""Two numbers of one thing are this share of the higher one apart at most."""
SHARED, SHARED_WHERE_OTHER = 2, 3
"""So many other words of the two sentences must be the same; more where the numbers themselves are not."""
LETTERS = 3
"""Shorter words say nothing of what is counted."""
MOST = 30
"""So many numbers of one noun are compared in a story."""
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_ENDING = re.compile("['\u2019]s?$")
Found = tuple[Parting, Voice, Voice]


class Tally(msgspec.Struct, frozen=True):
    """A number of something in one article: what is counted, and the other words of its sentence."""

    voice: Voice
    quantity: Quantity
    words: frozenset[str]
    names: frozenset[str]

    @property
    def value(self) -> float:
        """The number that is written, whether or not it is a bound."""
        low, high = self.quantity.low, self.quantity.high
        both = [bound for bound in (low, high) if bound is not None]
        return sum(both) / max(len(both), 1)

    @property
    def is_exact(self) -> bool:
        """Is it given without a bound?"""
        return self.quantity.low == self.quantity.high

    @property
    def is_ruled_out(self) -> bool:
        """Is it a bound of what is not or will not be: "will not accept more than 40"?"""
        return self.voice.event.polarity == "-" and not self.is_exact

    @property
    def written(self) -> str:
        """The words of the number."""
        return " ".join(self.quantity.span.cut(self.voice.document.text).split())


def tallies(voices: Iterable[Voice]) -> Iterator[Tally]:
    """Yield the numbers of some claims; each is told by the smallest of the claims that hold it."""
    told: dict[str, tuple[Voice, Quantity]] = {}
    for voice in voices:
        size = voice.claim.span.end - voice.claim.span.start
        for quantity in voice.document.quantities:
            if voice.claim.span.holds(quantity.span):
                kept = told.get(quantity.id)
                if kept is None or size < kept[0].claim.span.end - kept[0].claim.span.start:
                    told[quantity.id] = (voice, quantity)
    for voice, quantity in told.values():
        tally = _tally(voice, quantity)
        if quantity.unit and quantity.unit != "%" and tally.value >= LEAST:
            yield tally


def _tally(voice: Voice, quantity: Quantity) -> Tally:
    document = voice.document
    sentence = next((one.span for one in document.sentences if one.span.holds(quantity.span)), voice.claim.span)
    counted = [each.span for each in document.quantities if sentence.holds(each.span)]
    found = _WORD.finditer(document.text, sentence.start, sentence.end)
    outside = (word for word in found if not any(span.start <= word.start() < span.end for span in counted))
    words = [_ENDING.sub("", word.group()) for word in outside if word.end() - word.start() >= LETTERS]
    names = frozenset(word.lower() for word in words if word[:1].isupper())
    return Tally(voice, quantity, frozenset(map(_stem, words)) - common_words() - {_stem(quantity.unit)}, names - common_words())


def _stem(word: str) -> str:
    """Return a word in lower letters without the ending of a plural."""
    lowered = word.lower()
    return lowered[:-1] if len(lowered) > 3 and lowered.endswith("s") and not lowered.endswith("ss") else lowered


def coarser_numbers(voices: Iterable[Voice]) -> Iterator[Found]:
    """Yield the numbers of one thing that two articles give more and less exactly, the more exact one first."""
    counted: dict[str, list[Tally]] = {}
    for tally in tallies(voices):
        counted.setdefault(min(marks_of(tally.quantity.unit)), []).append(tally)
    for same in counted.values():
        given = {(tally.voice.document.id, tally.quantity.low, tally.quantity.high) for tally in same}
        for place, one in enumerate(same[:MOST]):
            for other in same[place + 1 : MOST]:
                if one.voice.document.id != other.voice.document.id and not _gives_both(given, one, other):
                    yield from _parting(one, other)


def _gives_both(given: set[tuple[str, float | None, float | None]], one: Tally, other: Tally) -> bool:
    """Does one of the two articles have the other's number too?"""
    pairs = ((one, other), (other, one))
    return any((a.voice.document.id, b.quantity.low, b.quantity.high) in given for a, b in pairs)


def _parting(one: Tally, other: Tally) -> Iterator[Found]:
    apart = abs(one.value - other.value) / max(one.value, other.value)
    shared = one.words & other.words
    is_one = len(shared) >= (SHARED if not apart or one.names & other.names else SHARED_WHERE_OTHER)
    if any(tally.is_ruled_out for tally in (one, other)):
        return
    if apart > NEAR or not is_one or (one.is_exact and other.is_exact and not _is_rounding(one, other)):
        return
    fine, coarse = (one, other) if _comes_first(one, other) else (other, one)
    values = (fine.written, coarse.written)
    about = fine.quantity.unit
    if one.is_exact and other.is_exact:
        yield Parting("number", about, values, "more_specific", "one-number-is-the-other-rounded"), fine.voice, coarse.voice
    elif one.is_exact != other.is_exact and overlap(one.quantity, other.quantity):
        yield Parting("number", about, values, "more_specific", "one-number-is-vague"), fine.voice, coarse.voice
    elif not one.is_exact and not other.is_exact and apart and _is_one_bound(one, other):
        yield Parting("number", about, values, "differs", "bounds-differ"), fine.voice, coarse.voice


def _is_rounding(one: Tally, other: Tally) -> bool:
    return is_rounded(one.quantity, other.quantity) or is_rounded(other.quantity, one.quantity)


def _comes_first(one: Tally, other: Tally) -> bool:
    """Is the first of the two the more exact one?"""
    if one.is_exact and other.is_exact:
        return is_rounded(other.quantity, one.quantity)
    return one.is_exact or (not other.is_exact and is_rough(one.quantity))


def _is_one_bound(one: Tally, other: Tally) -> bool:
    """Do both give the least, or both the most?"""
    open_ends = [(tally.quantity.low is None, tally.quantity.high is None) for tally in (one, other)]
    return open_ends[0] == open_ends[1] and True in open_ends[0]
