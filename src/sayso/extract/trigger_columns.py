"""Turn a parse into columns of numbers: what the model that finds the words for happenings reads of every token.

Words become hashes, so a model over them holds no word. What a dictionary knows of a word stands beside them.
"""

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.attribution_columns import mixed, numbers
from sayso.kit.tree import Tree
from sayso.kit.word_knowledge import number, word_knowledge
from sayso.model.document import Document

Whole = NDArray[np.int64]
Hashed = NDArray[np.uint64]
BUCKETS = 1 << 17
"""Into how many numbers the features of a token are hashed."""
FEATURES = 20
WORD_FIELD = 0
"""The field that holds the bare word: training may begin there with what is known of the word from other news."""
MAY_BE = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
"""The parts of speech of words that can name a happening."""
TITLE_CASE = 0.75
"""A sentence is set as a title when more than this share of its longer words begins with a capital."""
OFTEN = 4
_BEARING = ("nsubj", "nsubjpass", "dobj", "prep", "det", "poss", "amod", "compound", "aux", "auxpass", "mark", "agent", "xcomp")
_BIT = {
    dep: 1 << place for place, dep in enumerate((*_BEARING, "ccomp", "nummod", "acl", "relcl", "prt", "neg", "advcl", "conj"))
}


@dataclass(frozen=True)
class Columns:
    """The tokens of a document in numbers; `known` are rows of the dictionary, `may_be` the tokens that can name a happening."""

    head: Whole
    features: Whole
    known: Whole
    may_be: Whole

    def __len__(self) -> int:
        return len(self.head)


@functools.lru_cache(maxsize=100_000)
def _shape(word: str) -> int:
    first = "A" if word[:1].isupper() else "0" if word[:1].isdigit() else "a" if word[:1].isalpha() else "."
    return number(f"{first}{'AA' if word.isupper() and len(word) > 1 else ''}{min(len(word), 4)}")


def _by_sentence(document: Document, tree: Tree) -> tuple[Whole, Whole]:
    """Return for each token whether its sentence is set as a title, and the part of the article it is in."""
    title, place = np.zeros(len(tree), dtype=np.int64), np.zeros(len(tree), dtype=np.int64)
    for count, one in enumerate(document.sentences):
        words = [word for word in tree.parse.word[one.first : one.last] if len(word) > 3 and word.isalpha()]
        raised = sum(word[0].isupper() for word in words)
        title[one.first : one.last] = len(words) > 1 and raised >= TITLE_CASE * len(words)
        place[one.first : one.last] = min(count, 2)
    return title, place


def _children(head: Whole, deps: tuple[str, ...]) -> Whole:
    bits = np.fromiter((_BIT.get(dep, 0) for dep in deps), dtype=np.int64, count=len(deps))
    found = np.zeros(len(head), dtype=np.int64)
    np.bitwise_or.at(found, head[bits > 0], bits[bits > 0])
    return found


def _first_child(head: Whole, deps: tuple[str, ...], lemma: Hashed, wanted: frozenset[str]) -> Hashed:
    found = np.zeros(len(head), dtype=np.uint64)
    for token in range(len(deps) - 1, -1, -1):
        if deps[token] in wanted:
            found[head[token]] = lemma[token]
    return found


def _told_elsewhere(known: Whole, is_verb: NDArray[np.bool_]) -> Whole:
    """Return for each token how often its deed is named in the document, and whether ever by a verb, as one number."""
    deeds = word_knowledge().deed[known]
    inside = deeds >= 0
    found = np.zeros(len(known), dtype=np.int64)
    _, back, counts = np.unique(deeds[inside], return_inverse=True, return_counts=True)
    verbs = np.bincount(back, weights=is_verb[inside], minlength=len(counts)) > 0
    found[inside] = np.minimum(counts, OFTEN)[back] * 2 + verbs[back]
    return found


def columns_of(document: Document, tree: Tree) -> Columns:
    """Return the columns of a parsed document."""
    parse, size = tree.parse, len(tree)
    head = np.array(parse.head, dtype=np.int64)
    lower, lemma = numbers(tree.lower), numbers(tuple(map(str.lower, parse.lemma)))
    pos, tag, dep = numbers(parse.pos), numbers(parse.tag), numbers(parse.dep)
    entity = numbers(tuple(kind[2:] for kind in parse.ent))
    knowledge = word_knowledge()
    known = knowledge.places(tree.lower)
    title, place = _by_sentence(document, tree)
    through = np.where(pos[head] == number("ADP"), head[head], head)
    fields: tuple[tuple[Hashed | Whole, ...], ...] = (
        (lower,),
        (lemma, pos),
        (numbers(tuple(word[-3:] for word in tree.lower)), pos),
        (tag, dep),
        (entity, pos),
        (_children(head, parse.dep), pos),
        (lemma[head], dep, pos),
        (lower, dep),
        (title, pos, np.fromiter(map(_shape, parse.word), dtype=np.uint64, count=size)),
        (place, tag),
        (lemma[through], pos),
        (_first_child(head, parse.dep, lemma, frozenset({"prep", "agent", "prt"})), pos),
        (_told_elsewhere(known, np.array([one == "VERB" for one in parse.pos], dtype=bool)), pos, title),
        (_first_child(head, parse.dep, entity, frozenset({"compound", "poss", "nsubj", "nsubjpass", "nmod"})), pos),
        (knowledge.deed[known], pos),
        (knowledge.senses[known][:, 0], pos),
        (np.roll(lemma, 1), lower),
        (lower, np.roll(lemma, -1)),
        (lower, title),
        (_first_child(head, parse.dep, lemma, frozenset({"dobj", "attr", "oprd", "acomp"})), lemma),
    )
    features = np.stack([mixed(place, *field, size=BUCKETS) for place, field in enumerate(fields)], axis=1)
    may_be = np.flatnonzero(np.fromiter((one in MAY_BE for one in parse.pos), dtype=bool, count=size))
    return Columns(head=head, features=features, known=known, may_be=may_be.astype(np.int64))
