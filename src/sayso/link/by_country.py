"""Which country "the country", "the East Asian nation" or "his country" is, and which one a person or body is described by."""

from collections import Counter

from sayso.kit.vocabulary import country_names, nominals, place_of, world_regions
from sayso.link.clusters import Board, Cluster
from sayso.model.facts import Mention

COUNTRY_NOUNS = frozenset({"country", "nation"})
CLEAR = 3
"""How many times as often the one country must be named as any other, to be the one that is meant among several."""


def country_of(board: Board, cluster: Cluster) -> str:
    """Return the country that a person or body is described by: "Ruritanian leader NAME", "Ruritania's leader NAME"."""
    tree, found = board.tree, Counter[str]()
    if cluster.kind not in {"person", "organisation"}:
        return ""
    for mention in cluster.mentions:
        first = mention.head
        while first > 0 and tree.parse.start[first] > mention.span.start:
            first -= 1
        while first > 0 and (
            tree.parse.ent[first - 1].endswith("-NORP")
            or nominals().get(tree.parse.lemma[first - 1].lower())
            or tree.lower[first - 1] == "'s"
        ):
            first -= 1
        for token in range(max(0, first - 2), mention.head):
            words = [token, *(n for n in range(token + 1, mention.head) if tree.parse.ent[n] == "I-NORP" and n - token < 3)]
            owner = tree.parse.ent[token] == "B-GPE" and tree.parse.dep[token] == "poss"
            if tree.parse.ent[token] == "B-NORP" and token >= first:
                country = place_of().get(" ".join(tree.lower[each] for each in words))
                found.update([country] if country else [])
            elif owner or (tree.parse.dep[token] == "poss" and board.at(token) is not None and token >= first):
                named = board.at(token)
                country = country_names().get(board.written(named).lower()) if named and named.kind == "place" else None
                found.update([country] if country else [])
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""


def join_countries(board: Board) -> None:
    """Join nouns for a country with the one that the words around leave."""
    countries = {name: cluster for cluster in board.clusters for name in [_name(cluster)] if name}
    for mention in board.described():
        if board.lemma(mention) in COUNTRY_NOUNS and mention.number != "p" and mention.id not in board.of and countries:
            found = _meant(board, mention, countries)
            if found is not None:
                board.join(found[0], mention, found[1])


def _name(cluster: Cluster) -> str:
    """Return the country that a cluster is, or an empty string."""
    if cluster.kind not in {"place", "organisation"}:
        return ""
    return next((name for key in cluster.keys for name in [country_names().get(" ".join(key))] if name), "")


def _meant(board: Board, mention: Mention, countries: dict[str, Cluster]) -> tuple[Cluster, str] | None:
    words = board.written(mention).lower().split()
    owner = board.tree.child(mention.head, "poss")
    if owner is not None:
        held = board.at(owner)
        cluster = board.of.get(held.id) if held else None
        home = countries.get(cluster.country) if cluster else None
        return (home, "owner's-country") if home else None
    region = world_regions().get(" ".join(words[1:-1]))
    if words[0] not in {"the", "this", "that"} or (len(words) > 2 and region is None):
        return None
    fitting = {name: cluster for name, cluster in countries.items() if region is None or name in region}
    return _among(board, mention, fitting) or (_home_of_subject(board, mention, fitting) if region is None else None)


def _among(board: Board, mention: Mention, fitting: dict[str, Cluster]) -> tuple[Cluster, str] | None:
    """The only country named nearby, or the one that the document speaks of far more than of the others."""
    here = board.sentence(mention)
    for floor in (here, here - 1):
        near = [
            c for c in fitting.values() for before in [board.before(c, mention)] if before and board.sentence(before) >= floor
        ]
        if len(near) == 1:
            return near[0], "country-named-last"
        if near:
            ranked = sorted(near, key=lambda each: -len(each.mentions))
            clear = len(ranked[0].mentions) >= CLEAR * len(ranked[1].mentions)
            return (ranked[0], "country-spoken-of") if clear else None
    return None


def _home_of_subject(board: Board, mention: Mention, fitting: dict[str, Cluster]) -> tuple[Cluster, str] | None:
    """The country of the one person whom the sentence is about."""
    here = board.sentence(mention)
    subjects = {
        id(board.of[each.id]): board.of[each.id]
        for each in board.mentions
        if each.id in board.of
        and each.head < mention.head
        and board.sentence(each) == here
        and board.dep(each) in {"nsubj", "nsubjpass"}
    }
    homes = {cluster.country for cluster in subjects.values()} - {""}
    home = fitting.get(homes.pop()) if len(homes) == 1 else None
    return (home, "subject's-country") if home else None
