"""The pairs are what they say, and the table of differences judges a finding by rule and places alone."""

from collections import Counter
from pathlib import Path

import pytest

from benchmark.differences import Finding, Row, read_table, scored
from benchmark.pairs import LABELS, Judged, Pair, read_pairs
from benchmark.pairs import scored as scored_pairs


def test_every_pair_loads_once_and_every_label_is_there() -> None:
    pairs = read_pairs()
    assert len(pairs) == 150
    assert len({pair.sentences for pair in pairs}) == len(pairs)
    assert set(Counter(pair.label for pair in pairs)) == set(LABELS)
    assert {pair.half for pair in pairs} == {"open", "closed"}


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("similar\t2024-01-01\t2024-01-01\tA.\tB.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"pairs\.tsv:1"):
        read_pairs(path)


def test_precision_counts_what_is_called_contradicted() -> None:
    pair = Pair("same", ("2024-01-01", "2024-01-01"), ("A.", "B."))
    other = Pair("contradicted", ("2024-01-01", "2024-01-01"), ("C.", "D."))
    found = [Judged(pair, "contradicted"), Judged(other, "contradicted"), Judged(pair, "same")]
    assert scored_pairs(found)["contradicted precision"] == 50.0
    assert scored_pairs(found)["accuracy"] == 66.7


def test_a_finding_is_judged_by_its_rule_and_two_of_its_sides() -> None:
    sides = (frozenset({("a", 1), ("b", 5)}), frozenset({("c", 9)}))
    finding = Finding("number", "differs", "numbers-differ", sides)
    right = Row("number", "numbers-differ", (("b", 5), ("c", 9)), True)
    scores, unjudged = scored([finding], [right])
    assert (scores["precision"], scores["true"], unjudged) == (100.0, 1, [])
    for row in (
        Row("number", "numbers-differ", (("a", 1), ("b", 5)), True),
        Row("date", "numbers-differ", (("b", 5), ("c", 9)), True),
        Row("number", "other", (("b", 5), ("c", 9)), True),
    ):
        assert scored([finding], [row])[1] == [finding]


def test_the_table_is_whole() -> None:
    assert all(row.places[0] != row.places[1] for row in read_table())
