"""Who "I" is inside a quotation, and which body "it said" means: who is cited for the words, and who was cited last."""

from sayso.link.clusters import Board, Cluster
from sayso.model.facts import Attribution, Mention
from sayso.model.span import Span

REACH = 3


def join_speakers(board: Board) -> None:
    """Join "it said" with the body that spoke last: what the pronoun stage would have to guess, the order of speakers tells."""
    sources = {item.source[0].start for item in board.document.attributions if item.source}
    for mention in board.mentions:
        is_free = mention.form == "pronoun" and mention.id not in board.of and board.tree.lower[mention.head] == "it"
        cluster = _spoke_before(board, mention) if is_free and mention.span.start in sources else None
        if cluster is not None:
            board.join(cluster, mention, "body-that-spoke")


def _spoke_before(board: Board, mention: Mention) -> Cluster | None:
    here = board.sentence(mention)
    spans = (span for item in board.document.attributions for span in item.source if span.start < mention.span.start)
    for span in sorted(spans, reverse=True):
        for other in board.mentions:
            cluster = board.of.get(other.id)
            near = span.holds(other.span) and here - board.sentence(other) <= REACH
            if near and cluster and cluster.kind in {"organisation", "other"}:
                return cluster
    return None


def join_first_persons(board: Board) -> None:
    """Join "I", "me" and "my" inside quotation marks with the one person who is cited for them."""
    quoted = [(item, span) for item in board.document.attributions if item.mode in {"direct", "mixed"} for span in item.content]
    for mention in board.mentions:
        if mention.kind == "speaker" and mention.id not in board.of and mention.number == "s":
            held = [(span.end - span.start, item) for item, span in quoted if span.holds(mention.span)]
            item = min(held, key=lambda each: each[0])[1] if held else None
            cluster = _speaker(board, item) if item else None
            if cluster is not None:
                board.join(cluster, mention, "speaker")


def _speaker(board: Board, item: Attribution) -> Cluster | None:
    """Return the entity of a source's head, never of a name inside its phrase."""
    for span in item.source[:1]:
        mentions = [
            each for each in board.mentions if span.holds(each.span) and each.id in board.of and _is_head(board, each, span)
        ]
        if mentions and board.of[mentions[0].id].kind == "person":
            return board.of[mentions[0].id]
    return None


def _is_head(board: Board, mention: Mention, span: Span) -> bool:
    above = board.tree.parse.head[mention.head]
    return above == mention.head or not span.start <= board.tree.parse.start[above] < span.end
