"""Where the members of a claim group part: dates, numbers, names and certainty, each compared only with its like.

`contradicted` needs both sides exact and unhedged; a coarser date or a bound is compatible, a toll that rises is an update.
"""

from collections.abc import Iterator
from itertools import pairwise

from sayso.kit.calendar import granularity, is_compatible, unqualified
from sayso.kit.concepts import Naming, marks_of
from sayso.model.base import Place, Reason, Record
from sayso.model.corpus import Difference, Side, Slot, Verdict
from sayso.model.document import Document
from sayso.model.facts import Claim, Event, Quantity

SURE = frozenset({"asserted", "reported"})
RISING = frozenset({"die", "kill", "injure", "arrest", "rescue", "find", "damage", "destroy"})
"""Kinds of happenings whose numbers grow as more becomes known."""


class Voice(Record, frozen=True, kw_only=True):
    """One member of a group with what it says."""

    document: Document
    claim: Claim
    event: Event

    @property
    def key(self) -> tuple[str, str]:
        """The document and the claim."""
        return (self.document.id, self.claim.id)

    @property
    def place(self) -> Place:
        """Where the claim stands."""
        return Place(document=self.document.id, start=self.claim.span.start, end=self.claim.span.end)


def differences(voices: list[Voice], naming: Naming) -> tuple[Difference, ...]:
    """Return where the members of a group differ, slot by slot."""
    found = (*_dates(voices), *_numbers(voices), *_names(voices, naming), *_certainty(voices))
    return tuple(found)


def _made(slot: Slot, sides: dict[str, list[Voice]], verdict: Verdict, rule: str) -> Difference:
    made = tuple(
        Side(value=value, members=tuple(sorted(voice.key for voice in voices))) for value, voices in sorted(sides.items())
    )
    spans = tuple(voices[0].place for _, voices in sorted(sides.items()))
    return Difference(slot=slot, sides=made, verdict=verdict, rule=rule, reasons=(Reason(rule=rule, weight=0.0, spans=spans),))


def _across(sides: dict[str, list[Voice]]) -> bool:
    """Do the sides stand in different documents, none of which gives two values itself?"""
    holders = [{voice.document.id for voice in voices} for voices in sides.values()]
    return len(holders) > 1 and sum(map(len, holders)) == len(set().union(*holders))


def _dates(voices: list[Voice]) -> Iterator[Difference]:
    sides, doubtful = dict[str, list[Voice]](), False
    for voice in voices:
        if voice.event.when and granularity(voice.event.when) != "unknown":
            sides.setdefault(unqualified(voice.event.when), []).append(voice)
            doubtful = doubtful or voice.event.when != unqualified(voice.event.when)
    values = sorted(sides)
    apart = any(not is_compatible(one, other) for one in values for other in values)
    if len(values) < 2 or not _across(sides):
        return
    if not apart:
        yield _made("date", sides, "more_specific", "one-date-holds-the-other")
        return
    exact = not doubtful and all(granularity(value) == "day" for value in values) and _all_sure(sides)
    yield _made("date", sides, "contradicted" if exact else "differs", "exact-days-differ" if exact else "dates-differ")


def _all_sure(sides: dict[str, list[Voice]]) -> bool:
    return all(voice.claim.stance in SURE for voices in sides.values() for voice in voices)


def _counted(voice: Voice) -> Iterator[tuple[str, Quantity]]:
    """Yield the numbers that a claim gives of those who or what takes part in its event, by what is counted."""
    heads = {role.head for role in voice.event.roles}
    for quantity in voice.document.quantities:
        if voice.claim.span.holds(quantity.span) and quantity.head in heads and quantity.unit:
            yield min(marks_of(quantity.unit)), quantity


def _numbers(voices: list[Voice]) -> Iterator[Difference]:
    counted: dict[str, list[tuple[Voice, Quantity]]] = {}
    for voice in voices:
        for unit, quantity in _counted(voice):
            counted.setdefault(unit, []).append((voice, quantity))
    for unit in sorted(counted):
        sides: dict[str, list[Voice]] = {}
        ranges: dict[str, Quantity] = {}
        for voice, quantity in counted[unit]:
            sides.setdefault(_written(quantity), []).append(voice)
            ranges[_written(quantity)] = quantity
        if (
            len(sides) > 1
            and _across(sides)
            and any(not _overlap(one, other) for one in ranges.values() for other in ranges.values())
        ):
            yield _number_difference(sides, ranges)


def _number_difference(sides: dict[str, list[Voice]], ranges: dict[str, Quantity]) -> Difference:
    rises = all(voice.event.kind in RISING for voices in sides.values() for voice in voices) and _rises(sides, ranges)
    if rises:
        return _made("number", sides, "updated", "toll-rises-with-report-time")
    exact = all(quantity.low == quantity.high for quantity in ranges.values()) and _all_sure(sides)
    return _made("number", sides, "contradicted" if exact else "differs", "exact-numbers-differ" if exact else "numbers-differ")


def _rises(sides: dict[str, list[Voice]], ranges: dict[str, Quantity]) -> bool:
    ordered = sorted(sides, key=lambda value: ranges[value].low or 0.0)
    days = [[voice.document.published_day for voice in sides[value]] for value in ordered]
    if any(day is None for each in days for day in each):
        return False
    return all(max(map(str, before)) < min(map(str, after)) for before, after in pairwise(days))


def _written(quantity: Quantity) -> str:
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (quantity.low, quantity.high))
    return low if low == high else f"{low}\u2013{high}" if low and high else f"at least {low}" if low else f"at most {high}"


def _overlap(one: Quantity, other: Quantity) -> bool:
    low = max(one.low if one.low is not None else float("-inf"), other.low if other.low is not None else float("-inf"))
    high = min(one.high if one.high is not None else float("inf"), other.high if other.high is not None else float("inf"))
    return low <= high


def _names(voices: list[Voice], naming: Naming) -> Iterator[Difference]:
    """Yield a different named person in the same role of the same verb."""
    for role in ("agent", "recipient"):
        sides: dict[str, list[Voice]] = {}
        kinds: dict[str, str] = {}
        for voice in voices:
            named = [part for part in voice.event.roles if part.role == role and part.entity]
            person = next(
                (e for e in voice.document.entities if len(named) == 1 and e.id == named[0].entity and e.kind == "person"), None
            )
            if person is not None:
                sides.setdefault(naming.marks[person.id], []).append(voice)
                kinds[naming.marks[person.id]] = person.name
        lemmas = {voice.event.lemma for each in sides.values() for voice in each}
        if len(sides) > 1 and len(lemmas) == 1 and _across(sides):
            yield _made("name", {f"{kinds[mark]}": each for mark, each in sides.items()}, "differs", f"other-{role}")


def _certainty(voices: list[Voice]) -> Iterator[Difference]:
    sides: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.claim.stance in {"asserted", "reported", "hedged"}:
            value = "flat" if voice.claim.stance in SURE else voice.claim.certainty
            sides.setdefault("hearsay" if value == "unstated" else value, []).append(voice)
    if len(sides) > 1 and _across(sides):
        yield _made("certainty", sides, "differs", "certainty-differs")
