"""The two articles that the project was begun for, where they lie beside the checkout: what a reader must find in them.

They are not part of the project: offsets, values and short names stand here, and none of their sentences.
"""

import io
import os
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.kit.config import Config
from sayso.kit.packs import load_pack
from sayso.model.document import Document
from sayso.model.pack import Pack
from sayso.query import questions
from sayso.read.inputs import read_inputs
from sayso.run.build import BuildReport, build
from sayso.store.store import open_case
from tests.cli.command import sayso

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
LONG, SHORT = "000_2ed4e912679f257c.txt", "004_3735a002b1d218c1.txt"
GIFT = {(LONG, 1197), (SHORT, 695)}
"""Where the claims begin that the car was received and that it was brought."""
DAY = {(LONG, 823), (LONG, 1221), (SHORT, 772)}
"""Where the three expressions of one day begin."""
MERCEDES, CARS, ARTILLERY = (LONG, 4186), (LONG, 4373), (LONG, 2370)
LUXURY, VEHICLES = {"unsc-1718-8aiii", "unsc-2094-luxury"}, {"unsc-2397-7"}
"""Provisions on luxury, and the one on vehicles of any kind."""
UNKNOWN = {(LONG, 1584), (LONG, 1633), (SHORT, 955)}
SUPPLIED, DENIED, NO_POSITION = {(LONG, 2370), (SHORT, 1491)}, {(LONG, 2615), (SHORT, 1701)}, {(LONG, 2506), (SHORT, 1612)}
Dossier = dict[str, Any]


@pytest.fixture(scope="module")
def folder() -> Path:
    if not (SEEDS / LONG).is_file():
        reason = f"the two articles are not at {SEEDS}: put them there to check what is found in them"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return SEEDS


def put(path: Path, config: Config, folder: Path, *names: str, packs: tuple[Pack, ...] = ()) -> BuildReport:
    """Build a case from the named articles, or add them to it."""
    return build(read_inputs(tuple(str(folder / name) for name in names), io.BytesIO()), path, config, packs=packs)


@pytest.fixture(scope="module")
def case(folder: Path, cached: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    put(path, cached, folder, LONG, SHORT)
    return path


@pytest.fixture(scope="module")
def documents(case: Path) -> dict[str, Document]:
    with open_case(case) as opened:
        return {Path(document.source).name: document for document in opened.documents()}


@pytest.fixture(scope="module")
def story(case: Path) -> Dossier:
    with open_case(case) as opened:
        (only,) = questions.stories(opened).stories
        return dict(msgspec.to_builtins(questions.story(opened, only.id)))


def places(story: Dossier, members: tuple[Dossier, ...]) -> set[tuple[str, int]]:
    """Return where claims begin, by file."""
    names = {document["id"]: Path(document["source"]).name for document in story["documents"]}
    return {(names[member["document"]], member["start"]) for member in members}


def group_at(story: Dossier, place: tuple[str, int]) -> Dossier:
    """Return the group of the claim that begins there."""
    (group,) = (group for group in story["groups"] if place in places(story, group["members"]))
    return dict(group)


def test_one_story_of_two_documents_on_one_day(story: Dossier) -> None:
    assert {Path(document["source"]).name for document in story["documents"]} == {LONG, SHORT}
    assert (story["first"], story["last"]) == ("2024-02-20", "2024-02-20")


@pytest.mark.parametrize("place", sorted(GIFT))
def test_the_gift_has_one_origin_that_is_a_party_to_it(story: Dossier, place: tuple[str, int]) -> None:
    group = group_at(story, place)
    assert (group["at_least"], group["at_most"], group["state"], group["when"]) == (1, 1, "single_origin", "2024-02-18")
    assert [(origin["name"], origin["party_to_event"]) for origin in group["origins"]] == [("KCNA", True)]
    assert {name for name, _ in places(story, group["members"])} == {LONG, SHORT}


def test_three_expressions_give_one_day(documents: dict[str, Document]) -> None:
    found = {(name, time.span.start): time.value for name, document in documents.items() for time in document.times}
    assert {found[place] for place in DAY} == {"2024-02-18"}


def test_make_and_shipping_are_not_known(story: Dossier) -> None:
    unknown = [group for group in story["groups"] if group["state"] == "not_known"]
    assert set().union(*(places(story, group["members"]) for group in unknown)) == UNKNOWN
    assert {group["id"] for group in unknown} == set(story["unknowns"])


def test_the_supply_of_arms_is_disputed_and_a_silence_is_no_denial(story: Dossier) -> None:
    (dispute,) = story["disputes"]
    assert {side["value"]: places(story, side["members"]) for side in dispute["sides"]} == {"denied": DENIED, "said": SUPPLIED}
    for place in NO_POSITION:
        group = group_at(story, place)
        assert places(story, group["members"]) == NO_POSITION
        assert {member["stance"] for member in group["members"]} == {"no_position"}
        assert group["id"] not in dispute["groups"]


def test_nothing_is_contradicted(story: Dossier) -> None:
    assert [group["id"] for group in story["groups"] if group["state"] == "contradicted"] == []


def test_chrome_and_captions_claim_nothing(documents: dict[str, Document]) -> None:
    for document in documents.values():
        body = [zone.span for zone in document.zones_of("body", "headline")]
        assert [claim.span for claim in document.claims if not any(span.holds(claim.span) for span in body)] == []


def test_captions_are_caption_zones(documents: dict[str, Document]) -> None:
    found = {name: [zone.span.start for zone in document.zones_of("caption")] for name, document in documents.items()}
    assert found == {LONG: [1944, 3057], SHORT: [59]}


def test_in_either_order_and_one_after_the_other_the_export_is_the_same(
    folder: Path, cached: Config, case: Path, tmp_path: Path
) -> None:
    cases = {"whole": case}
    for number, names in enumerate(permutations((LONG, SHORT))):
        cases[f"order {number}"] = tmp_path / f"order{number}.db"
        put(cases[f"order {number}"], cached, folder, *names)
        cases[f"parts {number}"] = tmp_path / f"parts{number}.db"
        for name in names:
            put(cases[f"parts {number}"], cached, folder, name)
    exported = set()
    for name, path in cases.items():
        assert sayso("export", path, "--to", "jsonl", "--output", tmp_path / name).code == 0
        exported.add(tuple((file.name, file.read_bytes()) for file in sorted((tmp_path / name).iterdir())))
    assert len(exported) == 1


def test_building_again_parses_nothing(folder: Path, cached: Config, case: Path) -> None:
    report = put(case, cached, folder, LONG, SHORT)
    assert (report.parsed, report.known, report.changed) == (0, 2, False)


@pytest.fixture(scope="module")
def judged(folder: Path, cached: Config, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return the story as the pack on North Korea sees it."""
    path = tmp_path_factory.mktemp("judged") / "seeds.db"
    put(path, cached, folder, LONG, SHORT, packs=(load_pack("un-dprk"),))
    with open_case(path) as opened:
        (only,) = questions.stories(opened).stories
        return dict(msgspec.to_builtins(questions.story(opened, only.id)))


def bearing(judged: Dossier, place: tuple[str, int]) -> dict[str, Dossier]:
    """Return what the claim that begins there bears on, by provision."""
    found = (one for one in judged["findings"] if place in places(judged, one["members"]))
    return {one["provision"]["id"]: one for one in found}


@pytest.mark.parametrize("place", sorted(GIFT))
def test_the_gift_bears_on_luxury_and_on_vehicles(judged: Dossier, place: tuple[str, int]) -> None:
    found = bearing(judged, place)
    assert set(found) == LUXURY | VEHICLES
    for one in found.values():
        assert (one["stance"], one["gate"], one["when"]) == ("asserted", "in force", "2024-02-18")
        assert "reported" in one["told"]
        assert (one["at_least"], one["at_most"]) == (1, 1)
        assert "make not disclosed" in {missing["note"] for missing in one["missing"]}
        assert ("recipient", "North Korea") in {(fact["slot"], fact["value"]) for fact in one["facts"]}
        assert one["wording"].startswith("bears on ")


def test_an_older_delivery_has_its_own_date_and_source(judged: Dossier) -> None:
    found = bearing(judged, MERCEDES)
    assert set(found) == LUXURY | VEHICLES
    for one in found.values():
        assert (one["when"], one["gate"]) == ("2018", "in force")
        assert [link["name"] for link in one["members"][0]["chain"]][-1].endswith("Center for Advanced Defense Studies")
        (supplier,) = (fact for fact in one["facts"] if fact["slot"] == "supplier")
        assert supplier["value"] == "Netherlands"
        assert "no proof" in supplier["note"]


def test_cars_of_before_bear_on_no_later_measure(judged: Dossier) -> None:
    found = bearing(judged, CARS)
    assert set(found) == LUXURY
    assert {one["when"] for one in found.values()} == {"2015/2017"}


def test_arms_are_alleged_and_disputed_from_north_korea(judged: Dossier) -> None:
    alleged, denied = bearing(judged, ARTILLERY), bearing(judged, min(DENIED))
    assert (set(alleged), set(denied)) == ({"unsc-1874-9", "unsc-1718-8b"}, {"unsc-1874-9"})
    for one in (*alleged.values(), *denied.values()):
        assert (one["stance"], one["gate"]) == ("disputed", "date not known")
        assert one["disputes"]
        assert ("supplier", "North Korea") in {(fact["slot"], fact["value"]) for fact in one["facts"]}
    assert {tuple(one["told"]) for one in alleged.values()} == {("hedged",)}
    assert {tuple(one["told"]) for one in denied.values()} == {("denied",)}


def test_nothing_else_bears_on_anything(judged: Dossier) -> None:
    told = {place for one in judged["findings"] for place in places(judged, one["members"])}
    given = {(LONG, 536), (LONG, 757), (LONG, 1197), (SHORT, 232), (SHORT, 695)}
    assert told == given | {MERCEDES, CARS} | SUPPLIED | DENIED


def test_without_a_pack_there_are_no_findings(story: Dossier) -> None:
    assert list(story["findings"]) == []
