"""In what a sentence and the claims of a group part, slot by slot; and what of the sentence no claim of the group tells."""

import re
from collections.abc import Iterable, Sequence

from sayso.kit.calendar import as_day, bounds, is_compatible
from sayso.kit.concepts import Naming, marks_of
from sayso.model.base import Reason
from sayso.model.corpus import ClaimGroup, Difference, Side, Slot
from sayso.model.facts import Quantity
from sayso.query.alike import Fit, Told
from sayso.query.spoken import Spoken
from sayso.weigh.differences import SURE, differences

STRENGTH = {"possible": 1, "unstated": 1, "probable": 2, "certain": 3}
TO_COME_WORDS = re.compile(r"\b(will|shall|would|forthcoming|upcoming|planned|scheduled|expected)\b|'ll\b")
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
YEARLESS = re.compile(r"XXXX((?:-\d\d)+)")
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
    when, dates = spoken.event.when, _dates(group, told)
    if when is None and spoken.undated and dates and not any(fits_undated(spoken.undated, date) for date in dates):
        return [made("date", spoken, spoken.undated_words, told, " and ".join(sorted(set(dates))), "dates-differ")]
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
    if spoken.to_come or not told or not all(map(is_to_come, told)):
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
    """Does the group give the date, the numbers and the manner of the sentence, where it has any, and no less exactly?"""
    return (
        _is_dated(spoken, group, told)
        and all(any(_holds(one, other) for other in _amounts(told)) for one in _amounts((spoken,)))
        and _durations((spoken,)) <= _durations(told)
        and all(any(f" {word} " in each.words for each in told) for word in spoken.manner)
        and (not spoken.to_come or any(is_to_come(each) for each in told))
    )


def _is_dated(spoken: Spoken, group: ClaimGroup, told: Sequence[Told]) -> bool:
    first, last = bounds(spoken.event.when)
    if spoken.event.when is None:
        return not spoken.undated or any(fits_undated(spoken.undated, date) for date in _dates(group, told))
    for date in _dates(group, told):
        earliest, latest = bounds(date)
        if earliest and latest and (first or "") <= earliest and latest <= (last or "9999"):
            return True
    return False


def _dates(group: ClaimGroup, told: Sequence[Told]) -> list[str]:
    return [each.voice.event.when for each in told if each.voice.event.when] or [date for date in (group.when,) if date]


def fits_undated(timex: str, date: str) -> bool:
    """Is a day one that "Monday", "18 February" or "April" can mean?"""
    earliest, latest = bounds(date)
    day = as_day(earliest) if earliest == latest else None
    if weekday := WEEKDAY.search(timex):
        return day is not None and day.isoweekday() == int(weekday[1])
    wanted = YEARLESS.match(timex)
    return bool(wanted and earliest and latest) and str(earliest)[4:].startswith(wanted[1]) if wanted else True


def _holds(one: Quantity, other: Quantity) -> bool:
    """Does a number that is told make the number of the sentence true: more than 180 are more than 100, and not 200?"""
    if not one.unit or not other.unit or not marks_of(one.unit) & marks_of(other.unit):
        return False
    low = one.low is None or (other.low is not None and other.low >= one.low)
    return low and (one.high is None or (other.high is not None and other.high <= one.high))


def _amounts(told: Sequence[Told | Spoken]) -> list[Quantity]:
    return [
        one
        for each in told
        for one in each.voice.document.quantities
        if one.unit
        and each.voice.claim.span.holds(one.span)
        and not any(t.span.overlap(one.span) for t in each.voice.document.times)
    ]


def _durations(told: Sequence[Told | Spoken]) -> set[str]:
    return {
        time.timex
        for each in told
        for time in each.voice.document.times
        if time.type == "duration" and each.voice.claim.span.holds(time.span)
    }


def is_to_come(told: Told) -> bool:
    """Is it told before it happens?"""
    claim, event, text = told.voice.claim, told.voice.event, told.voice.document.text
    return event.when_why == "inferred-future" or bool(TO_COME_WORDS.search(text[claim.span.start : event.trigger.start].lower()))


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
