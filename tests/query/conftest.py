"""A small case made by hand: two papers on one agency's word, a denial, an unknown and another number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model.base import Place, Reason
from sayso.model.corpus import (
    ClaimGroup,
    Corpus,
    Dependence,
    Difference,
    Dispute,
    Entity,
    Line,
    Member,
    Origin,
    Side,
    State,
    Story,
)
from sayso.model.document import DateCandidate, DateEvidence, Document, Zone, ZoneKind
from sayso.model.errors import Failure
from sayso.model.facts import Attribution, ChainLink, Claim, Event, Mention, Role, Stance
from sayso.model.span import Span
from sayso.store.store import Case, open_case

TEXTS = {
    "a": "Flood in Lund\nThe river rose on Monday and 12 people fled, Norda said. The cause is not known.",
    "b": "The river rose on Monday and 20 people fled, Norda said. Mayor Berg denied that the dam broke.",
    "c": "The dam broke, residents said. She slept.",
}


def span(document: str, words: str) -> Span:
    """Return where the words stand in a document."""
    start = TEXTS[document].index(words)
    return Span(start=start, end=start + len(words))


def claim(document: str, words: str, stance: Stance, attribution: str | None = None, event: str | None = None) -> Claim:
    """Return the claim that these words make; its id ends in its first word."""
    name = f"claim-{document}-{words.split()[1]}"
    return Claim(
        id=name, span=span(document, words), head=0, stance=stance, certainty="certain", attribution=attribution, event=event
    )


def cited(document: str, source: str, cue: str, content: str, link: ChainLink) -> Attribution:
    """Return that somebody is cited."""
    return Attribution(
        id=f"attribution-{document}-{source.split()[-1]}",
        source=(span(document, source),),
        cue=(span(document, cue),),
        content=(span(document, content),),
        mode="indirect",
        kind="speech",
        rule="verb",
        source_entity=link.entity,
        chain=(ChainLink(name="Lund Post", role="outlet"), link.replace(span=span(document, source))),
    )


def documents() -> tuple[Document, ...]:
    """Return the three articles with what they say."""
    norda = ChainLink(name="Norda", role="agency", entity="entity-a-norda")
    berg = ChainLink(name="Mayor Berg", role="speaker", entity="entity-b-berg")
    rose = "The river rose on Monday and"
    facts = {
        "a": {
            "claims": (
                claim("a", f"{rose} 12 people fled", "reported", "attribution-a-Norda", "event-a"),
                claim("a", "The cause is not known", "not_known"),
            ),
            "attributions": (cited("a", "Norda", "said", f"{rose} 12 people fled", norda),),
            "events": (
                Event(
                    id="event-a",
                    trigger=span("a", "rose"),
                    head=2,
                    lemma="rise",
                    kind="change",
                    when="2024-05-06",
                    when_why="weekday before publication",
                    claim="claim-a-river",
                    roles=(Role(role="agent", span=span("a", "The river"), head=1),),
                ),
            ),
        },
        "b": {
            "claims": (
                claim("b", f"{rose} 20 people fled", "reported", "attribution-b-Norda"),
                claim("b", "the dam broke", "denied", "attribution-b-Berg"),
            ),
            "attributions": (
                cited("b", "Norda", "said", f"{rose} 20 people fled", norda.replace(entity="entity-b-norda")),
                cited("b", "Mayor Berg", "denied", "the dam broke", berg),
            ),
            "mentions": (
                Mention(id="mention-b", span=span("b", "Mayor Berg"), kind="person", form="name", head=0, entity="entity-b-berg"),
            ),
        },
        "c": {
            "claims": (claim("c", "The dam broke", "asserted"), claim("c", "She slept", "asserted")),
            "mentions": (
                Mention(id="mention-c", span=span("c", "She"), kind="person", form="pronoun", head=0, entity="entity-c-berg"),
            ),
        },
    }
    return tuple(_document(name, **facts[name]) for name in TEXTS)


def _document(name: str, **facts: object) -> Document:
    kinds: tuple[tuple[int, int, ZoneKind], ...] = ((0, 14, "headline"),) if name == "a" else ()
    document = Document(
        id=f"doc-{name}",
        source=f"{name}.txt",
        text=TEXTS[name],
        text_sha256=name,
        outlet={"a": "Lund Post", "b": "Lund Post"}.get(name, "Citizen"),
        published=f"2024-05-{7 + ord(name) - ord('a'):02}",
        published_why=DateEvidence(method="header", candidates=(DateCandidate(method="header", value="2024-05-07"),)),
        title="Flood in Lund",
        zones=tuple(Zone(span=Span(start=start, end=end), kind=kind, why="first line") for start, end, kind in kinds),
    )
    return document.replace(**facts)


def group(name: str, state: State, *members: tuple[str, str], support: tuple[int, int] = (0, 1), **more: object) -> ClaimGroup:
    """Return a claim group of one story."""
    made = tuple(Member(document=f"doc-{document}", claim=f"claim-{document}-{word}") for document, word in members)
    least, most = support
    found = ClaimGroup(
        id=f"group-{name}", story="story-flood", members=made, proposition=name, state=state, at_least=least, at_most=most
    )
    return found.replace(**more)


def corpus() -> Corpus:
    """Return the whole small case."""
    rose = span("a", "rose")
    fled = Difference(
        slot="number",
        sides=(
            Side(value="12", members=(("doc-a", "claim-a-river"),)),
            Side(value="20", members=(("doc-b", "claim-b-river"),)),
        ),
        verdict="differs",
        rule="same_unit_other_number",
    )
    return Corpus(
        documents=documents(),
        entities=(
            Entity(
                id="entity-berg",
                kind="person",
                name="Anna Berg",
                names=("Mayor Berg", "Anna Berg"),
                members=(),
                documents=("doc-b",),
            ),
        ),
        entity_of=(("entity-b-berg", "entity-berg"), ("entity-c-berg", "entity-berg")),
        stories=(
            Story(id="story-flood", title="Flood", documents=("doc-a", "doc-b", "doc-c"), first="2024-05-07", last="2024-05-09"),
            Story(id="story-alone", title="Alone", documents=("doc-c",), first="2024-06-01", last=None),
        ),
        origins=(Origin(id="origin-norda", name="Norda", kind="agency", state_run=False, documents=("doc-a", "doc-b")),),
        dependences=(
            Dependence(
                document="doc-a",
                on="origin-norda",
                how="cites",
                direction_known=True,
                evidence=(Place(document="doc-a", start=rose.start, end=rose.end),),
            ),
        ),
        groups=(
            group("unknown", "not_known", ("a", "cause")),
            group("broke", "disputed", ("c", "dam"), ("b", "dam")),
            group("slept", "undetermined", ("c", "slept")),
            group(
                "rose",
                "differs",
                ("a", "river"),
                ("b", "river"),
                support=(1, 1),
                when="2024-05-06",
                lines=(Line(origin="origin-norda", documents=("doc-a", "doc-b"), party_to_event=True),),
                differences=(fled,),
                reasons=(
                    Reason(rule="same_event", weight=0.7, spans=(Place(document="doc-a", start=rose.start, end=rose.end),)),
                ),
            ),
        ),
        disputes=(
            Dispute(
                id="dispute-dam",
                story="story-flood",
                groups=("group-broke",),
                aspect="whether it happened",
                sides=(
                    Side(value="asserted", members=(("doc-c", "claim-c-dam"),)),
                    Side(value="denied", members=(("doc-b", "claim-b-dam"),)),
                ),
                rule="denial",
            ),
        ),
    )


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Return the small case, open to be asked."""
    path = tmp_path / "case.db"
    with open_case(path, write=True) as written:
        written.write(corpus(), [Failure(source="x.zip", rule="archive", message="is an archive", remedy="unpack it first")], {})
    with open_case(path) as opened:
        yield opened
