"""Whether what one claim denies is what the other says, so that a reader may be told that the two are at odds.

Nobody disputes his own words, and no statement with a "not" of its own is what a denial denies. Not to do a thing again, or in
every case, is not to deny it. What is done at another point of an evening, or with another thing of one kind ("the revised
ban"), is something else.
"""

import re

from sayso.kit.names import plain
from sayso.kit.vocabulary import common_words
from sayso.weigh.accounts import Account
from sayso.weigh.participants import Participant
from sayso.weigh.sameness import Match

_NOT = re.compile("\\b(?:not|never|nobody|nothing|none|cannot|without|neither|nor)\\b|n['\u2019]t\\b|\\bno\\b", re.IGNORECASE)
_NO_SIGN = re.compile(r"\b(?:no|not|without|any)\s+(?:[\w-]+\s+){1,3}that\s+$|\b(?:if|whether)\s+$", re.IGNORECASE)
_PARTLY = re.compile(
    r"(?:\b(?:not|never)\b|n['\u2019]t\b)(?:\s+\w+){0,4}?\s+(?:every\w*|all|always|only|just|merely|necessarily)\b", re.IGNORECASE
)
_AGAIN = re.compile(r"\b(?:again|like (?:this|that|these|those))\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:after|before|until|once|when|while|during)\b", re.IGNORECASE)
COPULA = "be"
MOST_OF = 0.75
"""Where a light verb is denied ("took no credit for"), so much of the shorter claim must be the same."""
NEAR = 60
"""So many letters before a claim may take back what it says."""


def are_at_odds(match: Match) -> bool:
    """Is the second claim what the first, a denial, says is not so?"""
    denial, told = match.one, match.other
    words, denied = _words(told), _words(denial)
    if _NOT.search(words) or plain(words) == plain(denied) or _have_one_speaker(denial, told):
        return False
    if denial.event.lemma == COPULA and match.relations.get("attribute", ("",))[0] != "same":
        return False
    if (denial.is_light or told.is_light) and match.share < MOST_OF:
        return False
    if _NO_SIGN.search(_before(told)):
        return False
    if _PARTLY.search(denied) or (_AGAIN.search(denied) and not _AGAIN.search(words)):
        return False
    if _WHEN.search(words) and not _WHEN.search(denied):
        return False
    return not any(_are_described_otherwise(*match.relations[slot][1:]) for slot in _slots(match))


def _slots(match: Match) -> tuple[str, ...]:
    """Return the slots in which things of one kind may be told apart by what describes them."""
    slots = ("agent", "attribute") if match.one.event.lemma == COPULA else ("agent",)
    return tuple(slot for slot in slots if slot in match.relations)


def _have_one_speaker(one: Account, other: Account) -> bool:
    return bool(one.speaker) and one.speaker == other.speaker


def _are_described_otherwise(one: Participant, other: Participant) -> bool:
    """Has each of two nouns a word that the other has not: "the revised ban", "the 90-day ban on entry"?"""
    if "pronoun" in {one.form, other.form} or {one.form, other.form} == {"name"}:
        return False
    mine, theirs = (frozenset(plain(part.words).split()) - common_words() for part in (one, other))
    return one.form == other.form and bool(mine - theirs and theirs - mine)


def _before(account: Account) -> str:
    """Return what stands right before a claim."""
    start = account.voice.claim.span.start
    return account.voice.document.text[max(start - NEAR, 0) : start]


def _words(account: Account) -> str:
    return account.voice.claim.span.cut(account.voice.document.text)
