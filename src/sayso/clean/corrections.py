"""Find the notes in which an outlet says that it has changed an article: they are about the article, not about the world."""

import functools
import re

from sayso.clean.marks import Mark, Page
from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.span import Span

WHY = "correction-note"
_LONGEST = 900
_LEAD = re.compile(r"[\s\u2022*\u2014\u2013-]*")


class CorrectionWords(Record, frozen=True, kw_only=True):
    """Words with which such a note opens: a `label` with its colon, or the beginning of a `sentence`."""

    reach: str
    words: str


def correction_mark(page: Page, block: Span) -> Mark | None:
    """Return the whole block as a note of correction, if it opens like one."""
    if block.end - block.start > _LONGEST:
        return None
    lead = _LEAD.match(page.folded, block.start, block.end)
    found = _openings().match(page.folded, lead.end() if lead else block.start, block.end)
    return Mark(span=block, kind="byline", why=WHY) if found else None


@functools.cache
def _openings() -> re.Pattern[str]:
    entries = load("correction_notes", CorrectionWords)
    labels = "|".join(re.escape(entry.words) for entry in entries if entry.reach == "label")
    sentences = "|".join(re.escape(entry.words) for entry in entries if entry.reach == "sentence")
    return re.compile(rf"(?:{labels})(?: (?:to|on|,)? ?[^:.]{{0,40}})?:|(?:{sentences})(?!\w)")
