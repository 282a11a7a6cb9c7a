"""Tell from an element's tag, class, id, role and item name what the page says that it holds."""

import functools
import re
from typing import Literal

from lxml.etree import _Element

from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.document import BlockHint
from sayso.read.pictures import stands_under_a_picture

Named = BlockHint | Literal["picture"]
_TAGS: dict[str, Named] = {
    "figcaption": "caption",
    "figure": "picture",
    "h1": "title",
    "nav": "navigation",
    "menu": "navigation",
    "aside": "aside",
    "footer": "footer",
    "address": "byline",
}
_NAMING = frozenset({"class", "id", "role", "itemprop", "rel", "data-testid", "data-component"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAME = 300
_STRONG: tuple[Named, ...] = (
    "hidden",
    "caption",
    "credit",
    "comments",
    "footer",
    "navigation",
    "aside",
    "byline",
    "date",
    "picture",
)
_ELSEWHERE: tuple[BlockHint, ...] = ("comments", "footer", "navigation", "aside")


class HintWord(Record, frozen=True, kw_only=True):
    """A word in an element's names and what it says of the words inside."""

    hint: Named
    word: str


def hint_of(element: _Element, tag: str, around: BlockHint) -> BlockHint:
    """Return what an element says that it holds, or what the one around it says. What is hidden stays hidden."""
    if around == "hidden":
        return "hidden"
    attributes = element.items()
    if not attributes and tag not in _TAGS:
        return around
    hidden, names = False, ""
    for name, value in attributes:
        if name in _NAMING:
            names = f"{names} {value}" if names else value
        elif name == "hidden" or (name == "style" and _INVISIBLE.search(value)):
            hidden = True
    if hidden:
        return "hidden"
    own = _TAGS.get(tag) or (_named(names[:_LONGEST_NAME]) if names else "")
    if own == "picture":
        return "caption" if around not in _ELSEWHERE and stands_under_a_picture(element) else around
    return own or around


@functools.lru_cache(maxsize=20_000)
def _named(names: str) -> Named:
    words = {word.lower() for word in _WORD.findall(names)}
    words |= {name.lower() for name in names.split()}
    found = {hint for word in words if (hint := _hints().get(word))}
    return next((hint for hint in _STRONG if hint in found), "")


@functools.cache
def _hints() -> dict[str, Named]:
    return {entry.word: entry.hint for entry in load("page_hints", HintWord)}
