"""Stages that could not work in their order are refused before anything runs; what changes the outcome changes its version."""

from dataclasses import replace

import pytest

from sayso.kit.config import Config, OutletEntry
from sayso.kit.registry import Stage
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.model.errors import StageError
from sayso.run.pipeline import Pipeline


def for_documents(reads: str, writes: str, name: str = "added", version: int = 1) -> Stage[Document]:
    return Stage(name=name, reads=(reads,), writes=(writes,), version=version, run=lambda document, config: document)


def for_corpus(reads: str, writes: str) -> Stage[Corpus]:
    return Stage(name="added", reads=(reads,), writes=(writes,), version=1, run=lambda corpus, config: corpus)


@pytest.mark.parametrize(
    ("added", "why"),
    [
        (for_documents("events", "times"), "reads events"),
        (for_documents("claims", "claimz"), "writes claimz"),
        (for_documents("claims", "events", name="zones"), "one name"),
    ],
)
def test_a_stage_for_documents_that_cannot_work_is_refused(pipeline: Pipeline, added: Stage[Document], why: str) -> None:
    with pytest.raises(StageError, match=why) as caught:
        replace(pipeline, document=(*pipeline.document, added))
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("added", "why"),
    [
        (for_corpus("origins", "groups"), "reads origins"),
        (for_corpus("parse", "groups"), "reads parse"),
        (for_corpus("stories", "documents"), "writes documents"),
    ],
)
def test_a_stage_across_documents_that_cannot_work_is_refused(pipeline: Pipeline, added: Stage[Corpus], why: str) -> None:
    with pytest.raises(StageError, match=why):
        replace(pipeline, corpus=(*pipeline.corpus, added))


def test_a_pipeline_can_end_early(pipeline: Pipeline) -> None:
    assert [step.name for step in pipeline.until("language").document] == ["zones", "language"]
    assert not pipeline.until("language").parses
    assert pipeline.until(None) is pipeline
    with pytest.raises(StageError, match="no stage 'nothing'") as caught:
        pipeline.until("nothing")
    assert "zones, language, parse, claims" in caught.value.remedy


def test_the_version_follows_what_changes_the_outcome(pipeline: Pipeline) -> None:
    config = Config()
    raised = replace(pipeline, document=(*pipeline.document, for_documents("claims", "events", version=2)))
    added = replace(pipeline, document=(*pipeline.document, for_documents("claims", "events")))
    own = config.replace(agencies=(OutletEntry(name="Examplean News Agency"),))
    versions = {
        pipeline.version("words/1", config),
        pipeline.version("words/2", config),
        pipeline.version("words/1", own),
        added.version("words/1", config),
        raised.version("words/1", config),
    }
    assert len(versions) == 5
    assert pipeline.version("words/1", config.replace(cache="elsewhere", batch=3)) == pipeline.version("words/1", config)


def test_other_weights_read_every_document_anew(pipeline: Pipeline) -> None:
    own = Config(attribution_weights="own")
    assert pipeline.version("words/1", own) != pipeline.version("words/1", Config())
