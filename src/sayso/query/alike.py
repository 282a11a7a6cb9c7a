"""Hold one claim of a case against one clause of a sentence: is it the same happening, and if so, in what do they part?"""

from collections.abc import Iterable

from sayso.kit.concepts import Naming, concepts
from sayso.kit.vocabulary import are_near
from sayso.model.base import Record
from sayso.model.facts import Event
from sayso.query.parties import MOVING, Filler, Parties, is_negative, parties_of
from sayso.query.spoken import Spoken
from sayso.weigh.differences import Voice

ENOUGH = 0.75
"""The share of what the sentence names that the claims of a group must name too."""
ALONE = 0.5
"""The share of it that one of them must name by itself."""
WEIGHT_OF_WORD = 0.5
"""A plain word counts half of what a name or a kind of thing counts."""
PRINCIPAL = ("giver", "taker", "doer", "thing", "goal")
"""The slots in which nobody may stand who stands in another of them in the claim."""
COMPARED = (*PRINCIPAL, "place", "from")
TOGETHER = frozenset({"meet", "talk"})
"""Kinds of happenings in which all take the same part."""


class Told(Record, frozen=True, kw_only=True):
    """A claim of the case as it is compared."""

    voice: Voice
    marks: frozenset[str]
    parties: Parties
    negative: bool

    @classmethod
    def of(cls, voice: Voice, naming: Naming) -> "Told":
        """Return a claim made ready to be compared."""
        return cls(
            voice=voice,
            marks=concepts(voice.event, naming),
            parties=parties_of(voice.document, voice.event, naming),
            negative=is_negative(voice.document, voice.event),
        )


class Fit(Record, frozen=True, kw_only=True):
    """How a claim fits: the share of what is named that it names too, the slots in which both say one thing, and the one that differs."""

    told: Told
    share: float
    agreeing: frozenset[str]
    apart: str = ""
    mine: Filler | None = None
    theirs: Filler | None = None


def fit(spoken: Spoken, told: Told, beside: frozenset[str]) -> Fit | None:
    """Return how a claim fits what a sentence says; None where it is about something else, or the other way round.

    `beside` are the marks of the other claims of its group, which may tell what this one leaves out.
    """
    mine, theirs = spoken.event, told.voice.event
    if not are_near(mine.kind, theirs.kind) or _is_turned_round(spoken.parties, told.parties, mine):
        return None
    agreeing, apart = set[str](), list[tuple[str, Filler, Filler]]()
    for slot in COMPARED:
        one, other = spoken.parties.get(slot, []), told.parties.get(slot, [])
        verdicts = {_compared(a, b): (a, b) for a in one for b in other}
        if "same" in verdicts:
            agreeing.add(slot)
        elif "open" not in verdicts and verdicts:
            apart.append((slot, *verdicts["apart"]))
    if len(apart) > 1 or (apart and not _is_anchored(spoken, told, agreeing, *apart[0])):
        return None
    but = apart[0][1] if apart else None
    share = _share(spoken, told.marks | beside, but)
    if share < ENOUGH or _share(spoken, told.marks, but) < ALONE:
        return None
    if apart:
        return Fit(told=told, share=share, agreeing=frozenset(agreeing), apart=apart[0][0], mine=apart[0][1], theirs=apart[0][2])
    names = {mark for mark in spoken.marks if mark[0] == "@"}
    return Fit(told=told, share=share, agreeing=frozenset(agreeing)) if names <= told.marks | beside else None


def _compared(one: Filler, other: Filler) -> str:
    """Return whether two fillers of a slot are the same, apart, or whether that stays open."""
    if one.who and other.who:
        return "same" if one.who == other.who else "apart" if one.is_person == other.is_person else "open"
    if one.who or other.who:
        return "open"
    if not one.what & other.what:
        return "apart"
    return "apart" if one.inside and other.inside and not one.inside & other.inside else "same"


def _is_anchored(spoken: Spoken, told: Told, agreeing: set[str], slot: str, mine: Filler, theirs: Filler) -> bool:
    """Is it the same happening although one slot differs: is the same thing meant, and does more agree?

    What is done to another thing is another deed, unless it is the same but for a name in it ("the Ashby tunnel"). Visits and other
    movements are told of many, and stuff without an article is at hand for anybody.
    """
    if spoken.event.kind in MOVING | TOGETHER or spoken.negative or told.negative:
        return False
    if slot == "thing":
        return bool(mine.what & theirs.what) and bool(agreeing - {"thing"})
    things = spoken.parties.get("thing", [])
    if "thing" not in agreeing or any(each.bare for each in things):
        return False
    definite = any(each.words.lower().startswith("the ") for each in things)
    return definite or bool(agreeing - {"thing"})


def _share(spoken: Spoken, marks: frozenset[str], but: Filler | None) -> float:
    """Return which share of what the sentence names these marks name; a filler that differs is left out of it."""
    own = f"!{spoken.event.kind}"
    left_out = {own, *((but.who,) if but and but.who else but.inside if but else ())}
    named = {mark: 1.0 if mark[0] in "@~!" else WEIGHT_OF_WORD for mark in spoken.marks - left_out}
    return sum(weight for mark, weight in named.items() if mark in marks) / sum(named.values()) if named else 0.0


def _is_turned_round(mine: Parties, theirs: Parties, event: Event) -> bool:
    """Does somebody who does it here have it done in the claim, or the other way round?"""
    if event.kind in TOGETHER:
        return False
    held = {slot: {filler.who for filler in theirs.get(slot, []) if filler.who} for slot in PRINCIPAL}
    for slot in PRINCIPAL:
        for filler in mine.get(slot, []):
            elsewhere = any(filler.who in held[other] for other in PRINCIPAL if other != slot)
            if filler.who and elsewhere and filler.who not in held[slot]:
                return True
    return False


def marks_beside(group: Iterable[Told], but: Told) -> frozenset[str]:
    """Return the marks of the other claims of a group."""
    return frozenset[str]().union(*(each.marks for each in group if each is not but))
