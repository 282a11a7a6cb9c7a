"""What stands around a temporal expression: the tense that governs it, the word before it, and what was dated before."""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from sayso.kit import lexicon
from sayso.kit.tree import Tree
from sayso.model.base import Record
from sayso.model.facts import TimeType

MODIFIERS = frozenset({"compound", "poss", "amod", "nmod", "nummod"})
DEEPEST = 40
RECENT = 60
"""A day that lies no more than this many days back is named without its year, whatever happened on it long ago."""
ASIDE = frozenset({"advcl", "relcl"})
"""How an infinitive hangs on what it only describes."""
FINITE_PAST, FINITE_PRESENT = "VBD", frozenset({"VBP", "VBZ"})


class SignalEntry(Record, frozen=True, kw_only=True):
    """One line of the signal words: which way they turn an incomplete date, or how they open its interval."""

    kind: str
    words: tuple[str, ...]


class KnownDay(Record, frozen=True, kw_only=True):
    """A day that news names without its year, the words behind it that tell which happening is meant, and whether `always`."""

    day: str
    words: frozenset[str]
    always: bool = False


class Meaning(Record, frozen=True, kw_only=True):
    """What an expression means: its TIMEX3 value, and an EDTF value where that does not follow from it."""

    type: TimeType
    timex: str
    anchor: str = "none"
    value: str | None = None
    is_comparison: bool = False


class Setting(msgspec.Struct, frozen=True):
    """What an incomplete expression is resolved against.

    `before` and `after` are the nearest words around it. `reference` is the last date named before it, and `near` says that
    it stands in the same or the last sentence; `quarter` is the quarter that the document reports on, `focus` that quarter or
    the year last reported on. `opens` says that it opens its sentence, but for one word before it; `after_noun` that a noun or
    a number stands right before, `is_name` that its last word is capitalised inside a sentence, `is_count` that it counts what
    follows, `is_modifier` that it describes what follows. `of_a_country` says that
    a country or its adjective stands right before, and `day_first` that the document writes `20/2/2024`; `dated_months`
    are the months that it has named with their year.
    """

    published: date | None
    tense: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reference: str = ""
    near: bool = False
    quarter: str = ""
    focus: str = ""
    opens: bool = False
    after_noun: bool = False
    is_name: bool = False
    is_count: bool = False
    is_modifier: bool = False
    of_a_country: bool = False
    day_first: bool = False
    dated_months: Mapping[int, str] = {}


@functools.cache
def signals(kind: str) -> frozenset[str]:
    """Return the signal words of one kind: past, future, open, closed, amount."""
    return frozenset(word for entry in lexicon.load("time_signals", SignalEntry) if entry.kind == kind for word in entry.words)


def day_meaning(day: date | None, anchor: str = "none", part: str = "") -> Meaning | None:
    """Return the meaning of one day, perhaps of a part of it; None for a day that the calendar lacks."""
    if day is None:
        return None
    return Meaning(type="time" if part else "date", timex=day.isoformat() + part, anchor=anchor)


def known_year(month: int, day: int, after: tuple[str, ...], published: date) -> int | None:
    """Return the year of a day that is known by what happened on it, as in `the Sept. 11 attacks`, or None.

    Where such a day was a few weeks ago, that one may be meant.
    """
    for known in lexicon.load("known_days", KnownDay):
        found = date.fromisoformat(known.day)
        if (found.month, found.day) != (month, day) or found > published or known.words.isdisjoint(after):
            continue
        age = (published - found).days
        if known.always or age < RECENT or age % 365.25 > RECENT:
            return found.year
    return None


def tokens_between(tree: Tree, start: int, end: int) -> range:
    """Return the tokens that stand in a stretch of the archived text."""
    return range(bisect_right(tree.parse.end, start), bisect_left(tree.parse.start, end))


def head_of(tree: Tree, tokens: range) -> int:
    """Return the token of a stretch whose head lies outside of it."""
    heads = tree.parse.head
    return next((token for token in tokens if heads[token] == token or heads[token] not in tokens), tokens.start)


def _tense_of_verb(tree: Tree, verb: int) -> str | None:
    """Return the tense a verb shows by itself: past, present or future; None where it has none of its own."""
    tag = tree.parse.tag
    helpers = tree.children(verb, "aux", "auxpass")
    if any(tree.parse.lemma[helper] == "have" and helper != verb for helper in helpers):
        return "past"
    if any(tree.lower[helper] in signals("modal") for helper in helpers):
        return "future"
    if tag[verb] == FINITE_PAST or any(tag[helper] == FINITE_PAST for helper in helpers):
        return "past"
    if any(tag[helper] == "TO" for helper in helpers):
        return "to"
    if tag[verb] in FINITE_PRESENT or any(tag[helper] in FINITE_PRESENT for helper in helpers):
        return "present"
    return "past" if tag[verb] == "VBN" and not helpers else None


def _climb(tree: Tree, token: int) -> Iterator[int]:
    """Yield a token and what stands above it, nearest first, no further than a sentence of news is deep."""
    for _ in range(DEEPEST):
        yield token
        if tree.parse.head[token] == token:
            return
        token = tree.parse.head[token]


def verb_above(tree: Tree, tokens: range) -> str:
    """Return the lemma of the nearest verb above a stretch, empty where there is none."""
    above = _climb(tree, head_of(tree, tokens))
    return next((tree.parse.lemma[token] for token in above if tree.is_verb(token)), "")


def tense_at(tree: Tree, tokens: range) -> str:
    """Return the tense that governs a stretch: past, present, future, infinitive or none.

    A past verb right before it decides, as in `said on Monday it will`; then the nearest verb above it. A verb without a
    tense takes that of the verb above it. An infinitive below a verb of the past or the present is told apart, unless it only
    says what for, or which: `flew home to mark Friday's vote`, `the last to vote on Friday`. What is planned lies ahead.
    """
    head = head_of(tree, tokens)
    if tokens.start and tree.lower[tokens.start - 1] == "to" and verb_above(tree, tokens) in signals("moved"):
        return "future"
    beside = tokens.start - 1 - (tree.parse.pos[max(0, tokens.start - 1)] == "ADP")
    if beside >= 0 and tree.parse.tag[beside] == FINITE_PAST:
        return "past"
    if tree.parse.dep[head] in MODIFIERS and not tree.is_verb(tree.parse.head[head]):
        return "none"
    seen_infinitive = False
    for above in _climb(tree, head):
        if (tree.parse.pos[above] == "ADJ" or tree.is_verb(above)) and tree.lower[above] in signals("future"):
            return "future"
        if tree.parse.pos[above] == "NOUN" and any(
            tree.lower[each] in signals("future") for each in tree.children(above, "amod")
        ):
            return "future"
        tense = _tense_of_verb(tree, above) if tree.is_verb(above) else None
        if tense == "to":
            seen_infinitive = seen_infinitive or tree.parse.dep[above] not in ASIDE
        elif tense:
            return _tense_below(tree, above, tense, seen_infinitive)
    return "infinitive" if seen_infinitive else "none"


def _tense_below(tree: Tree, verb: int, tense: str, seen_infinitive: bool) -> str:
    """Return the tense that a finite verb gives to what stands below it."""
    lemma = tree.parse.lemma[verb]
    is_simple = tense == "present" and not tree.children(verb, "aux", "auxpass")
    if is_simple and (lemma in signals("timetable") or (lemma in signals("plan") and tree.children(verb, "xcomp"))):
        return "future"
    return "infinitive" if seen_infinitive and tense != "future" else tense


def direction(setting: Setting) -> str:
    """Return which way an incomplete date lies: signal words first, then tense, else `none`."""
    for word in setting.before[-2:]:
        if word in signals("past"):
            return "past"
    if setting.before and setting.before[-1] in signals("ahead"):
        return "future"
    if setting.before[-1:] == ("by",) and setting.is_modifier and "deadline" not in setting.after:
        return "none"  # Who did it, not until when: "killed by Sunday's bomb".
    if setting.before and setting.before[-1] in signals("future"):
        return "none" if setting.tense == "past" else "future"
    return setting.tense
