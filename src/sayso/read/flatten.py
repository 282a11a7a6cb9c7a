"""Flatten a page: all of its words, one block element a line, and beside them what the markup says of each block.

>>> page = flatten(parse_html("<h1>A <b>car</b></h1><p>One.<br><br>Two <a href='/more'>men</a>."))
>>> page.text
'A car\\nOne.\\nTwo men.'
>>> [block.tag for block in page.blocks]
['h1', 'p', 'p']
>>> [(link.span.cut(page.text), link.target) for link in page.links]
[('men', '/more')]
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from sayso.model.document import Block, BlockHint, Link
from sayso.model.errors import ReadError
from sayso.model.span import Span
from sayso.read.elements import INLINE, WITHOUT_WORDS
from sayso.read.hints import hint_of

_SPACES = re.compile(" {2,}")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ROOTS = frozenset({"html", "body"})
_OF_A_BLOCK = frozenset({"title", "navigation", "aside", "footer", "comments"})
_MOST = 0.8
_LONGEST_ADDRESS, _MOST_LINKS = 2_048, 2_000
DEEPEST = 500
"""Pages made by people and publishing systems stay far below this; parsers lose words beyond it."""


def parse_html(content: str) -> etree._Element:
    """Return the tree of a page. Entities of its own are never expanded and nothing is fetched.

    Raises:
        ReadError: the page holds no element.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(content.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ReadError("the page holds no words", rule="empty", remedy="leave it out")
    return root


class Flattened(NamedTuple):
    """The words of a page, its blocks, and its words that are links with their addresses as the page writes them."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def flatten(root: etree._Element) -> Flattened:
    """Return the words of a page with its blocks and links, in the order of the page.

    Raises:
        ReadError: its elements stand inside each other deeper than any page's.
    """
    flattener = _Flattener()
    enter, leave = flattener.enter, flattener.leave
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            leave(element)
        elif not enter(element):
            walker.skip_subtree()
    return Flattened("\n".join(flattener.lines), tuple(flattener.blocks), tuple(flattener.links))


class _Context(NamedTuple):
    """What is known of the element whose words come next; `link` is the address that they lead to, None outside a link."""

    tag: str
    block_hint: BlockHint
    hint: BlockHint
    link: str | None
    closes: bool


class _Piece(NamedTuple):
    """A run of words inside a block."""

    words: str
    hint: BlockHint
    link: str | None


def _inside(around: _Context, hint: BlockHint, link: str | None) -> _Context:
    """Return the context of an element that stands inside a line."""
    if not around.closes and hint == around.hint and link == around.link:
        return around
    return _Context(around.tag, around.block_hint, hint, link, False)


_BLANK = _Piece(" ", "", None)


class _Flattener:
    """Takes the elements of a page in order and closes a line wherever a block begins or ends."""

    def __init__(self) -> None:
        self.lines = list[str]()
        self.blocks = list[Block]()
        self.links = list[Link]()
        self._pieces = list[_Piece]()
        self._around = [_Context("body", "", "", None, True)]
        self._at = 0

    def enter(self, element: etree._Element) -> bool:
        """Take the words before an element's first child. Returns whether its children are to be seen."""
        around, tag = self._around[-1], element.tag
        if tag in WITHOUT_WORDS or tag == "br" or not isinstance(tag, str):
            self._around.append(_inside(around, around.hint, around.link))
            if tag == "br":
                self._pieces.append(_Piece("\n", around.hint, around.link))
            return False
        self._enter(element, around, around.hint if tag in _ROOTS else hint_of(element, tag, around.hint))
        words = element.text
        if words:
            self._add(words)
        return True

    def _enter(self, element: etree._Element, around: _Context, own: BlockHint) -> None:
        tag = element.tag
        if (tag not in INLINE and "-" not in tag) or (own == "credit" and around.hint == "caption"):
            if self._pieces:
                self._close(around)
            context = _Context(tag, own, own, around.link, True)
        else:
            hint = around.hint if own in _OF_A_BLOCK else own
            context = _inside(around, hint, _address(element) if tag == "a" else around.link)
        self._around.append(context)
        if len(self._around) > DEEPEST:
            message = f"its elements stand more than {DEEPEST} deep in each other"
            raise ReadError(message, rule="structure", remedy="look at its words")

    def leave(self, element: etree._Element) -> None:
        """Take the words after an element."""
        left = self._around.pop()
        if left.closes and self._pieces:
            self._close(left)
        words = element.tail
        if words:
            self._add(words)

    def _add(self, words: str) -> None:
        if not words.isspace():
            around = self._around[-1]
            if "\n" in words or "  " in words or "\t" in words or "\r" in words or "\f" in words:
                words = _SPACE.sub(" ", words)
            self._pieces.append(_Piece(words, around.hint, around.link))
        elif self._pieces:
            self._pieces.append(_BLANK)

    def _close(self, around: _Context) -> None:
        """End the line: what stands between two empty lines of it is a block of its own."""
        pieces, self._pieces = self._pieces, []
        if len(pieces) == 1:
            kept, hint, links = pieces[0].words.strip(" "), pieces[0].hint, float(pieces[0].link is not None)
        else:
            kept = _SPACES.sub(" ", _AROUND_BREAK.sub("\n", "".join(piece.words for piece in pieces))).strip(" \n")
            hint, links = _weighed(pieces, around.block_hint)
        linked = _linked(pieces, kept) if len(self.links) < _MOST_LINKS else []
        for paragraph in _PARAGRAPH.finditer(kept):
            words = paragraph.group()
            if words.strip():
                span = Span(start=self._at, end=self._at + len(words))
                self.blocks.append(Block(span=span, tag=around.tag, hint=hint, links=links))
                self.links.extend(_moved(linked, paragraph.start(), span))
                self.lines.append(words)
                self._at = span.end + 1


def _address(element: etree._Element) -> str:
    """Return the address that a link leads to, as the page writes it; empty where it leads nowhere, or endlessly far."""
    address = element.get("href") or ""
    return address if len(address) <= _LONGEST_ADDRESS else ""


def _linked(pieces: list[_Piece], kept: str) -> list[tuple[int, int, str]]:
    """Return which stretches of a line's words are links, each with its address.

    Between the pieces and the line only spaces and ends of lines were changed, so that the letters between tell the places.
    """
    places = [place for place, letter in enumerate(kept) if letter not in " \n"]
    found, at = list[tuple[int, int, str]](), 0
    for link, together in groupby(pieces, key=lambda piece: piece.link):
        letters = sum(len(piece.words) - piece.words.count(" ") - piece.words.count("\n") for piece in together)
        if link and letters:
            found.append((places[at], places[at + letters - 1] + 1, link))
        at += letters
    return found


def _moved(linked: list[tuple[int, int, str]], begin: int, block: Span) -> Iterator[Link]:
    """Yield the links of a line that begin in one block of it, by their places in the text."""
    for start, end, target in linked:
        first = block.start + start - begin
        if block.start <= first < block.end:
            yield Link(span=Span(start=first, end=min(block.start + end - begin, block.end)), target=target)


def _weighed(pieces: list[_Piece], block_hint: BlockHint) -> tuple[BlockHint, float]:
    """Return the hint that most of a block's words carry, and the share of its characters that stand in links."""
    sizes = [len(piece.words) if piece.words not in (" ", "\n") else 0 for piece in pieces]
    whole = sum(sizes) or 1
    linked = sum(size for piece, size in zip(pieces, sizes, strict=True) if piece.link is not None)
    hint = pieces[0].hint
    if any(piece.hint != hint for piece in pieces):
        shares = Counter[BlockHint]()
        for piece, size in zip(pieces, sizes, strict=True):
            shares[piece.hint] += size
        hint, share = shares.most_common(1)[0]
        hint = hint if share >= _MOST * whole else block_hint
    return hint, round(linked / whole, 2)
