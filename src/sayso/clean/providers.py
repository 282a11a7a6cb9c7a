"""Find who gave a picture out, in the words of its caption: where the picture comes from, never who is cited by the article."""

import functools
import re

from sayso.clean.captions import caption_words
from sayso.clean.marks import Page
from sayso.model.span import Span

_LONGEST = 80
_END = re.compile(r"[,;:(\n]|\.(?=\s|\Z)| (?:on|shows?|via)\b")
_ARTICLE = re.compile(r"(?:the|a|an) ")


def find_provider(page: Page, caption: Span) -> Span | None:
    """Return the words that name the provider: none where the words are not about a picture.

    In "In this photo provided by the North Korean government, ..." it is "North Korean government".
    """
    given = _given().search(page.folded, caption.start, caption.end)
    if given is None:
        return None
    article = _ARTICLE.match(page.folded, given.end(), caption.end)
    start = article.end() if article else given.end()
    limit = min(caption.end, start + _LONGEST)
    ends = [found.start() for found in (_END.search(page.folded, start, limit), _verb(page, start, limit)) if found]
    if not ends and limit < caption.end:
        return None
    words = page.text[start : min(ends, default=limit)].rstrip()
    return Span(start=start, end=start + len(words)) if words else None


def _verb(page: Page, start: int, limit: int) -> re.Match[str] | None:
    """Return the verb of the caption: a name ends before it."""
    return caption_words("verb").search(page.folded, start, limit)


@functools.cache
def _given() -> re.Pattern[str]:
    return re.compile(rf"\b{caption_words('picture').pattern}[^,.;:]{{0,40}}?\b{caption_words('provider').pattern}\s")
