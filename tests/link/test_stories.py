"""Documents of one happening stand together, whatever order they come in and whatever their dates say."""

import itertools
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.likeness import Pairs, likenesses
from sayso.link.linkage import gather
from sayso.link.stories import in_order, stories
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from tests.reading import CONFIG, read

FERRY = (
    "The ferry Skylark ran aground near Ostrava harbour. Tugs freed the Skylark at noon, coastguard officer Lena Brandt said.",
    "Tugs freed the ferry Skylark off Ostrava after it ran aground. Coastguard officer Lena Brandt said nobody was hurt.",
    "Passengers of the grounded ferry Skylark reached Ostrava by tug, the coastguard said. The Skylark will be towed away.",
)
MUSEUM = (
    "Thieves stole a medieval crown from the Velden museum overnight. Curator Bo Dahl said the alarm had failed.",
    "A medieval crown was stolen from the museum of Velden. The alarm failed, curator Bo Dahl said.",
)
DAYS = (None, "2024-05-13", "2024-05-14", "2024-05-16T06:00:00+02:00")


def articles(days: list[str | None]) -> list[Document]:
    pairs = enumerate(zip(FERRY + MUSEUM, days, strict=True))
    return [read(text, name=f"d{number}").replace(published=day, parse=None) for number, (text, day) in pairs]


def gathered(documents: list[Document]) -> set[frozenset[str]]:
    return {frozenset(story.documents) for story in stories(Corpus(documents=tuple(documents)), CONFIG).stories}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(DAYS), min_size=5, max_size=5), st.permutations(range(5)))
def test_two_affairs_are_two_stories_in_any_order_dated_or_not(days: list[str | None], order: list[int]) -> None:
    documents = articles(days)
    found = stories(Corpus(documents=tuple(documents[number] for number in order)), CONFIG).stories
    assert {frozenset(story.documents) for story in found} == {frozenset({"d0", "d1", "d2"}), frozenset({"d3", "d4"})}
    assert repr(sorted(found, key=lambda story: story.id)) == repr(
        sorted(stories(Corpus(documents=tuple(documents)), CONFIG).stories, key=lambda story: story.id)
    )


def test_the_same_affair_a_year_later_is_another_story() -> None:
    days: list[str | None] = ["2024-05-13", "2024-05-14", "2025-05-14", "2024-05-13", "2024-05-13"]
    assert gathered(articles(days)) == {frozenset({"d0", "d1"}), frozenset({"d2"}), frozenset({"d3", "d4"})}


def test_absurd_days_break_nothing_and_join_nothing() -> None:
    days: list[str | None] = ["0001-01-01", "2050-12-31", "2024-05-14", "2024-02-31", "soon"]
    assert frozenset({"d3", "d4"}) in gathered(articles(days))
    assert {frozenset({"d0"}), frozenset({"d1"}), frozenset({"d2"})} <= gathered(articles(days))


def test_an_undated_document_joins_its_story_and_gives_it_no_day() -> None:
    (story,) = stories(Corpus(documents=tuple(articles(["2024-05-13", None, "2024-05-14", None, None])[:3])), CONFIG).stories
    assert (story.first, story.last, story.documents) == ("2024-05-13", "2024-05-14", ("d0", "d2", "d1"))


def test_a_story_keeps_its_id_when_later_articles_arrive() -> None:
    documents = articles(["2024-05-13", "2024-05-14", "2024-05-15", None, None])
    (alone,), (whole,) = (stories(Corpus(documents=tuple(part)), CONFIG).stories for part in (documents[:1], documents[:3]))
    assert alone.id == whole.id


def test_a_document_without_a_word_is_a_story_of_its_own() -> None:
    empty = Document(id="empty", source="empty", text="", text_sha256="")
    assert frozenset({"empty"}) in gathered([*articles([None] * 5), empty])


def test_no_pile_of_copies_and_rewrites_of_one_article_is_too_large_to_be_one_story() -> None:
    draw = random.Random(5)
    ferry = list(FERRY)
    rewritten = [" ".join(draw.sample(ferry, 2)) for _ in range(60)]
    documents = [read(text, name="d").replace(id=f"r{number}", parse=None) for number, text in enumerate(rewritten)]
    copied = [documents[0].replace(id=f"c{number}") for number in range(60)]
    assert len(gathered([*documents, *copied])) == 1


def test_one_doubtful_link_joins_no_two_stories() -> None:
    one, other, score = np.array([0, 2, 1]), np.array([1, 3, 2]), np.array([0.9, 0.9, 0.6])
    assert gather(4, Pairs(one, other, score), 0.36) == [[0, 1], [2, 3]]
    assert gather(3, Pairs(one[[0, 2]], other[[0, 2]], np.array([0.9, 0.8])), 0.36) == [[0, 1, 2]]


def test_two_happenings_of_one_affair_are_told_apart_by_how_alike_the_reports_of_each_are() -> None:
    one, other = np.array([0, 0, 0, 0, 1, 1, 2]), np.array([1, 2, 3, 4, 2, 3, 3])
    tight = np.array([0.9, 0.45, 0.45, 0.0, 0.45, 0.45, 0.9])
    loose = np.array([0.5, 0.45, 0.45, 0.0, 0.45, 0.45, 0.5])
    single = np.array([0.9, 0.45, 0.0, 0.0, 0.45, 0.0, 0.0])
    assert gather(4, Pairs(one[tight > 0], other[tight > 0], tight[tight > 0]), 0.3) == [[0, 1], [2, 3]]
    assert gather(4, Pairs(one[loose > 0], other[loose > 0], loose[loose > 0]), 0.3) == [[0, 1, 2, 3]]
    assert gather(3, Pairs(one[single > 0], other[single > 0], single[single > 0]), 0.3) == [[0, 1, 2]]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.3, 0.31, 0.5, 0.65, 0.7, 0.9, 1.0]), min_size=28, max_size=28))
def test_gathering_ends_and_leaves_every_document_in_one_group(scores: list[float]) -> None:
    pairs = [(a, b, score) for (a, b), score in zip(itertools.combinations(range(8), 2), scores, strict=True) if score]
    one, other, score = (np.array([pair[part] for pair in pairs]) for part in range(3))
    found = gather(8, Pairs(one.astype(np.int64), other.astype(np.int64), score.astype(np.float64)), 0.3)
    assert sorted(number for group in found for number in group) == list(range(8))


def test_a_day_apart_says_more_in_a_crowd() -> None:
    pair = [read(FERRY[0], "2024-05-13", name="a"), read(FERRY[1], "2024-05-15", name="b")]
    crowd = [read(f"The council of Velden met about road {n}.", "2024-05-14", name=f"x{n}") for n in range(12)]
    quiet, busy = likenesses(in_order(pair), 7).score.max(), likenesses(in_order([*pair, *crowd]), 7)
    assert quiet > busy.score[busy.other == 13].max()


def test_the_same_words_in_two_headings_bring_articles_together() -> None:
    bare = [read(FERRY[0], "2024-05-13", name="a"), read(FERRY[2], "2024-05-13", name="b")]
    headed = [document.replace(title="Skylark grounding off Ostrava") for document in bare]
    assert likenesses(headed, 7).score[0] > likenesses(bare, 7).score[0]
