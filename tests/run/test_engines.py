"""Any engine makes the same case, and what stops a build costs time and nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from benchmark.dump import dump
from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.model.errors import ConfigError, Failure, StageError, StoreError
from sayso.run import distributed
from sayso.run.build import build
from sayso.run.distributed import dask_engine
from sayso.run.engine import Engine, Processes, Serial, Task
from sayso.run.pipeline import Pipeline
from sayso.run.shards import AnalyseShard
from sayso.run.workplace import Workplace, workplace_of
from sayso.store.store import open_case
from tests.run import mortal

Read = Callable[..., Document]
PILE = Path("examples/pile")


class Stopping(Serial):
    """An engine that is stopped after some shards."""

    def __init__(self, shards: int) -> None:
        self._left = shards
        self.done = list[str]()

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        for name, finished in super().map(task, shards):
            if self._left == 0:
                raise KeyboardInterrupt
            self._left -= 1
            self.done.append(name)
            yield name, finished


@pytest.fixture
def pile(read: Read) -> list[Document | Failure]:
    """Return nine documents, one with what no database takes, one that breaks, one in German."""
    texts = [
        "The Mayor left",
        "The Mayor stayed",
        "Der Mayor",
        "A Broken Mayor",
        "Half \x00 of a Mark",
        *("Word " * n for n in range(1, 5)),
    ]
    return [read(f"d{number}", text, "2024-05-02") for number, text in enumerate(texts)]


@pytest.mark.parametrize("engine", [Processes(2), dask_engine(2)], ids=["processes", "dask"])
def test_every_engine_makes_the_same_case(tmp_path: Path, pile: list[Document | Failure], config: Config, engine: Engine) -> None:
    serial = build(pile, tmp_path / "serial.db", config.replace(cache=""), pipeline=mortal.PIPELINE)
    other = build(pile, tmp_path / "other.db", config.replace(cache=""), pipeline=mortal.PIPELINE, engine=engine)
    assert other == serial
    assert dump(tmp_path / "other.db") == dump(tmp_path / "serial.db")


@pytest.mark.parametrize(
    "engine",
    [pytest.param(Processes(2), id="processes"), pytest.param(dask_engine(2), id="dask", marks=pytest.mark.check)],
)
def test_a_document_that_kills_its_worker_is_kept_and_costs_no_other(
    tmp_path: Path, read: Read, config: Config, engine: Engine
) -> None:
    texts = ["The Mayor left", "A Deadly Mayor", "The Mayor stayed"]
    pile = [read(name, text) for name, text in zip("abc", texts, strict=True)]
    report = build(pile, tmp_path / "case.db", config.replace(batch=3), pipeline=mortal.PIPELINE, engine=engine)
    assert report.documents == 3
    with open_case(tmp_path / "case.db") as case:
        found = {document.id: document for document in case.documents()}
    assert [document.status for document in found.values()] == ["ok", "degraded", "ok"]
    assert found["b"].text == "A Deadly Mayor"
    assert "ended its process" in str(found["b"].status_why)
    assert [len(document.claims) for document in found.values()] == [2, 0, 2]


def test_a_stopped_build_goes_on_where_it_was(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    uncached, path, engine = config.replace(cache=""), tmp_path / "case.db", Stopping(2)
    whole = build(pile, tmp_path / "whole.db", uncached, pipeline=pipeline)
    with pytest.raises(KeyboardInterrupt):
        build(pile, path, uncached, pipeline=pipeline, engine=engine)
    assert workplace_of(str(path)).is_dir()
    assert len(engine.done) == 2
    again = build(list(reversed(pile)), path, uncached, pipeline=pipeline)
    assert dump(path) == dump(tmp_path / "whole.db")
    assert 0 < again.parsed < whole.parsed
    assert not workplace_of(str(path)).exists()


def test_what_is_torn_or_of_another_version_is_read_anew(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    path = tmp_path / "case.db"
    build(pile, tmp_path / "whole.db", config, pipeline=pipeline)
    with pytest.raises(KeyboardInterrupt):
        build(pile, path, config, pipeline=pipeline, engine=Stopping(3))
    results = sorted(workplace_of(str(path)).glob("*.done"))
    results[0].write_bytes(results[0].read_bytes()[:-40])
    results[1].rename(results[1].with_name("analysis-0." + results[1].name.partition(".")[2]))
    build(pile, path, config, pipeline=pipeline)
    assert dump(path) == dump(tmp_path / "whole.db")


def test_a_shard_that_is_done_twice_does_no_harm(tmp_path: Path, read: Read, pipeline: Pipeline, config: Config) -> None:
    task = AnalyseShard(Workplace(tmp_path / "case.db.building", "analysis-1"), pipeline, config)
    name = task.workplace.put([read("a", "The Mayor left")])
    task(name)
    result = task.workplace.result(name)
    task(name)
    assert task.workplace.result(name) == result
    assert [len(document.claims) for document in result.documents] == [2]


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, pile: list[Document | Failure], pipeline: Pipeline, config: Config
) -> None:
    path = tmp_path / "case.db"
    workplace_of(str(path)).write_text("a file stands where the folder of the build belongs")
    with pytest.raises(StoreError, match=r"case\.db\.building: cannot be written"):
        build(pile, path, config, pipeline=pipeline)


def test_dask_is_asked_for_by_name_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'sayso\[dask\]'"):
        dask_engine()


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "CONNECT_SECONDS", 1)
    with pytest.raises(StageError, match=r"the Dask scheduler at tcp://127\.0\.0\.1:9 does not answer"):
        list(dask_engine(scheduler="tcp://127.0.0.1:9").map(print, ["shard"]))


def test_a_killed_build_is_finished_by_the_next_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sayso", "build", str(PILE), "--no-cache", "--quiet", "--case"]
    environment = os.environ | {"SAYSO_BATCH": "1"}
    subprocess.run([*command, str(tmp_path / "whole.db")], check=True, env=environment, capture_output=True)
    path = tmp_path / "case.db"
    killed = subprocess.Popen([*command, str(path)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while killed.poll() is None and len(list(workplace_of(str(path)).glob("*.done"))) < 3:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    kept = len(list(workplace_of(str(path)).glob("*.done")))
    again = subprocess.run([*command, str(path), "--json"], check=True, env=environment, capture_output=True, text=True)
    assert kept >= 3
    assert f'"parsed":{10 - kept}' in again.stdout.replace(" ", "")
    assert dump(path) == dump(tmp_path / "whole.db")
