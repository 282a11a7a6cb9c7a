"""How fast each page of a large case answers while eight readers load pages one after the other.

    python -m benchmark.pages [--documents 10000] [--readers 8] [--seconds 20] [--case FILE]

The case is made through the store: stories of one to six articles with claims, chains, dates, differences and names in the
proportions of a real build, their words invented. `--case` measures a case that was built from articles; where there is none, the
made one is kept there for the next time. The first load of each kind of page reads a case that nobody has asked yet.
"""

import argparse
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from sayso.kit.config import Config
from sayso.model.base import make_id
from sayso.model.corpus import ClaimGroup, Corpus, Dependence, Difference, Entity, Line, Member, Origin, Side, Story
from sayso.model.document import Document, Zone
from sayso.model.facts import Attribution, ChainLink, Claim, Event, Mention, TimeRef
from sayso.model.span import Span
from sayso.query.questions import stories
from sayso.store.store import open_case
from sayso.web.app import make_app
from sayso.web.server import bind, running

CLAIMS = 24
OUTLETS = [f"Paper {number}" for number in range(60)]
AGENCIES = [f"Agency {number}" for number in range(30)]
LIMIT = 0.200
"""The median that no page may exceed, in seconds."""
FIRST = 1.0
"""What the first load of a page after a change of the case may take, alone, in seconds."""


def main() -> None:
    """Make or take a case, load it, and print a line for each page."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        case = given.case or Path(scratch) / "large.db"
        if not case.exists():
            with open_case(case, write=True) as opened:
                opened.write(made(given.documents), (), {"analysis": "1"})
        bound = bind(0)
        server = running(make_app(case, Config()))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        site, paths = f"http://127.0.0.1:{bound.getsockname()[1]}", addresses(case)
        first = first_loads(site, paths)
        taken = measured(site, paths, given.readers, given.seconds)
        server.should_exit = True
        thread.join(10)
    slow = 0
    for page, times in sorted(taken.items()):
        middle = statistics.median(times)
        slow += middle > LIMIT or first[page] > FIRST
        load = f"median {middle * 1000:6.0f} ms  slowest {max(times) * 1000:6.0f} ms"
        print(f"{page:<12} {len(times):>5} loads  {load}  the first {first[page] * 1000:6.0f} ms")
    raise SystemExit(1 if slow else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--case", type=Path)
    return parser.parse_args()


def first_loads(site: str, paths: list[str]) -> dict[str, float]:
    """Return how long the first load of each kind of page took, one after the other."""
    _load(f"{site}/help")
    taken = dict[str, float]()
    for page, path in {path.partition("?")[0]: path for path in paths}.items():
        started = time.monotonic()
        _load(site + path)
        taken[page] = time.monotonic() - started
    return taken


def measured(site: str, paths: list[str], readers: int, seconds: float) -> dict[str, list[float]]:
    """Return how long each page took, by its name."""
    taken, lock, until = dict[str, list[float]](), threading.Lock(), time.monotonic() + seconds

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < until:
            path = chance.choice(paths)
            started = time.monotonic()
            _load(site + path)
            with lock:
                taken.setdefault(path.partition("?")[0], []).append(time.monotonic() - started)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _load(address: str) -> None:
    with urlopen(Request(address), timeout=120) as answer:
        answer.read()


def addresses(case: Path) -> list[str]:
    """Return addresses of each kind of page, as many of one kind as of another, over a thousand stories at most."""
    chance = random.Random(1)
    with open_case(case) as opened:
        told = list(stories(opened).stories)
        people = [one.id for one in opened.entities()[:400]]
        chosen = chance.sample(told, min(1000, len(told)))
        groups = [group.id for one in chosen[:200] for group in opened.groups(one.id)[:2]]
    listed: list[dict[str, str | int]] = [{"page": number} for number in range(1, 21)]
    kinds: dict[str, list[dict[str, str | int]]] = {
        "/": listed,
        "/story": [{"id": one.id} for one in chosen],
        "/timeline": [{"story": one.id} for one in chosen],
        "/sources": [{"story": one.id} for one in chosen],
        "/article": [{"id": chance.choice(one.documents)} for one in chosen],
        "/group": [{"id": id} for id in groups],
        "/entities": listed,
        "/entity": [{"id": id} for id in people],
        "/disputes": listed,
        "/claims": [*listed, {"stance": "reported", "page": 3}, {"state": "contradicted"}],
        "/search": [{"q": f"bridge {number}"} for number in range(1, 200)],
        "/why": [{"id": id} for id in groups],
    }
    return [f"{path}?{urlencode(chance.choice(found))}" for _ in range(400) for path, found in kinds.items() if found]


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


if __name__ == "__main__":
    main()
