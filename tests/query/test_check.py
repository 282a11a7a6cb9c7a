"""What a case says of a sentence: support only for what its articles say, and a turned-round sentence is another sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.query.check import CheckAnswer, check
from sayso.query.questions import claims
from sayso.run.sentence import read_sentence
from sayso.store.store import Case, open_case

DELIVERED = "The hospital was delivered to Selmar"
VERDICTS = [
    ("supports", f"{DELIVERED} on 9 March 2025."),
    ("supports", f"{DELIVERED} in March 2025."),
    ("supports", "The hospital was received by Mira Orlan."),
    ("supports", "Ms Orlan received the hospital."),
    ("supports", "Marovia gave a mobile hospital to Kestria."),
    ("supports", "Marovia gave Kestria a mobile hospital."),
    ("supports", "Kestria received a mobile hospital from Marovia."),
    ("supports", "Heavy rain flooded the Lindow tunnel."),
    ("disputes", "Kestria shipped copper to Marovia."),
    ("disputes", "Has Kestria shipped copper to Marovia?"),
    ("differs", f"{DELIVERED} on 11 March 2025."),
    ("differs", "Five trucks carried the hospital out of the port."),
    ("differs", "Tomas Orlan received the hospital."),
    ("disputes", "The gift breached the embargo."),
    ("differs", "The ship will return with a second load."),
    ("differs", "The hospital was delivered to Lindow."),
    ("known_unknown", "The make of the scanners is Norda."),
    ("known_unknown", "The price of the hospital was 2 million."),
    ("known_unknown", "Lindow's pumps failed because a fuse blew."),
    ("known_unknown", "Where did the trucks go?"),
    ("disputes", "Marovia never gave Kestria a mobile hospital."),
    ("disputes", "Ms Orlan did not thank Viktor Halas."),
    ("disputes", "Ivo Marek said that Kestria has sent copper to Marovia."),
    ("differs", "The wife of Tomas Orlan received the hospital."),
    ("differs", "KSPA said that four trucks carried the hospital out of the port."),
    ("differs", "The members of the union meet on 25 March 2025."),
    ("differs", "The tunnel was last flooded in 1999."),
    ("supports", "Ivo Marek said that Kestria has sent no copper to Marovia."),
    ("supports", "The Trade Ministry of Belmark said that Kestria shipped copper to Marovia."),
    ("supports", "Ms Orlan said that the hospital had 40 beds."),
    ("supports", "More than 180 passengers were led out of a train."),
    ("supports", "It was not disclosed what the price of the hospital was."),
    ("silent", "Reuters reported that the hospital was delivered to Selmar."),
    ("silent", "The mayor of Ashby said that Kestria shipped copper to Marovia."),
    ("silent", "Belmark denied that the hospital was delivered to Selmar."),
    ("silent", "About 500 passengers were led out of the train."),
    ("silent", "The embargo has lasted for ten years."),
    ("silent", "The hospital was secretly delivered to Selmar."),
    ("silent", "Marovia almost gave a mobile hospital to Kestria."),
    ("silent", "Marovia will give a mobile hospital to Kestria."),
    ("silent", "Mira Orlan and Tomas Orlan received the hospital."),
    ("silent", "If Marovia gave a hospital to Kestria, the union would be angry."),
    ("silent", "He received the hospital."),
    ("silent", "Where was the hospital delivered?"),
    ("silent", "Selmar hospital gift Marovia"),
    ("silent", "Kestria denied that it had not shipped copper to Marovia."),
    ("silent", "Marovia should give Kestria a mobile hospital."),
    ("silent", "Marovia can give Kestria a mobile hospital."),
    ("silent", "Marovia wants to give Kestria a mobile hospital."),
    ("silent", "Marovia failed to give Kestria a mobile hospital."),
    ("disputes", "It is false that Marovia gave Kestria a hospital."),
    ("silent", "Marovia and Belmark gave a mobile hospital to Kestria."),
    ("disputes", "The hospital had no beds."),
    ("differs", "Kestria did not deny shipping copper to Marovia."),
    ("silent", "Marovia sold a mobile hospital to Kestria."),
    ("silent", "Marovia offered Kestria a mobile hospital."),
    ("disputes", "Kestria smuggled copper to Marovia."),
    ("silent", "The passengers led the firefighters out of the tunnel."),
    ("silent", "Tomas Orlan thanked Viktor Halas."),
    ("silent", "A train hit a bus in Lindow."),
    ("silent", "Kestria gave a mobile hospital to Marovia."),
    ("silent", "Marovia received a mobile hospital from Kestria."),
    ("silent", "Marovia shipped copper to Kestria."),
    ("silent", "Belmark shipped copper to Marovia."),
    ("silent", f"{DELIVERED} and Belmark sank the ship."),
    ("silent", ""),
]


@pytest.fixture(scope="module")
def case(example_case: Path) -> Iterator[Case]:
    with open_case(example_case) as opened:
        yield opened


def ask(case: Case, sentence: str) -> CheckAnswer:
    return check(case, read_sentence(sentence, Config()), Config())


@pytest.mark.parametrize(("verdict", "sentence"), VERDICTS, ids=lambda value: value or "nothing")
def test_each_sentence_has_its_verdict(case: Case, verdict: str, sentence: str) -> None:
    answer = ask(case, sentence)
    assert (answer.sentence, answer.verdict) == (sentence, verdict)
    assert bool(answer.groups) == (verdict != "silent")
    assert bool(answer.differences) == (verdict == "differs")


def test_neither_side_of_a_contradiction_is_simply_supported(case: Case) -> None:
    for number in ("Three", "Four"):
        answer = ask(case, f"{number} trucks carried the hospital out of the port.")
        assert answer.verdict in {"differs", "disputes"}
        assert {side.value for difference in answer.differences for side in difference.sides} == {"3", "4"}


def test_an_answer_names_the_groups_it_rests_on(case: Case) -> None:
    known = {group.id: group for group in claims(case).groups}
    supported, disputed = ask(case, f"{DELIVERED} on 9 March 2025."), ask(case, "Kestria shipped copper to Marovia.")
    assert [known[each].state for each in supported.groups] == ["corroborated"]
    assert {known[each].state for each in disputed.groups} == {"disputed"}
    stances = {member.stance for each in disputed.groups for member in known[each].members}
    assert {"reported", "denied"} <= stances


def test_a_difference_names_both_values_and_who_gives_them(case: Case) -> None:
    (difference,) = ask(case, f"{DELIVERED} on 11 March 2025.").differences
    assert (difference.slot, difference.verdict) == ("date", "contradicted")
    assert [(side.value, len(side.members)) for side in difference.sides] == [("2025-03-09", 6), ("2025-03-11", 1)]


def test_what_no_claim_holds_is_said_to_be_not_understood(case: Case) -> None:
    assert ask(case, "Selmar hospital").unparsed == ((0, 15),)
    assert ask(case, f"{DELIVERED}.").unparsed == ()


def test_what_was_not_understood_is_told_with_its_place(case: Case) -> None:
    assert ask(case, "He received the hospital.").unparsed == ((0, 2),)
    assert ask(case, "Where was the hospital delivered?").unparsed == ((0, 33),)
    assert ask(case, "Where was the hospital delivered?").question


def test_each_clause_has_its_verdict_and_the_weakest_is_that_of_the_sentence(case: Case) -> None:
    answer = ask(case, f"{DELIVERED} and the Coastal Union thanked Marovia.")
    assert [(answer.sentence[each.start : each.end], each.verdict) for each in answer.clauses] == [
        (DELIVERED, "supports"),
        ("the Coastal Union thanked Marovia", "silent"),
    ]
    assert answer.verdict == "silent"


def test_what_speaks_against_a_sentence_is_told_apart(case: Case) -> None:
    known = {group.id: group for group in claims(case).groups}
    disputed = ask(case, "Kestria shipped copper to Marovia.")
    assert disputed.against
    assert {member.stance for each in disputed.against for member in known[each].members} <= {"denied", "reported"}
    denied = ask(case, "Marovia did not give a mobile hospital to Kestria.")
    assert denied.against == denied.groups


def test_a_citation_is_on_record_though_what_is_told_there_is_disputed(case: Case) -> None:
    cited = ask(case, "Belmark's Trade Ministry said that Kestria shipped copper to Marovia.")
    assert (cited.verdict, cited.cited) == ("supports", True)
    assert not ask(case, "Kestria shipped copper to Marovia.").cited
