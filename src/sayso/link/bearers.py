"""What one document tells of somebody, to tell namesakes apart: gender, country, walk of life, year of birth, stories."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from sayso.kit.config import Config
from sayso.kit.vocabulary import occupations
from sayso.link.registry import key_of, key_of_description
from sayso.model.corpus import Corpus, Entity
from sayso.model.document import Document
from sayso.model.facts import Mention

AGE = re.compile(r"\s*,\s*(?:aged\s+)?(\d{1,3})\s*(?=[,.;)])")
BORN = re.compile(r"\s*\((?:born|b\.)?\s*(?:\w+\s+\d{1,2},\s*|\d{1,2}\s+\w+\s+)?(1[89]\d\d|20\d\d)")
OPENS = frozenset(",(")
"""What an age or a year of birth behind a name begins with."""
SORTS = {"person": "person", "organisation": "body"}
"""What is joined by rules of its own; all else is a thing."""
LIFE_OFF = 12
"""How many years apart two ages must be to be two people's, whenever their articles were written."""
YEARS_OFF = 2
"""How far two years of birth may be apart: an age is a year that nobody counts exactly."""


class Mentioned:
    """The mentions of one document, looked up once for all its entities: the names, and the genders that words tell of."""

    def __init__(self, document: Document, stories: frozenset[str] = frozenset()) -> None:
        self.document, self.stories = document, stories
        self.names = {mention.id: mention for mention in document.mentions if mention.form == "name"}
        self.genders = {mention.id: mention.gender for mention in document.mentions if mention.form != "pronoun"}


class Bearer:
    """One entity of one document, or several found to be one: what is known of them.

    A case has very many, and of most hardly anything is known: what is empty takes no room.
    """

    __slots__ = (
        "ages",
        "births",
        "company",
        "countries",
        "genders",
        "id",
        "keys",
        "lives",
        "members",
        "sort",
        "stories",
        "written",
    )

    def __init__(self, entity: Entity, mentioned: Mentioned, config: Config) -> None:
        document, names = mentioned.document, mentioned.names
        mentions = [names[member] for member in entity.members if member in names]
        self.id, self.sort = entity.id, SORTS.get(entity.kind, "thing")
        self.members: dict[str, set[str]] = {document.id: {entity.id}}
        self.written = tuple(dict.fromkeys(" ".join(mention.span.cut(document.text).split()) for mention in mentions))
        self.keys = {key for name in self.written for key in [key_of(name, entity.kind, config)] if key}
        if entity.kind == "organisation":
            described = self.written or entity.names
            self.keys |= {key for name in described for key in [key_of_description(name)] if key}
            self.keys = {tuple(map(_singular, key)) if len(key) > 1 else key for key in self.keys}
        self.genders = frozenset(gender for member in entity.members if (gender := mentioned.genders.get(member)))
        self.countries = frozenset([entity.country] if entity.country and self.sort == "person" else ())
        self.lives = frozenset(life for name in entity.names if (life := occupations().get(_head(name))))
        aged = [mention for mention in mentions if document.text[mention.span.end : mention.span.end + 40].lstrip()[:1] in OPENS]
        self.births, self.ages = frozenset(_births(document, aged)), frozenset(_ages(document, aged))
        self.stories = mentioned.stories
        self.company = frozenset[tuple[str, ...]]()

    @property
    def full(self) -> set[tuple[str, ...]]:
        """The full names: of more than one word."""
        return {key for key in self.keys if len(key) > 1}

    def take(self, other: "Bearer") -> None:
        """Take in all that is known of another who is found to be the same."""
        for document, entities in other.members.items():
            self.members.setdefault(document, set()).update(entities)
        self.keys |= other.keys
        self.genders |= other.genders
        self.countries |= other.countries
        self.lives |= other.lives
        self.births |= other.births
        self.ages |= other.ages
        self.stories |= other.stories
        self.company |= other.company
        self.written = tuple(dict.fromkeys((*self.written, *other.written)))


def _singular(word: str) -> str:
    """Return a word without the "s" of a plural, which "press" and "status" do not end in."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "siu" else word


@functools.lru_cache(maxsize=50_000)
def _head(name: str) -> str:
    """Return the noun of a describing phrase, in small letters; a name gives a word that is no occupation."""
    return re.split(r" of | for | and |,", name.lower())[0].split()[-1] if name.split() else ""


def _births(document: Document, mentions: Iterable[Mention]) -> Iterable[int]:
    for mention in mentions:
        rest = document.text[mention.span.end : mention.span.end + 40]
        born, age = BORN.match(rest), AGE.match(rest)
        if born:
            yield int(born.group(1))
        elif age and document.published and 0 < int(age.group(1)) < 120:
            yield int(document.published[:4]) - int(age.group(1))


def _ages(document: Document, mentions: Iterable[Mention]) -> Iterable[int]:
    for mention in mentions:
        age = AGE.match(document.text[mention.span.end : mention.span.end + 40])
        if age:
            yield int(age.group(1))


def apart(one: Bearer, other: Bearer) -> str:
    """Return the rule that keeps two bearers of one name apart, or an empty string."""
    if len(one.genders | other.genders) > 1:
        return "other-gender"
    if one.sort == "person" and any(
        one.members[document] != other.members[document] for document in one.members.keys() & other.members
    ):
        return "both-in-one-document"
    if _are_of_other_age(one, other):
        return "other-age"
    return "" if one.stories & other.stories else _other_walk(one, other)


def _are_of_other_age(one: Bearer, other: Bearer) -> bool:
    if one.births and other.births and min(abs(a - b) for a in one.births for b in other.births) > YEARS_OFF:
        return True
    return bool(one.ages and other.ages and min(abs(a - b) for a in one.ages for b in other.ages) > LIFE_OFF)


def _other_walk(one: Bearer, other: Bearer) -> str:
    """Return the rule that keeps two bearers apart who share no story, or an empty string."""
    if one.countries and other.countries and not one.countries & other.countries:
        return "other-country"
    if one.lives and other.lives and not one.lives & other.lives:
        return "other-walk-of-life"
    return ""


def are_apart(bearers: Sequence[Bearer]) -> bool:
    """Is any of some bearers, all of them people or none, apart from another? Most tell nothing that could part them."""
    if len(bearers) < 2:
        return False
    if len({gender for one in bearers for gender in one.genders}) > 1 or _meet_in_a_document(bearers):
        return True
    alike: dict[tuple[object, ...], list[Bearer]] = {}
    for one in bearers:
        if one.births or one.ages or one.countries or one.lives:
            alike.setdefault((one.births, one.ages, one.countries, one.lives), []).append(one)
    return any(_parts(some, others) for some, others in combinations(alike.values(), 2))


def _parts(some: Sequence[Bearer], others: Sequence[Bearer]) -> bool:
    """Does what some tell, all of them the same, part any from any of others?"""
    if _are_of_other_age(some[0], others[0]):
        return True
    return bool(_other_walk(some[0], others[0])) and any(not one.stories & other.stories for one in some for other in others)


def _meet_in_a_document(bearers: Sequence[Bearer]) -> bool:
    known = dict[str, set[str]]()
    return bearers[0].sort == "person" and any(
        known.setdefault(document, entities) != entities for one in bearers for document, entities in one.members.items()
    )


def bearers_of(corpus: Corpus, config: Config) -> list[Bearer]:
    """Return a bearer for each entity of each document, in the order of their ids."""
    stories: dict[str, set[str]] = {}
    for story in corpus.stories:
        for document in story.documents:
            stories.setdefault(document, set()).add(story.id)
    mentioned = (Mentioned(document, frozenset(stories.get(document.id, ()))) for document in corpus.documents)
    found = [Bearer(entity, each, config) for each in mentioned for entity in each.document.entities]
    _agree_on_kinds(found)
    _know_company(found)
    return sorted(found, key=lambda bearer: bearer.id)


def _know_company(bearers: list[Bearer]) -> None:
    """Give every bearer the names of the others in its document; a name in every second document is nobody's company."""
    named: dict[str, set[tuple[str, ...]]] = {}
    for bearer in bearers:
        for document in bearer.members:
            named.setdefault(document, set()).update(bearer.keys)
    spread = Counter(key for keys in named.values() for key in keys)
    rare = {key for key, count in spread.items() if count <= max(10, len(named) // 2)}
    known = {document: keys & rare for document, keys in named.items()}
    for bearer in bearers:
        bearer.company = frozenset(key for document in bearer.members for key in known[document] if key not in bearer.keys)


def _agree_on_kinds(bearers: list[Bearer]) -> None:
    """Take for a person what most documents take for one under the same full name."""
    said: dict[tuple[str, ...], Counter[str]] = {}
    for bearer in bearers:
        for key in bearer.full:
            said.setdefault(key, Counter())["person" if bearer.sort == "person" else "other"] += 1
    for bearer in bearers:
        if bearer.sort != "person" and any(said[key]["person"] > said[key]["other"] for key in bearer.full):
            bearer.sort = "person"
