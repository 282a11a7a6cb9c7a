"""Where two claims on one happening part: dates, numbers, names and certainty, each compared only with its like.

`contradicted` needs both sides exact and unhedged; a coarser date, a bound or a rounded number is compatible; a toll that rises
with the day of report is an update.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.kit.calendar import as_day, bounds, granularity, is_compatible, unqualified
from sayso.kit.lexicon import load
from sayso.kit.vocabulary import event_kinds
from sayso.model.base import Record
from sayso.model.facts import Quantity
from sayso.weigh.accounts import SAID, SURE, Account, Count
from sayso.weigh.numbers import is_rough, is_rounded, is_vague, overlap
from sayso.weigh.participants import Word
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match
from sayso.weigh.stances import knowledge, position

RISING = frozenset({"die", "kill", "injure", "arrest", "rescue", "find", "damage", "destroy"})
"""Kinds of happenings whose numbers grow as more becomes known."""
PEOPLE_KINDS = frozenset({"person", "group"})
NAMED = ("agent", "patient", "recipient", "source")
"""The slots whose names are compared: a beneficiary is no recipient, and a place may lie in another."""
_MADE = re.compile(r"[^\W_]-(?:made|built|flagged|registered)\b")
LONG_BEFORE = 60
"""What is dated so many days before a report is looked back on."""
BOTH = 0.6
"""Certainty is compared where each of two claims has this share of the other's words."""


def partings(one: Account, other: Account) -> Iterator[Parting]:
    """Yield where two claims of two articles part."""
    apart = knowledge(one, other) or position(one, other)
    if apart is not None:
        yield apart
    if not {one.voice.claim.stance, other.voice.claim.stance} <= SAID or one.event.polarity != other.event.polarity:
        return
    match = Match(one, other)
    if match.is_comparable(but="date"):
        yield from _date(match)
    if match.is_comparable():
        if not _is_looked_back_on(match):
            yield from _numbers(match)
        yield from _certainty(match)
    for slot in NAMED:
        if slot in match.relations and match.is_comparable(but=slot):
            yield from _name(match, slot)


def _is_sure(match: Match) -> bool:
    return match.is_strong and {match.one.voice.claim.stance, match.other.voice.claim.stance} <= SURE


class Phrases(Record, frozen=True, kw_only=True):
    """Words around a number, of one kind."""

    kind: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def vague_words() -> frozenset[str]:
    """Return the words that stand for a number and give none: "several"."""
    return frozenset(word for entry in load("quantity_words", Phrases) if entry.kind == "some" for word in entry.words)


@lru_cache(maxsize=1)
def many_doers() -> frozenset[str]:
    """Return the kinds of happenings that many may do at one time."""
    return frozenset(entry.word for entry in load("many_doers", Word))


def _date(match: Match) -> Iterator[Parting]:
    one, other = match.one.event.when, match.other.event.when
    if not one or not other or "unknown" in {granularity(one), granularity(other)} or unqualified(one) == unqualified(other):
        return
    values = (unqualified(one), unqualified(other))
    if is_compatible(one, other):
        yield Parting("date", "", values, "more_specific", "one-date-holds-the-other")
        return
    if _is_moved(match):
        yield Parting("date", "", values, "updated", "plan-moved-with-report-time")
        return
    exact = values == (one, other) and {granularity(value) for value in values} == {"day"} and _is_sure(match)
    yield Parting("date", "", values, *(("contradicted", "exact-days-differ") if exact else ("differs", "dates-differ")))


def _is_moved(match: Match) -> bool:
    """Do both speak on different days of a day still to come?"""
    voices = (match.one.voice, match.other.voice)
    days = [voice.document.published_day or "" for voice in voices]
    begins = [bounds(voice.event.when)[0] or "" for voice in voices]
    return all(days) and days[0] != days[1] and min(begins) > max(days)


def _numbers(match: Match) -> Iterator[Parting]:
    """Compare numbers of the same noun in the same slot, where each claim gives one."""
    yield from _vague_numbers(match)
    for key in {(count.slot, count.unit) for count in match.one.counts}:
        mine, theirs = ([count for count in each.counts if (count.slot, count.unit) == key] for each in (match.one, match.other))
        if len(mine) == len(theirs) == 1:
            yield from _number(match, mine[0], theirs[0])


def _is_looked_back_on(match: Match) -> bool:
    """Is one of the two dated long before both reports and the other not at all? Then they tell of two happenings of one kind."""
    dated = [each for each in (match.one, match.other) if each.event.when]
    days = [day for each in (match.one, match.other) if (day := as_day(each.voice.document.published_day))]
    last = as_day(bounds(dated[0].event.when)[1]) if len(dated) == 1 else None
    return bool(days) and last is not None and (min(days) - last).days > LONG_BEFORE


def _vague_numbers(match: Match) -> Iterator[Parting]:
    """Compare "several" with a number."""
    for slot, (_, one, other) in match.relations.items():
        counted = [any(count.slot == slot for count in each.counts) for each in (match.one, match.other)]
        vague = [part.words.split(maxsplit=1)[0].lower() in vague_words() for part in (one, other)]
        if counted[0] != counted[1] and vague[counted[0]]:
            yield Parting("number", slot, (one.words, other.words), "more_specific", "one-number-is-vague")


def _number(match: Match, mine: Count, theirs: Count) -> Iterator[Parting]:
    one, other = mine.quantity, theirs.quantity
    about, values = f"{mine.slot} {mine.unit}", (mine.written, theirs.written)
    tolls = {match.one.event.kind, match.other.event.kind} <= RISING
    people = mine.unit == "~person" or (mine.slot in match.relations and match.relations[mine.slot][1].kind in PEOPLE_KINDS)
    if (tolls or people) and _rises(match, one, other):
        yield Parting("number", about, values, "updated", "toll-rises-with-report-time")
    elif overlap(one, other):
        vague = [is_vague(each.voice.document.text, number) for each, number in ((match.one, one), (match.other, other))]
        if vague[0] != vague[1] or is_rough(one) != is_rough(other):
            yield Parting("number", about, values, "more_specific", "one-number-is-vague")
    elif is_rounded(one, other) or is_rounded(other, one):
        yield Parting("number", about, values, "more_specific", "one-number-is-the-other-rounded")
    elif tolls and _days(match) is None:
        yield Parting("number", about, values, "differs", "tolls-of-one-day-differ")
    else:
        exact = one.low == one.high and other.low == other.high and _is_sure(match)
        yield Parting(
            "number", about, values, *(("contradicted", "exact-numbers-differ") if exact else ("differs", "numbers-differ"))
        )


def _days(match: Match) -> tuple[str, str] | None:
    """Return the days of two reports where they are known and not the same."""
    days = (match.one.voice.document.published_day, match.other.voice.document.published_day)
    return (days[0], days[1]) if days[0] and days[1] and days[0] != days[1] else None


def _rises(match: Match, one: Quantity, other: Quantity) -> bool:
    """Is the number of the later report the higher one?"""
    days = _days(match)
    if days is None:
        return False
    earlier, later = (one, other) if days[0] < days[1] else (other, one)
    return (earlier.low or 0.0) < (later.low or 0.0)


def _name(match: Match, slot: str) -> Iterator[Parting]:
    kind, mine, theirs = match.relations[slot]
    made = [_MADE.search(each.words) for each in (mine, theirs)]
    if kind == "other" and all(made) and _is_sure(match):
        yield Parting("name", slot, (mine.words, theirs.words), "contradicted", "made-by-two-countries")
    elif kind == "other" and _is_one_deed(match, slot) and not (slot == "agent" and match.one.event.kind in many_doers()):
        yield Parting("name", slot, (mine.words, theirs.words), "differs", f"other-{slot}")
    elif kind == "more_specific" and match.share >= BOTH and "place" not in {mine.kind, theirs.kind}:
        yield Parting("name", slot, (mine.words, theirs.words), "more_specific", f"one-names-the-{slot}")


def _is_one_deed(match: Match, slot: str) -> bool:
    """Is more the same than the doer, who may do the like to several, or than the slot itself?"""
    beside = set(match.same_slots(slot)) - {"agent", slot}
    one, other = match.one.event, match.other.event
    same_day = one.when is not None and one.when == other.when and granularity(one.when) == "day"
    return bool(beside) or (same_day and one.lemma == other.lemma)


def _certainty(match: Match) -> Iterator[Parting]:
    values = (match.one.certainty, match.other.certainty)
    longer = max(len(match.one.marks), len(match.other.marks))
    kind = event_kinds().get(match.one.event.kind)
    done_to_one = kind is not None and not kind.state and kind.kind == match.other.event.kind and "patient" in match.same_slots()
    quoted = match.one.is_quoted and match.other.is_quoted
    if quoted or match.one.event.polarity == "-" or any(each.is_purpose for each in (match.one, match.other)):
        return
    if values[0] != values[1] and (done_to_one or len(match.shared) >= BOTH * longer):
        yield Parting("certainty", "", values, "differs", "certainty-differs")
