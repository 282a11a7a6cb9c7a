"""A row of `analyse` has the names of the contract and says where every fact stands."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sayso.show.dossier import to_json
from sayso.show.rows import to_row
from tests.show.sample import TEXT, document

NAMES = (
    "id source outlet published language title status text text_sha256 published_why zones sentences mentions entities times "
    "quantities attributions claims events"
)


def row(entity_of: Mapping[str, str] = MappingProxyType({}), *, with_text: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(to_row(document(), entity_of, with_text=with_text)))
    return found


def test_a_row_has_the_names_of_the_contract() -> None:
    found = row()
    assert set(NAMES.split()) <= set(found)
    assert found["text"] == TEXT
    assert found["published_why"] == {"method": "header", "candidates": [], "conflict": False}


def test_every_fact_has_its_names_and_place() -> None:
    found = row()
    facts = {name: found[name][0] for name in ("zones", "sentences", "mentions", "times", "attributions", "claims", "events")}
    assert {"start", "end", "kind", "why"} <= set(facts["zones"])
    assert {"start", "end"} <= set(facts["sentences"])
    assert {"id", "start", "end", "kind", "form", "entity"} <= set(facts["mentions"])
    assert {"start", "end", "type", "value", "timex"} <= set(facts["times"])
    assert {"id", "start", "end", "stance", "certainty", "attribution", "hedges", "event"} <= set(facts["claims"])
    attribution, event = facts["attributions"], facts["events"]
    assert attribution["class"] == "speech"
    assert attribution["chain"] == [{"name": "ENA", "entity": "a.txt-ena", "role": "agency"}]
    assert [TEXT[place["start"] : place["end"]] for name in ("source", "cue", "content") for place in attribution[name]] == [
        "ENA",
        "said",
        "Jo fell",
    ]
    assert event["trigger"] == {"start": 27, "end": 31}
    assert event["roles"] == [{"role": "agent", "start": 24, "end": 26, "entity": "a.txt-jo"}]
    assert (event["when"], event["when_why"], event["polarity"], event["claim"]) == ("2024-03-01", "in_clause", "+", "claim-1")


def test_entities_can_be_those_of_the_case_and_two_that_are_one_are_told_as_one() -> None:
    found = row(entity_of={"a.txt-ena": "entity-1", "a.txt-jo": "entity-1"})
    assert found["entities"] == [{"id": "entity-1", "kind": "organisation", "name": "ENA", "names": ["ENA", "Jo"]}]
    assert {mention["entity"] for mention in found["mentions"]} == {"entity-1"}
    assert found["attributions"][0]["source_entity"] == "entity-1"


def test_the_text_can_be_left_out() -> None:
    assert "text" not in row(with_text=False)


def test_letters_that_no_encoding_holds_are_told_as_json_tells_them() -> None:
    assert json.loads(to_json(to_row(document(title="\ud800")))) == json.loads(to_json(to_row(document()))) | {"title": "\ud800"}
