"""The documentation is true: its Python runs, its links lead somewhere, and every command, setting and word list is in it."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer

from sayso.cli.main import app
from sayso.kit.config import Config, OutletEntry, load_config

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")) if path.is_file()
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def blocks(path: Path, language: str) -> list[str]:
    return [code for name, code in BLOCK.findall(path.read_text("utf-8")) if name == language]


def reference() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "docs" / "reference").glob("*.md"))


@pytest.mark.parametrize("path", [path for path in PAGES if blocks(path, "python")], ids=lambda path: path.name)
def test_the_python_of_a_page_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for code in blocks(path, "python"):
            exec(compile(code, str(path), "exec"), names)
    assert printed.getvalue()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    targets = [target for target in LINK.findall(path.read_text("utf-8")) if "://" not in target]
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", [path for path in PAGES if blocks(path, "toml")], ids=lambda path: path.name)
def test_every_setting_that_a_page_shows_is_read(path: Path, tmp_path: Path) -> None:
    for code in blocks(path, "toml"):
        (tmp_path / "sayso.toml").write_text(code, encoding="utf-8")
        assert load_config({}, {}, tmp_path) != Config()


def test_every_command_option_setting_and_word_list_is_documented() -> None:
    group: Any = typer.main.get_command(app)
    known, missing = reference(), list[str]()
    found = dict(group.commands)
    below = {f"pack {name}": command for name, command in found.pop("pack").commands.items()}
    for name, command in (found | below).items():
        page = known.partition(f"## `sayso {name}`")[2].partition("\n## ")[0]
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
        missing += [f"{name} {option}" for option in options if option not in page and option not in {"-h", "--help"}]
        missing += [] if page else [name]
    for field in (*msgspec.structs.fields(Config), *msgspec.structs.fields(OutletEntry)):
        missing += [] if f"| `{field.name}` |" in known else [field.name]
    for path in (ROOT / "src" / "sayso" / "data").glob("*.yaml"):
        missing += [] if f"`{path.name}`" in known else [path.name]
    assert missing == []


def test_every_trained_file_has_a_card() -> None:
    folder = ROOT / "src" / "sayso" / "models"
    trained = [path for path in folder.iterdir() if path.is_file() and path.suffix not in {".py", ".md"}]
    for path in trained:
        card = path.with_suffix(".md").read_text("utf-8")
        assert all(f"**{part}.**" in card for part in ("What it is", "Data", "Script", "Licences", "Scores", "Limits"))


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    assert [path.name for path in folder.glob("[0-9]*.md") if f"({path.name})" not in listed] == []


@pytest.mark.check
def test_what_is_made_from_the_program_is_current() -> None:
    command = [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
