"""What a question to a case is answered with. The fields are named as the JSON that users and other tools read.

A field may be added; none changes its name or meaning.
"""

from typing import Literal

from sayso.model.base import Record
from sayso.model.corpus import How, Judged, JudgementKind, Slot, State, StoryChangeKind, Verdict
from sayso.model.facts import ChainRole, Stance
from sayso.model.pack import Checked, Cited
from sayso.store.searching import Count, Facet


class Quote(Record, frozen=True, kw_only=True):
    """A stretch of a document with its words."""

    document: str
    start: int
    end: int
    quote: str


class ReasonAnswer(Record, frozen=True, kw_only=True):
    """Why a judgement was made, with the words that show it."""

    rule: str
    weight: float
    note: str = ""
    spans: tuple[Quote, ...] = ()


class ChainAnswer(Record, frozen=True, kw_only=True):
    """One voice that a statement came through, outermost first."""

    name: str
    entity: str | None
    role: ChainRole


class MemberAnswer(Record, frozen=True, kw_only=True):
    """One claim of one document: its exact words, its stance, and on whose word it is told.

    `origins` are what it rests on (empty where the document names none); `own_reporting` is that the outlet shows its own.
    """

    document: str
    claim: str
    start: int
    end: int
    quote: str
    stance: Stance
    chain: tuple[ChainAnswer, ...]
    origins: tuple[str, ...] = ()
    own_reporting: bool = False


class SideAnswer(Record, frozen=True, kw_only=True):
    """One side of a difference or a dispute, and who gives it."""

    value: str
    members: tuple[MemberAnswer, ...]


class DifferenceAnswer(Record, frozen=True, kw_only=True):
    """Where the members of a group part, and what that means."""

    slot: Slot
    sides: tuple[SideAnswer, ...]
    verdict: Verdict
    rule: str = ""
    reasons: tuple[ReasonAnswer, ...] = ()
    id: str = ""


class LineAnswer(Record, frozen=True, kw_only=True):
    """One origin behind a claim group, and the documents that rest on it for that."""

    id: str
    name: str
    kind: str
    party_to_event: bool
    documents: tuple[str, ...]
    state_run: bool | None = None


class GroupAnswer(Record, frozen=True, kw_only=True):
    """Claims that report the same thing, and what their agreement is worth."""

    id: str
    story: str
    proposition: str
    when: str | None
    state: State
    at_least: int
    at_most: int
    origins: tuple[LineAnswer, ...]
    members: tuple[MemberAnswer, ...]
    differences: tuple[DifferenceAnswer, ...]
    reasons: tuple[ReasonAnswer, ...]


class FacetAnswer(Record, frozen=True, kw_only=True):
    """A facet: the value that was chosen, and how many there would be with each value of it.

    `of` is how many hits, the best, were counted where there are too many to count them all; None: all were.
    """

    name: Facet
    chosen: str | None
    values: tuple[Count, ...]
    of: int | None = None


class ClaimsAnswer(Record, frozen=True, kw_only=True):
    """Claim groups, the most supported first: those asked for, and how many there are in all."""

    groups: tuple[GroupAnswer, ...]
    total: int = 0
    facets: tuple[FacetAnswer, ...] = ()


class StateCount(Record, frozen=True, kw_only=True):
    """How many claim groups of a story are in a state."""

    state: State
    groups: int


class StoryAnswer(Record, frozen=True, kw_only=True):
    """One line of the list of stories. The range is that of the story's best supported claim group."""

    id: str
    title: str
    first: str | None
    last: str | None
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    at_least: int
    at_most: int
    states: tuple[StateCount, ...] = ()


class StoriesAnswer(Record, frozen=True, kw_only=True):
    """The stories of a case: those asked for, how many there are in all, and how many articles the whole case has.

    The facet of states tells in how many stories there is a claim group of each state.
    """

    stories: tuple[StoryAnswer, ...]
    total: int = 0
    documents: int = 0
    facets: tuple[FacetAnswer, ...] = ()


class DocumentAnswer(Record, frozen=True, kw_only=True):
    """One document of a story."""

    id: str
    source: str
    outlet: str | None
    published: str | None
    title: str | None


class OriginAnswer(Record, frozen=True, kw_only=True):
    """A voice that statements of a story can be traced to, and the story's documents that rest on it."""

    id: str
    name: str
    kind: str
    state_run: bool | None
    documents: tuple[str, ...]


class DependenceAnswer(Record, frozen=True, kw_only=True):
    """That a document rests on an origin or another document, with the words that show it."""

    id: str
    document: str
    on: str
    how: How
    evidence: tuple[Quote, ...]
    direction_known: bool


class DisputeAnswer(Record, frozen=True, kw_only=True):
    """That one group of claims asserts what another denies."""

    id: str
    groups: tuple[str, ...]
    aspect: str
    sides: tuple[SideAnswer, ...]
    verdict: str
    rule: str


class Moment(Record, frozen=True, kw_only=True):
    """A claim group on the timeline: its date as EDTF, the first and last day that can mean, and how it was dated."""

    when: str
    earliest: str | None
    latest: str | None
    group: str
    why: str


class FactAnswer(Record, frozen=True, kw_only=True):
    """One condition that is met, with its words."""

    slot: str
    value: str
    note: str
    spans: tuple[Quote, ...]


class MissingAnswer(Record, frozen=True, kw_only=True):
    """What the claims do not tell, with the words that say so where there are any."""

    fact: str
    note: str
    spans: tuple[Quote, ...]


class ProvisionAnswer(Record, frozen=True, kw_only=True):
    """The provision that a finding bears on, with its sources and how far each of its facts was checked."""

    id: str
    measure: str
    paragraph: str
    gist: str
    adopted: str
    in_force_from: str
    note: str
    verified: tuple[Checked, ...]
    sources: tuple[Cited, ...]


class FindingAnswer(Record, frozen=True, kw_only=True):
    """That what is told bears on a provision: facts met and missing, stance, date, exemptions that might apply, independence.

    `beside` are claims in which an outlet judges the law itself: they are its own and no part of the finding.
    """

    id: str
    wording: str
    pack: str
    rule: str
    provision: ProvisionAnswer
    story: str
    group: str
    stance: str
    told: tuple[str, ...]
    when: str | None
    gate: str
    facts: tuple[FactAnswer, ...]
    missing: tuple[MissingAnswer, ...]
    exemptions: tuple[str, ...]
    says: str
    at_least: int
    at_most: int
    disputes: tuple[str, ...]
    members: tuple[MemberAnswer, ...]
    beside: tuple[MemberAnswer, ...]


class FindingsAnswer(Record, frozen=True, kw_only=True):
    """What the claims of a case bear on."""

    findings: tuple[FindingAnswer, ...]


class Dossier(Record, frozen=True, kw_only=True):
    """One story: who tells it, on whose word, what is agreed, disputed and not known."""

    id: str
    title: str
    first: str | None
    last: str | None
    documents: tuple[DocumentAnswer, ...]
    origins: tuple[OriginAnswer, ...]
    dependences: tuple[DependenceAnswer, ...]
    groups: tuple[GroupAnswer, ...]
    disputes: tuple[DisputeAnswer, ...]
    unknowns: tuple[str, ...]
    timeline: tuple[Moment, ...]
    findings: tuple[FindingAnswer, ...] = ()


class WhyAnswer(Record, frozen=True, kw_only=True):
    """The reasons and exact words behind an id."""

    id: str
    kind: str
    reasons: tuple[ReasonAnswer, ...]


class FailureAnswer(Record, frozen=True, kw_only=True):
    """One input that could not be used, and what to do."""

    source: str
    rule: str
    message: str
    remedy: str


class FailuresAnswer(Record, frozen=True, kw_only=True):
    """What could not be read."""

    failures: tuple[FailureAnswer, ...]


class TargetAnswer(Record, frozen=True, kw_only=True):
    """One thing that a judgement speaks of: its id and name when it was made, and the words by which it is found again."""

    id: str
    name: str
    words: tuple[Quote, ...]


class JudgementAnswer(Record, frozen=True, kw_only=True):
    """What a person decided, and whether it holds.

    `dangling`: the words that it speaks of are gone from the case, so that it does nothing. `undone`: a later one takes it back.
    """

    id: str
    kind: JudgementKind
    of: Judged
    status: Literal["in_force", "undone", "dangling"]
    targets: tuple[TargetAnswer, ...]
    slot: str
    undoes: str | None
    why: str
    by: str
    made: str
    against: tuple[str, ...]


class StoryChangeAnswer(Record, frozen=True, kw_only=True):
    """What became of a story when the case was built further.

    `title` is the one that the story has now, or that the story has in which it stands now; empty where there is none any more.
    """

    place: int
    change: StoryChangeKind
    story: str
    title: str
    documents: tuple[str, ...]
    others: tuple[str, ...]
    newest: str | None


class HistoryAnswer(Record, frozen=True, kw_only=True):
    """What people decided, in the order in which they did, and what became of the stories, in the order of the builds."""

    judgements: tuple[JudgementAnswer, ...]
    stories: tuple[StoryChangeAnswer, ...] = ()


class JudgedAnswer(Record, frozen=True, kw_only=True):
    """What became of a judgement: the record that was added, and the entities and groups of the case that it shows in."""

    judgement: JudgementAnswer
    entities: tuple[str, ...]
    groups: tuple[str, ...]
