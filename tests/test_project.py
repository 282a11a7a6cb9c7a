"""The project as a whole: its wheel works where nothing else is, and its files say what they must."""

import json
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = (
    "date 2024-03-02\n\nBridge over the Aar closed\n\nThe ministry said on Friday that the bridge was closed.\n"
    "The cause was not disclosed.\n"
)


def run(*command: object, folder: Path, status: int = 0) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "SAYSO_"))}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == status, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.check
def test_a_built_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", ROOT, folder=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("sayso-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    scripts = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    run(*pip, "-c", ROOT / "constraints.txt", wheel, folder=tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    (work / "article.txt").write_text(ARTICLE, encoding="utf-8")
    sayso = scripts / "sayso"
    assert json.loads(run(sayso, "version", "--json", folder=work))["parser_version"] != "not installed"
    assert json.loads(run(sayso, "analyse", "--no-cache", "article.txt", folder=work))["claims"]
    assert "1 document, 0 failures, 1 story" in run(sayso, "build", "--no-cache", "article.txt", "--case", "c.db", folder=work)
    assert "not known" in run(sayso, "claims", "c.db", folder=work)


def test_every_dependency_is_pinned_once_and_exactly() -> None:
    pins = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.]+", pin) for pin in pins)
    names = [re.sub("[-_.]+", "-", pin.split("==")[0]).lower() for pin in pins]
    assert len(names) == len(set(names))
    needed = re.findall(r'^  "([A-Za-z0-9_-]+)', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert {re.sub("[-_.]+", "-", name).lower() for name in needed if not name.startswith("sayso")} <= set(names)


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_over_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
