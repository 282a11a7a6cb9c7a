"""What a case says is not known, held against a sentence: does the sentence tell, or ask, just that?"""

import re

from sayso.kit.asking import OPEN, asked_of, slots_of_noun, slots_of_verb
from sayso.kit.concepts import marks_of
from sayso.kit.vocabulary import event_kind_of
from sayso.model.facts import Quantity
from sayso.query.alike import Told
from sayso.query.parties import Filler
from sayso.query.spoken import Spoken

BECAUSE = re.compile(r"\b(because|due to|owing to|after|as a result)\b")
NUMBERED = frozenset({"how many", "how much"})
BY_NOBODY = frozenset({"~official", "~person", "~soldier", "~worker", "~police", "~leader"})
"""Who ships a thing is no answer to how it was shipped."""
_SLOTS_THAT_TELL: dict[str, tuple[str, ...]] = {
    "who": ("doer", "giver", "taker"),
    "where": ("goal", "taker", "place", "from"),
    "how": ("with", "giver", "doer", "place", "topic"),
}
SAYING = frozenset({"!unknown", "!disclose", "!say"})


def asked_by(told: Told) -> frozenset[str]:
    """Return the slots that a claim says are not known."""
    words = told.voice.claim.span.cut(told.voice.document.text)
    event = told.voice.event
    return asked_of(words, (event.lemma, *event.terms))


def is_just_that(spoken: Spoken, told: Told) -> bool:
    """Does the sentence tell what the claim says is not known: the asked slot of the same thing?"""
    asked = asked_by(told)
    if not _topic(told) & _things(spoken):
        return False
    return _names_the_slot(spoken, asked) or (_is_same_deed(spoken, told) and _fills(spoken, told, asked))


def is_same_unknown(told: Told, spoken: Spoken, slots: frozenset[str]) -> bool:
    """Does a sentence that says something is not known, or asks for it, mean what the claim says is not known?"""
    wanted = slots | slots_of_verb(spoken.event.lemma)
    if not asked_by(told) & wanted or not _topic(told) & _things(spoken):
        return False
    deeds = event_kind_of("verb")
    tells_deeds = told.voice.event.lemma in deeds and spoken.event.lemma in deeds and not slots_of_verb(spoken.event.lemma)
    return not tells_deeds or _is_same_deed(spoken, told)


def _is_same_deed(spoken: Spoken, told: Told) -> bool:
    """Is what is not known and what the sentence tells a deed of one kind?"""
    lemma = told.voice.event.lemma
    kind = event_kind_of("verb").get(lemma, lemma)
    return spoken.event.lemma == lemma or spoken.event.kind == kind


def _topic(told: Told) -> frozenset[str]:
    """Return the marks of what a claim that something is not known is about, the asked noun left out."""
    event = told.voice.event
    asking = {mark for word in event.terms if slots_of_noun(word) for mark in marks_of(word)}
    return frozenset(mark for mark in told.marks - SAYING - asking if mark[0] != "!")


def _things(spoken: Spoken) -> frozenset[str]:
    return frozenset(mark for mark in spoken.marks if mark[0] != "!")


def _names_the_slot(spoken: Spoken, asked: frozenset[str]) -> bool:
    """Does the sentence name the slot ("the price was ...") or use the verb that tells it ("it cost ...")?"""
    wanted = asked - {OPEN}
    if spoken.event.lemma == "be":
        named = any(slots_of_noun(role.lemma) & wanted for role in spoken.event.roles)
        makes = "which make" in wanted and any(role.role == "attribute" and role.entity for role in spoken.event.roles)
        return named or makes
    return bool(slots_of_verb(spoken.event.lemma) & wanted)


def _fills(spoken: Spoken, told: Told, asked: frozenset[str]) -> bool:
    """Does the sentence say more than the claim, and of the sort that is asked for?"""
    if "whether" in asked:
        return True
    if asked & NUMBERED:
        return bool(quantities_of(spoken))
    if "when" in asked:
        return spoken.event.when is not None
    if "why" in asked:
        return bool(BECAUSE.search(spoken.voice.document.text.lower()))
    wanted = _SLOTS_THAT_TELL.get(min(asked), ())
    fillers = (filler for slot in wanted for filler in spoken.parties.get(slot, ()))
    return any(_is_new(filler, told) and ("how" not in asked or _is_a_means(filler, spoken)) for filler in fillers)


def _is_a_means(filler: Filler, spoken: Spoken) -> bool:
    """Can it be how something was done: no one named, and told after the verb ("by train", "in a lorry")?"""
    return not filler.who and filler.role.head > spoken.event.head


def _is_new(filler: Filler, told: Told) -> bool:
    return filler.who not in told.marks if filler.who else not filler.what & (told.marks | BY_NOBODY)


def quantities_of(spoken: Spoken) -> tuple[Quantity, ...]:
    """Return the amounts that a claim of the sentence gives of those who or what takes part."""
    heads = {role.head for role in spoken.event.roles}
    span = spoken.voice.claim.span
    return tuple(each for each in spoken.voice.document.quantities if span.holds(each.span) and each.head in heads)
