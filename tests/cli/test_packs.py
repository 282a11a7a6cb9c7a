"""Rule packs from the command line: building with one, asking for findings, and a broken one that costs nothing."""

import json
from pathlib import Path

import pytest

from tests.cli.command import sayso

ARTICLE = "date 2023-03-09\n\nGermany delivered three cars to France on 3 March 2023, the ministry said.\n"
LATER = "date 2023-03-10\n\nBelgium sold two limousines to France on 4 March 2023, the ministry said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    assert sayso("pack", "new", tmp_path / "rules").code == 0
    return tmp_path


def test_a_new_pack_can_be_checked_and_used_as_it_is(folder: Path) -> None:
    checked = sayso("pack", "check", folder / "rules")
    assert (checked.code, "2 right, 0 wrong" in " ".join(checked.out.split())) == (0, True)
    case = folder / "case.db"
    built = sayso("build", folder / "a.txt", "--case", case, "--pack", folder / "rules")
    assert (built.code, "1 finding" in built.out) == (0, True)
    (one,) = json.loads(sayso("findings", case, "--json").out)["findings"]
    assert one["wording"] == "bears on Invented Act, paragraph 1"
    assert (one["stance"], one["told"], one["when"]) == ("asserted", ["reported"], "2023-03-03")
    assert {checked["state"] for checked in one["provision"]["verified"]} == {"memory"}
    assert "violat" not in sayso("findings", case).out.lower()
    why = json.loads(sayso("why", case, one["id"], "--json").out)
    assert why["kind"] == "finding"
    assert ("met: item", "cars") in {(reason["rule"], quote["quote"]) for reason in why["reasons"] for quote in reason["spans"]}
    assert "BEARS ON" in sayso("story", case).out


def test_a_case_keeps_its_packs(folder: Path) -> None:
    case, alone = folder / "case.db", folder / "alone.db"
    assert sayso("build", folder / "a.txt", "--case", case, "--pack", folder / "rules").code == 0
    (folder / "b.txt").write_text(LATER, "utf-8")
    assert "2 findings" in sayso("build", folder / "b.txt", "--case", case).out
    assert "0 findings" in sayso("build", folder / "a.txt", "--case", alone).out
    asked = sayso("findings", alone)
    assert (asked.code, "--pack" in asked.err) == (1, True)


def test_a_broken_pack_costs_nothing(folder: Path) -> None:
    case, rules = folder / "case.db", folder / "rules" / "rules.yaml"
    assert sayso("build", folder / "a.txt", "--case", case).code == 0
    before = case.read_bytes()
    rules.write_text(rules.read_text("utf-8").replace("target:", "tarket:"), "utf-8")
    done = sayso("build", folder / "a.txt", "--case", case, "--pack", folder / "rules")
    said = " ".join(done.err.split()).replace("rules. yaml", "rules.yaml")
    assert (done.code, "rules.yaml:1" in said.replace(" ", ""), "spelling" in said) == (2, True, True)
    assert case.read_bytes() == before


def test_a_new_pack_overwrites_nothing(folder: Path) -> None:
    assert sayso("pack", "new", folder / "rules").code == 2


def test_the_packs_of_sayso_are_listed() -> None:
    (listed,) = json.loads(sayso("pack", "list", "--json").out)["packs"]
    assert listed["name"] == "un-dprk"
    assert sayso("pack", "check", "nowhere").code == 2
