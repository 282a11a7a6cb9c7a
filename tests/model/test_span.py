"""Every place in an edited reading leads home, as an oracle says that keeps one origin for each character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.base import make_id
from sayso.model.span import Edit, Reading, Span

TEXTS = st.text(max_size=30)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=6), lambda inner: st.lists(inner, max_size=3))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A text and edits of it, in order and apart."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, tuple(Edit(start=start, end=end, replacement=draw(st.text(max_size=4))) for start, end in pairs)


def homes(text: str, edits: tuple[Edit, ...]) -> list[tuple[str, int, int]]:
    """Return each character of the reading with the stretch of the original that it stands for."""
    found, at = list[tuple[str, int, int]](), 0
    for edit in edits:
        found += [(text[place], place, place + 1) for place in range(at, edit.start)]
        found += [(sign, edit.start, edit.end) for sign in edit.replacement]
        at = edit.end
    return found + [(text[place], place, place + 1) for place in range(at, len(text))]


@given(edited())
def test_every_stretch_of_a_reading_maps_home(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    reading, expected = Reading.of(text, edits), homes(text, edits)
    assert reading.text == "".join(sign for sign, _, _ in expected)
    for first in range(len(expected)):
        for last in range(first, len(expected)):
            home = reading.home(Span(start=first, end=last + 1))
            assert (home.start, home.end) == (expected[first][1], expected[last][2])
            assert 0 <= home.start <= home.end <= len(text)


@given(TEXTS)
def test_a_text_that_is_not_edited_is_its_own_reading(text: str) -> None:
    reading = Reading.of(text, ())
    assert reading.text == text
    assert all(reading.home(Span(start=n, end=n)) == Span(start=n, end=n) for n in range(len(text) + 1))


@pytest.mark.parametrize("places", [((3, 5), (4, 6)), ((4, 6), (1, 2)), ((5, 3),), ((9, 11),)])
def test_edits_that_overlap_or_leave_the_text_are_refused(places: tuple[tuple[int, int], ...]) -> None:
    edits = tuple(Edit(start=start, end=end, replacement="") for start, end in places)
    with pytest.raises(ValueError, match="overlap or leave the text"):
        Reading.of("0123456789", edits)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_spans_share_the_code_points_that_both_hold(a: int, b: int, c: int, d: int) -> None:
    one, other = (Span(start=min(pair), end=max(pair)) for pair in ((a, b), (c, d)))
    points, others = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlap(other) == len(points & others)
    assert not one.holds(other) or others <= points


@given(st.lists(JSON, max_size=4), st.lists(JSON, max_size=4))
def test_two_ids_are_one_only_if_all_parts_are(one: list[object], other: list[object]) -> None:
    """Parts never run into each other: ("a", "bc") is not ("ab", "c"), and 1 is not "1"."""
    assert (make_id("claim", *one) == make_id("claim", *other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "bc"), ("ab", "c")),
        ((1, 23), (12, 3)),
        (("1",), (1,)),
        (("a,b",), ("a", "b")),
        ((["a"], "b"), (["a", "b"],)),
        ((), ("",)),
    ],
)
def test_parts_that_join_to_the_same_words_give_two_ids(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert make_id("claim", *one) != make_id("claim", *other)
    assert make_id("claim", *one) != make_id("event", *one)


def test_an_id_names_its_kind_and_is_the_same_anywhere() -> None:
    assert re.fullmatch(r"claim-[0-9a-f]{16}", make_id("claim", "\ud800", 3))
    assert make_id("claim", "doc", 3, 9) == "claim-c4675a5ab05a9b94"
