"""The pack on North Korea with whole articles: what an analyst would mark, how it is told, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.kit.config import Config
from sayso.kit.packs import load_pack
from sayso.model.document import Document
from sayso.run.packs import read_texts
from sayso.weigh.deeds import SAID
from sayso.weigh.matching import Matcher

ARTICLES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("pack_articles.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
NOT_FOUND = {"are still at work on building sites"}
"""Words of marked sentences that bear on something and are known to be missed."""

Told = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def documents(cached: Config) -> dict[str, Document]:
    texts = read_texts(((article["text"], article["published"]) for article in ARTICLES), cached)
    return {article["name"]: document for article, document in zip(ARTICLES, texts, strict=True)}


def told(document: Document) -> Told:
    """Return what an article bears on: the sentence, the rule, and how it is told."""
    events = {event.id: event.trigger for event in document.events}
    stances = {claim.id: claim.stance for claim in document.claims}
    found: Told = set()
    for match in Matcher(load_pack("un-dprk")).matches(document):
        stance = SAID[stances[match.claim]]
        stance = "alleged" if match.alleged and stance == "asserted" else stance
        for sentence in document.sentences:
            if sentence.span.holds(events[match.event]):
                found.add((sentence.span.cut(document.text), match.rule, stance))
    return found


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["name"])
def test_an_article_bears_on_what_is_marked_and_on_nothing_else(article: dict[str, Any], documents: dict[str, Document]) -> None:
    document = documents[article["name"]]
    wanted: Told = set()
    for mark in article["bears"]:
        (words,) = {
            sentence.span.cut(document.text)
            for sentence in document.sentences
            if mark["words"] in sentence.span.cut(document.text)
        }
        if mark["words"] not in NOT_FOUND:
            wanted |= {(words, rule, mark["told"]) for rule in mark["rules"]}
    assert told(document) == wanted


def test_half_of_the_articles_have_something_and_many_sentences_have_nothing(documents: dict[str, Document]) -> None:
    assert len(ARTICLES) >= 30
    assert sum(not article["bears"] for article in ARTICLES) >= 8
    assert sum(len(document.sentences) for document in documents.values()) >= 4 * sum(len(one["bears"]) for one in ARTICLES)
