"""Marks that tests may carry, the switch that rewrites golden stories, the example case, and a user's settings kept out."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from tests.server import PostgreSQL, binaries, running

MARKS = {
    "check": "slow, or needs more than the project itself: run by `make check` and not by `make test`",
    "golden": "compares with a stored story that `make golden` rewrites",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the stored stories with what is found now")


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the environment of whoever runs the tests out of them, and their cache apart from the user's."""
    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache(tmp_path_factory)))


def _cache(factory: pytest.TempPathFactory) -> Path:
    """Return the cache that the tests of one run share, so that no text is parsed twice."""
    return factory.getbasetemp().parent / "cache"


@pytest.fixture(scope="session")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return a configuration with the cache that the tests of one run share, for what is built once for several tests."""
    return Config(cache=str(_cache(tmp_path_factory)))


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    """Return a PostgreSQL server of this run's own; skipped where there is none, except in the project's own checks."""
    programs = binaries()
    if programs is None:
        assert not os.environ.get("CI"), "the checks need PostgreSQL: apt-get install postgresql"
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    with running(programs) as started:
        yield started


@pytest.fixture(scope="session")
def example_case(tmp_path_factory: pytest.TempPathFactory, cached: Config) -> Path:
    """Return a case of the example pile, built once a run."""
    path = tmp_path_factory.mktemp("example") / "pile.db"
    pile = Path(__file__).parents[1] / "examples" / "pile"
    build(read_inputs((str(pile),), io.BytesIO()), path, cached)
    return path
