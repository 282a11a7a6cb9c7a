"""Say whether two names of people may be one, and why: spelling proposes, rules decide.

>>> same_person("Volodymyr Zelensky", "Vladimir Zelenskyy").score > 0.8
True
>>> same_person("Kim Jong Un", "Kim Yo-jong").score < 0.5
True

A score of `SAME` or more says that two full names are one; one between `PART` and `SAME` that one may be a part of the other, as a
surname is. What must not merge outranks every likeness: other given names, another generation, names of one's own on both sides.
"""

import functools
import re
import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

from sayso.kit.vocabulary import given_names, name_particles, name_variants, rewritings, surnames_first, titles
from sayso.model.base import Record

SAME = 0.85
PART = 0.7
MARKS = re.compile("[\u2018\u2019\u02bc'`\u00b4]s\\b|[\u2018\u2019\u02bc'`\u00b4\u02bf\u02be.]")
GAPS = re.compile(r"[^0-9a-z]+")


class Likeness(Record, frozen=True, kw_only=True):
    """How alike two names are, from 0 to 1, and the rules that said so."""

    score: float
    reasons: tuple[str, ...]


@functools.lru_cache(maxsize=50_000)
def latin(name: str) -> str:
    """Return a name in plain small Latin letters, words divided by spaces."""
    letters = rewritings("letters")
    lowered = "".join(letters.get(letter, letter) for letter in unicodedata.normalize("NFC", MARKS.sub("", name.lower())))
    folded = unicodedata.normalize("NFKD", lowered)
    return " ".join(word for word in GAPS.split("".join(each for each in folded if not unicodedata.combining(each))) if word)


@functools.lru_cache(maxsize=50_000)
def sounded(word: str, korean: bool) -> str:
    """Return a word as it sounds, roughly: transliterations of one name give one key."""
    for old, new in rewritings("transliterations_korean" if korean else "transliterations").items():
        if old.startswith("^"):
            word = new + word[len(old) - 1 :] if word.startswith(old[1:]) else word
        elif old.endswith("$"):
            word = word[: len(word) - len(old) + 1] + new if word.endswith(old[:-1]) else word
        else:
            word = word.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", word)


class _Name:
    """The words of a person's name that count, and what was said beside them."""

    def __init__(self, written: str) -> None:
        particles = name_particles()
        words = latin(written).split()
        self.generation = frozenset(word for word in words if particles.get(word) == "generation" or word.isdigit())
        own = [word for word in words if word not in titles() and particles.get(word) not in {"honour", "generation"} and not word.isdigit()]
        self.words = tuple(word for word in own if particles.get(word) != "particle") or tuple(own)
        turned = re.match(r"[^\s,]+(?:-[^\s,]+)?, *[^\s,]", written) and len(self.words) > 1
        self.first_is_surname = bool(self.words) and (self.words[0] in surnames_first() or bool(turned))
        self.is_eastern = bool(self.words) and self.words[0] in surnames_first() and len(self.words) <= 3
        self.is_other_script = any(ord(letter) > 0x36F for letter in written)


def _is_variant(one: str, other: str) -> bool:
    variants = name_variants()
    return bool(variants.get(one, frozenset()) & variants.get(other, frozenset()))


def _likeness(one: str, other: str, korean: bool) -> tuple[float, str]:
    """Return how alike two words of names are, and by which rule."""
    if one == other:
        return 1.0, "same-word"
    if len(one) == 1 or len(other) == 1:
        return (0.9, "initial") if one[0] == other[0] else (0.0, "")
    if _is_variant(one, other):
        return 0.95, "name-variant"
    if len(one) > 2 and len(other) > 2 or korean:
        if sounded(one, korean) == sounded(other, korean):
            both_given = not korean and given_names().get(one, "") and given_names().get(other, "")
            return (0.96, "transliteration") if not both_given or given_names()[one] == given_names()[other] else (0.0, "")
    if one in given_names() and other in given_names():
        return 0.0, ""
    return _typing_error(one, other) if not korean else (0.0, "")


def _typing_error(one: str, other: str) -> tuple[float, str]:
    """A slip in a long word: one letter in five, two in nine."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 8 else 2
    distance = DamerauLevenshtein.distance(one, other, score_cutoff=allowed)
    return (0.86, "typing-error") if 0 < distance <= allowed and one[0] == other[0] else (0.0, "")


def matched(one: tuple[str, ...], other: tuple[str, ...], korean: bool) -> list[tuple[int, int, float, str]]:
    """Return which word of one name is which of the other, the surest pairs first."""
    pairs = ((*_likeness(a, b, korean), i, j) for i, a in enumerate(one) for j, b in enumerate(other))
    ranked = sorted((-score, abs(i - j), i, j, rule) for score, rule, i, j in pairs if score)
    taken, used, found = set[int](), set[int](), list[tuple[int, int, float, str]]()
    for score, _, i, j, rule in ranked:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            found.append((i, j, -score, rule))
    return sorted(found)


@functools.lru_cache(maxsize=20_000)
def same_person(a: str, b: str) -> Likeness:
    """Return whether two names of people may be one, with the rules that say so."""
    one, other = _Name(a), _Name(b)
    if not one.words or not other.words:
        return Likeness(score=0.0, reasons=("no-name",))
    if one.generation != other.generation and one.generation and other.generation:
        return Likeness(score=0.1, reasons=("other-generation",))
    korean = one.is_eastern and other.is_eastern
    if "".join(one.words) == "".join(other.words):
        return Likeness(score=1.0, reasons=("same-letters",))
    if korean and len(one.words) != len(other.words) and min(len(one.words), len(other.words)) > 1:
        alike = sounded("".join(one.words[1:]), True) == sounded("".join(other.words[1:]), True)
        first = _likeness(one.words[0], other.words[0], True)[0]
        return Likeness(score=0.95, reasons=("joined-syllables",)) if alike and first else Likeness(score=0.2, reasons=("other-name",))
    pairs = matched(one.words, other.words, korean)
    left = len(one.words) - len(pairs), len(other.words) - len(pairs)
    if min(left) > 0 or not pairs:
        return Likeness(score=0.2, reasons=("words-of-their-own",))
    return _weighed(one, other, pairs)


def _weighed(one: _Name, other: _Name, pairs: list[tuple[int, int, float, str]]) -> Likeness:
    """Weigh two names of which one holds every word of the other."""
    reasons = tuple(dict.fromkeys(rule for _, _, _, rule in pairs))
    score = min(value for _, _, value, _ in pairs)
    slips = sum(rule in {"typing-error", "initial"} for _, _, _, rule in pairs)
    shorter = min(len(one.words), len(other.words))
    if slips == len(pairs) and (shorter > 1 or score < 0.9) and "typing-error" in reasons and len(pairs) > 1:
        return Likeness(score=0.5 if shorter < 3 else 0.72, reasons=reasons)
    if shorter == 1 < max(len(one.words), len(other.words)):
        return _alone(one, other, pairs[0])
    if [j for _, j, _, _ in pairs] != sorted(j for _, j, _, _ in pairs) and not _may_turn(one, other):
        return Likeness(score=0.4, reasons=("other-order",))
    if len(one.words) != len(other.words):
        return Likeness(score=min(score, 0.9), reasons=(*reasons, "fuller-name"))
    return Likeness(score=score, reasons=reasons)


def _alone(one: _Name, other: _Name, pair: tuple[int, int, float, str]) -> Likeness:
    """A single word against a full name: its surname, its given name, or a word in its middle."""
    full, at = (other, pair[1]) if len(one.words) == 1 else (one, pair[0])
    if pair[3] in {"initial", "typing-error"}:
        return Likeness(score=0.4, reasons=(pair[3],))
    if at == len(full.words) - 1 or (at == 0 and full.first_is_surname):
        return Likeness(score=0.78, reasons=("surname-alone",))
    return Likeness(score=0.72, reasons=("given-name-alone",)) if at == 0 else Likeness(score=0.4, reasons=("middle-name-alone",))


def _may_turn(one: _Name, other: _Name) -> bool:
    """May the words stand in another order: a surname first by habit, by a comma or by another script?"""
    if one.first_is_surname or other.first_is_surname or one.is_other_script != other.is_other_script:
        return True
    ends = (one.words[0], one.words[-1])
    return sum(word in given_names() or word in name_variants() for word in ends) == 1
