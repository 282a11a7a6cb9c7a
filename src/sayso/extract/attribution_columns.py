"""Turn the parse of a document into columns of numbers: what the attribution model reads of every token.

Words become hashes, so a model over them holds no word; quotations, paragraphs and sentences become places in the columns.
"""

import functools
import zlib
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.quotations import BREAK, MARK, Quotation
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cues, nominals, silence_words
from sayso.model.document import Document

Whole = NDArray[np.int64]
Hashed = NDArray[np.uint64]

TOKEN_BUCKETS = 1 << 16
"""Into how many numbers the features of a token are hashed."""
TOKEN_FEATURES = 17
WORD_FIELD = 16
"""The field of a token that holds its bare word: training may begin there with what is known of the word from other news."""
CHILDREN = (
    *("nsubj", "nsubjpass", "ccomp", "dobj", "xcomp", "neg", "mark"),
    *("agent", "prep", "prt", "aux", "auxpass", "acl", "advcl"),
    *("attr", "acomp", "poss", "det", "advmod", "parataxis", "conj"),
    *("cc", "relcl", "appos", "pobj", "pcomp", "dative", "oprd"),
)
_BIT = {dep: 1 << place for place, dep in enumerate(CHILDREN)}
_SPEAKING = ("nsubj", "nsubjpass", "ccomp", "dobj", "xcomp", "neg", "mark", "agent", "auxpass", "acl", "attr", "poss")
SPEAKING = sum(_BIT[dep] for dep in _SPEAKING)
"""The children that tell most of whether a word cites somebody."""
NEAR = 4
"""How far from a quotation mark a token may stand and still be near it."""


@dataclass(frozen=True)
class Columns:
    """The tokens of a document in numbers. `quote` is the number of the quotation that a token stands in, or -1.

    `to_left` and `to_right` say how near a quotation mark is, `voice` marks sentences that have a verb of speech of their own.
    """

    head: Whole
    lemma: Hashed
    tag: Hashed
    dep: Hashed
    quote: Whole
    sentence: Whole
    paragraph: Whole
    commas: Whole
    marks: Whole
    voice: Whole
    features: Whole
    children: Whole

    def __len__(self) -> int:
        return len(self.head)


@functools.lru_cache(maxsize=200_000)
def number(word: str) -> int:
    """Return the number that stands for a string: the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def mixed(field: int, *columns: Hashed | Whole | int, size: int) -> Whole:
    """Return the columns hashed together into numbers below `size`; `field` keeps unlike features apart."""
    found: Hashed = np.array(field * 0x27D4EB2F165667C5 & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            values = np.asarray(column).astype(np.uint64)
            found = (found ^ values) * np.uint64(0x9E3779B97F4A7C15)
            found = found ^ (found >> np.uint64(29))
        below: Whole = np.asarray(found % np.uint64(size)).astype(np.int64)
        return below


@functools.lru_cache(maxsize=32)
def numbers(words: tuple[str, ...]) -> Hashed:
    """Return the numbers of a column of strings, not to be written to: whoever looks at the document next gets the same."""
    found = np.fromiter(map(number, words), dtype=np.uint64, count=len(words))
    found.flags.writeable = False
    return found


@functools.lru_cache(maxsize=50_000)
def _known_as(lemma: str, pos: str) -> int:
    """Return a number for what the word lists know of a word."""
    kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADV": "adverb"}.get(pos, "")
    cue = cues(kind).get(lemma) if kind else None
    silent = "".join(frame[0] for frame in ("negated", "state", "refusal", "silence") if lemma in silence_words(frame))
    described = nominals().get(lemma) if pos == "NOUN" else None
    about = (cue.kind, cue.noun_content, cue.weak) if cue else ""
    return number(f"{about}/{silent}/{(described.kind, described.cited) if described else ''}")


@functools.lru_cache(maxsize=100_000)
def _shape(word: str) -> int:
    first = "A" if word[:1].isupper() else "0" if word[:1].isdigit() else "a" if word[:1].isalpha() else word[:1]
    return number(f"{first}{'AA' if word.isupper() and len(word) > 1 else ''}{min(len(word), 4)}")


def _quotes(tree: Tree, quoted: tuple[Quotation, ...]) -> Whole:
    """Return the number of the quotation that each token stands in, -1 outside of all."""
    found = np.full(len(tree), -1, dtype=np.int64)
    starts = tree.parse.start
    for count, quotation in enumerate(quoted):
        first, last = bisect_left(starts, quotation.span.start), bisect_left(starts, quotation.span.end)
        found[first:last] = count
    return found


def _near_marks(is_mark: NDArray[np.bool_]) -> tuple[Whole, Whole]:
    """Return how many tokens to the left and right the next quotation mark stands, `NEAR` where it is further."""
    left = np.full(len(is_mark), NEAR, dtype=np.int64)
    right = left.copy()
    for gap in range(min(NEAR, len(is_mark)) - 1, -1, -1):
        left[gap:][is_mark[: len(is_mark) - gap]] = gap
        right[: len(is_mark) - gap][is_mark[gap:]] = gap
    return left, right


def _by_sentence(document: Document, size: int) -> tuple[Whole, Whole]:
    """Return the number of the sentence and of the paragraph that each token stands in."""
    sentence, paragraph = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    breaks = [found.start() for found in BREAK.finditer(document.text)]
    for count, one in enumerate(document.sentences):
        sentence[one.first : one.last] = count
        paragraph[one.first : one.last] = bisect_left(breaks, one.span.start)
    return sentence, paragraph


def _children(head: Whole, deps: tuple[str, ...]) -> Whole:
    """Return the labels of each token's children as one number of bits."""
    bits = np.fromiter((_BIT.get(dep, 0) for dep in deps), dtype=np.int64, count=len(deps))
    bits[head == np.arange(len(head))] = 0
    found = np.zeros(len(head), dtype=np.int64)
    np.bitwise_or.at(found, head, bits)
    return found


def _companion(head: Whole, deps: tuple[str, ...], lemma: Hashed, wanted: frozenset[str]) -> Hashed:
    """Return the lemma of each token's first child with one of the wanted labels, 0 without one."""
    found = np.zeros(len(head), dtype=np.uint64)
    for token in range(len(deps) - 1, -1, -1):
        if deps[token] in wanted:
            found[head[token]] = lemma[token]
    return found


def columns_of(document: Document, tree: Tree, quoted: tuple[Quotation, ...]) -> Columns:
    """Return the columns of a parsed document."""
    parse, size = tree.parse, len(tree)
    head = np.array(parse.head, dtype=np.int64)
    lower, lemma = numbers(tree.lower), numbers(tuple(map(str.lower, parse.lemma)))
    tag, dep, entity = numbers(parse.tag), numbers(parse.dep), numbers(tuple(kind[2:] for kind in parse.ent))
    quote = _quotes(tree, quoted)
    is_mark = np.fromiter((word == '"' or bool(MARK.match(word)) for word in parse.word), dtype=bool, count=size)
    left, right = _near_marks(is_mark)
    sentence, paragraph = _by_sentence(document, size)
    children = _children(head, parse.dep)
    known = np.fromiter(map(_known_as, parse.lemma, parse.pos), dtype=np.uint64, count=size)
    after = _companion(head, parse.dep, lemma, frozenset({"prep", "prt", "agent", "dative"}))
    actor = _companion(head, parse.dep, lemma, frozenset({"nsubj", "nsubjpass", "poss"}))
    inside = (quote >= 0).astype(np.int64)
    first = np.zeros(size, dtype=np.int64)
    first[1:] = 1 + (sentence[1:] == sentence[:-1])
    speaks = np.fromiter(map(_speaks, parse.lemma, parse.pos), dtype=bool, count=size) & (quote < 0)
    voices = np.zeros(len(document.sentences) + 1, dtype=np.int64)
    voices[sentence[speaks]] = 1
    fields: tuple[tuple[Hashed | Whole, ...], ...] = (
        (lemma,),
        (lower, tag),
        (numbers(tuple(word[-3:] for word in tree.lower)),),
        (tag, dep),
        (dep, inside),
        (entity, np.fromiter(map(_shape, parse.word), dtype=np.uint64, count=size)),
        (inside, left, right),
        (children, tag),
        (known, dep),
        (lemma, children & SPEAKING),
        (lemma, after),
        (actor, dep),
        (lemma[head], dep),
        (first, tag),
        (lemma, dep),
        (tag[head], dep, tag),
        (lower,),
    )
    features = np.stack([mixed(place, *field, size=TOKEN_BUCKETS) for place, field in enumerate(fields)], axis=1)
    commas = np.cumsum(np.fromiter((word in ",;:\u2014-" for word in parse.word), dtype=np.int64, count=size))
    return Columns(
        head=head,
        lemma=lemma,
        tag=tag,
        dep=dep,
        quote=quote,
        sentence=sentence,
        paragraph=paragraph,
        commas=commas,
        marks=np.cumsum(is_mark),
        voice=voices[sentence],
        features=features,
        children=children,
    )


@functools.lru_cache(maxsize=50_000)
def _speaks(lemma: str, pos: str) -> bool:
    cue = cues("verb").get(lemma) if pos in {"VERB", "AUX"} else None
    return cue is not None and cue.kind == "speech"
