"""The verdict on a sentence is one sentence, and says on whose word."""

import pytest

from sayso.query.answers import DifferenceAnswer, GroupAnswer, SideAnswer
from sayso.show.check import page, verdict
from sayso.show.outline import quarrels_of
from sayso.show.sources import Sources
from tests.show.sample import dossier, member
from tests.show.test_text import printed

GROUPS = {each.id: each for each in dossier().groups}
QUARRELS = quarrels_of(dossier().disputes, dossier().groups)
NOBODY = GROUPS["group-1"].replace(at_least=0, at_most=2, origins=())
ENA = "ENA (state-run, party to the event)"


@pytest.mark.parametrize(
    ("name", "groups", "told"),
    [
        ("supports", (GROUPS["group-1"],), f"Supported, on one origin: {ENA}"),
        ("supports", (NOBODY,), "Supported, on at most two origins, none of them named"),
        ("disputes", (GROUPS["group-2"],), f"Disputed: said on one to two origins: {ENA}; denied on one origin: {ENA}"),
        ("known_unknown", (GROUPS["group-4"],), "Not known: one document says so"),
        ("silent", (), "Silent: nothing in this case says that, or its opposite"),
    ],
)
def test_a_verdict_is_one_sentence(name: str, groups: tuple[GroupAnswer, ...], told: str) -> None:
    quarrels = QUARRELS if name == "disputes" else ()
    assert verdict(name, groups, quarrels, ()).plain == told


def test_what_only_is_denied_is_told_as_denied() -> None:
    assert verdict("disputes", (GROUPS["group-3"],), (), ()).plain.startswith("Denied, on one origin: ENA")


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
        assert verdict("differs", (GROUPS["group-1"],), (), (found,)).plain == told


def test_the_page_shows_the_claims_and_the_documents_that_their_numbers_mean() -> None:
    group = GROUPS["group-2"]
    sources = Sources(dossier().documents, {})
    shown = printed(page(verdict("supports", (group,), (), ()), ["as it seems"], (group,), sources))
    assert "Not taken into account: “as it seems”" in shown
    assert "disputed · 2024-03-01 · one to two independent origins" in shown
    assert "[1]  The Courier  2024-03-01" in shown
