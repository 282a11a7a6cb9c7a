"""A check costs what it touches: of a case of thousands of claims only groups of near kinds of happenings are fetched."""

from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.model.corpus import ClaimGroup, Corpus, Member, Story
from sayso.model.document import Document
from sayso.model.facts import Claim, Event, Role
from sayso.model.span import Span
from sayso.query.check import Checker
from sayso.run.sentence import read_sentence
from sayso.store.store import open_case

WORDS = "The clerk {verb} the lamp {number}"
OTHERS = ("paint", "count", "mend", "wash", "fold")
"""Kinds of happenings that the sentence is not about."""
GIFTS = 3


def article(number: int, kind: str, verb: str) -> Document:
    """Return an article of one claim, that the clerk did something to a lamp."""
    text = WORDS.format(verb=verb, number=number)
    role = Role(role="agent", span=Span(start=0, end=9), head=1, lemma="clerk")
    thing = Role(role="patient", span=Span(start=text.index("the lamp"), end=text.index("the lamp") + 8), head=4, lemma="lamp")
    event = Event(
        id=f"event-{number}",
        trigger=Span(start=10, end=10 + len(verb)),
        head=2,
        lemma=kind,
        kind=kind,
        roles=(role, thing),
        claim=f"claim-{number}",
        terms=("clerk", kind, "lamp"),
    )
    claim = Claim(
        id=f"claim-{number}",
        span=Span(start=0, end=len(text)),
        head=2,
        stance="asserted",
        certainty="certain",
        event=f"event-{number}",
    )
    return Document(
        id=f"doc-{number}", source=f"{number}.txt", text=text, text_sha256=str(number), claims=(claim,), events=(event,)
    )


def case_of(folder: Path, claims: int) -> Path:
    """Write a case of so many claims, three of them of a gift."""
    documents = tuple(
        article(number, "give", "gave") if number < GIFTS else article(number, OTHERS[number % len(OTHERS)], "tended")
        for number in range(claims)
    )
    groups = tuple(
        ClaimGroup(
            id=f"group-{each.id}",
            story="story-1",
            members=(Member(document=each.id, claim=each.claims[0].id),),
            proposition=each.text,
        )
        for each in documents
    )
    story = Story(id="story-1", title="Lamps", documents=tuple(each.id for each in documents), first=None, last=None)
    path = folder / f"{claims}.db"
    with open_case(path, write=True) as case:
        case.write(Corpus(documents=documents, stories=(story,), groups=groups), [], {})
    return path


@pytest.mark.parametrize("claims", [30, 3000])
def test_only_what_can_bear_on_the_sentence_is_fetched(tmp_path: Path, claims: int) -> None:
    with open_case(case_of(tmp_path, claims)) as case:
        checker = Checker(case, Config())
        answer = checker.check(read_sentence("The clerk gave the lamp.", Config()))
        assert (answer.verdict, len(answer.groups)) == ("supports", GIFTS)
        assert checker.index.fetched == (GIFTS, GIFTS)
        assert checker.check(read_sentence("The clerk sold the lamp.", Config())).verdict == "silent"
        assert checker.index.fetched == (GIFTS, GIFTS)
