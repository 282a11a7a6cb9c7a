"""A stream, its stories and its judgements, all made for it, go through the measure of fresh stories from end to end."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from benchmark import fresh

SAID = {"a": "Marovia bought forty tanks from Kestria.", "b": "Kestria sold 30 tanks to Marovia."}
STORIES = "sample,story,document\nmade,0,a\nmade,0,b\n"
HEADS = {
    "fresh.csv": "slot,verdict,rule,one,one_start,other,other_start,judged,why\n",
    "fresh_groups.csv": "kind,one,one_start,other,other_start,judged,why\n",
}
JUDGED = "number,contradicted,exact-numbers-differ,a,0,b,0,true,two numbers\n"


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stream = tmp_path / "stream.jsonl.gz"
    with gzip.open(stream, "wt", encoding="utf-8") as opened:
        for name, said in SAID.items():
            row = {"id": name, "title": "Tanks", "published": "2024-05-14", "outlet": f"Outlet {name}", "text": said}
            opened.write(json.dumps(row | {"topic": "not read"}) + "\n")
    for name, text in {**HEADS, "fresh_stories.csv": STORIES}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, value in {"GOLD": tmp_path, "STREAM": stream, "OUT": tmp_path}.items():
        monkeypatch.setattr(fresh, name, value)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, float]:
    monkeypatch.setattr(sys, "argv", ["fresh", "--json", *words])
    assert fresh.main() == 0
    scores: dict[str, float] = json.loads(capsys.readouterr().out)
    return scores


def test_what_nobody_judged_is_counted_and_written_as_rows(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = run(monkeypatch, capsys, "--sample", "made", "--write", str(gold / "rows.csv"))
    assert (scores["unjudged"], scores["all"]) == (1, 0)
    (row,) = (gold / "rows.csv").read_text("utf-8").splitlines()[1:]
    assert row == "number,contradicted,exact-numbers-differ,b,0,a,0,,"


def test_what_was_judged_is_scored(gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (gold / "fresh.csv").write_text(HEADS["fresh.csv"] + JUDGED, encoding="utf-8")
    scores = run(monkeypatch, capsys)
    assert (scores["precision"], scores["true"], scores["unjudged"]) == (100.0, 1, 0)


def test_without_its_stream_it_says_so(gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.STREAM.unlink()
    monkeypatch.setattr(sys, "argv", ["fresh"])
    assert fresh.main() == 2
    assert "left out" in capsys.readouterr().err


def test_a_group_is_scored_where_a_row_has_claims_of_two_members() -> None:
    rows = [fresh.Judged("corroborated", frozenset({("a", 0), ("b", 0)}), False)]
    found = [("corroborated", frozenset({("a", 0), ("b", 0), ("c", 5)})), ("corroborated", frozenset({("a", 0), ("c", 5)}))]
    scores = fresh.scored_groups(found, rows)
    assert (scores["corroborated judged"], scores["corroborated true"], scores["corroborated unjudged"]) == (1, 0, 1)


def test_no_article_is_in_two_samples() -> None:
    samples = fresh.samples().values()
    held = [{document for story in stories.values() for document in story} for stories in samples]
    assert sum(map(len, held)) == len(frozenset[str]().union(*held))
