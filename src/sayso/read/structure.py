"""Look at a page's tags before a parser does: what is built like no page is not given to one."""

import re

MOST_TAGS = 150_000
_LONG = 65_536
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{%d,}" % _LONG)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES, _MOST_COMMENTS, LARGEST_PARSED = 500, 2_000, 8_000_000


def structural_fault(content: bytes) -> str:
    """Return why no parser should be given a page, or nothing."""
    if len(content) > LARGEST_PARSED:
        return f"it has {len(content)} bytes, more than any page"
    tags = content.count(b"<")
    if tags > MOST_TAGS:
        return f"it has {tags} tags, more than any page"
    if content.count(b"<!--") - content.count(b"-->") > _MOST_COMMENTS:
        return "its comments are never closed"
    long = max(map(len, content.split(b"<"))) > _LONG
    for tag in _LONG_TAG.finditer(content) if long else ():
        if len(_QUOTED.sub(b"", tag[0]).split()) > _MOST_ATTRIBUTES:
            return "a tag of it has more attributes than any page's"
    return ""
