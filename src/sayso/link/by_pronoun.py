"""Whom a pronoun means: what grammar forbids is left out, signs for the rest are weighed, and a close race has no winner.

The signs and their weights are `data/pronoun_signs.yaml`; the reason of each link tells which of them spoke for it.
"""

import math

from sayso.kit.tree import Tree
from sayso.kit.vocabulary import pronoun_signs
from sayso.link.apart import SUBJECTS
from sayso.link.by_country import COUNTRY_NOUNS
from sayso.link.by_description import join_relative
from sayso.link.by_speaker import subject_above
from sayso.link.clusters import Board, Cluster, is_unknown_word
from sayso.link.own_words import OwnWords
from sayso.link.pronoun_signs import Candidate, Signs
from sayso.model.facts import Mention

REACH = 3
"""How many sentences back a pronoun may refer."""
ENOUGH = {"person": 0.35, "thing": 0.5}
"""The least chance that the chosen one must have, all signs weighed."""
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
OWNING = frozenset({"his", "her", "hers", "its", "their", "theirs"})
EMPTY_VERBS = frozenset({"seem", "appear", "turn", "rain", "snow", "take", "matter"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj", "acl"})


class Pronouns:
    """The pronouns of one document, taken in order: each may lean on those before it."""

    def __init__(self, board: Board) -> None:
        self.board, self.tree = board, board.tree
        self.order = [mention for mention in board.mentions if mention.id in board.of or mention.form == "nominal"]
        self.of = dict(board.of)
        self.loose: dict[str, Cluster] = {}
        self.sentence = {mention.id: board.sentence(mention) for mention in board.mentions}
        self.human: dict[int, bool] = {}
        self.signs = Signs(board, self.sentence, self.order)
        self.own_words = OwnWords(board)
        self.sort = ""

    def resolve(self, mention: Mention) -> None:
        """Join a pronoun with the entity that it means, if one is clear."""
        if (mention.kind == "other" and self._is_empty(mention)) or self._is_of_others(mention):
            return
        self.sort = "person" if mention.kind == "person" else "thing"
        partner = self._partner(mention)
        if partner is not None:
            self._join(partner, mention, ["joined-owner"])
            return
        ranked = self.ranked(mention)
        if not ranked:
            return
        chance, best, signs = ranked[0]
        if chance >= ENOUGH[self.sort] and not (len(ranked) > 1 and self._are_peers(best, ranked[1][1])):
            self._join(best.cluster, mention, signs)

    def _is_of_others(self, mention: Mention) -> bool:
        """Do "they" who speak stand for people of whom the sentence told, and who are no entity: "Most like it and they say"?"""
        if self.tree.lower[mention.head] != "they" or not self.own_words.speaks(mention):
            return False
        subject = subject_above(self.board, mention)
        return subject is not None and self.board.at(subject) is None

    def _join(self, cluster: Cluster, mention: Mention, signs: list[str]) -> None:
        board = self.board
        if cluster not in board.clusters:
            first = cluster.mentions[0]
            cluster.reasons.clear()
            cluster.mentions.clear()
            board.clusters.append(cluster)
            board.join(cluster, first, "described")
        if mention.kind == "person" and cluster.kind != "person":
            cluster.kind = "person"
        board.join(cluster, mention, "pronoun" if not signs else f"pronoun: {', '.join(signs)}")
        self.signs.last[mention.gender or mention.kind] = cluster
        self.order.append(mention)
        self.order.sort(key=lambda each: each.head)

    def ranked(self, mention: Mention) -> list[tuple[float, Candidate, list[str]]]:
        """Return the candidates with the chance of each, the likeliest first."""
        weights = pronoun_signs(self.sort)
        rows = list[tuple[float, Candidate, list[str]]]()
        field = self.candidates(mention)
        for candidate in field:
            signs = self.signs.of(mention, candidate, field)
            rows.append((sum(weights.get(sign, 0.0) for sign in signs), candidate, signs))
        nobody = weights.get("nobody", 0.0)
        top = max([nobody, *(score for score, _, _ in rows)])
        total = math.exp(nobody - top) + sum(math.exp(score - top) for score, _, _ in rows)
        return sorted(((math.exp(score - top) / total, c, signs) for score, c, signs in rows), key=lambda row: -row[0])

    def candidates(self, mention: Mention) -> list[Candidate]:
        """Return the entities that may be meant, the one named nearest first."""
        here, found = self.sentence[mention.id], dict[int, Candidate]()
        speaks = mention.number == "p" and self.own_words.speaks(mention)
        for other in reversed(self.order):
            if other.head >= mention.head or other.id == mention.id:
                continue
            if here - self.sentence[other.id] > REACH:
                break
            cluster = self._cluster(other)
            if cluster is None or not self._agrees(cluster, mention) or (speaks and cluster.kind == "thing"):
                continue
            if id(cluster) in found:
                found[id(cluster)].mentions.insert(0, other)
            else:
                found[id(cluster)] = Candidate(cluster, [other])
        allowed = [each for each in found.values() if not self._forbidden(mention, each)]
        after = self._subject_after(mention)
        if after is not None and after.kind == "person" and self._agrees(after, mention):
            allowed = [each for each in allowed if each.cluster is not after]
            allowed.append(Candidate(after, [next(m for m in after.mentions if m.head > mention.head)], after=True))
        return allowed

    def _are_peers(self, one: Candidate, other: Candidate) -> bool:
        """Were two last named in one breath ("Mr Hale and Mr Dahl"), so that nothing tells which of them is meant?"""
        tree, a, b = self.tree, one.nearest, other.nearest
        if a.form != "name" or b.form != "name" or one.after or other.after:
            return False
        joined = tree.parse.dep[a.head] == "conj" and tree.parse.head[a.head] == b.head
        return joined or (tree.parse.dep[b.head] == "conj" and tree.parse.head[b.head] == a.head)

    def _partner(self, mention: Mention) -> Cluster | None:
        """Return whom "and its" joins its owner with: "the United States and its allies"."""
        tree, noun = self.tree, self.tree.parse.head[mention.head]
        if tree.lower[mention.head] not in OWNING or tree.parse.dep[noun] != "conj" or tree.lower[mention.head - 1] != "and":
            return None
        named = self.board.at(tree.parse.head[noun])
        cluster = self.board.of.get(named.id) if named and named.form == "name" and named.head < mention.head else None
        return cluster if cluster and self._agrees(cluster, mention) else None

    def _subject_after(self, mention: Mention) -> Cluster | None:
        """Return the subject that follows a pronoun in what is put before it: "Despite his promise, NAME ..."."""
        tree = self.tree
        for above in tree.ancestors(mention.head)[:6]:
            subject = tree.child(above, *SUBJECTS) if tree.is_verb(above) else None
            if subject is not None and subject > mention.head:
                named = self.board.at(subject)
                fronted = named is not None and named.form == "name" and not _is_inside(tree, mention.head, subject)
                return self.board.of.get(named.id) if fronted and named is not None else None
            if subject is not None and subject != mention.head:
                return None
        return None

    def _cluster(self, mention: Mention) -> Cluster | None:
        """Return the entity of a mention; a describing noun that stands alone may be one for pronouns."""
        known = self.board.of.get(mention.id) or self.loose.get(mention.id)
        if (
            known is None
            and mention.form == "nominal"
            and self.board.lemma(mention) not in COUNTRY_NOUNS
            and self.tree.parse.dep[mention.head] != "attr"
        ):
            known = self.loose[mention.id] = Cluster(mention.kind)
            known.gender, known.number = mention.gender, mention.number
            known.mentions.append(mention)
        return known

    def _agrees(self, cluster: Cluster, mention: Mention) -> bool:
        if mention.kind == "person":
            return (
                (cluster.kind in {"person", "other"} or self._may_be_human(cluster))
                and cluster.number != "p"
                and cluster.may_be(mention.gender)
            )
        if mention.number == "s":
            return cluster.kind not in {"person", "group"} and cluster.number != "p"
        return cluster.number == "p" or cluster.kind in {"organisation", "group"}

    def _may_be_human(self, cluster: Cluster) -> bool:
        """May a name that only the model took for a body or a place be a person's: one word, known as nothing else?"""
        if cluster.kind not in {"organisation", "place"} or not cluster.is_named:
            return False
        if id(cluster) not in self.human:
            names = [mention for mention in cluster.mentions if mention.form == "name"]
            unknown = all(is_unknown_word(self.board, mention) for mention in names)
            self.human[id(cluster)] = unknown and len(cluster.mentions) == len(names)
        return self.human[id(cluster)]

    def _forbidden(self, mention: Mention, candidate: Candidate) -> bool:
        """What grammar rules out: the subject as object of its own verb, an owner inside its own phrase, one joined by "and"."""
        tree, token = self.tree, mention.head
        heads = {each.head for each in candidate.mentions}
        verb = _verb_above(tree, token)
        subject = tree.child(verb, *SUBJECTS) if verb is not None else None
        word = tree.lower[token]
        if word == "it" and candidate.cluster.kind == "organisation" and self._is_described(token):
            return True
        if word in REFLEXIVE:
            return subject is not None and subject not in heads
        owns = word in OWNING and tree.parse.dep[token] == "poss"
        if not owns and subject is not None and subject != token and subject in heads:
            return True
        if subject == token and any(_is_beside(tree, verb, each) for each in candidate.mentions):
            return True
        if self.own_words.names(mention, candidate.cluster):
            return True
        if any(
            tree.parse.head[head] == token or tree.parse.head[token] == head
            for head in heads
            if tree.parse.dep[head] in {"conj", "appos"}
        ):
            return True
        return any(token in range(*_reach(tree, head)) for head in heads if head != token and _is_inside(tree, token, head))

    def _is_described(self, token: int) -> bool:
        """Is something told of it that fits a thing as well as a body: "said it was short"?"""
        verb = self.tree.parse.head[token]
        return self.tree.parse.lemma[verb] == "be" and bool(self.tree.children(verb, "acomp"))

    def _is_empty(self, mention: Mention) -> bool:
        """Does "it" mean nothing: "it is clear that", "it rained", "it seems"?"""
        tree, token = self.tree, mention.head
        if tree.lower[token] != "it":
            return False
        verb = tree.parse.head[token]
        if tree.parse.dep[token] == "expl":
            return True
        if tree.parse.dep[token] not in SUBJECTS:
            return False
        if tree.parse.lemma[verb] in EMPTY_VERBS:
            return bool(tree.children(verb, *CLAUSES)) or tree.parse.lemma[verb] in {"rain", "snow"}
        told = tree.parse.lemma[verb] == "be" or tree.parse.dep[token] == "nsubjpass"
        described = tree.child(verb, "acomp", "attr")
        clause = tree.children(verb, "ccomp", "csubj", "xcomp") or (
            described is not None and tree.children(described, "ccomp", "xcomp", "relcl")
        )
        return bool(told and clause)


def _verb_above(tree: Tree, token: int) -> int | None:
    """Return the verb that a pronoun depends on, through prepositions but not through another noun's phrase."""
    above = tree.parse.head[token]
    while above != token:
        if tree.is_verb(above):
            return above
        if tree.parse.pos[above] not in {"ADP", "SCONJ", "PART", "PRON", "ADV"}:
            return None
        token, above = above, tree.parse.head[above]
    return None


def _is_beside(tree: Tree, verb: int | None, mention: Mention) -> bool:
    """Does a name hang on the verb itself by a preposition ("Unlike NAME, she ...")? Its subject would say "herself"."""
    above = tree.parse.head[mention.head]
    hangs = mention.form == "name" and tree.parse.dep[mention.head] == "pobj" and tree.parse.dep[above] == "prep"
    return hangs and tree.parse.head[above] == verb


def _is_inside(tree: Tree, token: int, head: int) -> bool:
    """Is a token a part of the phrase of a noun, as "his" in "his sister" is?"""
    for above in tree.ancestors(token):
        if above == head:
            return True
        if tree.is_verb(above):
            return False
    return False


def _reach(tree: Tree, head: int) -> tuple[int, int]:
    low, high = tree.edges(head)
    return low, high + 1


def join_pronouns(board: Board) -> None:
    """Join the pronouns of a document, in order."""
    pronouns = Pronouns(board)
    for mention in board.mentions:
        if mention.form == "pronoun" and mention.id not in board.of and mention.kind in {"person", "other", "group"}:
            pronouns.resolve(mention)
            owned = board.at(board.tree.parse.head[mention.head]) if board.dep(mention) == "poss" else None
            if owned is not None and owned.form == "nominal" and mention.id in board.of:
                join_relative(board, owned)
