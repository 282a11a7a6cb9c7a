"""Say whether two names of bodies may be one, and why: their own words, their acronym, their legal form, a team's city.

>>> same_body("AP", "The Associated Press").score > 0.8
True
>>> same_body("Deutsche Bank AG", "Deutsche Bank GmbH").score < 0.7
True
"""

import functools
import re

from sayso.kit.likeness import ASKING, Likeness, Pair, joined, latin, matched, same_person, same_script
from sayso.kit.vocabulary import body_names, body_words, country_names, name_particles, place_of, rewritings, teams

FORMS = {"ag": "ag", "aktiengesellschaft": "ag", "akg": "ag", "gmbh": "gmbh", "ano": "ano", "llc": "llc", "ooo": "llc"}
SMALL = frozenset({"of", "for", "and", "the", "in", "on", "de", "la", "du"})


def same_name(a: str, b: str, kind: str = "person") -> Likeness:
    """Return whether two names may be one, with the rules that say so; `kind` is person or any other."""
    return same_person(a, b) if kind == "person" else same_body(a, b)


@functools.lru_cache(maxsize=20_000)
def same_body(a: str, b: str) -> Likeness:
    """Return whether two names of bodies, places or vessels may be one, with the rules that say so."""
    if not latin(a) or not latin(b):
        return same_script(a, b)
    known = _known(a), _known(b)
    if None not in known:
        same = known[0] == known[1]
        return Likeness(score=0.95 if same else 0.1, reasons=("known-names" if same else "known-as-two",))
    one, other = _words(a, b), _words(b, a)
    if one == other or "".join(one) == "".join(other):
        return _same_words(a, b)
    if is_acronym(a, b) or is_acronym(b, a):
        return Likeness(score=0.9, reasons=("acronym",))
    if _is_team(one, other) or _is_team(other, one):
        return Likeness(score=0.75, reasons=("team",))
    return _parts(one, other, "of" in latin(a).split() or "of" in latin(b).split())


def _known(name: str) -> int | None:
    """Return the number of the body that a name is known to be of."""
    words = latin(name).split()
    return body_names().get(" ".join(word for place, word in enumerate(words) if place or word != "the"))


def _same_words(a: str, b: str) -> Likeness:
    """The same words are one body, unless its legal forms are two."""
    forms = [frozenset(FORMS[word] for word in latin(name).split() if word in FORMS) for name in (a, b)]
    if forms[0] and forms[1] and not forms[0] & forms[1]:
        return Likeness(score=0.5, reasons=("other-legal-form",))
    return Likeness(score=1.0, reasons=("same-words",))


def _parts(one: tuple[str, ...], other: tuple[str, ...], may_turn: bool) -> Likeness:
    """Compare two names word by word; `may_turn` where an `of` lets words change places."""
    pairs = matched(one, other, False)
    left = len(one) - len(pairs), len(other) - len(pairs)
    if min(left) > 0 or not pairs or _numbers(one, pairs, 0) or _numbers(other, pairs, 1):
        return Likeness(score=0.2, reasons=("words-of-their-own",))
    reasons = tuple(dict.fromkeys(rule for *_, rule in pairs))
    score = min(value for _, _, value, _ in pairs)
    loose = sum(_looseness(one[i], other[j], rule) for i, j, _, rule in pairs)
    in_order = [j for _, j, *_ in pairs] == sorted(j for _, j, *_ in pairs)
    if "initial" in reasons or (loose and (loose > 1 or (score < 0.8 and len(pairs) == 1))):
        return Likeness(score=0.3, reasons=reasons)
    if max(left) == 0:
        turned = in_order or may_turn or len(one) == len(other) == 2
        return Likeness(score=score if turned else min(score, 0.75), reasons=reasons)
    longer, used = (one, {i for i, *_ in pairs}) if left[0] else (other, {j for _, j, *_ in pairs})
    is_short_form = len(pairs) == 1 and "name-variant" in reasons
    part = in_order and score > 0.9 and not is_short_form and not _makes_another(longer, used)
    return Likeness(score=0.72 if part else 0.5, reasons=(*reasons, "part-of-the-name"))


def _looseness(one: str, other: str, rule: str) -> int:
    """Return 1 for a slip in a word, 2 for one that no name of a body is forgiven: another beginning, another country."""
    if rule not in {"typing-error", *ASKING}:
        return 0
    return 2 if (rule in ASKING and one[0] != other[0]) or (one in place_of() and other in place_of()) else 1


def _numbers(words: tuple[str, ...], pairs: list[Pair], side: int) -> bool:
    """Is a number of one name no number of the other?"""
    alike = {pair[side]: pair[3] for pair in pairs}
    return any(_is_number(word) and alike.get(place) not in {"same-word", "name-variant"} for place, word in enumerate(words))


def _makes_another(longer: tuple[str, ...], used: set[int]) -> bool:
    """Do the words that a longer name has more make another body of it: a branch, a royal bank, a council?"""
    extra = [place for place in range(len(longer)) if place not in used]
    if (0 not in extra and len(longer) - 1 not in extra) or extra[-1] - extra[0] >= len(extra):
        return True
    words = [longer[place] for place in extra]
    kinds = {body_words().get(word, "") for word in words}
    if "branch" in kinds or kinds == {"qualifier"} or {"in", "at"} & set(words):
        return True
    places = [word for word in (*words, " ".join(words)) if word in country_names()]
    return bool(places) or (
        extra[0] == 0 and place_of().get(words[0]) is not None and words[0] not in country_names() and len(used) < 2
    )


def _is_number(word: str) -> bool:
    return word.isdigit() or name_particles().get(word) == "generation"


def _words(name: str, other: str) -> tuple[str, ...]:
    """Return the words of a body's name that count, without its legal form, plurals as singulars, short forms written out."""
    written = _written_out(joined(tuple(latin(name).split()), tuple(latin(other).split())))
    words = [word[:-1] if len(word) > 4 and word.endswith("s") else word for word in written]
    return tuple(word for word in words if body_words().get(word) != "company") or tuple(words)


def _written_out(words: tuple[str, ...]) -> list[str]:
    """Return the words of a name, its short forms written out unless they are all of it."""
    written = list(words)
    for old, new in _short_forms():
        if old[0] in written:
            for place in range(len(written) - len(old) + 1):
                if written[place : place + len(old)] == old and len(written) > len(old):
                    written[place : place + len(old)] = new
    return written


@functools.cache
def _short_forms() -> tuple[tuple[list[str], list[str]], ...]:
    """Return the short forms of words in the names of bodies, and what each stands for, word by word."""
    return tuple((old.split(), new.split()) for old, new in rewritings("body_abbreviations").items())


def is_acronym(short: str, full: str) -> bool:
    """Do the letters of a short name begin the words of a full one, in order, small words and the legal form left out or not?

    The head of an English name may stand first or last: the MSS is the Ministry of State Security or the State Security Ministry.
    """
    letters = "".join(word for word in re.split(r"[ .&]+", short) if body_words().get(word.lower()) != "company")
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()):
        return False
    every = _written_out(tuple(latin(full).split()))
    words = [word for word in every if word not in SMALL]
    own = [word for word in words if body_words().get(word) != "company"]
    turned = own[-1:] + own[:-1]
    forms = {"".join(word[0] for word in chosen) for chosen in (words, every, own, turned, [*turned[:1], "of", *turned[1:]])}
    forms |= {"".join(word[0] for word in own) + "co"} if own != words else set()
    if not full.lower().startswith("the "):
        forms.add("t" + "".join(word[0] for word in words))
    return len(words) > 1 and letters.lower() in forms


def _is_team(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Is one a team's own name, and the other its city or another of its names?"""
    numbers = [
        frozenset().union(*(teams().get(form, frozenset()) for form in (" ".join(words), " ".join(words) + "s", *stars)))
        for words, stars in ((one, ()), (other, (" ".join(other) + "*", " ".join(other) + "s*")))
    ]
    return bool(numbers[0] & numbers[1])
