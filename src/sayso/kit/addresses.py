"""What an address on the web says without a look at what is there: whose site it is, which page, and whether that is an article.

>>> found = address_of("https://uk.reuters.com/world/harbour-fire-kills-two-2024-05-14/?utm_source=feed#top")
>>> found.site, found.is_article
('reuters.com', True)
>>> address_of("javascript:alert(1)") is None
True
"""

import functools
import re
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, urlsplit

import tld

from sayso.kit.lexicon import load
from sayso.model.base import Record

LONGEST = 2_048
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+\.?")
_WORDS = re.compile(r"[-_+.]|%20")
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2]|[a-z]{3})[/-]?(?:[0-3]?\d)?(?=\D|$)")
_NUMBERED = re.compile(r"\d{6,}|(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{10,}")
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|jsp|amp)$")
_VIEWS = frozenset({"www", "m", "mobile", "amp"})
LEAST_WORDS = 4
"""So many words joined by hyphens in one part of a path are a headline."""

LinkWordKind = Literal["listing", "article", "via", "related", "picture", "platform"]


class LinkWord(Record, frozen=True, kw_only=True):
    """A word of an address or beside a link, and what it says of the link."""

    kind: LinkWordKind
    word: str


class Address(Record, frozen=True, kw_only=True):
    """An address taken apart: the host, the site that it is part of, a name of the page that is the same for all its views."""

    host: str
    site: str
    page: str
    is_article: bool


@functools.cache
def link_words(kind: LinkWordKind) -> frozenset[str]:
    """Return the words of one kind."""
    return frozenset(entry.word for entry in load("link_words", LinkWord) if entry.kind == kind)


@functools.lru_cache(maxsize=50_000)
def address_of(address: str) -> Address | None:
    """Return what an address says; None for one that is not of the web, or that is written to mislead."""
    if len(address) > LONGEST or not address.isprintable() or "\\" in address or " " in address:
        return None
    from courlan import normalize_url  # slow to load, and an article without links never needs it

    try:
        parts = urlsplit(normalize_url(address))
        parts.port  # noqa: B018  (raises where it is none)
        host = (parts.hostname or "").encode("idna").decode("ascii").removesuffix(".")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or parts.username is not None:
        return None
    path = parts.path.lower()
    query = parts.query if not _ends_like_an_article(path) else ""
    page = f"{_without_view(host)}{_ENDING.sub('', path.removesuffix('/amp').rstrip('/'))}{f'?{query}' if query else ''}"
    return Address(host=host, site=site_of(host), page=page, is_article=_is_article(parts))


def site_of(host: str) -> str:
    """Return the part of a host that somebody has registered: "bbc.co.uk" of "feeds.bbc.co.uk"."""
    if host.replace(".", "").isdigit():
        return host
    known = tld.get_fld(host, fix_protocol=True, fail_silently=True, search_private=False)
    return known or ".".join(host.split(".")[-2:])


def _without_view(host: str) -> str:
    """Return a host without the label that says for which kind of screen it shows the same pages."""
    first, _, rest = host.partition(".")
    return rest if first in _VIEWS and "." in rest else host


def _is_article(parts: SplitResult) -> bool:
    """Does the address look like that of one article: a headline, a day or a number in it, and nothing that lists others?"""
    path = parts.path.lower()
    segments = [_ENDING.sub("", segment) for segment in path.split("/") if segment]
    if link_words("listing").intersection(segments[:-1]) or (segments and segments[-1] in link_words("listing")):
        return False
    if _ends_like_an_article(path) or link_words("article").intersection(segments[:-1]):
        return True
    return any(_NUMBERED.search(value.lower()) or (value.isdigit() and len(value) > 2) for _, value in parse_qsl(parts.query))


def _ends_like_an_article(path: str) -> bool:
    segments = [_ENDING.sub("", segment) for segment in path.split("/") if segment]
    if not segments:
        return False
    last = [segment for segment in segments[-2:] if segment != "amp"]
    dated = _DATED.search(path)
    if dated is not None and path[dated.end() :].strip("/"):
        return True
    return any(len([word for word in _WORDS.split(one) if word]) >= LEAST_WORDS or _NUMBERED.search(one) for one in last)
