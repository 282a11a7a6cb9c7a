"""The table of dated sentences: each rule, each pitfall and each ambiguity, on many days of publication.

The values are EDTF to the letter of the `edtf` library, and the first and last day are those that it reckons.
"""

import functools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time, struct_time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.time_grammar import Found, Rule
from sayso.extract.time_rules import RULES, grammar, skip
from sayso.extract.time_words import Word, symbols
from sayso.extract.times import times
from sayso.kit.config import Config
from sayso.language.parser import load_parser
from sayso.model.base import Record
from sayso.model.document import Document, Zone
from sayso.model.facts import TimeRef
from sayso.model.span import Span
from tests.extract.marked import marked

TABLE = Path(__file__).parent / "dated_sentences.tsv"
LEAST = 120
WINTER = re.compile(r"(?:^|/)\d{4}-24$")
PHRASES = (
    "on Sunday", "last Friday", "next Friday", "late last week", "over the weekend", "on Feb. 29", "on Feb. 29, 2023", "in March",
    "in October last year", "two days ago", "a century ago", "30 weeks from now", "in the last 20 years", "since 2019",
    "until next month", "from 2015 to 2017", "from November to March 2019", "June 3-9", "in the fourth quarter", "last winter",
    "on Good Friday", "by the end of the year", "in the 1990s", "in the 19th century", "in the past year", "in fiscal 2013",
    "in the second week of May", "on the last Monday in May", "a week from Monday", "on the 31st", "the day before yesterday",
)  # fmt: skip
SETTLED = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 12, 31))


class Line(Record, frozen=True, kw_only=True):
    """One line of the table: the day of publication, the sentence with its marks, and what each mark is worth."""

    published: str | None
    sentence: str
    worth: tuple[str, ...]


@functools.cache
def table() -> tuple[Line, ...]:
    """Return the lines of the table."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return tuple(
        Line(published=None if day == "-" else day, sentence=sentence, worth=tuple(filter(None, worth.split("; "))))
        for day, sentence, worth in rows
    )


def read(texts: list[tuple[str, str | None]]) -> Iterator[tuple[TimeRef, ...]]:
    """Yield the temporal expressions of each text."""
    documents = [
        Document(id=str(number), source="test", text=text, text_sha256="", published=published, zones=(_body(text),))
        for number, (text, published) in enumerate(texts)
    ]
    parsed = load_parser(Config()).parse(documents)
    for document, (parse, sentences) in zip(documents, parsed, strict=True):
        yield times(document.replace(parse=parse, sentences=sentences), Config()).times


def _body(text: str) -> Zone:
    return Zone(span=Span(start=0, end=len(text)), kind="body", why="test")


@functools.cache
def found() -> tuple[tuple[TimeRef, ...], ...]:
    """Return the expressions of every line of the table, read once."""
    return tuple(read([(marked(line.sentence).text, line.published) for line in table()]))


def worth(time: TimeRef) -> str:
    """Return the EDTF value and bounds of an expression as the table writes them."""
    if time.value is None:
        return "-"
    if time.value == time.earliest == time.latest:
        return time.value
    return f"{time.value} = {time.earliest or '..'} to {time.latest or '..'}"


def test_the_table_is_long_and_stands_on_many_days() -> None:
    sentences = {(line.published, line.sentence) for line in table()}
    assert len(sentences) == len(table()) >= LEAST
    days = {line.published for line in table()}
    assert {None, "2024-02-29", "2024-12-31", "2025-01-01", "2023-03-01", "2021-01-03"} <= days


def test_every_line_is_read_as_it_says() -> None:
    wrong = []
    for line, times_found in zip(table(), found(), strict=True):
        sentence = marked(line.sentence)
        expected = [(words, timex, value) for (words, timex), value in zip(sentence, line.worth, strict=True)]
        actual = [(time.span.cut(sentence.text), time.timex, worth(time)) for time in times_found]
        if actual != expected:
            wrong.append((line.published, sentence.text, expected, actual))
    assert wrong == []


def test_every_rule_has_a_line_in_the_table() -> None:
    used = {time.rule for line in found() for time in line}
    assert {name for name, _, reader in RULES if reader is not skip} - used == set()


def test_every_value_of_the_table_is_edtf_and_has_the_bounds_of_its_library() -> None:
    reckoned = {time.value: (time.earliest, time.latest) for line in found() for time in line if time.value}
    assert len(reckoned) > LEAST
    assert reckoned == {value: bounds_by_library(value) for value in reckoned}


def bounds_by_library(value: str) -> tuple[str | None, str | None]:
    """Return the first and last day of a value as the `edtf` library reckons them; its winters end with the year, ours do not."""
    parsed = edtf.parse_edtf(value)
    lower, upper = (_day(bound) for bound in (parsed.lower_strict(), parsed.upper_strict()))
    if upper and WINTER.search(value):
        upper = (date(int(upper[:4]) + 1, 3, 1) - timedelta(days=1)).isoformat()
    return lower, upper


def _day(bound: struct_time | float) -> str | None:
    return None if isinstance(bound, float) else f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3), st.sampled_from(["left", "will leave", "leaves"]), SETTLED)
def test_whatever_the_day_of_publication_values_are_edtf_with_the_bounds_of_its_library(
    phrases: list[str], verb: str, day: date
) -> None:
    text = " ".join(f"The envoy {verb} {phrase}." for phrase in phrases)
    [times_found] = read([(text, str(day))])
    for time in times_found:
        if time.value:
            assert (time.earliest, time.latest) == bounds_by_library(time.value), time


KINDS = sorted(set(symbols()) - {"OTHER"})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(KINDS), max_size=40))
def test_no_order_of_words_makes_the_grammar_fail(kinds: list[str]) -> None:
    taken = [offer for offer in offered(kinds)]
    assert all(found.first < found.last <= len(kinds) for _, found in taken)


def offered(kinds: list[str]) -> list[tuple[str, Found]]:
    """Return what the grammar finds in words of these kinds."""
    taken = list[tuple[str, Found]]()

    def take(matches: "list[tuple[Rule[object, object], Found]]") -> int:
        taken.append((matches[0][0].name, matches[0][1]))
        return matches[0][1].last

    grammar().walk([Word(kind, place, place + 1, 1) for place, kind in enumerate(kinds)], take)  # type: ignore[arg-type]
    return taken


@pytest.mark.parametrize("pattern", [["DAY", "DASH"], ["WORDNUM"], ["A"], ["THE"], ["EARLY"], ["MONTH", "DAY"], ["YEAR", "DASH"]])
def test_the_grammar_takes_time_in_proportion_to_the_words(pattern: list[str]) -> None:
    offered(pattern * 500)
    short, long = (seconds(pattern * count) for count in (2_000, 8_000))
    assert long < 10 * short + 0.05


def seconds(kinds: list[str]) -> float:
    """Return how long the grammar took, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = process_time()
        offered(kinds)
        best = min(best, process_time() - begin)
    return best
