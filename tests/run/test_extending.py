"""A case that is extended is the case that is built at once, and an article that comes late costs what its own story costs."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmark.dump import dump_without_steps
from sayso.kit.config import Config
from sayso.model.corpus import Anchor, Corpus, Judgement, Target
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.read.identity import text_hash
from sayso.read.inputs import read_inputs
from sayso.run.across import StoryMemory, across
from sayso.run.build import build
from sayso.run.integrity import integrity
from sayso.run.pipeline import Pipeline
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE
from sayso.store.store import open_case

PILE = Path(__file__).parents[2] / "examples" / "pile"
FERRY = (
    ("harbour", "The Harbour Post", "2024-06-03", "The ferry Aurora sank off Port Lenn on Monday, the coast guard said.\n"),
    (
        "coast",
        "Coast Daily",
        "2024-06-03",
        "The ferry Aurora sank off Port Lenn, a spokesman for the coast guard said on Monday.\n",
    ),
    (
        "inland",
        "Inland Mail",
        "2024-06-04",
        "Twelve people died when the ferry Aurora sank off Port Lenn, the Harbour Post reported.\n",
    ),
)


class Watched:
    """The pipeline of the product, with the stories that were looked at."""

    def __init__(self) -> None:
        self.seen = list[str]()
        stages = {stage.name: stage for stage in PIPELINE.corpus}
        watched = replace(stages["groups"], run=self._run)
        self._groups = stages["groups"]
        self.pipeline: Pipeline = replace(
            PIPELINE, corpus=tuple(watched if stage.name == "groups" else stage for stage in PIPELINE.corpus)
        )

    def _run(self, corpus: Corpus, config: Config) -> Corpus:
        self.seen += [story.id for story in corpus.stories]
        return self._groups(corpus, config)


def _ferry() -> Iterator[Document]:
    for name, outlet, day, text in FERRY:
        yield Document(id=name, source=f"{name}.txt", text=text, text_sha256=text_hash(text), outlet=outlet, published=day)


@pytest.fixture(scope="module")
def pile() -> list[Document | Failure]:
    """Return the articles of the example, and three of another affair."""
    return [*read_inputs((str(PILE),), io.BytesIO()), *_ferry()]


@pytest.fixture(scope="module")
def whole(pile: list[Document | Failure], cached: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the case that is built of all of them at once."""
    path = tmp_path_factory.mktemp("whole") / "case.db"
    build(pile, path, cached)
    return path


@pytest.mark.parametrize("late", [1, 5])
def test_a_case_that_is_extended_is_the_case_that_is_built_at_once(
    late: int, pile: list[Document | Failure], whole: Path, cached: Config, tmp_path: Path
) -> None:
    path = tmp_path / "case.db"
    for part in (pile[late::2], pile[:late], pile):
        build(part, path, cached)
    assert dump_without_steps(path) == dump_without_steps(whole)
    assert integrity(path).is_well


def test_a_late_article_is_all_that_is_looked_at_with_its_story(
    pile: list[Document | Failure], whole: Path, cached: Config, tmp_path: Path
) -> None:
    path, watched = tmp_path / "case.db", Watched()
    build(pile[:-1], path, cached, pipeline=watched.pipeline)
    with open_case(path) as case:
        before = {story.id: story.documents for story in case.stories()}
        held = case.found_in()
    assert sorted(watched.seen) == sorted(before)
    assert len(before) > 2
    watched.seen.clear()
    build(pile[-1:], path, cached, pipeline=watched.pipeline)
    with open_case(path) as case:
        after = {story.id: story.documents for story in case.stories()}
        changed = {story for story, mark in case.found_in().items() if held.get(story) != mark}
    assert watched.seen == sorted(changed) == [story for story, documents in after.items() if "inland" in documents]
    assert dump_without_steps(path) == dump_without_steps(whole)


def test_a_case_of_which_nothing_is_remembered_is_looked_at_anew_and_is_the_same(whole: Path, cached: Config) -> None:
    before, watched = dump_without_steps(whole), Watched()
    assert not build([], whole, cached, pipeline=watched.pipeline).changed
    assert watched.seen == []
    other = cached.replace(align_threshold=0.99)
    assert build([], whole, other, pipeline=watched.pipeline).changed
    assert watched.seen
    assert build([], whole, cached, pipeline=watched.pipeline).changed
    assert dump_without_steps(whole) == before


def test_a_story_alone_tells_what_it_tells_among_all(whole: Path, cached: Config) -> None:
    with open_case(whole) as case:
        corpus = Corpus(documents=tuple(case.found()))
    by_story = across(corpus, cached, PIPELINE, Silent())
    for stage in PIPELINE.corpus:
        corpus = stage(corpus, cached)
    assert by_story == corpus


def test_a_judgement_of_one_story_leaves_the_others_as_they_are(whole: Path, cached: Config) -> None:
    with open_case(whole) as case:
        documents, marks = tuple(case.found()), case.fingerprints()
        held = case.found_in()
        story = next(story for story in case.stories() if "inland" in story.documents)
        told = case.told
        group = next(group for group in case.groups(story.id))
        claims = {claim.id: claim for document in documents for claim in document.claims}
        judgement = _rejection(group.members[0].document, claims[group.members[0].claim].span.start)
        memory = StoryMemory(documents=marks, held=held, told=told)
        across(Corpus(documents=documents, judgements=(judgement,)), cached, PIPELINE, Silent(), memory)
    assert memory.kept == held.keys() - {story.id}


def _rejection(document: str, start: int) -> Judgement:
    anchor = Anchor(document=document, start=start, end=start + 3, quote="any")
    target = Target(id="claim-0", name="claim-0", anchors=(anchor,))
    return Judgement(id="judgement-0", kind="reject", of="claim", targets=(target, target))
