"""One story alone as files, and the stories that hold what is asked for."""

import json
from pathlib import Path

import pytest

from tests.cli.command import sayso


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("html", 1),
        ("markdown", 1),
        ("csv", 4),
        ("ftm", 2),
        ("jsonl", 4),
    ],
)
def test_one_story_is_exported_alone(example_case: Path, tmp_path: Path, form: str, files: int) -> None:
    told = json.loads(sayso("stories", example_case, "--json", "--most-told").out)["stories"]
    assert sayso("export", example_case, "--to", form, "--story", told[0]["id"], "--output", tmp_path, "--quiet").code == 0
    written = sorted(tmp_path.iterdir())
    assert len(written) == files
    words = "".join(path.read_text("utf-8") for path in written)
    assert told[0]["title"] in words
    assert told[1]["id"] not in words


def test_a_story_that_is_not_there_is_said(example_case: Path, tmp_path: Path) -> None:
    answer = sayso("export", example_case, "--to", "html", "--story", "story-nothing", "--output", tmp_path / "out")
    assert answer.code == 1
    assert "there is no story story-nothing" in answer.err
    assert not (tmp_path / "out").exists()


def test_stories_are_narrowed_to_what_they_hold(example_case: Path) -> None:
    (one,) = json.loads(sayso("stories", example_case, "--state", "contradicted", "--json").out)["stories"]
    assert {each["state"]: each["groups"] for each in one["states"]}["contradicted"] == 1
    assert sayso("stories", example_case, "--state", "angry").code == 2
