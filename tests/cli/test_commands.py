"""Reading and building from the command line: what goes where, how it ends, and that it is quick to start."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from sayso.cli.main import COMMANDS, app
from tests.cli.command import sayso

ARTICLE = "The ministry said on Friday that the bridge was closed. The cause was not disclosed.\n"
PILE = Path(__file__).resolve().parents[2] / "examples" / "pile"
ROW = json.dumps({"id": "one", "text": ARTICLE, "published": "2024-03-02", "outlet": "The Courier"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f" date 2024-03-02 \n{ARTICLE}", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(ROW + "\n", encoding="utf-8")
    return tmp_path


def test_every_command_has_help_with_an_example() -> None:
    names = [one.name for one in COMMANDS]
    assert names == [
        "analyse",
        "build",
        "stories",
        "story",
        "claims",
        "who-said",
        "search",
        "check",
        "entities",
        "timeline",
        "unknowns",
        "findings",
        "why",
        "failures",
        "merge",
        "split",
        "reject",
        "undo",
        "history",
        "export",
        "remove",
        "backup",
        "doctor",
        "serve",
        "version",
        "pack",
    ]
    for name in names:
        done = sayso(name, "--help")
        assert done.code == 0
        assert f"Example: sayso {name}" in done.out
    assert sayso("--help").code == 0


@pytest.mark.parametrize(
    "words", [(), ("fly",), ("analyse",), ("build", "x"), ("stories",), ("analyse", "--explain", "--json", "x")]
)
def test_wrong_use_is_two(words: tuple[str, ...]) -> None:
    done = sayso(*words)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_analyse_prints_one_object_a_line_in_the_order_given(folder: Path) -> None:
    done = sayso("analyse", folder / "b.jsonl", folder / "a.txt")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert done.err == ""
    assert [row["source"].rpartition("/")[2][:1] for row in rows] == ["b", "a"]
    assert (rows[0]["id"], rows[0]["text"], rows[0]["outlet"]) == ("one", ARTICLE, "The Courier")
    assert all(row["published"] == "2024-03-02" and row["claims"] for row in rows)


def test_analyse_reads_standard_input_and_tells_revisions_apart() -> None:
    revised = json.dumps({"id": "one", "text": "The bridge was opened."})
    done = sayso("analyse", "-", "--stage", "zones", stdin="\n".join((ROW, ROW, revised)))
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [(row["id"].partition("#")[0], row["revision_of"]) for row in rows] == [("one", None), ("one", "one")]
    assert rows[1]["id"] != "one"
    assert rows[0]["zones"]
    assert rows[0]["claims"] == []


def test_analyse_can_print_the_body_or_the_marked_text(folder: Path) -> None:
    assert "bridge was closed" in sayso("analyse", folder / "a.txt", "--text-only").out
    assert "claim" in sayso("analyse", folder / "a.txt", "--explain").out


def test_an_input_that_fails_is_said_on_one_line_and_kept(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "failures.jsonl"
    done = sayso("analyse", folder / "a.txt", folder / "none.txt", "--failures", kept)
    assert done.code == 1
    assert len(done.out.splitlines()) == len(done.err.splitlines()) == 1
    assert set(json.loads(kept.read_text("utf-8"))) == {"source", "rule", "message", "remedy"}


def test_where_nothing_can_be_read_the_use_is_wrong_and_no_case_is_made(tmp_path: Path) -> None:
    assert sayso("analyse", tmp_path / "none.txt").code == 2
    assert sayso("build", tmp_path / "none.txt", "--case", tmp_path / "c.db").code == 2
    assert not (tmp_path / "c.db").exists()


def test_build_ends_with_the_counts_and_again_changes_nothing(folder: Path) -> None:
    case = folder / "c.db"
    done = sayso("build", folder / "a.txt", folder / "b.jsonl", "--case", case)
    assert done.code == 0
    assert done.out.startswith("2 documents, 0 failures, ")
    assert [part.split()[1].rstrip("s") for part in done.out.split(", ")][-3:] == ["claim", "origin", "finding"]
    before = case.read_bytes()
    again = sayso("build", folder / "a.txt", folder / "b.jsonl", "--case", case, "--json").json
    assert (again["documents"], again["parsed"], again["changed"]) == (2, 0, False)
    assert case.read_bytes() == before


def test_another_run_of_python_makes_the_same_case(tmp_path: Path) -> None:
    changed = list[bool]()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "sayso", "build", str(PILE), "--case", str(tmp_path / "c.db"), "--json"]
        done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        changed.append(json.loads(done.stdout)["changed"])
    assert changed == [True, False]


def test_a_wrong_setting_stops_the_run_and_is_named(folder: Path) -> None:
    wrong = folder / "wrong.toml"
    wrong.write_text("windows = 3\n", encoding="utf-8")
    done = sayso("analyse", folder / "a.txt", "--config", wrong)
    assert (done.code, done.out) == (2, "")
    assert "wrong.toml:1" in done.err
    assert sayso("analyse", folder / "a.txt", "--parser", "no_such_parser", "--no-cache").code == 2


def test_version_says_what_it_stands_on() -> None:
    assert {"sayso", "python", "parser", "parser_version"} <= set(sayso("version", "--json").json)


def test_the_list_of_commands_begins_each_as_its_own_help_does() -> None:
    group: Any = typer.main.get_command(app)
    assert {one.name: one.about for one in COMMANDS} == {
        name: command.help.split("\n")[0] for name, command in group.commands.items()
    }


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("--help", ["spacy", "numpy", "sqlalchemy", "litestar", "rich", "msgspec"]),
        ("stories --help", ["spacy", "litestar"]),
        ("analyse --help", ["spacy", "sqlalchemy", "courlan", "py3langid", "charset_normalizer"]),
    ],
)
def test_a_command_loads_what_it_needs_alone(words: str, never: list[str]) -> None:
    code = f"""
import atexit, sys
from sayso.cli.main import main
atexit.register(lambda: print(*set({never}) & sys.modules.keys(), file=sys.stderr))
sys.argv = {["sayso", *words.split()]}
main()
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "Usage: sayso" in done.stdout
    assert done.stderr.strip() == ""


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    many = folder / "many.jsonl"
    many.write_text("".join(json.dumps({"id": str(n), "text": ARTICLE * 200}) + "\n" for n in range(300)), encoding="utf-8")
    command = [sys.executable, "-m", "sayso", "analyse", "--stage", "zones", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_user_who_stops_it_gets_one_line() -> None:
    command = [sys.executable, "-m", "sayso", "analyse", "--stage", "zones", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdin
        assert running.stdout
        rows = "".join(json.dumps({"id": str(n), "text": ARTICLE}) + "\n" for n in range(200))
        running.stdin.write(rows)
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1]  # What is printed is read on: a full pipe would hold the last of it back.
        assert running.returncode == 130
        assert len(said.splitlines()) == 1
