"""Tell what each stretch of a page is: nothing is deleted, every zone says which rule made it, and the zones tile the text."""

from collections.abc import Iterator

from sayso.clean.blocks import split_blocks
from sayso.clean.chrome import find_chrome_words
from sayso.clean.context import settle_by_place
from sayso.clean.marks import Mark, Page
from sayso.clean.page import page_marks
from sayso.clean.rules import mark_block
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.document import Document, Zone
from sayso.model.span import Span


@stage("zones", reads=("text", "blocks"), writes=("zones",), version=2)
def zones(document: Document, config: Config) -> Document:
    """Return the document with its zones: by the blocks of its page where it has any that are known to be the article."""
    marks = page_marks(document.text, document.title, document.blocks)
    if marks:
        return document.replace(zones=tuple(_tile(document.text, marks)))
    return document.replace(zones=find_zones(document.text, document.title))


def find_zones(text: str, title: str | None = None) -> tuple[Zone, ...]:
    """Return zones that tile the text; white space between two stretches belongs to the one before it."""
    if not text:
        return ()
    page = Page.of(text, title)
    found = find_chrome_words(page)
    pieces = [piece for block in split_blocks(text) for piece in mark_block(page, block, found)]
    return tuple(_tile(text, settle_by_place(page, pieces)))


def _tile(text: str, pieces: list[Mark]) -> Iterator[Zone]:
    if not pieces:
        yield Zone(span=Span(start=0, end=len(text)), kind="chrome", why="no words")
        return
    for index, piece in enumerate(pieces):
        start = piece.span.start if index else 0
        end = pieces[index + 1].span.start if index + 1 < len(pieces) else len(text)
        yield Zone(span=Span(start=start, end=end), kind=piece.kind or "body", why=piece.why)
