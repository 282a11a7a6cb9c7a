"""Broken input of every kind: what was once too much for sayso, and a few changes of each seed, always the same ones.

`python -m benchmark.fuzz` (`make fuzz`) tries many more, and puts what it finds beside the seeds.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmark.fuzz import Target, keep, tried
from benchmark.fuzz_inputs import FOUND, SEEDS, seeds_of
from benchmark.fuzz_targets import targets, workshop

NAMES = sorted(folder.name for folder in SEEDS.iterdir())
FILES = sorted(path for place in (SEEDS, FOUND) for path in place.glob("*/*"))
FEW = {"article": 4, "check": 8, "api": 15}
"""How many changes of the seeds are tried on the slow targets, and else twenty."""


@pytest.fixture(scope="module")
def known() -> Iterator[dict[str, Target]]:
    """Return the targets."""
    with workshop() as shop:
        yield dict(targets(shop))


def test_every_target_has_seeds(known: dict[str, Target]) -> None:
    assert sorted(known) == NAMES
    assert all(seeds_of(name) for name in NAMES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_tried_before_holds(known: dict[str, Target], path: Path) -> None:
    known[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_changed_seeds_hold(known: dict[str, Target], name: str) -> None:
    fault = tried(known[name], seeds_of(name), 1, FEW.get(name, 20))
    assert fault is None, f"{fault.story}\n{fault.content[:2000]!r}"


def test_a_fault_is_found_made_small_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(content: bytes) -> None:
        assert b"<p>" not in content

    monkeypatch.setattr("benchmark.fuzz.FOUND", tmp_path)
    fault = tried(wrong, [b"a quiet seed, ", b"another with a <p> in it"], 1)
    assert fault is not None
    assert "AssertionError at test_fuzz.py" in fault.place
    assert b"<p>" in fault.content
    path = keep("html", fault)
    assert path.parent == tmp_path / "html"
    assert path.read_bytes() == fault.content
