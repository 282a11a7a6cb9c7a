"""Judge the pieces that no word gave away by where they stand: headlines before the prose, lists of links between or after it."""

from itertools import groupby

from sayso.clean.blocks import count_words, ends_finally
from sayso.clean.chrome import reports
from sayso.clean.marks import Mark, Page
from sayso.model.document import ZoneKind

NO_PROSE, TITLE = "no paragraph to compare with", "the title"
FEW = 6
"""A text of fewer pieces is too little of a page to compare a line with: what ends like a sentence is one."""
_PROSE_WORDS, _SENTENCE_WORDS, _HEADLINE_WORDS, _LONG_LINE, _RUN, _MANY, _SHOUT = 8, 5, 25, 22, 3, 6, 7
_CLOSED = '.:;"\u201d'
"""A line that ends so is hardly a headline."""


def settle_by_place(page: Page, pieces: list[Mark]) -> list[Mark]:
    """Return the pieces with a kind for each: body where nothing speaks against it."""
    prose = [_is_prose(page, piece) for piece in pieces]
    if not any(prose):
        return [_decided(piece, "body", NO_PROSE) for piece in pieces]
    first, last = prose.index(True), len(prose) - 1 - prose[::-1].index(True)
    titled = [_settle_title(page, piece) for piece in pieces]
    headed = any(piece.kind == "headline" for piece in titled)
    settled = list[Mark]()
    for is_line, group in groupby(
        zip(titled, prose, strict=True), key=lambda pair: not pair[1] and pair[0].kind in (None, "chrome")
    ):
        run = [piece for piece, _ in group]
        at = len(settled)
        if not is_line:
            settled.extend(_decided(piece, "body", "paragraph") for piece in run)
        elif at < first:
            settled.extend(_settle_opening(page, run, headed, len(pieces) < FEW))
            headed = headed or any(one.kind == "headline" for one in settled[at:])
        elif at > last:
            settled.extend(_settle_ending(page, run, len(pieces) < FEW))
        else:
            settled.extend(_settle_inside(page, run, settled[-1]))
    return settled


def _settle_opening(page: Page, run: list[Mark], headed: bool, few: bool) -> list[Mark]:
    """Return the lines before the first paragraph: the first of some length is the headline, unless there is one."""
    for index, piece in enumerate(run):
        words = count_words(page.text, piece.span.start, piece.span.end)
        closed = page.text[piece.span.end - 1] in _CLOSED
        if piece.kind is None and not headed and not closed and 3 <= words <= _HEADLINE_WORDS:
            run = [*run[:index], _decided(piece, "headline", "first line"), *run[index + 1 :]]
            break
    return _settle_lines(page, run, "line before the first paragraph", few)


def _settle_ending(page: Page, run: list[Mark], few: bool) -> list[Mark]:
    """Return the lines after the last paragraph; a single one under a short text may be the paragraph that was cut off."""
    if few and len(run) == 1:
        return [_decided(run[0], "body", "last line of a short text")]
    return _settle_lines(page, run, "after the last paragraph", few)


def _settle_inside(page: Page, run: list[Mark], before: Mark) -> list[Mark]:
    """Return the lines between paragraphs: several in a row are links, one or two are headings inside the article."""
    if page.text[before.span.end - 1] == ":":
        return [_decided(piece, "body", "list in the text") for piece in run]
    if len(run) >= _RUN:
        return _settle_lines(page, run, "lines in a row without a paragraph")
    return [
        _decided(piece, "chrome", "line in capitals") if _is_shouted(page, piece) else _decided(piece, "body", "heading")
        for piece in run
    ]


def _settle_title(page: Page, piece: Mark) -> Mark:
    if piece.kind is None and page.title and " ".join(piece.span.cut(page.folded).split()) == page.title:
        return _decided(piece, "headline", TITLE)
    return piece


def _settle_lines(page: Page, run: list[Mark], why: str, few: bool = False) -> list[Mark]:
    """Return the lines as chrome, but as body where one says something that must not be lost."""
    settled = list[Mark]()
    for piece in run:
        if _says_much(page, piece, len(run)):
            settled.append(_decided(piece, "body", "long line"))
        elif few and ends_finally(page.text, piece.span):
            settled.append(_decided(piece, "body", "sentence of a short text"))
        else:
            settled.append(_decided(piece, "chrome", why))
    return settled


def _says_much(page: Page, piece: Mark, lines: int) -> bool:
    """Is the line long, and either one of few or a report of what somebody said?"""
    long = count_words(page.text, piece.span.start, piece.span.end) > _LONG_LINE
    return long and (lines < _MANY or reports(page, piece.span))


def _is_prose(page: Page, piece: Mark) -> bool:
    """Is the piece a sentence or more? A colon at the end makes no short line one."""
    if piece.kind is not None or not ends_finally(page.text, piece.span):
        return False
    open_ended = page.text[piece.span.end - 1] in ":;"
    words = count_words(page.text, piece.span.start, piece.span.end)
    return words >= (_PROSE_WORDS if open_ended else _SENTENCE_WORDS) or reports(page, piece.span)


def _is_shouted(page: Page, piece: Mark) -> bool:
    return piece.span.cut(page.text).isupper() and count_words(page.text, piece.span.start, piece.span.end) >= _SHOUT


def _decided(piece: Mark, kind: ZoneKind, why: str) -> Mark:
    return piece if piece.kind is not None else piece.replace(kind=kind, why=why)
