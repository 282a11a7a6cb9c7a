"""Match patterns over words of time: the longest match at the leftmost place wins.

A pattern is a regular expression whose letters are kinds: `MONTH DAY (?:COMMA? YEAR)?` is a month, a day and perhaps a year.
Names in braces stand for patterns of their own: `{COUNT} UNIT`.
"""

import functools
import re
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from sayso.extract.time_words import Value, Word, symbols

Meaning = TypeVar("Meaning")
Setting = TypeVar("Setting")


SHORT_STRETCH, REMEMBERED = 32, 8192
"""Stretches of up to so many words are remembered with what matches in them, and so many of them."""
_NAMED = re.compile(r"\{([a-z]+)\}")


class Found(msgspec.Struct, frozen=True):
    """The words that a rule matched, with the stretch that they take."""

    words: tuple[Word, ...]
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where the expression starts in the archived text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the expression ends in the archived text."""
        return self.words[-1].end

    def all(self, *kinds: str) -> list[Word]:
        """Return the words of these kinds, in order."""
        return [word for word in self.words if word.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """Is there a word of one of these kinds?"""
        return any(word.kind in kinds for word in self.words)

    def value(self, *kinds: str) -> Value:
        """Return the value of the first word of these kinds."""
        return next(word.value for word in self.words if word.kind in kinds)

    def number(self, *kinds: str) -> int:
        """Return the value of the first word of these kinds as a whole number."""
        return int(self.value(*kinds))

    def text(self, *kinds: str) -> str:
        """Return the value of the first word of these kinds as text, empty where there is none."""
        return next((str(word.value) for word in self.words if word.kind in kinds), "")


class Rule(msgspec.Struct, Generic[Setting, Meaning], frozen=True):
    """A named pattern and what it means in a setting; a meaning of None declines the match."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Setting], Meaning | None]


Matches = tuple[int, tuple[tuple[Rule[Setting, Meaning], int], ...]]


def spell(pattern: str, parts: dict[str, str]) -> str:
    """Return the regular expression over symbols that a pattern over kinds spells."""
    while _NAMED.search(pattern):
        pattern = _NAMED.sub(lambda name: f"(?:{parts[name[1]]})", pattern)
    return re.sub(r"[A-Z]+", lambda kind: symbols()[kind[0]], pattern).replace(" ", "")


class Grammar(Generic[Setting, Meaning]):
    """Rules in order of preference among matches of one length.

    No pattern crosses a word that is of no time, so that a line falls into short stretches; most of them have been seen before.
    """

    def __init__(self, rules: list[Rule[Setting, Meaning]]) -> None:
        self.rules = rules
        self._any = re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules))
        self._seen = functools.lru_cache(maxsize=REMEMBERED)(self._matches)

    def walk(self, words: list[Word], take: Callable[[list[tuple[Rule[Setting, Meaning], Found]]], int | None]) -> None:
        """Offer `take`, from left to right, what the rules match at each place where one does, the longest match first.

        It answers with the index of the word to go on from, or None where it can use none of them.
        """
        line = "".join(symbols()[word.kind] for word in words)
        first = 0
        for stretch in line.split(symbols()["OTHER"]):
            at = 0
            matches = self._seen if len(stretch) <= SHORT_STRETCH else self._matches
            while match := matches(stretch, at):
                start, ends = match
                begin = first + start
                offer = [(rule, Found(tuple(words[begin : first + end]), begin, first + end)) for rule, end in ends]
                at = (take(offer) or begin + 1) - first
            first += len(stretch) + 1

    def _matches(self, stretch: str, at: int) -> Matches[Setting, Meaning] | None:
        """Return where the next match starts, and the rules that match there with the ends of their matches."""
        any_match = self._any.search(stretch, at)
        if any_match is None:
            return None
        start = any_match.start()
        matches = [(rule, match.end()) for rule in self.rules if (match := rule.pattern.match(stretch, start))]
        return start, tuple(sorted(matches, key=lambda match: -match[1]))
