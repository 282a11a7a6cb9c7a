"""Tell what each name of a document is the name of, by everything that the document shows about it.

A model judges each place alone and calls one woman a person here and a city there. A title, an age, a relative clause or a
describing noun beside a name says more, a word that ends the name says most, and what holds in one place holds in the next.
"""

from collections import Counter

from sayso.extract.name_marks import Stretch, is_person_noun, is_title
from sayso.kit.names import plain
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import (
    country_names,
    given_names,
    human_verbs,
    known_bodies,
    name_heads,
    name_openers,
    name_words,
    nominals,
    regions,
    seats,
    teams,
)

SPEAKING = frozenset({"say", "tell", "add", "claim", "explain", "recall", "think", "believe", "write", "ask", "argue", "admit"})
PERHAPS = frozenset({"organisation", "place", "other", "work", "product"})
"""Kinds that a model gives to people whom it does not know."""
OLDEST = 110
SURNAME = 2
"""What a full name that ends in a word counts for its being somebody's surname."""
SETTLEMENTS = frozenset({"city", "town", "village", "island", "province", "state", "region"})


class Named:
    """The names of one document and the kinds that its words give them."""

    def __init__(self, tree: Tree, stretches: list[Stretch]) -> None:
        self.tree, self.stretches = tree, stretches
        self.people: Counter[str] = Counter()
        self.bodies = set[str]()
        self.human = set[str]()
        self.alone: Counter[str] = Counter()
        self.votes: dict[str, Counter[str]] = {}
        self.sure: dict[str, Counter[str]] = {}
        for stretch in stretches:
            self._count(stretch)

    def _words(self, stretch: Stretch) -> str:
        return " ".join(self.tree.lower[stretch.first : stretch.last + 1])

    def _count(self, stretch: Stretch) -> None:
        words = self._words(stretch)
        known = self.known(stretch)
        if known:
            self.sure.setdefault(words, Counter())[known] += 1
        elif stretch.kind != "other":
            self.votes.setdefault(words, Counter())[stretch.kind] += 1
        kind = known or stretch.kind
        if kind == "person" and not words.split()[-1].isupper():
            parts = words.split()
            self.people.update({parts[-1]: 2, parts[0]: 1} if len(parts) > 1 else {})
        if kind == "person" and stretch.first == stretch.last:
            self.alone[words] += 1
        if self._acts_as_person(stretch):
            self.human.add(words)
        if kind == "organisation":
            parts = words.split()
            if len(parts) > 2 and parts[-2] == "of":
                self.bodies.add(parts[-1])

    def known(self, stretch: Stretch) -> str:
        """Return the kind that the words of a name and those beside it give for certain, or an empty string."""
        tree, last = self.tree, stretch.last
        words = self._words(stretch)
        single = stretch.first == last
        if words in country_names() or ((words.rstrip(".") in regions() or words in regions()) and not self._is_surname(stretch)):
            return "place"
        if words in seats() or words in known_bodies():
            return "organisation"
        if single and plain(words) in name_words():
            return name_words()[plain(words)]
        if is_title(tree, stretch.first) and not single:
            return "person"
        if not single and self._opener(stretch):
            return self._opener(stretch)
        head = name_heads().get(tree.lower[last].rstrip("."))
        if head and not single:
            return self._headed(stretch, head)
        if words in teams() and (not single or words.endswith("s")):
            return "organisation"
        return self._beside(stretch) or self._built(stretch)

    def _is_surname(self, stretch: Stretch) -> bool:
        """Does a person of this text have the word for a surname, and does it stand where no place would?"""
        words = self._words(stretch)
        return stretch.first == stretch.last and self.people[words] >= SURNAME and not self._is_where(stretch)

    def _opener(self, stretch: Stretch) -> str:
        """Return the kind that a first word such as Lake or Hurricane gives, or that this name had behind one elsewhere."""
        return name_openers().get(self.tree.lower[stretch.first], "") if stretch.last > stretch.first else ""

    def _headed(self, stretch: Stretch, head: str) -> str:
        """A last word such as Council tells the kind, unless a given name begins the name (John Church)."""
        first = self.tree.lower[stretch.first]
        if stretch.last - stretch.first == 1 and first in given_names() and stretch.kind == "person":
            return "person"
        return head

    def _beside(self, stretch: Stretch) -> str:
        """What stands beside the name: an age, "who", a describing noun in apposition or before it."""
        found = (self._beside_after(child) for child in self.tree.children(stretch.last, "appos", "relcl"))
        return next((kind for kind in found if kind), "") or self._above(stretch) or self._described(stretch)

    def _beside_after(self, child: int) -> str:
        """Return the kind that an age, a relative clause or a noun in apposition gives."""
        tree = self.tree
        if tree.parse.dep[child] == "relcl":
            return "person" if any(tree.lower[token] in {"who", "whom"} for token in tree.children(child)) else ""
        if tree.parse.pos[child] == "NUM" and tree.lower[child].isdigit():
            return "person" if int(tree.lower[child]) < OLDEST and tree.lower[child - 1] == "," else ""
        entry = nominals().get(tree.parse.lemma[child]) if tree.parse.pos[child] == "NOUN" else None
        return entry.kind if entry and entry.kind in {"person", "vehicle"} else ""

    def _above(self, stretch: Stretch) -> str:
        """Return the kind that the noun above the name gives: "the town of NAME", "NAME river", "a NAME truck"."""
        tree, last = self.tree, stretch.last
        above = tree.parse.head[last]
        if tree.lower[above] == "of" and tree.parse.dep[last] == "pobj":
            noun = tree.parse.head[above]
            return "place" if tree.parse.pos[noun] == "NOUN" and tree.parse.lemma[noun] in SETTLEMENTS else ""
        lemma = tree.parse.lemma[above] if tree.parse.pos[above] == "NOUN" else ""
        if above == last + 1 and name_heads().get(lemma) == "place" and tree.parse.dep[last] == "compound":
            return "place"
        entry = nominals().get(lemma)
        near = tree.parse.dep[last] in {"compound", "nmod", "appos"} and abs(above - last) <= 2
        return "vehicle" if entry and entry.kind == "vehicle" and near else ""

    def _described(self, stretch: Stretch) -> str:
        """Return `person` where a noun for one stands right before the name."""
        tree, before, last = self.tree, stretch.first - 1, stretch.last
        if before < 0 or tree.parse.tag[before] not in {"NN", "NNP"} or not is_person_noun(tree, before):
            return ""
        return "person" if tree.parse.head[before] == last or tree.parse.head[last] == before else ""

    def _built(self, stretch: Stretch) -> str:
        """How the name is built: a given name and one or two words, or one that is written in capitals only."""
        tree = self.tree
        words = tree.parse.word[stretch.first : stretch.last + 1]
        if any(word[:1].isupper() and any(map(str.isdigit, word)) for word in words[1:]):
            return "product"
        if 2 <= len(words) <= 4 and tree.lower[stretch.first] in given_names() and stretch.kind in PERHAPS | {"person"}:
            plain_words = all(word[:1].isupper() and word.replace("-", "").replace(".", "").isalpha() for word in words)
            follows = stretch.last + 1
            owned = follows < len(tree) and tree.parse.dep[stretch.last] in {"compound", "nmod"} and stretch.kind != "person"
            return "person" if plain_words and not owned else ""
        if len(words) == 1 and words[0].istitle() and tree.lower[stretch.first] in given_names() and not self._is_where(stretch):
            return "person"
        if len(words) == 1 and words[0].isupper() and len(words[0].replace(".", "")) > 2:
            if any(letter.isdigit() for letter in words[0]):
                return "product"
            return "organisation" if stretch.kind != "other" or self._acts(stretch) else ""
        return ""

    def _acts(self, stretch: Stretch) -> bool:
        """Does the name do something or own something, as a body does and a term (XML, DNA) does not?"""
        tree, token = self.tree, stretch.last
        return tree.parse.dep[token] in {"nsubj", "poss", "agent"} or (stretch.first > 0 and tree.lower[stretch.first - 1] == "(")

    def kind(self, stretch: Stretch) -> str:
        """Return the kind of a name: for certain, by the person it is a part of, or as most places in the document have it."""
        words = self._words(stretch)
        known = self.known(stretch)
        if known:
            return known
        shouted = self.tree.parse.word[stretch.last].isupper()
        if stretch.first == stretch.last and self.people[words] and not shouted and self._may_be_person(stretch):
            return "person"
        if words in self.sure:
            return self.sure[words].most_common(1)[0][0]
        if words in self.bodies:
            return "organisation"
        last = words.split()[-1]
        if 1 <= stretch.last - stretch.first <= 2 and (last in self.human or self.alone[last]) and stretch.kind in PERHAPS:
            return "person"
        if words in self.human and stretch.kind in PERHAPS:
            return "person"
        votes = self.votes.get(words)
        if votes:
            best = votes.most_common(2)
            return stretch.kind if stretch.kind != "other" and len(best) > 1 and best[0][1] == best[1][1] else best[0][0]
        if self._speaks(stretch) and stretch.first == stretch.last:
            return "person"
        return stretch.kind

    def _is_where(self, stretch: Stretch) -> bool:
        """Does the word stand where a place or a part of a longer name would?"""
        tree, token = self.tree, stretch.first
        above = tree.parse.head[token]
        where = tree.parse.dep[token] == "pobj" and tree.lower[above] in {
            "in",
            "at",
            "near",
            "from",
            "through",
            "outside",
            "to",
            "around",
        }
        after = (
            token + 1 < len(tree)
            and tree.lower[token + 1] == ","
            and token + 2 < len(tree)
            and tree.lower[token + 2] in regions()
        )
        return where or after or tree.parse.dep[token] in {"compound", "nmod", "amod"}

    def _acts_as_person(self, stretch: Stretch) -> bool:
        """Does the name do what only people do (marry, be born), or have relatives?"""
        tree, token = self.tree, stretch.last
        above = tree.parse.head[token]
        if tree.parse.dep[token] in {"nsubj", "nsubjpass"} and tree.parse.lemma[above] in human_verbs():
            return True
        entry = nominals().get(tree.parse.lemma[above]) if tree.parse.dep[token] == "poss" else None
        return entry is not None and entry.relation == "kin" and entry.word not in {"parent", "child", "sister", "cousin"}

    def _may_be_person(self, stretch: Stretch) -> bool:
        """May a single word be the person whose name holds it? A surname always, a given name where no other kind is voted."""
        votes = self.votes.get(self._words(stretch), Counter())
        strong = self.people[self._words(stretch)] >= 2
        return strong or set(votes) <= {"person"}

    def _speaks(self, stretch: Stretch) -> bool:
        above = self.tree.parse.head[stretch.last]
        return self.tree.parse.dep[stretch.last] == "nsubj" and self.tree.parse.lemma[above] in SPEAKING


def kinds(tree: Tree, stretches: list[Stretch]) -> list[tuple[Stretch, str]]:
    """Return the names with their kinds; a common word that a model took for a name is left out."""
    named = Named(tree, stretches)
    common = {
        tree.lower[token] for token in range(len(tree)) if tree.parse.pos[token] == "NOUN" and tree.parse.word[token].islower()
    }
    found = list[tuple[Stretch, str]]()
    for stretch in stretches:
        kind = named.kind(stretch)
        word = tree.lower[stretch.last]
        ordinary = stretch.first == stretch.last and word in common and not tree.parse.word[stretch.last].isupper()
        if not (ordinary and kind in {"person", "place", "other", "product"}):
            found.append((stretch, kind))
    return found
