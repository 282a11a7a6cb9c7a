"""Find the lines that open the readers' comments or a list of links: much after them is not the article, however it reads."""

import functools
import re

import numpy as np
from numpy.typing import NDArray

from sayso.clean.marks import Mark, Page
from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.span import Span

PARTS = ("comments", "links")
_LONGEST, _MANY = 90, 5
_SPEAKER = re.compile(r"(?:said|says|wrote|reply|replied|posted):?\Z|\bat \d\d?:\d\d|\b(?:reply|like|upvote|permalink|share)\Z")


class Section(Record, frozen=True, kw_only=True):
    """How a line opens that begins a part of a page which is not the article."""

    part: str
    words: str


def section_rows(page: Page, pieces: list[Mark]) -> NDArray[np.float64]:
    """Return for each piece whether it opens such a part, how near above one was opened, how many, and whether one follows."""
    index = np.arange(len(pieces))
    lines = [one.span.cut(page.folded) if _is_line(page, one.span) else "" for one in pieces]
    columns = [np.array([_SPEAKER.search(line) is not None for line in lines], dtype=float)]
    for part in PARTS:
        opens = np.array([_openings(part).match(line) is not None for line in lines], dtype=float)
        last = np.maximum.accumulate(np.where(opens > 0, index, -1))
        columns += [opens, np.where(last < 0, 0, 1 / (1 + index - last)), last >= 0, np.minimum(np.cumsum(opens), _MANY) / _MANY]
        columns.append(np.cumsum(opens[::-1])[::-1] > 0)
    return np.column_stack(columns).astype(float)


def _is_line(page: Page, span: Span) -> bool:
    """Does the stretch stand alone in a short line?"""
    if span.end - span.start > _LONGEST:
        return False
    before, after = page.text[max(0, span.start - 3) : span.start], page.text[span.end : span.end + 3]
    return (span.start < 2 or "\n" in before) and (span.end > len(page.text) - 2 or "\n" in after)


@functools.cache
def _openings(part: str) -> re.Pattern[str]:
    words = "|".join(re.escape(entry.words) for entry in load("sections", Section) if entry.part == part)
    return re.compile(rf"(?:\d+ )?(?:{words})(?!\w)")
