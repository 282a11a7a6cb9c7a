"""Where two articles part in what somebody is said to have said of a thing, and where one knows what another says is not known.

A speaker who denies in one article and confirms in another is contradicted by them; silence is no denial and no assertion, so an
article in which he takes no position differs from one in which he takes one, and never contradicts it.
"""

import functools
import re
from collections.abc import Mapping
from typing import Literal

from sayso.kit import lexicon
from sayso.kit.calendar import granularity
from sayso.kit.concepts import marks_of
from sayso.kit.event_kinds import are_near
from sayso.model.base import Record
from sayso.weigh.accounts import CURRENCIES, SAID, Account
from sayso.weigh.parting import Parting

Answer = Literal["name", "number", "money", "date", "place", "cause"]
TAKEN = {"denied": "denied", "no_position": "no position", "asserted": "affirmed", "reported": "affirmed"}
"""What a claim makes of the speaker's position."""
SHARE = 0.5
"""A speaker speaks of one thing where the two claims have this share of the shorter one's words in common."""
_NOT_DONE = re.compile(r"\b(?:refus|declin|fail|stopp|without|ignor|contradict)\w*", re.IGNORECASE)
_DENIES = re.compile(r"den(?:y|ies|ied|ial)|disput|dismiss|rebut|refut|contradict|repudiat|no\b|not\b|never", re.IGNORECASE)
_ALLEGED = re.compile(r"\b(?:alleg|accus|claim|report)\w*(?:\s+that)?\s+$", re.IGNORECASE)
_DETAIL = re.compile(
    r"\b(?:say|comment|disclose|discuss|reveal|answer|tell|specify|explain)\b.*\b(?:where|how|when|who|why|which|what)\b"
)
NEAR = 30
"""So many letters before a claim may say whose word it is."""
COPULA = "be"
_OPENING = re.compile(r"\b(how many|how much|how|why|who|when|where|whether|if)\b")


class Asked(Record, frozen=True, kw_only=True):
    """Words that ask for one kind of answer."""

    answer: Answer
    words: tuple[str, ...]


@functools.cache
def asked() -> Mapping[str, Answer]:
    """Return the kind of answer that each word asks for."""
    return {word: entry.answer for entry in lexicon.load("answers", Asked) for word in entry.words}


def position(one: Account, other: Account) -> Parting | None:
    """Return how two articles part in the position of one speaker, or None where they do not."""
    stances = (one.voice.claim.stance, other.voice.claim.stance)
    values = (TAKEN.get(stances[0], ""), TAKEN.get(stances[1], ""))
    if not all(values) or values[0] == values[1] or not one.speaker or one.speaker != other.speaker:
        return None
    told = any(each.is_light or not each.is_vague for each in (one, other))
    spoken_to = any(part.lemma == "you" for each in (one, other) for part in each.slots.get("agent", ()))
    is_told = (
        told
        and not spoken_to
        and not any(map(_is_detail, (one, other)))
        and "-" not in {one.event.polarity, other.event.polarity}
        and not _is_unclear(one, other)
    )
    if not is_told or not _is_one_subject(one, other):
        return None
    affirms = [each for each in (one, other) if TAKEN[each.voice.claim.stance] == "affirmed"]
    if "denied" in values and affirms and all(each.confirms for each in affirms):
        return Parting("stance", "", values, "contradicted", "denied-and-confirmed-by-one-speaker")
    return Parting("stance", "", values, "differs", "positions-of-one-speaker-differ")


def _is_detail(account: Account) -> bool:
    """Does somebody only keep back where, how or when it was ("won't say where he got it"), and not whether?"""
    text, claim = account.voice.document.text, account.voice.claim
    words = text[max(claim.span.start - NEAR, 0) : claim.span.end].lower()
    return claim.stance == "no_position" and _DETAIL.search(words) is not None


def _is_unclear(one: Account, other: Account) -> bool:
    """Is what is denied itself something not done ("denied that he refused"), or the denial told in another sentence?"""
    denying = [each for each in (one, other) if each.voice.claim.stance == "denied"]
    if denying and any(_is_alleged(each) for each in (one, other)):
        return True
    return any(_NOT_DONE.search(each.voice.claim.span.cut(each.voice.document.text)) or _is_carried(each) for each in denying)


def _is_alleged(account: Account) -> bool:
    """Does somebody's report or allegation stand right before what is affirmed: "will sue over a report alleging that he ..."?"""
    text, claim = account.voice.document.text, account.voice.claim
    return claim.stance in SAID and _ALLEGED.search(text[max(claim.span.start - NEAR, 0) : claim.span.start]) is not None


def _is_carried(account: Account) -> bool:
    """Is it no denial in so many words ("rejects the idea"), or one in a sentence before ("denied it in a statement: ...")?"""
    document, claim = account.voice.document, account.voice.claim
    item = next((each for each in document.attributions if each.id == claim.attribution), None)
    sentence = next((each.span for each in document.sentences if each.span.holds(claim.span)), claim.span)
    return item is not None and not any(sentence.overlap(cue) and _DENIES.match(cue.cut(document.text)) for cue in item.cue)


def _is_one_subject(one: Account, other: Account) -> bool:
    shared = one.marks & other.marks - {one.speaker}
    shorter = min(len(one.marks - {one.speaker}), len(other.marks - {one.speaker}))
    named = are_near(one.event.kind, other.event.kind) or names_deed(one, other) or names_deed(other, one)
    return named and len(shared) > 1 and len(shared) >= SHARE * shorter


def names_deed(denial: Account, told: Account) -> bool:
    """Does one claim name what happens in the other: by its verb, its kind, or by the object of a light verb?"""
    if told.event.lemma in denial.event.terms or f"!{told.event.kind}" in denial.marks:
        return True
    things = {mark for part in told.slots.get("patient", ()) for mark in part.marks}
    return told.is_light and bool(things & denial.marks)


def knowledge(one: Account, other: Account) -> Parting | None:
    """Return that one article gives what the other says is not known, or None."""
    stances = (one.voice.claim.stance, other.voice.claim.stance)
    if "not_known" not in stances or not set(stances) & SAID:
        return None
    question, answer = (one, other) if stances[0] == "not_known" else (other, one)
    told = next((found for wanted in _wanted(question) if (found := _answer(wanted, question, answer))), "")
    if not told:
        return None
    values = ("not known", told) if question is one else (told, "not known")
    days = (question.voice.document.published_day, answer.voice.document.published_day)
    later = bool(days[0] and days[1] and days[0] < days[1])
    return Parting("known", "", values, *(("updated", "answered-later") if later else ("differs", "known-to-one-article")))


def _wanted(question: Account) -> list[Answer]:
    """Return the kinds of answers that are missing: what "why" or "how many" asks for, else what the nouns do."""
    voice = question.voice
    opening = _OPENING.search(voice.claim.span.cut(voice.document.text).lower())
    if opening is not None:
        return [found] if (found := asked().get(opening[1])) else []
    words = (question.event.lemma, *question.event.terms)
    return list(dict.fromkeys(asked()[word] for word in words if word in asked()))


def _answer(wanted: Answer, question: Account, answer: Account) -> str:
    """Return the words that answer, where the claim speaks of the same thing."""
    about = question.marks - {mark for word in question.event.terms if word in asked() for mark in marks_of(word)} - {"!unknown"}
    shared = about & answer.marks
    happens = f"!{answer.event.kind}" in about or f"!{question.event.lemma}" in answer.marks
    deed = {f"!{answer.event.kind}", answer.event.lemma, f"!{answer.event.lemma}"}
    tells = happens or answer.event.lemma == COPULA or wanted in {"cause", "money", "number"}
    if not shared - deed or not tells:
        return ""
    if wanted == "name" and answer.event.lemma == COPULA:
        subject = {mark for part in answer.slots.get("agent", ()) for mark in part.marks}
        return next((part.words for part in answer.slots.get("attribute", ()) if part.form == "name" and subject & about), "")
    if wanted == "name" and happens and not answer.is_vague:
        return next((part.words for part in answer.slots.get("agent", ()) if part.form == "name"), "")
    if wanted == "number":
        told = happens or len(shared) > 2
        return next((count.written for count in answer.counts if count.unit in about and told), "")
    if wanted == "money":
        return next((count.written for count in answer.counts if count.unit in {*CURRENCIES, "~money"}), "")
    if wanted == "date" and happens and granularity(answer.event.when) == "day":
        return answer.event.when or ""
    if wanted == "cause" and answer.event.lemma == "cause":
        return next((part.words for part in answer.slots.get("agent", ())), "")
    if wanted == "place" and happens:
        return next((part.words for part in answer.slots.get("place", ()) if part.form == "name"), "")
    return ""
