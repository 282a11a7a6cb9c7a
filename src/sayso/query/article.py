"""One article to be read: its text with every claim, source, cue, date and name in its place, and what became of each claim."""

from collections.abc import Iterable, Iterator
from typing import Literal

from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Dispute, Slot, State, Story
from sayso.model.document import Document, Status, ZoneKind
from sayso.model.facts import Certainty, Stance
from sayso.model.span import Span
from sayso.query.answers import ChainAnswer, DocumentAnswer
from sayso.query.evidence import Evidence
from sayso.store.rows import difference_id
from sayso.store.store import Case

MarkKind = Literal["claim", "source", "cue", "date", "name", "hedge"]


class ZoneAnswer(Record, frozen=True, kw_only=True):
    """What a stretch of the page is, and the rule that said so."""

    start: int
    end: int
    kind: ZoneKind
    why: str


class MarkAnswer(Record, frozen=True, kw_only=True):
    """A stretch that something was found in: what it is, the id of what was found, a word on it, and the entity that it names."""

    start: int
    end: int
    kind: MarkKind
    id: str
    note: str = ""
    entity: str | None = None


class QuarrelRef(Record, frozen=True, kw_only=True):
    """A difference or dispute that a claim stands in."""

    id: str
    slot: Slot | Literal["dispute"]
    verdict: str


class ClaimAnswer(Record, frozen=True, kw_only=True):
    """One claim of an article: on whose word, in which group, and where other articles part from it."""

    claim: str
    start: int
    end: int
    stance: Stance
    certainty: Certainty
    chain: tuple[ChainAnswer, ...]
    group: str | None
    state: State | None
    at_least: int
    at_most: int
    documents: tuple[str, ...]
    apart: tuple[QuarrelRef, ...]


class StoryRef(Record, frozen=True, kw_only=True):
    """A story that an article belongs to."""

    id: str
    title: str


class ArticleAnswer(Record, frozen=True, kw_only=True):
    """One article with what was found in it. All offsets point into its archived text."""

    document: DocumentAnswer
    language: str | None
    status: Status
    status_why: str
    revision_of: str | None
    stories: tuple[StoryRef, ...]
    text: str
    zones: tuple[ZoneAnswer, ...]
    marks: tuple[MarkAnswer, ...]
    claims: tuple[ClaimAnswer, ...]


def article(case: Case, id: str) -> ArticleAnswer | None:
    """Return the article of exactly this id, or None."""
    found = case.document(id)
    if found is None:
        return None
    evidence = Evidence(case)
    evidence.take([found])
    stories = case.stories_holding(found.id)
    return ArticleAnswer(
        document=DocumentAnswer(
            id=found.id, source=found.source, outlet=found.outlet, published=found.published, title=found.title
        ),
        language=found.language,
        status=found.status,
        status_why=found.status_why,
        revision_of=found.revision_of,
        stories=tuple(StoryRef(id=story.id, title=story.title) for story in stories),
        text=found.text,
        zones=tuple(ZoneAnswer(start=zone.span.start, end=zone.span.end, kind=zone.kind, why=zone.why) for zone in found.zones),
        marks=tuple(sorted(_marks(found, evidence), key=lambda mark: (mark.start, -mark.end, mark.kind))),
        claims=_claims(case, evidence, found, stories),
    )


def _marks(found: Document, evidence: Evidence) -> Iterator[MarkAnswer]:
    for claim in found.claims:
        yield _mark(claim.span, "claim", claim.id, claim.stance)
        yield from (_mark(span, "hedge", claim.id, "hedge") for span in claim.hedges)
    for item in found.attributions:
        voices = " ← ".join(link.name for link in item.chain)
        yield from (_mark(span, "source", item.id, voices) for span in item.source)
        yield from (_mark(span, "cue", item.id, item.kind) for span in item.cue)
    for time in found.times:
        yield _mark(time.span, "date", time.id, time.value or "not dated")
    for mention in found.mentions:
        if mention.form == "name":
            entity = evidence.whole(mention.entity)
            yield _mark(mention.span, "name", mention.id, mention.kind).replace(entity=entity)


def _mark(span: Span, kind: MarkKind, id: str, note: str) -> MarkAnswer:
    return MarkAnswer(start=span.start, end=span.end, kind=kind, id=id, note=note)


def _claims(case: Case, evidence: Evidence, found: Document, stories: Iterable[Story]) -> tuple[ClaimAnswer, ...]:
    group_of = {member.claim: group for group in case.groups_in(found.id) for member in group.members}
    disputes = [dispute for story in stories for dispute in case.disputes(story.id)]
    answers = list[ClaimAnswer]()
    for claim in sorted(found.claims, key=lambda each: each.span):
        group = group_of.get(claim.id)
        answers.append(
            ClaimAnswer(
                claim=claim.id,
                start=claim.span.start,
                end=claim.span.end,
                stance=claim.stance,
                certainty=claim.certainty,
                chain=evidence.chain(found.id, claim),
                group=group.id if group else None,
                state=group.state if group else None,
                at_least=group.at_least if group else 0,
                at_most=group.at_most if group else 0,
                documents=tuple(dict.fromkeys(member.document for member in group.members)) if group else (),
                apart=tuple(_apart(group, claim.id, disputes)) if group else (),
            )
        )
    return tuple(answers)


def _apart(group: ClaimGroup, claim: str, disputes: Iterable[Dispute]) -> Iterator[QuarrelRef]:
    """Yield where a claim of a group stands against others."""
    for each in group.differences:
        if any(known == claim for side in each.sides for _, known in side.members):
            yield QuarrelRef(id=difference_id(group.id, each), slot=each.slot, verdict=each.verdict)
    for dispute in disputes:
        if group.id in dispute.groups and any(known == claim for side in dispute.sides for _, known in side.members):
            yield QuarrelRef(id=dispute.id, slot="dispute", verdict=dispute.verdict)
