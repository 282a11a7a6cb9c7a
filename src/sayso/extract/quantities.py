"""Find numbers of something, with their bounds and what is counted: adds `quantities` to a document.

`about 40` allows a tenth to either side, `nearly 40` a tenth below; `hundreds` and `more than 800` have no upper bound. A share
is given in percent. Numbers inside dates, ordinals and numbers that name things (`Section 4`, `S600`) are not quantities.
"""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sayso.extract.numbers import DASHES, Number, could_be_number, number_at
from sayso.kit import lexicon
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.model.base import Record, make_id
from sayso.model.document import Document, Sentence
from sayso.model.facts import Quantity

SLACK = 0.1
LONGEST_BOUND = 4
GIVING = frozenset({"turn", "hand", "take", "sign", "give"})
"""Verbs that make one word with "over"."""
NOUNS = frozenset({"NOUN", "PROPN"})


class QuantityEntry(Record, frozen=True, kw_only=True):
    """One line of the lexicon: phrases of one kind."""

    kind: str
    words: tuple[str, ...]


@functools.cache
def kinds() -> dict[str, frozenset[tuple[str, ...]]]:
    """Return, for each kind of word around a number, its phrases as words in lower case."""
    found: dict[str, frozenset[tuple[str, ...]]] = {}
    for entry in lexicon.load("quantity_words", QuantityEntry):
        found[entry.kind] = found.get(entry.kind, frozenset()) | {tuple(phrase.lower().split()) for phrase in entry.words}
    return found


@stage("quantities", reads=("parse", "sentences", "times"), writes=("quantities",), version=2)
def quantities(document: Document, config: Config) -> Document:
    """Return the document with its quantities, in order of place."""
    tree = tree_of(document)
    taken = _tokens_in_times(document)
    found = [quantity for sentence in document.sentences for quantity in _in_sentence(document, tree, sentence, taken)]
    return document.replace(quantities=tuple(found))


def _tokens_in_times(document: Document) -> frozenset[int]:
    start, end = (document.parse.start, document.parse.end) if document.parse else ((), ())
    return frozenset(
        token for time in document.times for token in range(bisect_right(end, time.span.start), bisect_left(start, time.span.end))
    )


def _in_sentence(document: Document, tree: Tree, sentence: Sentence, taken: frozenset[int]) -> Iterator[Quantity]:
    token = sentence.first
    while token < sentence.last:
        number = None
        if could_be_number(tree.lower[token]) and token not in taken:
            number = number_at(tree, token, sentence.last)
        if number is None or taken.intersection(range(number.first, number.last + 1)):
            token += 1
            continue
        number = _range(tree, number, sentence)
        token = number.last + 1
        if quantity := _quantity(document, tree, number, sentence):
            yield quantity
            token = max(token, bisect_left(tree.parse.start, quantity.span.end))


def _range(tree: Tree, number: Number, sentence: Sentence) -> Number:
    """Join `10 to 15` and `between 10 and 15` into one number."""
    joint = number.last + 1
    if joint + 1 >= sentence.last or number.high is None:
        return number
    opening = tree.lower[number.first - 1] if number.first > sentence.first else ""
    if opening == "from":
        return number
    joins = {"between": {"and"}}.get(opening, {"to", *DASHES})
    if tree.lower[joint] not in joins or not could_be_number(tree.lower[joint + 1]):
        return number
    other = number_at(tree, joint + 1, sentence.last)
    if other is None or other.high is None:
        return number
    low = number.low
    if low < 1000 <= other.high and tree.lower[other.last] != tree.lower[number.last] and other.last > other.first:
        low *= other.high / (number_at(tree, other.first, other.first + 1) or other).low
    if low >= other.high:
        return number
    return number.replace(first=number.first - (opening == "between"), last=other.last, low=low, high=other.high)


def _quantity(document: Document, tree: Tree, number: Number, sentence: Sentence) -> Quantity | None:
    first, last, unit = number.first, number.last, ""
    if first > sentence.first and (tree.lower[first - 1],) in kinds()["currency"]:
        first, unit = first - 1, tree.parse.word[first - 1]
    percent = _phrase_after(tree, last, sentence.last, "percent")
    if percent or number.is_share:
        unit, last = "%", last + percent
    head = last if unit else _counted(tree, number)
    if head is None or (not unit and _names_something(tree, number, sentence)):
        return None
    factor = 100.0 if number.is_share else 1.0
    low, high, first, last = _bounded(tree, number, (first, last), sentence)
    span = tree.span(first, last)
    return Quantity(
        id=make_id("quantity", document.id, span.start, span.end),
        span=span,
        low=None if low is None else float(f"{low * factor:.12g}"),
        high=None if high is None else float(f"{high * factor:.12g}"),
        unit=unit or (tree.parse.lemma[head].lower() if head not in range(number.first, number.last + 1) else ""),
        head=head,
    )


def _phrase_after(tree: Tree, last: int, stop: int, kind: str) -> int:
    """Return how many tokens after `last` make a phrase of this kind."""
    for size in (2, 1):
        if last + size < stop and tree.lower[last + 1 : last + 1 + size] in kinds()[kind]:
            return size
    return 0


def _phrase_before(tree: Tree, first: int, begin: int, kind: str) -> int:
    for size in range(LONGEST_BOUND, 0, -1):
        if first - size >= begin and tree.lower[first - size : first] in kinds()[kind] and not _is_particle(tree, first - size):
            return size
    return 0


def _is_particle(tree: Tree, token: int) -> bool:
    """Does "over" belong to the verb before it, so that it bounds no number: "turned over 44 letters"?"""
    return tree.lower[token] == "over" and token > 0 and tree.parse.lemma[token - 1].lower() in GIVING


def _bounded(
    tree: Tree, number: Number, edges: tuple[int, int], sentence: Sentence
) -> tuple[float | None, float | None, int, int]:
    """Return the bounds that the words around a number set, and the tokens from the first of them to the last."""
    (first, last), low, high = edges, number.low, number.high
    if size := _phrase_before(tree, first, sentence.first, "some"):
        return low, None, first - size, last
    if size := _phrase_before(tree, first, sentence.first, "at_least"):
        return low, None, first - size, last
    if size := _phrase_before(tree, first, sentence.first, "at_most"):
        return None, high, first - size, last
    if size := _phrase_before(tree, first, sentence.first, "about"):
        return low * (1 - SLACK), None if high is None else high * (1 + SLACK), first - size, last
    if size := _phrase_before(tree, first, sentence.first, "below"):
        return low * (1 - SLACK), high, first - size, last
    if size := _phrase_after(tree, last, sentence.last, "after_at_least"):
        return low, None, first, last + size
    if size := _phrase_after(tree, last, sentence.last, "after_at_most"):
        return None, high, first, last + size
    if size := _phrase_after(tree, last, sentence.last, "after_about"):
        return low * (1 - SLACK), None if high is None else high * (1 + SLACK), first, last + size
    return low, high, first, last


def _counted(tree: Tree, number: Number) -> int | None:
    """Return the noun that is counted, the number itself where it stands for one, or None where nothing is counted."""
    dep, pos = tree.parse.dep, tree.parse.pos
    top = number.last
    while tree.parse.head[top] in range(number.first, number.last + 1) and tree.parse.head[top] != top:
        top = tree.parse.head[top]
    for preposition in tree.children(top, "prep"):
        if tree.lower[preposition] == "of" and (noun := tree.child(preposition, "pobj")) is not None:
            return None if number.low == number.high == 1 else noun if pos[noun] in NOUNS else top
    head = tree.parse.head[top]
    if dep[top] in {"nummod", "compound", "amod"} and pos[head] in NOUNS and head > number.last:
        is_name = tree.parse.tag[head] == "NNP" and number.low > 1 and number.high is not None
        return None if is_name else head
    stands_alone = dep[top] in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"} or tree.is_verb(min(number.last + 1, len(tree) - 1))
    return top if pos[top] == "NUM" and number.low > 1 and stands_alone else None


def _names_something(tree: Tree, number: Number, sentence: Sentence) -> bool:
    """Does the number name a thing rather than count any: `Section 4`, `a three-member team`, `Boeing 747`?"""
    before, after = number.first - 1, number.last + 1
    if after < sentence.last and tree.lower[after] in DASHES and tree.parse.end[number.last] == tree.parse.start[after]:
        return True
    if before < sentence.first:
        return False
    if (tree.lower[before],) in kinds()["label"] or tree.lower[before] in DASHES:
        return True
    return (
        tree.parse.pos[before] == "PROPN"
        and tree.parse.ent[before] != ""
        and tree.parse.end[before] + 1 >= tree.parse.start[number.first]
    )
