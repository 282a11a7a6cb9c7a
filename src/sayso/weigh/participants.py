"""Who or what stands in a slot of a claim, and whether two of them are one: the same, one more specific, or two that are named.

Only two proper names without a word in common, or things of one kind from two countries, are `other`; else all is `unknown`.
"""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from sayso.kit.concepts import Naming, marks_of
from sayso.kit.lexicon import load
from sayso.kit.names import acronym_of, plain
from sayso.kit.vocabulary import given_names, name_variants, place_of, titles
from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.model.facts import Mention, Role
from sayso.model.span import Span

Relation = Literal["same", "more_specific", "other", "unknown"]
Form = Literal["name", "nominal", "pronoun"]
LEAST = 3
"""A word of a name that has fewer letters tells nobody from another."""
LONG_NAME = 5
"""Two names of fewer letters that are spelt nearly alike are two names."""
LONGEST = 3
"""The name of a country is looked up in so many words at most."""
TAKEN_UP = frozenset(
    {"i", "me", "he", "him", "she", "her", "it", "its", "they", "them", "we", "us", "you", "who", "which", "that", "this"}
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_TOKEN = re.compile(r"[^\s,;:()\u201c\u201d\"]+")
_BELOW = re.compile(r"\s(?:of|in|from|to|for|on|at|with|by|that|who|which)\s")
_MADE = re.compile(r"([^\W\d_]{4,})-(?:made|built)")
_INDEFINITE = re.compile(r"(?:an?|one|some|another)\b", re.IGNORECASE)
_OF_SPEAKER = re.compile(r"(?:my|our|your)\b", re.IGNORECASE)
_OWNER = re.compile("((?:[^\\W\\d_][\\w.-]*\\s+)*[^\\W\\d_][\\w.-]*)['\u2019]s?\\s")
_OWNED = re.compile("['\u2019]s?$")


class Word(Record, frozen=True, kw_only=True):
    """A word of a list."""

    word: str


@lru_cache(maxsize=1)
def general_nouns() -> frozenset[str]:
    """Return the nouns that take up what is told elsewhere."""
    return frozenset(entry.word for entry in load("general_nouns", Word))


class Participant(msgspec.Struct, frozen=True):
    """Who or what stands in a slot: its words, the mark of somebody known, its names' words, the countries that describe it."""

    words: str
    lemma: str
    mark: str
    kind: str
    form: Form
    names: frozenset[str]
    acronyms: frozenset[str]
    marks: frozenset[str]
    countries: frozenset[str]
    span: Span


def participant(words: str, role: Role, mention: Mention | None, entity: Entity | None, naming: Naming) -> Participant:
    """Return who stands in a role that has these words; `mention` is the one with the same head, `entity` who it is."""
    proper = _name_at(words, role.lemma) if mention is None else ""
    form: Form = (
        mention.form if mention else "pronoun" if role.lemma in TAKEN_UP | general_nouns() else "name" if proper else "nominal"
    )
    spelt = (entity.name, *entity.names) if entity else (proper,) if proper else ()
    return Participant(
        words,
        role.lemma,
        naming.marks.get(entity.id, "") if entity else "",
        entity.kind if entity else mention.kind if mention else "person" if proper else "",
        form,
        *_parts(spelt),
        marks_of(role.lemma),
        _countries(words) if form == "nominal" else frozenset(),
        role.span,
    )


@lru_cache(maxsize=20_000)
def _parts(spelt: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of some names, titles left out, and what stands for them in short."""
    words = (word for name in spelt for word in plain(name).split())
    names = frozenset(word for word in words if len(word) >= LEAST and word not in titles())
    return names, frozenset(acronym_of(name) for name in spelt if " " in name)


def _name_at(words: str, lemma: str) -> str:
    """Return the capitalised words that end with the head, where no mention was found there: "Minister | Ro Dae Min"."""
    found = _WORD.findall(words)
    for at, word in enumerate(found):
        if word.lower() == lemma and word[:1].isupper():
            first = at
            while first and found[first - 1][:1].isupper():
                first -= 1
            return " ".join(found[first : at + 1]) if at > first else ""
    return ""


@lru_cache(maxsize=50_000)
def _countries(words: str) -> frozenset[str]:
    """Return the countries that describe a thing: "Ruritanian-made car", "the | Kestrian | side"."""
    tokens = [_OWNED.sub("", token).lower() for token in _TOKEN.findall(_BELOW.split(words, maxsplit=1)[0])]
    found, at = {made[1] for token in tokens if (made := _MADE.fullmatch(token)) and made[1] not in place_of()}, 0
    tokens = [token.split("-")[0] for token in tokens]
    while at < len(tokens):
        size = next((size for size in range(LONGEST, 0, -1) if " ".join(tokens[at : at + size]) in place_of()), 0)
        if size:
            found.add(place_of()[" ".join(tokens[at : at + size])])
        at += size or 1
    return frozenset(found)


def relation(one: Participant, other: Participant) -> Relation:
    """Return how two who stand in one slot relate."""
    if (one.mark and one.mark == other.mark) or one.words.lower() == other.words.lower():
        return "same"
    if one.form == other.form == "name":
        return _of_names(one, other)
    if "pronoun" in {one.form, other.form} or one.form != other.form:
        return _of_name_and_noun(one, other)
    if one.countries and other.countries and not one.countries & other.countries and one.marks & other.marks:
        return "other"
    mine, theirs = _owners(one), _owners(other)
    if mine and theirs and not mine & theirs:
        return "other" if all(word[0].isupper() for word in mine | theirs) else "unknown"
    if one.lemma == other.lemma:
        return "same"
    return "same" if _things(one) & _things(other) else "unknown"


def _things(one: Participant) -> frozenset[str]:
    return frozenset(mark for mark in one.marks if mark[0] in "~!")


def _of_names(one: Participant, other: Participant) -> Relation:
    if one.names & other.names:
        return _of_kindred_names(one, other)
    abbreviated = {name.upper() for name in one.names | other.names} & (one.acronyms | other.acronyms)
    together = any(a in b or b in a or _is_misspelt(a, b) for a in one.names for b in other.names)
    unclear = abbreviated or together or _is_family(one) or _is_family(other)
    is_told = one.kind == other.kind and one.names and other.names and not unclear
    if not is_told or one.kind not in {"person", "organisation", "place"}:
        return "unknown"
    if one.kind == "place" and not (one.mark[1:] in _known() and other.mark[1:] in _known()):
        return "unknown"
    return "other"


def _is_misspelt(one: str, other: str) -> bool:
    """Is one name the other with a letter changed, or two that have changed places: "Dersken", "Derksen"?"""
    if len(one) != len(other) or len(one) < LONG_NAME:
        return False
    apart = [place for place in range(len(one)) if one[place] != other[place]]
    return len(apart) < 2 or (len(apart) == 2 and sorted(one) == sorted(other))


def _owners(part: Participant) -> frozenset[str]:
    """Return the words for those whose thing it is: "Mr | Orlan's | lead", "the | mayor's | lead"."""
    found = _OWNER.match(part.words)
    words = frozenset(_WORD.findall(found[1])) if found else frozenset[str]()
    return frozenset(word for word in words if plain(word) not in titles() and len(word) > LEAST) or words


def _is_family(one: Participant) -> bool:
    """Does a person's name name several, or leave open who it is: "the | Orlans", a given name alone?"""
    several = one.words.lower().startswith("the ") and all(name.endswith("s") for name in one.names)
    return one.kind == "person" and (several or one.names <= given_names().keys())


def _of_kindred_names(one: Participant, other: Participant) -> Relation:
    """Names with a word in common: one where a given name is a form of the other, two where it is none (Mira and Tomas Orlan)."""
    mine, theirs = (names & given_names().keys() for names in (one.names - other.names, other.names - one.names))
    if one.names & other.names & given_names().keys():
        return "same" if one.names <= other.names or other.names <= one.names else "unknown"
    if one.kind == other.kind == "person" and mine and theirs:
        return "same" if any(_is_form_of(a, b) for a in mine for b in theirs) else "other"
    if one.mark and other.mark:
        return "unknown"
    return "same" if one.names <= other.names or other.names <= one.names else "unknown"


def _is_form_of(one: str, other: str) -> bool:
    return bool(name_variants().get(one, frozenset()) & name_variants().get(other, frozenset())) or one[:4] == other[:4]


def _of_name_and_noun(one: Participant, other: Participant) -> Relation:
    """A name and a noun of the same kind may be one; a country that describes the noun must then be the named one's."""
    if one.form == other.form:
        return "unknown"
    named, told = (one, other) if one.form == "name" else (other, one)
    if named.form != "name" or told.form != "nominal" or _OF_SPEAKER.match(told.words):
        return "unknown"
    fits = named.kind == told.kind or (_INDEFINITE.match(told.words) and named.kind != "place" and told.kind != "place")
    return "more_specific" if fits else "unknown"


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(place_of().values())
