"""Hold one claim of a case against one clause of a sentence: is it the same happening, and if so, in what do they part?"""

from collections.abc import Sequence

from sayso.kit.concepts import Naming, concepts
from sayso.kit.event_kinds import are_near
from sayso.kit.names import plain
from sayso.kit.parties import MOVING, TOGETHER, Filler, is_negative, is_transfer, parties_of, taken_up
from sayso.kit.telling import is_told_by
from sayso.model.base import Record
from sayso.query.spoken import Spoken
from sayso.weigh.differences import Voice
from sayso.weigh.wanting import Telling

ENOUGH = 0.75
"""The share of what the sentence names that the claims of a group must name too."""
ALONE = 0.5
"""The share of it that one of them must name by itself."""
WEIGHT_OF_WORD = 0.5
"""A plain word counts half of what a name or a kind of thing counts."""
BACK = 3
"""How many happenings back "the country" may take up."""
PRINCIPAL = ("giver", "taker", "doer", "thing", "goal", "party")
"""The slots in which nobody may stand who stands in another of them in the claim."""
COMPARED = (*PRINCIPAL, "place", "from")


class Told(Telling, frozen=True, kw_only=True):
    """A claim of the case as it is compared, with its plain words."""

    negative: bool
    words: str = ""

    @classmethod
    def of(cls, voice: Voice, naming: Naming) -> "Told":
        """Return a claim made ready to be compared."""
        document, event = voice.document, voice.event
        earlier = sorted((each for each in document.events if each.head < event.head), key=lambda each: each.head)[-BACK:]
        parties = taken_up(
            parties_of(document, event, naming),
            (parties_of(document, each, naming) for each in earlier if is_transfer(each.kind)),
        )
        return cls(
            voice=voice,
            marks=concepts(event, naming) | {filler.who for each in parties.values() for filler in each if filler.who},
            parties=parties,
            words=f" {plain(voice.claim.span.cut(document.text))} ",
            negative=is_negative(voice.document, voice.event),
        )


class Fit(Record, frozen=True, kw_only=True):
    """How a claim fits: the share of what is named that it names too, the slots that agree, and the one that differs."""

    told: Told
    share: float
    agreeing: frozenset[str]
    apart: str = ""
    mine: Filler | None = None
    theirs: Filler | None = None


def fit(spoken: Spoken, told: Told, group: Sequence[Told]) -> Fit | None:
    """Return how a claim fits what a sentence says; None where it is about something else.

    `group` are the claims of its group that count: they may tell what this one leaves out.
    """
    mine, theirs = spoken.event, told.voice.event
    if not are_near(mine.kind, theirs.kind) or not _is_of_one_word(spoken, told):
        return None
    agreeing, apart = set[str](), list[tuple[str, Filler, Filler]]()
    for slot in COMPARED:
        one, other = spoken.parties.get(slot, []), told.parties.get(slot, [])
        verdicts = [_against(mine_there, other) for mine_there in one] if other else []
        if "apart" in [each for each, _ in verdicts] and "same" in [each for each, _ in verdicts]:
            return None
        if any(each == "same" for each, _ in verdicts):
            agreeing.add(slot)
        elif verdicts and all(each == "apart" for each, _ in verdicts):
            apart.append((slot, one[0], verdicts[0][1]))
    if len(apart) > 1 or (apart and not _is_anchored(spoken, told, agreeing, *apart[0])):
        return None
    if apart and mine.kind != theirs.kind and not (apart[0][1].who and apart[0][2].who):
        return None
    but, beside = apart[0][1] if apart else None, frozenset[str]().union(*(each.marks for each in group if each is not told))
    own = told.marks | {mark for mark, name in spoken.names.items() if f" {name} " in told.words}
    share = _share(spoken, own | beside, but)
    if share < ENOUGH or _share(spoken, own, but) < ALONE:
        return None
    if apart:
        return Fit(told=told, share=share, agreeing=frozenset(agreeing), apart=apart[0][0], mine=apart[0][1], theirs=apart[0][2])
    return Fit(told=told, share=share, agreeing=frozenset(agreeing)) if _is_all_named(spoken, own | beside, group) else None


def _is_all_named(spoken: Spoken, marks: frozenset[str], group: Sequence[Told]) -> bool:
    """Do these marks name all that the sentence names, and has all that takes part in it the same part in some claim?

    What only describes may be left out.
    """
    for slot in PRINCIPAL:
        for mine in spoken.parties.get(slot, ()):
            theirs = (filler for told in group for filler in told.parties.get(slot, ()))
            if mine.who and not any(_compared(mine, other) == "same" for other in theirs):
                return False
    fillers = [filler for each in spoken.parties.values() for filler in each]
    named = all(filler.who in marks if filler.who else bool(filler.what & marks) for filler in fillers)
    return named and all(mark in marks for mark in spoken.marks if mark[0] == "@")


def _is_of_one_word(spoken: Spoken, told: Told) -> bool:
    """Does the claim's word tell what the sentence's word says; or, where the claim denies it, the other way round?"""
    mine, theirs = spoken.event.lemma, told.voice.event.lemma
    denies = told.negative or told.voice.claim.stance in {"denied", "no_position"}
    return is_told_by(mine, theirs) or (denies and is_told_by(theirs, mine))


def _against(mine: Filler, others: list[Filler]) -> tuple[str, Filler]:
    """Return how a filler stands to all that fill the slot in the claim: the same as one of them, open, or apart from each."""
    found = {_compared(mine, other): other for other in others}
    verdict = next(each for each in ("same", "open", "apart") if each in found)
    return verdict, found[verdict]


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

    What is done to another thing is another deed, unless it is the same but for a name in it ("the Ashby tunnel"). Visits and
    other movements are told of many, and stuff without an article is at hand for anybody.
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
    left_out = {own, *((but.who, *but.inside, *plain(but.words).split()) if but else ())}
    named = {mark: 1.0 if mark[0] in "@~!" else WEIGHT_OF_WORD for mark in spoken.marks - left_out}
    return sum(weight for mark, weight in named.items() if mark in marks) / sum(named.values()) if named else 0.0


def is_turned_round(spoken: Spoken, told: Told) -> bool:
    """Does somebody who does it here have it done in a claim of a near kind, or the other way round?"""
    mine, theirs, event = spoken.parties, told.parties, spoken.event
    if event.kind in TOGETHER or not are_near(event.kind, told.voice.event.kind):
        return False
    held = {slot: {filler.who for filler in theirs.get(slot, []) if filler.who} for slot in PRINCIPAL}
    for slot in PRINCIPAL:
        for filler in mine.get(slot, []):
            elsewhere = any(filler.who in held[other] for other in PRINCIPAL if other != slot)
            if filler.who and elsewhere and filler.who not in held[slot]:
                return True
    return False


def is_filled_alike(spoken: Spoken, told: Told, slot: str) -> bool:
    """Does one thing or person fill a slot in both?"""
    pairs = ((mine, theirs) for mine in spoken.parties.get(slot, ()) for theirs in told.parties.get(slot, ()))
    return any(_compared(mine, theirs) == "same" for mine, theirs in pairs)


def is_the_same_deed(spoken: Spoken, found: Fit) -> bool:
    """Is it one happening for certain, so that what differs in it is a difference and not another happening?

    It is where both tell it in one kind, where the sentence says which thing it means ("the car"), or where more than the thing
    agrees.
    """
    definite = any(each.words.lower().startswith("the ") for each in spoken.parties.get("thing", []))
    return definite or spoken.event.kind == found.told.voice.event.kind or len(found.agreeing) > 1
