"""Which countries stand in a slot of an event: by the entity that fills it, by who is named in its words, by nationality."""

import re
from bisect import bisect_left

from sayso.kit.names import plain
from sayso.kit.vocabulary import place_of
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Role
from sayso.model.pack import Target
from sayso.weigh.items import head_words

_TOKEN = re.compile(r"[^\s,;:()“”\"]+")
_END = re.compile("[\u2019'\u2018]s?$")
_LONGEST = 4
_WHERE = re.compile(
    r",?\s(?:(?:based|registered|located|sailing|flying)\s)?(?:in|at|from|near|under the flag of|the flag of)\s"
    r"(?:the\s)?(?:[a-z]+\s(?:of|in)\s)?"
)
"""What leads from somebody to the country where they are: "a buyer in", "a tanker under the flag of"."""
_OF_A_COUNTRY = frozenset({"flagged", "registered", "owned", "based", "linked", "controlled", "operated", "affiliated"})
"""Second halves of words that say whose something is: "Ruritania-flagged"."""
NOMINALS = frozenset({"country", "nation", "state", "regime"})
"""Nouns by which a country is taken up again: "the country"."""


class Parties:
    """Tells the countries of one document's slots. `countries` are those that the case knows, by entity of the document."""

    def __init__(self, document: Document, target: Target, countries: dict[str, str] | None = None) -> None:
        self._document, self._target = document, target
        self._names = {plain(name) for name in (*target.names, target.country)}
        self._places = {plain(name) for name in target.places}
        self._leaders = {plain(name) for name in target.leaders}
        self._outsiders = {form for word in target.outsiders for form in (word, f"{word}s", f"{word[:-1]}ies")}
        wider = countries or {}
        self._of = {one.id: self._country(one) or wider.get(one.id, "") for one in document.entities}
        self._is_named = target.country in self._of.values()
        self._mentions = sorted((one for one in document.mentions if one.entity), key=lambda one: one.span.start)
        self._starts = [one.span.start for one in self._mentions]

    def _country(self, entity: Entity) -> str:
        names = {plain(name) for name in (entity.name, *entity.names)}
        if names & (self._names | self._places | self._leaders):
            return self._target.country
        if entity.country:
            return entity.country
        found = place_of().get(entity.name.lower()) if entity.kind in {"place", "organisation"} else None
        return found or ""

    def countries(self, role: Role) -> frozenset[str]:
        """Return the countries that a role's words stand for, what hangs on them by a preposition left out."""
        own = self._of.get(role.entity or "", "")
        words = role.span.cut(self._document.text)
        if self._is_named and {words, words[:1].lower() + words[1:]} & {*self._target.short}:
            return frozenset({self._target.country})
        if own:
            return frozenset({own})
        cut = head_words(words)
        end = role.span.start + len(cut)
        named = self._nationalities(cut) | self._mentioned(role.span.start, end)
        return frozenset(named or self._whereabouts(cut, end))

    def is_taken_up(self, role: Role) -> bool:
        """Is the role a country named only by a noun: "the country"?"""
        words = role.span.cut(self._document.text).lower().split()
        return role.lemma in NOMINALS and len(words) == 2 and words[0] in {"the", "that", "this"}

    def _whereabouts(self, words: str, end: int) -> set[str]:
        """Return the country where somebody is who is only described: "a buyer in Ruritania"; an embassy is no part of it."""
        where = _WHERE.match(self._document.text, end)
        if where is None or not words or words.split()[-1].lower() in self._outsiders:
            return set()
        after = self._document.text[where.end() : where.end() + 60]
        tokens = [_END.sub("", match.group()).lower() for match in _TOKEN.finditer(after)][:_LONGEST]
        for length in range(len(tokens), 0, -1):
            country = self._country_of(" ".join(tokens[:length]))
            if country:
                return {country}
        return set()

    def _country_of(self, phrase: str) -> str | None:
        name = plain(phrase)
        return self._target.country if name in self._names or name in self._places else place_of().get(phrase)

    def _mentioned(self, start: int, end: int) -> set[str]:
        first = bisect_left(self._starts, start)
        found = set[str]()
        for mention in self._mentions[first:]:
            if mention.span.start >= end:
                break
            found.add(self._of.get(mention.entity or "", ""))
        return found - {""}

    def _nationalities(self, words: str) -> set[str]:
        tokens = [part for match in _TOKEN.finditer(words) for part in _parts(_END.sub("", match.group()).lower())]
        found, at = set[str](), 0
        while at < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
                phrase = " ".join(tokens[at : at + length])
                country = self._country_of(phrase)
                if country:
                    found.add(country)
                    at += length - 1
                    break
            at += 1
        return found


def _parts(word: str) -> list[str]:
    """Return a word, or the name in "Ruritania-flagged"."""
    name, _, end = word.rpartition("-")
    return [name] if end in _OF_A_COUNTRY else [word]
