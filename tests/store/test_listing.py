"""The long lists of a case: what they are ordered by, any part of them, and that an older case is given the same columns."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select, update

from sayso.model.errors import QuestionError
from sayso.query import questions
from sayso.query.claims import claims
from sayso.query.entities import entities, entity
from sayso.store import schema
from sayso.store.catching_up import catch_up
from sayso.store.ranking import standing
from sayso.store.store import GroupsWanted, Part, open_case


def test_the_most_supported_stand_first_then_the_most_telling_then_the_first_told() -> None:
    day = [("2024-05-06", "doc-1", 0)]
    ordered = [
        standing(3, 3, "corroborated", day),
        standing(2, 9, "corroborated", day),
        standing(2, 3, "disputed", day),
        standing(2, 3, "corroborated", [("2024-05-06", "doc-2", 0), ("2024-05-05", "doc-9", 5)]),
        standing(2, 3, "corroborated", day),
        standing(2, 3, "corroborated", [("2024-05-06", "doc-1", 7)]),
        standing(2, 3, "corroborated", [("2024-05-06T09:00", "doc-1", 0)]),
        standing(2, 3, "corroborated", [(None, "doc-1", 0)]),
        standing(0, 12, "undetermined", day),
        standing(0, 2, "undetermined", day),
    ]
    assert ordered == sorted(ordered)
    assert len(set(ordered)) == len(ordered)


def test_parts_of_a_list_make_the_list(example_case: Path) -> None:
    with open_case(example_case) as case:
        whole = questions.stories(case)
        parts = [questions.stories(case, Part(most=1, skip=at)) for at in range(whole.total + 1)]
        assert tuple(story for part in parts for story in part.stories) == whole.stories
        assert {part.total for part in parts} == {whole.total} == {len(whole.stories)}
        every = claims(case)
        halves = [claims(case, part=Part(most=40, skip=at)).groups for at in range(0, every.total + 40, 40)]
        assert tuple(group for half in halves for group in half) == every.groups
        people = entities(case, kind="person")
        assert entities(case, kind="person", part=Part(most=2, skip=1)).entities == people.entities[1:3]
        assert entities(case, about="orlan", part=Part(most=1, skip=1)).entities == entities(case, about="orlan").entities[1:2]
        assert entity(case, people.entities[0].id) == people.entities[0]
        assert entity(case, "entity-nobody") is None


def test_stories_are_told_by_what_they_hold_and_how_much_they_are_told(example_case: Path) -> None:
    with open_case(example_case) as case:
        whole = questions.stories(case)
        (facet,) = whole.facets
        assert (whole.documents, facet.name, facet.chosen) == (10, "state", None)
        for each in facet.values:
            holding = questions.stories(case, Part(most=1), state=each.value)
            assert (
                holding.total == each.count == sum(each.value in {one.state for one in story.states} for story in whole.stories)
            )
        hospital = next(story for story in whole.stories if len(story.documents) == 8)
        counted = Counter(group.state for group in questions.claims(case, hospital.id).groups)
        assert {one.state: one.groups for one in hospital.states} == counted
        told = [len(story.documents) for story in questions.stories(case, order="articles").stories]
        assert told == sorted(told, reverse=True)
        assert questions.stories(case, state="updated").total == counted["updated"]
        with pytest.raises(QuestionError, match="no state 'angry'"):
            questions.stories(case, state="angry")


@pytest.mark.parametrize("narrowed", [{}, {"stance": "denied"}, {"state": "corroborated"}, {"about": "hospital"}])
def test_claims_are_counted_by_state_and_stance(example_case: Path, narrowed: dict[str, str]) -> None:
    with open_case(example_case) as case:
        found = claims(case, **narrowed)  # type: ignore[arg-type]
        assert found.total == len(found.groups) > 0
        facets = {facet.name: {each.value: each.count for each in facet.values} for facet in found.facets}
        for state, count in facets["state"].items():
            assert claims(case, **{**narrowed, "state": state}).total == count  # type: ignore[arg-type]
        for stance, count in facets["stance"].items():
            assert claims(case, **{**narrowed, "stance": stance}).total == count  # type: ignore[arg-type]


def test_entities_are_listed_by_how_much_is_told_of_them(example_case: Path) -> None:
    with open_case(example_case) as case:
        whole, told = case.entity_of(), Counter[str]()
        for document in case.documents():
            told.update(whole[mention.entity] for mention in document.mentions if mention.entity in whole)
        found = entities(case, unnamed=True).entities
        assert {one.id: one.mentions for one in found} == {one.id: told[one.id] for one in case.entities()}
        ordered = sorted(found, key=lambda one: (-len(one.documents), -one.mentions, one.name, one.id))
        assert list(found) == ordered


def test_what_is_fought_over_is_disputed_contradicted_or_in_a_dispute(example_case: Path) -> None:
    with open_case(example_case) as case:
        disputed = {id for dispute in case.disputes() for id in dispute.groups}
        expected = {group.id for group in case.groups() if group.state in {"disputed", "contradicted"} or group.id in disputed}
        assert set(case.groups_listed(GroupsWanted(is_fought=True), Part())) == expected != set()


def test_an_older_case_is_given_the_same_columns(example_case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(example_case.read_bytes())
    entity, group = schema.ENTITY, schema.CLAIM_GROUP
    asked = (
        select(entity.c.id, entity.c.articles, entity.c.mentions, entity.c.named).order_by(entity.c.id),
        select(group.c.id, group.c.fought, group.c.stances, group.c.standing).order_by(group.c.id),
    )
    with open_case(copy, write=True) as case:
        connection = case._connection
        before = [connection.execute(question).all() for question in asked]
        connection.execute(update(entity).values(articles=0, mentions=0, named=False))
        connection.execute(update(group).values(fought=False, stances="", standing=""))
        catch_up(connection)
        assert [connection.execute(question).all() for question in asked] == before
