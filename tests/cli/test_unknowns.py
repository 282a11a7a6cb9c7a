"""`sayso unknowns` on articles of two days: what was not known at first, who told it then, and what nobody told."""

from pathlib import Path

import pytest

from tests.cli.command import sayso

ARTICLES = {
    "2025-05-01": "A blast hit the silo. It was not clear how many people were hurt. The make of the crane was not disclosed.",
    "2025-05-03": "Nine people were hurt in the blast at the silo, the hospital said. The silo stood by the harbour.",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unknowns")
    for day, text in ARTICLES.items():
        (folder / f"{day}.txt").write_text(f" date {day} \n\n{text}\n", encoding="utf-8")
    assert sayso("build", folder, "--case", folder / "case.db", "--quiet").code == 0
    return folder / "case.db"


def test_what_nobody_told_comes_first_and_what_was_answered_has_both_quotations(case: Path) -> None:
    made, hurt = sayso("unknowns", case, "--json").json["unknowns"]
    assert (made["state"], made["asks"], made["answers"]) == ("not_known", ["which make"], [])
    assert (hurt["state"], hurt["asks"]) == ("answered", ["how many"])
    assert [member["quote"] for member in hurt["members"]] == ["It was not clear how many people were hurt"]
    assert [member["quote"] for member in hurt["answers"]] == ["Nine people were hurt in the blast at the silo"]


def test_the_page_says_what_is_asked_and_who_tells_it(case: Path) -> None:
    out = sayso("unknowns", case).out
    assert "answered later · asks how many" in out
    assert "told later:" in out
    assert "“Nine people were hurt in the blast at the silo”" in out
    assert "not known · asks which make" in out


def test_the_dossier_counts_an_answered_unknown_and_shows_both_sides(case: Path) -> None:
    dossier = sayso("story", case, "--json").json
    states = {group["id"]: group["state"] for group in dossier["groups"]}
    assert sorted(states[group] for group in dossier["unknowns"]) == ["not_known", "updated"]
    assert "a later account changes it" in sayso("story", case).out


def test_a_sentence_that_says_it_is_still_not_known_differs(case: Path) -> None:
    answer = sayso("check", case, "It is not clear how many people were hurt.", "--json").json
    assert (answer["verdict"], [each["slot"] for each in answer["differences"]]) == ("differs", ["known"])
    assert sayso("check", case, "It is not clear how many people were hurt.").out.startswith("Told since")
    assert sayso("check", case, "Nine people were hurt in the blast.", "--json").json["verdict"] == "supports"


def test_a_story_that_is_not_there_is_said_to_be_missing(case: Path) -> None:
    done = sayso("unknowns", case, "--story", "story-none")
    assert done.code == 1
    assert "there is no story story-none" in done.err
