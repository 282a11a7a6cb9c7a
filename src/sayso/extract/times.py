"""Find temporal expressions and date them: adds `times` to a document.

Words of time are matched by a grammar; what is incomplete is resolved by signal words, then the tense of the governing verb,
then the dates named before. Without a publication date nothing relative is dated.
"""

import functools
import re
from collections.abc import Iterator

from sayso.extract.time_context import Meaning, Setting, direction, head_of, signals, tense_at, tokens_between, verb_above
from sayso.extract.time_grammar import Found, Rule
from sayso.extract.time_ranges import joined
from sayso.extract.time_relative import QUARTER
from sayso.extract.time_rules import grammar
from sayso.extract.time_words import time_words, words_of
from sayso.kit import calendar
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.model.base import make_id
from sayso.model.document import Document, Sentence
from sayso.model.facts import TimeRef
from sayso.model.span import Span

INSIDE_NUMBER = re.compile(r"(\d+)[-/.]$")
SLASHED_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/\d{2,4}\b")
POSSESSIVE = re.compile(r"['\u2019]s")
MONTH = re.compile(r"\d{4}-\d{2}(?!\d)")
DATELINE = re.compile(r",?\s*(?:\([^()\n]{2,40}\)\s*)?(?:--+|[\u2012-\u2015_]|-\s)")
OPENING, LATE = 200, 5
"""Where a dateline stands at the latest, and how many days it may lie before publication."""
PROPER = frozenset({"NNP", "NNPS"})
YEARLESS = frozenset({"month_day", "month", "season"})
"""Rules whose year is chosen by tense and nearness."""
REPORTED = frozenset({"P1Y", "P6M", "P9M"})
"""Lengths that a report looks back on beside its quarter."""


@stage("times", reads=("parse", "sentences"), writes=("times",), version=3)
def times(document: Document, config: Config) -> Document:
    """Return the document with its temporal expressions, in order of place."""
    reader = _Reader(document)
    for start, end, sentence in _stretches(document, reader.tree):
        reader.read(start, end, sentence)
    return document.replace(times=joined(document.text, reader.found, reader.moved))


def _stretches(document: Document, tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches that hold a word of time: sentences, joined where a sentence seems to end in `Oct.`"""
    triggers, sentences = _triggers(), document.sentences
    number = 0
    while number < len(sentences):
        last = number
        while last + 1 < len(sentences) and _is_cut_inside(tree, sentences[last], sentences[last + 1]):
            last += 1
        words = tree.lower[sentences[number].first : sentences[last].last]
        if any(word in triggers or word[:1].isdigit() or word[-1:].isdigit() or "-" in word for word in words):
            yield sentences[number].span.start, sentences[last].span.end, number
        number = last + 1


@functools.cache
def _triggers() -> frozenset[str]:
    """Return the words worth a look: those that make an expression without a word of another kind."""
    common = {kind.upper() for kind in signals("common")}
    return frozenset(word for word, entry in time_words().items() if entry.kind not in common)


def _is_cut_inside(tree: Tree, one: Sentence, other: Sentence) -> bool:
    """Was the point of `Oct. 23` or of `10 a.m. local time` taken for the end of a sentence?"""
    ending, opening = tree.lower[max(one.first, one.last - 2) : one.last], tree.lower[other.first]
    if one.zone != other.zone or not ending[-1].endswith("."):
        return False
    kinds = {entry.kind for word in ("".join(ending), ending[-1]) if (entry := time_words().get(word))}
    follows = time_words().get(opening)
    if "AMPM" in kinds and follows is not None:
        return follows.kind in {"LOCAL", "ZONE", "WEEKDAY", "TODAY", "MONTH"}
    return "MONTH" in kinds and opening[:1].isdigit()


class _Reader:
    """Reads one document from its start to its end, remembering the last date and quarter it saw."""

    def __init__(self, document: Document) -> None:
        self.document, self.tree = document, tree_of(document)
        self.published = calendar.as_day(document.published_day)
        self.day_first = _writes_day_first(document.text)
        self.reference = self.quarter = self.focus = ""
        self.reference_sentence = -9
        self.found, self.moved = list[TimeRef](), set[int]()
        self.dated_months = dict[int, str]()

    def read(self, start: int, end: int, sentence: int) -> None:
        """Find the expressions of one stretch."""
        words = words_of(self.document.text, start, end, self.tree)
        grammar().walk(words, lambda offered: self._take(offered, sentence))

    def _take(self, offered: list[tuple[Rule[Setting, Meaning], Found]], sentence: int) -> int | None:
        for rule, found in offered:
            setting = self._setting(found, sentence)
            if setting and (meaning := rule.read(found, setting)):
                if meaning.timex:
                    self._keep(rule.name, found, meaning, setting)
                    self._remember(meaning, sentence)
                    self._anchor_at_dateline(found, meaning)
                return found.last
        return None

    def _anchor_at_dateline(self, found: Found, meaning: Meaning) -> None:
        """Count from the day in a dateline, `OSLO, March 12 (KSPA) --`: that is when the report was written."""
        day = calendar.as_day(meaning.timex)
        if day and found.start < OPENING and DATELINE.match(self.document.text, found.end):
            age = (self.published - day).days if self.published else 0
            self.published = day if 0 <= age <= LATE else self.published

    def _remember(self, meaning: Meaning, sentence: int) -> None:
        """Keep what later expressions may count from: never a date that is only compared with."""
        value = calendar.edtf_of_timex(meaning.timex)
        if self.focus and self.published and meaning.timex in REPORTED:
            self.focus = str(self.published.year)
        if value is None or meaning.is_comparison:
            return
        self.reference, self.reference_sentence = meaning.timex, sentence
        if meaning.anchor == "none" and MONTH.match(meaning.timex):
            self.dated_months[int(meaning.timex[5:7])] = meaning.timex[:7]
        if QUARTER.fullmatch(meaning.timex):
            self.quarter = self.focus = max(self.quarter, meaning.timex, key=self._recency)

    def _recency(self, quarter: str) -> tuple[bool, str]:
        """Order quarters by what a report is about: those that have ended before those that have not, then the later."""
        end = calendar.bounds(calendar.edtf_of_timex(quarter))[1]
        return bool(end) and (self.published is None or str(end) <= self.published.isoformat()), quarter

    def _setting(self, found: Found, sentence: int) -> Setting | None:
        tree, tokens = self.tree, tokens_between(self.tree, found.start, found.end)
        if not tokens or _is_inside_number(self.document.text, found.start) or _is_in_a_name(tree, tokens, found):
            return None
        last = tree.parse.word[tokens[-1]]
        return Setting(
            published=self.published,
            tense=tense_at(tree, tokens),
            before=_words(tree, range(max(0, tokens.start - 4), tokens.start))[-3:],
            after=_words(tree, range(tokens.stop, min(tokens.stop + 3, len(tree))))[:2],
            reference=self.reference,
            near=sentence - self.reference_sentence <= 1,
            quarter=self.quarter,
            focus=self.focus,
            opens=tokens.start - self.document.sentences[sentence].first <= 1,
            after_noun=tokens.start > 0 and tree.parse.pos[tokens.start - 1] in {"NOUN", "PROPN", "NUM"},
            is_count=_counts(tree, tokens),
            is_modifier=tree.parse.head[head_of(tree, tokens)] >= tokens.stop,
            of_a_country=tokens.start > 0 and tree.parse.ent[tokens.start - 1][2:] in {"GPE", "NORP"},
            day_first=self.day_first,
            dated_months=self.dated_months,
            is_name=last[:1].isupper() and last[1:].islower() and found.start != self.document.sentences[sentence].span.start,
        )

    def _keep(self, rule: str, found: Found, meaning: Meaning, setting: Setting) -> None:
        value = meaning.value or (calendar.edtf_of_timex(meaning.timex) if meaning.type in {"date", "time"} else None)
        value = self._opened(found, meaning, setting, value)
        if value and "/" not in value and direction(setting) == "past" and self._lies_ahead(rule, value):
            value += "?"
        if setting.before[-1:] == ("from",) and self._verb(found) in signals("moved"):
            self.moved.add(found.start)
        earliest, latest = calendar.bounds(value)
        self.found.append(
            TimeRef(
                id=make_id("time", self.document.id, found.start, found.end),
                span=Span(start=found.start, end=found.end),
                type=meaning.type,
                timex=meaning.timex,
                value=value,
                earliest=earliest,
                latest=latest,
                anchor=meaning.anchor,
                rule=rule,
            )
        )

    def _verb(self, found: Found) -> str:
        return verb_above(self.tree, tokens_between(self.tree, found.start, found.end))

    def _opened(self, found: Found, meaning: Meaning, setting: Setting, value: str | None) -> str | None:
        """Return the EDTF value with the open end that the word before it gives: none to a clock time, nor to `Monday's`."""
        is_fixed = meaning.type == "time" or POSSESSIVE.match(self.document.text, found.end)
        if not value or "/" in value or not setting.before:
            return value
        is_least = setting.before[-2:] == ("at", "least")
        word = setting.before[-3 if is_least else -1 :][0]
        if word in signals("closed") and not is_least and (not is_fixed or word in signals("limit")):
            return f"../{calendar.last_part(value)}"
        goes_on = word != "from" or (setting.after[:1] and setting.after[0] in signals("onward")) or setting.tense == "future"
        return f"{calendar.first_part(value)}/.." if word in signals("open") and goes_on and not is_fixed else value

    def _lies_ahead(self, rule: str, value: str) -> bool:
        """Is this a day or month named without its year, that a past tense would rather put before publication?"""
        first = calendar.bounds(value)[0]
        return rule in YEARLESS and self.published is not None and bool(first) and str(first) > self.published.isoformat()


def _is_inside_number(text: str, start: int) -> bool:
    """Does an expression start inside a longer number, such as a telephone's?"""
    before = text[max(0, start - 8) : start]
    figures = INSIDE_NUMBER.search(before)
    return figures is not None and (len(figures[1]) != 4 or figures[1][0] == "0")


def _is_in_a_name(tree: Tree, tokens: range, found: Found) -> bool:
    """Is this a person's name, or a bare day or month that opens the name of a newspaper or a show: `the Sunday Times`?"""
    name = tree.parse.ent[tokens.start]
    if name == "B-PERSON":
        return not found.has("HOLIDAYNAME")
    last, after = tokens.stop - 1, tokens.stop
    if {word.kind for word in found.words} <= {"TODAY", "ANNUAL"} and _is_a_title(tree, last):
        return True
    is_bare = {word.kind for word in found.words} <= {"WEEKDAY", "MONTH", "SEASON", "DAYPART", "THE"}
    if not is_bare or after >= len(tree) or tree.parse.dep[last] != "compound" or not tree.lower[after].isalpha():
        return False
    is_titled = tree.parse.pos[after] == "PROPN" and "the" in tree.lower[max(0, tokens.start - 1) : tokens.start + 1]
    return is_titled or tree.parse.ent[after] in {"I-ORG", "I-WORK_OF_ART", "I-EVENT", "I-FAC"}


def _is_a_title(tree: Tree, token: int) -> bool:
    """Is a capitalised word one of several in a name: `USA Today`, `the Daily Beast`?"""
    if not tree.parse.word[token][:1].isupper():
        return False
    beside = [each for each in (token - 1, token + 1) if 0 <= each < len(tree)]
    return any(tree.parse.tag[each] in PROPER and tree.parse.word[each][:1].isupper() for each in beside)


def _writes_day_first(text: str) -> bool:
    """Does a document write `20/2/2024` somewhere, and `2/20/2024` nowhere?"""
    pairs = [(int(one), int(other)) for one, other in SLASHED_DATE.findall(text)]
    return any(one > 12 for one, _ in pairs) and not any(other > 12 for _, other in pairs)


def _counts(tree: Tree, tokens: range) -> bool:
    """Is this a bare number before the plural that it counts, `2000 people`, or behind what it numbers, `Flight 1549`?"""
    after, opening = tokens.stop, tree.lower[max(0, tokens.start - 1)]
    entry = time_words().get(tree.lower[tokens.start - 2]) if opening == "of" and tokens.start > 1 else None
    is_bare = len(tokens) == 1 and opening not in signals("dating") and not (entry and entry.kind in {"UNITS", "HALF"})
    if is_bare and tree.parse.dep[tokens.start] == "nummod" and tree.parse.head[tokens.start] == tokens.start - 1:
        return True
    return is_bare and after < len(tree) and tree.parse.tag[after] == "NNS" and tree.parse.head[tokens.start] == after


def _words(tree: Tree, tokens: range) -> tuple[str, ...]:
    """Return the words of tokens in lower case, without those that are mere space."""
    return tuple(tree.lower[token] for token in tokens if not tree.lower[token].isspace())
