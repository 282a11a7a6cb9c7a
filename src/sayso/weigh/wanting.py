"""What a text says is not known, held against what another tells: does that tell, or ask, just that?"""

import re

from sayso.kit.asking import OPEN, asked_of, slots_of_noun, slots_of_verb
from sayso.kit.concepts import Naming, concepts, marks_of
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.parties import Filler, Parties, parties_of
from sayso.kit.vocabulary import common_words
from sayso.model.base import Record
from sayso.model.facts import Event, Quantity
from sayso.weigh.differences import Voice
from sayso.weigh.stances import COPULA

BECAUSE = re.compile(r"\b(because|due to|owing to|after|as a result)\b")
SETTING = re.compile(r"\b(?:when|while|after|before|because)\b")
"""Words after which a question tells only when or why it arose."""
_SOME = re.compile(r"(?:the\s+)?(?:key\s+|main\s+)?(?:people|those|persons)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly as\b", re.IGNORECASE)
"""Who is "identified only as a man of Tarn" is not identified."""
NUMBERED = frozenset({"how many", "how much"})
BY_NOBODY = frozenset({"~official", "~person", "~soldier", "~worker", "~police", "~leader"})
"""Who ships a thing is no answer to how it was shipped."""
_SLOTS_THAT_TELL: dict[str, tuple[str, ...]] = {
    "who": ("doer", "giver", "taker"),
    "where": ("goal", "taker", "place", "from"),
    "how": ("with", "giver", "doer", "place", "topic"),
}
MANY = 2
"""So many marks of what is not known must be told of, where it has so many."""
KNOWING = "know"
SAYING = frozenset({"!unknown", "!disclose", "!say"})


class Telling(Record, frozen=True, kw_only=True):
    """A claim as it is compared: what it tells, in marks and by who takes which part in it."""

    voice: Voice
    marks: frozenset[str]
    parties: Parties

    @property
    def event(self) -> Event:
        """What it tells."""
        return self.voice.event


def telling(voice: Voice, naming: Naming) -> Telling:
    """Return a claim made ready to be compared."""
    return Telling(voice=voice, marks=concepts(voice.event, naming), parties=parties_of(voice.document, voice.event, naming))


def asked_by(told: Telling) -> frozenset[str]:
    """Return the slots that a claim says are not known."""
    words = told.voice.claim.span.cut(told.voice.document.text)
    event = told.voice.event
    return asked_of(words, (event.lemma, *event.terms))


def is_just_that(spoken: Telling, told: Telling) -> bool:
    """Does the sentence tell what the claim says is not known: the asked slot of the same thing?"""
    asked = asked_by(told)
    if _ONLY.search(spoken.voice.claim.span.cut(spoken.voice.document.text)):
        return False
    if (_topic(told) - _silent(told)) & spoken.marks and _names_the_slot(spoken, asked):
        return True
    shared = _topic(told) & spoken.marks
    if len(shared) < min(MANY, len(_topic(told))):
        return False
    return bool(_topic(told) & _things(spoken)) and _is_same_deed(spoken, told) and _fills(spoken, told, asked)


def is_same_unknown(told: Telling, spoken: Telling, slots: frozenset[str]) -> bool:
    """Does a sentence that says something is not known, or asks for it, mean what the claim says is not known?"""
    wanted = slots | slots_of_verb(spoken.event.lemma)
    if not asked_by(told) & wanted or not _topic(told) & spoken.marks:
        return False
    deeds = event_kind_of("verb")
    tells_deeds = told.voice.event.lemma in deeds and spoken.event.lemma in deeds and not slots_of_verb(spoken.event.lemma)
    return not tells_deeds or _is_same_deed(spoken, told)


def _is_same_deed(spoken: Telling, told: Telling) -> bool:
    """Is what is not known and what the sentence tells a deed of one kind, or what somebody or something is said to be?"""
    lemma = told.voice.event.lemma
    if spoken.event.lemma == COPULA:
        about = {role.role for role in spoken.event.roles if marks_of(role.lemma) & _topic(told)}
        return {"agent", "attribute"} <= about
    kind = event_kind_of("verb").get(lemma, lemma)
    question = told.voice.claim.span.cut(told.voice.document.text).lower()
    words = SETTING.split(question.partition("whether")[2])[0].split() if "whether" in question else question.split()
    trigger = spoken.event.trigger.cut(spoken.voice.document.text).lower()
    named = trigger in words and trigger not in common_words()
    if lemma == KNOWING:
        return named and spoken.event.lemma != KNOWING
    return named or spoken.event.lemma == lemma or spoken.event.kind == kind


def _topic(told: Telling) -> frozenset[str]:
    """Return the marks of what a claim that something is not known is about, the asked noun left out."""
    event = told.voice.event
    asking = {mark for word in event.terms if slots_of_noun(word) for mark in marks_of(word)}
    return told.marks - SAYING - asking


def _silent(told: Telling) -> frozenset[str]:
    """Return the marks of who does not tell: that a claim is about them does not make it an answer."""
    return frozenset(mark for filler in told.parties.get("doer", ()) for mark in (*filler.what, filler.who))


def _things(spoken: Telling) -> frozenset[str]:
    return frozenset(mark for mark in spoken.marks if mark[0] != "!")


def _names_the_slot(spoken: Telling, asked: frozenset[str]) -> bool:
    """Does the sentence name the slot ("the price was ...") or use the verb that tells it ("it cost ...")?"""
    wanted = asked - {OPEN}
    if spoken.event.lemma == COPULA:
        named = any(slots_of_noun(role.lemma) & wanted for role in spoken.event.roles)
        makes = "which make" in wanted and any(role.role == "attribute" and role.entity for role in spoken.event.roles)
        return named or makes
    return bool(slots_of_verb(spoken.event.lemma) & wanted)


def _fills(spoken: Telling, told: Telling, asked: frozenset[str]) -> bool:
    """Does the sentence say more than the claim, and of the sort that is asked for?"""
    if "whether" in asked:
        return (
            f"!{spoken.event.kind}" not in SAYING
            and spoken.event.lemma == told.voice.event.lemma
            and _have_one_doer(spoken, told)
            and _is_told_of_whom(spoken, told)
        )
    if asked & NUMBERED:
        return bool(quantities_of(spoken))
    if "when" in asked:
        return spoken.event.when is not None
    if "why" in asked:
        return bool(BECAUSE.search(_sentence(spoken).lower()))
    if "who" in asked and _SOME.match(spoken.voice.claim.span.cut(spoken.voice.document.text)):
        return False
    wanted = _SLOTS_THAT_TELL.get(min(asked), ())
    fillers = (filler for slot in wanted for filler in spoken.parties.get(slot, ()))
    return any(_is_new(filler, told) and ("how" not in asked or _is_a_means(filler, spoken)) for filler in fillers)


def _have_one_doer(spoken: Telling, told: Telling) -> bool:
    """Is it told of the same doer, as far as both name one?"""
    mine, theirs = (
        frozenset(mark for one in each.parties.get("doer", ()) for mark in (*one.what, one.who) if mark)
        for each in (spoken, told)
    )
    return not mine or not theirs or bool(mine & theirs)


def _is_told_of_whom(spoken: Telling, told: Telling) -> bool:
    """Where the question names who does it, is he told of; and is nothing else what it is done to?"""
    if any(told.parties.get(slot) and not spoken.parties.get(slot) for slot in ("doer", "giver", "taker")):
        return False
    mine, theirs = (
        frozenset(mark for one in each.parties.get("thing", ()) for mark in (*one.what, one.who) if mark)
        for each in (spoken, told)
    )
    return not mine or not theirs or bool(mine & theirs)


def _sentence(spoken: Telling) -> str:
    """Return the words of the sentence that a claim stands in."""
    document, span = spoken.voice.document, spoken.voice.claim.span
    return next((one.span.cut(document.text) for one in document.sentences if one.span.holds(span)), span.cut(document.text))


def _is_a_means(filler: Filler, spoken: Telling) -> bool:
    """Can it be how something was done: no one named, and told after the verb ("by train", "in a lorry")?"""
    return not filler.who and filler.role.head > spoken.event.head


def _is_new(filler: Filler, told: Telling) -> bool:
    return filler.who not in told.marks if filler.who else not filler.what & (told.marks | BY_NOBODY)


def quantities_of(spoken: Telling) -> tuple[Quantity, ...]:
    """Return the amounts that a claim of the sentence gives of those who or what takes part."""
    heads = {role.head for role in spoken.event.roles}
    span = spoken.voice.claim.span
    return tuple(each for each in spoken.voice.document.quantities if span.holds(each.span) and each.head in heads)
