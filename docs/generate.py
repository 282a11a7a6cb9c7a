"""Write what the documentation takes from the program itself: commands, settings, word lists, and what commands print.

    python docs/generate.py            write it
    python docs/generate.py --check    say which pages are out of date, and leave with 1 where one is

Commands, settings and word lists are pages of their own in docs/reference. In README.md and the tutorial, the block after
`<!-- output: COMMAND -->` is what that command prints (with `| N lines`: its first lines) in a terminal of 100 columns.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import typer
import yaml

from sayso.cli.main import app
from sayso.kit.config import Config, OutletEntry

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "sayso" / "data"
NOTE = "<!-- Made by docs/generate.py from the program itself: change it there. -->"

SETTINGS = {
    "language": "the language that is read: `en`; documents in another one are kept and marked `skipped`",
    "parser": "the name of an installed spaCy pipeline; see [use another parser](../how-to/use-another-parser.md)",
    "attribution_weights": "`news`: learnt from a news corpus that carries no licence; `own`: from this project's own texts alone, under CC BY",
    "window_days": "documents published further apart than this many days are never directly compared for one story",
    "story_threshold": "how alike, on average, the documents of one story must be",
    "copy_threshold": "no effect yet: documents are copies where the words of their bodies are the same",
    "align_threshold": "how much two claims must have in common to be put into one group",
    "cache": "the folder that keeps parses; empty: none is kept; not set: the user's own cache folder",
    "cache_bytes": "how large that folder may grow; what was used least lately goes first",
    "batch": "how many documents are parsed at a time",
    "outlets": "outlets of your own, each a `[[outlets]]`",
    "agencies": "agencies of your own, each an `[[agencies]]`",
}
ENTRY = {
    "name": "what the origin is called in a case; the only one that is needed",
    "kind": "`agency`, `state_media`, `outlet` or `official`; by default that of the table it stands in",
    "names": "other ways in which articles name it; case, accents and hyphens do not matter",
    "domains": "its sites, where articles cite it by them",
    "country": "ISO 3166-1 alpha-2: whose voice it is where it is state-run",
    "state_run": "`true`, `false`, or left out: not known",
    "controlled_by": "who owns or controls it",
    "source": "where that was read, or `unverified`",
}


ROOT = HERE.parent
SHOWING = ("README.md", "docs/tutorial.md")
COLUMNS = 100
OUTPUT = re.compile(r"(<!-- output: (?P<command>[^|>]+?)(?: \| (?P<lines>\d+) lines)? -->\n)\n```\n.*?\n?```\n", re.DOTALL)


def main() -> int:
    """Write the pages, or check them, and return the exit code."""
    pages = {"docs/reference/cli.md": cli(), "docs/reference/settings.md": settings(), "docs/reference/lexicons.md": lexicons()}
    pages |= {name: showing(name) for name in SHOWING}
    if "--check" not in sys.argv[1:]:
        for name, content in pages.items():
            (ROOT / name).write_text(content, encoding="utf-8")
        return 0
    stale = [name for name, content in pages.items() if not is_current(ROOT / name, content)]
    for name in stale:
        print(f"{name} is out of date: run `python docs/generate.py`", file=sys.stderr)
    return 1 if stale else 0


def is_current(path: Path, content: str) -> bool:
    """Does a page say what the program says now?"""
    return path.is_file() and path.read_text(encoding="utf-8") == content


def showing(name: str) -> str:
    """Return a page with what its commands print, run one after the other in a folder that holds the examples alone."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        content = (ROOT / name).read_text(encoding="utf-8")
        return OUTPUT.sub(lambda match: f"{match[1]}\n```\n{printed(match['command'], match['lines'], folder)}```\n", content)


def printed(command: str, lines: str | None, folder: str) -> str:
    """Return what a command prints, cut after so many lines."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    environ |= {"COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"}
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)
    found = done.stdout.splitlines()
    if done.returncode == 2 or not found:
        raise SystemExit(f"{command}: {done.stderr}")
    cut = found[: int(lines)] if lines else found
    return "\n".join([*cut, *(["..."] if len(cut) < len(found) else [])]) + "\n"


def page(title: str, *lines: str) -> str:
    """Return a page of these lines."""
    return "\n".join((f"# {title}", "", NOTE, "", *lines)) + "\n"


def cli() -> str:
    """Return the page of the commands."""
    return page("Commands", *cli_lines())


def cli_lines() -> Iterator[str]:
    """Yield every command with its arguments, options and example."""
    group: Any = typer.main.get_command(app)
    yield from (
        group.help,
        "",
        "Results go to standard output, messages and progress to standard error. Exit codes: 0 done or found, 1 nothing",
    )
    yield from (
        "found or some documents failed, 2 wrong use or bad input, 130 stopped. `-h` and `--help` stand with every command.",
        "",
    )
    yield "A `CASE` is a file that `sayso build` made. An `ID` may be given by its beginning, as far as no other begins so."
    for name, command in commands(group):
        yield from ("", f"## `sayso {name}`", "", *prose(command.help), "")
        yield from ("| argument or option | what it does |", "|---|---|")
        for parameter in command.params:
            if parameter.name != "help":
                yield f"| {usage(parameter)} | {cell(parameter.help)} |"
        yield from ("", "```", command.epilog.removeprefix("Example: "), "```")


def commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the commands by name, those of a group under the group's name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} ")
        else:
            yield f"{above}{name}", command


def prose(words: str) -> list[str]:
    """Return a command's help as paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip())).split("\n")


def usage(parameter: Any) -> str:
    """Return how a parameter is written."""
    if not parameter.opts[0].startswith("-"):
        return f"`{parameter.metavar}`"
    is_flag = bool(getattr(parameter, "is_flag", False))
    value = "" if is_flag else f" {parameter.metavar or 'FORM'}"
    return f"`{', '.join(parameter.opts)}{value}`{' (needed)' if parameter.required else ''}"


def cell(words: str | None) -> str:
    """Return words as the cell of a table."""
    return (words or "").replace("|", "\\|")


def settings() -> str:
    """Return the page of the settings.

    Raises:
        KeyError: a setting has no words here yet.
    """
    return page("Settings", *settings_lines())


def settings_lines() -> Iterator[str]:
    """Yield every setting with its default, and what an entry of an outlet or agency may hold."""
    yield "A setting is taken from, each stronger than the one before: its default; the file `sayso.toml` in the folder where sayso"
    yield "runs or the nearest above it (or the one that `--config` or `SAYSO_CONFIG` names); the environment, as `SAYSO_` and its name in"
    yield "capitals (`SAYSO_WINDOW_DAYS=3`); a flag. A wrong name or value stops the run and is named with file and line."
    yield from ("", "| setting | default | what it is |", "|---|---|---|")
    defaults = msgspec.to_builtins(Config())
    for field in msgspec.structs.fields(Config):
        default = defaults[field.name]
        written = "none" if default in (None, ()) or default == [] else f"`{default}`"
        yield f"| `{field.name}` | {written} | {SETTINGS[field.name]} |"
    yield from ("", "## An outlet or agency of your own", "", "See [add an outlet or an agency](../how-to/add-an-agency.md).", "")
    yield from ("| key | what it is |", "|---|---|")
    for field in msgspec.structs.fields(OutletEntry):
        yield f"| `{field.name}` | {ENTRY[field.name]} |"


def lexicons() -> str:
    """Return the page of the word lists."""
    return page("Word lists", *lexicon_lines())


def lexicon_lines() -> Iterator[str]:
    """Yield every word list with what it holds, where that comes from and its licence."""
    yield "The words that sayso knows are data: `src/sayso/data`, one entry a line, each file under the licence that it names."
    yield "[CONTRIBUTING](../../CONTRIBUTING.md) says how to add one."
    yield from ("", "| file | what it holds | where it comes from | licence |", "|---|---|---|---|")
    for path in sorted(DATA.glob("*.yaml")):
        header = path.read_text(encoding="utf-8").partition("\nentries:")[0]
        known = yaml.safe_load(header)
        yield f"| `{path.name}` | {cell(known['about'])} | {cell(known['source'])} | {known['licence']} |"


if __name__ == "__main__":
    sys.exit(main())
