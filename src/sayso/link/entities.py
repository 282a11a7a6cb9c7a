"""Who is who inside one document: sieves in order of certainty, each with its reason and the right to abstain.

Names come first, then nouns that describe somebody named, then bodies that spoke, countries and pronouns. Two people are never
merged on a guess, and a relative or a successor of somebody is somebody else.
"""

from sayso.kit.config import Config
from sayso.kit.names import plain, without_title
from sayso.kit.registry import stage
from sayso.link.by_country import country_of, join_countries
from sayso.link.by_description import join_beside, join_descriptions
from sayso.link.by_name import join_full_names, join_short_names
from sayso.link.by_pronoun import join_pronouns
from sayso.link.by_speaker import join_first_persons, join_speakers
from sayso.link.clusters import Board, Cluster
from sayso.model.base import make_id
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Mention


def sieved(document: Document, config: Config) -> Board:
    """Return the board of a document after all sieves, the most certain first."""
    board = Board(document, config)
    join_full_names(board)
    join_beside(board)
    join_short_names(board)
    join_descriptions(board)
    for cluster in board.clusters:
        cluster.country = country_of(board, cluster)
    join_countries(board)
    join_speakers(board)
    join_pronouns(board)
    join_countries(board)
    join_first_persons(board)
    return board


def _name(document: Document, cluster: Cluster) -> str:
    """Return the fullest name of a cluster: the longest among its names, the earliest of these."""
    named = (
        [m for m in cluster.mentions if m.form == "name"]
        or [m for m in cluster.mentions if m.form == "nominal"]
        or cluster.mentions
    )
    written = [m.span.cut(document.text) for m in sorted(named, key=lambda m: m.span)]
    return max(written, key=lambda name: len(without_title(tuple(plain(name).split()))[0]) * 100 + len(plain(name)))


def _entity(document: Document, cluster: Cluster, ids: dict[int, str]) -> Entity:
    names = (" ".join(m.span.cut(document.text).split()) for m in cluster.mentions if m.form != "pronoun")
    return Entity(
        id=ids[id(cluster)],
        kind=cluster.kind,
        name=_name(document, cluster),
        names=tuple(dict.fromkeys(names)),
        members=tuple(m.id for m in sorted(cluster.mentions, key=lambda m: m.span)),
        documents=(document.id,),
        gender=cluster.gender,
        country=cluster.country,
        links=tuple(sorted({(word, ids[id(other)]) for word, other in cluster.links if id(other) in ids})),
        reasons=tuple(reason for _, reason in cluster.reasons),
    )


@stage("entities", reads=("mentions", "attributions", "parse"), writes=("entities", "mentions"), version=5)
def resolve(document: Document, config: Config) -> Document:
    """Return the document with its entities, every resolved mention pointing to one."""
    board = sieved(document, config)
    ids = {id(cluster): make_id("entity", document.id, cluster.mentions[0].id) for cluster in board.clusters}
    entities = tuple(_entity(document, cluster, ids) for cluster in board.clusters)
    return document.replace(mentions=_resolved_all(board, ids), entities=entities)


def _resolved_all(board: Board, ids: dict[int, str]) -> tuple[Mention, ...]:
    """Return the mentions with their entities; a thing that nothing takes up is no mention."""
    return tuple(_resolved(board, m, ids) for m in board.mentions if m.kind != "thing" or m.id in board.of)


def _resolved(board: Board, mention: Mention, ids: dict[int, str]) -> Mention:
    """Return a mention with its entity; a name that a "she" showed to be a person's is one."""
    cluster = board.of.get(mention.id)
    if cluster is None:
        return mention
    kind = "person" if cluster.kind == "person" and mention.form == "name" else mention.kind
    return mention.replace(entity=ids[id(cluster)], kind=kind)
