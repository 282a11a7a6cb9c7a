"""Keep the words of a page that no parser should be given: its tags are cut out in one pass, and nothing else is known of it.

>>> strip_tags("<p>One <b>two</b></p><script>no</script><p>A &amp; B")
'One two\\nA & B'
"""

import html
import re

from sayso.read.elements import INLINE, WITHOUT_WORDS

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})[^<>]*>|<!--|<![A-Za-z\[][^<>]*>|<\?[^<>]*>|-->")
_SPACE = re.compile(r"[ \t\r\f]+")
_LINES = re.compile(r" *\n\s*")


def strip_tags(content: str) -> str:
    """Return the words of a page, a line for each block. An element or a comment that is never closed hides nothing."""
    pieces, at, low = list[str](), 0, content.lower()
    unclosed = set[str]()
    position = 0
    while found := _TAG.search(content, position):
        pieces.append(content[at : found.start()].replace("\n", " "))
        at = position = found.end()
        name = (found[2] or "").lower()
        closing = "-->" if found[0] == "<!--" else f"</{name}" if name in WITHOUT_WORDS and not found[1] else ""
        if closing and closing not in unclosed:
            end = low.find(closing, at) if len(low) == len(content) else content.find(closing, at)
            if end < 0:
                unclosed.add(closing)
            else:
                at = position = end
        if name not in INLINE:
            pieces.append("\n")
    pieces.append(content[at:].replace("\n", " "))
    words = html.unescape("".join(pieces))
    return _LINES.sub("\n", _SPACE.sub(" ", words)).strip()
