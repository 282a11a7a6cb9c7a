"""Find who "both" are: the two who spoke together last, else the only two who are named in the sentence or two before."""

from bisect import bisect_right

from sayso.model.document import Document
from sayso.model.facts import Attribution, Mention
from sayso.model.span import Span

PAIRS = frozenset(
    {"both", "the two", "both men", "both women", "the two men", "the two women", "both sides", "the two sides"}
) | {
    *("neither side", "neither", "each side", "each", "the pair", "both leaders", "both countries", "both parties"),
}
REACH = 2
"""How many sentences back the two may be named."""


def is_pair_word(words: str, entity: str | None) -> bool:
    """Do the words of a source stand for two who were named before?"""
    return words in PAIRS or (words == "they" and entity is None)


def pair_before(document: Document, item: Attribution) -> tuple[Span, ...]:
    """Return the places of the two who are meant; nothing where that is not plain."""
    start = item.source[0].start
    here = _sentence(document, start)
    joint = [
        other.source
        for other in document.attributions
        if len(other.source) == 2 and other.source[1].end <= start and here - _sentence(document, other.source[0].start) <= REACH
    ]
    if joint and not _has_relative(document, joint[-1]):
        return joint[-1]
    if item.source[0].cut(document.text).lower() == "they":
        return ()
    named = [
        m for m in document.mentions if m.form == "name" and m.entity and 0 <= here - _sentence(document, m.span.start) <= REACH
    ]
    before = [mention for mention in named if mention.span.end <= start]
    for kinds in (("person",), ("organisation", "place", "other")):
        two = _two([mention for mention in before if mention.kind in kinds])
        if two:
            return two
    return ()


def _two(mentions: list[Mention]) -> tuple[Span, ...]:
    """Return the first places of the entities of some mentions if they are exactly two."""
    first = dict[str, Span]()
    for mention in mentions:
        first.setdefault(mention.entity or "", mention.span)
    return tuple(first.values()) if len(first) == 2 else ()


def _has_relative(document: Document, spans: tuple[Span, ...]) -> bool:
    return any(span.cut(document.text).lower() in {"who", "which", "that"} for span in spans)


def _sentence(document: Document, place: int) -> int:
    return bisect_right(document.sentences, place, key=lambda sentence: sentence.span.start) - 1
