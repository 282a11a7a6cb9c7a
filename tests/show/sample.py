"""A small dossier and a small document, made by hand, with hostile words among the plain ones."""

import hashlib

from sayso.model.base import Reason
from sayso.model.corpus import Entity
from sayso.model.document import DateEvidence, Document, Sentence, Zone
from sayso.model.facts import Attribution, ChainLink, ChainRole, Claim, Event, Mention, Role, TimeRef
from sayso.model.span import Span
from sayso.query.answers import (
    ChainAnswer,
    DependenceAnswer,
    DifferenceAnswer,
    DisputeAnswer,
    DocumentAnswer,
    Dossier,
    GroupAnswer,
    LineAnswer,
    MemberAnswer,
    Moment,
    OriginAnswer,
    Quote,
    ReasonAnswer,
    SideAnswer,
)

HOSTILE = "[red]Bridge[/red] \x1b[2J\x07\u202efalls\x9b31m <script>*now*"


def member(document: str, start: int, quote: str, *voices: str, stance: str = "reported") -> MemberAnswer:
    roles: tuple[ChainRole, ...] = ("outlet", "agency", "speaker")
    chain = tuple(ChainAnswer(name=name, entity=None, role=role) for name, role in zip(voices, roles, strict=False))
    return MemberAnswer(
        document=document,
        claim=f"claim-{document}{start}",
        start=start,
        end=start + len(quote),
        quote=quote,
        stance=stance,  # type: ignore[arg-type]
        chain=chain,
    )


def group(id: str, state: str, range_: tuple[int, int], members: tuple[MemberAnswer, ...], **more: object) -> GroupAnswer:
    documents = tuple(each.document for each in members)
    line = LineAnswer(id="origin-1", name="ENA", kind="agency", party_to_event=True, documents=documents, state_run=True)
    known = {
        "when": "2024-03-01",
        "origins": (line,),
        "differences": (),
        "reasons": (ReasonAnswer(rule="shared_voice", weight=1.0, note="both cite ENA"),),
    }
    return GroupAnswer(
        id=id,
        story="story-1",
        proposition=members[0].quote,
        state=state,  # type: ignore[arg-type]
        at_least=range_[0],
        at_most=range_[1],
        members=members,
        **(known | more),  # type: ignore[arg-type]
    )


def dossier(title: str = "Bridge over the Aar closed") -> Dossier:
    first = member("a.txt", 10, "twelve people were hurt", "The Courier", "ENA", "Jo Ott")
    second = member("b.txt", 40, "fifteen people were hurt", "The Gazette", "ENA")
    denial = member("b.txt", 90, "the firm did not skip the inspection", "The Gazette", "Stahl AG", stance="denied")
    charge = member("a.txt", 70, "the firm skipped the inspection", "The Courier", "Jo Ott")
    unknown = member("a.txt", 120, "the cause was not disclosed", "The Courier", stance="not_known")
    hurt = SideAnswer(value="12", members=(first,)), SideAnswer(value="15", members=(second,))
    said = SideAnswer(value="denied", members=(denial,)), SideAnswer(value="said", members=(charge,))
    return Dossier(
        id="story-1",
        title=title,
        first="2024-03-01",
        last="2024-03-02",
        documents=(
            DocumentAnswer(id="a.txt", source="a.txt", outlet="The Courier", published="2024-03-01", title=title),
            DocumentAnswer(id="b.txt", source="b.txt", outlet="The Gazette", published=None, title=None),
        ),
        origins=(OriginAnswer(id="origin-1", name="ENA", kind="agency", state_run=True, documents=("a.txt", "b.txt")),),
        dependences=(
            DependenceAnswer(
                id="dependence-1",
                document="b.txt",
                on="origin-1",
                how="cites",
                evidence=(Quote(document="b.txt", start=5, end=21, quote="according to ENA"),),
                direction_known=True,
            ),
            DependenceAnswer(
                id="dependence-2",
                document="a.txt",
                on="origin-1",
                how="cites",
                evidence=(Quote(document="a.txt", start=0, end=8, quote="ENA said"),),
                direction_known=True,
            ),
        ),
        groups=(
            group(
                "group-1",
                "differs",
                (1, 1),
                (first, second),
                differences=(DifferenceAnswer(slot="number", sides=hurt, verdict="differs"),),
            ),
            group("group-2", "disputed", (1, 2), (charge,)),
            group("group-3", "disputed", (1, 1), (denial,)),
            group("group-4", "not_known", (0, 0), (unknown,), when=None, origins=()),
        ),
        disputes=(
            DisputeAnswer(
                id="dispute-1",
                groups=("group-3", "group-2"),
                aspect="the inspection",
                sides=said,
                verdict="disputed",
                rule="denial",
            ),
        ),
        unknowns=("group-4",),
        timeline=(Moment(when="2024-03-01", earliest="2024-03-01", latest="2024-03-01", group="group-1", why="stated"),),
    )


TEXT = "ENA said on Friday that Jo fell.\nSign up now."


def document(id: str = "a.txt", title: str = "Jo fell") -> Document:
    """Return one sentence with one of each fact, and one zone that is not read."""

    def span(words: str) -> Span:
        return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))

    source = ChainLink(name="ENA", role="agency", entity=f"{id}-ena")
    return Document(
        id=id,
        source=id,
        text=TEXT,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        title=title,
        published="2024-03-02",
        published_why=DateEvidence(method="header"),
        language="en",
        zones=(
            Zone(span=Span(start=0, end=33), kind="body", why="prose"),
            Zone(span=Span(start=33, end=len(TEXT)), kind="chrome", why="asks to sign up"),
        ),
        sentences=(Sentence(span=Span(start=0, end=32), first=0, last=8, zone="body"),),
        mentions=(
            Mention(id="mention-1", span=span("ENA"), kind="organisation", form="name", head=0, entity=f"{id}-ena"),
            Mention(id="mention-2", span=span("Jo"), kind="person", form="name", head=5, entity=f"{id}-jo"),
        ),
        entities=(
            Entity(id=f"{id}-ena", kind="organisation", name="ENA", names=("ENA",), members=("mention-1",)),
            Entity(id=f"{id}-jo", kind="person", name="Jo", names=("Jo",), members=("mention-2",)),
        ),
        times=(TimeRef(id="time-1", span=span("Friday"), type="date", timex="2024-03-01", value="2024-03-01", rule="weekday"),),
        attributions=(
            Attribution(
                id="attribution-1",
                source=(span("ENA"),),
                cue=(span("said"),),
                content=(span("Jo fell"),),
                mode="indirect",
                kind="speech",
                rule="verb_cue",
                source_entity=f"{id}-ena",
                chain=(source,),
            ),
        ),
        claims=(
            Claim(
                id="claim-1",
                span=span("Jo fell"),
                head=6,
                stance="reported",
                certainty="certain",
                attribution="attribution-1",
                event="event-1",
                reasons=(Reason(rule="cited"),),
            ),
        ),
        events=(
            Event(
                id="event-1",
                trigger=span("fell"),
                head=6,
                lemma="fall",
                kind="fall",
                roles=(Role(role="agent", span=span("Jo"), head=5, entity=f"{id}-jo"),),
                when="2024-03-01",
                when_why="in_clause",
                claim="claim-1",
            ),
        ),
    )
