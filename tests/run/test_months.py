"""A case that is extended month by month: a story that reaches over the border of two months is one, as if all came at once."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from benchmark.dump import dump_without_steps
from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.read.identity import text_hash
from sayso.run.build import build
from sayso.run.integrity import integrity
from sayso.store.store import open_case

DAM = (
    (
        "2024-03-30",
        "The Orrin dam above Velm burst on Saturday, the water board said. Two villages below the Orrin dam were flooded.",
    ),
    ("2024-03-31", "Engineers closed the sluices of the Orrin dam above Velm after it burst, the water board said on Sunday."),
    ("2024-04-01", "The burst Orrin dam above Velm flooded two villages, the governor said. The water board denied any warning."),
    ("2024-04-02", "Divers searched the villages below the Orrin dam, which burst above Velm, the governor said on Tuesday."),
)
"""One affair, told on both sides of the border of two months."""
STRIKE = (
    ("2024-04-11", "Tram drivers in Kessen went on strike on Thursday, the drivers' union said. No trams ran in Kessen."),
    ("2024-04-12", "The strike of the tram drivers in Kessen went on for a second day, the union said on Friday."),
)
BRIDGE = (
    ("2024-05-31", "The Halden bridge was closed on Friday after cracks were found, the road office said."),
    ("2024-06-01", "Cracks in the Halden bridge were found by a cyclist, the road office said. The Halden bridge stays closed."),
    ("2024-06-03", "The road office denied that the cracks in the Halden bridge had been known, the mayor said on Monday."),
)
OUTLETS = ("The Harbour Post", "Coast Daily", "Inland Mail")


def _articles() -> Iterator[Document]:
    for affair, told in (("dam", DAM), ("strike", STRIKE), ("bridge", BRIDGE)):
        for number, (day, text) in enumerate(told):
            yield Document(
                id=f"{affair}-{number}",
                source=f"{affair}-{number}.txt",
                text=f"{text}\n",
                text_sha256=text_hash(f"{text}\n"),
                outlet=OUTLETS[number % len(OUTLETS)],
                published=day,
            )


def _months(articles: Iterable[Document]) -> list[list[Document]]:
    ordered = sorted(articles, key=lambda article: article.published or "")
    return [list(found) for _, found in groupby(ordered, key=lambda article: (article.published or "")[:7])]


def _stories(path: Path) -> set[frozenset[str]]:
    with open_case(path) as case:
        return {frozenset(story.documents) for story in case.stories()}


@pytest.fixture(scope="module")
def whole(cached: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the case of all months at once."""
    path = tmp_path_factory.mktemp("whole") / "case.db"
    build(_articles(), path, cached)
    return path


def test_a_story_on_both_sides_of_a_border_is_one(whole: Path) -> None:
    assert _stories(whole) == {
        frozenset(f"dam-{number}" for number in range(len(DAM))),
        frozenset(f"strike-{number}" for number in range(len(STRIKE))),
        frozenset(f"bridge-{number}" for number in range(len(BRIDGE))),
    }


@pytest.mark.parametrize("turned", [False, True], ids=["forwards", "backwards"])
def test_a_case_that_is_extended_month_by_month_is_the_case_that_is_built_at_once(
    turned: bool, whole: Path, cached: Config, tmp_path: Path
) -> None:
    path, months = tmp_path / "case.db", _months(_articles())
    assert len(months) == 4
    for month in reversed(months) if turned else months:
        build(month, path, cached)
    assert dump_without_steps(path) == dump_without_steps(whole)
    assert integrity(path).is_well


def test_a_story_grows_over_the_border_under_its_name_and_leaves_the_others_as_they_were(
    whole: Path, cached: Config, tmp_path: Path
) -> None:
    path, months = tmp_path / "case.db", _months(_articles())
    build(months[0], path, cached)
    with open_case(path) as case:
        (dam,) = case.stories()
    for month in months[1:]:
        with open_case(path) as case:
            before = case.found_in()
        build(month, path, cached)
        with open_case(path) as case:
            came = {article.id for article in month}
            touched = {story.id for story in case.stories() if came & set(story.documents)}
            changed = {story for story, mark in case.found_in().items() if before.get(story) != mark}
        assert changed == touched
    with open_case(path) as case:
        assert next(story for story in case.stories() if story.id == dam.id).documents == tuple(
            f"dam-{n}" for n in range(len(DAM))
        )
        assert {change.change for change in case.story_history() if change.story == dam.id} == {"grew"}


def test_a_story_may_last_longer_than_the_window_in_which_articles_are_compared(cached: Config, tmp_path: Path) -> None:
    narrow, path = cached.replace(window_days=2), tmp_path / "case.db"
    build(_articles(), path, narrow)
    with open_case(path) as case:
        lasting = next(story for story in case.stories() if "dam-0" in story.documents)
    assert (lasting.first, lasting.last) == ("2024-03-30", "2024-04-02")
    parts = tmp_path / "parts.db"
    for month in _months(_articles()):
        build(month, parts, narrow)
    assert dump_without_steps(parts) == dump_without_steps(path)
