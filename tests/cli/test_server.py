"""Every command takes the address of a case on a server, answers as it does of a file, and never shows a password."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store.backup import backup_case
from sayso.store.store import open_case
from tests.cli.command import sayso
from tests.server import PostgreSQL

pytestmark = pytest.mark.check
"""The same questions of a case in a file are asked by the quick tests."""

SECRET = "hush-hush"
ARTICLE = "date 2024-03-02\n\nBridge over the Aar closed\n\nThe ministry said on Friday that the bridge was closed.\n"


@pytest.fixture(scope="module")
def url(server: PostgreSQL, example_case: Path) -> str:
    """Return the address of the example case, with a password in it."""
    url = server.url("commands", login=f"sayso:{SECRET}")
    backup_case(example_case, url)
    return url


@pytest.fixture
def fresh(server: PostgreSQL) -> Iterator[str]:
    """Return the address of a case that there is not yet."""
    yield server.url("fresh", login=f"sayso:{SECRET}")
    server.sql("DROP SCHEMA IF EXISTS fresh CASCADE")


@pytest.fixture(scope="module")
def questions(example_case: Path) -> list[tuple[str, ...]]:
    """Return one question of each kind, as words that follow the case."""
    with open_case(example_case) as case:
        story, group, entity = case.stories()[0].id, case.groups()[0].id, case.entities()[0].id
        dispute = case.disputes()[0].id
    return [
        ("stories",),
        ("story", story),
        ("story",),
        ("claims",),
        ("claims", "--disputed", "--story", story),
        ("claims", "--about", "Orlan", "--stance", "denied"),
        ("who-said", "Ivo Marek"),
        ("search", '"of the port"', "--in", "claims"),
        ("search", "hosp*", "--zone", "body", "--from", "2025-03"),
        ("entities",),
        ("timeline", "--story", story),
        ("unknowns",),
        ("findings",),
        ("failures",),
        ("history",),
        *(("why", id) for id in (group, entity, dispute)),
        ("why", "nothing"),
        ("story", "nothing"),
        ("timeline", "--story", "nothing"),
    ]


def test_every_question_has_the_same_answer(url: str, example_case: Path, questions: list[tuple[str, ...]]) -> None:
    for command, *words in questions:
        for form in ((), ("--json",)):
            in_file, on_server = (sayso(command, case, *words, *form) for case in (example_case, url))
            assert (on_server.code, on_server.out) == (in_file.code, in_file.out), command
            assert on_server.err == in_file.err.replace(str(example_case), url.replace(f":{SECRET}", ""))
            assert SECRET not in on_server.out + on_server.err


def test_a_sentence_is_checked(url: str, example_case: Path) -> None:
    words = "Four trucks arrived in Selmar", "--json"
    assert sayso("check", url, *words).out == sayso("check", example_case, *words).out


def test_a_case_is_built_judged_looked_at_and_taken_apart(fresh: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ARTICLE.replace("Aar", "Inn"), encoding="utf-8")
    shown = fresh.replace(f":{SECRET}", "")
    runs = [sayso("build", tmp_path, "--case", fresh, "--json", "--quiet")]
    assert runs[0].json["documents"] == 2
    groups = sayso("claims", fresh, "--json").json["groups"]
    id = groups[0]["members"][0]["document"]
    runs.append(sayso("reject", fresh, groups[0]["id"], "--why", "it is so", "--quiet"))
    runs.append(sayso("history", fresh))
    looked = sayso("doctor", fresh, "--json")
    assert [check["state"] for check in looked.json["checks"] if shown in check["detail"]] == ["ok"]
    assert SECRET not in looked.out
    runs.append(sayso("remove", fresh, id, "--quiet"))
    assert len(sayso("stories", fresh, "--json").json["stories"][0]["documents"]) >= 1
    runs.append(sayso("remove", fresh, id, "--yes", "--json", "--quiet"))
    assert runs[-1].json["done"]
    runs.append(sayso("backup", fresh, tmp_path / "copy.db", "--json"))
    assert runs[-1].json["documents"] == 1
    runs.append(sayso("export", fresh, "--to", "html", "--output", tmp_path / "html"))
    assert [run.code for run in runs if run.code] == []
    missing = sayso("remove", fresh, "nobody", "--yes")
    assert (missing.code, missing.err.split()) == (1, f"sayso: there is no document nobody in {shown}".split())
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).decode("utf-8", "replace")
    assert SECRET not in written + missing.err + "".join(run.out + run.err for run in runs)


def test_what_goes_wrong_is_one_line_and_two(server: PostgreSQL, fresh: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    away = f"postgresql://sayso:{SECRET}@127.0.0.1:1/cases"
    for words in (("stories", away), ("build", tmp_path, "--case", away, "--quiet"), ("stories", fresh), ("doctor", away)):
        done = sayso(*words)
        assert done.code == 2
        assert SECRET not in done.out + done.err
    with open_case(fresh, write=True):
        done = sayso("build", tmp_path, "--case", fresh, "--quiet")
    assert (done.code, len(done.err.split("\n"))) == (2, 2)
    assert "another build is writing this case" in done.err
    verbose = sayso("stories", away, "--verbose")
    assert "Traceback" in verbose.err
    assert SECRET not in verbose.err
