"""A publication date that the article's own weekdays contradict is flagged, never changed."""

import pytest

from sayso.extract.publication import publication
from sayso.extract.times import times
from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.run.sentence import read_sentence

WORDS = "The minister arrived on Sunday, 18 February, officials said. He left on Monday, 19 February."


def flagged(words: str, published: str) -> Document:
    """Return a text read as an article of that day."""
    return publication(times(read_sentence(words, Config()).replace(published=published), Config()), Config())


@pytest.mark.parametrize(
    ("published", "conflict"),
    [("2024-02-20", False), ("2018-02-20", False), ("2023-02-20", True), ("2025-02-20T10:00:00+00:00", True)],
)
def test_weekdays_of_another_year_are_a_conflict(published: str, conflict: bool) -> None:
    document = flagged(WORDS, published)
    assert document.published_why.conflict is conflict
    assert document.published == published
    assert bool(document.published_why.candidates) is conflict


def test_what_was_counted_from_a_contradicted_date_is_uncertain() -> None:
    sure, doubtful = flagged(f"{WORDS} He met Kim in 2019.", "2024-02-20"), flagged(f"{WORDS} He met Kim in 2019.", "2023-02-20")
    assert [time.value for time in sure.times] == ["2024-02-18", "2024-02-19", "2019"]
    assert [time.value for time in doubtful.times] == ["2024-02-18?", "2024-02-19?", "2019"]


def test_a_date_across_the_turn_of_the_year_is_no_conflict() -> None:
    assert not flagged("She left on Sunday, 31 December, he said.", "2024-01-02").published_why.conflict


def test_a_date_with_a_year_of_its_own_says_nothing_about_the_publication() -> None:
    assert not flagged("She left on Sunday, 18 February 2018, he said.", "2023-02-20").published_why.conflict


def test_the_day_that_a_year_lacks_is_no_crash() -> None:
    assert not flagged("She left on Thursday, 29 February, he said.", "2024-03-02").published_why.conflict
