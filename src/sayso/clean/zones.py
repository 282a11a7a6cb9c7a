"""Tell what each stretch of a page is: nothing is deleted, every zone says what made it, and the zones tile the text.

Rules cut the page and decide what closed lists tell for sure; the zone model judges the rest, with what the rules say in view.
"""

from collections.abc import Iterator

from sayso.clean.context import FEW, NO_PROSE, TITLE, settle_by_place
from sayso.clean.marks import Mark, Page
from sayso.clean.model import Judgement, ZoneModel, zone_model
from sayso.clean.page import page_marks
from sayso.clean.pieces import cut_pieces
from sayso.clean.providers import find_provider
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.document import Document, Zone, ZoneKind
from sayso.model.span import Span

BODY, RULED_CHROME, LABEL, WORDED_CAPTION, RULED_CAPTION, CAPTION = 0.5, 0.8, 0.6, 0.1, 0.3, 0.5
"""How sure the model must be: of body, also where words or a label say chrome; of a caption, also where words or form say so.

Body is the cheaper error: a lost paragraph loses claims. Where the model is sure of none, body comes before the page around it.
"""
CLEAN, BODY_OF_CLEAN = 0.97, 0.2
"""Where this share of a text is body, a piece that no rule marked needs no more than that to be body too."""
_SURE: frozenset[ZoneKind] = frozenset({"header", "dateline", "byline", "credit"})
_TEMPLATE = "words: template"


@stage("zones", reads=("text", "blocks"), writes=("zones",), version=4)
def zones(document: Document, config: Config) -> Document:
    """Return the document with its zones: by the blocks of its page where it has any that are known to be the article."""
    marks = page_marks(document.text, document.title, document.blocks)
    if marks:
        return document.replace(zones=tuple(_tile(Page.of(document.text), [(mark, 1.0) for mark in marks])))
    return document.replace(zones=find_zones(document.text, document.title))


def find_zones(text: str, title: str | None = None, model: ZoneModel | None = None) -> tuple[Zone, ...]:
    """Return zones that tile the text; white space between two stretches belongs to the one before it."""
    if not text:
        return ()
    page = Page.of(text, title)
    pieces = cut_pieces(page)
    settled = settle_by_place(page, pieces)
    if len(pieces) < FEW or all(one.why == NO_PROSE for one, mark in zip(settled, pieces, strict=True) if mark.kind is None):
        return tuple(_tile(page, [(piece, 1.0) for piece in settled]))
    judged = (model or zone_model()).judge(page, pieces, settled)
    return tuple(_tile(page, _join(page, decide(pieces, settled, judged))))


def decide(pieces: list[Mark], settled: list[Mark], judged: Judgement) -> list[tuple[Mark, float]]:
    """Return each piece with its kind and how sure that is.

    `judged` holds the probabilities of body, caption, headline (title, names, dates) and chrome, a row a piece.
    """
    least = BODY_OF_CLEAN if _share_of_body(pieces, judged) >= CLEAN else BODY
    decided = list[tuple[Mark, float]]()
    for marked, ruled, (body, caption, headline, chrome) in zip(pieces, settled, judged.tolist(), strict=True):
        if marked.kind in _SURE or marked.why == _TEMPLATE or ruled.why == TITLE:
            decided.append((ruled, 1.0))
            continue
        other = headline + chrome
        kind: ZoneKind = "headline" if ruled.kind == "headline" else "chrome"
        score = other
        if caption >= _least_caption(marked):
            kind, score = "caption", caption
        elif body >= _least_body(marked, least) or (marked.kind is None and body >= other):
            kind, score = "body", body
        elif caption > other:
            kind, score = "caption", caption
        why = ruled.why if ruled.kind == kind else "model"
        decided.append((marked.replace(kind=kind, why=why), round(score, 3)))
    return decided


def _share_of_body(pieces: list[Mark], judged: Judgement) -> float:
    """Return how much of the text the model takes for body, of what rules do not know for sure."""
    sizes = [0 if piece.kind in _SURE else piece.span.end - piece.span.start for piece in pieces]
    body = sum(size for size, row in zip(sizes, judged.tolist(), strict=True) if row[0] >= BODY)
    return body / (sum(sizes) or 1)


def _least_caption(marked: Mark) -> float:
    """Return how sure the model must be that a piece is a caption, after what the rules said of it."""
    if marked.kind != "caption":
        return CAPTION
    return WORDED_CAPTION if marked.why.startswith(("opens", "points")) else RULED_CAPTION


def _least_body(marked: Mark, least: float) -> float:
    """Return how sure the model must be that a piece is body: `least` where the rules said nothing of it."""
    if marked.kind != "chrome":
        return least
    return LABEL if marked.why.startswith("label") else RULED_CHROME


def _join(page: Page, decided: list[tuple[Mark, float]]) -> list[tuple[Mark, float]]:
    """Return the pieces with those joined that are body one after the other in one line."""
    joined = list[tuple[Mark, float]]()
    for mark, score in decided:
        if joined and mark.kind == "body" == joined[-1][0].kind:
            before, least = joined[-1]
            if page.text.count("\n", before.span.end, mark.span.start) == 0:
                why = before.why if before.why == mark.why else "model"
                joined[-1] = (before.replace(span=Span(start=before.span.start, end=mark.span.end), why=why), min(least, score))
                continue
        joined.append((mark, score))
    return joined


def _tile(page: Page, pieces: list[tuple[Mark, float]]) -> Iterator[Zone]:
    length = len(page.text)
    if not pieces:
        yield Zone(span=Span(start=0, end=length), kind="chrome", why="no words")
        return
    for index, (piece, score) in enumerate(pieces):
        start = piece.span.start if index else 0
        end = pieces[index + 1][0].span.start if index + 1 < len(pieces) else length
        provider = find_provider(page, piece.span) if piece.kind == "caption" else None
        yield Zone(span=Span(start=start, end=end), kind=piece.kind or "body", why=piece.why, score=score, provider=provider)
