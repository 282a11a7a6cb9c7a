"""A large case without a build: stories of one to six articles with claims, chains, dates, differences and names.

Its proportions are those of a real build; its words are invented.
"""

import random
from collections.abc import Iterator

from sayso.model.base import make_id
from sayso.model.corpus import ClaimGroup, Corpus, Dependence, Difference, Entity, Line, Member, Origin, Side, Story
from sayso.model.document import Document, Zone
from sayso.model.facts import Attribution, ChainLink, Claim, Event, Mention, TimeRef
from sayso.model.span import Span

CLAIMS = 24
OUTLETS = [f"Paper {number}" for number in range(60)]
AGENCIES = [f"Agency {number}" for number in range(30)]


def made(count: int) -> Corpus:
    """Return a case of as many documents, told story by story."""
    chance, documents, told, groups = random.Random(0), list[Document](), list[Story](), list[ClaimGroup]()
    origins = [Origin(id=make_id("origin", name), name=name, kind="agency", names=(name,)) for name in AGENCIES]
    rests, named = list[Dependence](), dict[str, list[Document]]()
    while len(documents) < count:
        number, agency = len(told), chance.randrange(len(AGENCIES))
        size = min(chance.choice((1, 1, 1, 2, 3, 6)), count - len(documents))
        inside = [_document(number, place, agency, chance) for place in range(size)]
        documents.extend(inside)
        ids = tuple(each.id for each in inside)
        story = Story(
            id=make_id("story", number), title=f"Bridge {number} closed", documents=ids, first="2024-05-06", last="2024-05-08"
        )
        told.append(story)
        groups.extend(_groups(story, inside, origins[agency]))
        for each in inside:
            # One agency in twenty articles is known across stories; who else is named is named in one story alone.
            is_known = chance.random() < 0.05
            named.setdefault(AGENCIES[agency] if is_known else f"{AGENCIES[agency]} of {number}", []).append(each)
            rests.append(Dependence(document=each.id, on=origins[agency].id, how="cites", direction_known=True))
    entities = [
        Entity(
            id=make_id("entity", name),
            kind="organisation",
            name=name,
            names=(name,),
            members=tuple(f"e-{each.id}" for each in theirs),
            documents=tuple(each.id for each in theirs),
        )
        for name, theirs in named.items()
    ]
    entity_of = tuple((member, one.id) for one in entities for member in one.members)
    return Corpus(
        documents=tuple(documents),
        stories=tuple(told),
        origins=tuple(origins),
        groups=tuple(groups),
        dependences=tuple(rests),
        entities=tuple(entities),
        entity_of=tuple(sorted(entity_of)),
    )


def _document(story: int, place: int, agency: int, chance: random.Random) -> Document:
    outlet, lines, facts = chance.choice(OUTLETS), list[str](), dict[str, list[object]]()
    id, at, source = make_id("doc", story, place), 0, AGENCIES[agency]
    for number in range(CLAIMS):
        clause = f"{number + place % 2} lanes of bridge {story} in district {number} were closed on 6 May 2024"
        line = f"{clause}, {source} said. {'Nobody was hurt there, and the road stayed dry all day long. ' * 2}\n"
        for kind, fact in _facts(id, number, at, len(clause), source, outlet).items():
            facts.setdefault(kind, []).append(fact)
        lines.append(line)
        at += len(line)
    text = "".join(lines)
    found = Document(
        id=id,
        source=f"{id}.txt",
        text=text,
        text_sha256=id,
        outlet=outlet,
        published=f"2024-05-0{6 + place % 3}",
        title=f"Bridge {story} closed",
        language="en",
        zones=(Zone(span=Span(start=0, end=at), kind="body", why="made"),),
    )
    return found.replace(**{kind: tuple(values) for kind, values in facts.items()})


def _facts(id: str, number: int, at: int, length: int, source: str, outlet: str) -> dict[str, object]:
    said = Span(start=at + length + 2, end=at + length + 2 + len(source))
    cue, entity = Span(start=said.end + 1, end=said.end + 5), f"e-{id}"
    chain = (ChainLink(name=outlet, role="outlet"), ChainLink(name=source, role="agency", entity=entity, span=said))
    when, key = Span(start=at + length - 10, end=at + length), f"{id}-{number}"
    return {
        "claims": Claim(
            id=f"claim-{key}",
            span=Span(start=at, end=at + length),
            head=0,
            stance="reported",
            certainty="certain",
            attribution=f"attribution-{key}",
            event=f"event-{key}",
        ),
        "attributions": Attribution(
            id=f"attribution-{key}",
            source=(said,),
            cue=(cue,),
            content=(Span(start=at, end=at + length),),
            mode="indirect",
            kind="speech",
            rule="verb",
            source_entity=entity,
            chain=chain,
        ),
        "events": Event(
            id=f"event-{key}",
            trigger=Span(start=at, end=at + 4),
            head=0,
            lemma="close",
            kind="change",
            when="2024-05-06",
            when_why="governor",
            claim=f"claim-{key}",
        ),
        "mentions": Mention(id=f"mention-{key}", span=said, kind="organisation", form="name", head=0, entity=entity),
        "times": TimeRef(id=f"time-{key}", span=when, type="date", timex="2024-05-06", value="2024-05-06"),
    }


def _groups(story: Story, inside: list[Document], origin: Origin) -> Iterator[ClaimGroup]:
    for number in range(CLAIMS):
        # The first six claims are told by every article of the story, the rest by one each.
        sets = [inside] if number < 6 else [[each] for each in inside]
        for tellers in sets:
            claims = [(each.id, f"claim-{each.id}-{number}") for each in tellers]
            halves = (claims[::2], claims[1::2])
            is_apart = number < 2 and len(claims) > 1
            sides = tuple(Side(value=str(number + place), members=tuple(half)) for place, half in enumerate(halves))
            apart = (
                (Difference(slot="number", sides=sides, verdict="contradicted", rule="exact-numbers-differ"),) if is_apart else ()
            )
            yield ClaimGroup(
                id=make_id("group", story.id, number, claims[0][0]),
                story=story.id,
                members=tuple(Member(document=document, claim=claim, origins=(origin.id,)) for document, claim in claims),
                proposition=f"{number} lanes of {story.title} were closed",
                when="2024-05-06",
                state="contradicted" if is_apart else "single_origin",
                at_least=1,
                at_most=1,
                lines=(Line(origin=origin.id, documents=tuple(document for document, _ in claims)),),
                differences=apart,
            )
