"""Questions print what the contract names, say what they found by their exit code, and obey no article."""

import json
from pathlib import Path

import pytest

from tests.cli.command import sayso, small_case
from tests.show.test_text import COMMANDS


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_case(tmp_path_factory.mktemp("case"))


def test_each_question_answers_in_json_with_the_names_of_the_contract(case: Path) -> None:
    (story,) = sayso("stories", case, "--json").json["stories"]
    assert set(story) >= {"id", "title", "first", "last", "documents", "outlets", "at_least", "at_most"}
    dossier = sayso("story", case, "story-1", "--json").json
    names = "id title first last documents origins dependences groups disputes unknowns timeline findings"
    assert set(dossier) >= set(names.split())
    (group,) = sayso("claims", case, "--json").json["groups"]
    assert set(group) >= {
        "id",
        "proposition",
        "when",
        "state",
        "at_least",
        "at_most",
        "origins",
        "members",
        "differences",
        "reasons",
    }
    assert set(group["members"][0]) >= {"document", "claim", "start", "end", "quote", "stance", "chain"}
    assert set(sayso("why", case, "group-1", "--json").json) >= {"id", "kind", "reasons"}
    (failure,) = sayso("failures", case, "--json").json["failures"]
    assert set(failure) >= {"source", "rule", "message", "remedy"}


def test_a_story_is_found_by_the_beginning_of_its_id_or_as_the_largest(case: Path) -> None:
    whole = sayso("story", case, "story-1")
    assert whole.code == 0
    assert sayso("story", case, "story").out == sayso("story", case).out == whole.out


def test_a_dossier_can_be_shown_whole_and_is_led_to_by_the_id_in_the_list(case: Path) -> None:
    listed = sayso("stories", case).out.splitlines()[1].split()[0]
    assert sayso("story", case, listed, "--all").code == 0
    assert "ENA" in sayso("story", case, listed, "--all").out


def test_a_document_has_one_name_and_one_number_in_an_answer(case: Path) -> None:
    page = sayso("claims", case, "--story", "story-1").out
    assert page.count("a.txt") == 3
    assert "[1]  a.txt" in page


def test_claims_can_be_narrowed(case: Path) -> None:
    assert sayso("claims", case, "--about", "Jo", "--stance", "reported", "--story", "story-1").code == 0
    assert sayso("claims", case, "--disputed").code == 1
    assert sayso("claims", case, "--state", "certain").code == 2
    assert {group["state"] for group in sayso("claims", case, "--state", "single_origin", "--json").json["groups"]} <= {
        "single_origin"
    }
    nothing = sayso("claims", case, "--stance", "denied", "--json").json
    assert (nothing["groups"], nothing["total"]) == ([], 0)
    assert sayso("claims", case, "--stance", "furious").code == 2


@pytest.mark.parametrize(
    "words", [("story", "{case}", "nobody"), ("why", "{case}", "nobody"), ("claims", "{case}", "--about", "Zed")]
)
def test_nothing_found_is_one(case: Path, words: tuple[str, ...]) -> None:
    done = sayso(*(word.format(case=case) for word in words))
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1


def test_a_case_that_is_none_is_wrong_use_told_on_one_line(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a case " * 200, encoding="utf-8")
    for path in (tmp_path / "none.db", other, tmp_path):
        done = sayso("stories", path)
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert "Traceback" not in done.err
    assert other.read_text("utf-8").startswith("not a case")
    assert "Traceback" in sayso("stories", tmp_path / "none.db", "--verbose").err


def test_no_answer_for_readers_obeys_a_hostile_article(case: Path) -> None:
    for words in (("stories", case), ("story", case), ("claims", case), ("why", case, "a.txt"), ("failures", case)):
        done = sayso(*words)
        assert done.code == 0
        assert not COMMANDS.search(done.out)
    assert "[red]Bridge[/red]" in sayso("stories", case).out


def test_an_export_is_whole_and_the_same_each_time(case: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert sayso("export", case, "--to", "jsonl", "--output", tmp_path / name).code == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert set(one) == {"documents.jsonl", "stories.jsonl", "groups.jsonl", "events.jsonl"}
    assert {"story": "story-1", "document": "a.txt"} in map(json.loads, one["stories.jsonl"].splitlines())
    assert all("text" in json.loads(line) for line in one["documents.jsonl"].splitlines())
    assert sayso("export", case, "--to", "jsonl", "--output", tmp_path / "three", "--no-text", "--quiet").err == ""
    assert not any("text" in json.loads(line) for line in (tmp_path / "three" / "documents.jsonl").read_bytes().splitlines())


def test_an_export_for_people_has_a_page_a_story(case: Path, tmp_path: Path) -> None:
    assert sayso("export", case, "--to", "markdown", "--output", tmp_path / "pages").code == 0
    assert {path.name for path in (tmp_path / "pages").iterdir()} == {"index.md", "story-1.md"}
    assert sayso("export", case, "--to", "papyrus", "--output", tmp_path / "pages").code == 2
