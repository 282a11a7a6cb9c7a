"""Tell what each block of a page of HTML is, from what its markup says, what an extractor of articles kept, and its own words."""

from collections import Counter
from collections.abc import Sequence

from sayso.clean.corrections import correction_mark
from sayso.clean.credits import credit_marks
from sayso.clean.lines import frame_marks
from sayso.clean.marks import Mark, Page, uncovered
from sayso.model.document import Block, BlockHint, ZoneKind

KEPT = 0.75
"""A block of which the extractor kept this share is body, unless something speaks against it."""
_LINKED, _COMMON_HINT, _LONGEST_CREDIT, _LONGEST_BYLINE = 0.9, 0.25, 25, 60
_NOT_THE_ARTICLE: frozenset[BlockHint] = frozenset({"navigation", "footer", "comments"})


def page_marks(text: str, title: str | None, blocks: Sequence[Block]) -> list[Mark]:
    """Return the pieces of a page in order, each with its kind; none where no block is known to be the article."""
    if not any(block.vote >= KEPT for block in blocks):
        return []
    page = Page.of(text, title)
    judge = _Judge(page, blocks)
    marks = list[Mark]()
    for index, block in enumerate(blocks):
        kind, why = judge.kind(index)
        whole = Mark(span=block.span, kind=kind, why=why)
        marks.extend(_split(page, whole) if kind in ("body", "caption") else [whole])
    return marks


class _Judge:
    """Judges blocks with the whole page in view."""

    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        self._page = page
        self._blocks = blocks
        self._words = [page.text.count(" ", block.span.start, block.span.end) + 1 for block in blocks]
        self._trusted = self._trusted_hints()
        self._body = [self._is_body(index) for index in range(len(blocks))]
        self._headline = self._find_headline()
        kept = [index for index, is_body in enumerate(self._body) if is_body]
        self._first, self._last = (kept[0], kept[-1]) if kept else (len(blocks), -1)

    def kind(self, index: int) -> tuple[ZoneKind, str]:
        """Return what a block is, and why."""
        block, hint = self._blocks[index], self._hint(index)
        if hint == "hidden":
            return "chrome", "hidden"
        if index == self._headline:
            return "headline", "the title"
        if hint == "caption":
            return ("chrome", "link") if block.links >= _LINKED else ("caption", "markup")
        if hint == "credit" and self._words[index] <= _LONGEST_CREDIT:
            return ("credit", "markup") if index <= self._last else ("chrome", "markup")
        if self._body[index]:
            return "body", "extractor"
        if hint == "byline" and self._words[index] <= _LONGEST_BYLINE:
            return "byline", "markup"
        if hint:
            return "chrome", f"markup: {hint}"
        return "chrome", "not kept by the extractor"

    def _is_body(self, index: int) -> bool:
        block, hint = self._blocks[index], self._hint(index)
        if hint in ("hidden", "caption") or hint in _NOT_THE_ARTICLE:
            return False
        if hint in ("credit", "byline", "date") and self._words[index] <= _LONGEST_CREDIT:
            return False
        return block.vote >= KEPT and block.links < _LINKED

    def _hint(self, index: int) -> BlockHint:
        hint = self._blocks[index].hint
        return hint if hint in self._trusted else ""

    def _trusted_hints(self) -> frozenset[BlockHint]:
        """Return the hints to believe: one that covers much of the article is the name of something else."""
        kept = Counter[BlockHint]()
        for block, words in zip(self._blocks, self._words, strict=True):
            kept[block.hint] += words * (block.vote >= KEPT)
        whole = kept.total()
        return frozenset(hint for hint in {block.hint for block in self._blocks} if kept[hint] <= _COMMON_HINT * whole)

    def _find_headline(self) -> int | None:
        """Return the block that repeats the title of the page, or its first heading of the highest rank."""
        title = self._page.title
        first = None
        for index, block in enumerate(self._blocks):
            if self._hint(index) == "hidden":
                continue
            length = block.span.end - block.span.start
            if title and length <= 2 * len(title) and " ".join(block.span.cut(self._page.folded).split()) == title:
                return index
            if first is None and block.tag == "h1" and self._words[index] >= 3:
                first = index
        return first


def _split(page: Page, whole: Mark) -> list[Mark]:
    """Return a paragraph or a caption without the dateline, the credits and the reporters' names in it."""
    correction = correction_mark(page, whole.span)
    if correction:
        return [correction]
    inner = frame_marks(page, whole.span) if whole.kind == "body" else []
    pieces = uncovered(page, whole.span, [*inner, *credit_marks(page, whole.span)])
    return [piece if piece.kind else piece.replace(kind=whole.kind, why=whole.why) for piece in pieces] or [whole]
