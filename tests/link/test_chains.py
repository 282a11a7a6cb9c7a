"""The voices behind an attribution, outermost first: wires of datelines, turns of a transcript, pronouns that mean somebody."""

import pytest

from tests.reading import read

TRANSCRIPT = (
    "Moderator: Rita Falk. Guest: Marta Lind of the Harbour Party.\n\n"
    "FALK: Ms Lind, dockers say you broke your word.\n\n"
    "LIND: I believe the port is safe. The engineers told us the crane was sound.\n\n"
    "FALK: Thank you.\n"
)


def chains(text: str, outlet: str | None = "Coast Times") -> list[tuple[str, ...]]:
    """Return the names of each chain without the outlet."""
    return [tuple(link.name for link in item.chain[1:]) for item in read(text, outlet=outlet).attributions]


@pytest.mark.parametrize(
    ("dateline", "wire"),
    [
        ("VELDEN, March 4 (Harbour Wire) - ", ("Harbour Wire",)),
        ("VELDEN, Dec. 30, 2024 (Harbour Wire) -- ", ("Harbour Wire",)),
        ("VELDEN (Harbour Wire) — ", ("Harbour Wire",)),
        ("VELDEN, March 4 (Coast Times) - ", ()),
        ("VELDEN (Norway) - ", ()),
        ("The ship (Blue Star) - ", ()),
    ],
)
def test_the_wire_that_signs_a_dateline_stands_after_the_outlet(dateline: str, wire: tuple[str, ...]) -> None:
    (chain,) = chains(f"{dateline}A barge sank off the pier on Tuesday, the coastguard said.")
    assert chain == (*wire, "the coastguard")


def test_in_a_transcript_what_is_said_stands_in_the_chain_of_whose_turn_it_is() -> None:
    found = chains(TRANSCRIPT)
    assert ("Rita Falk", "dockers") in found
    assert ("Marta Lind", "The engineers") in found
    assert ("Marta Lind",) in found
    assert not any("I" in chain or "us" in chain for chain in found)


def test_a_label_that_no_full_name_ends_with_stands_as_it_is_written() -> None:
    text = TRANSCRIPT.replace("Guest: Marta Lind of the Harbour Party", "But Lind was late")
    assert ("LIND", "The engineers") in chains(text)


def test_a_line_with_a_colon_makes_no_transcript() -> None:
    assert ("the coastguard",) in chains("Weather: The storm reached Velden at noon, the coastguard said.")


def test_the_first_person_of_the_outlet_is_the_outlet() -> None:
    assert chains("I believe that the pier is safe.") == [()]


def test_a_pronoun_has_the_words_of_whom_it_means_where_nobody_is_named() -> None:
    found = chains("The driver said the road was wet. He denied that he had used his telephone.")
    assert [chain[-1] for chain in found] == ["The driver", "The driver"]
