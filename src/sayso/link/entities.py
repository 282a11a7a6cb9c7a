"""Who is who inside one document: sieves in order of certainty, each with its reason and the right to abstain.

Two people are never merged on a guess: a surname that two of them share links only where gender or order tells them apart.
"""

from collections import Counter
from itertools import pairwise

from sayso.kit.config import Config
from sayso.kit.names import acronym_of, plain, surnames, without_title
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import country_names, nominals, place_of
from sayso.link.registry import known_source
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Mention

REACH = 3
"""How many sentences back a pronoun may refer."""


class Cluster:
    """Mentions found to mean one entity, while the sieves are at work."""

    def __init__(self, kind: str, gender: str = "") -> None:
        self.kind, self.gender = kind, gender
        self.keys: set[tuple[str, ...]] = set()
        self.mentions: list[Mention] = []
        self.reasons: list[Reason] = []
        self.links: list[tuple[str, Cluster]] = []

    def add(self, document: Document, mention: Mention, rule: str) -> None:
        """Take a mention in, for the reason that the rule names."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        place = Place(document=document.id, start=mention.span.start, end=mention.span.end)
        self.reasons.append(Reason(rule=rule, spans=(place,)))


class Resolver:
    """The sieves over one document."""

    def __init__(self, document: Document, config: Config) -> None:
        self.document, self.config = document, config
        self.tree: Tree = tree_of(document)
        self.clusters: list[Cluster] = []
        self.of: dict[str, Cluster] = {}
        self.at_head: dict[int, Mention] = {mention.head: mention for mention in reversed(document.mentions)}

    def run(self) -> None:
        """Apply the sieves, the most certain first."""
        names = [mention for mention in self.document.mentions if mention.form == "name"]
        for mention in names:
            if not (mention.kind == "person" and len(self._words(mention)) == 1):
                self._by_name(mention)
        self._acronyms(names)
        self._appositions()
        for mention in names:
            if mention.id not in self.of:
                self._by_surname(mention)
        self._kin()
        self._bodies()
        for mention in self.document.mentions:
            if mention.form == "pronoun":
                self._pronoun(mention)

    def _words(self, mention: Mention) -> tuple[str, ...]:
        return without_title(tuple(plain(mention.span.cut(self.document.text)).split()))[0]

    def _open(self, mention: Mention, rule: str) -> Cluster:
        cluster = Cluster(mention.kind)
        self.clusters.append(cluster)
        self._join(cluster, mention, rule)
        return cluster

    def _join(self, cluster: Cluster, mention: Mention, rule: str) -> None:
        cluster.add(self.document, mention, rule)
        self.of[mention.id] = cluster

    def _key(self, mention: Mention) -> tuple[str, ...]:
        written = mention.span.cut(self.document.text)
        entry = known_source(written, self.config)
        country = country_names().get(plain(written)) or country_names().get(written.lower())
        return tuple(plain(entry.name if entry else country or " ".join(self._words(mention))).split())

    def _by_name(self, mention: Mention) -> None:
        key = self._key(mention)
        for cluster in self.clusters:
            same_sort = "person" not in {cluster.kind, mention.kind} or cluster.kind == mention.kind
            if key and key in cluster.keys and same_sort and not self._clash(cluster, mention):
                return self._join(cluster, mention, "same-name")
        self._open(mention, "name").keys.add(key)
        return None

    @staticmethod
    def _clash(cluster: Cluster, mention: Mention) -> bool:
        return bool(cluster.gender and mention.gender and cluster.gender != mention.gender)

    def _acronyms(self, names: list[Mention]) -> None:
        """A name followed by its acronym in brackets, or an acronym that spells out one name of the document."""
        text = self.document.text
        for before, after in pairwise(names):
            between = text[before.span.end : after.span.start]
            short = after.span.cut(text)
            if (
                between.strip() == "("
                and short.isupper()
                and before.kind != "person"
                and self.of[before.id] is not self.of.get(after.id)
            ):
                self._merge(before, after, "acronym-in-brackets")
        for mention in names:
            short = mention.span.cut(text).replace(".", "")
            if short.isupper() and 2 <= len(short) <= 8 and mention.kind != "person":
                full = {
                    id(self.of[m.id]): m
                    for m in names
                    if m.id in self.of and " " in m.span.cut(text) and acronym_of(m.span.cut(text)) == short
                }
                if len(full) == 1 and mention.id in self.of:
                    self._merge(next(iter(full.values())), mention, "acronym")

    def _merge(self, one: Mention, other: Mention, rule: str) -> None:
        kept, lost = self.of[one.id], self.of.get(other.id)
        if lost is kept or lost is None:
            return
        kept.keys |= lost.keys
        for mention in lost.mentions:
            self._join(kept, mention, rule)
        self.clusters.remove(lost)

    def _appositions(self) -> None:
        """Describing nouns that stand beside the name they describe: "his sister and close aide, Kim Yo-jong"."""
        for mention in self.document.mentions:
            if mention.form != "nominal" or mention.kind not in {"person", "organisation"} or mention.number == "p":
                continue
            chain = [mention.head, *self.tree.children(mention.head, "conj")]
            if self.tree.parse.dep[mention.head] == "appos":
                chain.append(self.tree.parse.head[mention.head])
            for head in chain:
                for token in (*self.tree.children(head, "appos"), *([head] if head != mention.head else [])):
                    name = self.at_head.get(token)
                    if (
                        name
                        and name.form == "name"
                        and name.kind in {mention.kind, "other"}
                        and name.id in self.of
                        and mention.id not in self.of
                    ):
                        self._join(self.of[name.id], mention, "apposition")

    def _by_surname(self, mention: Mention) -> None:
        """A single name, with or without a title, and the one person introduced before who can bear it."""
        words = self._words(mention)
        fitting = [
            cluster
            for cluster in self.clusters
            if cluster.kind == "person"
            and any(words[-1] in surnames(key) for key in cluster.keys)
            and not self._clash(cluster, mention)
        ]
        sure = [cluster for cluster in fitting if mention.gender and cluster.gender == mention.gender]
        introduced = [cluster for cluster in fitting if cluster.mentions[0].span.start < mention.span.start]
        for choice in (sure, introduced, fitting):
            if len(choice) == 1:
                return self._join(choice[0], mention, "surname")
        self._open(mention, "name").keys.add(words)
        return None

    def _kin(self) -> None:
        """A relative of somebody named is somebody else: linked to them, never merged."""
        for mention in self.document.mentions:
            entry = nominals().get(self.tree.parse.lemma[mention.head]) if mention.form == "nominal" else None
            owner = self.tree.child(mention.head, "poss")
            named = self.at_head.get(owner) if owner is not None else None
            if entry is None or not entry.relation or named is None or named.id not in self.of:
                continue
            cluster = (
                self.of.get(mention.id)
                or self._related(named, entry.word)
                or (self._open(mention, "relative") if entry.relation == "kin" else None)
            )
            if cluster is not None and cluster is not self.of[named.id]:
                if mention.id not in self.of:
                    self._join(cluster, mention, "same-relative")
                cluster.links.append((entry.word, self.of[named.id]))

    def _related(self, named: Mention, word: str) -> Cluster | None:
        owner = self.of[named.id]
        found = [cluster for cluster in self.clusters if (word, owner) in cluster.links]
        return found[0] if len(found) == 1 else None

    def _bodies(self) -> None:
        """ "The agency" is the body named last whose name holds that word, or the news agency named last."""
        for mention in self.document.mentions:
            lemma = self.tree.parse.lemma[mention.head]
            words = mention.span.cut(self.document.text).lower().split()
            if (
                mention.form != "nominal"
                or mention.kind != "organisation"
                or mention.id in self.of
                or words[0] != "the"
                or len(words) > 2
            ):
                continue
            before = [
                cluster
                for cluster in self.clusters
                if any(m.span.end < mention.span.start for m in cluster.mentions)
                and any(lemma in key for key in cluster.keys)
                and cluster.kind != "person"
            ]
            if len(before) == 1:
                self._join(before[0], mention, "named-body")

    def _pronoun(self, mention: Mention) -> None:
        if mention.kind == "person":
            self._person_pronoun(mention)
        elif self.tree.lower[mention.head] == "it" and any(
            item.source and item.source[0] == mention.span for item in self.document.attributions
        ):
            self._speaking_body(mention)

    def _back(self, mention: Mention) -> list[Mention]:
        """Return the mentions before a place, within reach, nearest first."""
        here = next((n for n, s in enumerate(self.document.sentences) if s.first <= mention.head < s.last), 0)
        floor = self.document.sentences[max(0, here - REACH)].first if self.document.sentences else 0
        return [m for m in reversed(self.document.mentions) if floor <= m.head < mention.head]

    def _person_pronoun(self, mention: Mention) -> None:
        """He or she: the nearest subject of fitting gender, else the only person who fits."""
        people = [m for m in self._back(mention) if m.id in self.of and self.of[m.id].kind == "person" and m.form != "nominal"]
        fitting = [m for m in people if self.of[m.id].gender in {"", mention.gender}]
        chosen = {id(self.of[m.id]): self.of[m.id] for m in fitting}
        if len(chosen) > 1:
            subjects = [m for m in fitting if self.tree.parse.dep[m.head] in {"nsubj", "nsubjpass"}]
            chosen = {id(self.of[m.id]): self.of[m.id] for m in subjects[:1]}
        if len(chosen) == 1:
            self._join(next(iter(chosen.values())), mention, "pronoun")

    def _speaking_body(self, mention: Mention) -> None:
        """ "It said": the body that was cited last."""
        sources = [span for item in self.document.attributions for span in item.source if span.start < mention.span.start]
        here = next((n for n, s in enumerate(self.document.sentences) if s.first <= mention.head < s.last), 0)
        floor = self.document.sentences[max(0, here - REACH)].span.start
        for span in sorted(sources, reverse=True):
            for other in self.document.mentions:
                cluster = self.of.get(other.id)
                if span.holds(other.span) and cluster and cluster.kind in {"organisation", "other"} and span.start >= floor:
                    return self._join(cluster, mention, "body-that-spoke")
        return None


def _name(document: Document, cluster: Cluster) -> str:
    """Return the fullest name of a cluster: the longest among its names, the earliest of these."""
    named = [m for m in cluster.mentions if m.form == "name"] or cluster.mentions
    written = [m.span.cut(document.text) for m in sorted(named, key=lambda m: m.span)]
    return max(written, key=lambda name: len(without_title(tuple(plain(name).split()))[0]) * 100 + len(plain(name)))


def _country(document: Document, tree: Tree, cluster: Cluster) -> str:
    """Return the country that a person or body is described by: "Ruritanian leader NAME", "his Ruritanian counterpart"."""
    found: Counter[str] = Counter()
    if cluster.kind not in {"person", "organisation"}:
        return ""
    for mention in cluster.mentions:
        first = mention.head
        while first > 0 and tree.parse.start[first] > mention.span.start:
            first -= 1
        while first > 0 and (tree.parse.ent[first - 1].endswith("-NORP") or tree.parse.lemma[first - 1].lower() in nominals()):
            first -= 1
        for token in range(first, mention.head):
            if tree.parse.ent[token] == "B-NORP":
                words = [token, *(n for n in range(token + 1, mention.head) if tree.parse.ent[n] == "I-NORP" and n - token < 3)]
                country = place_of().get(" ".join(tree.lower[each] for each in words))
                found.update([country] if country else [])
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""


@stage("entities", reads=("mentions", "attributions", "parse"), writes=("entities", "mentions"), version=2)
def resolve(document: Document, config: Config) -> Document:
    """Return the document with its entities, every resolved mention pointing to one."""
    resolver = Resolver(document, config)
    resolver.run()
    ids = {id(cluster): make_id("entity", document.id, cluster.mentions[0].id) for cluster in resolver.clusters}
    entities = tuple(
        Entity(
            id=ids[id(cluster)],
            kind=cluster.kind,
            name=_name(document, cluster),
            names=tuple(
                dict.fromkeys(" ".join(m.span.cut(document.text).split()) for m in cluster.mentions if m.form != "pronoun")
            ),
            members=tuple(m.id for m in sorted(cluster.mentions, key=lambda m: m.span)),
            documents=(document.id,),
            gender=cluster.gender,
            country=_country(document, resolver.tree, cluster),
            links=tuple(sorted({(word, ids[id(other)]) for word, other in cluster.links if id(other) in ids})),
            reasons=tuple(cluster.reasons),
        )
        for cluster in resolver.clusters
    )
    resolved = tuple(m.replace(entity=ids[id(resolver.of[m.id])]) if m.id in resolver.of else m for m in document.mentions)
    return document.replace(mentions=resolved, entities=entities)
