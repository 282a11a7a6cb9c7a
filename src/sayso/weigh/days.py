"""Where two claims on one happening part in its day, and whether a day is told of that happening at all.

A date that stands with another deed or thing ("a count of lying on January 24", "a December 29 conversation") dates that one,
and a day after or by which something happened is none.
"""

import math
import re
from collections.abc import Iterator

from sayso.kit.calendar import as_day, bounds, granularity, is_compatible, unqualified
from sayso.kit.event_kinds import event_kind_of
from sayso.model.facts import TimeRef
from sayso.weigh.accounts import Account
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match

LONG = 120
"""Dates of unlike fineness that are more days apart are of two happenings."""
_TIMES = re.compile(
    r"\b(?:first|second|third|again|another|earlier|additional|new|previous|previously|further|initially|originally)\b"
)
_NIGHT = re.compile(r"\b(?:night|overnight|midnight|morning|early|late|a\.?m\.?)(?!\w)")
_SET = re.compile(r"\b(?:scheduled|planned|set|slated|expected|due)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:by|until|till|before|after|since|through|around|about|from|to|between)\s+(?:the\s+)?$", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:\b(?:a|an|the|his|her|its|their|this|that)|['\u2019]s)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"(?:['\u2019]s)?\s+([a-z][\w-]*)")
_DEED_BETWEEN = re.compile(r"\b(?:of|for|to|in|with|about|by|after|before|from)\s+\w+ing\b", re.IGNORECASE)


def day(match: Match) -> Iterator[Parting]:
    """Yield how two claims part in the day of what they tell."""
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
    if (
        _are_of_two_times(match)
        or any(_is_spoken(each) for each in (match.one, match.other))
        or any(_is_scheduled(each) for each in (match.one, match.other))
        or not all(is_its_own(each) for each in (match.one, match.other))
    ):
        return
    exact = values == (one, other) and {granularity(value) for value in values} == {"day"} and match.is_sure
    yield Parting("date", "", values, *(("contradicted", "exact-days-differ") if exact else ("differs", "dates-differ")))


def _are_of_two_times(match: Match) -> bool:
    """Is it done more than once ("a second recording", "passed it again"), or in one night that two days share?"""
    words = [account.voice.claim.span.cut(account.voice.document.text).lower() for account in (match.one, match.other)]
    counted = [frozenset(_TIMES.findall(text)) for text in words]
    nearly = _days_apart(match.one.event.when or "", match.other.event.when or "") <= 1
    return counted[0] != counted[1] or (nearly and any(_NIGHT.search(text) for text in words))


def _is_spoken(account: Account) -> bool:
    """Is the deed that somebody says or writes something ("tweeted on Sunday")? That is done on many days."""
    trigger = account.event.trigger
    said = (item for item in account.voice.document.attributions if item.kind == "speech")
    return any(trigger.overlap(cue) for item in said for cue in item.cue)


def _is_scheduled(account: Account) -> bool:
    """Is the deed a noun with a day that is only set for it: "a vote scheduled for Thursday"?"""
    event, claim = account.event, account.voice.claim
    noun = event.lemma in event_kind_of("noun") and event.lemma not in event_kind_of("verb")
    return noun and _SET.search(claim.span.cut(account.voice.document.text)) is not None


def is_its_own(account: Account) -> bool:
    """Does a date in the claim itself date its deed: no other deed, no other thing, and no bound?"""
    return any(_dates(account, time) for time in _times(account))


def _times(account: Account) -> list[TimeRef]:
    voice, when = account.voice, unqualified(account.event.when or "")
    own = (time for time in voice.document.times if voice.claim.span.holds(time.span))
    return [time for time in own if time.value and unqualified(time.value) == when]


def _dates(account: Account, time: TimeRef) -> bool:
    document, claim, trigger = account.voice.document, account.voice.claim, account.event.trigger
    before = document.text[claim.span.start : time.span.start]
    after = _NOUN_AFTER.match(document.text[time.span.end : claim.span.end])
    of_a_thing = _DETERMINED.search(before) and after and time.span.end + after.start(1) != trigger.start
    # "From 2015 to 2017" is the time itself; "from Monday" is where it begins.
    is_bound = _BOUND.search(before) is not None and "/" not in (account.event.when or "")
    if is_bound or of_a_thing:
        return False
    between = document.text[trigger.end : time.span.start] if trigger.end <= time.span.start else ""
    others = (event.trigger for event in document.events if event.head != account.event.head)
    told = any(trigger.end <= other.start and other.end <= time.span.start for other in others)
    return not told and not _DEED_BETWEEN.search(between)


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
    return any(one.startswith(other) or other.startswith(one) or _is_one_weekday(one, other) for one in mine for other in theirs)


def _is_one_weekday(one: str, other: str) -> bool:
    """Is it one day of the week in both: "Saturday", "last Saturday"? Which week is meant is a guess."""
    return one.split()[-1:] == other.split()[-1:] and one.endswith("day")


def _words_of_day(account: Account) -> set[str]:
    voice = account.voice
    told = (time.span for time in voice.document.times if time.value == account.event.when)
    return {span.cut(voice.document.text).lower() for span in told if voice.claim.span.holds(span)}


def _is_ahead(account: Account) -> bool:
    """Is the day still to come when the article is published? What one tells of and another foretells is no contradiction."""
    return (bounds(account.event.when)[0] or "") > (account.voice.document.published_day or "9")
