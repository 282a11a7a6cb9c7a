"""A pipeline of small stages and a parser that needs no model: capitalised words are claims, and one story holds them all."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.base import make_id
from sayso.model.corpus import ClaimGroup, Corpus, Member, Story
from sayso.model.document import Document, Parse, Sentence, Zone
from sayso.model.facts import Claim
from sayso.model.span import Span
from sayso.read.identity import text_hash
from sayso.run.pipeline import ParseStep, Pipeline


class WordParser:
    """Words between spaces. It counts the batches it was given, and fails on the word `unparsable`."""

    def __init__(self, identity: str = "words/1") -> None:
        self.identity = identity
        self.seen = list[str]()

    def parse(self, documents: Sequence[Document]) -> list[tuple[Parse, tuple[Sentence, ...]]]:
        """Return one sentence for each document."""
        if any("unparsable" in document.text for document in documents):
            raise ValueError("a word that this parser cannot take")
        self.seen.extend(document.id for document in documents)
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> tuple[Parse, tuple[Sentence, ...]]:
        words, at = document.text.split(), 0
        start = list[int]()
        for word in words:
            at = document.text.index(word, at)
            start.append(at)
            at += len(word)
        texts = tuple(words)
        end = tuple(first + len(word) for first, word in zip(start, words, strict=True))
        heads = tuple(range(len(words)))
        parse = Parse(
            maker="words",
            start=tuple(start),
            end=end,
            word=texts,
            lemma=texts,
            pos=texts,
            tag=texts,
            dep=texts,
            head=heads,
            ent=texts,
        )
        return parse, (Sentence(span=Span(start=0, end=at), first=0, last=len(words), zone="body"),)


@stage("zones", reads=("text",), writes=("zones",), version=1)
def zones(document: Document, config: Config) -> Document:
    """All of the text is body."""
    return document.replace(zones=(Zone(span=Span(start=0, end=len(document.text)), kind="body", why="all"),))


@stage("language", reads=("zones",), writes=("language", "status", "status_why"), version=1)
def language(document: Document, config: Config) -> Document:
    """What begins with `Der` is German."""
    german = document.text.startswith("Der ")
    return (
        document.replace(language="de", status="skipped", status_why="written in 'de'")
        if german
        else document.replace(language="en")
    )


@stage("claims", reads=("parse",), writes=("claims",), version=1)
def claims(document: Document, config: Config) -> Document:
    """Each capitalised word is a claim; `Broken` breaks it."""
    assert document.parse is not None
    if "Broken" in document.parse.word:
        raise RuntimeError("no claim can be made of this")
    places = zip(document.parse.start, document.parse.end, document.parse.word, strict=True)
    spans = [Span(start=start, end=end) for start, end, word in places if word[0].isupper()]
    found = [
        Claim(id=make_id("claim", document.id, span.start), span=span, head=0, stance="asserted", certainty="unstated")
        for span in spans
    ]
    return document.replace(claims=tuple(found))


@stage("stories", reads=("documents",), writes=("stories",), version=1)
def stories(corpus: Corpus, config: Config) -> Corpus:
    """One story holds every document."""
    names = tuple(document.id for document in corpus.documents)
    return corpus.replace(stories=(Story(id=make_id("story", *names), title="All", documents=names, first=None, last=None),))


@stage("groups", reads=("stories", "claims"), writes=("groups",), version=1)
def groups(corpus: Corpus, config: Config) -> Corpus:
    """The same word in any document is one group."""
    members = dict[str, list[Member]]()
    for document in corpus.documents:
        for claim in document.claims:
            members.setdefault(claim.span.cut(document.text), []).append(Member(document=document.id, claim=claim.id))
    story = corpus.stories[0].id
    return corpus.replace(
        groups=tuple(
            ClaimGroup(id=make_id("group", word), story=story, members=tuple(found), proposition=word)
            for word, found in members.items()
        )
    )


def make_document(name: str, text: str, published: str | None = None) -> Document:
    """Return a document as a reader gives it."""
    return Document(id=name, source=f"{name}.txt", text=text, text_sha256=text_hash(text), published=published)


@pytest.fixture
def parser() -> WordParser:
    """Return the parser that the pipeline of this test uses."""
    return WordParser()


@pytest.fixture
def pipeline(parser: WordParser) -> Pipeline:
    """Return the small pipeline."""
    return Pipeline(document=(zones, language, ParseStep(), claims), corpus=(stories, groups), load_parser=lambda config: parser)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return a configuration with a cache of its own and small batches."""
    return Config(cache=str(tmp_path / "cache"), batch=2)


@pytest.fixture
def read() -> Callable[..., Document]:
    """Return the maker of documents as a reader gives them."""
    return make_document
