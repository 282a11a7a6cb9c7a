"""The zone model: the shape of its file, and what it makes of a whole page, with lines and without."""

from importlib.resources import files

import msgspec
import numpy as np
import pytest

from sayso.clean.context import settle_by_place
from sayso.clean.features import measure, terms_of
from sayso.clean.marks import Page
from sayso.clean.model import Weights, zone_model
from sayso.clean.pieces import LONGEST_PARAGRAPH, cut_pieces
from sayso.clean.zones import find_zones
from tests.clean.article import ARTICLE

PARAGRAPHS = ARTICLE[:8]
PROMOTION = "Sign up to our free morning newsletter and get the stories that matter delivered to your inbox"
LINKS = ("Related", "Ten ways to save water", "Who won the vote", "Storm hits the coast")


def kinds_of(text: str) -> dict[str, str]:
    return {zone.span.cut(text).strip(): zone.kind for zone in find_zones(text)}


def test_the_file_fits_the_code() -> None:
    content = files("sayso.models").joinpath("zones.json").read_bytes()
    weights = msgspec.json.decode(content, type=Weights)
    page = Page.of("\n".join(PARAGRAPHS))
    pieces = cut_pieces(page)
    rows = measure(page, pieces, settle_by_place(page, pieces), [["words"]] * len(pieces), np.zeros((len(pieces), 4)))
    assert len(content) < 5_000_000
    assert weights.kinds == ("body", "caption", "headline", "chrome")
    assert rows.shape == (len(pieces), len(weights.usual)) == (len(PARAGRAPHS), len(weights.spread))
    for network in weights.networks:
        assert {len(row) for row in network.hidden} == {len(network.hidden_bias)} == {len(network.out)}
        assert len(network.hidden) == len(weights.usual)
        assert {len(row) for row in network.out} == {len(network.out_bias)} == {4}
    assert all(len(votes) == 4 for votes in weights.words.values())


def test_judgements_are_probabilities() -> None:
    page = Page.of("\n".join((PROMOTION, *PARAGRAPHS, *LINKS)))
    pieces = cut_pieces(page)
    judged = zone_model().judge(page, pieces, settle_by_place(page, pieces))
    assert judged.sum(axis=1) == pytest.approx(1)
    assert all(0 <= zone.score <= 1 for zone in find_zones(page.text))


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_page_with_lines(between: str) -> None:
    found = kinds_of(between.join((PROMOTION, *PARAGRAPHS[:4], "Advertisement", *PARAGRAPHS[4:], *LINKS)))
    assert [found[words] for words in PARAGRAPHS] == ["body"] * len(PARAGRAPHS)
    assert {found[words] for words in (PROMOTION, "Advertisement", *LINKS)} == {"chrome"}


def test_a_page_without_lines_loses_no_paragraph() -> None:
    text = " ".join((*PARAGRAPHS, PARAGRAPHS[0], *PARAGRAPHS[2:]))
    assert len(text) > LONGEST_PARAGRAPH
    assert kinds_of(text) == {text: "body"}


def test_a_caption_between_paragraphs() -> None:
    caption = "Boats lie at the northern quay in Lisse on Tuesday. (AP Photo/Ivan Petrov)"
    found = kinds_of("\n\n".join((*PARAGRAPHS[:3], caption, *PARAGRAPHS[3:])))
    assert found["Boats lie at the northern quay in Lisse on Tuesday."] == "caption"
    assert found["(AP Photo/Ivan Petrov)"] == "credit"


def test_numbers_are_one_word_and_ends_are_marked() -> None:
    assert set(terms_of(["share", "12"])) == {"share", "0", "share 0", "^share", "$0", "^share 0", "$share 0", "=share 0"}
    assert terms_of([]) == {}
