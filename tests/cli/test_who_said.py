"""`sayso who-said` on a case that was built from articles: the names of the contract, and its exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.command import sayso

ARTICLES = (
    {
        "id": "one",
        "outlet": "Velden Observer",
        "published": "2025-03-02",
        "text": "The harbour of Velden was closed on Sunday.\n\nMayor Lena Brandt said that the crane fell on the quay. "
        "The navy neither confirmed nor denied that the ship was sold.",
    },
    {
        "id": "two",
        "outlet": "Harbour Post",
        "published": "2025-03-03",
        "text": "The crane of Velden is old.\n\nMayor Lena Brandt denied that the port had sold the ship. "
        "Lena Brandt is said to be a keen sailor.",
    },
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    path = folder / "case.db"
    assert sayso("build", folder / "articles.jsonl", "--case", path).code == 0
    return path


def test_what_a_person_said_is_listed_with_class_stance_and_chain(case: Path) -> None:
    answer = sayso("who-said", case, "Lena Brandt", "--json").json
    assert set(answer) == {"name", "entity", "attributions"}
    assert set(answer["attributions"][0]) == {"document", "attribution", "start", "end", "quote", "class", "stance", "chain"}
    told = [(each["document"], each["class"], each["stance"]) for each in answer["attributions"]]
    assert told == [("one", "speech", "reported"), ("two", "denial", "denied")]
    assert [each["chain"][0]["name"] for each in answer["attributions"]] == ["Velden Observer", "Harbour Post"]


def test_what_others_say_of_a_person_is_not_theirs(case: Path) -> None:
    assert "sailor" not in sayso("who-said", case, "Lena Brandt").out


def test_a_body_that_says_nothing_holds_no_position(case: Path) -> None:
    (one,) = sayso("who-said", case, "the navy", "--json").json["attributions"]
    assert (one["class"], one["stance"]) == ("no_comment", "no_position")


def test_nothing_found_is_one_and_a_page_is_for_readers(case: Path) -> None:
    done = sayso("who-said", case, "Zed")
    assert (done.code, done.out) == (1, "")
    page = sayso("who-said", case, "Lena Brandt").out
    assert "2 statements in 2 documents" in page
    assert "denial" in page
