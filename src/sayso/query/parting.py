"""In what a sentence and the claims of a group part, slot by slot; and what of the sentence no claim of the group tells at all."""

from collections.abc import Iterable, Sequence

from sayso.kit.calendar import is_compatible
from sayso.kit.concepts import Naming, marks_of
from sayso.model.base import Reason
from sayso.model.corpus import ClaimGroup, Difference, Side, Slot
from sayso.model.facts import Event
from sayso.model.span import Span
from sayso.query.alike import Fit, Told
from sayso.query.spoken import Spoken
from sayso.query.wanting import quantities_of
from sayso.weigh.differences import SURE, differences

STRENGTH = {"possible": 1, "unstated": 1, "probable": 2, "certain": 3}
TO_COME = "to come"
DONE = "done"


def in_dates_and_numbers(spoken: Spoken, told: Sequence[Told], naming: Naming) -> list[Difference]:
    """Return where dates and numbers of the sentence cannot be those of the claims."""
    mine = spoken.voice.key
    return [
        difference
        for difference in differences([spoken.voice, *(each.voice for each in told)], naming)
        if difference.slot in {"date", "number"} and difference.verdict in {"contradicted", "differs", "updated"}
        if any(mine in side.members for side in difference.sides)
    ]


def in_group_date(spoken: Spoken, group: ClaimGroup, told: Sequence[Told]) -> list[Difference]:
    """Return the difference from the date of a group whose claims that fit give none of their own."""
    when = spoken.event.when
    if when is None or group.when is None or is_compatible(when, group.when) or any(each.voice.event.when for each in told):
        return []
    return [made("date", spoken, when, told, group.when, "dates-differ")]


def in_certainty(spoken: Spoken, told: Sequence[Told]) -> list[Difference]:
    """Return the difference where the sentence is surer of it than every claim."""
    mine = 1 if spoken.hearsay else STRENGTH[spoken.voice.claim.certainty] if spoken.stance == "hedged" else 3
    if not told or mine <= max(map(strength, told)):
        return []
    value = sorted({_certainty(each) for each in told})
    return [made("certainty", spoken, _sureness(spoken), told, " and ".join(value), "certainty-differs")]


def in_time_of_telling(spoken: Spoken, told: Sequence[Told]) -> list[Difference]:
    """Return the difference where the sentence tells as done what every claim tells as still to come."""
    if is_to_come(spoken.event) or not told or not all(is_to_come(each.voice.event) for each in told):
        return []
    return [made("certainty", spoken, DONE, told, TO_COME, "told-as-still-to-come")]


def in_name(spoken: Spoken, found: Fit) -> Difference:
    """Return the difference in who or what fills the one slot that differs."""
    mine = found.mine.words if found.mine else ""
    theirs = found.theirs.words if found.theirs else ""
    return made("name", spoken, mine, (found.told,), theirs, f"other-{found.apart}")


def in_stance(spoken: Spoken, told: Sequence[Told]) -> Difference:
    """Return the difference where the one who is cited takes another stance than the sentence gives him."""
    stances = sorted({each.voice.claim.stance for each in told})
    return made("stance", spoken, spoken.stance, told, " and ".join(stances), "other-stance-of-the-same-voice")


def is_all_told(spoken: Spoken, group: ClaimGroup, told: Sequence[Told]) -> bool:
    """Does the group give the date and the numbers of the sentence, where it has any?"""
    when = spoken.event.when
    dates = [each.voice.event.when for each in told if each.voice.event.when] or [group.when]
    if when is not None and not any(date and is_compatible(when, date) for date in dates):
        return False
    given = [marks_of(one.unit) for each in told for one in each.voice.document.quantities if _is_in(each, one.span)]
    return all(any(marks_of(one.unit) & unit for unit in given) for one in quantities_of(spoken) if one.unit)


def is_to_come(event: Event) -> bool:
    """Is it told before it happens?"""
    return event.when_why == "inferred-future"


def strength(told: Told) -> int:
    """Return how sure the telling of a claim is."""
    return 3 if told.voice.claim.stance in SURE else STRENGTH[told.voice.claim.certainty]


def made(slot: Slot, spoken: Spoken, mine: str, told: Iterable[Told], theirs: str, rule: str) -> Difference:
    """Return a difference between the sentence and claims."""
    held = tuple(sorted(each.voice.key for each in told))
    sides = (Side(value=mine, members=(spoken.voice.key,)), Side(value=theirs, members=held))
    return Difference(slot=slot, sides=sides, verdict="differs", rule=rule, reasons=(Reason(rule=rule, weight=0.0),))


def _certainty(told: Told) -> str:
    claim = told.voice.claim
    return "flat" if claim.stance in SURE else "hearsay" if claim.certainty == "unstated" else claim.certainty


def _sureness(spoken: Spoken) -> str:
    return spoken.voice.claim.certainty if spoken.stance == "hedged" else "flat"


def _is_in(told: Told, span: Span) -> bool:
    return told.voice.claim.span.holds(span)
