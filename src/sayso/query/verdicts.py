"""The verdict on one clause of a sentence, by what the sentence does: tell it, cite somebody for it, or say that nobody knows.

What is said for and against counts before what differs, and that before what is not known; where nothing fits the case is silent.
"""

from collections.abc import Callable, Iterable

from sayso.kit.asking import asked_of
from sayso.kit.concepts import Naming
from sayso.kit.parties import near_kinds
from sayso.kit.telling import words_for
from sayso.model.base import Record
from sayso.model.corpus import Difference
from sayso.query import parting
from sayso.query.alike import Fit, Told, fit, is_filled_alike, is_the_same_deed, is_turned_round
from sayso.query.claim_index import ClaimIndex, Held
from sayso.query.spoken import Spoken
from sayso.weigh.wanting import is_just_that, is_same_unknown

SAID = frozenset({"asserted", "reported", "hedged"})
OWN = frozenset({"no_position", "denied"})
WHOLE = 1.0


class Judged(Record, frozen=True, kw_only=True):
    """The verdict on a clause, the ids of the groups behind it, those of them that speak against it, and where they differ."""

    verdict: str
    groups: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


SILENT = Judged(verdict="silent")


class Fitting(Record, frozen=True, kw_only=True):
    """A group with those of its claims that fit a clause."""

    held: Held
    fits: tuple[Fit, ...]

    @property
    def id(self) -> str:
        """The id of the group."""
        return self.held.group.id

    @property
    def whole(self) -> tuple[Told, ...]:
        """The claims that part in no slot."""
        return tuple(each.told for each in self.fits if not each.apart)

    @property
    def share(self) -> float:
        """The share of what is named that its best claim names."""
        return max(each.share for each in self.fits)


class Bench:
    """Judges clauses against one case; `naming` knows the names of the sentence too."""

    def __init__(self, index: ClaimIndex, naming: Naming) -> None:
        self._index, self._naming = index, naming

    def judge(self, spoken: Spoken) -> Judged:
        """Return the verdict on one clause."""
        if spoken.unclear:
            return SILENT
        if spoken.stance == "not_known":
            return self._unknown(spoken)
        if spoken.stance == "hypothetical":
            return self._conditional(spoken)
        if spoken.stance in OWN or spoken.speaker:
            return self._cited(spoken)
        return self._plain(spoken)

    def answer(self, spoken: Spoken) -> Judged:
        """Return the verdict on a question: known not to be known, or silent, for a question says nothing."""
        return self._unknown(spoken, asking=True)

    def _plain(self, spoken: Spoken) -> Judged:
        said = self._fitting(spoken, lambda told: told.voice.claim.stance in SAID and told.negative == spoken.negative)
        against = self._fitting(spoken, lambda told: self._is_against(spoken, told))
        agreeing, differing, found = self._sorted(spoken, said)
        if spoken.negative:
            agreeing += [each for each in self._fitting(spoken, _is_denied) if each.whole]
            differing, found = [], []
        opposing = [each for each in against if each.whole and self._is_opposed(spoken, each)]
        unknown = self._asked(spoken)
        sure = [each for each in agreeing if each.share >= WHOLE]
        if unknown and not sure and not opposing:
            return Judged(verdict="known_unknown", groups=unknown)
        denying = [other for each in agreeing for other in self._index.denials_of(each.id)]
        if opposing or denying:
            speaking = _ids((*(each.id for each in opposing), *denying))
            return Judged(verdict="disputes", groups=_ids((*(each.id for each in agreeing), *speaking)), against=speaking)
        if agreeing:
            return Judged(verdict="supports", groups=_ids(each.id for each in agreeing))
        if differing:
            return Judged(verdict="differs", groups=_ids(each.id for each in differing), differences=tuple(found))
        return SILENT

    def _is_against(self, spoken: Spoken, told: Told) -> bool:
        """Does a claim say the opposite: that it is not so, or that it is where the sentence says that it is not?"""
        if told.voice.claim.stance == "denied":
            return not spoken.negative
        return told.voice.claim.stance in SAID and told.negative != spoken.negative

    def _is_opposed(self, spoken: Spoken, each: Fitting) -> bool:
        """Do the claims speak of the same date and numbers, so that one of the two cannot be so?"""
        naming, told = self._naming, each.whole
        if parting.in_dates_and_numbers(spoken, told, naming) or parting.in_group_date(spoken, each.held.group, told):
            return False
        return not spoken.negative or parting.is_all_told(spoken, each.held.group, told)

    def _sorted(self, spoken: Spoken, said: list[Fitting]) -> tuple[list[Fitting], list[Fitting], list[Difference]]:
        """Return the groups that agree, those that differ, and in what."""
        agreeing, differing, found = list[Fitting](), list[Fitting](), list[Difference]()
        alike = [each for each in said if any(one.told.voice.event.kind == spoken.event.kind for one in each.fits)]
        for each in said:
            told = each.whole
            apart = self._apart(spoken, each, told) if told else [parting.in_name(spoken, each.fits[0])]
            if apart and (each not in (alike or said) or not any(is_the_same_deed(spoken, one) for one in each.fits)):
                continue
            if not told and self._is_told_elsewhere(spoken, each.fits[0]):
                continue
            if apart:
                differing.append(each)
                found.extend(apart)
            elif parting.is_all_told(spoken, each.held.group, told):
                agreeing.append(each)
        return agreeing, differing, found

    def _is_told_elsewhere(self, spoken: Spoken, found: Fit) -> bool:
        """Does another claim fill the slot as the sentence does, for the same thing?"""
        return any(
            is_filled_alike(spoken, told, found.apart) and is_filled_alike(spoken, told, "thing")
            for held in self._index.of_kinds(near_kinds(spoken.event.kind))
            for told in held.told
            if told.voice.claim.stance in SAID
        )

    def _apart(self, spoken: Spoken, each: Fitting, told: tuple[Told, ...]) -> list[Difference]:
        return [
            *parting.in_dates_and_numbers(spoken, self._all_of(spoken, each, told), self._naming),
            *parting.in_group_date(spoken, each.held.group, told),
            *parting.in_certainty(spoken, told),
            *parting.in_time_of_telling(spoken, told),
        ]

    def _all_of(self, spoken: Spoken, each: Fitting, told: tuple[Told, ...]) -> tuple[Told, ...]:
        """Return the claims whose dates and numbers count: of somebody who is cited, only his own."""
        return told if spoken.speaker else tuple(one for one in each.held.told if one.voice.claim.stance in SAID)

    def _cited(self, spoken: Spoken) -> Judged:
        """Return the verdict on what somebody is said to say, deny, or take no position on."""
        theirs = self._fitting(spoken, lambda told: bool(self._index.voices(told) & spoken.speaker))
        whole = [each.replace(fits=tuple(one for one in each.fits if not one.apart)) for each in theirs if each.whole]
        same = [each for each in whole if any(_is_alike(spoken, told) for told in each.whole)]
        if spoken.stance in SAID:
            agreeing, differing, found = self._sorted(spoken, same)
        else:
            agreeing, differing, found = same, list[Fitting](), list[Difference]()
        if agreeing:
            return Judged(verdict="supports", groups=_ids(each.id for each in agreeing))
        if differing:
            return Judged(verdict="differs", groups=_ids(each.id for each in differing), differences=tuple(found))
        if not whole:
            return SILENT
        if spoken.stance in SAID and any(told.voice.claim.stance in {"denied", *SAID} for each in whole for told in each.whole):
            speaking = _ids(each.id for each in whole)
            return Judged(verdict="disputes", groups=speaking, against=speaking)
        stances = tuple(parting.in_stance(spoken, each.whole) for each in whole)
        return Judged(verdict="differs", groups=_ids(each.id for each in whole), differences=stances)

    def _conditional(self, spoken: Spoken) -> Judged:
        found = self._fitting(spoken, lambda told: told.voice.claim.stance == "hypothetical" and told.negative == spoken.negative)
        agreeing = [each for each in found if each.whole]
        return Judged(verdict="supports", groups=_ids(each.id for each in agreeing)) if agreeing else SILENT

    def _unknown(self, spoken: Spoken, *, asking: bool = False) -> Judged:
        document, claim = spoken.voice.document, spoken.voice.claim
        slots = asked_of(claim.span.cut(document.text), (spoken.event.lemma, *spoken.event.terms))
        found = [held.group for held in self._unknowns() if any(is_same_unknown(told, spoken, slots) for told in held.told)]
        still = [group.id for group in found if group.state == "not_known"]
        if still:
            return Judged(verdict="known_unknown" if asking else "supports", groups=_ids(still))
        if asking or not found:
            return SILENT
        answered = tuple(each for group in found for each in group.differences if each.slot == "known")
        return Judged(verdict="differs", groups=_ids(group.id for group in found), differences=answered)

    def _asked(self, spoken: Spoken) -> tuple[str, ...]:
        if spoken.negative:
            return ()
        open_still = (held for held in self._unknowns() if held.group.state == "not_known")
        return _ids(held.group.id for held in open_still if any(is_just_that(spoken, told) for told in held.told))

    def _unknowns(self) -> list[Held]:
        return list(self._index.unknowns())

    def _fitting(self, spoken: Spoken, counts: Callable[[Told], bool]) -> list[Fitting]:
        """Return the groups with claims that count and fit, the best first."""
        found = list[Fitting]()
        for held in self._index.of_kinds(near_kinds(spoken.event.kind), words_for(spoken.event.lemma)):
            counting = [told for told in held.told if counts(told)]
            if any(is_turned_round(spoken, told) for told in counting):
                continue
            fits = [one for told in counting if (one := fit(spoken, told, counting)) is not None]
            if fits:
                found.append(Fitting(held=held, fits=tuple(sorted(fits, key=lambda one: -one.share))))
        return sorted(found, key=lambda each: (-each.share, each.id))


def _is_denied(told: Told) -> bool:
    return told.voice.claim.stance == "denied"


def _is_alike(spoken: Spoken, told: Told) -> bool:
    """Does the voice take the stance that the sentence gives it?"""
    if spoken.stance in SAID:
        return told.voice.claim.stance in SAID and told.negative == spoken.negative
    return told.voice.claim.stance == spoken.stance


def _ids(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
