"""Describing nouns and whom they mean: what stands beside a name or is said of it, relatives, bodies, the same noun again.

A relative, a successor or an ally of somebody is somebody else: linked to them, never merged with them.
"""

from itertools import pairwise

from sayso.kit.names import plain
from sayso.kit.vocabulary import company_words, country_names, nominals, regions
from sayso.link.clusters import Board, Cluster, relation_of
from sayso.link.registry import key_of_description
from sayso.model.facts import Mention

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OPEN_HEADS = frozenset(
    {"people", "person", "one", "source", "side", "part", "way", "time", "day", "year", "month", "week", "number"}
) | {
    "country",
    "nation",
}
VAGUE = frozenset(
    {"company", "firm", "group", "agency", "newspaper", "bank", "team", "delegation", "official", "media", "press", "outlet"}
)
"""Bodies of which a country has many: a description by the country alone tells nothing."""
JOINTS = frozenset({"of", "for"})
LINKING = frozenset({"be", "become", "remain"})
COMPANY = frozenset({"company", "firm"})
MAKING = frozenset({"elect", "appoint", "name", "crown", "swear", "choose", "re-elect", "reelect", "ordain"})
BACK = 12
"""How many sentences back a describing noun may take up another."""


def join_beside(board: Board) -> None:
    """Join describing nouns with the names that they stand beside or are said of."""
    _appositions(board)
    _predicates(board)


def join_descriptions(board: Board) -> None:
    """Join the other describing nouns with those they describe, the most certain first."""
    join_beside(board)
    _kin(board)
    _national_bodies(board)
    _named_bodies(board)
    _offices(board)
    _again(board)


def _beside(board: Board, mention: Mention) -> list[int]:
    """Return the heads that stand in apposition with a noun, before or after it, and with what is joined to it."""
    tree = board.tree
    chain = [mention.head, *tree.children(mention.head, "conj")]
    if tree.parse.dep[mention.head] == "appos":
        chain.append(tree.parse.head[mention.head])
    return [token for head in chain for token in (*tree.children(head, "appos"), *([head] if head != mention.head else []))]


def _appositions(board: Board) -> None:
    """Nouns that stand beside the name they describe: "his sister and close aide, Kim Yo-jong"."""
    for mention in board.described():
        if mention.kind not in {"person", "organisation", "place"} or mention.number == "p" or mention.id in board.of:
            continue
        for token in (*_beside(board, mention), *_right_before(board, mention)):
            name = board.at(token)
            if name and name.form == "name" and name.id in board.of and _fits(board.of[name.id], mention):
                board.join(board.of[name.id], mention, "apposition")
                _correct_kind(board, board.of[name.id], mention)
                break


def _right_before(board: Board, mention: Mention) -> list[int]:
    """Return the head of a name that follows a noun without a mark between: "its group leader NAME"."""
    following = mention.head + 1
    if following >= len(board.tree) or mention.kind != "person":
        return []
    return [m.head for m in board.named() if board.tree.parse.start[following] == m.span.start and m.kind == "person"]


def _fits(cluster: Cluster, mention: Mention) -> bool:
    same_sort = cluster.kind in {mention.kind, "other"} or {cluster.kind, mention.kind} == {"place", "organisation"}
    return same_sort and cluster.may_be(mention.gender)


def _correct_kind(board: Board, cluster: Cluster, mention: Mention) -> None:
    """What is called a company beside its name is a body, whatever the model took the name for; a known place stays one."""
    known = any(" ".join(key) in country_names() or " ".join(key) in regions() for key in cluster.keys)
    if cluster.kind in {"place", "other"} and mention.kind == "organisation" and not known:
        cluster.kind = "organisation"


def _predicates(board: Board) -> None:
    """ "NAME is the mayor of ...": the noun means the subject, unless that is denied, asked or only possible."""
    tree = board.tree
    for mention in board.described():
        if tree.parse.dep[mention.head] not in {"attr", "oprd"} or mention.id in board.of or mention.number == "p":
            continue
        verb = tree.parse.head[mention.head]
        blocked = tree.children(verb, "neg") or any(tree.parse.tag[token] == "MD" for token in tree.children(verb, "aux"))
        subject = tree.child(verb, "nsubj", "nsubjpass")
        named = board.at(subject)
        if blocked or not _links(board, verb) or named is None or named.form == "pronoun":
            continue
        cluster = board.of.get(named.id)
        if cluster and _fits(cluster, mention) and _may_be_said_of(board, cluster, mention):
            board.join(cluster, mention, "said-of")


def _links(board: Board, verb: int) -> bool:
    """Does a verb say what somebody is or is made: "is", "became", "was elected"?"""
    parse = board.tree.parse
    return parse.lemma[verb] in LINKING or (parse.lemma[verb] in MAKING and bool(board.tree.children(verb, "auxpass")))


def _may_be_said_of(board: Board, cluster: Cluster, mention: Mention) -> bool:
    """Is a noun no relation, or one to somebody else: "NAME is the sister of the mayor"?"""
    if not relation_of(board.lemma(mention)):
        return True
    holder = _holder(board, mention)
    return holder is not None and holder is not cluster


def _kin(board: Board) -> None:
    """A relative of somebody named is somebody else: linked to them, never merged."""
    for mention in board.described():
        join_relative(board, mention)


def join_relative(board: Board, mention: Mention) -> None:
    """Join a noun for a relative of somebody with what is known of that relative, and link the two."""
    word = board.lemma(mention)
    holder = _holder(board, mention) if relation_of(word) and mention.number != "p" else None
    if holder is None:
        return
    cluster = board.of.get(mention.id) or _related(board, holder, word)
    if cluster is None and relation_of(word) == "kin":
        cluster = board.open(mention, "relative")
    if cluster is not None and cluster is not holder:
        if mention.id not in board.of:
            board.join(cluster, mention, "same-relative")
        if (word, holder) not in cluster.links:
            cluster.links.append((word, holder))


def _holder(board: Board, mention: Mention) -> Cluster | None:
    """Return whose relative a noun speaks of: "NAME's sister", "the sister of NAME"."""
    tree = board.tree
    owner = tree.child(mention.head, "poss")
    joint = next((token for token in tree.children(mention.head, "prep") if tree.lower[token] in {"of", "to"}), None)
    if owner is None and joint is not None:
        owner = tree.child(joint, "pobj")
    named = board.at(owner)
    return board.of.get(named.id) if named else None


def _related(board: Board, owner: Cluster, word: str) -> Cluster | None:
    found = [cluster for cluster in board.clusters if (word, owner) in cluster.links]
    return found[0] if len(found) == 1 else None


def _national_bodies(board: Board) -> None:
    """ "The Ruritanian navy", "Ruritania's navy" and the name Ruritanian Navy are one body, if nothing more tells them apart."""
    for mention in board.described():
        if mention.kind != "organisation" or mention.number == "p" or mention.id in board.of:
            continue
        key = key_of_description(board.written(mention))
        if not key or board.lemma(mention) in VAGUE:
            continue
        held = [
            c for c in board.clusters if c.kind != "person" and any(key in (k, key_of_description(" ".join(k))) for k in c.keys)
        ]
        if held:
            board.join(held[0], mention, "body-of-a-country")
        else:
            board.open(mention, "body-of-a-country").keys.add(key)


def _is_definite(board: Board, mention: Mention) -> bool:
    return board.written(mention).split()[0].lower() in DEFINITE


def _named_bodies(board: Board) -> None:
    """ "The agency" is the body named before whose name is built on that word: the only one, or the one named close by."""
    for mention in board.described():
        if mention.id in board.of or mention.kind not in {"organisation", "place"} or mention.number == "p":
            continue
        if len(board.written(mention).split()) != 2 or not _is_definite(board, mention):
            continue
        named = _before(board, mention, [c for c in board.clusters if board.lemma(mention) in _nouns(board, c)])
        if named and (len(named) == 1 or _is_close(board, named[0], mention, named[1])):
            board.join(named[0], mention, "named-body")


def _before(board: Board, mention: Mention, clusters: list[Cluster]) -> list[Cluster]:
    """Return those of the clusters that were spoken of before a mention, the last first."""
    held = [(last.head, number) for number, each in enumerate(clusters) for last in [board.before(each, mention)] if last]
    return [clusters[number] for _, number in sorted(held, reverse=True)]


def _nouns(board: Board, cluster: Cluster) -> set[str]:
    """Return the nouns that the names of a body are built on: ministry for "Ministry of Health", company for "Norda Inc"."""
    if cluster.kind == "person":
        return set()
    names = (plain(board.written(mention)).split() for mention in cluster.mentions if mention.form == "name")
    found = {noun for words in names if words for noun in (words[0], words[-1], _before_joint(words)) if noun}
    return found | (COMPANY if found & company_words() else frozenset())


def _before_joint(words: list[str]) -> str:
    """Return the word before the first "of" or "for"."""
    return next((before for before, joint in pairwise(words) if joint in JOINTS), "")


def _is_close(board: Board, last: Cluster, mention: Mention, other: Cluster) -> bool:
    """Was the one body named in this sentence or the one before, and the other not?"""
    floor = board.sentence(mention) - 1
    here, there = board.before(last, mention), board.before(other, mention)
    return bool(here and there and board.sentence(here) >= floor > board.sentence(there))


def _offices(board: Board) -> None:
    """ "The mayor" is the one person who was called mayor before: by a title, beside the name or in what was said of them."""
    titled = _titled(board)
    for mention in board.described():
        lemma = board.lemma(mention)
        if mention.id in board.of or mention.kind != "person" or mention.number == "p" or relation_of(lemma):
            continue
        if not _is_definite(board, mention) or len(board.written(mention).split()) > 3 or _has_complement(board, mention):
            continue
        holders = {
            id(cluster): cluster
            for cluster in board.clusters
            if cluster.is_named
            and (lemma in cluster.roles or lemma in titled.get(id(cluster), ()))
            and board.before(cluster, mention)
        }
        if len(holders) == 1 and next(iter(holders.values())).may_be(mention.gender):
            board.join(next(iter(holders.values())), mention, "office")


def _titled(board: Board) -> dict[int, set[str]]:
    """Return the nouns for people that stand right before the names of each cluster: "Mayor NAME", "police chief NAME"."""
    found: dict[int, set[str]] = {}
    for mention in board.named():
        token = mention.head
        while token > 0 and board.tree.parse.start[token] > mention.span.start:
            token -= 1
        entry = nominals().get(board.tree.lower[token - 1]) if token else None
        if entry and entry.kind == "person" and mention.id in board.of:
            found.setdefault(id(board.of[mention.id]), set()).add(entry.word)
    return found


def _has_complement(board: Board, mention: Mention) -> bool:
    return bool(board.tree.children(mention.head, "prep", "relcl", "acl"))


def _modifiers(board: Board, mention: Mention) -> frozenset[str]:
    tree = board.tree
    return frozenset(tree.lower[token] for token in tree.children(mention.head, "amod", "compound", "nummod", "nmod"))


def _again(board: Board) -> None:
    """ "A ship ... the ship": the same noun again, where nothing said of the later one contradicts the earlier one."""
    seen: dict[tuple[str, str], list[Mention]] = {}
    for mention in board.described():
        kin = (board.lemma(mention), mention.number)
        if mention.id not in board.of and _is_definite(board, mention) and kin[0] not in OPEN_HEADS:
            earlier = _taken_up(board, mention, seen.get(kin, []))
            if earlier is not None:
                cluster = board.of.get(earlier.id) or board.open(earlier, "described")
                board.join(cluster, mention, "same-noun")
        seen.setdefault(kin, []).append(mention)


def _taken_up(board: Board, mention: Mention, earlier: list[Mention]) -> Mention | None:
    """Return the nearest earlier noun that a later one may take up: its own words were said before, its owner is no other."""
    tree = board.tree
    words = _modifiers(board, mention)
    for before in reversed(earlier):
        if board.sentence(mention) - board.sentence(before) > BACK:
            return None
        held = _modifiers(board, before)
        owned = tree.child(before.head, "poss") is not None and mention.kind == "person"
        bound = _has_complement(board, mention) and not _same_complement(board, mention, before)
        plain_again = words <= held and not owned and tree.parse.dep[before.head] != "attr"
        if not bound and (plain_again or (words and words == held)):
            return before
    return None


def _same_complement(board: Board, one: Mention, other: Mention) -> bool:
    tree = board.tree

    def complement(mention: Mention) -> frozenset[str]:
        heads = tree.children(mention.head, "prep", "relcl", "acl")
        return frozenset(tree.parse.lemma[token].lower() for head in heads for token in tree.children(head, "pobj"))

    return bool(complement(one)) and complement(one) == complement(other)
