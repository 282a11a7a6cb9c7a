"""A person judges at the command line: heeded everywhere, kept, shown, taken back; wrong use is said and costs nothing."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.store.store import open_case
from tests.cli.command import sayso

PILE = Path(__file__).resolve().parents[2] / "examples" / "pile"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "affair.db"
    assert sayso("build", PILE, "--case", path, "--quiet").code == 0
    return path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "affair.db"))


def groups(case: Path) -> list[Any]:
    found: list[Any] = sayso("claims", case, "--json").json["groups"]
    return found


def entity(case: Path, name: str) -> str:
    with open_case(case) as opened:
        return next(each.id for each in opened.entities() if each.name == name)


def _holding(case: Path, name: str) -> str:
    """Return a document that names somebody."""
    with open_case(case) as opened:
        return next(each.documents[0] for each in opened.entities() if each.name == name)


def exported(case: Path, folder: Path) -> dict[str, bytes]:
    assert sayso("export", case, "--to", "jsonl", "--output", folder, "--quiet").code == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_merge_says_what_speaks_against_it_and_why_shows_it(case: Path) -> None:
    first, second = entity(case, "Tomas Orlan"), entity(case, "Mira Orlan")
    done = sayso("merge", case, first, second, "--why", "one office", "--by", "Ada", "--json", "--quiet")
    assert done.code == 0
    assert {"other-gender", "words-of-their-own"} <= set(done.json["judgement"]["against"])
    assert done.json["entities"] == [first]
    with open_case(case) as opened:
        assert second not in {each.id for each in opened.entities()}
    rules = {reason["rule"]: reason for reason in sayso("why", case, first, "--json").json["reasons"]}
    assert "one office; by Ada; against other-gender, " in rules["judgement: merge"]["note"]
    assert {span["quote"] for span in rules["judgement: merge"]["spans"]} == {"Tomas Orlan", "Mira Orlan"}
    told = sayso("merge", case, entity(case, "Viktor Halas"), entity(case, "Ivo Marek"))
    assert "against it: words-of-their-own" in told.out
    assert "merged as you say" in told.err


def test_a_rejected_dispute_difference_and_claim_change_what_groups_say(case: Path) -> None:
    disputed = [group for group in groups(case) if group["state"] == "disputed"]
    with open_case(case) as opened:
        disputes = [dispute.id for dispute in opened.disputes()]
    for dispute in disputes:
        assert sayso("reject", case, dispute, "--quiet").code == 0
    assert disputed
    assert not any(group["state"] == "disputed" for group in groups(case))
    (part,) = (group for group in groups(case) if group["state"] == "contradicted")
    (difference,) = part["differences"]
    assert sayso("reject", case, difference["id"][:16], "--quiet").code == 0
    (left,) = (group for group in groups(case) if group["id"] == part["id"])
    assert left["differences"] == []
    assert left["state"] != "contradicted"
    assert left["reasons"][-1]["rule"] == "judgement: reject"
    claim = left["members"][0]["claim"]
    assert sayso("reject", case, claim, "--quiet").code == 0
    sizes = {len(group["members"]) for group in groups(case) if claim in {member["claim"] for member in group["members"]}}
    assert sizes == {1}


def test_undo_restores_every_byte_of_an_export_and_stays_in_the_history(case: Path, tmp_path: Path) -> None:
    before = exported(case, tmp_path / "before")
    words = (
        ("merge", entity(case, "Tomas Orlan"), entity(case, "Mira Orlan")),
        ("split", entity(case, "Marovia"), _holding(case, "Marovia")),
        ("reject", next(group["id"] for group in groups(case) if len(group["members"]) > 1)),
    )
    for each in words:
        assert sayso(each[0], case, *each[1:], "--quiet").code == 0
    assert exported(case, tmp_path / "after") != before
    for judged in sayso("history", case, "--json").json["judgements"]:
        assert sayso("undo", case, judged["id"], "--quiet").code == 0
    assert exported(case, tmp_path / "undone") == before
    shown = sayso("history", case)
    assert shown.code == 0
    assert shown.out.count("(taken back)") == 3
    assert shown.out.count("took back") == 3
    again = sayso("undo", case, sayso("history", case, "--json").json["judgements"][0]["id"])
    assert again.code == 2
    assert "taken back already" in again.err


def test_a_judgement_outlives_a_build_of_the_same(case: Path, tmp_path: Path) -> None:
    assert sayso("merge", case, entity(case, "Tomas Orlan"), entity(case, "Mira Orlan"), "--quiet").code == 0
    judged = exported(case, tmp_path / "judged")
    content = case.read_bytes()
    assert sayso("build", PILE, "--case", case, "--quiet").code == 0
    assert case.read_bytes() == content
    assert exported(case, tmp_path / "again") == judged


def test_wrong_use_is_said_with_its_code_and_changes_nothing(case: Path, tmp_path: Path) -> None:
    content, known = case.read_bytes(), entity(case, "Marovia")
    assert sayso("history", case).code == 1
    assert sayso("merge", case, known).code == 2
    assert sayso("merge", case, known, "entity-nowhere").code == 1
    assert sayso("split", case, known, "doc-nowhere").code == 1
    assert sayso("split", case, entity(case, "Ivo Marek"), *[d["id"] for d in _documents(case)]).code == 2
    assert sayso("reject", case, "'; DROP TABLE judgement; --").code == 1
    assert sayso("reject", case, sayso("stories", case, "--json").json["stories"][0]["id"]).code == 2
    assert case.read_bytes() == content
    missing = tmp_path / "missing.db"
    for command in (("merge", "a", "b"), ("split", "a", "b"), ("reject", "a"), ("undo", "a")):
        assert sayso(command[0], missing, *command[1:]).code == 2
    assert not missing.exists()


def _documents(case: Path) -> Iterator[Any]:
    for story in sayso("stories", case, "--json").json["stories"]:
        yield from sayso("story", case, story["id"], "--json").json["documents"]


def test_what_a_person_writes_is_shown_as_plain_words(case: Path) -> None:
    hostile = "[bold]\x1b]0;x\x07 '; DROP TABLE judgement; -- \u202e"
    first, second = entity(case, "Tomas Orlan"), entity(case, "Mira Orlan")
    assert sayso("merge", case, first, second, "--why", hostile, "--by", hostile, "--quiet").code == 0
    shown = sayso("history", case).out
    assert "[bold]" in shown
    assert "\x1b" not in shown
    assert sayso("history", case, "--json").json["judgements"][0]["why"] == hostile


def test_a_case_that_is_being_written_is_not_judged(case: Path) -> None:
    with sqlite3.connect(case, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        done = sayso("merge", case, "entity-a", "entity-b")
        writer.execute("ROLLBACK")
    assert done.code == 2
    assert "another build is writing this case" in done.err


@pytest.mark.parametrize("command", ["merge", "split", "reject", "undo", "history"])
def test_help_shows_an_example(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "sayso", command, "--help"], capture_output=True, text=True, check=True)
    assert f"sayso {command} affair.db" in " ".join(done.stdout.split())
