"""The signs for and against somebody being meant by a pronoun: place, role in the sentence, standing in the text, who speaks.

Their weights are `data/pronoun_signs.yaml`, learnt by `training/pronoun_signs.py`.
"""

from sayso.link.apart import SUBJECTS, first_joined
from sayso.link.clusters import Board, Cluster
from sayso.model.facts import Attribution, Mention
from sayso.model.span import Span


class Candidate:
    """An entity that a pronoun may mean: its nearest mention before, and all of them within reach."""

    def __init__(self, cluster: Cluster, mentions: list[Mention], *, after: bool = False) -> None:
        self.cluster, self.mentions, self.nearest, self.after = cluster, mentions, mentions[-1], after


class Signs:
    """The signs of one document: what is counted once is kept. `order` are the mentions that pronouns may take up."""

    def __init__(self, board: Board, sentence: dict[str, int], order: list[Mention]) -> None:
        self.board, self.tree, self.sentence, self.order = board, board.tree, sentence, order
        self.last: dict[str, Cluster] = {}
        self._most_named: dict[str, int] = {}
        self._openers: dict[int, Mention | None] = {}
        self._contents: list[tuple[Span, Attribution]] | None = None

    def of(self, mention: Mention, candidate: Candidate, field: list[Candidate]) -> list[str]:
        """Return the signs for and against one candidate in a field of them, the nearest first."""
        tree, nearest, cluster = self.tree, candidate.nearest, candidate.cluster
        if candidate.after:
            known = any(each.head < mention.head for each in cluster.mentions)
            after = ["subject-after", f"subject-after-{'known' if known else 'new'}"]
            return [*after, *self._standing(mention, candidate), *self._among(mention, candidate, field)]
        gap = self.sentence[mention.id] - self.sentence[nearest.id]
        found = [
            ("same-sentence", "sentence-before", "two-before", "three-before")[gap],
            ("nearest", "second", "third")[min(field.index(candidate), 2)],
        ]
        dep, mine = tree.parse.dep[first_joined(tree, nearest.head)], tree.parse.dep[mention.head]
        role = _role(dep)
        found.append(f"{_role(mine)}-from-{role}-{'here' if gap == 0 else 'before'}")
        if any(
            tree.parse.dep[m.head] in SUBJECTS and self.sentence[mention.id] - self.sentence[m.id] == 1
            for m in candidate.mentions
        ):
            found.append("subject-of-sentence-before")
        if nearest is self._opener(nearest):
            found.append("opens-its-sentence")
        if gap == 0:
            found.extend(self._grammar(mention, candidate))
        if self.last.get(mention.gender or mention.kind) is cluster:
            found.append("meant-last")
        found.append("name" if nearest.form == "name" else nearest.form)
        found.extend(self._standing(mention, candidate))
        found.extend(self._among(mention, candidate, field))
        found.extend(self._speech(mention, candidate))
        return found

    def _among(self, mention: Mention, candidate: Candidate, field: list[Candidate]) -> list[str]:
        """Signs from the field: is there anybody else, and is the gender of this one or of another the better known?"""
        if len(field) == 1:
            return ["only-one"]
        if mention.kind != "person" or not mention.gender:
            return []
        known = [each for each in field if each.cluster.gender or each.cluster.leaning]
        if not known or len(known) == len(field):
            return []
        return ["gender-tells-for"] if candidate in known else ["gender-tells-against"]

    def _speech(self, mention: Mention, candidate: Candidate) -> list[str]:
        """Signs from what is cited: nobody calls themselves "he" in their own words, but anybody may be reported so."""
        heads = {each.span.start for each in candidate.mentions}
        for item in self._spoken(mention):
            if any(span.start <= start < span.end for span in item.source for start in heads):
                return ["speaks-so" if item.mode == "direct" else "is-cited"]
        return []

    def _spoken(self, mention: Mention) -> list[Attribution]:
        """Return the attributions whose content holds a mention."""
        if self._contents is None:
            self._contents = [(span, item) for item in self.board.document.attributions for span in item.content]
        return [item for span, item in self._contents if span.holds(mention.span)]

    def _opener(self, mention: Mention) -> Mention | None:
        """Return the first name or pronoun for a person in the sentence of a mention."""
        number = self.sentence[mention.id]
        if number not in self._openers:
            inside = (m for m in self.order if self.sentence[m.id] == number and m.kind in {"person", mention.kind})
            self._openers[number] = next(inside, None)
        return self._openers[number]

    def _grammar(self, mention: Mention, candidate: Candidate) -> list[str]:
        """Signs from within the sentence: who governs the pronoun's clause, whose sentence it opened with, how near."""
        tree, found = self.tree, list[str]()
        heads = {each.head for each in candidate.mentions}
        above = [token for token in tree.ancestors(mention.head) if tree.is_verb(token)]
        subjects = [tree.child(verb, *SUBJECTS) for verb in above]
        if heads.intersection(subject for subject in subjects[:1] if subject is not None):
            found.append("subject-of-its-verb")
        else:
            level = next((n for n, subject in enumerate(subjects) if subject in heads), 0)
            if level:
                found.append(f"subject-above-{_clause(tree.parse.dep[above[level - 1]])}")
        if mention.head - candidate.nearest.head <= 4:
            found.append("close-by")
        elif mention.head - candidate.nearest.head > 15:
            found.append("far-off")
        return found

    def _standing(self, mention: Mention, candidate: Candidate) -> list[str]:
        """Signs from the whole text: how often somebody is named, who came first, how sure their gender is."""
        cluster, found = candidate.cluster, list[str]()
        known = sum(each.head < mention.head for each in cluster.mentions)
        found.append("named-once" if known <= 1 else "named-twice" if known == 2 else "named-often")
        if known > 1 and known >= self._most(cluster.kind):
            found.append("named-most")
        if self.board.clusters and cluster is next((c for c in self.board.clusters if c.kind == cluster.kind), None):
            found.append("first-of-all")
        if mention.kind == "person":
            gender = "gender-known" if cluster.gender else "gender-likely" if cluster.leaning else "gender-open"
            found.append(gender)
        found.append(f"is-{cluster.kind}" if cluster.kind in {"person", "organisation", "place", "group"} else "is-thing")
        if cluster.number == "p" and mention.number == "p":
            found.append("both-many")
        return found

    def _most(self, kind: str) -> int:
        """Return how often the most named entity of a kind is named."""
        if kind not in self._most_named:
            self._most_named[kind] = max(
                (sum(m.form == "name" for m in c.mentions) for c in self.board.clusters if c.kind == kind), default=0
            )
        return self._most_named[kind]


def _clause(dep: str) -> str:
    return dep if dep in {"conj", "advcl", "ccomp", "relcl", "xcomp", "acl"} else "other"


def _role(dep: str) -> str:
    if dep in SUBJECTS:
        return "subject"
    if dep in {"dobj", "dative"}:
        return "object"
    return {"pobj": "oblique", "poss": "owner", "appos": "aside", "agent": "oblique"}.get(dep, "other")
