"""Flatten a page: all of its words, one block element a line, and beside them what the markup says of each block.

>>> text, blocks = flatten(parse_html("<h1>A <b>car</b></h1><p>One.<br><br>Two."))
>>> text
'A car\\nOne.\\nTwo.'
>>> [block.tag for block in blocks]
['h1', 'p', 'p']
"""

import re
from collections import Counter
from typing import NamedTuple

from lxml import etree

from sayso.model.document import Block, BlockHint
from sayso.model.errors import ReadError
from sayso.model.span import Span
from sayso.read.elements import INLINE, WITHOUT_WORDS
from sayso.read.hints import hint_of

_SPACES = re.compile(" {2,}")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_PARAGRAPHS = re.compile(r"\n{2,}")
_ROOTS = frozenset({"html", "body"})
_OF_A_BLOCK = frozenset({"title", "navigation", "aside", "footer", "comments"})
_MOST = 0.8
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


def flatten(root: etree._Element) -> tuple[str, tuple[Block, ...]]:
    """Return the words of a page and its blocks, in the order of the page.

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
    return "\n".join(flattener.lines), tuple(flattener.blocks)


class _Context(NamedTuple):
    """What is known of the element whose words come next."""

    tag: str
    block_hint: BlockHint
    hint: BlockHint
    linked: bool
    closes: bool


class _Piece(NamedTuple):
    """A run of words inside a block."""

    words: str
    hint: BlockHint
    linked: bool


def _inside(around: _Context, hint: BlockHint, linked: bool) -> _Context:
    """Return the context of an element that stands inside a line."""
    if not around.closes and hint == around.hint and linked == around.linked:
        return around
    return _Context(around.tag, around.block_hint, hint, linked, False)


_BLANK = _Piece(" ", "", False)


class _Flattener:
    """Takes the elements of a page in order and closes a line wherever a block begins or ends."""

    def __init__(self) -> None:
        self.lines = list[str]()
        self.blocks = list[Block]()
        self._pieces = list[_Piece]()
        self._around = [_Context("body", "", "", False, True)]
        self._at = 0

    def enter(self, element: etree._Element) -> bool:
        """Take the words before an element's first child. Returns whether its children are to be seen."""
        around, tag = self._around[-1], element.tag
        if tag in WITHOUT_WORDS or tag == "br" or not isinstance(tag, str):
            self._around.append(_inside(around, around.hint, around.linked))
            if tag == "br":
                self._pieces.append(_Piece("\n", around.hint, around.linked))
            return False
        self._enter(tag, around, around.hint if tag in _ROOTS else hint_of(element, tag, around.hint))
        words = element.text
        if words:
            self._add(words)
        return True

    def _enter(self, tag: str, around: _Context, own: BlockHint) -> None:
        if (tag not in INLINE and "-" not in tag) or (own == "credit" and around.hint == "caption"):
            if self._pieces:
                self._close(around)
            context = _Context(tag, own, own, around.linked, True)
        else:
            hint = around.hint if own in _OF_A_BLOCK else own
            context = _inside(around, hint, around.linked or tag == "a")
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
            self._pieces.append(_Piece(words, around.hint, around.linked))
        elif self._pieces:
            self._pieces.append(_BLANK)

    def _close(self, around: _Context) -> None:
        """End the line: what stands between two empty lines of it is a block of its own."""
        pieces, self._pieces = self._pieces, []
        if len(pieces) == 1:
            kept, hint, links = pieces[0].words.strip(" "), pieces[0].hint, float(pieces[0].linked)
        else:
            kept = _SPACES.sub(" ", _AROUND_BREAK.sub("\n", "".join(piece.words for piece in pieces))).strip(" \n")
            hint, links = _weighed(pieces, around.block_hint)
        for words in _PARAGRAPHS.split(kept) if "\n\n" in kept else (kept,):
            if words.strip():
                span = Span(start=self._at, end=self._at + len(words))
                self.blocks.append(Block(span=span, tag=around.tag, hint=hint, links=links))
                self.lines.append(words)
                self._at = span.end + 1


def _weighed(pieces: list[_Piece], block_hint: BlockHint) -> tuple[BlockHint, float]:
    """Return the hint that most of a block's words carry, and the share of its characters that stand in links."""
    sizes = [len(piece.words) if piece.words not in (" ", "\n") else 0 for piece in pieces]
    whole = sum(sizes) or 1
    linked = sum(size for piece, size in zip(pieces, sizes, strict=True) if piece.linked)
    hint = pieces[0].hint
    if any(piece.hint != hint for piece in pieces):
        shares = Counter[BlockHint]()
        for piece, size in zip(pieces, sizes, strict=True):
            shares[piece.hint] += size
        hint, share = shares.most_common(1)[0]
        hint = hint if share >= _MOST * whole else block_hint
    return hint, round(linked / whole, 2)
