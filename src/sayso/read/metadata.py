"""What a page says of itself besides its words: title, outlet, authors and its own address."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element

from sayso.model.base import Record
from sayso.read.identity import is_own_address, storable
from sayso.read.linked_data import Thing, is_article, linked_data, plain_words, without_others, words_of

_SEPARATED = re.compile(r"\s+[|\u2013\u2014\u00bb\u00b7-]\s+")
_LONGEST_TITLE, _LONGEST_NAME, _MOST_AUTHORS = 500, 120, 20
_TITLE_TAGS = ("og:title", "twitter:title")
_AUTHOR_TAGS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")


class Metadata(Record, frozen=True, kw_only=True):
    """What a page says of itself; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    address: str | None = None


def own_things(root: _Element, fetched_from: str | None) -> tuple[Thing, ...]:
    """Return what a page describes as linked data, without the articles of other pages."""
    tags = _tags(root)
    titles = [*_headings(root), *(tags.get(name, "") for name in _TITLE_TAGS)]
    return without_others(linked_data(root), fetched_from or _own_address(root, tags), titles)


def read_metadata(root: _Element, things: Sequence[Thing], fetched_from: str | None) -> Metadata:
    """Return the metadata of a page that came from an address, where that is known."""
    tags = _tags(root)
    address = fetched_from or _own_address(root, tags)
    outlet = tags.get("og:site_name") or _publisher(things) or (_domain(address) if address else None)
    return Metadata(
        title=_title(root, things, tags, outlet),
        outlet=_short(outlet),
        authors=_authors(things, tags),
        address=storable(address) if address else None,
    )


def _tags(root: _Element) -> Mapping[str, str]:
    """Return the meta tags by lower-case name, the first of each."""
    found = dict[str, str]()
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = " ".join(html.unescape(tag.get("content", "")).split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _title(root: _Element, things: Sequence[Thing], tags: Mapping[str, str], outlet: str | None) -> str | None:
    """Return the title: the longest main heading that the page's own data repeat, else what these data give."""
    headline = next((words for thing in things if is_article(thing) and (words := words_of(thing.get("headline")))), None)
    headings = _headings(root)
    page = root.find(".//title")
    given = (headline, *map(tags.get, _TITLE_TAGS), "".join(page.itertext()) if page is not None else None)
    named = [" ".join(words.split()) for words in given if words and words.strip()]
    repeated = [one for one in headings if plain_words(one) and any(plain_words(one) in plain_words(words) for words in named)]
    if repeated:
        return _short(max(repeated, key=len), _LONGEST_TITLE)
    chosen = named[0] if named else next(iter(headings), None)
    return _short(_without_outlet(chosen, outlet), _LONGEST_TITLE) if chosen else None


def _headings(root: _Element) -> list[str]:
    return [words for one in root.iter("h1") if (words := " ".join("".join(one.itertext()).split()))]


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return a title without the name of the outlet that stands after a bar or a dash."""
    pieces = _SEPARATED.split(title)
    if outlet and len(pieces) > 1 and plain_words(pieces[-1]) in (plain_words(outlet), plain_words(outlet.partition(".")[0])):
        return title[: title.rindex(pieces[-1])].rstrip(" |\u2013\u2014\u00bb\u00b7-")
    return title


def _publisher(things: Iterable[Thing]) -> str | None:
    return next((name for thing in things if is_article(thing) and (name := words_of(thing.get("publisher")))), None)


def _authors(things: Iterable[Thing], tags: Mapping[str, str]) -> tuple[str, ...]:
    for thing in things:
        if is_article(thing) and thing.get("author"):
            given = thing["author"]
            several = given if isinstance(given, list) else [given]
            names = [name for one in several[:_MOST_AUTHORS] if (name := words_of(one))]
            if kept := _names(names):
                return kept
    return next((kept for tag in _AUTHOR_TAGS if (kept := _names([tags.get(tag, "")]))), ())


def _names(given: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, without addresses and the word that opens a byline."""
    pieces = (piece for one in given for piece in re.split(r"\s*[;|]\s*|,\s+(?=[A-Z][^,]* )", one))
    names = (re.sub(r"^(?:by|By|BY|von|Von)\s+", "", " ".join(piece.split())) for piece in pieces)
    return tuple(dict.fromkeys(storable(name) for name in names if name and len(name) <= _LONGEST_NAME and "://" not in name))


def _own_address(root: _Element, tags: Mapping[str, str]) -> str | None:
    """Return the address that the page gives as its own, if it names one page."""
    link = root.find(".//link[@rel='canonical']")
    own = tags.get("og:url")
    for given in (link.get("href") if link is not None else None, own):
        if given and is_own_address(address := _absolute(given.strip(), own)):
            return address
    return None


def _absolute(given: str, base: str | None) -> str:
    try:
        return urljoin(base, given) if base else given
    except ValueError:
        return given


def _domain(address: str) -> str | None:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _short(words: str | None, longest: int = _LONGEST_NAME) -> str | None:
    return storable(words[:longest]).strip() or None if words else None
