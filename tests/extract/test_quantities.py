"""Numbers of something: their bounds, what is counted, and numbers that count nothing.

In each line the quantities stand in square brackets; their bounds and units follow.
"""

import functools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.quantities import quantities
from sayso.extract.times import times
from sayso.kit.config import Config
from sayso.language.parser import Parser, load_parser
from sayso.model.document import Document, Zone
from sayso.model.span import Span

Expected = list[tuple[float | None, float | None, str]]
MARK = re.compile(r"\[(.*?)\]")

FOUND: list[tuple[str, Expected]] = [
    ("The country imported [more than 800] luxury cars.", [(800, None, "car")]),
    ("[At least 12] people died and [up to 30] were hurt.", [(12, None, "people"), (None, 30, "")]),
    ("The rebels held [some 40] villages.", [(36, 44, "village")]),
    ("The rebels held [nearly 200] villages.", [(180, 200, "village")]),
    ("[Between 10 and 15] officials resigned.", [(10, 15, "official")]),
    ("[Three] delegations left.", [(3, 3, "delegation")]),
    ("The deal is worth [$1.2 billion].", [(1.2e9, 1.2e9, "$")]),
    ("It cost [about €40m] and failed.", [(36e6, 44e6, "€")]),
    ("Prices rose [5 percent] and wages [2.5%].", [(5, 5, "%"), (2.5, 2.5, "%")]),
    ("[Two-thirds] of the members voted.", [(66.6666666667, 66.6666666667, "%")]),
    ("[Twenty-five] ships sank.", [(25, 25, "ship")]),
    ("[One hundred and twenty] ships sank.", [(120, 120, "ship")]),
    ("[Hundreds] of people and [tens of thousands] of birds fled.", [(100, None, "people"), (10000, None, "bird")]),
    ("He sold [1,500] tons of rice.", [(1500, 1500, "ton")]),
    ("He sold [3 or more] ships.", [(3, None, "ship")]),
]
NOTHING = [
    "One of the men owns a Maybach S600 and an F-16.",
    "He was the 75th visitor on 18 February 2019 at 10:35 a.m.",
    "Resolution 1718 and Section 4 were read in Room 12.",
    "A three-member team left two years ago.",
]


@functools.cache
def parser() -> Parser:
    """Return the parser, loaded once."""
    return load_parser(Config())


def read(text: str) -> Document:
    """Return a document with its quantities."""
    zones = (Zone(span=Span(start=0, end=len(text)), kind="body", why="test"),)
    document = Document(id="d", source="d", text=text, text_sha256="", published="2024-02-20", zones=zones)
    [(parse, sentences)] = parser().parse([document])
    return quantities(times(document.replace(parse=parse, sentences=sentences), Config()), Config())


@pytest.mark.parametrize(("marked", "expected"), FOUND)
def test_a_quantity_is_found_with_its_bounds_and_what_is_counted(marked: str, expected: Expected) -> None:
    text = MARK.sub(r"\1", marked)
    found = read(text).quantities
    assert [quantity.span.cut(text) for quantity in found] == MARK.findall(marked)
    assert [(quantity.low, quantity.high, quantity.unit) for quantity in found] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_count_nothing_are_left_alone(text: str) -> None:
    assert [quantity.span.cut(text) for quantity in read(text).quantities] == []


def test_the_head_is_the_noun_that_is_counted() -> None:
    document = read("The country imported more than 800 luxury cars.")
    assert document.parse
    assert document.parse.word[document.quantities[0].head] == "cars"


@given(st.text(alphabet="0123456789-\u2013.,%$ andoftwohundred\nmillionbetweenmorethan", max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for quantity in read(text).quantities:
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_a_number_without_end_is_left_alone() -> None:
    assert read(f"He paid {'9' * 400} francs and {'billion ' * 50} dollars.").id == "d"
