"""What the articles of a case say is not known: what each asks for, who says so, and who tells it later."""

from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup
from sayso.query.answers import DifferenceAnswer, MemberAnswer
from sayso.query.evidence import Evidence
from sayso.query.questions import the_one
from sayso.store.store import Case

ASKS, KNOWN = "asks", "known"


class UnknownAnswer(Record, frozen=True, kw_only=True):
    """One thing that is said not to be known: the slots that it asks for, who says so, and the later claims that tell it.

    `state` is `not_known` where nobody tells it, `answered` where a later article does, `partly_answered` where it tells some of
    it, and `differs` where a still later article says again that it is not known.
    """

    group: str
    story: str
    proposition: str
    asks: tuple[str, ...]
    state: str
    members: tuple[MemberAnswer, ...]
    answers: tuple[MemberAnswer, ...]


class UnknownsAnswer(Record, frozen=True, kw_only=True):
    """What is not known, the most documents first; what was answered comes last."""

    unknowns: tuple[UnknownAnswer, ...]


def is_unknown(group: ClaimGroup) -> bool:
    """Does a group say that something is not known, answered since or not?"""
    return group.state == "not_known" or any(difference.slot == KNOWN for difference in group.differences)


def unknowns(case: Case, story: str | None = None) -> UnknownsAnswer | None:
    """Return what a case or one story says is not known; None where there is no such story.

    Raises:
        QuestionError: several stories' ids begin so.
    """
    found = the_one(case, story, "story") if story is not None else None
    if story is not None and found is None:
        return None
    evidence = Evidence(case)
    groups = [group for group in case.groups(found.id if found else None) if is_unknown(group)]
    evidence.load(member.document for group in groups for member in group.members)
    told = (_answer(evidence, group) for group in groups)
    return UnknownsAnswer(unknowns=tuple(sorted(told, key=lambda one: (one.state == "answered", -len(one.members), one.group))))


def _answer(evidence: Evidence, group: ClaimGroup) -> UnknownAnswer:
    shown = evidence.group(group)
    known = next((each for each in shown.differences if each.slot == KNOWN), None)
    asked = next((reason.note for reason in group.reasons if reason.rule == ASKS), "")
    own = {member.claim for member in shown.members}
    answers = [member for side in known.sides for member in side.members if member.claim not in own] if known else []
    return UnknownAnswer(
        group=group.id,
        story=group.story,
        proposition=group.proposition,
        asks=tuple(slot for slot in asked.split(", ") if slot),
        state=_state(group, known),
        members=shown.members,
        answers=tuple(answers),
    )


def _state(group: ClaimGroup, known: DifferenceAnswer | None) -> str:
    if known is None:
        return "not_known"
    if known.verdict != "updated":
        return "differs"
    return "partly_answered" if group.state == "not_known" else "answered"
