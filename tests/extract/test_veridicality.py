"""A clause that hangs on "no evidence that", "untrue that" or "did not say that" never passes for what somebody holds."""

import pytest

from tests.reading import read

X = "the cargo reached Selmar"
CASES = [
    (f"The minister did not say that {X}.", "hypothetical", "+", False),
    (f"Brook does not believe that {X}.", "hedged", "-", True),
    (f"Nobody believes that {X}.", "hedged", "-", False),
    (f"It is untrue that {X}.", "asserted", "-", False),
    (f"It is not true that {X}, Brook said.", "reported", "-", True),
    (f"Police have not confirmed that {X}.", "hedged", "+", False),
    (f"Investigators failed to prove that {X}.", "hedged", "+", False),
    (f"There is no evidence that {X}, Brook said.", "hedged", "-", True),
    (f"The inquiry did not find any evidence that {X}.", "hedged", "-", False),
    (f"Officials said there was nothing to suggest that {X}.", "hedged", "-", True),
    (f'"We have no reason to believe {X}," Dana Brook said.', "hedged", "-", True),
    (f"There was no doubt that {X}.", "asserted", "+", False),
    (f"Brook doubts that {X}.", "hedged", "-", True),
    (f"Brook could not rule out that {X}.", "hedged", "+", True),
    (f"Brook falsely claimed that {X}.", "hedged", "+", True),
    (f"Bloggers spread false claims that {X}.", "hedged", "+", True),
    (f"Brook hopes that {X}.", "hypothetical", "+", True),
    (f"Brook asked whether {X}.", "hypothetical", "+", True),
    (f"The report stopped short of concluding that {X}.", "hedged", "+", False),
    (f"The idea that {X} is absurd, Brook said.", "reported", "-", True),
    (f"Contrary to reports that {X}, the port is empty.", "hedged", "-", True),
    (f"The firm was not aware that {X}.", "asserted", "+", False),
    (f"Brook said that {X}.", "reported", "+", True),
    (f"Brook knows that {X}.", "reported", "+", True),
]


@pytest.mark.parametrize(("sentence", "stance", "polarity", "attributed"), CASES, ids=[case[0] for case in CASES])
def test_a_clause_is_worth_what_it_hangs_on(sentence: str, stance: str, polarity: str, attributed: bool) -> None:
    document = read(sentence, "2024-05-14", "Outlet", "d0")
    events = {event.claim: event for event in document.events}
    (claim,) = [each for each in document.claims if each.span.cut(document.text).removeprefix("that ") in {X, f"whether {X}"}]
    assert (claim.stance, events[claim.id].polarity, claim.attribution is not None) == (stance, polarity, attributed)
