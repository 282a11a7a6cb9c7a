"""The lexicons of `data/` as typed entries, indexed the way the stages ask for them."""

import functools
from typing import Literal

from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.facts import AttributionKind, Certainty, Stance


class Title(Record, frozen=True, kw_only=True):
    """A form of address and the gender that it gives."""

    word: str
    gender: str


class Word(Record, frozen=True, kw_only=True):
    """A bare word of a list: a surname that stands before the given name, a word too common to count."""

    word: str


class NameWord(Record, frozen=True, kw_only=True):
    """A word of names and the kind of what it names."""

    word: str
    kind: str


class Rewriting(Record, frozen=True, kw_only=True, rename={"old": "from", "new": "to"}):
    """Letters and what is written in their place."""

    old: str
    new: str


class Variants(Record, frozen=True, kw_only=True):
    """Names that are one name."""

    names: tuple[str, ...]


class Team(Record, frozen=True, kw_only=True):
    """A sports team: the cities it is called by, and its own names."""

    cities: tuple[str, ...]
    names: tuple[str, ...]


class WorldRegion(Record, frozen=True, kw_only=True):
    """A part of the world, as an adjective, and countries of it."""

    word: str
    countries: tuple[str, ...]


class PronounSign(Record, frozen=True, kw_only=True):
    """A sign for or against somebody being meant by a pronoun, and its weight for people and for all else."""

    word: str
    person: float
    thing: float


class Nominal(Record, frozen=True, kw_only=True):
    """A noun that describes somebody or something without naming it. `cited` ones can be the source of a statement."""

    word: str
    kind: str
    gender: str = ""
    relation: str = ""
    cited: bool = False


class Cue(Record, frozen=True, kw_only=True):
    """A word that introduces what somebody says, reports, believes, intends or denies."""

    word: str
    pos: Literal["verb", "noun", "adverb"]
    kind: AttributionKind
    noun_content: bool = False
    weak: bool = False
    citing: bool = False
    relays: bool = False
    alleged: bool = False
    of_words: bool = False


class Deniable(Record, frozen=True, kw_only=True):
    """A noun for what is said, which somebody may reject, or for what is asked for, which somebody may refuse."""

    word: str
    part: Literal["said", "refused"]


class LearnedCue(Record, frozen=True, kw_only=True):
    """A word that cites somebody only where the attribution model says so, and the class that it has then.

    `of_others`: in the passive its subject is whom others speak of ("is seen as", but not "is convinced that").
    `hearsay`: its subject never is who thinks so ("the plan seems to fail").
    """

    word: str
    pos: Literal["verb", "noun", "adjective"]
    kind: AttributionKind
    of_others: bool = False
    hearsay: bool = False


class StanceWord(Record, frozen=True, kw_only=True):
    """A word that takes certainty away from the clause it stands in."""

    phrase: str
    stance: Stance
    certainty: Certainty


class SilenceWord(Record, frozen=True, kw_only=True):
    """A word that, in its frame, says that something is not known or that somebody does not say."""

    word: str
    frame: Literal["negated", "state", "negated_state", "refusal", "silence", "open", "kept"]
    kind: AttributionKind
    withholds: bool = False


class Thing(Record, frozen=True, kw_only=True):
    """Nouns of one kind."""

    kind: str
    words: tuple[str, ...]


class Place(Record, frozen=True, kw_only=True):
    """A country and the words that stand for it."""

    name: str
    code: str
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@functools.cache
def titles() -> dict[str, Title]:
    """Return the forms of address by word."""
    return {entry.word: entry for entry in load("titles", Title)}


@functools.cache
def given_names() -> dict[str, str]:
    """Return the given names, in lower case, and the gender each mostly has."""
    return {entry.word: entry.gender for entry in load("given_names", Title)}


@functools.cache
def name_heads() -> dict[str, str]:
    """Return the last words of names that tell the kind of what is named."""
    return {entry.word: entry.kind for entry in load("name_heads", NameWord)}


@functools.cache
def name_words() -> dict[str, str]:
    """Return capitalised words that name no person, body or place, and what they are."""
    return {entry.word: entry.kind for entry in load("name_words", NameWord)}


@functools.cache
def name_particles() -> dict[str, str]:
    """Return particles, honours, generations and legal forms by word; what a word is in people's names comes first."""
    return {entry.word: entry.kind for entry in reversed(load("name_particles", NameWord))}


@functools.cache
def name_variants() -> dict[str, frozenset[int]]:
    """Return, for each name, the numbers of the groups of variants that it belongs to."""
    found: dict[str, set[int]] = {}
    for number, entry in enumerate(load("name_variants", Variants)):
        for name in entry.names:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@functools.cache
def body_names() -> dict[str, int]:
    """Return the number of the body that each name of `data/body_names.yaml` is of."""
    return {name: number for number, entry in enumerate(load("body_names", Variants)) for name in entry.names}


@functools.cache
def known_people() -> dict[str, int]:
    """Return the number of the person that each name of `data/known_people.yaml` is of."""
    return {name: number for number, entry in enumerate(load("known_people", Variants)) for name in entry.names}


@functools.cache
def body_words() -> dict[str, str]:
    """Return legal forms, and words that make another body of a body, by word."""
    kinds = {"company", "qualifier", "branch"}
    return {entry.word: entry.kind for entry in load("name_particles", NameWord) if entry.kind in kinds}


@functools.cache
def teams() -> dict[str, frozenset[int]]:
    """Return the numbers of the teams that each name, each city and each city with a name stands for; cities end in a star."""
    found: dict[str, set[int]] = {}
    for number, team in enumerate(load("teams", Team)):
        both = (f"{city} {name}" for city in team.cities for name in team.names)
        for name in (*(f"{city}*" for city in team.cities), *team.names, *both):
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@functools.cache
def world_regions() -> dict[str, frozenset[str]]:
    """Return the countries of each part of the world, by its adjective in small letters."""
    return {entry.word: frozenset(entry.countries) for entry in load("world_regions", WorldRegion)}


@functools.cache
def pronoun_signs(sort: str) -> dict[str, float]:
    """Return the weight of each sign for pronouns that mean a person, or a thing."""
    return {entry.word: entry.person if sort == "person" else entry.thing for entry in load("pronoun_signs", PronounSign)}


@functools.cache
def rewritings(name: str) -> dict[str, str]:
    """Return what `data/NAME.yaml` rewrites, in its order."""
    return {entry.old: entry.new for entry in load(name, Rewriting)}


@functools.cache
def regions() -> frozenset[str]:
    """Return the names of known places that are no country, in lower case."""
    return frozenset(entry.word for entry in load("regions", Word))


@functools.cache
def human_verbs() -> frozenset[str]:
    """Return the verbs, as lemmas, of what people do and bodies or places do not."""
    return frozenset(entry.word for entry in load("human_verbs", Word))


@functools.cache
def occupations() -> dict[str, str]:
    """Return the walk of life that each noun for a person belongs to."""
    return {entry.word: entry.kind for entry in load("occupations", NameWord)}


@functools.cache
def surnames_first() -> frozenset[str]:
    """Return the surnames that stand before the given name."""
    return frozenset(entry.word for entry in load("surnames", Word))


@functools.cache
def common_words() -> frozenset[str]:
    """Return the words that say nothing of a text's subject."""
    return frozenset(entry.word for entry in load("common_words", Word))


@functools.cache
def speaking_words() -> frozenset[str]:
    """Return the words in which somebody speaks of himself or to somebody."""
    return frozenset(entry.word for entry in load("speaking_words", Word))


@functools.cache
def cited_papers() -> frozenset[str]:
    """Return the nouns, as lemmas, for papers and data that are cited as somebody is."""
    return frozenset(entry.word for entry in load("cited_papers", Word))


@functools.cache
def media_words(kind: str) -> frozenset[str]:
    """Return the words that mark a medium: in its `name`, as a `noun`, or by the `occasion` on which it carries words."""
    return frozenset(entry.word for entry in load("media_words", NameWord) if entry.kind == kind)


@functools.cache
def nominals() -> dict[str, Nominal]:
    """Return the describing nouns by lemma."""
    return {entry.word: entry for entry in load("nominals", Nominal)}


@functools.cache
def cues(pos: str) -> dict[str, Cue]:
    """Return the cues of one part of speech by lemma."""
    return {entry.word: entry for entry in load("cues", Cue) if entry.pos == pos}


@functools.cache
def learned_cues() -> dict[tuple[str, str], LearnedCue]:
    """Return the words that only the attribution model takes as cues, by lemma and part of speech."""
    return {(entry.word, entry.pos): entry for entry in load("learned_cues", LearnedCue)}


@functools.cache
def stance_words() -> dict[str, StanceWord]:
    """Return the hedging words; where a word stands twice, its first entry counts."""
    return {entry.phrase: entry for entry in reversed(load("stances", StanceWord))}


@functools.cache
def deniable(part: str) -> frozenset[str]:
    """Return the nouns for what is said, or for what is asked for."""
    return frozenset(entry.word for entry in load("deniable", Deniable) if entry.part == part)


@functools.cache
def silence_words(frame: str) -> dict[str, SilenceWord]:
    """Return the words of one frame of silence by lemma."""
    return {entry.word: entry for entry in load("silence", SilenceWord) if entry.frame == frame}


@functools.cache
def thing_kinds() -> dict[str, frozenset[str]]:
    """Return the kinds of thing that each noun may name."""
    found: dict[str, set[str]] = {}
    for entry in load("things", Thing):
        for word in entry.words:
            found.setdefault(word, set()).add(entry.kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@functools.cache
def places() -> tuple[Place, ...]:
    """Return the countries that sayso knows."""
    return load("places", Place)


@functools.cache
def place_of() -> dict[str, str]:
    """Return the country that a word stands for, by lower-case word; words of two countries are left out."""
    found: dict[str, set[str]] = {}
    for entry in places():
        for word in (entry.name, *entry.adjectives, *entry.capitals, *entry.seats, *entry.also):
            found.setdefault(word.lower(), set()).add(entry.name)
    return {word: names.pop() for word, names in found.items() if len(names) == 1}


@functools.cache
def country_names() -> dict[str, str]:
    """Return the countries by their lower-case names and other names (not by capitals, seats or adjectives)."""
    return {word.lower(): entry.name for entry in places() for word in (entry.name, *entry.also)}


@functools.cache
def seats() -> dict[str, str]:
    """Return the countries by the seats of government that stand for them, in lower case."""
    return {seat.lower(): entry.name for entry in places() for seat in entry.seats}


@functools.lru_cache(maxsize=10_000)
def team_cities(name: str) -> tuple[str, ...]:
    """Return the cities of the teams of that name."""
    return tuple(city for team in load("teams", Team) if name in team.names for city in team.cities)


@functools.cache
def name_openers() -> dict[str, str]:
    """Return the first words of names that tell the kind of what is named."""
    return {entry.word: entry.kind for entry in load("name_openers", NameWord)}


@functools.cache
def known_bodies() -> frozenset[str]:
    """Return the names of bodies that news everywhere speaks of, in lower case."""
    return frozenset(entry.word for entry in load("known_bodies", Word))


@functools.cache
def company_words() -> frozenset[str]:
    """Return the last words of companies' names, in lower case."""
    return frozenset(entry.word for entry in load("company_words", Word))
