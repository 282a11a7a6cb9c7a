"""Claims of one thing meet in one group; what is denied, not known or of another day or thing does not."""

from itertools import permutations

import pytest

from sayso.model.corpus import ClaimGroup, Corpus
from tests.reading import compare, read

DAY = "2024-05-14"
PILE = (
    "A freighter carried four trucks to Selmar on Sunday, Xinhua reported. The price of the trucks was not disclosed.",
    "Four trucks were carried to Selmar on Sunday by a freighter, Reuters said. Kestria shipped copper to Marovia in January.",
    "Kestria denied shipping copper to Marovia. The trucks reached Selmar on a freighter. The price of the trucks is unknown.",
    "Kestria denied shipping rifles to Ruritania. A freighter carried trucks to Selmar.",
)


def corpus(*texts: str) -> Corpus:
    return compare(read(text, DAY, f"Outlet {number}", f"d{number}") for number, text in enumerate(texts))


def told(found: Corpus, group: ClaimGroup) -> list[tuple[str, str]]:
    """Return the stance and the words of each member."""
    claims = {
        claim.id: (claim.stance, claim.span.cut(document.text)) for document in found.documents for claim in document.claims
    }
    return [claims[member.claim] for member in group.members]


def test_every_claim_is_in_one_group() -> None:
    found = corpus(*PILE)
    members = [member.claim for group in found.groups for member in group.members]
    assert sorted(members) == sorted(claim.id for document in found.documents for claim in document.claims)


def test_one_happening_told_from_two_sides_is_one_group() -> None:
    found = corpus(
        "Marovia gave Kestria a mobile hospital, Reuters said.", "Kestria received a mobile hospital from Marovia, Xinhua said."
    )
    assert [len(group.members) for group in found.groups] == [2]
    assert found.groups[0].reasons[0].rule in {"same-kind", "near-kind"}


def test_what_is_said_and_what_is_denied_or_not_known_never_share_a_group() -> None:
    found = corpus(*PILE)
    apart = {"denied", "not_known", "no_position"}
    sorts = [{stance if stance in apart else "said" for stance, _ in told(found, group)} for group in found.groups]
    assert all(len(sort) == 1 for sort in sorts)
    assert {"denied"} in sorts
    assert {"not_known"} in sorts


def test_denials_of_different_things_are_two_groups() -> None:
    found = corpus(*PILE)
    denied = [told(found, group) for group in found.groups]
    assert [("denied", "Kestria denied shipping rifles to Ruritania")] in denied
    assert [("denied", "Kestria denied shipping copper to Marovia")] in denied


def test_groups_do_not_depend_on_the_order_of_documents() -> None:
    documents = [read(text, DAY, f"Outlet {number}", f"d{number}") for number, text in enumerate(PILE)]
    assert len({repr((found.groups, found.disputes)) for found in map(compare, permutations(documents))}) == 1


def test_a_claim_and_its_negation_are_apart() -> None:
    found = corpus(
        "The freighter reached Selmar on Sunday, Reuters said.", "The freighter did not reach Selmar on Sunday, Xinhua said."
    )
    assert [len(group.members) for group in found.groups] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What we know is little, the mayor said.", "The guards are known for their patience, Reuters said."),
        ("The crew was trying to reach the harbour, Reuters said.", "A nurse tried to calm the passengers, Xinhua said."),
        ("Ana Brook turned the lights off, Reuters said.", "The ferry turned towards the harbour, Xinhua said."),
        ("The minister has a house in Selmar, Reuters said.", "The minister has a cold, Xinhua said."),
    ],
)
def test_a_verb_of_any_use_in_common_is_not_enough(one: str, other: str) -> None:
    assert {len(group.members) for group in corpus(one, other).groups} == {1}


def test_a_quotation_told_twice_is_one_group() -> None:
    found = corpus('"We know nothing," Ana Brook said.', '"We know nothing," Ms Brook told Reuters.')
    assert [len(group.members) for group in found.groups] == [2]


def test_to_leave_a_place_is_not_to_come_to_it() -> None:
    one = "A delegation of Kestria returned from Marovia on Monday, Reuters said."
    there, back = (
        "A delegation of Kestria travelled to Marovia, Xinhua said.",
        "Kestria's delegation returned from Marovia, Xinhua said.",
    )
    assert {len(group.members) for group in corpus(one, there).groups} == {1}
    assert 2 in {len(group.members) for group in corpus(one, back).groups}


def test_what_two_named_doers_did_on_two_days_is_two_happenings() -> None:
    found = corpus(
        "Marovia sold three cars to Ruritania on 3 May, Reuters said.",
        "Kestria gave two limousines to Ruritania on 4 May, Xinhua said.",
    )
    assert {len(group.members) for group in found.groups} == {1}
