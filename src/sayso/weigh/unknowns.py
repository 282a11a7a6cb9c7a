"""Join what articles say is not known with articles of the story that tell just that.

An answer is no contradiction of the article that did not know. Where it is published later than the article that says so, the
unknown is answered; where it is not, or a still later one says it again, one article knows what another does not. A guess
("may have been") answers nothing. Where a group asks for several things and one of them is told, it stays not known.
"""

from collections.abc import Iterable

from sayso.kit.concepts import Naming
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.base import Reason
from sayso.model.corpus import ClaimGroup, Corpus, Difference, Side
from sayso.weigh.accounts import Reader
from sayso.weigh.differences import SURE, Voice
from sayso.weigh.meetings import voices_of
from sayso.weigh.stances import knowledge
from sayso.weigh.wanting import Telling, asked_by, is_just_that, telling

NOT_KNOWN = "not known"
ANSWERED = "answered-later"
STILL_OPEN = "told-by-one-and-not-known-to-a-later-one"
KNOWN_TO_ONE = "known-to-one-article"


class _Joiner:
    """Finds the answers to the unknowns of one story."""

    def __init__(self, groups: list[ClaimGroup], voices: dict[str, Voice], naming: Naming) -> None:
        self._voices, self._naming, self._reader = voices, naming, Reader(naming)
        self._said: dict[str, list[Telling]] = {}
        if len({member.document for group in groups for member in group.members}) < 2:
            return
        for group in groups:
            for voice in self._of(group) if group.state != "not_known" else ():
                if voice.claim.stance in SURE:
                    told = telling(voice, naming)
                    for mark in told.marks:
                        self._said.setdefault(mark, []).append(told)

    def _of(self, group: ClaimGroup) -> Iterable[Voice]:
        return (self._voices[member.claim] for member in group.members if member.claim in self._voices)

    def joined(self, group: ClaimGroup) -> ClaimGroup:
        """Return a group that says something is not known, with the slots that it asks for and with its answers."""
        unknown = [telling(voice, self._naming) for voice in self._of(group)]
        asked = sorted(frozenset[str]().union(*map(asked_by, unknown)))
        reasons = (*group.reasons, Reason(rule="asks", weight=0.0, note=", ".join(asked)))
        near = {each.voice.key: each for one in unknown for mark in one.marks for each in self._said.get(mark, ())}
        pairs = [(one, near[key]) for key in sorted(near) for one in unknown if self._tells(near[key], one)]
        later = {told.voice.key for one, told in pairs if _is_later(one, told)}
        chosen = [(one, told) for one, told in pairs if told.voice.key in later or not later]
        met, answers = ({each.voice.key: each for each in side} for side in zip(*chosen, strict=True)) if chosen else ({}, {})
        if not pairs:
            return group.replace(reasons=reasons)
        difference = _difference(list(met.values()), list(answers.values()), is_later=bool(later))
        is_answered = difference.verdict == "updated" and len(met) == len(unknown)
        state = "updated" if is_answered else group.state
        return group.replace(reasons=reasons, differences=(*group.differences, difference), state=state)

    def _tells(self, told: Telling, unknown: Telling) -> bool:
        """Does a claim of another article tell just what this one says is not known?"""
        if told.voice.document.id == unknown.voice.document.id:
            return False
        accounts = (self._reader.account(unknown.voice), self._reader.account(told.voice))
        return is_just_that(told, unknown) or knowledge(*accounts) is not None


def _is_later(unknown: Telling, told: Telling) -> bool:
    first, then = unknown.voice.document.published, told.voice.document.published
    return bool(first and then) and str(then)[: len(str(first))] > str(first)[: len(str(then))]


def _difference(unknown: list[Telling], answers: list[Telling], *, is_later: bool) -> Difference:
    asked = ", ".join(sorted(frozenset[str]().union(*map(asked_by, unknown))))
    sides = (Side(value=NOT_KNOWN, members=_members(unknown)), Side(value=f"told: {asked}", members=_members(answers)))
    last = max(str(each.voice.document.published or "") for each in answers)
    open_still = any(str(each.voice.document.published or "")[:10] > last[:10] for each in unknown)
    rule = KNOWN_TO_ONE if not is_later else STILL_OPEN if open_still else ANSWERED
    spans = (unknown[0].voice.place, answers[0].voice.place)
    reasons = (Reason(rule=rule, weight=0.0, note=f"asks {asked}", spans=spans),)
    return Difference(slot="known", sides=sides, verdict="updated" if rule == ANSWERED else "differs", rule=rule, reasons=reasons)


def _members(told: list[Telling]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({each.voice.key for each in told}))


@stage("unknowns", reads=("documents", "groups", "entity_of"), writes=("groups",), version=3, by_story=True)
def unknowns(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, each group of explicit unknowns with what it asks for, and with its answers."""
    if not any(group.state == "not_known" for group in corpus.groups):
        return corpus
    naming, voices = Naming.of(corpus), voices_of(corpus)
    stories: dict[str, list[ClaimGroup]] = {}
    for group in corpus.groups:
        stories.setdefault(group.story, []).append(group)
    asking = {group.story for group in corpus.groups if group.state == "not_known"}
    joiners = {story: _Joiner(stories[story], voices, naming) for story in asking}
    joined = (joiners[group.story].joined(group) if group.state == "not_known" else group for group in corpus.groups)
    return corpus.replace(groups=tuple(joined))
