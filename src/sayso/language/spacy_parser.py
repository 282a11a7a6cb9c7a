"""Parse with spaCy: the only module that knows it. What leaves here are plain columns."""

import functools
import itertools
from collections.abc import Iterator, Sequence

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc

from sayso.language.mend import mend
from sayso.language.reading import Passage, passages
from sayso.model.document import Document, Parse, Sentence
from sayso.model.errors import ConfigError
from sayso.model.span import Span

VERSION = 2
NEEDED = ("tagger", "parser", "lemmatizer", "ner")
BATCH = 128


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

    @property
    def identity(self) -> str:
        """The pipeline's name and version, spaCy's version, and ours."""
        return f"spacy/{spacy_version}/{self._name}/{self._pipeline.meta.get('version', '?')}/{VERSION}"

    def parse(self, documents: Sequence[Document]) -> list[tuple[Parse, tuple[Sentence, ...]]]:
        """Return the parse and the sentences of each document, all passages of the batch going through one pipe."""
        units = [passages(document) for document in documents]
        texts = (passage.reading.text for unit in units for passage in unit)
        parsed = iter(self._pipeline.pipe(texts, batch_size=BATCH))
        return [self._columns(zip(unit, itertools.islice(parsed, len(unit)), strict=True)) for unit in units]

    def _columns(self, parsed: Iterator[tuple[Passage, Doc]]) -> tuple[Parse, tuple[Sentence, ...]]:
        rows, sentences = list[tuple[int, int, str, str, str, str, str, int, str]](), list[Sentence]()
        for passage, doc in parsed:
            base, starts, ends = len(rows), *_places(passage, doc)
            for token, start, end in zip(doc, starts, ends, strict=True):
                kind = token.ent_type_
                entity = f"{token.ent_iob_}-{kind}" if kind else ""
                rows.append(
                    (
                        start,
                        end,
                        token.text,
                        token.lemma_,
                        token.pos_,
                        token.tag_,
                        token.dep_,
                        base + token.head.i,
                        entity,
                    )
                )
            for sentence in doc.sents:
                if sentence.text.strip():
                    span = Span(start=rows[base + sentence.start][0], end=rows[base + sentence.end - 1][1])
                    sentences.append(
                        Sentence(span=span, first=base + sentence.start, last=base + sentence.end, zone=passage.zone)
                    )
        first, last, word, lemma, pos, tag, dep, head, ent = (
            map(list, zip(*rows, strict=True)) if rows else ([] for _ in range(9))
        )
        mend(tag, pos, dep, head)
        columns = (tuple(column) for column in (first, last, word, lemma, pos, tag, dep, head, ent))
        names = ("start", "end", "word", "lemma", "pos", "tag", "dep", "head", "ent")
        parse = Parse(maker=self.identity, **dict(zip(names, columns, strict=True)))
        return parse, tuple(sentences)


def _places(passage: Passage, doc: Doc) -> tuple[list[int], list[int]]:
    """Return where the tokens of a passage begin and end in the archived text."""
    begins = [token.idx for token in doc]
    ends = [begin + len(token) for begin, token in zip(begins, doc, strict=True)]
    if all(passage.reading.offsets.kept) and len(passage.reading.offsets.kept) == 1:
        return [passage.start + begin for begin in begins], [passage.start + end for end in ends]
    offsets = passage.reading.offsets
    return [passage.start + offsets.home(at) for at in begins], [passage.start + offsets.home(at, end=True) for at in ends]
