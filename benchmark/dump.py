"""All that a case holds, to be compared with another case: the index of words is told by its rows, not by how it lies on disk."""

import sqlite3
from pathlib import Path

INDEXES = ("article_words", "claim_words")
"""The tables of words for searching: how they lie in the file depends on the order in which documents came."""


STEPS = 'INSERT INTO "story_history"'
"""How the lines begin that tell in which steps a case was built."""


def dump(case: Path) -> list[str]:
    """Return the lines that a case is made of, in a settled order."""
    with sqlite3.connect(case) as opened:
        lines = [line for line in opened.iterdump() if "_words" not in line]
        words = [repr((table, *row)) for table in INDEXES for row in opened.execute(f"SELECT * FROM {table}")]
    return sorted([*lines, *words])


def dump_without_steps(case: Path) -> list[str]:
    """Return the lines that a case is made of but for its steps: the one part that depends on the order of its builds."""
    return [line for line in dump(case) if not line.startswith(STEPS)]
