"""The board on which the sieves work: which mentions of a document have been found to mean one entity, and why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sayso.kit.config import Config
from sayso.kit.names import plain, without_title
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import given_names, name_heads, nominals, place_of, regions, surnames_first
from sayso.link.apart import apart
from sayso.link.registry import key_of, known_source
from sayso.link.things import things
from sayso.model.base import Place, Reason
from sayso.model.document import Document
from sayso.model.facts import Mention


class Cluster:
    """Mentions found to mean one entity. `leaning` is the gender of the given name: it excludes pronouns, never names."""

    def __init__(self, kind: str) -> None:
        self.kind, self.gender, self.leaning, self.number = kind, "", "", "s"
        self.country = ""
        self.keys: set[tuple[str, ...]] = set()
        self.roles: set[str] = set()
        self.mentions: list[Mention] = []
        self.reasons: list[tuple[Mention, Reason]] = []
        self.links: list[tuple[str, Cluster]] = []

    @property
    def is_named(self) -> bool:
        """Is there a name among the mentions?"""
        return any(mention.form == "name" for mention in self.mentions)

    def may_be(self, gender: str) -> bool:
        """May a word of that gender mean this entity?"""
        return not gender or (self.gender or self.leaning or gender) == gender


class Board:
    """The mentions of one document and the clusters they have been put in."""

    def __init__(self, document: Document, config: Config) -> None:
        self.document, self.config, self.text = document, config, document.text
        self.tree: Tree = tree_of(document)
        self.clusters: list[Cluster] = []
        self.of: dict[str, Cluster] = {}
        every = {mention.id: mention for mention in (*things(document, self.tree), *document.mentions)}
        self.mentions = tuple(sorted(every.values(), key=lambda mention: mention.span))
        self._at: dict[int, Mention] = {mention.head: mention for mention in reversed(self.mentions)}
        for mention in self.named():
            for token in range(bisect_left(self.tree.parse.start, mention.span.start), mention.head):
                self._at.setdefault(token, mention)
        self._firsts = [sentence.first for sentence in document.sentences]
        self._rivals: dict[str, set[str]] = {}
        for one, other in map(tuple, apart(document, self.tree, self.named())):
            self._rivals.setdefault(one, set()).add(other)
            self._rivals.setdefault(other, set()).add(one)

    def at(self, token: int | None) -> Mention | None:
        """Return the mention whose head a token is, or the name that it is a part of."""
        return self._at.get(token) if token is not None else None

    def is_apart(self, cluster: Cluster, mention: Mention) -> bool:
        """Does a name stand in one list with a name of the cluster, or on the other side of a verb?"""
        rivals = self._rivals.get(mention.id)
        return rivals is not None and any(each.id in rivals for each in cluster.mentions)

    def written(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return mention.span.cut(self.text)

    def words(self, mention: Mention) -> tuple[str, ...]:
        """Return the plain words of a name without its forms of address."""
        return without_title(tuple(plain(self.written(mention)).split()))[0]

    def lemma(self, mention: Mention) -> str:
        """Return the lemma of a mention's head."""
        return self.tree.parse.lemma[mention.head].lower()

    def dep(self, mention: Mention) -> str:
        """Return the role in the sentence of a mention's head; that of the first for one joined by "and"."""
        return self.tree.parse.dep[mention.head]

    def sentence(self, mention: Mention) -> int:
        """Return the number of the sentence that a mention stands in."""
        return bisect_right(self._firsts, mention.head) - 1

    def named(self) -> Iterator[Mention]:
        """Yield the names in order."""
        return (mention for mention in self.mentions if mention.form == "name")

    def described(self) -> Iterator[Mention]:
        """Yield the describing nouns in order."""
        return (mention for mention in self.mentions if mention.form == "nominal")

    def key(self, mention: Mention) -> tuple[str, ...]:
        """Return what must be the same for two names to be one."""
        return key_of(self.written(mention), mention.kind, self.config)

    def open(self, mention: Mention, rule: str) -> Cluster:
        """Start a cluster with a mention."""
        cluster = Cluster(mention.kind)
        self.clusters.append(cluster)
        self.join(cluster, mention, rule)
        return cluster

    def join(self, cluster: Cluster, mention: Mention, rule: str) -> None:
        """Put a mention into a cluster, for the reason that the rule names."""
        cluster.mentions.append(mention)
        cluster.gender = cluster.gender or mention.gender
        if mention.form == "nominal":
            cluster.roles.add(self.lemma(mention))
            cluster.number = mention.number or cluster.number
        elif mention.form == "name" and cluster.kind == "person" and not cluster.leaning:
            cluster.leaning = leaning_of(self.words(mention))
        place = Place(document=self.document.id, start=mention.span.start, end=mention.span.end)
        cluster.reasons.append((mention, Reason(rule=rule, spans=(place,))))
        self.of[mention.id] = cluster

    def merge(self, kept: Cluster, lost: Cluster | None, rule: str) -> None:
        """Put all of one cluster into another, unless that would break what must stay apart."""
        if lost is None or lost is kept or not may_merge(kept, lost):
            return
        if any(self.is_apart(kept, mention) for mention in lost.mentions):
            return
        kept.keys |= lost.keys
        kept.links += lost.links
        kept.country = kept.country or lost.country
        for mention in lost.mentions:
            self.join(kept, mention, rule)
        self.clusters.remove(lost)

    def before(self, cluster: Cluster, mention: Mention) -> Mention | None:
        """Return the mention of a cluster that stands nearest before a mention."""
        found = [each for each in cluster.mentions if each.head < mention.head]
        return max(found, key=lambda each: each.head, default=None)


def is_unknown_word(board: Board, mention: Mention) -> bool:
    """Is a name one capitalised word that no list knows as a place, a body or a source, and that stands where a person may?"""
    written = board.written(mention)
    word = written.lower()
    token = mention.head
    article = token > 0 and board.tree.lower[token - 1] in {"the", "in", "at", "near"}
    known = word in place_of() or word in regions() or word in name_heads() or known_source(written, board.config) is not None
    return written.replace("-", "").isalpha() and not written.isupper() and not known and not article


def leaning_of(words: tuple[str, ...]) -> str:
    """Return the gender that the given name of a person suggests; empty where surnames come first."""
    if len(words) < 2 or (words[0] in surnames_first() and len(words) == 3):
        return ""
    return given_names().get(words[0], "")


def may_merge(one: Cluster, other: Cluster) -> bool:
    """May two clusters be one? Not where gender differs, nor where one is a relative or an office of the other."""
    linked = any(target is other for _, target in one.links) or any(target is one for _, target in other.links)
    return not linked and not (one.gender and other.gender and one.gender != other.gender)


def relation_of(lemma: str) -> str:
    """Return whether a noun marks kin or an office held beside somebody else."""
    entry = nominals().get(lemma)
    return entry.relation if entry else ""
