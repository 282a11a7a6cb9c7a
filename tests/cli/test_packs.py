"""Rule packs from the command line: building with one, asking for findings, and a broken one that costs nothing."""

import json
import os
import subprocess
import sys
import zipfile
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


def test_what_is_said_of_a_new_pack_can_be_read_by_a_program(tmp_path: Path) -> None:
    made = json.loads(sayso("pack", "new", tmp_path / "rules", "--json").out)
    assert sorted(made["files"]) == sorted(path.name for path in Path(made["folder"]).iterdir())
    checked = json.loads(sayso("pack", "check", tmp_path / "rules", "--json").out)
    assert (checked["pack"], checked["examples"], checked["failed"]) == ("an-example", 2, [])


@pytest.mark.parametrize("words", [("pack", "check"), ("pack", "new"), ("pack", "list"), ("findings",), ("build",)])
def test_the_help_of_each_command_shows_an_example_and_json(words: tuple[str, ...]) -> None:
    shown = sayso(*words, "--help").out
    assert f"Example: sayso {' '.join(words)}" in " ".join(shown.split())
    assert "--json" in shown


def test_a_pack_whose_sentence_matches_wrongly_stops_the_build(folder: Path) -> None:
    case, examples = folder / "case.db", folder / "rules" / "examples.yaml"
    examples.write_text(examples.read_text("utf-8").replace("did not deliver any cars", "delivered two cars"), "utf-8")
    assert sayso("pack", "check", folder / "rules").code == 1
    done = sayso("build", folder / "a.txt", "--case", case, "--pack", folder / "rules")
    said = "".join(done.err.split())
    assert (done.code, "examples.yaml:2:" in said, "matchesitsnegativeexample" in said) == (2, True, True)
    assert not case.exists()


WHEEL = {
    "METADATA": "Metadata-Version: 2.1\nName: tiny-rules\nVersion: 1.0\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "entry_points.txt": "[sayso.packs]\ntiny = tiny_rules\n",
    "RECORD": "",
}


def wheel(folder: Path, pack: Path) -> Path:
    """Make a wheel of a pack, as a build tool would."""
    made = folder / "tiny_rules-1.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("tiny_rules/__init__.py", "")
        for file in sorted(pack.iterdir()):
            package.write(file, f"tiny_rules/{file.name}")
        for name, content in WHEEL.items():
            package.writestr(f"tiny_rules-1.0.dist-info/{name}", content)
    return made


def test_a_package_that_is_really_installed_brings_a_pack(folder: Path, tmp_path: Path) -> None:
    target, case = str(tmp_path / "site"), str(tmp_path / "tiny.db")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target]
    subprocess.run([*pip, str(wheel(tmp_path, folder / "rules"))], capture_output=True, text=True, check=True)
    found = {**os.environ, "PYTHONPATH": target}
    run = [sys.executable, "-m", "sayso"]
    listed = subprocess.run([*run, "pack", "list", "--json"], capture_output=True, text=True, env=found, check=True)
    assert {"tiny", "un-dprk"} == {one["name"] for one in json.loads(listed.stdout)["packs"]}
    built = [*run, "build", str(folder / "a.txt"), "--case", case, "--pack", "tiny", "--json"]
    assert json.loads(subprocess.run(built, capture_output=True, text=True, env=found, check=True).stdout)["findings"] == 1
