"""What one document says: names, times, quantities, who is cited for what, what is claimed, what happens.

Every fact has the span that carries it, and an id that is the hash of its document and place.
"""

from typing import Literal

from sayso.model.base import Reason, Record
from sayso.model.span import Span

Form = Literal["name", "nominal", "pronoun"]
TimeType = Literal["date", "time", "duration", "set"]
Mode = Literal["direct", "mixed", "indirect"]
AttributionKind = Literal["speech", "report", "belief", "intent", "denial", "no_comment", "unknown"]
Stance = Literal["asserted", "reported", "hedged", "denied", "no_position", "not_known", "hypothetical"]
Certainty = Literal["certain", "probable", "possible", "unstated"]
ChainRole = Literal["outlet", "agency", "speaker", "unnamed"]


class Mention(Record, frozen=True, kw_only=True):
    """A stretch that refers to somebody or something: a name, a describing noun phrase or a pronoun.

    `kind`: person, organisation, place, group, work, product, vehicle, event, other. `head` is the index of its head token.
    `gender` and `number` are `m`/`f` and `s`/`p` where the words tell, else empty.
    """

    id: str
    span: Span
    kind: str
    form: Form
    head: int
    entity: str | None = None
    gender: str = ""
    number: str = ""


class TimeRef(Record, frozen=True, kw_only=True):
    """A temporal expression. `timex` is its TIMEX3 value; `value` is EDTF, or None where it cannot be dated.

    `earliest` and `latest` are ISO days computed from the value. `anchor` says what it was resolved against
    (`publication`, `expression`, `none`), `rule` how.
    """

    id: str
    span: Span
    type: TimeType
    timex: str
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str = "none"
    rule: str = ""


class Quantity(Record, frozen=True, kw_only=True):
    """A number or amount of something: `low` and `high` bounds (None is unbounded) and the noun counted, as a lemma."""

    id: str
    span: Span
    low: float | None
    high: float | None
    unit: str
    head: int


class ChainLink(Record, frozen=True, kw_only=True):
    """One voice in a chain of attribution, outermost first: the outlet, the agency it cites, the speaker the agency cites.

    Two who speak together are one voice with both names; `together` are the entities of all of them then.
    `passes_on` marks a medium that somebody spoke to or that carries their words.
    """

    name: str
    role: ChainRole
    entity: str | None = None
    span: Span | None = None
    together: tuple[str, ...] = ()
    passes_on: bool = False


class Attribution(Record, frozen=True, kw_only=True):
    """That somebody is cited for something. An empty `source` means that the text names nobody: never guess one.

    `cue_head` is the token of the cue. `parent` is the attribution that this one stands inside of. `rule` found it.
    `carries` are later sentences that rest on the same source by implication, because nothing else is named for them.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    kind: AttributionKind
    rule: str
    cue_head: int = -1
    source_entity: str | None = None
    chain: tuple[ChainLink, ...] = ()
    parent: str | None = None
    carries: tuple[Span, ...] = ()


class Role(Record, frozen=True, kw_only=True):
    """Somebody or something that takes part in an event: agent, patient, recipient, beneficiary, source, place and the like;
    `deed` is what somebody is charged with or begins, `deed-patient` and so on who takes part in it.

    `lemma` is the lemma of the head of the words.
    """

    role: str
    span: Span
    head: int
    lemma: str = ""
    entity: str | None = None


class Event(Record, frozen=True, kw_only=True):
    """Something that happens or holds: its trigger, the lemma and kind of it, who takes part, when, and whether it is negated.

    `when` is EDTF and comes from an expression; `earliest` and `latest` are ISO days: the bounds of `when`, or what tense
    and the day of publication leave open. `when_why` is the rule that dated it; rules that infer begin with `inferred`.
    `terms` are the content words of the clause as lemmas, `names` the entities named in it: what later stages compare.
    """

    id: str
    trigger: Span
    head: int
    lemma: str
    kind: str
    roles: tuple[Role, ...] = ()
    when: str | None = None
    when_why: str = ""
    earliest: str | None = None
    latest: str | None = None
    polarity: Literal["+", "-"] = "+"
    claim: str | None = None
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """One clause that says something, with its stance and the attribution it stands under (None: the outlet's own word).

    `head` is the token that the clause hangs on; `zone` the kind of zone it stands in (captions make no claims).
    """

    id: str
    span: Span
    head: int
    stance: Stance
    certainty: Certainty
    attribution: str | None = None
    hedges: tuple[Span, ...] = ()
    event: str | None = None
    reasons: tuple[Reason, ...] = ()
