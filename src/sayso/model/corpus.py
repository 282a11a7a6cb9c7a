"""What many documents say together: entities, stories, origins, dependences, claim groups, disputes, findings."""

from typing import TYPE_CHECKING, Literal

from sayso.model.base import Place, Reason, Record

if TYPE_CHECKING:
    from sayso.model.document import Document

State = Literal["not_known", "contradicted", "disputed", "updated", "differs", "corroborated", "single_origin", "undetermined"]
Slot = Literal["date", "number", "name", "role", "certainty", "stance", "known", "wording"]
Verdict = Literal["more_specific", "differs", "updated", "contradicted", "compatible"]
How = Literal["cites", "copies", "rewrites", "unstated"]
StoryChangeKind = Literal["began", "grew", "merged", "renamed", "split", "shrank", "ended"]
JudgementKind = Literal["merge", "split", "reject", "undo"]
Judged = Literal["entity", "claim", "group", "dispute", "difference", "judgement"]
Bearing = Literal["asserted", "alleged", "disputed"]
Gate = Literal["in force", "partly before the measure", "date not known"]


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something, inside one document or across many.

    `names` are its surface forms. `members` are mention ids inside a document, and entities of documents in a case.
    `country` is the one that its descriptions give ("the Ruritanian minister"), where they give one. `links` are relations
    that must never become a merge: (`sibling`, the other entity's id), say.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    documents: tuple[str, ...] = ()
    gender: str = ""
    country: str = ""
    links: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()


class Story(Record, frozen=True, kw_only=True):
    """Documents about one happening. Its id is the hash of its earliest member, so it stays as articles arrive."""

    id: str
    title: str
    documents: tuple[str, ...]
    first: str | None
    last: str | None
    reasons: tuple[Reason, ...] = ()


class StoryChange(Record, frozen=True, kw_only=True):
    """What became of a story when its case was built further: ids alone, so that no words outlive a removed document.

    `documents`: those that came (began, grew), that were taken out of the case (shrank, ended), or that stand elsewhere now.
    `others`: the story that it was merged into or is called by now, or all into which it was split. `newest`: the newest day of
    publication among the documents that came with that build; None: none came, or none that is dated.
    """

    place: int
    change: StoryChangeKind
    story: str
    documents: tuple[str, ...]
    others: tuple[str, ...] = ()
    newest: str | None = None


class Origin(Record, frozen=True, kw_only=True):
    """A voice that a statement can be traced to: an entity of the case, where it is named. `state_run` None: not known."""

    id: str
    name: str
    kind: str
    entity: str | None = None
    state_run: bool | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Dependence(Record, frozen=True, kw_only=True):
    """That a document rests on an origin or on another document, and the words that show it."""

    document: str
    on: str
    how: How
    direction_known: bool
    evidence: tuple[Place, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Copy(Record, frozen=True, kw_only=True):
    """That two documents share their text. `one` is the earlier where that is known."""

    one: str
    other: str
    share: float
    direction_known: bool
    reasons: tuple[Reason, ...] = ()


class Member(Record, frozen=True, kw_only=True):
    """One claim of one document inside a claim group, and the origins it rests on (empty: the document names none)."""

    document: str
    claim: str
    origins: tuple[str, ...] = ()
    own_reporting: bool = False
    reasons: tuple[Reason, ...] = ()


class Rest(Record, frozen=True, kw_only=True):
    """What one claim of one document rests on: origins (empty: none is named), and by which rule.

    `named` is False where the origin is a voice that the text leaves unnamed: it equals no other. `voices` are the origins of all
    named links of the chain, outermost first; `unnamed_end` is that the chain ends with somebody who is not named.
    """

    document: str
    claim: str
    origins: tuple[str, ...]
    rule: str
    named: bool = True
    voices: tuple[str, ...] = ()
    unnamed_end: bool = False
    spans: tuple[Place, ...] = ()


class Line(Record, frozen=True, kw_only=True):
    """One origin behind a claim group: the documents that rest on it, and whether it is a party to the event."""

    origin: str
    documents: tuple[str, ...]
    party_to_event: bool = False


class Side(Record, frozen=True, kw_only=True):
    """One side of a difference: the value, and the claims that give it, as (document, claim)."""

    value: str
    members: tuple[tuple[str, str], ...]


class Difference(Record, frozen=True, kw_only=True):
    """Where the members of a group part in one slot, how much that means, and the rule that said so."""

    slot: Slot
    sides: tuple[Side, ...]
    verdict: Verdict
    rule: str
    reasons: tuple[Reason, ...] = ()


class ClaimGroup(Record, frozen=True, kw_only=True):
    """Claims that report the same thing, and what their agreement is worth: independence as a range."""

    id: str
    story: str
    members: tuple[Member, ...]
    proposition: str
    when: str | None = None
    state: State = "undetermined"
    at_least: int = 0
    at_most: int = 0
    lines: tuple[Line, ...] = ()
    differences: tuple[Difference, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Happening(Record, frozen=True, kw_only=True):
    """Words of one story that name one and the same happening, as (document, happening of that document)."""

    id: str
    story: str
    members: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...] = ()


class Dispute(Record, frozen=True, kw_only=True):
    """That one group of claims asserts what another denies."""

    id: str
    story: str
    groups: tuple[str, ...]
    aspect: str
    sides: tuple[Side, ...]
    rule: str
    verdict: Literal["disputed"] = "disputed"
    reasons: tuple[Reason, ...] = ()


class Anchor(Record, frozen=True, kw_only=True):
    """The words by which a judgement finds again what it speaks of, whatever ids that has by then.

    `whole` is False where a mention alone is meant and not the entity of its document that it is a mention of.
    """

    document: str
    start: int
    end: int
    quote: str
    whole: bool = True


class Target(Record, frozen=True, kw_only=True):
    """One thing that a judgement speaks of: its id and name as they were when it was made, and its words."""

    id: str
    name: str
    anchors: tuple[Anchor, ...] = ()


class Judgement(Record, frozen=True, kw_only=True):
    """What a person decided. Judgements are only ever added; `undoes` names one that this takes back.

    Targets: of a merge, the entities; of a split, what stays and what goes; of a rejection, the claim and the rest of its group,
    or the claims of a group one by one, or the sides of a dispute or a difference (then with its `slot`). `against` are the rules
    that spoke against a merge. `made` is the time of the clock.
    """

    id: str
    kind: JudgementKind
    of: Judged
    targets: tuple[Target, ...]
    slot: str = ""
    undoes: str | None = None
    why: str = ""
    by: str = ""
    made: str = ""
    against: tuple[str, ...] = ()


class Fact(Record, frozen=True, kw_only=True):
    """One condition of a rule that an event meets: which, what is read there, the words, and what a reader should know of it."""

    slot: str
    value: str
    spans: tuple[Place, ...] = ()
    note: str = ""


class Missing(Record, frozen=True, kw_only=True):
    """What a rule would want to know and the claims do not tell, with the words that say so where there are any."""

    fact: str
    note: str
    spans: tuple[Place, ...] = ()


class Finding(Record, frozen=True, kw_only=True):
    """That what a claim group tells bears on a provision: never that it breaks one.

    `stance` is what the group does with it, `told` the stances of its claims. `when` and `gate` are the event's own date and
    where that stands to the measure. `beside` are claims in which an outlet judges the law itself, as (document, claim).
    The range is that of the group.
    """

    id: str
    pack: str
    rule: str
    provision: str
    story: str
    group: str
    claims: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    missing: tuple[Missing, ...]
    stance: Bearing
    told: tuple[str, ...]
    gate: Gate
    when: str | None = None
    at_least: int = 0
    at_most: int = 0
    disputes: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()


class Corpus(Record, frozen=True, kw_only=True):
    """The documents of a case, all that was found across them, and what people decided.

    `outlets` are, for a part of a case, the plain names of outlets that only other documents of the case are of.
    """

    documents: tuple["Document", ...]
    entities: tuple[Entity, ...] = ()
    entity_of: tuple[tuple[str, str], ...] = ()
    copies: tuple[Copy, ...] = ()
    stories: tuple[Story, ...] = ()
    origins: tuple[Origin, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    rests: tuple[Rest, ...] = ()
    groups: tuple[ClaimGroup, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    happenings: tuple[Happening, ...] = ()
    outlets: tuple[str, ...] = ()
