"""The verdict on a sentence is one sentence, and says on whose word."""

import pytest

from sayso.query.answers import DifferenceAnswer, GroupAnswer, SideAnswer
from sayso.show.check import Behind, clauses, page, verdict
from sayso.show.sources import Sources
from tests.show.sample import dossier, member
from tests.show.test_text import printed

GROUPS = {each.id: each for each in dossier().groups}
NOBODY = GROUPS["group-1"].replace(at_least=0, at_most=2, origins=())
ENA = "ENA (state-run, party to the event)"


@pytest.mark.parametrize(
    ("name", "groups", "told"),
    [
        ("supports", (GROUPS["group-1"],), f"Supported, on one origin: {ENA}"),
        ("supports", (NOBODY,), "Supported, on at most two origins, none of them named"),
        (
            "disputes",
            (GROUPS["group-2"], GROUPS["group-3"]),
            f"Disputed: said on one to two origins: {ENA}; against it on one origin: {ENA}",
        ),
        ("known_unknown", (GROUPS["group-4"],), "Not known: one document says so"),
        ("silent", (), "Silent: nothing in this case says that, or its opposite"),
    ],
)
def test_a_verdict_is_one_sentence(name: str, groups: tuple[GroupAnswer, ...], told: str) -> None:
    assert verdict(name, Behind(groups=groups, against=("group-3",))).plain == told


def test_what_only_is_denied_is_told_as_denied() -> None:
    assert verdict("disputes", Behind(groups=(GROUPS["group-3"],), against=("group-3",))).plain.startswith(
        "Denied, on one origin: ENA"
    )


def test_a_difference_names_the_values() -> None:
    asked = member("sentence", 0, "fifteen people were hurt")
    twelve, fifteen = GROUPS["group-1"].differences[0].sides
    other = SideAnswer(value="15", members=(asked,)), twelve
    agreed = SideAnswer(value="15", members=(*fifteen.members, asked)), twelve
    for sides, told in (
        (other, "Not what this case holds: number 12, not 15"),
        (agreed, "Accounts differ on that: number 15, but also 12"),
    ):
        found = DifferenceAnswer(slot="number", sides=sides, verdict="contradicted")
        assert verdict("differs", Behind(groups=(GROUPS["group-1"],), differences=(found,))).plain == told


def test_the_page_shows_the_claims_and_the_documents_that_their_numbers_mean() -> None:
    group = GROUPS["group-2"]
    sources = Sources(dossier().documents, {})
    shown = printed(page(verdict("supports", Behind(groups=(group,))), ["as it seems"], (group,), sources))
    assert "Not taken into account: “as it seems”" in shown
    assert "disputed · 2024-03-01 · one to two independent origins" in shown
    assert "[1]  The Courier  2024-03-01" in shown


def test_the_opposite_of_what_is_said_is_told_so_and_no_denial() -> None:
    told = verdict("disputes", Behind(groups=(GROUPS["group-1"],), against=("group-1",))).plain
    assert told == f"Disputed: this case says the opposite, on one origin: {ENA}"


def test_a_citation_is_told_to_be_on_record() -> None:
    told = verdict("supports", Behind(groups=(GROUPS["group-2"],), cited=True)).plain
    assert told == "Supported: that is on record; what is told there is disputed"


def test_clauses_are_told_apart_only_where_there_are_several() -> None:
    assert list(clauses([("the dam broke", "silent")])) == []
    told = [each.plain.strip() for each in clauses([("the dam broke", "silent"), ("she slept", "supports")])]
    assert told == ["silent: “the dam broke”", "supported: “she slept”"]
