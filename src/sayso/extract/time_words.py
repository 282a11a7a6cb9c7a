"""Cut a stretch of text into words of time: months, weekdays, numbers, units and the small words that join them.

Each word is written as one character that stands for its kind, so that the grammar is a set of plain patterns over short
strings. What is no word of time is the kind `OTHER`, which no pattern can cross.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

import msgspec

from sayso.kit import lexicon
from sayso.kit.tree import Tree
from sayso.model.base import Record

Value = int | float | str
SHAPES = ("ISO", "SLASHED", "CLOCK", "DECADE", "SHORTYEAR", "QUARTERNAME", "YEAR", "DAY", "FRACTION", "NUM", "WORDNUM")
SHORT = {"SHORTMONTH": "MONTH", "SHORTWEEKDAY": "WEEKDAY"}
MOST_FIGURES = 20
CENTURIES = frozenset({18, 19, 20})
MARKS = {"-": "DASH", "\u2013": "DASH", "\u2014": "OTHER", ",": "COMMA", "/": "SLASH", "(": "OPEN", ")": "CLOSE"}
_PIECES = re.compile(
    r"(?P<BREAK>\n\s*\n)"
    r"|(?P<ISO>\b\d{4}(?:-\d\d-|/\d\d/)\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?\b)"
    r"|(?P<SLASHED>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b)"
    r"|(?P<NAMEDDAY>\b9/11\b)"
    r"|(?P<CLOCK>\b\d{1,2}[:.][0-5]\d(?=\s?[ap]\.?m\b)|\b\d{1,2}:[0-5]\d(?::[0-5]\d)?\b)"
    r"|(?P<MILITARY>\b[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC)\b))"
    r"|(?P<ORDINAL>\b\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<DECADE>['\u2019\u2018]?\b\d{1,3}0['\u2019]?s\b)"
    r"|(?P<SHORTYEAR>['\u2019\u2018]\d\d\b)"
    r"|(?P<QUARTERNAME>\b(?:[QH][1-4]|[1-4]Q)\b)"
    r"|(?P<FRACTION>\b\d/\d\b|[½¼¾])"
    r"|(?P<NUMBER>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<POSSESSIVE>['\u2019]s?(?!\w))"
    r"|(?P<DOTTED>\b(?:[ap]\.\s?m\.?|[Bb]\.\s?[Cc]\.?|[A-Za-z]{3,5}\.))"
    r"|(?P<WORD>o['\u2019]clock\b|[^\W\d_]+)"
    r"|(?P<MARK>[^\s\w])"
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


class TimeEntry(Record, frozen=True, kw_only=True):
    """One line of the lexicon: words of one kind and value; with `tags`, only where the parse tags them so."""

    kind: str
    words: tuple[str, ...]
    value: Value = ""
    tags: tuple[str, ...] = ()


class NumberEntry(Record, frozen=True, kw_only=True):
    """One line of the number words: kind is unit, scale, fraction or vague."""

    kind: str
    value: float
    words: tuple[str, ...]


class Word(msgspec.Struct, frozen=True):
    """One word of time: its kind, its place in the archived text and its value."""

    kind: str
    start: int
    end: int
    value: Value


@functools.cache
def number_words() -> dict[str, NumberEntry]:
    """Return the number words of English by their lower-case form."""
    return {word: entry for entry in lexicon.load("number_words", NumberEntry) for word in entry.words}


@functools.cache
def time_words() -> dict[str, TimeEntry]:
    """Return every word that can take part in a temporal expression, by its lower-case form."""
    words = {
        word: TimeEntry(kind="WORDNUM", words=entry.words, value=entry.value)
        for word, entry in number_words().items()
        if entry.kind in {"unit", "scale"}
    }
    for entry in lexicon.load("time_words", TimeEntry):
        words |= {word: entry.replace(kind=entry.kind.upper()) for word in entry.words}
    return words


@functools.cache
def symbols() -> dict[str, str]:
    """Return the character that stands for each kind of word in the patterns of the grammar."""
    kinds = (
        {entry.kind for entry in time_words().values()} | set(SHAPES) | set(MARKS.values()) | {"POSSESSIVE", "ORDINAL", "OTHER"}
    )
    return {kind: chr(0xE000 + number) for number, kind in enumerate(sorted(kinds))}


def _of_number(text: str) -> tuple[str, Value]:
    if len(text) > MOST_FIGURES:
        return "OTHER", text
    number = float(text.replace(",", ""))
    if "," in text or "." in text:
        return "NUM", number
    if len(text) == 4 and 1000 <= number <= 2199:
        return "YEAR", int(number)
    return ("DAY", int(number)) if 1 <= number <= 31 and len(text) <= 2 else ("NUM", number)


def _of_fraction(text: str) -> tuple[str, Value]:
    above, _, below = text.partition("/")
    return "FRACTION", _FRACTIONS.get(text) or int(above) / (int(below) or 1)


_SHAPED: dict[str, Callable[[str], tuple[str, Value]]] = {
    "NUMBER": _of_number,
    "FRACTION": _of_fraction,
    "MILITARY": lambda text: ("CLOCK", text),
    "ORDINAL": lambda text: ("ORDINAL", int(text[:-2])),
    "MARK": lambda text: (MARKS.get(text, "OTHER"), text),
    "NAMEDDAY": lambda text: ("NAMEDDAY", time_words()[text].value),
    "QUARTERNAME": lambda text: ("QUARTERNAME", text if text[0] in "QH" else f"Q{text[0]}"),
    "BREAK": lambda text: ("OTHER", ""),
}


CLAUSES = frozenset({"ROOT", "ccomp", "relcl", "advcl", "conj"})


def _tag_at(tree: Tree, place: int) -> str:
    token = bisect_left(tree.parse.start, place)
    return tree.parse.tag[token] if token < len(tree) and tree.parse.start[token] == place else ""


def _lasts(tree: Tree, place: int) -> bool:
    """Is this the verb of a clause, whatever its tag: "the meetings last two hours"?"""
    token = bisect_left(tree.parse.start, place)
    inside = token < len(tree) and tree.parse.start[token] == place
    return inside and tree.parse.dep[token] in CLAUSES and tree.child(token, "nsubj") is not None


def _words_of(found: re.Match[str], known: dict[str, TimeEntry], tree: Tree) -> list[Word]:
    shape, text, start = found.lastgroup or "WORD", found[0], found.start()
    if shape not in {"WORD", "DOTTED"}:
        kind, value = _SHAPED[shape](text) if shape in _SHAPED else (shape, text)
        return [Word(kind, start, found.end(), value)]
    lower = text.lower().replace("\u2019", "'")
    closing = list[Word]()
    if shape == "DOTTED":
        lower = "".join(lower.split())
        if lower not in known:
            lower, closing = lower[:-1], [Word("OTHER", found.end() - 1, found.end(), "")]
    entry = known.get(lower)
    is_tagged = entry is not None and (not entry.tags or _tag_at(tree, start) in entry.tags)
    if entry is None or not is_tagged or (lower == "last" and _lasts(tree, start)):
        return [Word("OTHER", start, found.end(), lower)]
    return [Word(entry.kind, start, found.end() - len(closing), entry.value), *closing]


def words_of(text: str, start: int, end: int, tree: Tree) -> list[Word]:
    """Return the words of a stretch of the text, each with its kind and value; several in a row that are of no time, as one."""
    known = time_words()
    words = list[Word]()
    for found in _PIECES.finditer(text, start, end):
        if found.lastgroup == "WORD" and found[0].lower() not in known and "\u2019" not in found[0]:
            if not words or words[-1].kind != "OTHER":
                words.append(Word("OTHER", found.start(), found.end(), ""))
        else:
            words += _words_of(found, known, tree)
    return [*_settled(words)]


def _settled(words: list[Word]) -> Iterator[Word]:
    """Yield the words, short names such as `Mar` only beside a figure, and spelled years as one word."""
    at = 0
    while at < len(words):
        word, used = words[at], 1
        if word.kind in SHORT:
            near = [words[place].kind for place in (at - 1, at + 1, at + 2) if 0 <= place < len(words)]
            near = near[:2] if "OTHER" in near[1:2] else near
            is_beside_figure = any(kind in {"DAY", "YEAR", "ORDINAL", "MONTH"} for kind in near)
            word = Word(SHORT[word.kind] if is_beside_figure else "OTHER", word.start, word.end, word.value)
        elif word.kind == "WORDNUM" and word.value in CENTURIES:
            word, used = _spelled_year(words[at : at + 4])
        yield word
        at += used


def _spelled_year(words: list[Word]) -> tuple[Word, int]:
    """Return the year that `nineteen ninety-six` spells and how many words it takes, or the first word as it is."""
    if len(words) < 2 or words[1].kind != "WORDNUM" or not 10 <= float(words[1].value) <= 99:
        return words[0], 1
    used, year = 2, float(words[0].value) * 100 + float(words[1].value)
    rest = words[3:] if words[2:] and words[2].kind == "DASH" else words[2:3]
    if float(words[1].value) >= 20 and rest and rest[0].kind == "WORDNUM" and float(rest[0].value) < 10:
        used, year = 4 if rest == words[3:] else 3, year + float(rest[0].value)
    return Word("YEAR", words[0].start, words[used - 1].end, int(year)), used
