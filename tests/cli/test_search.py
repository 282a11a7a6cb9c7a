"""`sayso search` prints hits a reader can follow, JSON for tools, and its exit code says whether there were any."""

from pathlib import Path

from tests.cli.command import sayso, small_case
from tests.show.sample import HOSTILE


def test_hits_are_printed_with_their_place_and_hostile_names_do_nothing(tmp_path: Path) -> None:
    done = sayso("search", small_case(tmp_path), "jo fell")
    assert done.code == 0
    assert done.out.startswith("2 articles\n")
    assert "ENA said on Friday that Jo fell." in done.out
    assert "\x1b" not in done.out
    assert "[red]Bridge" in done.out


def test_claims_as_json(tmp_path: Path) -> None:
    done = sayso("search", small_case(tmp_path), "FELL", "--in", "claims", "--stance", "reported", "--json")
    assert done.code == 0
    assert done.json["total"] == 2
    assert {hit["document"] for hit in done.json["hits"]} == {"a.txt", HOSTILE}
    hit = done.json["hits"][0]
    assert {"document", "claim", "start", "end", "quote", "stance", "chain", "marks", "group", "state"} <= set(hit)
    assert [facet["name"] for facet in done.json["facets"]] == ["outlet", "story", "stance", "state", "date", "entity", "zone"]


def test_nothing_found_is_1_and_a_wrong_facet_is_2(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    assert sayso("search", case, "giraffe").code == 1
    assert sayso("search", case, '"').code == 1
    assert sayso("search", case, "jo", "--zone", "attic").code == 2
    assert sayso("search", case, "jo", "--from", "soon").code == 2
