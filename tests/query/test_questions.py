"""The answers of a case have the fields of the contract, the exact words, and one settled order."""

import json
from collections import Counter
from typing import Any

import msgspec
import pytest

from sayso.model.errors import QuestionError
from sayso.query.questions import claims, failures, stories, story
from sayso.store.store import Case

MEMBER = {"document", "claim", "start", "end", "quote", "stance", "chain"}
GROUP = {"id", "proposition", "when", "state", "at_least", "at_most", "origins", "members", "differences", "reasons"}


def as_json(answer: object) -> Any:
    return json.loads(msgspec.json.encode(answer))


def names(case: Case, **conditions: Any) -> list[str]:
    return [group.id.removeprefix("group-") for group in claims(case, **conditions).groups]


def test_stories_are_listed_newest_first_with_their_support(case: Case) -> None:
    told = as_json(stories(case))
    states = {one["id"]: {each["state"]: each["groups"] for each in one.pop("states")} for one in told["stories"]}
    counted = Counter(group.state for group in claims(case).groups if group.story == "story-flood")
    assert states["story-flood"] == counted
    (facet,) = told.pop("facets")
    assert {each["value"] for each in facet["values"]} == {state for found in states.values() for state in found}
    assert told == {
        "stories": [
            {
                "id": "story-alone",
                "title": "Alone",
                "first": "2024-06-01",
                "last": None,
                "documents": ["doc-c"],
                "outlets": ["Citizen"],
                "at_least": 0,
                "at_most": 1,
            },
            {
                "id": "story-flood",
                "title": "Flood",
                "first": "2024-05-07",
                "last": "2024-05-09",
                "documents": ["doc-a", "doc-b", "doc-c"],
                "outlets": ["Citizen", "Lund Post"],
                "at_least": 1,
                "at_most": 1,
            },
        ],
        "total": 2,
        "documents": 3,
    }


def test_the_dossier_tells_a_story_as_the_contract_has_it(case: Case) -> None:
    answer = as_json(story(case, "story-f"))
    assert set(answer) == {"id", "title", "first", "last", "documents", "origins", "dependences", "groups", "disputes"} | {
        "unknowns",
        "timeline",
        "findings",
    }
    assert answer["documents"][0] == {
        "id": "doc-a",
        "source": "a.txt",
        "outlet": "Lund Post",
        "published": "2024-05-07",
        "title": "Flood in Lund",
    }
    assert answer["origins"] == [
        {"id": "origin-norda", "name": "Norda", "kind": "agency", "state_run": False, "documents": ["doc-a", "doc-b"]}
    ]
    (dependence,) = answer["dependences"]
    assert dependence | {"id": ""} == {
        "id": "",
        "document": "doc-a",
        "on": "origin-norda",
        "how": "cites",
        "evidence": [{"document": "doc-a", "start": 24, "end": 28, "quote": "rose"}],
        "direction_known": True,
    }
    assert answer["unknowns"] == ["group-unknown"]
    assert answer["timeline"] == [
        {
            "when": "2024-05-06",
            "earliest": "2024-05-06",
            "latest": "2024-05-06",
            "group": "group-rose",
            "why": "weekday before publication",
        }
    ]
    assert answer["findings"] == []
    (dispute,) = answer["disputes"]
    assert (dispute["groups"], dispute["verdict"], dispute["rule"]) == (["group-broke"], "disputed", "denial")
    assert [[member["quote"] for member in side["members"]] for side in dispute["sides"]] == [
        ["The dam broke"],
        ["the dam broke"],
    ]


def test_a_group_shows_its_words_and_on_whose_word_they_rest(case: Case) -> None:
    group = as_json(story(case, "story-flood"))["groups"][0]
    assert set(group) >= GROUP
    assert (group["id"], group["when"], group["at_least"], group["at_most"]) == ("group-rose", "2024-05-06", 1, 1)
    assert group["origins"][0] == {
        "id": "origin-norda",
        "name": "Norda",
        "kind": "agency",
        "state_run": False,
        "party_to_event": True,
        "documents": ["doc-a", "doc-b"],
    }
    member = group["members"][0]
    assert set(member) >= MEMBER
    assert member["quote"] == "The river rose on Monday and 12 people fled"
    assert [link["name"] for link in member["chain"]] == ["Lund Post", "Norda"]
    (difference,) = group["differences"]
    assert (difference["slot"], difference["verdict"]) == ("number", "differs")
    assert [(side["value"], side["members"][0]["document"]) for side in difference["sides"]] == [("12", "doc-a"), ("20", "doc-b")]
    assert set(difference["sides"][0]["members"][0]) >= MEMBER
    assert group["reasons"][0]["spans"][0]["quote"] == "rose"


def test_the_chain_names_entities_of_the_case_and_the_outlet_for_its_own_word(case: Case) -> None:
    (group,) = claims(case, disputed=True).groups
    by_document = {member.document: member for member in group.members}
    assert [link.entity for link in by_document["doc-b"].chain] == [None, "entity-berg"]
    assert [(link.name, link.role) for link in by_document["doc-c"].chain] == [("Citizen", "outlet")]


def test_groups_stand_most_supported_first_then_by_what_is_at_issue(case: Case) -> None:
    assert names(case) == ["rose", "unknown", "broke", "slept"]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"disputed": True}, ["broke"]),
        ({"stance": "denied"}, ["broke"]),
        ({"stance": "not_known"}, ["unknown"]),
        ({"about": "the dam"}, ["broke"]),
        ({"about": "Anna Berg"}, ["slept"]),
        ({"about": "RIVER", "stance": "reported"}, ["rose"]),
        ({"about": "river", "disputed": True}, []),
        ({"about": "riv"}, []),
        ({"about": "?!"}, []),
        ({"story": "story-alone"}, []),
        ({"story": "story-f", "disputed": True}, ["broke"]),
        ({"story": "story-nobody"}, []),
    ],
)
def test_claims_are_chosen(case: Case, conditions: dict[str, Any], found: list[str]) -> None:
    assert names(case, **conditions) == found


def test_a_question_put_wrongly_says_how_to_put_it(case: Case) -> None:
    with pytest.raises(QuestionError, match="could be 2 things"):
        story(case, "story-")
    with pytest.raises(QuestionError, match="no stance 'sure'") as caught:
        claims(case, stance="sure")
    assert "asserted" in caught.value.remedy
    assert story(case, "nobody") is None
    assert story(case, "doc-a") is None


def test_failures_are_told(case: Case) -> None:
    assert as_json(failures(case)) == {
        "failures": [{"source": "x.zip", "rule": "archive", "message": "is an archive", "remedy": "unpack it first"}]
    }
