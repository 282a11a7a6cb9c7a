"""Where two claims on one happening part in a number: of the same noun, in the same slot, described alike.

`contradicted` needs two exact numbers; a bound or a rounded number is compatible; a toll that rises with the day of report is an
update. A count of others than those told of before, or of those of one kind only, is another count.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.kit.calendar import as_day, bounds, granularity
from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.facts import Quantity
from sayso.weigh.accounts import Account, Count
from sayso.weigh.numbers import is_rough, is_round, is_rounded, is_vague, overlap
from sayso.weigh.participants import Word, relation
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match

RISING = frozenset({"die", "kill", "injure", "arrest", "rescue", "find", "damage", "destroy"})
"""Kinds of happenings whose numbers grow as more becomes known."""
PEOPLE_KINDS = frozenset({"person", "group"})
FARTHEST = 5
"""Two numbers of one thing are this many times each other at most."""
ABOUT = 1.5
"""Two round numbers of about one size are this many times each other at most."""
WITHIN = 60
"""So many letters after a number are looked at."""
LONG_BEFORE = 60
"""What is dated so many days before a report is looked back on."""
_PASSING = re.compile(r"\b(?:when|where|who|which)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[ ][\w'\u2019-]+)*")


class Phrases(Record, frozen=True, kw_only=True):
    """Words around a number, of one kind."""

    kind: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def vague_words() -> frozenset[str]:
    """Return the words that stand for a number and give none: "several"."""
    return frozenset(word for entry in load("quantity_words", Phrases) if entry.kind == "some" for word in entry.words)


def numbers(match: Match) -> Iterator[Parting]:
    """Compare numbers of the same noun in the same slot, where each claim gives one."""
    if _is_looked_back_on(match) or _are_of_others(match):
        return
    yield from _vague_numbers(match)
    if _is_changing(match):
        return
    for key in {(count.slot, count.unit) for count in match.one.counts}:
        mine, theirs = ([count for count in each.counts if (count.slot, count.unit) == key] for each in (match.one, match.other))
        if len(mine) == len(theirs) == 1:
            yield from _number(match, mine[0], theirs[0])


def _is_one_count(match: Match, mine: Count, theirs: Count) -> bool:
    """May both count the same: are they of one order, described alike, and neither of others than those told of before?"""
    pairs = ((match.one, mine), (match.other, theirs))
    low, high = sorted(count.quantity.low or count.quantity.high or 0.0 for count in (mine, theirs))
    vague = any(is_vague(each.voice.document.text, count.quantity) for each, count in pairs)
    following = [_following(each, count) for each, count in pairs]
    if any(kind == "unknown" and "pronoun" not in {a.form, b.form} for kind, a, b in match.relations.values()):
        return False
    return (vague or high <= FARTHEST * low) and _are_described_alike(*following)


def _are_described_alike(mine: list[str], theirs: list[str]) -> bool:
    """Do the same words stand between two numbers and the noun: "two | other | ships" and "five | | ships" do not.

    >>> _are_described_alike(["other", "men", "came"], ["men", "came"])
    False
    >>> _are_described_alike(["man", "came"], ["men", "came"])
    True
    """
    place = next((at for at, word in enumerate(mine) if word in theirs), 0)
    before, after = mine[:place], theirs[: theirs.index(mine[place])] if mine and mine[place] in theirs else []
    return len(before) == len(after) and all(one[0] == other[0] for one, other in zip(before, after, strict=True))


def _following(account: Account, count: Count) -> list[str]:
    """Return the words that follow a number, up to the next mark."""
    after = account.voice.document.text[count.quantity.span.end :][:WITHIN].lower()
    words = _BETWEEN.match(after)
    return words[0].split() if words else []


def _is_looked_back_on(match: Match) -> bool:
    """Is one of the two dated long before both reports and the other not at all? Then they tell of two happenings of one kind."""
    dated = [each for each in (match.one, match.other) if each.event.when]
    days = [day for each in (match.one, match.other) if (day := as_day(each.voice.document.published_day))]
    last = as_day(bounds(dated[0].event.when)[1]) if len(dated) == 1 else None
    return bool(days) and last is not None and (min(days) - last).days > LONG_BEFORE


def _are_of_others(match: Match) -> bool:
    """Is one told in passing ("when a gunman killed 17"), or at a place with another name?"""
    mine, theirs = ([part for part in each.slots.get("place", ()) if part.form == "name"] for each in (match.one, match.other))
    elsewhere = bool(mine and theirs) and all(relation(a, b) in {"other", "unknown"} for a in mine for b in theirs)
    return elsewhere or any(_PASSING.search(_opening(each)) for each in (match.one, match.other))


def _opening(account: Account) -> str:
    """Return what stands before the verb of a claim, with the word before the claim."""
    text, start = account.voice.document.text, account.voice.claim.span.start
    return " ".join((*text[max(start - WITHIN, 0) : start].split()[-1:], text[start : account.event.trigger.start]))


def _is_changing(match: Match) -> bool:
    """Is it told that something grows or shrinks, and not for both on one day? Then its size is another at each time."""
    one, other = match.one.event, match.other.event
    one_day = one.when is not None and one.when == other.when and granularity(one.when) == "day"
    return not one_day and bool({one.kind, other.kind, one.lemma, other.lemma} & changes())


@lru_cache(maxsize=1)
def changes() -> frozenset[str]:
    """Return the words for happenings by which something becomes more or less."""
    return frozenset(entry.word for entry in load("changes", Word))


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
    if not (overlap(one, other) or is_rounded(one, other) or is_rounded(other, one) or _is_one_count(match, mine, theirs)):
        return
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
        exact = one.low == one.high and other.low == other.high and match.is_sure and not (tolls and _are_estimates(one, other))
        yield Parting(
            "number", about, values, *(("contradicted", "exact-numbers-differ") if exact else ("differs", "numbers-differ"))
        )


def _are_estimates(one: Quantity, other: Quantity) -> bool:
    """Are both round and of about one size, so that two who guess at one number may give them?"""
    low, high = sorted((one.low or 0.0, other.low or 0.0))
    return is_round(one) and is_round(other) and high <= ABOUT * low


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
