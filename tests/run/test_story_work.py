"""Whoever looks at the stories of a build, the case is the same; and workers go when they are let go, whatever holds them up."""

import io
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmark.dump import dump
from sayso.kit.config import Config
from sayso.model.corpus import Corpus
from sayso.read.inputs import read_inputs
from sayso.run import distributed, story_work
from sayso.run.build import build
from sayso.run.bundles import Bundle, Part
from sayso.run.distributed import dask_engine
from sayso.run.engine import Engine, Processes, Serial, Task
from sayso.run.workplace import Workplace
from tests.run import mortal

PILE = "examples/pile"

SLOW = pytest.mark.check
"""Dask takes seconds to call its workers."""


class Watched(Processes):
    """Processes that tell how many tasks were handed to them, and how often workers were called."""

    def __init__(self) -> None:
        super().__init__(2)
        self.handed, self.called = dict[type, int](), 0

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        self.handed[type(task)] = len(shards)
        return super().map(task, shards)

    def _pool(self, workers: int) -> Any:
        self.called += 1
        return super()._pool(workers)


class Losing(Serial):
    """An engine that says of bundles of stories that their worker died of them."""

    workers = 2

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        if isinstance(task, story_work.LookAtStories):
            yield from ((name, False) for name in shards)
        else:
            yield from super().map(task, shards)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case that one process made."""
    folder = tmp_path_factory.mktemp("whole")
    build(read_inputs((PILE,), io.BytesIO()), folder / "case.db", Config(cache=str(folder / "cache")))
    return folder / "case.db"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few stories be enough to send."""
    monkeypatch.setattr(story_work, "ENOUGH", 1)
    monkeypatch.setattr(story_work, "BUNDLE", 2)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "engine",
    [
        pytest.param(Watched(), id="processes"),
        pytest.param(dask_engine(2), id="dask", marks=SLOW),
        pytest.param(Losing(), id="losing"),
    ],
)
def test_workers_find_in_stories_what_this_process_finds(whole: Path, tmp_path: Path, engine: Engine) -> None:
    config = Config(cache=str(whole.with_name("cache")))
    build(read_inputs((PILE,), io.BytesIO()), tmp_path / "case.db", config, engine=engine)
    assert dump(tmp_path / "case.db") == dump(whole)
    if isinstance(engine, Watched):
        assert engine.handed[story_work.LookAtStories] > 1
        assert engine.called == 1


def test_few_stories_are_looked_at_where_the_build_is(whole: Path, tmp_path: Path) -> None:
    engine = Watched()
    config = Config(cache=str(whole.with_name("cache")))
    build(read_inputs((PILE,), io.BytesIO()), tmp_path / "case.db", config, engine=engine)
    assert story_work.LookAtStories not in engine.handed


def test_workers_of_dask_end_even_where_closing_does_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(distributed, "CLOSE_SECONDS", 0.5)
    engine = distributed.Distributed(2)
    task = story_work.LookAtStories(Workplace(tmp_path / "case.db.building", "analysis-1"), mortal.PIPELINE, Config())
    name = task.workplace.put_bundle(Bundle.of("1", ()))
    assert list(engine.map(task, [name])) == [(name, True)]
    cluster = next(iter(LocalCluster._instances))
    workers = [nanny.pid for nanny in cluster.workers.values()]
    assert all(map(_is_alive, workers))
    monkeypatch.setattr(LocalCluster, "__exit__", lambda *_: time.sleep(60))
    begin = time.monotonic()
    engine.close()
    assert time.monotonic() - begin < 30
    assert not any(map(_is_alive, workers))
    engine.close()


@SLOW
def test_dask_goes_on_where_all_workers_died_and_none_came(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(distributed, "DESERTED_SECONDS", 0.5)
    engine = distributed.Distributed(2)
    task = story_work.LookAtStories(Workplace(tmp_path / "case.db.building", "analysis-1"), mortal.PIPELINE, Config())
    names = [task.workplace.put_bundle(Bundle.of(version, ())) for version in "123"]
    assert list(engine.map(task, names[:1])) == [(names[0], True)]
    for nanny in next(iter(LocalCluster._instances)).workers.values():
        nanny.auto_restart = False
        os.kill(nanny.pid, 9)
    assert sorted(engine.map(task, names[1:])) == sorted((name, True) for name in names[1:])
    engine.close()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_part_holds_all_that_a_corpus_holds() -> None:
    assert Part.__struct_fields__ == Corpus.__struct_fields__
