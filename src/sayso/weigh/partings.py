"""Where two claims on one happening part: dates, numbers, names and certainty, each compared only with its like.

`contradicted` needs both sides exact and unhedged; a coarser date is compatible. What an article that only describes somebody
names elsewhere is no difference.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.kit.calendar import as_day, bounds, granularity, is_compatible, unqualified
from sayso.kit.lexicon import load
from sayso.kit.names import plain
from sayso.kit.vocabulary import event_kinds
from sayso.weigh.accounts import SAID, Account
from sayso.weigh.counted import numbers
from sayso.weigh.participants import Word
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match
from sayso.weigh.stances import knowledge, position

NAMED = ("agent", "patient", "recipient", "source")
"""The slots whose names are compared: a beneficiary is no recipient, and a place may lie in another."""
_MADE = re.compile(r"[^\W_]-(?:made|built|flagged|registered)\b")
_WORD = re.compile(r"[^\W\d_]+")
_CONDITION = re.compile(r"\b(?:will|would|if|whether)\b", re.IGNORECASE)
LONG = 120
"""Dates of unlike fineness that are more days apart are of two happenings."""
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
        yield from numbers(match)
        yield from _certainty(match)
    for slot in NAMED:
        if slot in match.relations and match.is_comparable(but=slot):
            yield from _name(match, slot)


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
    if _are_other_times(match) or (granularity(one) != granularity(other) and _days_apart(one, other) > LONG):
        return
    exact = values == (one, other) and {granularity(value) for value in values} == {"day"} and match.is_sure
    yield Parting("date", "", values, *(("contradicted", "exact-days-differ") if exact else ("differs", "dates-differ")))


def _is_moved(match: Match) -> bool:
    """Do both speak on different days of a day still to come?"""
    voices = (match.one.voice, match.other.voice)
    days = [voice.document.published_day or "" for voice in voices]
    begins = [bounds(voice.event.when)[0] or "" for voice in voices]
    return all(days) and days[0] != days[1] and min(begins) > max(days)


def _are_other_times(match: Match) -> bool:
    """Is one word for the day in both, or does one foretell what the other tells of?"""
    both = (match.one, match.other)
    dated = all(each.voice.document.published_day for each in both)
    return _is_one_word(match) or (dated and len({_is_ahead(each) for each in both}) > 1)


def _days_apart(one: str, other: str) -> float:
    """Return how many days lie between two dates that cannot be one."""
    ends = [as_day(end) for end in (*bounds(one), *bounds(other))]
    if None in ends:
        return math.inf
    first, last, begin, end = (day.toordinal() for day in ends if day is not None)
    return max(begin - last, first - end)


def _is_one_word(match: Match) -> bool:
    """Is the day told by one word in both ("Friday", "yesterday")? Then only the days of publication are others."""
    mine, theirs = (_words_of_day(each) for each in (match.one, match.other))
    return any(one.startswith(other) or other.startswith(one) for one in mine for other in theirs)


def _words_of_day(account: Account) -> set[str]:
    voice = account.voice
    told = (time.span for time in voice.document.times if time.value == account.event.when)
    return {span.cut(voice.document.text).lower() for span in told if voice.claim.span.holds(span)}


def _is_ahead(account: Account) -> bool:
    """Is the day still to come when the article is published? What one tells of and another foretells is no contradiction."""
    return (bounds(account.event.when)[0] or "") > (account.voice.document.published_day or "9")


def _name(match: Match, slot: str) -> Iterator[Parting]:
    kind, mine, theirs = match.relations[slot]
    made = [_MADE.search(each.words) for each in (mine, theirs)]
    if kind == "other" and all(made) and match.is_sure:
        yield Parting("name", slot, (mine.words, theirs.words), "contradicted", "made-by-two-countries")
    elif (
        kind == "other"
        and _is_one_deed(match, slot)
        and not any(each.is_aside for each in (match.one, match.other))
        and not (slot == "agent" and match.one.event.kind in many_doers())
    ):
        yield Parting("name", slot, (mine.words, theirs.words), "differs", f"other-{slot}")
    elif kind == "more_specific" and match.share >= BOTH and not _names_it_too(match, slot):
        yield Parting("name", slot, (mine.words, theirs.words), "more_specific", f"one-names-the-{slot}")


def _names_it_too(match: Match, slot: str) -> bool:
    """Is it a place, or does the article that only describes somebody here name them elsewhere? Then it says no less."""
    _, mine, theirs = match.relations[slot]
    if "place" in {mine.kind, theirs.kind}:
        return True
    named, describing = (mine, match.other) if mine.form == "name" else (theirs, match.one)
    text = describing.voice.document.text.lower()
    written = {word.lower() for word in _WORD.findall(named.words) if word[0].isupper()}
    return any(name in text for name in named.names & written)


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
    done_to_one = kind is not None and not kind.state and kind.kind == match.other.event.kind and _is_done_by_one(match)
    if _is_one_text(match) or match.one.event.polarity == "-" or any(each.is_purpose for each in (match.one, match.other)):
        return
    both, much_in_common = (match.one, match.other), len(match.shared) >= BOTH * longer
    one_deed = match.one.event.kind == match.other.event.kind or much_in_common
    if not one_deed or any(each.is_aside for each in both):
        return
    if {each.written for each in match.one.counts} != {each.written for each in match.other.counts}:
        return
    told = all(_is_of_now(each) and (each.certainty == "flat" or each.is_hedged_itself) for each in both)
    if values[0] != values[1] and told and (done_to_one or much_in_common):
        yield Parting("certainty", "", values, "differs", "certainty-differs")


def _is_one_text(match: Match) -> bool:
    """Are both quoted, or in the same words? Then what is said is as sure in both."""
    texts = [plain(each.voice.claim.span.cut(each.voice.document.text)) for each in (match.one, match.other)]
    return (match.one.is_quoted and match.other.is_quoted) or texts[0] == texts[1]


def _is_done_by_one(match: Match) -> bool:
    """Is it done to the same, and by nobody of whom it cannot be told whether he is the same? What is no name may be anything."""
    found = {slot: relation for slot, (relation, _, _) in match.relations.items()}
    if found.get("patient") != "same" or "other" in found.values():
        return False
    return found.get("agent") != "unknown" or all(part.form != "name" for part in match.relations["agent"][1:])


def _is_of_now(account: Account) -> bool:
    """Does a claim tell of what is or was, and not of what will or would be?"""
    voice = account.voice
    return not _CONDITION.search(voice.claim.span.cut(voice.document.text))
