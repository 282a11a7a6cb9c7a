"""Parse with spaCy, which this module and the two quick ways beside it alone know. What leaves here are plain columns."""

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc

from sayso.language.mend import mend
from sayso.language.reading import Passage, home, passages
from sayso.language.spacy_names import QuickNames
from sayso.language.spacy_rules import QuickRules
from sayso.model.document import Document, Parse, Sentence
from sayso.model.errors import ConfigError

VERSION = 2
NEEDED = ("tagger", "parser", "lemmatizer", "ner")
BATCH = 128
ASKED: list[int | str] = ["LENGTH", "SPACY", "SENT_START", "HEAD", "ENT_IOB", "ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
NUMBERS = 5
"""So many of what is asked are numbers, the others names of strings."""
Whole = NDArray[np.int64]
INSIDE, BEGINS = 1, 3
"""What `ENT_IOB` says of the tokens of a name."""


@functools.cache
def load_pipeline(name: str) -> Language:
    """Return the installed spaCy pipeline of that name.

    Raises:
        ConfigError: it is not installed, or is an empty look-alike without the parts that sayso needs.
    """
    try:
        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        remedy = "install it from the package registry, or name another with --parser, SAYSO_PARSER or sayso.toml"
        raise ConfigError(f"the language pipeline '{name}' cannot be loaded: {error}", remedy=remedy) from error
    missing = [part for part in NEEDED if part not in pipeline.pipe_names]
    if missing:
        raise ConfigError(f"the language pipeline '{name}' lacks {', '.join(missing)}", remedy="name a complete pipeline")
    return pipeline


class SpacyParser:
    """A spaCy pipeline as a parser of sayso."""

    def __init__(self, pipeline: Language, name: str) -> None:
        self._pipeline = pipeline
        self._name = name
        self.steps = [QuickRules.of(step) or QuickNames.of(step) or step for _, step in pipeline.pipeline]
        self._strings = _Strings(pipeline)

    @property
    def identity(self) -> str:
        """The pipeline's name and version, spaCy's version, and ours."""
        return f"spacy/{spacy_version}/{self._name}/{self._pipeline.meta.get('version', '?')}/{VERSION}"

    def parse(self, documents: Sequence[Document]) -> list[tuple[Parse, tuple[Sentence, ...]]]:
        """Return the parse and the sentences of each document, all passages of the batch going through one pipe."""
        units = [passages(document) for document in documents]
        parsed = self._parsed(passage.reading.text for unit in units for passage in unit)
        return [self._columns(zip(unit, itertools.islice(parsed, len(unit)), strict=True)) for unit in units]

    def _parsed(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield what the steps of the pipeline make of each text, as its own `pipe` would."""
        docs: Iterator[Doc] = map(self._pipeline.make_doc, texts)
        for step in self.steps:
            docs = step.pipe(docs, batch_size=BATCH) if hasattr(step, "pipe") else map(step, docs)
        return docs

    def _columns(self, parsed: Iterator[tuple[Passage, Doc]]) -> tuple[Parse, tuple[Sentence, ...]]:
        first, last, head, sentences = list[int](), list[int](), list[int](), list[Sentence]()
        names: list[list[str]] = [[] for _ in ASKED[NUMBERS:]]
        ent = list[str]()
        for passage, doc in parsed:
            asked = doc.to_array(ASKED).T
            lengths, spaces, opens, heads, inside = asked[:NUMBERS].astype(np.int64)
            base, (begins, ends) = len(first), _within(lengths, spaces)
            sentences += _sentences(passage, doc.text, base, begins, ends, opens)
            starts, stops = _places(passage, begins, ends)
            first += starts
            last += stops
            head += (heads + np.arange(base, base + len(doc))).tolist()
            for name, column in zip(names, asked[NUMBERS:].tolist(), strict=True):
                name += map(self._strings.__getitem__, column)
            ent += map(_entity, inside.tolist(), names[-1][base:])
        word, lemma, pos, tag, dep, _ = names
        mend(tag, pos, dep, head)
        parse = Parse(
            maker=self.identity,
            start=tuple(first),
            end=tuple(last),
            word=tuple(word),
            lemma=tuple(lemma),
            pos=tuple(pos),
            tag=tuple(tag),
            dep=tuple(dep),
            head=tuple(head),
            ent=tuple(ent),
        )
        return parse, tuple(sentences)


class _Strings(dict[int, str]):
    """The strings of a pipeline by their numbers, each made once."""

    def __init__(self, pipeline: Language) -> None:
        self._store = pipeline.vocab.strings

    def __missing__(self, number: int) -> str:
        found = self[number] = self._store[number]
        return found


def _entity(inside: int, kind: str) -> str:
    return f"{'B' if inside == BEGINS else 'I' if inside == INSIDE else 'O'}-{kind}" if kind else ""


def _within(lengths: Whole, spaces: Whole) -> tuple[list[int], list[int]]:
    """Return where tokens begin and end in their passage."""
    ends = np.cumsum(lengths + spaces) - spaces
    return (ends - lengths).tolist(), ends.tolist()


def _sentences(passage: Passage, text: str, base: int, begins: list[int], ends: list[int], opens: Whole) -> Iterator[Sentence]:
    """Yield the sentences of a passage whose tokens are counted from `base`."""
    firsts = [0, *(np.flatnonzero(opens[1:] == 1) + 1).tolist()] if begins else []
    for first, last in zip(firsts, [*firsts[1:], len(begins)], strict=True) if firsts else ():
        start, end = begins[first], ends[last - 1]
        if text[start:end].strip():
            yield Sentence(span=home(passage, start, end), first=base + first, last=base + last, zone=passage.zone)


def _places(passage: Passage, begins: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """Return where the tokens of a passage begin and end in the archived text."""
    offsets = passage.reading.offsets
    if offsets.kept == (True,):
        return [passage.start + begin for begin in begins], [passage.start + end for end in ends]
    return [passage.start + offsets.home(at) for at in begins], [passage.start + offsets.home(at, end=True) for at in ends]
