"""Write down why a floor was lowered: a page in `docs/decisions`, and a line in its list."""

import re
from pathlib import Path

from benchmark.floors import Floors

PAGE = """# {number}. Lower floors: {title}

Status: taken

## Context
{reason}

## Decision
These floors of `benchmark/floors.json` are lowered:

| measure | was | is |
|---|---|---|
{rows}

## Consequences
- What fell stays where it is until a change raises it again; `make check` holds the new floors.
"""


def write_decision(folder: Path, reason: str, before: Floors, after: Floors) -> Path:
    """Write the decision to lower floors, add it to the list, and return the page."""
    numbers = [int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9]-*.md")]
    number = max(numbers, default=0) + 1
    title = " ".join(reason.split())
    rows = "\n".join(
        f"| {name} | {floor.at:g} | {after[name].at:g} |" for name, floor in sorted(before.items()) if after[name] != floor
    )
    page = folder / f"{number:04}-lower-floors-{_slug(title)}.md"
    short = title if len(title) <= 60 else title[:60].rsplit(" ", 1)[0] + " ..."
    page.write_text(PAGE.format(number=number, title=short, reason=title, rows=rows), encoding="utf-8")
    listed = folder / "README.md"
    if listed.exists():
        before_list = listed.read_text("utf-8").rstrip("\n")
        listed.write_text(f"{before_list}\n{number}. [Lower floors: {short}]({page.name})\n", encoding="utf-8")
    return page


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", words.lower())[:6]) or "no-words"
