"""Temporal expressions of news: which words make one, and which day they mean.

Each line is a marked sentence: its expressions stand in square brackets, and their TIMEX3 values follow. The articles are of
Tuesday, 20 February 2024 unless a line says otherwise.
"""

import functools
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.times import times
from sayso.kit.config import Config
from sayso.language.parser import Parser, load_parser
from sayso.model.document import Document, Zone
from sayso.model.facts import TimeRef
from sayso.model.span import Span

PUBLISHED = "2024-02-20"
SEED = Path(__file__).parents[3] / "shared" / "gold" / "seed_times.jsonl"
MARK = re.compile(r"\[(.*?)\]")

ABSOLUTE = [
    ("The treaty was signed on [Feb. 20, 2024] in Lisbon.", "2024-02-20"),
    ("The treaty was signed on [Tuesday, 20 February 2024] in Lisbon.", "2024-02-20"),
    ("The treaty was signed on [the 3rd of March 2019].", "2019-03-03"),
    ("The log was dated [2023-11-05] by the clerk.", "2023-11-05"),
    ("The log was dated [2/20/24] by the clerk.", "2024-02-20"),
    ("The mill opened in [October 1998] and closed in [2003].", "1998-10 2003"),
    ("The town grew in [the 1990s] and shrank in [the '80s].", "199 198"),
    ("It was built in [the 19th century].", "18"),
    ("Profits fell in [the third quarter of 2023].", "2023-Q3"),
    ("Profits fell in [the first half of 2023].", "2023-H1"),
    ("He froze in [the winter of 1994].", "1994-WI"),
    ("He was born in [nineteen ninety-six].", "1996"),
]
INCOMPLETE = [
    ("The minister resigned on [Sunday].", "2024-02-18"),
    ("The minister resigned on [Tuesday].", "2024-02-20"),
    ("The minister will resign on [Friday].", "2024-02-23"),
    ("The minister resigned [last Tuesday].", "2024-02-13"),
    ("The offer runs until [Thursday].", "2024-02-22"),
    ("The minister resigned [late Friday night].", "2024-02-16TNI"),
    ("The minister resigned on [18 February].", "2024-02-18"),
    ("The minister resigned on [Dec. 15].", "2023-12-15"),
    ("The vote will be held on [June 9].", "2024-06-09"),
    ("The bonds, due [Dec. 15, 2031], were sold.", "2031-12-15"),
    ("In [September] the envoy travelled to Oslo.", "2023-09"),
    ("The envoy travelled to Oslo in [January].", "2024-01"),
    ("In [October last year] the envoy travelled to Oslo.", "2023-10"),
    ("The port has been closed since [Jan. 13].", "2024-01-13"),
    ("The port closed [last summer].", "2023-SU"),
    ("The port closed [last winter].", "2022-WI"),
    ("The port closed on [Thanksgiving Day].", "2023-11-23"),
    ("The company reported its [fourth-quarter] loss.", "2023-Q4"),
]
RELATIVE = [
    ("The minister resigned [yesterday].", "2024-02-19"),
    ("The minister spoke [this morning] and leaves [tomorrow].", "2024-02-20TMO 2024-02-21"),
    ("The bus left at [10:35 a.m. EST].", "2024-02-20T10:35"),
    ("The bus left at [noon Friday].", "2024-02-16T12:00"),
    ("He moved [last year] and will move again [next month].", "2023 2024-03"),
    ("He moved [earlier this week].", "2024-W08"),
    ("He moved [three weeks ago].", "2024-W05"),
    ("He moved [nearly two years ago].", "2022"),
    ("He was arrested on [March 3, 2021] and freed [two days later].", "2021-03-03 2021-03-05"),
    ("He was arrested in [2019] and freed [the following year].", "2019 2020"),
    ("In [the third quarter of 2023] sales rose from [a year earlier].", "2023-Q3 2022-Q3"),
    ("He met reporters at [the weekend].", "2024-W07-WE"),
]
SPANS = [
    ("It was the first in [the last 20 years].", "P20Y"),
    ("He waited for [two and a half hours].", "PT2H30M"),
    ("He waited for [several months] over [the years].", "PXM PXY"),
    ("He signed a [two-year] deal.", "P2Y"),
    ("The clinic opens [every day] and closes [each Thursday].", "P1D XXXX-WXX-4"),
    ("The post is [now] vacant.", "PRESENT_REF"),
    ("Trade has grown in [recent years].", "PXY"),
    ("Trade may grow in [the near future].", "FUTURE_REF"),
]
NO_TIMES = [
    "A 6-year-old girl and a man 40 years old were unhurt.",
    "They may march in the fall of the regime.",
    "About three-quarters of some 2000 people, in their 30s, paid $1999.",
    "Ms. April left the French Quarter for a second time.",
]


@functools.cache
def parser() -> Parser:
    """Return the parser, loaded once."""
    return load_parser(Config())


def read(text: str, published: str | None = PUBLISHED) -> tuple[TimeRef, ...]:
    """Return the temporal expressions of a text."""
    zones = (Zone(span=Span(start=0, end=len(text)), kind="body", why="test"),)
    document = Document(id="d", source="d", text=text, text_sha256="", published=published, zones=zones)
    [(parse, sentences)] = parser().parse([document])
    return times(document.replace(parse=parse, sentences=sentences), Config()).times


def unmark(marked: str) -> tuple[str, list[str]]:
    """Return a marked sentence without its marks, and what they held."""
    return MARK.sub(r"\1", marked), MARK.findall(marked)


@pytest.mark.parametrize(("marked", "values"), ABSOLUTE + INCOMPLETE + RELATIVE + SPANS)
def test_an_expression_is_found_and_valued(marked: str, values: str) -> None:
    text, expressions = unmark(marked)
    found = read(text)
    assert [time.span.cut(text) for time in found] == expressions
    assert " ".join(time.timex for time in found) == values


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert [time.span.cut(text) for time in read(text)] == []


def test_signal_words_open_and_close_intervals_in_the_edtf_value() -> None:
    values = [time.value for time in read("It ran from 2015 to 2017, paused until 2019, and has grown since May 2020.")]
    assert values == ["2015/2017", "2017", "../2019", "2020-05/.."]


def test_bounds_follow_from_the_value() -> None:
    [time] = read("It was the first in the last 20 years.")
    assert (time.value, time.earliest, time.latest) == ("2004-02-20~/2024-02-20", "2004-02-20", "2024-02-20")
    assert (time.type, time.anchor, time.rule) == ("duration", "publication", "duration")


def test_an_undated_article_leaves_relative_times_unresolved() -> None:
    found = read("He left on Sunday, last year, two days ago and on 5 May, but not in 2019.", published=None)
    assert [time.value for time in found] == [None, None, None, None, "2019"]
    assert found[0].timex == "XXXX-WXX-7"


def test_a_time_of_publication_counts_as_its_day() -> None:
    [time] = read("The minister resigned yesterday.", published="2024-02-20T09:30:00+01:00")
    assert time.timex == "2024-02-19"


@given(st.text(alphabet="0123456789-/:,. \n'\u2019$ofMay Feb.TuesdaylastyearQ1", max_size=60))
def test_no_text_makes_the_reader_fail_and_spans_stay_inside_it(text: str) -> None:
    for time in read(text):
        assert 0 <= time.span.start < time.span.end <= len(text)


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trap(published: str) -> None:
    read("He left last century, next decade, last week, in 30000 years, 500000 days ago and on Monday.", published)
    read(f"He left {'9' * 400} years ago, 99/99/9999, 2024-99-99, 1/0 days and Feb. 30, 2024.", published)


def test_every_expression_of_the_seed_articles_is_right() -> None:
    if not SEED.exists():
        assert not os.environ.get("CI"), f"{SEED} must be there in CI"
        pytest.skip(f"the seed articles are not beside the project: {SEED}")
    for line in SEED.read_text("utf-8").splitlines():
        row = json.loads(line)
        found = {(time.span.start, time.span.end): time for time in read(row["text"], row["published"])}
        for gold in row["times"]:
            time = found[gold["start"], gold["end"]]
            assert (time.timex, time.type) == (gold["value"], gold["type"])


def test_the_verb_right_before_a_time_governs_it_and_not_the_one_after() -> None:
    found = read("The United States said on Monday it will send troops on Friday.")
    assert [time.timex for time in found] == ["2024-02-19", "2024-02-23"]


def test_weekdays_of_one_interval_stand_in_order() -> None:
    found = read("Talks ran from Monday to Wednesday.")
    assert [time.value for time in found] == ["2024-02-12/2024-02-14", "2024-02-14"]


def test_a_publication_date_that_is_none_counts_as_missing() -> None:
    assert [time.value for time in read("He left on Sunday.", published="soon")] == [None]
