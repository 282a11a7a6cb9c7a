"""Links in a page's text as origins: whose article it rests on, with the words that lead there; other links say nothing."""

import io
from pathlib import Path

import pytest

from sayso.link.hyperlinks import Sites
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE
from tests.reading import CONFIG

REUTERS = "https://www.reuters.com/world/freighter-sinks-off-selmar-2024-05-14/"
COURIER = "https://courier.example/2024/05/14/freighter-sinks-off-selmar"
FILLER = (
    "<p>The freighter Marlin had left the port of Velden on Sunday evening with a load of timber and eleven sailors.</p>"
    "<p>The coastguard sent two boats and a helicopter to the place, and the search went on for all of the night.</p>"
)


OTHER = (
    "<p>Eleven people were on board when the timber ship set out from Velden two days ago, harbour records show.</p>"
    "<p>Boats from three villages joined the coastguard in looking for survivors until the morning.</p>"
)


def page(folder: Path, body: str, *, name: str = "post", around: str = "", filler: str = FILLER) -> Document:
    head = (
        f'<html><head><link rel="canonical" href="https://{name}.example/2024/05/14/freighter-sinks-{name}">'
        f'<meta property="og:site_name" content="The Harbour {name.title()}"><meta property="article:published_time" '
        'content="2024-05-14"></head><body>'
    )
    path = folder / f"{name}.html"
    path.write_text(
        f"{head}{around}<article><h1>Freighter sinks off Selmar</h1>{filler}{body}</article></body>", encoding="utf-8"
    )
    (found,) = read_inputs((str(path),), io.BytesIO())
    assert isinstance(found, Document), found
    return found


def corpus(*documents: Document) -> Corpus:
    with Analyst(PIPELINE, CONFIG) as analyst:
        read = [document.replace(parse=None) for document in analyst.analyse(list(documents))]
    return across(Corpus(documents=tuple(sorted(read, key=lambda one: one.id))), CONFIG, PIPELINE, Silent())


def rests(found: Corpus) -> set[tuple[str, str]]:
    """Return what is rested on, each with the words that show it."""
    names = {origin.id: origin.name for origin in found.origins} | {one.id: one.outlet or one.id for one in found.documents}
    texts = {document.id: document.text for document in found.documents}
    return {
        (names[each.on], texts[place.document][place.start : place.end]) for each in found.dependences for place in each.evidence
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>The Marlin sank at dawn, according to <a href='{REUTERS}'>reports</a>.</p>", ("Reuters", "reports")),
        (f"<p>The Marlin sank on Monday <a href='{REUTERS}'>off Selmar</a> with all its timber.</p>", ("Reuters", "off Selmar")),
        (f"<p>The Marlin sank at dawn. Source: <a href='{REUTERS}'>the agency</a></p>", ("Reuters", "the agency")),
        (
            f"<p>The sinking was first reported by <a href='{COURIER}'>a local paper</a> on its site.</p>",
            ("courier.example", "a local paper"),
        ),
    ],
)
def test_a_link_to_anothers_article_is_what_the_text_rests_on(tmp_path: Path, body: str, expected: tuple[str, str]) -> None:
    found = corpus(page(tmp_path, body))
    assert expected in rests(found)
    assert any(reason.note.startswith("leads to https://") for each in found.dependences for reason in each.reasons)


@pytest.mark.parametrize(
    "body",
    [
        "<p>The Marlin sank on Monday <a href='https://www.reuters.com/world/'>off Selmar</a> with its timber.</p>",
        "<p>The Marlin sank on Monday <a href='https://www.reuters.com/topic/a-b-c-d-e-2024'>off Selmar</a> with its timber.</p>",
        "<p>The Marlin sank on Monday <a href='https://post.example/2024/05/13/marlin-leaves-velden'>off Selmar</a> at dawn.</p>",
        "<p>The Marlin sank on Monday <a href='/2024/05/13/marlin-leaves-velden-port'>off Selmar</a> with its timber.</p>",
        f"<p>The Marlin sank on Monday <a href='{COURIER}'>off Selmar</a> with all its timber.</p>",
        f"<p>Read more: <a href='{REUTERS}'>Freighter sinks off Selmar, crew of eleven is missing</a></p>",
        f"<p><a href='{REUTERS}'>Freighter sinks off Selmar, and the crew of eleven is missing</a></p>",
        f"<p>Photo via <a href='{REUTERS}'>the agency</a></p>",
        f"<figure><img src='a.jpg'><figcaption>The Marlin in 2020. <a href='{REUTERS}'>Reuters</a></figcaption></figure>",
        "<p>The Marlin sank on Monday <a href='https://x.com/mayor/status/1234567890123456'>off Selmar</a> with its timber.</p>",
        "<p>The Marlin sank <a href='javascript:go(\"https://www.reuters.com/a-b-c-d-e\")'>off Selmar</a> with timber.</p>",
        "<p>The Marlin sank <a href='https://www.reuters.com@evil.example/a-b-c-d-e'>off Selmar</a> with its timber.</p>",
        f"<p>The Marlin sank <a href='{REUTERS}{'x' * 3000}'>off Selmar</a> on Monday with its timber.</p>",
        "<p>The Marlin sank <a href='https://www.reuters.com/a-b&#27;[31m-c-d-e'>off Selmar</a> on Monday.</p>",
    ],
    ids=range(14),
)
def test_other_links_are_no_origin(tmp_path: Path, body: str) -> None:
    assert rests(corpus(page(tmp_path, body))) == set()


def test_a_link_in_the_navigation_is_no_origin(tmp_path: Path) -> None:
    words = f"All that is said about <a href='{REUTERS}'>the freighter that sank</a> off Selmar on Monday"
    around = f"<nav><ul><li>{words}</li></ul></nav>"
    assert rests(corpus(page(tmp_path, "", around=around))) == set()


def test_a_link_to_an_article_of_the_story_leads_to_that_article(tmp_path: Path) -> None:
    other = page(tmp_path, "<p>Nobody was hurt when the Marlin sank off Selmar on Monday morning.</p>", name="courier")
    citing = page(tmp_path, f"<p>The Marlin sank at dawn, according to <a href='{other.url}?utm_source=x'>reports</a>.</p>")
    found = corpus(other, citing)
    assert len(found.stories) == 1
    (edge,) = [each for each in found.dependences if each.on == other.id and each.how == "cites"]
    assert (edge.document, edge.direction_known, len(edge.evidence)) == (citing.id, True, 1)
    assert {rest.rule for rest in found.rests} >= {"linked"}


def test_two_who_link_to_one_report_are_one_voice_for_what_they_have_from_there(tmp_path: Path) -> None:
    said = f"<p>The Marlin sank off Selmar at dawn on Monday, according to <a href='{REUTERS}'>reports</a>.</p>"
    found = corpus(page(tmp_path, said, name="one"), page(tmp_path, said.replace("at dawn", "early"), name="two"))
    linked = {rest.claim for rest in found.rests if rest.rule == "linked"}
    (group,) = [one for one in found.groups if linked <= {member.claim for member in one.members}]
    assert (group.at_least, group.at_most) == (1, 1)


def test_unnamed_officials_behind_two_links_are_never_two_for_certain(tmp_path: Path) -> None:
    other = "https://apnews.com/article/freighter-sinks-off-selmar-0f1e2d3c4b5a"
    said = "<p>The Marlin sank off Selmar at dawn on Monday, officials <a href='{}'>said</a>.</p>"
    found = corpus(page(tmp_path, said.format(REUTERS), name="one"), page(tmp_path, said.format(other), name="two", filler=OTHER))
    linked = {rest.claim for rest in found.rests if rest.rule == "linked"}
    (group,) = [one for one in found.groups if linked <= {member.claim for member in one.members}]
    assert (group.at_least, group.at_most) == (1, 2)


def test_links_say_nothing_where_a_case_has_none() -> None:
    empty = Document(id="d", source="d", text="Words.", text_sha256="")
    assert Sites(Corpus(documents=(empty,)), CONFIG).led(empty) == ()
