"""Run the product as a user does: the `sayso` command of this checkout, every call a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmark" / "out"
PILE = ROOT / "examples" / "pile"
SETTINGS = "SAYSO_"


class MeasureError(Exception):
    """A command that a measurement needs did not do its work."""


class Product:
    """The `sayso` command, run in a folder of its own, without the settings of whoever measures.

    Parses are kept in `benchmark/out/cache` from one measurement to the next.
    """

    def __init__(self, folder: Path, cache: Path = OUT / "cache", **settings: str) -> None:
        self.folder = folder
        self._environ = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
        self._environ |= {f"{SETTINGS}CACHE": str(cache), "PYTHONUTF8": "1"}
        self._environ |= {f"{SETTINGS}{name.upper()}": value for name, value in settings.items()}

    def run(self, *words: object) -> str:
        """Return what `sayso WORDS` prints.

        Raises:
            MeasureError: it ended with another code than 0 (done) and 1 (nothing found, or some documents failed).
        """
        return run([sys.executable, "-m", "sayso", *words], self.folder, self._environ, fine=(0, 1))

    def ask(self, *words: object) -> dict[str, Any]:
        """Return the answer of `sayso WORDS --json`."""
        answer: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return answer

    def analyse(self, inputs: Path, *words: object) -> Path:
        """Return the file with a row for each document of the input."""
        rows = self.folder / "analyse.jsonl"
        rows.write_text(self.run("analyse", inputs, "--quiet", *words), encoding="utf-8")
        return rows

    def build(self, inputs: Path) -> Path:
        """Return a new case of the input."""
        case = self.folder / "case.db"
        case.unlink(missing_ok=True)
        self.run("build", inputs, "--case", case, "--quiet")
        return case

    def dossier(self, case: Path) -> Path:
        """Return the file with the dossier of the case's largest story."""
        stories = self.ask("stories", case)["stories"]
        if not stories:
            raise MeasureError(f"{case}: holds no story")
        largest = max(stories, key=lambda story: len(story["documents"]))
        path = self.folder / "story.json"
        path.write_text(self.run("story", case, largest["id"], "--json"), encoding="utf-8")
        return path

    def export(self, case: Path) -> Path:
        """Return the folder with the rows of a case."""
        folder = self.folder / "export"
        self.run("export", case, "--to", "jsonl", "--output", folder)
        return folder


def run(words: list[object], folder: Path, environ: dict[str, str] | None = None, fine: tuple[int, ...] = (0,)) -> str:
    """Return what a command prints.

    Raises:
        MeasureError: it ended with a code that is not fine; the message holds its last words.
    """
    command = [str(word) for word in words]
    done = subprocess.run(
        command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in fine:
        raise MeasureError(f"`{' '.join(command)}` ended with code {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout
