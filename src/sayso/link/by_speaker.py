"""Who "I" is inside a quotation, and which body "it said" means: who is cited for the words, and who was cited last."""

from sayso.link.apart import SUBJECTS
from sayso.link.clusters import Board, Cluster
from sayso.link.own_words import OwnWords
from sayso.model.facts import Attribution, Mention
from sayso.model.span import Span

REACH = 3
BODIES = frozenset({"organisation", "other"})
ANY_BODY = frozenset(
    {"company", "firm", "group", "organisation", "organization", "body", "club", "operator", "manufacturer", "maker"}
)
"""Nouns for a body of any sort: they take up a body whose name does not say what it is."""


def join_speakers(board: Board) -> None:
    """Join "it said" and "they said" with the body that spoke last: what the pronoun stage would guess, the speakers tell."""
    sources = {item.source[0].start for item in board.document.attributions if item.source}
    own_words = OwnWords(board)
    for mention in board.mentions:
        is_free = mention.id not in board.of and mention.span.start in sources
        if is_free and mention.form == "pronoun" and board.tree.lower[mention.head] in {"it", "they"}:
            many = board.tree.lower[mention.head] == "they"
            subject = subject_above(board, mention) if many else None
            cluster = _spoke_before(board, mention, many) if subject is None else _taken_up(board, subject)
            if cluster is not None:
                board.join(cluster, mention, "body-that-spoke")
        elif is_free and mention.form == "pronoun" and board.tree.lower[mention.head] in {"he", "she"}:
            cluster = _goes_on(board, own_words, mention)
            if cluster is not None:
                board.join(cluster, mention, "speaker-goes-on")
        elif is_free and mention.form == "nominal" and mention.number != "p":
            cluster = _body_before(board, mention)
            if cluster is not None:
                board.join(cluster, mention, "body-spoken-of")


def subject_above(board: Board, mention: Mention) -> int | None:
    """Return the several people of whom the sentence has told before "they": "Americans sense it, although they say ..."."""
    tree = board.tree
    for above in tree.ancestors(mention.head)[1:]:
        subject = tree.child(above, *SUBJECTS) if tree.is_verb(above) else None
        if subject is not None and subject < mention.head:
            return subject if tree.parse.tag[subject] in {"NNS", "NNPS"} else None
    return None


def _taken_up(board: Board, subject: int) -> Cluster | None:
    other = board.at(subject)
    return _group(board, other, board.of.get(other.id)) if other is not None else None


def _goes_on(board: Board, own_words: OwnWords, mention: Mention) -> Cluster | None:
    """Return the person who was cited in the sentence before for what "he said" quotes, where nobody else has acted since."""
    spans = (item.source[0] for item in board.document.attributions if item.source and item.source[0].start < mention.span.start)
    last = max(spans, default=None)
    other = next((m for m in board.mentions if last and last.holds(m.span) and _is_head(board, m, last)), None)
    cluster = board.of.get(other.id) if other is not None else None
    if other is None or cluster is None or cluster.kind != "person" or cluster.number == "p":
        return None
    fits = cluster.is_named and cluster.may_be(mention.gender) and not own_words.names(mention, cluster)
    near = board.sentence(mention) - board.sentence(other) == 1
    return cluster if own_words.quotes(mention) and fits and near else None


def _spoke_before(board: Board, mention: Mention, many: bool) -> Cluster | None:
    """Return the body, or of "they" the group, that was cited last; a body that is only described becomes an entity by it."""
    here = board.sentence(mention)
    spans = (item.source[0] for item in board.document.attributions if item.source and item.source[0].start < mention.span.start)
    for span in sorted(spans, reverse=True):
        for other in board.mentions:
            if not span.holds(other.span) or (other.form == "pronoun" and other.id not in board.of):
                continue
            if here - board.sentence(other) > REACH:
                continue
            cluster = board.of.get(other.id)
            if not many and cluster and cluster.kind in BODIES:
                return cluster
            if not _is_head(board, other, span):
                continue
            if many:
                return _group(board, other, cluster)
            if cluster is None and other.kind == "organisation" and other.form == "nominal" and other.number != "p":
                return board.open(other, "described")
    return None


def _group(board: Board, other: Mention, cluster: Cluster | None) -> Cluster | None:
    """Return whom "they" takes up: the source before it, if that is several people or a body that is one of them."""
    if other.number != "p" and other.kind not in {"group", "organisation"}:
        return None
    if cluster is not None:
        return cluster if cluster.kind != "person" or cluster.number == "p" else None
    return board.open(other, "described") if other.form == "nominal" else None


def _body_before(board: Board, mention: Mention) -> Cluster | None:
    """Return the only body that was named before "the company said", where its name does not tell what it is."""
    written = board.written(mention).lower().split()
    if board.lemma(mention) not in ANY_BODY or len(written) != 2 or written[0] not in {"the", "this"}:
        return None
    here = board.sentence(mention)
    named = [
        cluster
        for cluster in board.clusters
        if cluster.kind in BODIES and cluster.is_named and (last := board.before(cluster, mention))
        if 0 <= here - board.sentence(last) <= REACH
    ]
    return named[0] if len(named) == 1 else None


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
