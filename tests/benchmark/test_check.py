"""`check` on sentences that a reader judged beforehand: accuracy in both halves, and no support that the case does not give."""

from pathlib import Path

import pytest

from benchmark.check import CASES, Asked, Told, asked, confusion, measured, told
from benchmark.product import Product


def test_the_sentences_are_many_and_of_every_kind() -> None:
    found = [each for name in CASES for each in asked(name)]
    assert len({each.sentence for each in found}) == len(found) >= 120
    assert len({each.kind for each in found}) >= 20
    assert 0.4 < sum(each.is_open for each in found) / len(found) < 0.6


def test_the_example_pile_is_checked_as_a_reader_checks_it(example_case: Path) -> None:
    counts = measured(told(example_case, asked("pile")))
    assert counts["false_supports"] == 0
    assert counts["all"] >= 85
    assert min(counts["open"], counts["closed"]) >= 80


@pytest.mark.skipif(not CASES["affair"].exists(), reason="the two articles do not lie beside the project")
def test_the_two_articles_are_checked_as_a_reader_checks_them(tmp_path: Path) -> None:
    counts = measured(told(Product(tmp_path).build(CASES["affair"]), asked("affair")))
    assert counts["false_supports"] == 0
    assert counts["all"] >= 85


def test_a_support_is_false_where_the_reader_finds_none_and_a_difference_must_be_in_the_slot() -> None:
    silent = Asked(sentence="x", verdict="silent", kind="x")
    assert Told(asked=silent, verdict="supports").is_false_support
    assert not Told(asked=silent, verdict="differs").is_false_support
    dated = Asked(sentence="y", verdict="differs", kind="x", slot="date")
    assert not Told(asked=dated, verdict="differs", slots=("number",)).is_right
    assert Told(asked=dated, verdict="differs", slots=("number", "date")).is_right
    assert "silent" in confusion([Told(asked=silent, verdict="silent")])
