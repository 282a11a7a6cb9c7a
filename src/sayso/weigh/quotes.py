"""Where two articles give one quotation in different words: the same stretch of speech, and in it a word that is another.

Quotations are found to be one by the runs of words that they share, so the cost grows with their number and not with its square.
A cut end, a mark of omission, an insertion in brackets, a contraction, a masked word or a number in figures is no other wording.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise

import msgspec

from sayso.kit import lexicon
from sayso.kit.vocabulary import Word, common_words
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.span import Span

_QUOTED = re.compile("\u201c[^\u201c\u201d\n]{12,1500}")
_MARK = re.compile('["\u201d]')
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[\[(][^\])\n]{0,80}[\])]|\.\s?\.\s?\.|\u2026|%|[^\W_][\w*'\u2019-]*")
_SHORTEST, _LENGTH = 12, 1500
"""In letters: what is quoted in fewer is a word, in more is no quotation."""
_ENDINGS = {"'m": " am", "'re": " are", "'ll": " will", "'ve": " have", "n't": " not", "gonna": "going to", "wanna": "want to"}
_RUN = 3
"""Two quotations that share so many words in a row are compared."""
_OFTEN = 12
"""A run of words that stands in more quotations than this is a phrase, and only the first of them are compared."""
_AROUND = 4
"""So many words on both sides of another wording must be the same."""
_HELD, _OTHER = 3, 2
"""Fewer words than the first beside a gap, and more other words than the second behind them, are another utterance."""
_ALIKE = 0.5
"""Two quotations are of one speech where they have this share of the shorter one's words in common, in order."""
_TELLING = 2
"""So many of the words in common must say something of the subject."""
_LONGEST = 4
"""Longer stretches than this are not another word for one thing but another part of the speech."""
_MOST_WORDS = 300
_ENDS = (". ", "? ", "! ", ".\n", "--")


class NumberWord(Record, frozen=True, kw_only=True):
    """Words for one number."""

    words: tuple[str, ...]
    value: float
    kind: str


class Quotation(msgspec.Struct, frozen=True, eq=False):
    """One quoted stretch of a document: its words as they are compared, and where each stands."""

    document: Document
    words: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def line(self) -> str:
        """Its words, each between blanks."""
        return f" {' '.join(self.words)} "


class Wording(msgspec.Struct, frozen=True):
    """Two quotations of one speech part in words: where in each, the words, and whether one that says something is another.

    `held` is how many words around the place are the same.
    """

    documents: tuple[Document, Document]
    spans: tuple[Span, Span]
    words: tuple[str, str]
    is_telling: bool
    held: int


@functools.cache
def _figures() -> dict[str, str]:
    entries = lexicon.load("number_words", NumberWord)
    return {word: f"{entry.value:g}" for entry in entries if entry.kind == "unit" for word in entry.words}


def quotations(document: Document) -> Iterator[Quotation]:
    """Yield the quotations of a document."""
    for number, (start, end) in enumerate(sorted((*_curly(document.text), *_straight(document.text)))):
        found = [pair for word in _WORD.finditer(document.text, start, end) for pair in _plain(word, number)]
        if len(found) > _RUN:
            found = found[:_MOST_WORDS]
            yield Quotation(document, tuple(word for word, _ in found), tuple(span for _, span in found))


def _curly(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _QUOTED.finditer(text))


def _straight(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between straight marks: in each paragraph the first opens, the next closes, and so on."""
    for line in _LINE.finditer(text):
        opening: int | None = None
        for mark in _MARK.finditer(text, *line.span()):
            if opening is None:
                opening = mark.start() if mark[0] == '"' else None
            else:
                yield from _long_enough(opening, mark.start())
                opening = None
        if opening is not None:
            yield from _long_enough(opening, line.end())


def _long_enough(start: int, end: int) -> Iterator[tuple[int, int]]:
    if _SHORTEST < end - start <= _LENGTH:
        yield start, end


def _plain(match: re.Match[str], number: int) -> Iterator[tuple[str, Span]]:
    """Yield a word as it is compared: written out; what is left out or put in equals nothing else."""
    span = Span(start=match.start(), end=match.end())
    word = match.group().lower().replace("\u2019", "'").strip("'-").replace("%", "percent")
    if not word or word[0] in "[(.\u2026" or "*" in word:
        yield f"\u2026{number}.{span.start}", span
        return
    for ending, full in _ENDINGS.items():
        if word.endswith(ending):
            word = word.removesuffix(ending) + full
    for part in word.replace("-", " ").split():
        part = part.removesuffix("'s")
        yield _figures().get(part, part), span


def wordings(documents: Iterable[Document]) -> Iterator[Wording]:
    """Yield where quotations of different documents part in words."""
    found = [quotation for document in documents for quotation in quotations(document)]
    index: dict[tuple[str, ...], list[int]] = {}
    for number, quotation in enumerate(found):
        for place in range(len(quotation.words) - _RUN + 1):
            holders = index.setdefault(quotation.words[place : place + _RUN], [])
            if len(holders) < _OFTEN and (not holders or holders[-1] != number):
                holders.append(number)
    lines: dict[str, str] = {}
    for quotation in found:
        lines[quotation.document.id] = lines.get(quotation.document.id, "") + quotation.line
    pairs = {(a, b) for holders in index.values() for place, a in enumerate(holders) for b in holders[place + 1 :]}
    for a, b in sorted(pairs):
        if found[a].document.id != found[b].document.id and found[a].words != found[b].words:
            one, other = found[a], found[b]
            yield from _between(one, other, (lines[one.document.id], lines[other.document.id]))


def _between(one: Quotation, other: Quotation, lines: tuple[str, str]) -> Iterator[Wording]:
    """Yield where two quotations part; what an article quotes in both wordings was said twice."""
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size and _is_held(one.words, block.a, block.size)]
    same = [word for block in blocks for word in one.words[block.a : block.a + block.size]]
    if len(same) < _ALIKE * min(len(one.words), len(other.words)) or sum(map(_is_telling, same)) < _TELLING:
        return
    for place, (before, after) in enumerate(pairwise(blocks)):
        held = (_reach(blocks[place::-1]), _reach(blocks[place + 1 :]))
        mine = slice(before.a + before.size, after.a)
        theirs = slice(before.b + before.size, after.b)
        sides = (one.words[mine], other.words[theirs])
        told_twice = _in_words(one, mine) in lines[1] or _in_words(other, theirs) in lines[0]
        apart = max(len(sides[0]), len(sides[1]))
        is_one = (
            before.size + after.size >= _AROUND
            and apart <= min(held) + 1
            and not _is_beside_other_words(blocks, place, one, other)
            and not (told_twice or _ends(one, mine) or _ends(other, theirs))
        )
        if is_one and _is_other(*sides):
            yield Wording(
                (one.document, other.document),
                (_place(one, mine), _place(other, theirs)),
                (_shown(one, mine), _shown(other, theirs)),
                _says_something(*sides),
                sum(held),
            )


def _is_beside_other_words(blocks: Sequence[Match], number: int, one: Quotation, other: Quotation) -> bool:
    """Stands a gap alone among few words that are the same, with a long stretch of other words before or after these?"""
    before, after = blocks[number], blocks[number + 1]
    earlier = blocks[number - 1] if number else Match(0, 0, 0)
    later = blocks[number + 2] if number + 2 < len(blocks) else Match(len(one.words), len(other.words), 0)
    sides = ((before, _apart(earlier, before, one, other)), (after, _apart(after, later, one, other)))
    return any(block.size < _HELD and size > _OTHER for block, size in sides)


def _apart(first: Match, then: Match, one: Quotation, other: Quotation) -> int:
    """Return how many words lie between two stretches; none for one word spelt twice, and at an end those of the shorter side."""
    mine, theirs = one.words[first.a + first.size : then.a], other.words[first.b + first.size : then.b]
    at_an_end = 0 in {first.size, then.size}
    if "".join(mine) == "".join(theirs):
        return 0
    return min(len(mine), len(theirs)) if at_an_end else max(len(mine), len(theirs))


def _reach(blocks: Sequence[Match]) -> int:
    """Return how many words are the same from a gap on, a single word that is another passed over."""
    size = blocks[0].size
    for one, other in pairwise(blocks):
        first, then = sorted((one, other), key=lambda block: block.a)
        if max(then.a - first.a - first.size, then.b - first.b - first.size) > 1:
            break
        size += other.size
    return size


def _in_words(quotation: Quotation, gap: slice) -> str:
    """Return the words of a gap with three words before them and one after, as a line has them."""
    return f" {' '.join(quotation.words[max(gap.start - 3, 0) : gap.stop + 1])} "


def _ends(quotation: Quotation, gap: slice) -> bool:
    """Does a sentence end in a gap?"""
    first, last = quotation.spans[gap.start - 1], quotation.spans[min(gap.stop, len(quotation.spans) - 1)]
    return any(mark in quotation.document.text[first.end : last.start] for mark in _ENDS)


def _is_held(words: Sequence[str], first: int, size: int) -> bool:
    """Do the words beside a gap show that both speak of the same: two of them, or one that says something?"""
    return size > 1 or _is_telling(words[first])


def _is_telling(word: str) -> bool:
    """Does a word say something of the subject?"""
    return len(word) > 2 and word not in common_words()


def _is_other(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Are the words other ones: none of them left out, none too many, and not one word written in two ways?"""
    if max(len(mine), len(theirs)) > _LONGEST or any(word[0] == "\u2026" for word in (*mine, *theirs)):
        return False
    return "".join(mine) != "".join(theirs) and not _are_short_for_each_other(mine, theirs)


def _are_short_for_each_other(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Is one side the first letters of the other: "UK", "United Kingdom"?"""
    shorter, longer = sorted((mine, theirs), key=len)
    return len(shorter) == 1 < len(longer) and shorter[0] == "".join(word[:1] for word in longer)


def _says_something(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Is a word among them that is no word of grammar and no other form of one on the other side, or changes what is claimed?"""
    apart = set(mine) ^ set(theirs)
    if _sense(mine) != _sense(theirs):
        return True
    telling = {word for word in apart if _is_telling(word)}
    stems = [{word[:4] for word in telling & set(side)} for side in (mine, theirs)]
    return bool(telling) and stems[0] != stems[1]


def _sense(words: Sequence[str]) -> set[str]:
    """Return the small words that say how sure, how much, who or whether: a lone "and" only joins two sentences."""
    found = {part for word in words for part in word.split() if part in _sense_words()}
    return set() if found == {"and"} else found


@functools.cache
def _sense_words() -> frozenset[str]:
    return frozenset(entry.word for entry in lexicon.load("sense_words", Word))


def _place(quotation: Quotation, gap: slice) -> Span:
    """Return the stretch of the gap, with the word before it and the one after it."""
    last = min(gap.stop, len(quotation.spans) - 1)
    return Span(start=quotation.spans[max(gap.start - 1, 0)].start, end=quotation.spans[last].end)


def _shown(quotation: Quotation, gap: slice) -> str:
    """Return the words of the gap with two words on either side, as they are written."""
    first, last = max(gap.start - 2, 0), min(gap.stop + 1, len(quotation.spans) - 1)
    start, end = quotation.spans[first].start, quotation.spans[last].end
    return " ".join(quotation.document.text[start:end].split())
