"""Whether words tell a deed as done: what is to come, only possible, wanted or a figure of speech was not.

>>> is_told_as_done("Ruritania may have", "sold")
True
>>> is_told_as_done("Ruritania agreed to", "sell")
False
"""

import functools
import re
from itertools import pairwise
from typing import Literal

from sayso.kit.asking import not_quite
from sayso.kit.lexicon import load
from sayso.model.base import Record

_WORD = re.compile("[^\\W\\d_]+(?:[-\u2019'][^\\W\\d_]+)*|'ll|'d|[,;:.!?\u201c\u201d\"]")
_PERFECT, _GOING_ON = frozenset({"have", "has", "had", "having"}), frozenset({"be", "been", "being"})
_BACK, _NEAR = 8, 6


class ToldWord(Record, frozen=True, kw_only=True):
    """A word that says whether the deed of the verb after it was done."""

    word: str
    tells: Literal["never", "perfect", "infinitive", "figure", "undone", "nothing"]


@functools.cache
def told_words(tells: str) -> frozenset[str]:
    """Return the words that tell one thing of the deed after them."""
    return frozenset(entry.word for entry in load("told_words", ToldWord) if entry.tells == tells)


def is_told_as_done(before: str, verb: str) -> bool:
    """Do the words before a verb leave it a deed that was done, or is going on, if only perhaps?"""
    words = [match.group().lower().replace("\u2019", "'") for match in _WORD.finditer(before)][-_BACK:]
    if _is_figure(words):
        return False
    have = going = False
    while words and (words[-1] in told_words("nothing") or words[-1].endswith("ly") or words[-1] in _PERFECT | _GOING_ON):
        word = words.pop()
        have, going = have or word in _PERFECT, going or word in _GOING_ON
    last = words[-1] if words else ""
    ongoing = going and verb.lower().endswith("ing")
    if last in told_words("never"):
        return False
    if last in told_words("perfect"):
        return have or ongoing
    if last == "to" and not have and not ongoing and _is_infinitive(verb):
        return any(word in told_words("infinitive") for word in words[-4:-1])
    return True


def is_undone(before: str) -> bool:
    """Do the words before a noun leave its deed undone: "approved | the sale", "a ban on | exports"?"""
    words = [match.group().lower() for match in _WORD.finditer(before)][-_NEAR:]
    return not told_words("undone").isdisjoint(words)


def _is_infinitive(verb: str) -> bool:
    return not verb.lower().endswith(("ing", "ed"))


def _is_figure(words: list[str]) -> bool:
    near = words[-4:]
    said = {*near, *(f"{first} {second}" for first, second in pairwise(near))}
    return bool(said & (told_words("figure") | not_quite()))
