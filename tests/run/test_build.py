"""A case depends on its documents alone, and an interrupted build leaves it as it was."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from benchmark.dump import dump, dump_without_steps
from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.model.errors import Failure, StageError
from sayso.run.build import BuildReport, build
from sayso.run.pipeline import Pipeline
from sayso.store.store import open_case

Read = Callable[..., Document]
FAILURE = Failure(source="pile.zip", rule="archive", message="is an archive", remedy="unpack it first")


@pytest.fixture
def pile(read: Read) -> list[Document | Failure]:
    """Return documents with a revision, a copy under one id, one in German, one that breaks, and a failure."""
    return [
        read("a", "The Mayor left", "2024-05-02"),
        read("a", "The Mayor stayed", "2024-05-01"),
        read("b", "The Mayor left"),
        read("b", "The Mayor left").replace(title="Mayor"),
        read("c", "Der Mayor"),
        read("d", "A Broken Mayor"),
        FAILURE,
    ]


def test_a_build_says_what_the_case_holds(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    report = build(pile, tmp_path / "case.db", config, pipeline=pipeline)
    assert report == BuildReport(
        documents=5, failures=1, stories=1, claims=6, origins=0, groups=2, findings=0, parsed=3, known=0, changed=True
    )
    with open_case(tmp_path / "case.db") as case:
        found = {document.id: document for document in case.documents()}
        assert found["a"].text == "The Mayor stayed"
        assert [document.revision_of for document in found.values()] == [None, "a", None, None, None]
        assert (found["b"].title, found["c"].status, found["d"].status) == ("Mayor", "skipped", "degraded")
        assert case.failures() == (FAILURE,)
        assert case.stamp()["parser"] == "words/1"


def test_building_again_parses_nothing_and_changes_nothing(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    path = tmp_path / "case.db"
    build(pile, path, config, pipeline=pipeline)
    before = path.read_bytes()
    report = build(pile, path, config, pipeline=pipeline)
    assert (report.parsed, report.known, report.changed) == (0, 5, False)
    assert build([], path, config, pipeline=pipeline).documents == 5
    assert path.read_bytes() == before


def test_any_order_and_any_parts_make_the_same_case(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    build(pile, tmp_path / "whole.db", config, pipeline=pipeline)
    whole = dump(tmp_path / "whole.db")
    for number, order in enumerate(list(permutations(pile))[::400]):
        path = tmp_path / f"{number}.db"
        for part in (order[: number % 7], order[number % 7 :]):
            build(part, path, config, pipeline=pipeline)
        # In which steps a case was built is all that may depend on them: the whole case has none.
        assert dump_without_steps(path) == whole


def test_another_analysis_reads_every_document_anew_and_parses_none(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    build(pile, tmp_path / "case.db", config, pipeline=pipeline)
    stages = [replace(step, version=2) if step.name == "claims" else step for step in pipeline.document]
    report = build([], tmp_path / "case.db", config, pipeline=replace(pipeline, document=tuple(stages)))
    assert (report.parsed, report.known, report.changed) == (0, 0, True)
    with open_case(tmp_path / "case.db") as case:
        assert [document.status for document in case.documents()] == ["ok", "ok", "ok", "skipped", "degraded"]


def test_a_build_that_fails_leaves_the_case_as_it_was(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config, read: Read
) -> None:
    path = tmp_path / "case.db"
    build(pile, path, config, pipeline=pipeline)
    before = path.read_bytes()

    def interrupted() -> Iterator[Document]:
        yield read("new", "The News")
        raise KeyboardInterrupt

    def fail(corpus: Corpus, config: Config) -> Corpus:
        raise ZeroDivisionError("no documents")

    broken = Stage(name="origins", reads=("stories",), writes=("origins",), version=1, run=fail)
    with pytest.raises(KeyboardInterrupt):
        build(interrupted(), path, config, pipeline=pipeline)
    with pytest.raises(StageError, match="'origins' failed: ZeroDivisionError"):
        build([read("new", "The News")], path, config, pipeline=replace(pipeline, corpus=(*pipeline.corpus, broken)))
    assert path.read_bytes() == before
