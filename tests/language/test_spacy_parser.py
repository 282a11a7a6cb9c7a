"""The quick ways beside spaCy must find what spaCy finds, and stand aside for what they do not know."""

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sayso.kit.config import Config
from sayso.language.spacy_names import QuickNames
from sayso.language.spacy_parser import SpacyParser, load_pipeline
from sayso.language.spacy_rules import QuickRules
from sayso.model.document import Document, Zone
from sayso.model.span import Span

PASSAGES = (
    "Anna Kovac, the minister of Norland, didn't say on 3 May 2024 whether the United Nations would send $5 million.",
    "It's what they're gonna do, y'all. Let's go! I ain't got to. There's nothin' but 'em. But he can't, and won't, either.",
    'The mayor of Port Vale said:  "We had been there before" \n and left for New York City on Monday.\n\n',
    "Ports",
    "",
    "   ",
    "New York. London. Mr. J. R. Holt of the Red Cross, of Geneva, and of the World Health Organization of the United Nations",
    "She did her best; he does his, she has hers, and those that were told once had had enough that well. You, it, me: do!",
)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline(Config().parser)


def _until(pipeline: Language, name: str, texts: tuple[str, ...] = PASSAGES) -> list[Doc]:
    """Return the texts as they are before a step."""
    docs = [pipeline.make_doc(text) for text in texts]
    for step, component in pipeline.pipeline:
        if step == name:
            break
        docs = _through(component, docs)
    return docs


def _through(component: Any, docs: list[Doc]) -> list[Doc]:
    return list(component.pipe(docs, batch_size=8))


def _names(docs: list[Doc]) -> list[list[tuple[str, str, str]]]:
    return [[(token.text, token.ent_iob_, token.ent_type_) for token in doc] for doc in docs]


def _settings(docs: list[Doc]) -> list[list[tuple[str, ...]]]:
    return [[(token.pos_, token.tag_, token.dep_, token.lemma_, str(token.morph)) for token in doc] for doc in docs]


def test_names_are_those_of_spacy(pipeline: Language) -> None:
    own = pipeline.get_pipe("ner")
    quick = QuickNames.of(own)
    assert quick is not None
    found = _names(list(quick.pipe(_until(pipeline, "ner"), batch_size=3)))
    assert found == _names(_through(own, _until(pipeline, "ner")))
    assert any(kind for passage in found for _, _, kind in passage)


def test_names_that_stand_already_stay(pipeline: Language) -> None:
    own, docs = pipeline.get_pipe("ner"), (_until(pipeline, "ner"), _until(pipeline, "ner"))
    quick = QuickNames.of(own)
    assert quick is not None
    for some in docs:
        some[0].set_ents([spacy.tokens.Span(some[0], 3, 5, label="ORG")], default="missing")
    assert _names(list(quick.pipe(docs[0], batch_size=8))) == _names(_through(own, docs[1]))


def test_rules_set_what_spacy_sets(pipeline: Language) -> None:
    own = pipeline.get_pipe("attribute_ruler")
    quick = QuickRules.of(own)
    assert quick is not None
    expected = _settings(_through(own, _until(pipeline, "attribute_ruler")))
    for _ in range(2):
        assert _settings(list(quick.pipe(_until(pipeline, "attribute_ruler"), batch_size=8))) == expected


def test_other_steps_are_left_to_spacy(pipeline: Language) -> None:
    other = spacy.blank("en")
    ruler = other.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "xx"}]], {"POS": "X"})  # type: ignore[attr-defined]
    assert QuickRules.of(ruler) is None
    assert QuickRules.of(pipeline.get_pipe("tagger")) is None
    assert QuickNames.of(other.add_pipe("entity_ruler")) is None
    assert QuickNames.of(pipeline.get_pipe("parser")) is None


def test_columns_are_what_spacy_says_of_each_token(pipeline: Language) -> None:
    text = "\u201cWe didn\u2019t go,\u201d  Anna Kovac of New York said.\n\nThe port stayed shut."
    zone = Zone(span=Span(start=0, end=len(text)), kind="body", why="test")
    document = Document(id="doc", source="test", text=text, text_sha256="", zones=(zone,))
    ((parse, sentences),) = SpacyParser(pipeline, "test").parse([document])
    readings = ('"We didn\'t go," Anna Kovac of New York said.', "The port stayed shut.")
    tokens = [token for reading in readings for token in pipeline(reading)]
    assert parse.word == tuple(token.text for token in tokens)
    assert parse.lemma == tuple(token.lemma_ for token in tokens)
    assert parse.tag == tuple(token.tag_ for token in tokens)
    assert parse.pos == tuple(token.pos_ for token in tokens)
    assert parse.ent == tuple(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "" for token in tokens)
    assert [text[start:end] for start, end in zip(parse.start, parse.end, strict=True)][:6] == [
        "\u201c",
        "We",
        "did",
        "n\u2019t",
        "go",
        ",",
    ]
    assert [sentence.span.cut(text) for sentence in sentences] == [text[:45].strip(), "The port stayed shut."]
    assert [(sentence.first, sentence.last) for sentence in sentences] == [(0, len(parse) - 5), (len(parse) - 5, len(parse))]
