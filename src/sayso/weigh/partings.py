"""Where two claims on one happening part: dates, numbers, names and certainty, each compared only with its like.

`contradicted` needs both sides exact and unhedged; a coarser date is compatible. What an article that only describes somebody
names elsewhere is no difference.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.kit.calendar import granularity
from sayso.kit.lexicon import load
from sayso.weigh.accounts import SAID, Account
from sayso.weigh.certainties import BOTH, certainty
from sayso.weigh.counted import numbers
from sayso.weigh.days import day
from sayso.weigh.participants import Participant, Word
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match
from sayso.weigh.stances import knowledge, position

NAMED = ("agent", "patient", "recipient", "source")
"""The slots whose names are compared: a beneficiary is no recipient, and a place may lie in another."""
_MADE = re.compile(r"[^\W_]-(?:made|built|flagged|registered)\b")
_WORD = re.compile(r"[^\W\d_]+")
_POINTING = re.compile(r"(?:the|this|that|his|her|its|their)\b|\S+['\u2019]s?\s", re.IGNORECASE)


def partings(one: Account, other: Account) -> Iterator[Parting]:
    """Yield where two claims of two articles part."""
    apart = knowledge(one, other) or position(one, other)
    if apart is not None:
        yield apart
    if not {one.voice.claim.stance, other.voice.claim.stance} <= SAID or one.event.polarity != other.event.polarity:
        return
    match = Match(one, other)
    if match.is_comparable(but="date"):
        yield from day(match)
    if match.is_comparable():
        yield from numbers(match)
        yield from certainty(match)
    for slot in NAMED:
        if slot in match.relations and match.is_comparable(but=slot):
            yield from _name(match, slot)


@lru_cache(maxsize=1)
def many_doers() -> frozenset[str]:
    """Return the kinds of happenings that many may do at one time."""
    return frozenset(entry.word for entry in load("many_doers", Word))


def _name(match: Match, slot: str) -> Iterator[Parting]:
    kind, mine, theirs = match.relations[slot]
    made = [_MADE.search(each.words) for each in (mine, theirs)]
    if kind == "other" and all(made) and match.is_sure:
        yield Parting("name", slot, (mine.words, theirs.words), "contradicted", "made-by-two-countries")
    elif (
        kind == "other"
        and not match.is_one_text
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
    if "place" in {mine.kind, theirs.kind} or "person" in {mine.lemma, theirs.lemma}:
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
    told = [name for name in beside if all(_is_one_thing(part) for part in match.relations[name][1:])]
    return bool(told) or (same_day and one.lemma == other.lemma)


def _is_one_thing(part: Participant) -> bool:
    """Is it somebody or something that there is one of: a name, a thing pointed at, and not "votes" or "a statement"?"""
    return part.form == "name" or (_POINTING.match(part.words) is not None)
