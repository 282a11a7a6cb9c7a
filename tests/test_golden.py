"""The example pile as a whole: the dossiers as they are stored, and what must be right in them whatever else changes."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.query import questions
from sayso.store.store import open_case

GOLDEN = Path(__file__).parent / "golden" / "pile.json"
Dossier = dict[str, Any]


@pytest.fixture(scope="module")
def dossiers(example_case: Path) -> list[Dossier]:
    """Return the dossiers of the example pile, the larger story first."""
    with open_case(example_case) as case:
        found = [msgspec.to_builtins(questions.story(case, story.id)) for story in questions.stories(case).stories]
    return sorted(found, key=lambda dossier: -len(dossier["documents"]))


@pytest.fixture(scope="module")
def hospital(dossiers: list[Dossier]) -> Dossier:
    return dossiers[0]


def stored(value: Any) -> Any:
    """Return an answer as it is stored: floats cut to what every machine agrees on, the members of sides by their claims."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        if "value" in value and "members" in value:
            return {"value": value["value"], "members": [member["claim"] for member in value["members"]]}
        return {key: stored(each) for key, each in value.items()}
    return [stored(each) for each in value] if isinstance(value, list | tuple) else value


def group_of(dossier: Dossier, words: str) -> Dossier:
    """Return the one group in which a member says these words."""
    (group,) = (group for group in dossier["groups"] if any(words in member["quote"] for member in group["members"]))
    return dict(group)


def sources(dossier: Dossier, group: Dossier) -> set[str]:
    """Return who tells a group, by outlet or file."""
    names = {document["id"]: document["outlet"] or Path(document["source"]).stem for document in dossier["documents"]}
    return {names[member["document"]] for member in group["members"]}


@pytest.mark.golden
def test_the_dossiers_are_as_they_were(dossiers: list[Dossier], request: pytest.FixtureRequest) -> None:
    found = json.dumps(stored(dossiers), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text("utf-8"), "if this is right, run `make golden` and read the difference"


def test_two_affairs_are_two_stories(dossiers: list[Dossier]) -> None:
    assert [len(dossier["documents"]) for dossier in dossiers] == [8, 2]


def test_one_thing_is_contradicted_three_trucks_and_four(dossiers: list[Dossier]) -> None:
    (group,) = (group for dossier in dossiers for group in dossier["groups"] if group["state"] == "contradicted")
    (difference,) = group["differences"]
    assert (difference["slot"], difference["verdict"]) == ("number", "contradicted")
    assert [side["value"] for side in difference["sides"]] == ["3", "4"]
    assert sources(dossiers[0], group) == {"coastline-today", "harbour-post", "northern-mail.example", "daily-tarn.example"}


def test_the_delivery_stands_on_other_eyes_than_the_agencys(hospital: Dossier) -> None:
    group = group_of(hospital, "delivered to the port of Selmar on Sunday")
    assert (group["state"], group["when"]) == ("corroborated", "2025-03-09")
    assert (group["at_least"], group["at_most"]) == (3, 4)
    assert {origin["kind"] for origin in group["origins"]} >= {"own_reporting"}
    assert len(sources(hospital, group)) == 6


def test_what_five_articles_have_from_one_agency_has_one_origin(hospital: Dossier) -> None:
    group = group_of(hospital, "received on 9 March by Health Minister Mira Orlan")
    assert (group["state"], group["at_least"], group["at_most"], len(sources(hospital, group))) == ("single_origin", 1, 1, 5)
    assert [(origin["name"], origin["state_run"]) for origin in group["origins"]] == [("Kestrian State Press Agency", True)]


def test_the_copper_is_disputed_and_one_ministry_takes_no_position(hospital: Dossier) -> None:
    groups = {group["id"]: group for group in hospital["groups"]}
    disputed = [group for dispute in hospital["disputes"] for each in dispute["groups"] for group in (groups[each],)]
    assert {group["state"] for group in disputed} == {"disputed"}
    assert all("copper" in member["quote"] for group in disputed for member in group["members"])
    assert {member["stance"] for group in disputed for member in group["members"]} == {"reported", "denied"}
    silent = group_of(hospital, "neither confirmed nor denied the use of Kestrian copper")
    assert {member["stance"] for member in silent["members"]} == {"no_position"}
    assert silent["id"] not in {group["id"] for group in disputed}


def test_a_denial_through_three_voices_keeps_them_all(hospital: Dossier) -> None:
    group = group_of(hospital, "Kestria has sent no copper to Marovia")
    chain = [(link["role"], link["name"]) for link in group["members"][0]["chain"]]
    assert [role for role, _ in chain] == ["outlet", "agency", "speaker"]
    assert chain[2][1] == "Ivo Marek"
    assert [origin["name"] for origin in group["origins"]] == ["Kestrian State Press Agency"]


@pytest.mark.parametrize(
    "words", ["The make of the scanners was not disclosed", "how the hospital was shipped", "who paid for the hospital"]
)
def test_what_nobody_knows_is_said(hospital: Dossier, words: str) -> None:
    group = group_of(hospital, words)
    assert group["state"] == "not_known"
    assert group["id"] in hospital["unknowns"]


def test_the_tunnels_numbers_do_not_contradict(dossiers: list[Dossier]) -> None:
    assert not any(difference["slot"] == "number" for group in dossiers[1]["groups"] for difference in group["differences"])
    assert not dossiers[1]["disputes"]


@pytest.mark.parametrize(
    "words", ["sign up", "newsletter", "privacy", "{{", "Photo:", "shake hands", "Read more", "cookies", "Image Source"]
)
def test_no_page_furniture_claims_anything(dossiers: list[Dossier], words: str) -> None:
    said = (member["quote"].lower() for dossier in dossiers for group in dossier["groups"] for member in group["members"])
    assert not any(words.lower() in quote for quote in said)


def test_brother_and_sister_are_two(example_case: Path) -> None:
    with open_case(example_case) as case:
        orlans = {entity.name: set(entity.names) for entity in case.corpus().entities if "Orlan" in entity.name}
    assert not any("Mr Orlan" in names and "Ms Orlan" in names for names in orlans.values())
    assert any({"Tomas Orlan", "Mr Orlan"} <= {name.removeprefix("President ") for name in names} for names in orlans.values())
