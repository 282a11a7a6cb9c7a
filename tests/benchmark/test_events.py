"""Happenings are scored beside what the same words score when each stands alone, on whole topics only."""

import gzip
import json
from pathlib import Path

import pytest

from benchmark import events
from benchmark.product import MeasureError

ROWS = [{"id": "a", "topic": "7", "text": "It rained."}, {"id": "b", "topic": "9", "text": "It snowed."}]


@pytest.fixture
def part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "part.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as opened:
        opened.writelines(json.dumps(row) + "\n" for row in ROWS)
    monkeypatch.setattr(events, "PART", path)
    return path


def test_only_the_topics_that_are_asked_for_are_read(part: Path, tmp_path: Path) -> None:
    chosen = events._of_topics(frozenset({"9"}), tmp_path)
    assert [json.loads(line)["id"] for line in chosen.read_text("utf-8").splitlines()] == ["b"]


def test_a_topic_that_is_not_there_is_named_with_those_that_are(part: Path, tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="no topic '8'; it has 7, 9"):
        events._of_topics(frozenset({"8", "9"}), tmp_path)


def test_alone_means_that_no_two_words_share_a_group(tmp_path: Path) -> None:
    groups = tmp_path / "events.jsonl"
    rows = [{"group": "one", "document": "a", "start": at, "end": at + 2} for at in (0, 3)]
    groups.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    alone = [json.loads(line) for line in events._each_alone(groups, tmp_path).read_text("utf-8").splitlines()]
    assert len({row["group"] for row in alone}) == len(rows)
    assert [{**row, "group": "one"} for row in alone] == rows


def test_the_table_names_the_bars() -> None:
    scores = {"conll": 63.0}
    found = {name: scores for name in events.SHOWN} | {"detection": {"f1": 87.0}, "gain": 38.0}
    lines = events.table(found).splitlines()
    assert next(line for line in lines if line.startswith("detection.f1")).split() == ["detection.f1", "87", "bar", "88"]
    assert lines[-1].split() == ["joined", "over", "alone", "38"]
