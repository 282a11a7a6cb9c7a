"""Read the number that tokens spell, in figures or in words, from a given token on.

Nothing here knows what is counted: `1.2 billion`, `twenty-five`, `a dozen`, `two-thirds` and `hundreds` are numbers alike.
"""

import re

from sayso.extract.time_words import MOST_FIGURES, NumberEntry, number_words
from sayso.kit.tree import Tree
from sayso.model.base import Record

_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_RANGE = re.compile(rf"({_FIGURE.pattern})[-\u2013]({_FIGURE.pattern})")
_SCALED = re.compile(rf"({_FIGURE.pattern})(k|m|bn|tn|mn)", re.IGNORECASE)
_LETTER_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
LARGEST = 1e15
DASHES = frozenset({"-", "\u2013"})


class Number(Record, frozen=True, kw_only=True):
    """A number and the tokens that spell it, `last` included. `high` is None where it says no more than `hundreds`."""

    first: int
    last: int
    low: float
    high: float | None
    is_share: bool = False


def figure(word: str) -> float | None:
    """Return the value of a number in figures, or None."""
    if len(word) > MOST_FIGURES:
        return None
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", ""))
    scaled = _SCALED.fullmatch(word)
    return float(scaled[1].replace(",", "")) * _LETTER_SCALES[scaled[2].lower()] if scaled else None


def could_be_number(word: str) -> bool:
    """Can a token in lower case begin a number?"""
    return word[0].isdigit() or word in number_words()


def number_at(tree: Tree, first: int, stop: int) -> Number | None:
    """Return the longest number that begins at a token, before the token `stop`; None where there is none."""
    if len(tree.lower[first]) <= MOST_FIGURES and (found := _RANGE.fullmatch(tree.lower[first])):
        low, high = (float(part.replace(",", "")) for part in found.groups())
        return _scaled(tree, Number(first=first, last=first, low=low, high=high), stop) if low < high else None
    entry = number_words().get(tree.lower[first])
    if entry and entry.kind == "vague":
        second = _entry(tree, first + 2) if first + 2 < stop and tree.lower[first + 1] == "of" else None
        if second and second.kind == "vague":
            return Number(first=first, last=first + 2, low=entry.value * second.value, high=None)
        return Number(first=first, last=first, low=entry.value, high=None)
    if entry and entry.kind == "fraction":
        return None
    value = figure(tree.lower[first])
    if value is not None:
        return _scaled(tree, Number(first=first, last=first, low=value, high=value), stop)
    return _spelled(tree, first, stop) if entry else None


def _scaled(tree: Tree, number: Number, stop: int) -> Number:
    last, factor = number.last, 1.0
    if last + 1 < stop and tree.parse.start[last + 1] == tree.parse.end[last] and tree.lower[last + 1] in _LETTER_SCALES:
        last, factor = last + 1, _LETTER_SCALES[tree.lower[last + 1]]
    while last + 1 < stop and factor < LARGEST and (scale := _entry(tree, last + 1)) and scale.kind == "scale":
        last, factor = last + 1, factor * scale.value
    return number.replace(last=last, low=number.low * factor, high=None if number.high is None else number.high * factor)


def _entry(tree: Tree, token: int) -> NumberEntry | None:
    return number_words().get(tree.lower[token])


def _spelled(tree: Tree, first: int, stop: int) -> Number | None:
    total, current, last = 0.0, 0.0, first
    for token in range(first, stop):
        entry = _entry(tree, token)
        if entry and entry.kind == "unit":
            current += entry.value
        elif entry and entry.kind == "scale":
            current = min(max(current, 1.0) * entry.value, LARGEST)
            if entry.value >= 1000:
                total, current = total + current, 0.0
        elif entry and entry.kind == "fraction" and token == last + 2 and current:
            share = current * entry.value
            return Number(first=first, last=token, low=share, high=share, is_share=True)
        elif token == last + 1 and (tree.lower[token] in DASHES or (tree.lower[token] == "and" and current >= 100)):
            continue
        else:
            break
        last = token
    return Number(first=first, last=last, low=total + current, high=total + current)
