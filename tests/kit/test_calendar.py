"""Days, months and the part of EDTF that sayso writes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.kit import calendar

BOUNDS = {
    "2024-02-18": ("2024-02-18", "2024-02-18"),
    "2024-02-18T09:30": ("2024-02-18", "2024-02-18"),
    "2024-02-18~": ("2024-02-18", "2024-02-18"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2024-02-XX": ("2024-02-01", "2024-02-29"),
    "2024?": ("2024-01-01", "2024-12-31"),
    "9999-12": ("9999-12-01", "9999-12-31"),
    "2024-24": ("2024-12-01", "2025-02-28"),
    "2024-33": ("2024-01-01", "2024-03-31"),
    "2024-41": ("2024-07-01", "2024-12-31"),
    "199X": ("1990-01-01", "1999-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "2015/2017": ("2015-01-01", "2017-12-31"),
    "2004-02-20~/2024-02-20": ("2004-02-20", "2024-02-20"),
    "2023-09/..": ("2023-09-01", None),
    "../2024-02-20": (None, "2024-02-20"),
    "/2017": (None, "2017-12-31"),
}
UNKNOWN = [None, "", "..", "../..", "2024-02-31", "2024-77", "XXXX-02-18", "2017/2015", "soon", "2015/soon", "1/2/3", "0000"]
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(("value", "expected"), BOUNDS.items())
def test_bounds_are_the_first_and_last_day_that_a_value_allows(value: str, expected: tuple[str | None, str | None]) -> None:
    assert calendar.bounds(value) == expected


@pytest.mark.parametrize("value", UNKNOWN)
def test_a_value_that_is_not_understood_has_no_bounds_and_excludes_nothing(value: str | None) -> None:
    assert calendar.bounds(value) == (None, None)
    assert calendar.granularity(value) == "unknown"
    assert calendar.is_compatible(value, "2024")


@pytest.mark.parametrize(
    ("value", "doubted"),
    [(None, None), ("2024-02-18", "2024-02-18?"), ("2024~/..", "2024%/.."), ("../2024-02?", "../2024-02?"), ("199X", "199X?")],
)
def test_a_doubted_value_keeps_its_bounds(value: str | None, doubted: str | None) -> None:
    assert calendar.doubted(value) == doubted
    assert calendar.bounds(doubted) == calendar.bounds(value)
    assert doubted is None or calendar.unqualified(doubted) == calendar.unqualified(str(value))


def test_an_interval_begins_with_the_first_year_of_a_decade_and_ends_with_its_last() -> None:
    assert (calendar.first_part("199X"), calendar.last_part("19XX")) == ("1990", "1999")
    assert calendar.first_part("2024-02") == calendar.last_part("2024-02") == "2024-02"


@given(DAYS)
def test_a_day_lies_within_its_month_season_quarter_year_decade_and_week(day: date) -> None:
    year, text = f"{day.year:04}", day.isoformat()
    quarter = f"{year}-{33 + (day.month - 1) // 3}"
    week = calendar.edtf_of_timex(calendar.week_of(day)) if day.year < 9999 else None
    for wider in (text[:7], quarter, year, f"{year[:3]}X", f"{year[:2]}XX", week):
        if wider:
            assert calendar.is_compatible(text, wider)
            assert calendar.is_narrower(text, wider)
            assert not calendar.is_narrower(wider, text)
            assert calendar.narrower(wider, text) == calendar.narrower(text, wider) == text


@given(DAYS, DAYS)
def test_an_interval_holds_exactly_the_days_between_its_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    value = calendar.interval(first, last)
    assert calendar.bounds(value) == (first.isoformat(), last.isoformat())
    assert calendar.extent(value) == (last - first).days + 1
    if first > date.min:
        assert not calendar.is_compatible(value, (first - timedelta(days=1)).isoformat())


@given(st.text(max_size=12))
def test_no_text_makes_the_calendar_fail(text: str) -> None:
    calendar.bounds(text)
    calendar.granularity(text)
    calendar.edtf_of_timex(text)


@given(DAYS, st.integers(-60_000, 60_000), st.sampled_from("DWMQYEC"))
def test_a_shift_never_leaves_the_calendar_and_keeps_its_direction(day: date, count: int, unit: str) -> None:
    shifted = calendar.shift(day, count, unit)
    assert (shifted >= day) if count >= 0 else (shifted <= day)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-18", "day"),
        ("2024-02", "month"),
        ("2024-21", "season"),
        ("2024-33", "quarter"),
        ("2024-40", "half"),
        ("2024", "year"),
        ("199X", "decade"),
        ("19XX", "century"),
        ("2015/..", "interval"),
    ],
)
def test_granularity_tells_how_fine_a_value_is(value: str, expected: str) -> None:
    assert calendar.granularity(value) == expected


def test_values_that_share_a_day_are_compatible() -> None:
    assert calendar.is_compatible("2023-09/..", "2024-02-18")
    assert not calendar.is_compatible("2023-09/..", "2023-08")
    assert not calendar.is_compatible("2024-02-18", "2024-02-19")
    assert not calendar.is_narrower("2024-02", "2024-02")
    assert calendar.is_narrower("2024-02", "2023/..")


@pytest.mark.parametrize(
    ("timex", "expected"),
    [
        ("2024-W08", "2024-02-19/2024-02-25"),
        ("2024-W08-WE", "2024-02-24/2024-02-25"),
        ("2024-Q1", "2024-33"),
        ("2024-WI", "2024-24"),
        ("199", "199X"),
        ("19", "19XX"),
        ("2024-02-18TMO", "2024-02-18"),
        ("P2Y", None),
        ("PRESENT_REF", None),
        ("XXXX-WXX-2", None),
        ("2024-W60", None),
    ],
)
def test_a_timex_value_becomes_edtf_where_it_names_a_stretch_of_the_calendar(timex: str, expected: str | None) -> None:
    assert calendar.edtf_of_timex(timex) == expected


def test_days_that_move_are_reckoned() -> None:
    assert calendar.easter(2024) == date(2024, 3, 31)
    assert calendar.nth_weekday(2024, 11, 3, 4) == date(2024, 11, 28)
    assert calendar.nth_weekday(2024, 5, 0, -1) == date(2024, 5, 27)
