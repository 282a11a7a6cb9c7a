"""Who has whose words: reprints, briefs, embedded passages and rewrites are copies; quotations and boilerplate are not."""

import random

import pytest

from benchmark import perturb
from sayso.kit.shingles import WordMarks, runs_of
from sayso.link.copies import copies
from sayso.model.corpus import Copy, Corpus
from sayso.model.document import Document
from sayso.model.span import Span
from tests.reading import CONFIG, read

WIRE = """The ferry Skylark ran aground on a sandbank off Ostrava shortly before dawn on Tuesday with 214 passengers on board.

Two tugs of the harbour company pulled at her stern for three hours and gave up when the tide began to fall.

Coastguard officer Lena Brandt said that nobody was hurt and that the hull showed no sign of a leak.

The passengers were taken off in lifeboats from noon on and spent the afternoon in a school near the harbour.

The owner of the ferry, the Maas shipping line, has run the route to Velden since 1987 with four ships of the same type.

Divers will look at the propellers on Wednesday before a third attempt is made with a tug from the naval yard.

A sandbank has grown at the mouth of the channel since the storms of January, and pilots had asked for new buoys.

The harbour master of Ostrava closed the channel to all ships of more than forty metres until the end of the week."""
OWN = """Fishermen in Ostrava watched the stranded ferry from the pier on Tuesday and argued about who was to blame.

Some blamed the pilot, others the council, which has put off the dredging of the channel for two winters in a row.

At the school gym the children of the town carried blankets and soup to people who wanted nothing but a bus.

The mayor came at four, shook many hands, and left again without a word about the buoys that were never bought.

By evening the gym was empty, and the ship lay in the last light like something that had always been there."""
SPEECH = (
    "\u201cWe will pull this ship off the sand, we will bring every passenger home, and we will find out why a ferry that has "
    "sailed this channel for thirty years did not see a bank that every fisherman in this town has known of since May,\u201d"
)
NOTICE = " Readers who want to know more of our work can write to the desk at any hour and will have an answer within the week."


def article(text: str, name: str, outlet: str | None = None, day: str | None = None) -> Document:
    return read(text, name="d").replace(id=name, source=name, outlet=outlet or name, published=day, parse=None)


def found(*documents: Document) -> tuple[Copy, ...]:
    return copies(Corpus(documents=documents), CONFIG).copies


@pytest.mark.parametrize("kind", perturb.KINDS)
def test_a_made_copy_of_every_kind_is_found_with_the_passages_that_both_have(kind: str) -> None:
    wire, own = article(WIRE, "wire", day="2024-05-14"), article(OWN, "own", day="2024-05-14")
    made = perturb.made(kind, 1, wire, own, random.Random(2)).replace(published="2024-05-15")
    copy = next(copy for copy in found(wire, made, own) if {copy.one, copy.other} == {"wire", made.id})
    assert (copy.one, copy.direction_known) == ("wire", True)
    sides = [reason.spans for reason in copy.reasons if reason.rule == "same-passage"]
    assert sides
    for one, other in sides:
        words = [wire.text[one.start : one.end].split(), made.text[other.start : other.end].split()]
        assert (words[0][0], words[0][-1]) == (words[1][0], words[1][-1])


def test_a_reprint_is_whole_and_undated_ones_have_no_direction() -> None:
    (copy,) = found(article(WIRE, "b"), article(WIRE.replace("Tuesday", "tuesday"), "a"))
    assert (copy.share, copy.direction_known, copy.reasons[0].rule) == (1.0, False, "same-body")


def test_sixty_copies_hang_together_whatever_their_number() -> None:
    pairs = found(*(article(WIRE if number % 2 else WIRE + NOTICE, f"a{number:02}") for number in range(60)))
    linked = {"a00"}
    for _ in range(60):
        linked |= {id for copy in pairs if linked & {copy.one, copy.other} for id in (copy.one, copy.other)}
    assert len(linked) == 60


def test_who_quotes_the_same_speech_has_copied_nobody() -> None:
    told = [f"{part}\n\n{SPEECH} the mayor said." for part in (WIRE.split("\n\n")[0], OWN.split("\n\n")[0])]
    assert found(article(told[0], "a"), article(told[1], "b")) == ()


def test_a_speech_that_both_show_without_quotation_marks_is_no_copy() -> None:
    bare = SPEECH.strip("\u201c\u201d")
    assert found(article(f"{WIRE}\n\n{bare}", "a"), article(f"{OWN}\n\n{bare}", "b")) == ()


def test_what_one_outlet_prints_under_its_articles_is_no_copy() -> None:
    notice = NOTICE * 4
    assert found(article(WIRE + notice, "a", "Post"), article(OWN + notice, "b", "Post")) == ()
    third = article("The council met. " + OWN.split("\n\n")[1] + notice, "c", "Post")
    series = found(article(WIRE + notice, "a", "Post"), article(OWN.split("\n\n")[0] + notice, "b", "Post"), third)
    assert series == ()


def test_a_few_words_make_no_copy() -> None:
    assert found(article("The ferry sank.", "a"), article("The ferry sank.", "b")) == ()
    assert found(article(WIRE, "a"), article(OWN, "b")) == ()


def test_an_empty_document_has_no_runs() -> None:
    assert len(runs_of("", [Span(start=0, end=0)], WordMarks()).marks) == 0
    assert found(article(WIRE, "a"), Document(id="empty", source="empty", text="", text_sha256="")) == ()
