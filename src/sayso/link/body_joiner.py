"""Join bodies, places and all else that is named across documents: the same name, and inside one story other writings of it."""

from itertools import product

from sayso.kit.bodies import same_body
from sayso.kit.likeness import SAME
from sayso.kit.names import plain
from sayso.kit.vocabulary import name_heads
from sayso.link.bearers import Bearer
from sayso.link.joiner import Joiner, Key

PARTS = frozenset({"part-of-the-name", "team"})
BINDING = frozenset({"of", "for", "in", "at", "to"})
"""What follows these in a body's name is no short form of it: Belmark is not the Foreign Ministry of Belmark."""
BRIEF = 2
"""A body's short name has at most so many words."""


def join_bodies(joiner: Joiner) -> None:
    """Join what is no person: the same name, or an acronym that stands for one body alone; then, in one story, likeness."""
    keyed: dict[Key, list[str]] = {}
    spelt: dict[Key, set[Key]] = {}
    for bearer in joiner.tops():
        if bearer.sort != "person":
            for key in bearer.keys:
                keyed.setdefault(key, []).append(bearer.id)
                spelt.setdefault(key, set()).update(bearer.full)
    clear = {key: ids for key, ids in keyed.items() if len(key) > 1 or len(spelt[key]) <= 1}
    joiner.join_same(clear, "same-name")
    unclear = {key: [one for one in ids if not joiner.of(one).full] for key, ids in keyed.items() if key not in clear}
    joiner.join_same(unclear, "same-name")
    for rule, brief in (("same-body-written-otherwise", False), ("short-name-in-one-story", True)):
        _alike(joiner, rule, brief=brief)


def _alike(joiner: Joiner, rule: str, *, brief: bool) -> None:
    """Join bodies of one story whose names are alike; a short name only where it fits one body alone."""
    fitting: dict[str, set[str]] = {}
    for one, other in _pairs(joiner):
        if (_is_part(one, other) or _is_part(other, one)) if brief else _is_same(one, other):
            fitting.setdefault(one.id, set()).add(other.id)
            fitting.setdefault(other.id, set()).add(one.id)
    for name in sorted(fitting):
        others = {joiner.find(each) for each in fitting[name]}
        short = not brief or all(len(key) <= BRIEF for key in joiner.bearers[name].keys)
        if len(others) == 1 and short and joiner.find(name) not in others:
            joiner.join(others.pop(), name, rule)


def _pairs(joiner: Joiner) -> list[tuple[Bearer, Bearer]]:
    """Return the pairs of bodies that share a story and a word, or of which one may be the acronym of the other."""
    bodies = [bearer for bearer in joiner.tops() if bearer.sort == "body"]
    marked = [_marks(bearer) for bearer in bodies]
    index: dict[tuple[str, str], list[int]] = {}
    for number, bearer in enumerate(bodies):
        for place in product(bearer.stories, marked[number]):
            index.setdefault(place, []).append(number)
    found = list[tuple[Bearer, Bearer]]()
    for number, bearer in enumerate(bodies):
        near = set[int]().union(*(index[place] for place in product(bearer.stories, marked[number])))
        later = (bodies[other] for other in sorted(near) if other > number)
        found += [(bearer, other) for other in later if bearer.keys.isdisjoint(other.keys)]
    return found


def _marks(bearer: Bearer) -> set[str]:
    """Return the beginnings of the words of a body's names, and what their acronyms would be."""
    words = {word[:5] for key in bearer.keys for word in key}
    return words | {"".join(word[0] for word in key) if len(key) > 1 else key[0] for key in bearer.keys}


def _is_same(one: Bearer, other: Bearer) -> bool:
    return any(same_body(a, b).score >= SAME for a in one.written for b in other.written)


def _is_part(one: Bearer, other: Bearer) -> bool:
    """May every name of the first be a short one of the second?"""
    return all(any(_is_short(a, b) for b in other.written) for a in one.written) and bool(one.written)


def _is_generic(words: list[str]) -> bool:
    """Has every country one of these (Foreign Ministry, Supreme Court), so that the short name alone tells nobody whose it is?"""
    return name_heads().get(words[-1]) == "organisation"


def _is_short(short: str, full: str) -> bool:
    likeness = same_body(short, full)
    few, many = plain(short).split(), plain(full).split()
    ends = len(few) < len(many) and many[-len(few) :] == few and many[-len(few) - 1] not in BINDING and not _is_generic(few)
    return bool(PARTS & set(likeness.reasons)) and likeness.score > 0.7 and (ends or "team" in likeness.reasons)
