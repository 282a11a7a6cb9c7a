"""What makes a document itself: the text as it is archived, its hash, and its id."""

import hashlib
import re
from urllib.parse import urlsplit

from sayso.model.base import make_id

REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text with each NUL and each lone surrogate replaced by U+FFFD, one for one, so that every offset stays."""
    return _UNSTORABLE.sub(REPLACEMENT, text)


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def base_name(path: str) -> str:
    """Return a file name without its folders, whichever way they are written."""
    return storable(re.split(r"[/\\]", path.rstrip("/\\"))[-1])


def document_id(name: str, text: str) -> str:
    """Return the id of a document that came without one: a hash of its name (a file name or a URL) and its text."""
    return make_id("doc", name, text)


def is_own_address(address: str) -> bool:
    """Does an address name one page, rather than a whole site?"""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and (len(parts.path) > 1 or bool(parts.query))
