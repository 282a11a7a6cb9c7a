"""The day that a page shows beside its headline, in any of the languages that the search for dates knows."""

import html
import re
from collections.abc import Sequence

from htmldate import find_date

from sayso.model.document import Block

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_BEFORE, _AFTER, _LONGEST, _MOST = 5, 6, 100, 3


def shown_day(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the first full date in the short lines after the headline or, for want of one, before it, where clocks stand too."""
    heading = next((index for index, block in enumerate(blocks) if block.tag == "h1"), None)
    if heading is None:
        return None
    tried = 0
    for block in (*blocks[heading : heading + _AFTER], *blocks[max(0, heading - _BEFORE) : heading]):
        line = block.span.cut(text)
        if len(line) > _LONGEST or block.links > 0.5 or not _YEAR.search(line) or not _DAY.search(_YEAR.sub("", line)):
            continue
        found = searched_day(f"<html><body><p class='date'>{html.escape(line)}</p></body></html>")
        tried += 1
        if found or tried >= _MOST:
            return found
    return None


def searched_day(content: str) -> str | None:
    """Return the day that a search through markup and words finds; never a bare year, which it gives as the first of January."""
    found = find_date(content, original_date=True)
    return found if found and not found.endswith("-01-01") else None
