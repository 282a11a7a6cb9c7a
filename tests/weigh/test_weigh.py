"""What agreement is worth and where accounts part, for two or more invented articles on one happening."""

import pytest

from sayso.kit.calendar import doubted
from sayso.model.corpus import ClaimGroup, Corpus
from sayso.weigh.corroborate import _Weigher
from tests.reading import compare, read

DAY = "2024-05-14"
SHIPPED = "Kestria shipped copper to Marovia in January, Reuters reported."
TRUCKS = "A freighter carried four trucks to Selmar on Sunday"
LONG = (
    " The pier of Selmar is old, the road to it is long, and many a ship has waited there for a week before the guards let it in."
)


def corpus(*texts: str, days: tuple[str, ...] = ()) -> Corpus:
    given = (*days, *([DAY] * (len(texts) - len(days))))
    return compare(read(text, given[number], f"Outlet {number}", f"d{number}") for number, text in enumerate(texts))


def largest(found: Corpus) -> ClaimGroup:
    """Return the group that most documents speak in."""
    return max(
        found.groups, key=lambda group: (len({member.document for member in group.members}), group.at_least, group.at_most)
    )


INDEPENDENCE = [
    ((f"{TRUCKS}, Xinhua reported.",), (1, 1), "single_origin"),
    (tuple(f"{TRUCKS}, Xinhua reported." + " The pier is old." * n for n in range(5)), (1, 1), "single_origin"),
    ((f"{TRUCKS}, Xinhua reported.", f"{TRUCKS}. The pier is old."), (1, 2), "undetermined"),
    ((f"{TRUCKS}.", f"{TRUCKS}. The pier is old."), (0, 2), "undetermined"),
    ((f"{TRUCKS}, officials said.", f"{TRUCKS}, officials said."), (0, 2), "undetermined"),
    ((f"{TRUCKS}.{LONG}", f"{TRUCKS}.{LONG}"), (0, 1), "single_origin"),
    ((f"{TRUCKS}, Xinhua reported.{LONG}", f"{TRUCKS}, Xinhua reported.{LONG}"), (1, 1), "single_origin"),
    ((f"{TRUCKS}, TASS reported.", f"{TRUCKS}, RIA Novosti reported."), (1, 2), "undetermined"),
    ((f"{TRUCKS}, TASS reported.", f"{TRUCKS}, Reuters reported."), (2, 2), "corroborated"),
    ((f"{TRUCKS}, a Harbour Post reporter saw.", f"{TRUCKS}, Reuters reported."), (2, 2), "corroborated"),
]  # fmt: skip
DIFFERENCES = [
    ("A freighter carried four trucks to Selmar on Saturday, Reuters reported.", "date", "contradicted", "contradicted"),
    ("A freighter carried four trucks to Selmar in May, Reuters reported.", "date", "more_specific", "corroborated"),
    ("A freighter carried four trucks to Selmar in April, Reuters reported.", "date", "differs", "differs"),
    ("A freighter carried three trucks to Selmar on Sunday, Reuters reported.", "number", "contradicted", "contradicted"),
    ("A freighter may have carried three trucks to Selmar on Sunday, Reuters reported.", "number", "differs", "differs"),
    ("A freighter may have carried four trucks to Selmar on Saturday, Reuters reported.", "date", "differs", "differs"),
    ("A freighter may have carried four trucks to Selmar on Sunday, Reuters reported.", "certainty", "differs", "differs"),
    ("A freighter carried more than two trucks to Selmar on Sunday, Reuters reported.", None, None, "corroborated"),
    ("A freighter carried trucks to Selmar on Sunday, Reuters reported.", None, None, "corroborated"),
    ("On 12 May, four trucks were carried to Selmar by a freighter, Reuters reported.", None, None, "corroborated"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected", "state"), INDEPENDENCE)
def test_independence_is_a_range_that_silence_never_raises(texts: tuple[str, ...], expected: tuple[int, int], state: str) -> None:
    group = largest(corpus(*texts))
    assert len({member.document for member in group.members}) == len(texts)
    assert (group.at_least, group.at_most) == expected
    assert group.state == state


@pytest.mark.parametrize(("other", "slot", "verdict", "state"), DIFFERENCES)
def test_accounts_part_only_where_both_cannot_be_true(other: str, slot: str | None, verdict: str | None, state: str) -> None:
    group = largest(corpus(f"{TRUCKS}, Xinhua reported.", other))
    assert len(group.members) == 2
    found = {(difference.slot, difference.verdict) for difference in group.differences}
    assert (slot, verdict) in found if slot else found == set()
    assert group.state == state
    assert all(reason.spans for difference in group.differences for reason in difference.reasons)


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [(("nine", "twelve"), "updated"), (("twelve", "nine"), "contradicted")],
    ids=["a toll that rises", "a toll that falls"],
)
def test_a_toll_that_rises_with_the_days_of_report_is_an_update(numbers: tuple[str, str], verdict: str) -> None:
    texts = [f"The storm in Selmar killed {number} people on Sunday, Reuters reported." for number in numbers]
    group = largest(corpus(*texts, days=("2024-05-13", "2024-05-15")))
    assert [(difference.slot, difference.verdict) for difference in group.differences] == [("number", verdict)]
    assert group.state == verdict


def test_an_uncertain_day_contradicts_nobody() -> None:
    sure = read(f"{TRUCKS}, Xinhua reported.", DAY, "Outlet 0", "d0")
    other = read(f"{TRUCKS.replace('Sunday', 'Saturday')}, Reuters reported.", DAY, "Outlet 1", "d1")
    other = other.replace(events=tuple(event.replace(when=doubted(event.when)) for event in other.events))
    (difference,) = largest(compare([sure, other])).differences
    assert (difference.slot, difference.verdict) == ("date", "differs")
    assert {side.value for side in difference.sides} == {"2024-05-11", "2024-05-12"}


def test_sides_name_their_values_and_the_claims_that_give_them() -> None:
    found = corpus(f"{TRUCKS}, Xinhua reported.", TRUCKS.replace("four", "three") + ", Reuters reported.")
    (difference,) = largest(found).differences
    assert [(side.value, [document for document, _ in side.members]) for side in difference.sides] == [
        ("3", ["d1"]),
        ("4", ["d0"]),
    ]


def test_two_people_in_one_role_differ_and_contradict_nothing() -> None:
    found = corpus(
        "Mr Ann Hale gave Marovia four trucks, Xinhua reported.", "Ms Mira Orlan gave Marovia four trucks, Reuters said."
    )
    (group,) = found.groups
    assert [(difference.slot, difference.verdict) for difference in group.differences] == [("name", "differs")]


def test_an_origin_that_takes_part_is_marked() -> None:
    found = corpus(
        "Russia gave Kestria four trucks on Sunday, TASS reported.", "Kestria got four trucks from Russia, Reuters said."
    )
    names = {origin.id: origin.name for origin in found.origins}
    assert {names[line.origin]: line.party_to_event for group in found.groups for line in group.lines} == {
        "TASS": True,
        "Reuters": False,
    }


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        (SHIPPED, "Kestria denied shipping copper to Marovia.", True),
        (SHIPPED, "Kestria has shipped no copper to Marovia, officials said.", True),
        (SHIPPED.replace("copper", "rifles"), "Kestria denied shipping copper to Marovia.", False),
        (SHIPPED, "Ruritania denied shipping rifles to Velden.", False),
        (SHIPPED, "Kestria declined to comment on the copper.", False),
    ],
)
def test_a_dispute_needs_one_who_says_and_one_who_denies_the_same(one: str, other: str, disputed: bool) -> None:
    found = corpus(one, other)
    assert bool(found.disputes) == disputed
    assert {group.state for group in found.groups} == ({"disputed"} if disputed else {"single_origin"})
    for dispute in found.disputes:
        assert [side.value for side in dispute.sides] == ["denied", "said"]
        assert {document for side in dispute.sides for document, _ in side.members} == {"d0", "d1"}


def test_a_dispute_shows_only_the_claims_that_meet() -> None:
    found = corpus(SHIPPED, "Kestria denied shipping copper to Marovia. Kestria denied any contact with the mayor of Tarn.")
    first, *rest = [group for group in found.groups if is_denial(found, group)]
    joined = first.replace(members=tuple(member for group in (first, *rest) for member in group.members))
    others = [group for group in found.groups if not is_denial(found, group)]
    (dispute,) = _Weigher(found).disputes([joined, *others])
    assert len(joined.members) > 1
    assert [len(side.members) for side in dispute.sides] == [1, 1]


def is_denial(found: Corpus, group: ClaimGroup) -> bool:
    denied = {claim.id for document in found.documents for claim in document.claims if claim.stance == "denied"}
    return bool(denied & {member.claim for member in group.members})


def test_what_is_told_alike_is_told_by_two_named_origins() -> None:
    found = corpus(f"{TRUCKS}, TASS reported.", f"{TRUCKS}, Reuters reported.")
    group, weigher = largest(found), _Weigher(found)
    one = group.members[0].origins
    assert weigher.is_told_alike(group)
    for origins in (one, ()):
        assert not weigher.is_told_alike(group.replace(members=tuple(each.replace(origins=origins) for each in group.members)))


def test_what_nobody_knows_is_known_to_nobody_twice() -> None:
    found = corpus("The price of the trucks was not disclosed.", "The price of the trucks is not known.")
    assert [(group.state, len(group.members), group.at_least) for group in found.groups] == [("not_known", 2, 0)]
