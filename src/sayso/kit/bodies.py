"""Say whether two names of bodies may be one, and why: their own words, their acronym, their legal form, a team's city.

>>> same_body("AP", "The Associated Press").score > 0.8
True
>>> same_body("Deutsche Bank AG", "Deutsche Bank GmbH").score < 0.7
True
"""

import functools
import re

from sayso.kit.likeness import Likeness, latin, matched, same_person
from sayso.kit.vocabulary import body_names, country_names, name_particles, teams

FORMS = {"ag": "ag", "aktiengesellschaft": "ag", "gmbh": "gmbh", "ano": "ano", "llc": "llc", "ooo": "llc"}
SMALL = frozenset({"of", "for", "and", "the", "in", "on", "de", "la", "du"})


def same_name(a: str, b: str, kind: str = "person") -> Likeness:
    """Return whether two names may be one, with the rules that say so; `kind` is person or any other."""
    return same_person(a, b) if kind == "person" else same_body(a, b)


@functools.lru_cache(maxsize=20_000)
def same_body(a: str, b: str) -> Likeness:
    """Return whether two names of bodies, places or vessels may be one, with the rules that say so."""
    one, other = _words(a), _words(b)
    if not one or not other:
        return Likeness(score=float(latin(a) == latin(b)), reasons=("same-words",))
    known = [body_names().get(" ".join(word for word in latin(name).split() if word not in {"the"})) for name in (a, b)]
    if known[0] is not None and known[0] == known[1]:
        return Likeness(score=0.95, reasons=("known-names",))
    if one == other or "".join(one) == "".join(other):
        return _same_words(a, b)
    if _is_acronym(a, b) or _is_acronym(b, a):
        return Likeness(score=0.9, reasons=("acronym",))
    if _is_team(one, other) or _is_team(other, one):
        return Likeness(score=0.75, reasons=("team",))
    return _parts(one, other)


def _same_words(a: str, b: str) -> Likeness:
    """The same words are one body, unless its legal forms are two."""
    forms = [frozenset(FORMS[word] for word in latin(name).split() if word in FORMS) for name in (a, b)]
    if forms[0] and forms[1] and not forms[0] & forms[1]:
        return Likeness(score=0.5, reasons=("other-legal-form",))
    return Likeness(score=1.0, reasons=("same-words",))


def _parts(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Two names of which one holds every word of the other."""
    pairs = matched(one, other, False)
    left = len(one) - len(pairs), len(other) - len(pairs)
    numbers = [frozenset(word for word in words if _is_number(word)) for words in (one, other)]
    if min(left) > 0 or not pairs or (numbers[0] != numbers[1] and "name-variant" not in {rule for *_, rule in pairs}):
        return Likeness(score=0.2, reasons=("words-of-their-own",))
    reasons = tuple(dict.fromkeys(rule for *_, rule in pairs))
    score = min(value for _, _, value, _ in pairs)
    if "initial" in reasons:
        return Likeness(score=0.3, reasons=reasons)
    if max(left) == 0:
        return Likeness(score=score, reasons=reasons)
    longer, used = (one, {i for i, *_ in pairs}) if left[0] else (other, {j for _, j, *_ in pairs})
    extra = {word for place, word in enumerate(longer) if place not in used}
    at_an_edge = 0 in used or len(longer) - 1 in used
    branch = any(word in country_names() for word in extra)
    score = 0.72 if score > 0.9 and at_an_edge and not branch else 0.5
    return Likeness(score=score, reasons=(*reasons, "part-of-the-name"))


def _is_number(word: str) -> bool:
    return word.isdigit() or name_particles().get(word) == "generation"


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a body's name that count, without its legal form, plurals as singulars, countries by their name."""
    words = list[str]()
    for word in latin(name).split():
        country = country_names().get(word) if len(word) <= 3 else None
        words.extend(country.lower().split() if country else [word[:-1] if len(word) > 3 and word.endswith("s") else word])
    return tuple(word for word in words if name_particles().get(word) != "company") or tuple(words)


def _is_acronym(short: str, full: str) -> bool:
    """Do the letters of a short name begin the words of a full one, in order, a small word or one in four left out?"""
    letters = short.replace(".", "").replace(" ", "")
    words = [word for word in latin(full).split() if word not in SMALL]
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha() and len(words) > 1):
        return False
    initials = "".join(word[0] for word in words)
    every = "".join(word[0] for word in latin(full).split())
    lower = letters.lower()
    if lower in {initials, every, f"t{initials}" if not full.lower().startswith("the ") else every}:
        return True
    skipped = len(words) == len(lower) + 1 > 3 and initials[0] == lower[0] and initials[-1] == lower[-1]
    return skipped and bool(re.fullmatch(".?".join(lower), initials))


def _is_team(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Is one a team's own name, and the other its city or another of its names?"""
    numbers = [
        frozenset().union(*(teams().get(form, frozenset()) for form in (" ".join(words), " ".join(words) + "s", *stars)))
        for words, stars in ((one, ()), (other, (" ".join(other) + "*", " ".join(other) + "s*")))
    ]
    return bool(numbers[0] & numbers[1])
