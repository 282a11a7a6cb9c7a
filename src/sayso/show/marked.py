"""An article cut into pieces that a page can show: each zone in order, its words with all that was found in them."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from sayso.model.base import Record
from sayso.model.document import READ_ZONES
from sayso.query.article import ArticleAnswer, MarkAnswer
from sayso.show.plain import plain_lines

Lit = tuple[int, int, str]
"""A stretch that the reader asked for, and the class that it is lit with."""


class Piece(Record, frozen=True, kw_only=True):
    """Words that one set of marks covers: the classes of those, what they tell, and the claims that begin here, by number."""

    text: str
    classes: tuple[str, ...]
    note: str
    entity: str | None
    starts: tuple[tuple[int, str], ...]
    anchors: tuple[str, ...]


class Block(Record, frozen=True, kw_only=True):
    """One zone: what it is and why, and its pieces. What is not the article's own text is dimmed."""

    kind: str
    why: str
    is_dimmed: bool
    pieces: tuple[Piece, ...]


def blocks(article: ArticleAnswer, lit: Iterable[Lit] = ()) -> tuple[Block, ...]:
    """Return an article's zones in order; each claim begins with its number in `article.claims`, counted from 1."""
    numbers = {claim.claim: number for number, claim in enumerate(article.claims, start=1)}
    asked = tuple(lit)
    found = list[Block]()
    for zone in article.zones:
        words = article.text[zone.start : zone.end]
        if words.strip():
            # Empty lines around a zone would be shown as gaps.
            start, end = zone.end - len(words.lstrip()), zone.start + len(words.rstrip())
            inside = [mark for mark in article.marks if mark.start < zone.end and zone.start < mark.end]
            pieces = _pieces(article.text, (start, end), inside, asked, numbers)
            found.append(Block(kind=zone.kind, why=zone.why, is_dimmed=zone.kind not in READ_ZONES, pieces=pieces))
    return tuple(found)


def _pieces(
    text: str, within: tuple[int, int], marks: list[MarkAnswer], lit: tuple[Lit, ...], numbers: Mapping[str, int]
) -> tuple[Piece, ...]:
    first, last = within
    cuts = {first, last}
    for start, end, *_ in [(mark.start, mark.end) for mark in marks] + [(start, end) for start, end, _ in lit]:
        cuts |= {place for place in (start, end) if first <= place <= last}
    places = sorted(cuts)
    found = list[Piece]()
    for start, end in pairwise(places):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        glow = [name for begin, stop, name in lit if begin <= start and end <= stop]
        begins = [mark for mark in over if mark.kind == "claim" and mark.start == start]
        found.append(
            Piece(
                text=plain_lines(text[start:end]),
                classes=tuple(dict.fromkeys([*(mark.kind for mark in over), *glow])),
                note="; ".join(
                    dict.fromkeys(f"{mark.kind}: {mark.note}" for mark in over if mark.kind in {"date", "source", "name"})
                ),
                entity=next((mark.entity for mark in over if mark.kind == "name" and mark.entity), None),
                starts=tuple((numbers[mark.id], mark.id) for mark in begins if mark.id in numbers),
                anchors=tuple(f"c{begin}" for begin, _, _ in lit if begin == start),
            )
        )
    return tuple(found)
