"""Read what a page says of itself as linked data (JSON-LD): broken, nested too deep or too long, it says nothing."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.etree import _Element

from sayso.read.identity import storable

_LONGEST, _MOST_SCRIPTS, _MOST_OBJECTS = 1_000_000, 40, 2_000
_ARTICLES = ("article", "blogposting", "report", "liveblog", "reviewnews")
_PAGES = ("webpage", "itempage", "videoobject", "creativework")
Thing = Mapping[str, object]


def linked_data(root: _Element) -> tuple[Thing, ...]:
    """Return the things that the page describes, articles first, then pages, then all others, each in their order."""
    things = list[Thing]()
    for number, script in enumerate(root.iter("script")):
        if number >= 10 * _MOST_SCRIPTS or len(things) >= _MOST_OBJECTS:
            break
        if "ld+json" in script.get("type", "").lower() and script.text and len(script.text) <= _LONGEST:
            things.extend(_objects(_parsed(script.text)))
    return tuple(sorted(things[:_MOST_OBJECTS], key=_rank))


def without_others(things: Sequence[Thing], address: str | None, titles: Iterable[str]) -> tuple[Thing, ...]:
    """Return the things without the articles of other pages (related ones, teasers), where one is known to be this page's own."""
    names = {name for title in titles if (name := plain_words(title))}
    own = [thing for thing in things if is_article(thing) and _is_own(thing, address, names)]
    return tuple(thing for thing in things if thing in own or not is_article(thing)) if own else tuple(things)


def _is_own(thing: Thing, address: str | None, names: Iterable[str]) -> bool:
    """Does an article give the address of this page, or a headline that stands in one of its titles?"""
    headline = plain_words(words_of(thing.get("headline")) or "")
    if headline and any(headline in name for name in names):
        return True
    page = thing.get("mainEntityOfPage")
    given = (thing.get("url"), thing.get("@id"), page.get("@id") if isinstance(page, Mapping) else page)
    return address is not None and any(isinstance(one, str) and _bare(one) == _bare(address) for one in given)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address).rstrip("/")


def plain_words(words: str) -> str:
    """Return words for comparison: in lower case, without what stands between them."""
    return re.sub(r"\W+", " ", words.lower()).strip()


def is_article(thing: Thing) -> bool:
    """Is the thing an article, whichever sort?"""
    return _rank(thing) == 0


def article_body(things: Iterable[Thing]) -> str:
    """Return the words of the first article that is given whole; nothing where none is."""
    given = (thing.get("articleBody") for thing in things)
    return next((storable(body.strip()) for body in given if isinstance(body, str) and body.strip()), "")


def words_of(value: object) -> str | None:
    """Return a name: of a string, an object with a name, or the first of a list of these."""
    if isinstance(value, list):
        return next((words for one in value if (words := words_of(one))), None)
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value")
        return words_of(value) if isinstance(value, list) else _stripped(value)
    return _stripped(value)


def _stripped(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _parsed(content: str) -> object:
    """Return the value of a script. Line ends inside strings, which many pages have, are forgiven."""
    try:
        return json.loads(content.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[Thing]:
    """Yield the objects of a list or a graph, and the main thing of a page."""
    waiting = [(value, 0)]
    while waiting:
        here, depth = waiting.pop(0)
        if depth > 3:
            continue
        if isinstance(here, list):
            waiting.extend((one, depth + 1) for one in here[:_MOST_OBJECTS])
        elif isinstance(here, dict):
            yield here
            waiting.extend((here[name], depth + 1) for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in here)


def _rank(thing: Thing) -> int:
    kinds = thing.get("@type")
    names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    lower = [name.lower() for name in names if isinstance(name, str)]
    if any(one in name for name in lower for one in _ARTICLES):
        return 0
    return 1 if any(name.endswith(_PAGES) for name in lower) else 2
