"""Judgements live through every build: the same again, more documents, words that go and come back; none is applied to others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.link.judged import judge_entities
from sayso.model.base import make_id
from sayso.model.corpus import Corpus, Entity, Judgement
from sayso.model.document import Document
from sayso.model.facts import Mention
from sayso.model.span import Span
from sayso.query.answers import HistoryAnswer
from sayso.query.history import history
from sayso.query.judging import Judge
from sayso.run.build import build
from sayso.run.judge import judge
from sayso.run.pipeline import ParseStep, Pipeline
from sayso.store.store import open_case
from tests.run.conftest import WordParser, claims, groups, language, stories, zones

Read = Callable[..., Document]
Make = Callable[[Judge], Judgement]


@stage("mentions", reads=("parse",), writes=("mentions", "entities"), version=1)
def mentions(document: Document, config: Config) -> Document:
    """Each capitalised word is a name, and the same word the same entity."""
    assert document.parse is not None
    places = zip(document.parse.start, document.parse.end, document.parse.word, strict=True)
    found = tuple(
        Mention(
            id=make_id("mention", document.id, start),
            span=Span(start=start, end=end),
            kind="person",
            form="name",
            head=0,
            entity=make_id("entity", document.id, word),
        )
        for start, end, word in places
        if word[0].isupper()
    )
    called = {mention.entity or "": mention.span.cut(document.text) for mention in found}
    entities = tuple(
        Entity(
            id=id,
            kind="person",
            name=word,
            names=(word,),
            members=tuple(mention.id for mention in found if mention.entity == id),
            documents=(document.id,),
        )
        for id, word in called.items()
    )
    return document.replace(mentions=found, entities=entities)


@stage("people", reads=("entities",), writes=("entities", "entity_of"), version=1)
def people(corpus: Corpus, config: Config) -> Corpus:
    """The same name is the same entity."""
    parts: dict[str, list[Entity]] = {}
    for document in corpus.documents:
        for local in document.entities:
            parts.setdefault(local.name, []).append(local)
    wholes = tuple(
        locals_[0].replace(
            id=f"entity-{name}",
            members=tuple(local.id for local in locals_),
            documents=tuple(sorted({id for local in locals_ for id in local.documents})),
        )
        for name, locals_ in sorted(parts.items())
    )
    entity_of = tuple(sorted((local.id, f"entity-{name}") for name, locals_ in parts.items() for local in locals_))
    return corpus.replace(entities=wholes, entity_of=entity_of)


class Bench:
    """A case with the small pipeline, built and judged as the commands do."""

    def __init__(self, path: Path, config: Config) -> None:
        self.path, self.config = path, config
        self.pipeline = Pipeline(
            document=(zones, language, ParseStep(), claims, mentions),
            corpus=(stories, people, judge_entities, groups),
            load_parser=lambda config: WordParser(),
        )

    def build(self, *documents: Document, config: Config | None = None) -> bool:
        """Build, and return whether anything changed."""
        return build(documents, self.path, config or self.config, pipeline=self.pipeline).changed

    def judge(self, make: Make, **said: str) -> Judgement:
        """Judge, and return the judgement."""
        with open_case(self.path, write=True) as opened:
            judgement = make(Judge(opened, **said))
            judge(opened, judgement, pipeline=self.pipeline)
        return judgement

    def corpus(self) -> Corpus:
        """Return what the case holds."""
        with open_case(self.path) as opened:
            return opened.corpus()

    def history(self) -> HistoryAnswer:
        """Return what was decided."""
        with open_case(self.path) as opened:
            return history(opened)

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the documents of each entity of the case, by its id."""
        return {entity.id: entity.documents for entity in self.corpus().entities}


@pytest.fixture
def bench(tmp_path: Path, config: Config, read: Read) -> Bench:
    """Return a case of two documents."""
    made = Bench(tmp_path / "case.db", config)
    made.build(read("a", "Orr met Lund"), read("b", "Orr left Hale"))
    return made


def test_a_judgement_is_kept_by_a_build_of_the_same_and_of_more(bench: Bench, read: Read) -> None:
    bench.judge(lambda maker: maker.merge(["entity-Lund", "entity-Hale"]), why="one man")
    bench.judge(lambda maker: maker.split("entity-Orr", ["b"]))
    names = bench.names()
    assert names["entity-Lund"] == ("a", "b")
    assert sorted(names.values()) == [("a",), ("a", "b"), ("b",)]
    assert not bench.build(read("a", "Orr met Lund"), read("b", "Orr left Hale"))
    bench.build(read("c", "Hale saw Orr"))
    names = bench.names()
    assert names["entity-Lund"] == ("a", "b", "c")
    assert names["entity-Orr"] == ("a", "c")
    assert [judged.status for judged in bench.history().judgements] == ["in_force", "in_force"]


def test_the_same_case_comes_out_of_building_before_and_after_judging(
    bench: Bench, tmp_path: Path, config: Config, read: Read
) -> None:
    judgement = bench.judge(lambda maker: maker.split("entity-Orr", ["b"]))
    bench.build(read("c", "Hale saw Orr"))
    other = Bench(tmp_path / "other.db", config)
    other.build(read("c", "Hale saw Orr"), read("b", "Orr left Hale"), read("a", "Orr met Lund"))
    other.judge(lambda maker: judgement)
    assert bench.corpus() == other.corpus()


def test_undo_restores_the_case_and_its_bytes_but_for_the_log(bench: Bench) -> None:
    before = bench.corpus()
    merged = bench.judge(lambda maker: maker.merge(["entity-Orr", "entity-Lund"]))
    split = bench.judge(lambda maker: maker.split("entity-Orr", ["b"]))
    assert bench.corpus().replace(judgements=()) != before
    bench.judge(lambda maker: maker.undo(merged.id))
    bench.judge(lambda maker: maker.undo(split.id))
    assert bench.corpus().replace(judgements=()) == before
    assert [judged.status for judged in bench.history().judgements] == ["undone", "undone", "in_force", "in_force"]


@pytest.mark.parametrize("is_split", [True, False])
def test_a_mention_is_told_apart_and_comes_back(bench: Bench, read: Read, is_split: bool) -> None:
    bench.build(read("d", "Orr knew Orr"))
    before = bench.corpus()
    second = next(document for document in before.documents if document.id == "d").mentions[1]
    judgement = bench.judge(lambda maker: maker.split("entity-Orr", [second.id]) if is_split else maker.reject(second.id))
    after = next(document for document in bench.corpus().documents if document.id == "d")
    assert after.mentions[0].entity != after.mentions[1].entity
    of = dict(bench.corpus().entity_of)
    assert of[after.mentions[0].entity or ""] == "entity-Orr" != of[after.mentions[1].entity or ""]
    assert not bench.build(read("d", "Orr knew Orr"))
    bench.judge(lambda maker: maker.undo(judgement.id))
    assert bench.corpus().replace(judgements=()) == before


def test_words_that_are_gone_leave_a_judgement_dangling_and_it_is_never_dropped(
    bench: Bench, tmp_path: Path, config: Config, read: Read
) -> None:
    judgement = bench.judge(lambda maker: maker.merge(["entity-Lund", "entity-Hale"]))
    other = Bench(tmp_path / "other.db", config)
    other.build(read("a", "Orr met nobody"), read("b", "Orr left Hale and Lund"))
    with open_case(other.path, write=True) as opened:
        judge(opened, judgement, pipeline=other.pipeline)
    assert [judged.status for judged in other.history().judgements] == ["dangling"]
    assert set(other.names()) == {"entity-Orr", "entity-Hale", "entity-Lund"}


def test_a_judgement_is_weighed_with_the_settings_of_the_build(bench: Bench, read: Read, tmp_path: Path) -> None:
    seen = list[int]()

    @stage("watching", reads=("groups",), writes=("groups",), version=1)
    def watching(corpus: Corpus, config: Config) -> Corpus:
        seen.append(config.window_days)
        return corpus

    bench.pipeline = Pipeline(
        document=bench.pipeline.document, corpus=(*bench.pipeline.corpus, watching), load_parser=lambda config: WordParser()
    )
    bench.build(read("a", "Orr met Lund"), config=bench.config.replace(window_days=99))
    bench.judge(lambda maker: maker.merge(["entity-Orr", "entity-Lund"]))
    assert seen == [99, 99]
