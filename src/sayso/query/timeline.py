"""What happened when, merged across articles, with what is not certain about it."""

from sayso.model.base import Record
from sayso.query.answers import Dossier, Moment
from sayso.query.evidence import Evidence
from sayso.query.questions import moment, the_one
from sayso.store.store import Case


class TimelineMoment(Moment, frozen=True, kw_only=True):
    """A claim group on the timeline, with its words and how many independent voices stand behind it."""

    proposition: str
    state: str
    at_least: int
    at_most: int
    documents: tuple[str, ...]


class TimelineAnswer(Record, frozen=True, kw_only=True):
    """What happened, the earliest first; where two begin alike, the more certain first."""

    timeline: tuple[TimelineMoment, ...]


def timeline(case: Case, story: str | None = None) -> TimelineAnswer | None:
    """Return the dated claim groups of a case or of one story in order of time; None where there is no such story.

    Raises:
        QuestionError: several stories' ids begin so.
    """
    found = the_one(case, story, "story") if story is not None else None
    if story is not None and found is None:
        return None
    evidence, moments = Evidence(case), list[TimelineMoment]()
    groups = [group for group in case.groups(found.id if found else None) if group.when]
    evidence.load(member.document for group in groups for member in group.members)
    for group in groups:
        when = moment(evidence, group)
        moments.append(
            TimelineMoment(
                when=when.when,
                earliest=when.earliest,
                latest=when.latest,
                group=group.id,
                why=when.why,
                proposition=group.proposition,
                state=group.state,
                at_least=group.at_least,
                at_most=group.at_most,
                documents=tuple(dict.fromkeys(member.document for member in group.members)),
            )
        )
    return TimelineAnswer(timeline=tuple(sorted(moments, key=_in_order)))


def of_dossier(dossier: Dossier) -> TimelineAnswer:
    """Return the timeline of a story whose dossier is at hand: the same as that of the case, without asking the case again."""
    groups = {group.id: group for group in dossier.groups}
    moments = [
        TimelineMoment(
            when=one.when,
            earliest=one.earliest,
            latest=one.latest,
            group=one.group,
            why=one.why,
            proposition=groups[one.group].proposition,
            state=groups[one.group].state,
            at_least=groups[one.group].at_least,
            at_most=groups[one.group].at_most,
            documents=tuple(dict.fromkeys(member.document for member in groups[one.group].members)),
        )
        for one in dossier.timeline
    ]
    return TimelineAnswer(timeline=tuple(sorted(moments, key=_in_order)))


def _in_order(one: TimelineMoment) -> tuple[str, str, str]:
    return (one.earliest or one.latest or "9999", one.latest or "9999", one.group)
