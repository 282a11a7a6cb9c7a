"""`sayso entities` on a case of real articles: who is spoken of, under which names."""

from pathlib import Path

import pytest

from tests.cli.command import sayso
from tests.show.sample import HOSTILE
from tests.show.test_text import COMMANDS

ARTICLES = {
    "one": "Health Minister Mira Orlan opened the clinic on Monday. Ms Orlan is the sister of President Tomas Orlan.",
    "two": "The driver fled. Mira Orlan said she had seen him. The driver was caught later, Orlan told reporters.",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entities")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(f" date 2025-03-04 \n{text}\n", encoding="utf-8")
    assert sayso("build", folder, "--case", folder / "case.db", "--quiet").code == 0
    return folder / "case.db"


def test_the_answer_has_the_names_of_the_contract(case: Path) -> None:
    answer = sayso("entities", case, "--json").json
    assert set(answer) == {"entities", "total"}
    assert all(set(one) >= {"id", "kind", "name", "names", "documents", "mentions"} for one in answer["entities"])
    people = {one["name"]: one for one in answer["entities"] if one["kind"] == "person"}
    assert set(people) == {"Mira Orlan", "Tomas Orlan"}
    assert (len(people["Mira Orlan"]["documents"]), people["Mira Orlan"]["mentions"]) == (2, 6)
    assert people["Mira Orlan"]["links"] == [{"relation": "sister", "entity": people["Tomas Orlan"]["id"], "name": "Tomas Orlan"}]


def test_the_list_can_be_narrowed_and_widened(case: Path) -> None:
    assert "Mira Orlan" not in sayso("entities", case, "--about", "Tomas").out
    assert "sister of Tomas Orlan" in sayso("entities", case, "--about", "Mira").out
    assert "driver" not in sayso("entities", case, "--kind", "person").out.lower()
    assert "driver" in sayso("entities", case, "--all").out.lower()
    done = sayso("entities", case, "--about", "Nobody")
    assert (done.code, done.out) == (1, "")


def test_a_hostile_name_is_data(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f" date 2025-03-04 \nMayor {HOSTILE} Berg said so. Mayor Anna Berg said no.\n", encoding="utf-8"
    )
    assert sayso("build", tmp_path / "a.txt", "--case", tmp_path / "case.db", "--quiet").code == 0
    assert not COMMANDS.search(sayso("entities", tmp_path / "case.db", "--all").out)
