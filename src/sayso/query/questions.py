"""The questions that a case answers: each a plain function from an open case to an answer.

with open_case("affair.db") as case:
    for group in claims(case, about="the mayor").groups:
        print(group.state, group.proposition)
"""

from collections.abc import Iterable
from typing import get_args

from sayso.kit.calendar import bounds
from sayso.kit.names import plain
from sayso.model.corpus import ClaimGroup, Dispute, State, Story
from sayso.model.errors import QuestionError
from sayso.model.facts import Stance
from sayso.query.answers import (
    ClaimsAnswer,
    DependenceAnswer,
    DisputeAnswer,
    DocumentAnswer,
    Dossier,
    FailureAnswer,
    FailuresAnswer,
    GroupAnswer,
    Moment,
    OriginAnswer,
    StoriesAnswer,
    StoryAnswer,
)
from sayso.query.evidence import Evidence
from sayso.query.findings import findings_of
from sayso.store.rows import dependence_id
from sayso.store.store import Case, Found, What

_INTEREST = {state: rank for rank, state in enumerate(get_args(State))}
_LAST = "9999"


def stories(case: Case) -> StoriesAnswer:
    """Return the stories of a case, the newest first."""
    outlets, support = case.outlets(), case.support()
    by_name = sorted(case.stories(), key=lambda story: (story.title, story.id))
    newest_first = sorted(by_name, key=lambda story: story.last or story.first or "", reverse=True)
    return StoriesAnswer(stories=tuple(_line(story, outlets, support) for story in newest_first))


def story(case: Case, id: str) -> Dossier | None:
    """Return all that is known of one story, or None where no story's id begins so.

    Raises:
        QuestionError: several stories' ids begin so.
    """
    found = _story(case, id)
    return _dossier(case, found) if found else None


def claims(
    case: Case, story: str | None = None, about: str | None = None, disputed: bool = False, stance: str | None = None
) -> ClaimsAnswer:
    """Return the claim groups that meet every condition, the most supported first.

    Args:
        story: the id of a story, or the beginning of one.
        about: a name: groups that speak of it, or of somebody it names in the case.
        disputed: only what is disputed or contradicted.
        stance: only groups in which a claim has this stance.

    Raises:
        QuestionError: there is no such stance, or several stories' ids begin so.
    """
    if stance is not None and stance not in get_args(Stance):
        raise QuestionError(f"there is no stance '{stance}'", remedy=f"the stances are {', '.join(get_args(Stance))}")
    of_story = _story(case, story) if story is not None else None
    if story is not None and of_story is None:
        return ClaimsAnswer(groups=())
    groups = list(case.groups(of_story.id if of_story else None)) if of_story or not disputed else _fought(case)
    if disputed:
        fought = {id for dispute in case.disputes() for id in dispute.groups}
        groups = [group for group in groups if group.state in {"disputed", "contradicted"} or group.id in fought]
    evidence = Evidence(case)
    evidence.load(member.document for group in groups for member in group.members)
    if stance:
        groups = [group for group in groups if any(evidence.claim(m.document, m.claim).stance == stance for m in group.members)]
    if about is not None:
        groups = _about(case, evidence, groups, about)
    return ClaimsAnswer(groups=_ranked(evidence, groups))


def groups(case: Case, ids: Iterable[str]) -> tuple[GroupAnswer, ...]:
    """Return the claim groups of these ids, the most supported first."""
    evidence, found = Evidence(case), case.groups_of(ids)
    evidence.load(member.document for group in found for member in group.members)
    return _ranked(evidence, found)


def failures(case: Case) -> FailuresAnswer:
    """Return what could not be read, why, and what to do."""
    return FailuresAnswer(
        failures=tuple(
            FailureAnswer(source=one.source, rule=one.rule, message=one.message, remedy=one.remedy) for one in case.failures()
        )
    )


def the_one(case: Case, start: str, *kinds: What) -> Found | None:
    """Return what the id that begins so belongs to, among these kinds (or all); None where there is none.

    Raises:
        QuestionError: several ids begin so.
    """
    found = case.find(start, *kinds)
    if len({one.id for one in found}) > 1:
        some = ", ".join(one.id for one in found[:3])
        raise QuestionError(f"'{start}' could be {len(found)} things: {some} ...", remedy="give more of the id")
    return found[0] if found else None


def _fought(case: Case) -> list[ClaimGroup]:
    """Return the groups of the case that are contradicted or stand in a dispute."""
    found = {group.id: group for group in case.groups_fought()}
    left = {id for dispute in case.disputes() for id in dispute.groups} - found.keys()
    return [*found.values(), *case.groups_of(left)]


def _story(case: Case, start: str) -> Story | None:
    found = the_one(case, start, "story")
    return next((story for story in case.stories() if found and story.id == found.id), None)


def _line(story: Story, outlets: dict[str, str | None], support: dict[str, tuple[int, int]]) -> StoryAnswer:
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
    inside, named = set(story.documents), {line.origin for group in groups for line in group.lines}
    found = list[OriginAnswer]()
    for origin in case.origins():
        documents = tuple(document for document in story.documents if document in inside & set(origin.documents))
        if documents or origin.id in named:
            found.append(
                OriginAnswer(id=origin.id, name=origin.name, kind=origin.kind, state_run=origin.state_run, documents=documents)
            )
    return tuple(sorted(found, key=lambda origin: (-len(origin.documents), origin.name, origin.id)))


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
        for one in case.dependences()
        if one.document in story.documents
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

    def rank(group: GroupAnswer) -> tuple[object, ...]:
        places = [(evidence.source(m.document).document.published or _LAST, m.document, m.start) for m in group.members]
        return (-group.at_least, -group.at_most, _INTEREST[group.state], min(places, default=(_LAST, "", 0)), group.id)

    return tuple(sorted((evidence.group(group) for group in groups), key=rank))


def moment(evidence: Evidence, group: ClaimGroup) -> Moment:
    """Return when a group's event happened, and the rule that dated the member that says so."""
    earliest, latest = bounds(group.when)
    events = (event for m in group.members for event in evidence.source(m.document).events.values() if event.claim == m.claim)
    whys = sorted({event.when_why for event in events if event.when == group.when and event.when_why})
    return Moment(when=group.when or "", earliest=earliest, latest=latest, group=group.id, why=", ".join(whys))


def _in_time(moment: Moment) -> tuple[str, str, str]:
    return moment.earliest or moment.latest or _LAST, moment.latest or _LAST, moment.group


def _about(case: Case, evidence: Evidence, groups: list[ClaimGroup], name: str) -> list[ClaimGroup]:
    """Return the groups in which the name stands, or in which somebody is meant whom the name names."""
    words = plain(name)
    if not words:
        return []
    meant = {entity.id for entity in case.entities() if any(_stands_in(words, known) for known in (entity.name, *entity.names))}

    def speaks_of(document: str, claim: str) -> bool:
        source, span = evidence.source(document), evidence.claim(document, claim).span
        if _stands_in(words, span.cut(source.document.text)):
            return True
        inside = (mention.entity for mention in source.document.mentions if span.holds(mention.span))
        return any(evidence.entity_of.get(entity) in meant for entity in inside if entity)

    return [group for group in groups if any(speaks_of(member.document, member.claim) for member in group.members)]


def _stands_in(words: str, longer: str) -> bool:
    return f" {words} " in f" {plain(longer)} "
