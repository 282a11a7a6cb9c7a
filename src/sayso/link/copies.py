"""Find documents that carry each other's words: reprints, briefs cut from a longer text, sentences of a wire inside a report.

What counts is which share of the shorter text's runs of five words stands in the other. What is quoted does not count, and
neither does what one outlet prints under many of its articles. The order of the words does not matter, so a text whose sentences
were moved about is still found. Every copy keeps the passages that both texts have, side by side.
"""

import functools
import hashlib
from collections.abc import Iterable

import msgspec
import numpy as np

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.shingles import Marks, Runs, WordMarks, mark_of, runs_of
from sayso.kit.vocabulary import speaking_words
from sayso.link.overlap import Overlap, boilerplate, candidates, held_by_several, overlap, without
from sayso.link.passages import passages
from sayso.model.base import Reason
from sayso.model.corpus import Copy, Corpus
from sayso.model.document import Document

FEWEST = 30
"""A body of fewer words than this is too short for its copies to mean anything."""
WHOLE = 0.5
"""From this share on, the shorter text is a copy of the other as a whole, and not only a passage of it."""
FEW_OWN, QUOTED_TOO = 0.15, 0.7
"""Where less than the first share of a text is its own, as in an interview, quotations count, from the second on."""


AGAIN = 0.8
"""From this share on, two articles of one outlet are one text in two editions."""
PART = 0.65
"""This part of the share that is asked for will do where, quotations counted, twice as much is shared."""
SPOKEN = 0.02
"""With so many words such as "I" and "you" outside quotations, a shared passage is what somebody said, shown by both."""
FEWEST_SPOKEN = 2
"""One such word says nothing: in a passage of eight sentences it is a fiftieth of all."""
MANY = 100
"""So many runs in common are a copied passage, however long both texts are."""


class _Text(msgspec.Struct, frozen=True, eq=False):
    """A document with its runs of words: all of them, and those that are not quoted."""

    document: Document
    runs: Runs
    marks: Marks
    own: Marks


def earliest(document: Document) -> tuple[str, str]:
    """Return the key that puts documents in order of publication, the undated last."""
    return (document.published or "9999", document.id)


def _texts(documents: Iterable[Document]) -> list[_Text]:
    """Return the documents that are long enough to be copied, the earliest first."""
    known = WordMarks()
    found = list[_Text]()
    for document in sorted(documents, key=earliest):
        if document.status != "skipped":
            runs = runs_of(document.text, [zone.span for zone in document.zones_of("body")], known)
            if len(runs.starts) >= FEWEST:
                found.append(_Text(document, runs, np.unique(runs.marks), runs.distinct()))
    return found


def _reprints(texts: list[_Text]) -> dict[int, int]:
    """Return, for each text that is word for word that of an earlier one, the first that carried it."""
    first = dict[bytes, int]()
    found = dict[int, int]()
    for number, text in enumerate(texts):
        mark = hashlib.blake2b(text.runs.marks.tobytes(), digest_size=16).digest()
        if first.setdefault(mark, number) != number:
            found[number] = first[mark]
    return found


def _overlaps(texts: list[_Text], least: float) -> list[Overlap]:
    """Return the pairs of texts that share enough of their own words, reprints with the text that they reprint alone."""
    reprints = _reprints(texts)
    kept = [number for number in range(len(texts)) if number not in reprints]
    held = held_by_several([texts[number].marks for number in kept])
    found = [_overlap(texts, kept, pair) for pair in candidates(held, len(kept))]
    article = _articles(len(kept), (each for each in found if each.share >= WHOLE))
    common = boilerplate(held, [texts[number].document.outlet for number in kept], article)
    own = {number: without(texts[number].own, common) for number in kept}
    counted = (each if each.share >= WHOLE else _own_overlap(each, own[kept[each.one]], own[kept[each.other]]) for each in found)
    overlaps = [msgspec.structs.replace(each, one=kept[each.one], other=kept[each.other]) for each in counted]
    overlaps = [each for each in overlaps if _is_copy(each, texts, least)]
    return sorted([*overlaps, *(Overlap(first, number, 1.0) for number, first in reprints.items())])


def _is_copy(each: Overlap, texts: list[_Text], least: float) -> bool:
    """Do two texts share enough? What one outlet uses again is no copy, unless it is nearly all; nor is a speech in both."""
    one, other = texts[each.one], texts[each.other]
    if one.document.outlet and one.document.outlet == other.document.outlet:
        return each.share >= AGAIN
    with_quotations = each.share >= least * PART and each.whole >= 2 * least
    if each.share < least and each.runs < MANY and not with_quotations:
        return False
    spoken, among = one.runs.said(other.own, _speaking())
    return each.share >= WHOLE or spoken < FEWEST_SPOKEN or spoken < SPOKEN * among


@functools.cache
def _speaking() -> frozenset[int]:
    return frozenset(mark_of(word) for word in speaking_words())


def _overlap(texts: list[_Text], kept: list[int], pair: tuple[int, int]) -> Overlap:
    """Return how much two texts have in common of their own words; with what is quoted where one is hardly anything else."""
    one, other = (texts[kept[number]] for number in pair)
    whole = overlap(pair, one.marks, other.marks)
    few = min(len(each.own) / len(each.marks) for each in (one, other)) < FEW_OWN
    if few and whole.share >= QUOTED_TOO:
        return whole
    return msgspec.structs.replace(overlap(pair, one.own, other.own), whole=whole.share)


def _own_overlap(found: Overlap, one: Marks, other: Marks) -> Overlap:
    return msgspec.structs.replace(overlap((found.one, found.other), one, other), whole=found.whole)


def _articles(size: int, copied: Iterable[Overlap]) -> list[int]:
    """Return the article that each text is a printing of: the lowest number among its copies."""
    article = list(range(size))

    def first(number: int) -> int:
        while article[number] != number:
            article[number] = article[article[number]]
            number = article[number]
        return number

    for each in copied:
        low, high = sorted((first(each.one), first(each.other)))
        article[high] = low
    return [first(number) for number in range(size)]


def _copy(one: _Text, other: _Text, shared: float) -> Copy:
    """Return what one text has of another, and whether it can be told which was first."""
    days = one.document.published_day, other.document.published_day
    known = bool(days[0] and days[1] and days[0] < days[1])
    rule, note = ("same-body", "word for word") if shared == 1.0 else ("same-words", f"{shared:.0%} of the shorter text")
    sides = passages(one.runs, other.runs, (one.document.id, other.document.id))
    reasons = (
        Reason(rule=rule, weight=shared, note=note),
        *(Reason(rule="same-passage", weight=0.0, spans=each) for each in sides),
    )
    return Copy(one=one.document.id, other=other.document.id, share=round(shared, 3), direction_known=known, reasons=reasons)


@stage("copies", reads=("documents", "zones"), writes=("copies",), version=3, by_outline=True)
def copies(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its copies, each pointing to the earlier document that has the same words."""
    texts = _texts(corpus.documents)
    found = (_copy(texts[each.one], texts[each.other], each.share) for each in _overlaps(texts, config.copy_threshold))
    return corpus.replace(copies=tuple(sorted(found, key=lambda copy: (copy.one, copy.other))))
