"""The benchmark of attribution: a missed bar is seen in its table, and its numbers are those of the scorer."""

from typing import Any

import pytest

from benchmark import attribution
from benchmark.scorers import flattened


def result(e2e: float, cost: float) -> dict[str, Any]:
    part = {"span": {"p": 80.0, "r": 80.0, "f1": 80.0}, "source": 90.0, "e2e": {"p": 80.0, "r": 80.0, "f1": e2e}}
    subsets = {name: part for name in ("all", "direct", "mixed", "indirect")}
    return {"tok": {"f1": 85.0}, **subsets, "speech": {"span_r": 90.0, "e2e_r": 85.0}, "cost": cost}


def test_every_number_that_is_shown_is_one_that_the_scorer_gives() -> None:
    values = dict(flattened(result(83.0, 10.0)))
    assert [name for name in (*attribution.BARS, *attribution.SHOWN) if name not in values] == []


@pytest.mark.parametrize(("e2e", "cost", "code"), [(83.0, 14.9, 0), (81.0, 14.9, 1), (83.0, 15.1, 1)])
def test_a_missed_bar_is_an_exit_code(e2e: float, cost: float, code: int, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(attribution, "measured", lambda *given: result(e2e, cost))
    monkeypatch.setattr(attribution, "absent", lambda *paths: ())
    monkeypatch.setattr(attribution, "stay_on_one_core", lambda: None)
    monkeypatch.setattr("sys.argv", ["attribution"])
    assert attribution.main() == code
    assert f"cost                  {cost:>4}  at most 15 %" in capsys.readouterr().out
