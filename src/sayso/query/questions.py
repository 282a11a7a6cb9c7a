"""The questions that a case answers: each a plain function from an open case to an answer.

with open_case("affair.db") as case:
    for group in claims(case, about="the mayor").groups:
        print(group.state, group.proposition)
"""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from sayso.kit.calendar import bounds
from sayso.model.corpus import ClaimGroup, Dispute, State, Story
from sayso.query.answers import (
    DependenceAnswer,
    DisputeAnswer,
    DocumentAnswer,
    Dossier,
    FacetAnswer,
    FailureAnswer,
    FailuresAnswer,
    GroupAnswer,
    Moment,
    OriginAnswer,
    StateCount,
    StoriesAnswer,
    StoryAnswer,
)
from sayso.query.claims import check_one_of, claims, counts_of
from sayso.query.evidence import Evidence, origins_by_id
from sayso.query.findings import findings_of
from sayso.query.ids import the_one
from sayso.store.listing import StoryOrder
from sayso.store.ranking import standing
from sayso.store.rows import dependence_id
from sayso.store.store import WHOLE, Case, Part, StoriesWanted

__all__ = ["claims", "disputes_of", "failures", "groups", "moment", "stories", "story", "the_one"]

_LAST = "9999"


def stories(case: Case, part: Part = WHOLE, *, state: str | None = None, order: StoryOrder = "newest") -> StoriesAnswer:
    """Return the stories of a case, or a part of them, the newest or the most told first.

    Args:
        part: how many, after how many.
        state: only stories with a claim group in this state.
        order: `newest`, or `articles`: those that most articles tell.

    Raises:
        QuestionError: there is no such state or order.
    """
    check_one_of("state", state, get_args(State))
    check_one_of("order", order, get_args(StoryOrder))
    found = case.stories_listed(StoriesWanted(state=state, order=order), part)
    outlets = case.outlets_of(document for story in found for document in story.documents)
    support, states = case.support(story.id for story in found), case.states_of_stories(story.id for story in found)
    return StoriesAnswer(
        stories=tuple(_line(story, outlets, support, states.get(story.id, {})) for story in found),
        total=len(found) if part == WHOLE else case.count_of_stories(state),
        documents=case.count_of_documents(),
        facets=(FacetAnswer(name="state", chosen=state, values=counts_of(Counter(case.stories_of_states()))),),
    )


def story(case: Case, id: str) -> Dossier | None:
    """Return all that is known of one story, or None where no story's id begins so.

    Raises:
        QuestionError: several stories' ids begin so.
    """
    found = _story(case, id)
    return _dossier(case, found) if found else None


def groups(case: Case, ids: Iterable[str]) -> tuple[GroupAnswer, ...]:
    """Return the claim groups of these ids, the most supported first."""
    evidence, found = Evidence(case), case.groups_of(ids)
    evidence.load(member.document for group in found for member in group.members)
    return _ranked(evidence, found)


def disputes_of(case: Case, groups: Iterable[str]) -> tuple[DisputeAnswer, ...]:
    """Return the disputes that any of these claim groups stands in, with both their sides."""
    wanted = frozenset(groups)
    found = [one for one in case.disputes() if not wanted.isdisjoint(one.groups)]
    told, evidence = case.groups_of(id for one in found for id in one.groups), Evidence(case)
    evidence.load(member.document for group in told for member in group.members)
    return tuple(_dispute(evidence, one, told) for one in found)


def failures(case: Case) -> FailuresAnswer:
    """Return what could not be read, why, and what to do."""
    return FailuresAnswer(
        failures=tuple(
            FailureAnswer(source=one.source, rule=one.rule, message=one.message, remedy=one.remedy) for one in case.failures()
        )
    )


def _story(case: Case, start: str) -> Story | None:
    found = the_one(case, start, "story")
    return next(iter(case.stories_at([found.id])), None) if found else None


def _line(
    story: Story, outlets: dict[str, str | None], support: dict[str, tuple[int, int]], states: dict[str, int]
) -> StoryAnswer:
    at_least, at_most = support.get(story.id, (0, len(story.documents)))
    return StoryAnswer(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        documents=story.documents,
        outlets=tuple(sorted({outlet for document in story.documents if (outlet := outlets.get(document))})),
        at_least=at_least,
        at_most=at_most,
        states=tuple(StateCount(state=state, groups=states[state]) for state in get_args(State) if state in states),
    )


def _dossier(case: Case, story: Story) -> Dossier:
    evidence = Evidence(case)
    evidence.load(story.documents)
    groups, disputes = case.groups(story.id), case.disputes(story.id)
    ranked = _ranked(evidence, groups)
    return Dossier(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        documents=tuple(_document(evidence, id) for id in story.documents),
        origins=_origins(case, story, groups),
        dependences=_dependences(case, evidence, story),
        groups=ranked,
        disputes=tuple(_dispute(evidence, dispute, groups) for dispute in disputes),
        unknowns=tuple(group.id for group in ranked if group.state == "not_known" or _is_answered(group)),
        findings=findings_of(case, evidence, case.findings(story.id)),
        timeline=tuple(sorted((moment(evidence, group) for group in groups if group.when), key=_in_time)),
    )


def _is_answered(group: GroupAnswer) -> bool:
    """Does a group say that something is not known that a later article tells?"""
    return any(difference.slot == "known" for difference in group.differences)


def _document(evidence: Evidence, id: str) -> DocumentAnswer:
    found = evidence.source(id).document
    return DocumentAnswer(id=id, source=found.source, outlet=found.outlet, published=found.published, title=found.title)


def _origins(case: Case, story: Story, groups: Iterable[ClaimGroup]) -> tuple[OriginAnswer, ...]:
    """Return the origins that documents of the story rest on, most relied on first."""
    known, behind = origins_by_id(case), case.kept("origins of documents", lambda: _behind(case))
    named = {line.origin for group in groups for line in group.lines}
    resting = dict[str, list[str]]()
    for document in story.documents:
        for id in behind.get(document, ()):
            resting.setdefault(id, []).append(document)
    found = list[OriginAnswer]()
    for id in (named & known.keys()) | resting.keys():
        origin, documents = known[id], tuple(resting.get(id, ()))
        found.append(OriginAnswer(id=id, name=origin.name, kind=origin.kind, state_run=origin.state_run, documents=documents))
    return tuple(sorted(found, key=lambda origin: (-len(origin.documents), origin.name, origin.id)))


def _behind(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the origins that each document of a case rests on."""
    found = dict[str, list[str]]()
    for origin in case.origins():
        for document in dict.fromkeys(origin.documents):
            found.setdefault(document, []).append(origin.id)
    return {document: tuple(ids) for document, ids in found.items()}


def _dependences(case: Case, evidence: Evidence, story: Story) -> tuple[DependenceAnswer, ...]:
    return tuple(
        DependenceAnswer(
            id=dependence_id(one),
            document=one.document,
            on=one.on,
            how=one.how,
            evidence=tuple(evidence.quote(place) for place in one.evidence),
            direction_known=one.direction_known,
        )
        for one in case.dependences_of(story.documents)
    )


def _dispute(evidence: Evidence, dispute: Dispute, groups: Iterable[ClaimGroup]) -> DisputeAnswer:
    members = [member for group in groups if group.id in dispute.groups for member in group.members]
    return DisputeAnswer(
        id=dispute.id,
        groups=dispute.groups,
        aspect=dispute.aspect,
        sides=evidence.sides(dispute.sides, members),
        verdict=dispute.verdict,
        rule=dispute.rule,
    )


def _ranked(evidence: Evidence, groups: Iterable[ClaimGroup]) -> tuple[GroupAnswer, ...]:
    """Return the groups most supported first, then by the interest of their states, then as their articles tell them."""

    def rank(group: GroupAnswer) -> tuple[str, str]:
        places = ((evidence.source(m.document).document.published, m.document, m.start) for m in group.members)
        return standing(group.at_least, group.at_most, group.state, places), group.id

    return tuple(sorted((evidence.group(group) for group in groups), key=rank))


def moment(evidence: Evidence, group: ClaimGroup) -> Moment:
    """Return when a group's event happened, and the rule that dated the member that says so."""
    earliest, latest = bounds(group.when)
    events = (event for m in group.members for event in evidence.source(m.document).events.values() if event.claim == m.claim)
    whys = sorted({event.when_why for event in events if event.when == group.when and event.when_why})
    return Moment(when=group.when or "", earliest=earliest, latest=latest, group=group.id, why=", ".join(whys))


def _in_time(moment: Moment) -> tuple[str, str, str]:
    return moment.earliest or moment.latest or _LAST, moment.latest or _LAST, moment.group
