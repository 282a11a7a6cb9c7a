"""The gate names what fell, and a floor is lowered only with a reason that is written down, never below its bar."""

from pathlib import Path

import msgspec
import pytest

from benchmark import gate
from benchmark.example import FACTS
from benchmark.floors import Floor, fallen, load, moved, save
from benchmark.scorers import flattened

FLOORS = {
    "area.found": Floor(at=90, slack=1, bar=85),
    "area.wrong": Floor(must_be="most", at=2, bar=2),
    "speed.ratio": Floor(must_be="most", at=1.6, bar=1.6, moves=False),
}
FINE = {"area.found": 90.0, "area.wrong": 2.0, "speed.ratio": 1.1}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save(tmp_path / "floors.json", FLOORS)
    return tmp_path / "floors.json"


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "0009-an-earlier-one.md").write_text("# 9. An earlier one\n", encoding="utf-8")
    (folder / "README.md").write_text("# Decisions\n\n9. [An earlier one](0009-an-earlier-one.md)\n", encoding="utf-8")
    return folder


def test_floors_are_what_was_saved_one_a_line(path: Path) -> None:
    assert load(path) == FLOORS
    assert len(path.read_text("utf-8").splitlines()) == len(FLOORS) + 2


def test_a_misspelt_floor_is_refused(path: Path) -> None:
    path.write_text('{"area.found": {"must_be": "lots", "at": 1}}', encoding="utf-8")
    with pytest.raises(msgspec.ValidationError):
        load(path)


def test_what_fell_is_named_on_either_side() -> None:
    assert fallen(FLOORS, FINE) == ()
    fell = fallen(FLOORS, {"area.found": 89.9, "area.wrong": 3.0, "speed.ratio": 1.7})
    assert fell == (
        "area.found is 89.9, and must be at least 90",
        "area.wrong is 3, and must be at most 2",
        "speed.ratio is 1.7, and must be at most 1.6",
    )


def test_floors_rise_by_less_than_what_is_measured_and_fixed_ones_stay() -> None:
    moves = moved(FLOORS, {"area.found": 95.5, "area.wrong": 0.0, "speed.ratio": 1.1})
    assert {name: floor.at for name, floor in moves.floors.items()} == {"area.found": 94.5, "area.wrong": 0, "speed.ratio": 1.6}
    assert moves.raised == ("area.found", "area.wrong")


def test_a_value_within_the_slack_lowers_nothing() -> None:
    assert moved(FLOORS, FINE).floors == FLOORS
    assert moved(FLOORS, {}).floors == FLOORS


def test_a_fall_between_bar_and_floor_is_a_lowering_and_one_below_the_bar_is_barred() -> None:
    assert moved(FLOORS, FINE | {"area.found": 88.0}).lowered == ("area.found",)
    assert moved(FLOORS, FINE | {"area.found": 85.5}).floors["area.found"].at == 85
    assert moved(FLOORS, FINE | {"area.found": 84.9}).barred == ("area.found",)
    assert moved(FLOORS, FINE | {"speed.ratio": 1.7}).barred == ("speed.ratio",)


def test_update_refuses_to_lower_and_leaves_the_file_alone(
    path: Path, decisions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.update(FLOORS, FINE | {"area.found": 88.0}, None, path=path, decisions=decisions) == 1
    assert load(path) == FLOORS
    assert "area.found is 88, its floor is 90" in capsys.readouterr().err


def test_a_reason_lowers_a_floor_and_becomes_a_decision(path: Path, decisions: Path) -> None:
    assert gate.update(FLOORS, FINE | {"area.found": 88.0}, "Clauses end sooner now", path=path, decisions=decisions) == 0
    assert load(path)["area.found"].at == 87
    page = decisions / "0010-lower-floors-clauses-end-sooner-now.md"
    assert "Clauses end sooner now" in page.read_text("utf-8")
    assert "| area.found | 90 | 87 |" in page.read_text("utf-8")
    assert f"10. [Lower floors: Clauses end sooner now]({page.name})" in (decisions / "README.md").read_text("utf-8")


def test_no_reason_lowers_a_floor_below_its_bar(path: Path, decisions: Path) -> None:
    assert gate.update(FLOORS, FINE | {"area.found": 80.0}, "We wanted to", path=path, decisions=decisions) == 1
    assert load(path) == FLOORS
    assert len(list(decisions.glob("*.md"))) == 2


def test_holding_fails_for_a_fall_and_for_a_pin_that_nothing_measures(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.hold(FLOORS, FINE, (), strict=True) == 0
    assert gate.hold(FLOORS, FINE | {"area.wrong": 3.0}, (), strict=False) == 1
    assert gate.hold(FLOORS, {"area.found": 90.0, "area.wrong": 0.0}, (), strict=False) == 1
    assert "speed.ratio is pinned and was not measured" in capsys.readouterr().err


def test_what_is_left_out_for_want_of_data_falls_only_where_it_is_strict() -> None:
    values, left_out = {"area.found": 90.0, "area.wrong": 0.0}, ("speed is left out: ../shared is not there",)
    assert gate.hold(FLOORS, values, left_out, strict=False) == 0
    assert gate.hold(FLOORS, values, left_out, strict=True) == 1


def test_the_numbers_of_an_answer_have_dotted_names_and_mistakes_are_counted() -> None:
    answer = {"join": {"f1": 80.0, "missed": ["C1", "C2"]}, "f1_interval": [1, 2], "note": "words"}
    assert dict(flattened(answer, "seeds")) == {"seeds.join.f1": 80.0, "seeds.join.missed": 2.0}


def test_the_pinned_floors_are_no_lower_than_their_bars_and_belong_to_a_measure() -> None:
    floors = load(gate.FLOORS)
    assert all(floor.bar is None or floor.stricter(floor.at, floor.bar) == floor.at for floor in floors.values())
    assert all(any(name.startswith(f"{area}.") for area in gate.MEASURES) for name in floors)
    assert {name for name in floors if name.startswith("example.facts.")} <= {f"example.facts.{fact.__name__}" for fact in FACTS}
