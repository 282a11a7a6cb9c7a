"""`sayso serve`: it listens on this machine alone, loads its server by name, and gives a token only to a writer."""

import socket
from pathlib import Path
from typing import Any

import pytest

from sayso.web import server
from tests.cli.command import sayso


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Return what the command would have served."""
    calls = list[tuple[Any, ...]]()

    def serve(*given: Any) -> None:
        calls.append((given[2].getsockname()[0], given[3]))
        given[2].close()

    monkeypatch.setattr(server, "serve", serve)
    return calls


def test_a_reader_gets_an_address_without_a_token(example_case: Path, served: list[tuple[Any, ...]]) -> None:
    done = sayso("serve", example_case, "--port", 0)
    assert done.code == 0
    assert served == [("127.0.0.1", None)]
    assert "token" not in done.err


def test_a_writer_gets_a_new_token_each_time(example_case: Path, served: list[tuple[Any, ...]]) -> None:
    first, second = (sayso("serve", example_case, "--port", 0, "--write") for _ in range(2))
    assert served[0][1] != served[1][1]
    assert f"token={served[0][1]}" in first.err
    assert f"token={served[1][1]}" in second.err


def test_a_taken_port_and_a_case_that_is_not_there_are_said(example_case: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = sayso("serve", example_case, "--port", taken.getsockname()[1])
    assert done.code == 2
    assert "--port 0" in done.err
    missing = sayso("serve", tmp_path / "none.db")
    assert missing.code == 2
    assert "there is no such case" in missing.err
