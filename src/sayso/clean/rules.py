"""Judge a block by its own words: which stretches of it are header, dateline, byline, credit, caption or chrome."""

from sayso.clean.blocks import count_words, split_sentences
from sayso.clean.captions import LONGEST_CAPTION, caption_reason, has_present_verb
from sayso.clean.chrome import Found, chrome_marks, label_mark, reports
from sayso.clean.credits import IN_BRACKETS, credit_marks
from sayso.clean.lines import frame_marks, header_marks
from sayso.clean.marks import Mark, Page, has_word, uncovered
from sayso.model.span import Span


def mark_block(page: Page, block: Span, found: tuple[Found, ...]) -> list[Mark]:
    """Return the pieces of a block in order; those that no rule knows stay undecided."""
    header = header_marks(page, block)
    if not header:
        return _mark_rest(page, block, found) if has_word(page, block) else []
    pieces = list[Mark]()
    for piece in uncovered(page, block, header):
        pieces.extend([piece] if piece.kind else _mark_rest(page, piece.span, found))
    return pieces


def _mark_rest(page: Page, block: Span, found: tuple[Found, ...]) -> list[Mark]:
    whole = frame_marks(page, block)
    if len(whole) == 1 and whole[0].span == block:
        return whole
    label = label_mark(page, block)
    if label is not None:
        return [label]
    pieces = list[Mark]()
    for piece in uncovered(page, block, [*whole, *credit_marks(page, block)]):
        pieces.extend([piece] if piece.kind else uncovered(page, piece.span, chrome_marks(page, piece.span, found)))
    if len(pieces) == 1:
        return _caption(page, pieces[0], True, (None, None))
    short = count_words(page.text, block.start, block.end) <= LONGEST_CAPTION
    neighbours = zip([None, *pieces[:-1]], pieces, [*pieces[1:], None], strict=True)
    return [one for before, piece, after in neighbours for one in _caption(page, piece, short, (before, after))]


def _caption(page: Page, piece: Mark, short: bool, beside: tuple[Mark | None, Mark | None]) -> list[Mark]:
    """Return the piece with its caption marked: the words beside a credit, or those that speak like a caption."""
    if piece.kind is not None:
        return [piece]
    before, after = beside
    reason = caption_reason(page, piece.span)
    if after and after.kind == "credit" and (reason or after.why == IN_BRACKETS or not reports(page, piece.span)):
        return [_captioned(piece, "before a credit")] if short else _last_sentence(page, piece)
    if before and before.kind == "credit":
        return _first_sentence(page, piece, short)
    return [_captioned(piece, reason)] if reason else [piece]


def _first_sentence(page: Page, piece: Mark, short: bool) -> list[Mark]:
    """Return a piece after a credit: its first sentence is the caption, unless it reports somebody or the page has no lines."""
    first = next(split_sentences(page.text, piece.span))
    if not caption_reason(page, first) and (reports(page, first) or not (short or has_present_verb(page, first))):
        return [piece]
    marks = [Mark(span=first, kind="caption", why="after a credit")]
    return uncovered(page, piece.span, marks)


def _last_sentence(page: Page, piece: Mark) -> list[Mark]:
    last = list(split_sentences(page.text, piece.span))[-1]
    if reports(page, last) and not caption_reason(page, last):
        return [piece]
    return uncovered(page, piece.span, [Mark(span=last, kind="caption", why="before a credit")])


def _captioned(piece: Mark, why: str) -> Mark:
    return piece.replace(kind="caption", why=why)
