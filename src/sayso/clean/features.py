"""Measure the pieces of a page for the zone model: a row of numbers each, of its own words, its neighbours and its place."""

import calendar
import functools
import math
import re
from collections import Counter
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.clean.blocks import ends_finally
from sayso.clean.captions import caption_words, present_verbs
from sayso.clean.chrome import reporting_words
from sayso.clean.marks import Mark, Page
from sayso.clean.sections import section_rows
from sayso.clean.subject import subject_rows
from sayso.kit.vocabulary import common_words

Numbers = NDArray[np.float64]
REACH = (-2, -1, 1, 2)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_INNER = re.compile(r"[.!?][\"'\u2019\u201d)]?\s+[\"'\u2018\u201c(]?[^\s\Wa-z]")
_CLOCK = re.compile(r"\d:\d\d|(?:19|20)\d\d(?!\d)|\d ?[ap]\.?m\b|\d [a-z]+ ago\b")
_CALENDAR = frozenset(
    name.lower() for names in (calendar.month_name, calendar.month_abbr, calendar.day_name) for name in names if name
)
_WEB = ("http", "www.", ".com", ".org", "@", "#")
_GLUED = re.compile(r"[a-z\d.!?\u201d\u2019][A-Z][a-z]")
_MARKED = ("headline", "dateline", "byline", "caption", "credit", "chrome")
_SETTLED = ("headline", "body", "caption", "chrome")
_ENDINGS = (".", "!?\u2026", "\"'\u201d\u2019\u00bb", ":", ",;-\u2013\u2014", ")]")
_REASONS = ("label", "words", "phrase", "before a credit", "after a credit", "present", "opens", "points")
_PLACES = ("left", "right", "cent", "front", "ground", "seen", "pictured", "(", " in this ")
_QUOTES = "\"'\u201c\u2018\u00ab"
_NO_SIGNS = [0.0] * 5
_LONG, _SENTENCE, _LONGEST_WORDS, _LONGEST_LINE = 120, 8, 40, 200


def measure(page: Page, pieces: list[Mark], settled: list[Mark], words: list[list[str]], known: Numbers) -> Numbers:
    """Return a row for each piece; `known` are the scores of its words, `settled` the pieces as the rules settle them."""
    prose = np.array(
        [
            float(one.span.end - one.span.start)
            * (one.kind is None and len(said) >= _SENTENCE and ends_finally(page.text, one.span))
            for one, said in zip(pieces, words, strict=True)
        ]
    )
    common = common_words()
    content = [{word for word in own if len(word) > 3} - common for own in words]
    own = np.column_stack(
        [
            np.array([_own_row(page, *pair) for pair in zip(pieces, words, strict=True)]),
            np.array(_shared_rows(pieces, words, content)),
            np.array([[float(one.kind == kind) for kind in _SETTLED] + [float(one.why == "heading")] for one in settled]),
            section_rows(page, pieces),
            known,
        ]
    )
    subject, shares = subject_rows(pieces, words, content, prose), _share_rows(pieces, prose)
    return np.column_stack(
        [own, _place_rows(page, pieces), _prose_rows(prose), subject, shares, *(_shifted(own, step) for step in REACH)]
    )


def words_of(page: Page, piece: Mark) -> list[str]:
    """Return the words of a piece, folded."""
    return _WORD.findall(page.folded, piece.span.start, piece.span.end)


def terms_of(words: list[str]) -> dict[str, None]:
    """Return the words and pairs of words of a piece, and those that it begins and ends with; every number is the same.

    They are the keys, in the order of the text, so that sums over them never differ.
    """
    kept = ["0" if word[0].isdigit() else word for word in words[:_LONGEST_WORDS]]
    if not kept:
        return {}
    pairs = list(map(" ".join, pairwise(kept)))
    terms = [*kept, *pairs, f"^{kept[0]}", f"${kept[-1]}"]
    if pairs:
        terms += [f"^{pairs[0]}", f"${pairs[-1]}"]
    if len(kept) <= 4:
        terms.append(f"={' '.join(kept)}")
    return dict.fromkeys(terms)


def _own_row(page: Page, piece: Mark, words: list[str]) -> list[float]:
    """Return what a piece's own words show."""
    start, end = piece.span.start, piece.span.end
    text, folded = page.text[start:end], page.folded[start:end]
    shown = text.split()
    n, length, different = len(shown) or 1, end - start, set(words)
    return [
        math.log1p(length),
        math.log1p(len(words)),
        min(length / n, 20.0),
        sum(map(str.istitle, shown)) / n,
        sum(map(str.isupper, shown)) / n,
        sum(map(str.isdigit, words)) / n,
        sum(map(common_words().__contains__, words)) / n,
        len(different) / (len(words) or 1),
        text.count(",") / n,
        *_first_signs(text[:1]),
        *_last_signs(text[-1:]),
        min(len(_INNER.findall(text)), 5) / 5,
        '"' in text or "\u201c" in text or "\u201d" in text,
        *[mark in text for mark in "?!|/\u00a9(:"],
        "\u2022" in text or "\u00b7" in text or "\u203a" in text or "\u00bb" in text,
        "$" in text or "\u00a3" in text or "\u20ac" in text,
        folded.count("ed ") / n,
        folded.count("ing ") / n,
        not reporting_words().isdisjoint(different),
        not present_verbs().isdisjoint(different),
        *(_line_signs(text, folded, different) if length <= _LONGEST_LINE else _NO_SIGNS),
        *_rule_signs(piece.kind, piece.why),
    ]


@functools.lru_cache(maxsize=1024)
def _first_signs(first: str) -> tuple[bool, ...]:
    """Return what the first character shows."""
    return first.islower(), first.isdigit(), first in _QUOTES, not first.isalnum() and first not in _QUOTES


@functools.lru_cache(maxsize=1024)
def _last_signs(last: str) -> tuple[bool, ...]:
    """Return what the last character shows."""
    return tuple(last in ending for ending in _ENDINGS)


@functools.lru_cache(maxsize=1024)
def _rule_signs(kind: str | None, why: str) -> tuple[bool, ...]:
    """Return what the rules marked, and why."""
    return *(kind == marked for marked in _MARKED), *(why.startswith(reason) for reason in _REASONS)


def _line_signs(text: str, folded: str, words: set[str]) -> list[float]:
    """Return what shows in a line but says nothing in a paragraph: times, addresses, words glued together, caption words."""
    return [
        not _CALENDAR.isdisjoint(words) or _CLOCK.search(folded) is not None,
        any(sign in folded for sign in _WEB),
        min(len(_GLUED.findall(text)), 4) / 4,
        caption_words("opening").match(folded) is not None,
        any(hint in folded for hint in _PLACES) and caption_words("place").search(folded) is not None,
    ]


def _shared_rows(pieces: list[Mark], words: list[list[str]], content: list[set[str]]) -> list[list[float]]:
    """Return what a piece has in common with the rest of its page: with all of it, and with its long paragraphs."""
    spread, paragraphs = Counter[str](), Counter[str]()
    long = [piece.kind is None and piece.span.end - piece.span.start > _LONG for piece in pieces]
    for own, is_long in zip(content, long, strict=True):
        spread.update(own)
        if is_long:
            paragraphs.update(own)
    lines = [" ".join(own) for own in words]
    repeated = Counter(lines)
    rows = list[list[float]]()
    for own, line, is_long in zip(content, lines, long, strict=True):
        n = len(own) or 1
        counts = [paragraphs[word] for word in own]
        shared = len([word for word in own if spread[word] > 1]) / n
        backed = len([count for count in counts if count > is_long]) / n
        rows.append([shared, backed, min(sum(counts) / n - is_long, 6.0), float(repeated[line] > 1)])
    return rows


def _place_rows(page: Page, pieces: list[Mark]) -> Numbers:
    """Return where each piece stands in the page, and how it is set off from its neighbours."""
    n, size = len(pieces), len(page.text) or 1
    starts = np.array([piece.span.start for piece in pieces], dtype=float)
    ends = np.array([piece.span.end for piece in pieces], dtype=float)
    gaps = [page.text.count("\n", pieces[at].span.end, pieces[at + 1].span.start) for at in range(n - 1)]
    before, after, index = np.array([2, *gaps]), np.array([*gaps, 2]), np.arange(n)
    whole = [np.full(n, number) for number in (math.log1p(n), math.log1p(size), min(size / n, 400) / 100)]
    place = [index / n, np.log1p(index), np.log1p(n - 1 - index), starts / size, (size - ends) / size]
    return np.column_stack([*place, before == 0, after == 0, before > 1, after > 1, *whole])


def _prose_rows(long: Numbers) -> Numbers:
    """Return how much prose stands around each piece, from the length of each piece that is prose (else 0)."""
    n, index = len(long), np.arange(len(long))
    total = np.concatenate([[0.0], np.cumsum(long)])
    columns = [total[:-1] / (total[-1] or 1), long / (total[-1] or 1)]
    for reach in (1, 3, 8):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, n)
        columns += [np.log1p(total[index] - total[low]), np.log1p(total[high] - total[index + 1])]
    last = np.maximum.accumulate(np.where(long > 0, index, -1))
    following = np.minimum.accumulate(np.where(long > 0, index, n)[::-1])[::-1]
    columns += [np.log1p(np.where(last < 0, n, index - last)), np.log1p(np.where(following >= n, n, following - index))]
    dense = total[np.minimum(index + 4, n)] - total[np.maximum(index - 3, 0)]
    columns += [last < 0, following >= n, np.abs(index - int(dense.argmax())) / n, dense / (dense.max() or 1)]
    return np.column_stack(columns)


def _share_rows(pieces: list[Mark], prose: Numbers) -> Numbers:
    """Return what the whole page is: how much of it is prose, and how much the rules took for words of the page."""
    sizes = np.array([piece.span.end - piece.span.start for piece in pieces], dtype=float)
    marked = np.array([piece.kind == "chrome" for piece in pieces], dtype=float)
    whole = sizes.sum() or 1.0
    shares = [prose.sum() / whole, (prose > 0).mean(), marked.mean(), (marked * sizes).sum() / whole]
    return np.tile(np.array(shares), (len(pieces), 1))


def _shifted(rows: Numbers, step: int) -> Numbers:
    """Return for each row the one `step` after it (before it, if negative); zeros where there is none."""
    moved = np.zeros_like(rows)
    if step > 0:
        moved[:-step] = rows[step:]
    else:
        moved[-step:] = rows[:step]
    return moved
