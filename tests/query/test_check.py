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
    ("differs", f"{DELIVERED} on 11 March 2025."),
    ("differs", "Five trucks carried the hospital out of the port."),
    ("differs", "Tomas Orlan received the hospital."),
    ("disputes", "The gift breached the embargo."),
    ("differs", "The ship will return with a second load."),
    ("differs", "The hospital was delivered to Lindow."),
    ("known_unknown", "The make of the scanners is Norda."),
    ("known_unknown", "The price of the hospital was 2 million."),
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
