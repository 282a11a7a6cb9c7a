"""Join bearers of many documents, the surest rules first; what tells two of them apart outranks every likeness of their names."""

from collections.abc import Iterable
from itertools import product

from sayso.kit.comparable import comparable
from sayso.kit.likeness import SAME, same_person
from sayso.kit.names import surnames
from sayso.kit.spelling import sounded
from sayso.link.bearers import Bearer, apart, are_apart
from sayso.link.clusters import leaning_of

COMPANY = 2
"""How many others two documents must both name for a surname to be the same person's."""
ANYWHERE = frozenset({"same-word", "same-letters", "transliteration", "joined-syllables", "known-names"})
"""Rules of likeness that join without a shared story; the others (an initial, a short form, a slip) need one."""


Key = tuple[str, ...]


class Joiner:
    """The bearers while they are being joined. The result does not depend on the order of the documents."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self.bearers = {bearer.id: bearer for bearer in sorted(bearers, key=lambda bearer: bearer.id)}
        self.top: dict[str, str] = {}
        self.rules: dict[str, set[str]] = {}

    def find(self, one: str) -> str:
        """Return the representative of a bearer."""
        tops = self.top
        above = tops.get(one, one)
        while above != one:
            tops[one] = highest = tops.get(above, above)
            one, above = above, highest
        return one

    def of(self, one: str) -> Bearer:
        """Return what is known of all that a bearer has been joined with."""
        return self.bearers[self.find(one)]

    def join(self, one: str, other: str, rule: str) -> bool:
        """Join two bearers unless something tells them apart."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if apart(self.bearers[first], self.bearers[second]):
            return False
        self.top[second] = first
        self.bearers[first].take(self.bearers[second])
        self.rules.setdefault(first, set()).update({rule, *self.rules.get(second, ())})
        return True

    def tops(self) -> list[Bearer]:
        """Return the bearers that stand for all that were joined with them."""
        return [self.bearers[one] for one in self.bearers if self.find(one) == one]

    def join_same(self, keyed: dict[Key, list[str]], rule: str) -> None:
        """Join those that share a key: all of them, or, where some are told apart, those whom a shared story binds."""
        for key in sorted(keyed):
            group = list(dict.fromkeys(self.find(one) for one in keyed[key]))
            if are_apart([self.bearers[one] for one in group]):
                self._join_bound(group, rule)
            else:
                for other in group[1:]:
                    self.join(group[0], other, rule)

    def _join_bound(self, group: list[str], rule: str) -> None:
        """Join each with those after it that something binds to it.

        One of which a part has been compared with all the rest since anything was last joined need not be compared again.
        """
        joined, compared = 0, dict[str, int]()
        for number, one in enumerate(group):
            top = self.find(one)
            if compared.get(top) == joined:
                continue
            before = joined
            for other in group[number + 1 :]:
                under = self.find(other)
                if under != top and self._is_bound(self.bearers[top], self.bearers[under]) and self.join(one, other, rule):
                    joined, top = joined + 1, self.find(one)
            if joined == before:
                compared[top] = joined

    @staticmethod
    def _is_bound(one: Bearer, other: Bearer) -> bool:
        """Does something positive bind two bearers of a name that several bear?"""
        shared = one.stories & other.stories or one.countries & other.countries or one.lives & other.lives
        return bool(shared) or any(abs(a - b) <= 1 for a in one.births for b in other.births)


def join_people(joiner: Joiner) -> None:
    """Join people: the same full name, another writing of it, and inside a story a surname that one alone bears."""
    keyed: dict[Key, list[str]] = {}
    for bearer in joiner.tops():
        if bearer.sort == "person":
            for key in bearer.full:
                keyed.setdefault(key, []).append(bearer.id)
    joiner.join_same(keyed, "same-name")
    _writings(joiner)
    _surnames(joiner)


def _writings(joiner: Joiner) -> None:
    """Other spellings of a full name: anywhere; a middle name, an initial or a short form more: in one story."""
    bearers: dict[str, list[str]] = {}
    blocks: dict[str, set[str]] = {}
    for bearer in joiner.tops():
        for key in bearer.full if bearer.sort == "person" else ():
            name = " ".join(key)
            bearers.setdefault(name, []).append(bearer.id)
            for word in (key[0], key[-1]):
                blocks.setdefault(sounded(word, False)[:3], set()).add(name)
    pairs = dict[tuple[str, str], tuple[float, bool]]()
    for one, other in {pair for names in blocks.values() for pair in comparable(names)}:
        likeness = same_person(one, other)
        found = likeness.score, set(likeness.reasons) <= ANYWHERE
        for pair in product(bearers[one], bearers[other]) if likeness.score >= SAME else ():
            if pair[0] != pair[1]:
                pairs[pair] = max(found, pairs.get(pair, found))
    rivals = _rivals(joiner, pairs)
    for (a, b), (_, anywhere) in sorted(pairs.items(), key=lambda row: (-row[1][0], row[0])):
        if (a, b) not in rivals and (anywhere or joiner.of(a).stories & joiner.of(b).stories):
            joiner.join(a, b, "same-name-written-otherwise")


def _rivals(joiner: Joiner, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of which one name may be two people's: J. Smith, where there are a John and a Jane."""
    fitting: dict[str, set[str]] = {}
    for a, b in pairs:
        fitting.setdefault(a, set()).add(b)
        fitting.setdefault(b, set()).add(a)
    torn = {one for one, others in fitting.items() if are_apart([joiner.of(each) for each in others])}
    return {(a, b) for a, b in pairs if a in torn or b in torn}


def _surnames(joiner: Joiner) -> None:
    """A surname alone, in a document without the full name: the one person who bears it in that story, if they share company.

    A surname proves nothing. What binds is that the document names the same others as those that name the bearer in full.
    """
    full: dict[tuple[str, str], set[str]] = {}
    for bearer in joiner.tops():
        if bearer.sort == "person":
            for word in {word for key in bearer.full for word in surnames(key)}:
                for story in bearer.stories:
                    full.setdefault((word, story), set()).add(bearer.id)
    for bearer in joiner.tops():
        words = {key[-1] for key in bearer.keys}
        if bearer.sort != "person" or bearer.full or len(words) != 1:
            continue
        word = words.pop()
        bearers = {joiner.find(one) for story in bearer.stories for one in full.get((word, story), ())}
        if len(bearers) == 1 and _keeps_company(joiner.of(next(iter(bearers))), bearer):
            joiner.join(bearers.pop(), bearer.id, "surname-and-company-in-one-story")


def _keeps_company(full: Bearer, alone: Bearer) -> bool:
    """Do the documents name the same others, and does the given name not speak against the form of address?"""
    leaning = {leaning_of(key) for key in full.full} - {""}
    return len(full.company & alone.company) >= COMPANY and len(leaning | full.genders | alone.genders) <= 1
