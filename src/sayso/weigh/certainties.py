"""Where two claims on one happening part in how sure it is: told flatly by one article, likely, possible or hearsay in the other.

What one article only hears, another that names whom it has it from hears too: hearsay differs only from what an outlet itself
states flatly.
"""

import re
from collections.abc import Iterator

from sayso.kit.event_kinds import event_kind_of, event_kinds
from sayso.weigh.accounts import Account
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match

NEAR = 40
"""So many letters before a claim may say that it is only wished."""
BOTH = 0.6
"""Certainty is compared where each of two claims has this share of the other's words."""
_CONDITION = re.compile(r"\b(?:will|would|if|whether)\b", re.IGNORECASE)
_ABLE = re.compile(r"\b(?:can|could)\s+(?!have\b)", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:expected|set|due|scheduled|poised|planned|slated|about|plans?|planning|intends?)\s+to\s+$", re.IGNORECASE
)
_A_THING = re.compile(r"(?:\b(?:a|an|the|his|her|its|their|of)|['\u2019]s)\s+$", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(?:important|necessary|vital|essential|hopes?|wants?|wish(?:es)?)(?:\s+that)?(?:\s+[\w.]+){0,2}\s+$", re.IGNORECASE
)
_HEARD = re.compile(r"alleg(?:ation|ing|es|ed that)|accus", re.IGNORECASE)
_ONE_MORE = re.compile(r"\b(?:another|second|third|fourth|fifth|other|more|further)\b", re.IGNORECASE)
_IS_IT = re.compile(r"(?:\b(?:is|are|was|were|be|been)|'s|\u2019s)(?:\s+(?!by\b|\w+ed\b)\w+){0,3}\s+$", re.IGNORECASE)
"""What tells a noun: "is in violation", "to be an avid collector"."""
_HELPER = re.compile(r"\b(?:is|are|was|were|be|been|am)\b|'re\b|\u2019re\b", re.IGNORECASE)


def certainty(match: Match) -> Iterator[Parting]:
    """Yield that two claims part in certainty."""
    both = (match.one, match.other)
    values = (match.one.certainty, match.other.certainty)
    if values[0] == values[1] or not _may_be_compared(match) or not all(_is_told(each) for each in both):
        return
    if "flat" in values and any(_ABLE.search(_words(each)) for each in both):
        return
    if "hearsay" in values and any(_is_attributed(each) for each in both):
        return
    longer = max(len(match.one.marks), len(match.other.marks))
    much_in_common = len(match.shared) >= BOTH * longer
    if (match.one.event.kind == match.other.event.kind or much_in_common) and (_is_done_to_one(match) or much_in_common):
        yield Parting("certainty", "", values, "differs", "certainty-differs")


def _may_be_compared(match: Match) -> bool:
    """Is neither an aside, a purpose or negated, are their numbers the same, and is it not one text quoted twice?"""
    both = (match.one, match.other)
    if match.is_one_text or match.one.event.polarity == "-" or any(each.is_purpose or each.is_aside for each in both):
        return False
    counts = [{each.written for each in account.counts} for account in both]
    more = [frozenset(_ONE_MORE.findall(_words(account).lower())) for account in both]
    return counts[0] == counts[1] and more[0] == more[1]


def _is_told(account: Account) -> bool:
    """Does a claim itself tell, with a verb of its own, of what is or was: nothing that will be, no mere noun or participle?"""
    document, start = account.voice.document, account.voice.claim.span.start
    before = document.text[max(start - NEAR, 0) : account.event.trigger.start]
    if _WISHED.search(before) or _TO_COME.search(before):
        return False
    sure = account.certainty == "flat" or (account.is_hedged_itself and _holds_its_hedge(account))
    return sure and not _CONDITION.search(_words(account)) and not _is_named_only(account)


def _holds_its_hedge(account: Account) -> bool:
    """Is the word for hearsay no adverb of another deed: "was allegedly paid", and not "he allegedly hit him and was charged"?"""
    claim, text = account.voice.claim, account.voice.document.text
    item = next((each for each in account.voice.document.attributions if each.id == claim.attribution), None)
    elsewhere = [cue for cue in item.cue if not claim.span.holds(cue)] if item else []
    adverbs = any(cue.cut(text).lower().endswith("ly") for cue in elsewhere)
    about_another = item is not None and any(_HEARD.search(cue.cut(text)) for cue in item.cue)
    return account.certainty != "hearsay" or not (adverbs or about_another)


def _is_named_only(account: Account) -> bool:
    """Is the deed only named ("an authorization", "a letter issued", "votes needed to win"), and not told?"""
    event, text = account.event, account.voice.document.text
    before = text[account.voice.claim.span.start : event.trigger.start]
    is_verb = event.lemma in event_kind_of("verb") and not _A_THING.search(before)
    noun = event.lemma in event_kind_of("noun") and not is_verb
    aim = re.search(r"\b(?:needed|required|enough|order|able|failed)\s+to\s+$", before, re.IGNORECASE) is not None
    done = any(role.role == "patient" and role.span.end <= event.trigger.start for role in event.roles)
    participle = done or event.trigger.cut(text).lower().endswith("ing")
    return aim or (noun and not _IS_IT.search(before)) or (participle and not _HELPER.search(before))


def _is_attributed(account: Account) -> bool:
    """Does an article have it flatly from somebody whom it names?"""
    return account.certainty == "flat" and account.voice.claim.stance == "reported"


def _words(account: Account) -> str:
    return account.voice.claim.span.cut(account.voice.document.text)


def _is_done_to_one(match: Match) -> bool:
    """Is it a deed done to the same, and by nobody of whom it cannot be told whether he is the same?

    What is no name may be anything.
    """
    kind = event_kinds().get(match.one.event.kind)
    if kind is None or kind.state or kind.kind != match.other.event.kind:
        return False
    found = {slot: relation for slot, (relation, _, _) in match.relations.items()}
    if found.get("patient") != "same" or "other" in found.values():
        return False
    return found.get("agent") != "unknown" or all(part.form != "name" for part in match.relations["agent"][1:])
