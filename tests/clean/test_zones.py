"""What each stretch of a page is taken for, and that nothing of it is lost."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean.zones import find_zones, zones
from sayso.kit.config import Config
from sayso.model.document import Document, ZoneKind

FIRST = "The minister said on Monday that the talks had ended without a deal. Nobody was hurt."
SECOND = "Police later confirmed the account in a statement to reporters."
SHARED = Path(__file__).parents[3] / "shared"


def kinds(*blocks: str, title: str | None = None) -> list[tuple[ZoneKind, str]]:
    text = "\n\n".join(blocks)
    return [(zone.kind, zone.span.cut(text).strip()) for zone in find_zones(text, title)]


def between(block: str) -> list[tuple[ZoneKind, str]]:
    """Return the zones of a block that stands between two paragraphs."""
    found = kinds(FIRST, block, SECOND)
    assert found[0] == ("body", FIRST)
    assert found[-1] == ("body", SECOND)
    return found[1:-1]


def test_one_block_may_hold_header_button_credit_and_caption() -> None:
    caption = "Mayor Ana Okafor, right, and her guest shake hands at the airport outside Lagos."
    found = kinds(f" date 2023-01-05 Follow us on Image Source : PTI/FILE PHOTO {caption}", FIRST)
    assert found == [
        ("header", "date 2023-01-05"),
        ("chrome", "Follow us on"),
        ("credit", "Image Source : PTI/FILE PHOTO"),
        ("caption", caption),
        ("body", FIRST),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "For free breaking news sent straight to your inbox sign up to our emails Please enter a valid email address SIGN UP",
        "Morning email {{ #errors }} {{ message }} {{ /errors }} Something went wrong. Please try again later {{ /errors }}",
        "We use cookies to improve your experience. By continuing to use this site you accept our cookie policy.",
        "READ MORE: Ministers leave talks in silence",
        "Share on Facebook",
        "Advertisement",
        "Read our privacy notice",
        "First published: Tuesday, 19 November 2019",
    ],
)
def test_words_of_the_page_are_chrome(words: str) -> None:
    assert between(words) == [("chrome", words)]


@pytest.mark.parametrize(
    "words",
    [
        "In this photo provided by the state agency, the leader, left, and his guest shake hands before their talk",
        "Mayor Ana Okafor, center, steps down from her train after arriving near Lagos",
        "A soldier stands beside a burnt car at the border crossing near the river",
        "Police (left) stand with residents outside the court.",
    ],
)
def test_captions(words: str) -> None:
    assert between(words) == [("caption", words)]


def test_caption_and_credit_are_told_apart() -> None:
    assert between("A soldier guards the border crossing. (AP Photo/Ivan Petrov)") == [
        ("caption", "A soldier guards the border crossing."),
        ("credit", "(AP Photo/Ivan Petrov)"),
    ]
    assert between("Crowds gather in the square Ivan Petrov/Reuters") == [
        ("caption", "Crowds gather in the square"),
        ("credit", "Ivan Petrov/Reuters"),
    ]
    assert between("Getty Images") == [("credit", "Getty Images")]


@pytest.mark.parametrize(
    "words",
    [
        "The Kremlin has neither confirmed nor denied the report.",
        "The senator told voters to sign up for our future, and said he would follow us on the road.",
        "The firm said users were told: “Please enter a valid email address” and then robbed.",
        "He turned left, right, and left again, the driver said.",
        "Photos by residents show smoke over the port, police said.",
        "Mr Okafor, left, said he would resign.",
        "The attack killed five people, the army said (AP).",
        "IDENTIFIED AS PRESS",
        "The leaders leave.",
    ],
)
def test_what_might_be_the_article_stays_body(words: str) -> None:
    assert between(words) == [("body", words)]


def test_repeated_sentences_are_kept() -> None:
    assert [kind for kind, _ in kinds(FIRST, SECOND, FIRST, SECOND, FIRST)] == ["body"] * 5


def test_frame_of_a_wire_story() -> None:
    found = kinds(
        "Talks end without a deal",
        "By Ana Okafor and Omar Sy",
        f"MOSCOW, Feb 20 (Reuters) - {FIRST}",
        "Reporting by A. Sy; Editing by B. Li",
    )
    assert [kind for kind, _ in found] == ["headline", "byline", "dateline", "body", "byline"]
    assert found[2][1] == "MOSCOW, Feb 20 (Reuters) -"
    assert kinds(f"SEOUL, South Korea (AP) — {FIRST}")[0] == ("dateline", "SEOUL, South Korea (AP) —")


def test_lines_in_a_row_are_links_but_a_list_that_is_announced_is_body() -> None:
    links = ["Storm hits the coast", "Ten ways to save water", "Who won the vote"]
    assert [kind for kind, _ in kinds(FIRST, *links, SECOND)] == ["body", "chrome", "chrome", "chrome", "body"]
    assert [kind for kind, _ in kinds("The cities that were hit by the storm are these:", *links, SECOND)] == ["body"] * 5


def test_title_is_found_again() -> None:
    assert kinds("Talks  end", FIRST, title="Talks end")[0] == ("headline", "Talks  end")


def test_text_without_any_paragraph_is_kept() -> None:
    assert kinds("Talks end") == [("body", "Talks end")]
    assert kinds(" \n ") == [("chrome", "")]
    assert find_zones("") == ()


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The minister said on Monday that the talks between the\ntwo sides had ended without any deal and that nobody\nwas hurt."
    )
    assert kinds(wrapped, SECOND) == [("body", wrapped), ("body", SECOND)]
    assert [words for _, words in kinds(f"{FIRST}\n{SECOND}")] == [FIRST, SECOND]


PIECES = st.sampled_from(
    [
        "Follow us on",
        " date 2024-02-20 ",
        "(AP Photo/A. B)",
        "\n\n",
        "\r\n",
        "\u2028",
        "{{ x",
        "}}",
        "İ",
        " left,",
        "Image: ",
        "said.",
        "\xa0",
        "(",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join))
def test_zones_tile_any_text(text: str) -> None:
    found = find_zones(text)
    assert "".join(zone.span.cut(text) for zone in found) == text
    assert all(zone.why and zone.span.start < zone.span.end for zone in found)


def test_stage_writes_zones() -> None:
    document = Document(id="a", source="a.txt", text=FIRST, text_sha256="")
    assert zones(document, Config()).zones == find_zones(FIRST)


def test_marked_articles_lose_nothing_and_let_nothing_in() -> None:
    gold = SHARED / "gold/seed_zones.json"
    if not gold.exists():
        assert "CI" not in os.environ, f"{gold} is needed in CI"
        pytest.skip(f"the marked articles are not beside the repository: {gold}")
    for article in json.loads(gold.read_text("utf-8")).values():
        found = find_zones(article["text"])
        for expected in article["zones"]:
            inside = {zone.kind for zone in found if zone.span.start < expected["end"] and expected["start"] < zone.span.end}
            assert inside == {expected["kind"]}, expected["text"]


def test_a_sentence_that_is_broken_at_its_links_is_one_block() -> None:
    broken = "The council voted to close the quay, according to\nthe minutes\nof the meeting on Monday."
    assert kinds(broken, SECOND) == [("body", broken), ("body", SECOND)]
    assert [words for _, words in kinds(f"{FIRST}\nhome\nnews\nsport", SECOND)] == [FIRST, "home", "news", "sport", SECOND]
