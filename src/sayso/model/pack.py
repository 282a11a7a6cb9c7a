"""What a rule pack holds: the measures of one regime, the things and deeds they speak of, rules over event records, examples.

A pack is data. It says which roles of which kinds of event hold the thing, its giver and its taker; it never sees prose.
"""

from typing import Literal

from sayso.model.base import Record

Verified = Literal["official", "secondary", "memory", "conflicting"]
"""How far a fact of a pack was checked: read on an official page, on another page, not read anywhere, or sources disagree."""
Slot = Literal["supplier", "recipient"]


class PackRecord(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A noun of a pack: a key that it does not know is an error, never passed over."""


class Target(PackRecord, frozen=True, kw_only=True):
    """The country that a pack is about. `leaders` stand for it where they give or take, and nowhere else.

    `places` lie in it: what goes there goes to it. `outsiders` are nouns for those who may be there and do not stand for it.
    `short` are names that stand for it only as the whole words of a role, in an article that also names it ("the North").
    """

    country: str
    names: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()


class Frame(PackRecord, frozen=True, kw_only=True):
    """How events of some kinds say who gives what to whom: the roles that may hold each, the first that is filled counting.

    `kinds` are sayso's kinds of event, `words` lemmas of triggers beside them, `but_not` lemmas left out. A role may be
    narrowed by the word before it: `place/into`. With `deeds`, the event speaks of another deed (a charge, a beginning) that must
    be of one of these kinds; `alleged` says that it only alleges that deed, and that its date is not the deed's; `undated` says
    only the latter. The other deed may be a noun in a role ("seized | a shipment of copper from Ruritania"): its parts are
    `deed-theme`, `deed-source` and so on, and `deed-owner` the words before the noun.

    `to_somebody` asks for a recipient that is a country: what is only sent may be for oneself. `but_not_items` are classes of
    things that go by themselves: who sends a ship somewhere gives nothing away.
    """

    name: str
    item: tuple[str, ...]
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    alleged: bool = False
    undated: bool = False
    to_somebody: bool = False
    but_not_items: tuple[str, ...] = ()


class ItemClass(PackRecord, frozen=True, kw_only=True):
    """A class of things: the nouns and makes for it, the words that mean something else, and the classes that it includes.

    `asks` is a detail that a reader would want to know (the make of a car): where no make is named it counts as missing, and
    `asked_by` are the words by which a text says that it is not disclosed.
    """

    name: str
    nouns: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    note: str = ""
    asks: str = ""
    asked_by: tuple[str, ...] = ()


class Cited(PackRecord, frozen=True, kw_only=True):
    """A page and what it supports."""

    url: str
    supports: str


class Checked(PackRecord, frozen=True, kw_only=True):
    """How far one fact of a provision was checked, with what the reader should know of it."""

    fact: str
    state: Verified
    note: str = ""


class Provision(PackRecord, frozen=True, kw_only=True):
    """One provision of a measure, in the pack's own words, with its dates, its sources and how far each fact was checked.

    `no_rule` says why no rule can tell that an event bears on it.
    """

    id: str
    measure: str
    paragraph: str
    adopted: str
    in_force_from: str
    gist: str
    verified: tuple[Checked, ...]
    sources: tuple[Cited, ...]
    in_force_until: str = ""
    exemptions: tuple[str, ...] = ()
    note: str = ""
    no_rule: str = ""


class Rule(PackRecord, frozen=True, kw_only=True):
    """When an event bears on a provision: the frame of the event, the class of the thing, and where the target country stands.

    `in_force_from` is given where the provision came to hold for these things later than it was adopted. `says` is what a
    finding adds ("counts against a yearly cap"); `exempt` are words about the thing that take it out.
    """

    id: str
    provision: str
    frames: tuple[str, ...]
    items: tuple[str, ...]
    target: Slot
    in_force_from: str = ""
    says: str = ""
    exempt: tuple[str, ...] = ()


class Example(PackRecord, frozen=True, kw_only=True):
    """A sentence with the rules that it must match, all of them; `against` names rules that it is a counterexample of."""

    text: str
    published: str
    expect: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    why: str = ""


class Heading(PackRecord, frozen=True, kw_only=True):
    """What `pack.yaml` holds: what the pack is about and the words that its rules are made of.

    `carriers` are nouns that only carry a thing ("a gift of cars", "a car gift", "dozens of"); `opinions` kinds of event by
    which an outlet judges the law itself: shown beside a finding, never part of it.
    """

    id: str
    title: str
    version: str
    about: str
    authority: str
    source: str
    licence: str
    target: Target
    frames: tuple[Frame, ...]
    items: tuple[ItemClass, ...]
    carriers: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()


class Pack(Record, frozen=True, kw_only=True):
    """A whole pack, as it was read. `digest` is the hash of its files."""

    heading: Heading
    provisions: tuple[Provision, ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    digest: str

    @property
    def id(self) -> str:
        """The name that the pack goes by."""
        return self.heading.id
