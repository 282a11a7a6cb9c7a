"""Every rule by which two accounts are compared, on invented sentences, and what must not set one off."""

import pytest

from sayso.kit.config import Config
from sayso.model.corpus import ClaimGroup, Corpus, Difference
from sayso.model.facts import Quantity
from sayso.model.span import Span
from sayso.run.across import across
from sayso.run.progress import Silent
from sayso.weigh.numbers import is_rounded, overlap, written
from tests.reading import BODY, read

DAY, NEXT = "2024-05-14", "2024-05-16"
ONE_STORY = Config(story_threshold=0.0)
TANKS = "Marovia bought forty tanks from Kestria"


def compared(*texts: str, days: tuple[str, str] = (DAY, DAY)) -> Corpus:
    """Return two articles compared as one story."""
    pairs = zip(texts, days, strict=True)
    found = tuple(read(text, day, f"Outlet {at}", f"d{at}").replace(parse=None) for at, (text, day) in enumerate(pairs))
    return across(Corpus(documents=found), ONE_STORY, BODY, Silent())


def shared(found: Corpus) -> list[ClaimGroup]:
    return [group for group in found.groups if len(involved(group)) > 1]


def involved(group: ClaimGroup) -> set[str]:
    """Return the articles that a group tells of: those of its members and of the sides of its differences."""
    sides = {document for each in group.differences for side in each.sides for document, _ in side.members}
    return {member.document for member in group.members} | sides


def parted(found: Corpus) -> list[Difference]:
    return [each for group in shared(found) for each in group.differences]


def told(found: Corpus) -> set[tuple[str, str, str]]:
    return {(each.slot, each.verdict, each.rule) for each in parted(found)}


RULES = [
    (f"{TANKS} on 3 May.", "Marovia bought forty tanks from Kestria on 4 May.", ("date", "contradicted", "exact-days-differ")),
    (f"{TANKS} on 3 May.", "Kestria sold forty tanks to Marovia in May.", ("date", "more_specific", "one-date-holds-the-other")),
    (f"{TANKS}.", "Kestria sold 30 tanks to Marovia.", ("number", "contradicted", "exact-numbers-differ")),
    (f"{TANKS}.", "Kestria may have sold 30 tanks to Marovia.", ("number", "differs", "numbers-differ")),
    (
        "The storm in Selmar killed nine people.",
        "The storm in Selmar killed 12 people.",
        ("number", "differs", "tolls-of-one-day-differ"),
    ),
    (
        "Several ships were damaged in Selmar.",
        "Six ships were damaged in Selmar.",
        ("number", "more_specific", "one-number-is-vague"),
    ),
    (
        "Hundreds of houses were destroyed by the storm.",
        "The storm destroyed 412 houses.",
        ("number", "more_specific", "one-number-is-vague"),
    ),
    (
        "The firm sold 700 trucks to Kestria.",
        "The firm sold 716 trucks to Kestria.",
        ("number", "more_specific", "one-number-is-the-other-rounded"),
    ),
    (
        "A Kestrian-made drone hit the depot at Velden.",
        "A Marovian-made drone hit the depot at Velden.",
        ("name", "contradicted", "made-by-two-countries"),
    ),
    ("Mr Tomas Orlan opened the hospital.", "Ms Mira Orlan opened the hospital.", ("name", "differs", "other-agent")),
    ("A judge closed the mine.", "Judge Hanna Weil closed the mine.", ("name", "more_specific", "one-names-the-agent")),
    (
        "Judges weighed a suit of Tarn that covers 1.5 million women.",
        "Women gathered in Tarn. The suit in Tarn was filed for as many as 1.5 million women.",
        ("number", "more_specific", "one-number-is-vague"),
    ),
    (
        "The suit in Tarn may cover as many as 140,000 workers.",
        "Lawyers in Tarn filed a suit on behalf of as many as 150,000 workers.",
        ("number", "differs", "bounds-differ"),
    ),
    (
        "Marovia plans to pull all 2,160 soldiers out of Velden.",
        "The mayor spoke of the decision of Marovia to withdraw some 2,200 soldiers from Velden.",
        ("number", "more_specific", "one-number-is-vague"),
    ),
    (
        "A review of last year's attack on the Kestrian depot in Velden is due, Marovia said.",
        "The mayor spoke of last September's attack on the Kestrian depot in Velden.",
        ("date", "more_specific", "one-date-holds-the-other"),
    ),
    ("The gift breached the embargo.", "The gift may have breached the embargo.", ("certainty", "differs", "certainty-differs")),
    (
        "The gift to Velden may breach the embargo.",
        "The gift to Velden is likely to be in violation of the embargo.",
        ("certainty", "differs", "certainty-differs"),
    ),
    (
        "Kestria imported more than 800 cars from 2015 to 2017.",
        "Kestria imported more than 800 cars from 2005 to 2007.",
        ("date", "differs", "dates-differ"),
    ),
    (
        "Kestria denied that it shipped rifles to Velden.",
        "Kestria confirmed that it shipped rifles to Velden.",
        ("stance", "contradicted", "denied-and-confirmed-by-one-speaker"),
    ),
    (
        "Kestria denied shipping rifles to Velden.",
        "Kestria has neither confirmed nor denied shipping rifles to Velden.",
        ("stance", "differs", "positions-of-one-speaker-differ"),
    ),
    (
        "The make of the car was not disclosed.",
        "The car is a Norda Senator, the report said.",
        ("known", "differs", "known-to-one-article"),
    ),
]


@pytest.mark.parametrize(("one", "other", "rule"), RULES, ids=[rule[2] for *_, rule in RULES])
def test_each_rule_fires_and_shows_both_sides(one: str, other: str, rule: tuple[str, str, str]) -> None:
    found = compared(one, other)
    assert rule in told(found)
    for each in parted(found):
        assert len(each.sides) == 2
        assert {document for side in each.sides for document, _ in side.members} == {"d0", "d1"}
        assert all(len(reason.spans) == 2 for reason in each.reasons)


LATER = [
    ("The storm in Selmar killed at least nine people.", "The storm in Selmar killed 12 people.", "toll-rises-with-report-time"),
    ("The crash left two people dead.", "The crash left five people dead.", "toll-rises-with-report-time"),
    (
        "The trial of the mayor will begin on 2 June.",
        "The trial of the mayor will begin on 9 June.",
        "plan-moved-with-report-time",
    ),
    ("The make of the car was not disclosed.", "The car is a Norda Senator, the report said.", "answered-later"),
]


@pytest.mark.parametrize(("one", "other", "rule"), LATER, ids=[rule for *_, rule in LATER])
def test_what_a_later_report_knows_better_is_an_update(one: str, other: str, rule: str) -> None:
    found = compared(one, other, days=(DAY, NEXT))
    assert ("updated", rule) in {(verdict, name) for _, verdict, name in told(found)}
    assert {group.state for group in shared(found)} == {"updated"}


QUIET = [
    (f"{TANKS}.", "Marovia bought wheat from Kestria."),
    ("Fire destroyed a furniture factory in Osmund.", "Fire destroyed a school in Tarn."),
    ("Mr Paul Renn backed the plan of the mayor.", "Ms Ada Holm backed the plan of the mayor."),
    ("The ministry bought trucks so that soldiers could use the road.", "The ministry bought trucks and soldiers use the road."),
    ("Twelve boats were handed to Velden.", "At least ten boats were handed to Velden."),
    ("Mr Jim Hale resigned on 3 May.", "Mr James Hale resigned on 3 May."),
    ("The harbour of Velden has 1,200 berths for ships.", "Some 1,200 berths stand empty in a yard in Tarn."),
    ("The suit covers 1.5 million women in Tarn.", "A clinic in Tarn has treated as many as 1.1 million women with a suit."),
    ("Mr Jim Hale spoke in Tarn on 3 May.", "Mr Jim Hale wrote of Tarn in May."),
    ("The mayor was in Tarn on 3 May.", "The mayor was in Tarn in May."),
    ("Two other men accused Mr Dane Holt of theft.", "Four men accused Mr Dane Holt of theft."),
    ("Marovia sold the firm two Kestrian ships.", "Marovia sold the firm five ships."),
    ("The blast in Selmar killed two people.", "In 1987 the blast in Selmar killed eight people."),
    ("The mine published 2,800 pages of the report.", "The mine published at least 87,000 pages of the report."),
    ("Ms Mira Orlan endorsed Mr Paul Renn.", "Ms Mira Orlan backed Mr Tom Berg, who opposed Mr Paul Renn, in the first round."),
    ("Sick people cannot buy guns in Tarn.", "Sick people may not buy guns in Tarn."),
    ("The Orlans bought the farm in Tarn.", "Mira and Ben Orlan bought the farm in Tarn."),
    ("The court said the Government sold the farm in Tarn.", "The court said the government sold the farm in Tarn."),
    ("A tanker hit the pier in Tarn. The tanker is the Selma.", "The Selma hit the pier in Tarn."),
    ("Mr Hale was charged with lying on 3 May.", "Mr Hale was charged with lying to the port on 4 May."),
    ("The court charged Mr Hale with a count of lying on 3 May.", "The court charged Mr Hale with a count of fraud on 5 May."),
    ("Mr Jim Hale lied to the court about a 3 May letter.", "Mr Jim Hale lied to the court in a 5 May hearing."),
    ("The storm weakened to winds of 125 miles an hour.", "The storm weakened to winds of 100 miles an hour."),
    (
        "A gunman killed ten people in a school in Selmar.",
        "It was the worst since a day when a gunman killed 17 people in a school.",
    ),
    ("Mr Jim Hale opened the depot in Tarn, the port said.", "Mr Jim Hale reportedly opened the depot in Tarn."),
    ("Ms Mira Derksen handed the plan to the mayor.", "Ms Mira Dersken handed the plan to the mayor."),
    ("The mayor's lead narrowed on 3 May.", "The clerk's lead narrowed on 5 May."),
    (
        "“I met no officials of Tarn at the Norda hotel,” Mr Hale said.",
        '"He" met no envoys of Tarn at the Norda hotel, Mr Renn said.',
    ),
    (
        "“Trade with Tarn grew almost 40 percent in the spring,” she said.",
        '"Trade with Tarn grew almost 40% in the spring," she said.',
    ),
    ("The clerk turned over 44 letters of the firm to the port.", "The clerk turned in 44 letters of the firm to the port."),
    ("“We do not have a plan for the outcome,” he said.", "“We do not need a liar in there,” she said."),
    ("The mayor approved the plan of the port.", "The mayor is expected to approve the plan of the port, papers reported."),
    ("The mayor fired Mr Jim Hale.", "The mayor could fire Mr Jim Hale for any reason."),
    ("Kestria confirmed that it shipped rifles to Velden.", "Kestria would not say when it shipped rifles to Velden."),
    ("Kestria said it shipped rifles to Velden.", "Kestria declined to say how it shipped rifles to Velden."),
    (
        "It is unclear whether Mr Hale shot the driver in Tarn.",
        "“He just shot up the church in Tarn,” a clerk said.",
    ),
    (
        "It is unclear whether Mr Hale bought the gun in Tarn.",
        "A licence is not required to buy a gun in Tarn, the clerk said.",
    ),
]


@pytest.mark.parametrize(("one", "other"), QUIET)
def test_what_is_no_difference_is_none(one: str, other: str) -> None:
    assert [each for each in told(compared(one, other)) if each[1] != "compatible"] == []


QUOTED = [
    (
        "“If they sign it we would have to leave the port of Tarn,” she said.",
        "“If they sign it we will have to leave the port of Tarn,” she said.",
        "differs",
    ),
    (
        "“I broke no rules or orders of the port of Tarn,” she said.",
        "“I broke no rules and orders of the port of Tarn,” she said.",
        "differs",
    ),
    (
        "“We will use whatever legal means we have to get the papers,” she said.",
        "“We will use whatever legal tricks we have to get the papers,” she said.",
        "differs",
    ),
    ("“We will not pay any cent for the wall,” she said.", "“We will not pay a cent for the wall,” she said.", "compatible"),
    (
        "“We\u2019re not going to pay two crowns for the wall,” she said.",
        '"We are not going to pay 2 crowns for the wall," she said.',
        None,
    ),
    (
        "“We will use whatever legal means we have to get the papers,” she said.",
        "“We will use ... means we have to get the papers,” she said.",
        None,
    ),
    ("“They will use whatever legal means we have,” she said.", "“My father was a baker in Tarn,” she said.", None),
]


@pytest.mark.parametrize(("one", "other", "verdict"), QUOTED)
def test_one_quotation_in_other_words_is_shown(one: str, other: str, verdict: str | None) -> None:
    found = {each.verdict for each in parted(compared(one, other)) if each.slot == "wording"}
    assert found == ({verdict} if verdict else set())


def test_what_one_article_quotes_in_both_wordings_was_said_twice() -> None:
    one = "“We have got a real challenge here in Tarn,” she said. “We have got a big challenge here in Tarn,” she said later."
    assert parted(compared(one, "“We have got a big challenge here in Tarn,” she said.")) == []


def test_what_stands_between_two_quotations_is_none() -> None:
    one = '"I will leave the office of mayor of Tarn," she said, and some of the charges against her are not yet proved at all.'
    other = "“Some of the charges against me are simply not proved at all,” she said."
    assert [each for each in parted(compared(one, other)) if each.slot == "wording"] == []


AT_ODDS = [
    ("Mr Hale said the ban does not apply to pilots.", "The ban applies to pilots, the port said.", True),
    (
        "Mr Hale said the revised ban does not apply to pilots.",
        "The 90-day ban on flights applies to pilots, the port said.",
        False,
    ),
    ("Mr Hale said he does not plan to endorse Ms Orlan.", "There is no sign yet that Mr Hale plans to endorse Ms Orlan.", False),
    ("Mr Hale said the ban does not apply to all pilots.", "The ban applies to pilots, the port said.", False),
    ("Mr Hale said the ban would not apply to pilots again.", "The ban applies to pilots, the port said.", False),
    ("Mr Hale said the ban no longer applies to pilots.", "The ban applies to pilots, the port said.", True),
    ("Mr Hale said he did not meet Ms Orlan in Tarn.", "Mr Hale met Ms Orlan in Tarn after their speeches.", False),
]


@pytest.mark.parametrize(("one", "other", "at_odds"), AT_ODDS)
def test_a_dispute_is_of_what_is_denied(one: str, other: str, at_odds: bool) -> None:
    assert bool(compared(one, other).disputes) is at_odds


def test_a_denial_disputes_only_what_the_same_one_is_said_to_have_done() -> None:
    denied = "Norgas denied polluting the river at Tarn."
    assert compared("Norgas polluted the river at Tarn, residents said.", denied).disputes
    assert not compared("Brask polluted the river at Tarn, residents said.", denied).disputes
    assert not compared("I think the plan is good, she said.", "I don't think the plan is good, he said.").disputes


def number(low: float | None, high: float | None) -> Quantity:
    return Quantity(id="q", span=Span(start=0, end=1), low=low, high=high, unit="crown", head=0)


def test_numbers_meet_where_their_bounds_do() -> None:
    assert overlap(number(40, None), number(52, 52))
    assert not overlap(number(40, 40), number(52, 52))
    assert is_rounded(number(700, 700), number(716, 716))
    assert not is_rounded(number(3, 3), number(4, 4))
    assert not is_rounded(number(700, 700), number(760, 760))
    assert [written(number(*bounds)) for bounds in ((3, 3), (3, None), (None, 9), (3, 9))] == [
        "3",
        "at least 3",
        "at most 9",
        "3\u20139",
    ]


def test_a_large_group_of_one_kind_is_compared_in_time_that_grows_with_it() -> None:
    text = " ".join(f"Kestria sold {40 + at % 3} tanks to Marovia on {1 + at % 28} May." for at in range(120))
    found = compared(text, text.replace("Kestria", "Velden"))
    assert found.groups
