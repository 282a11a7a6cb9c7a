"""Explicit unknowns are found with what they ask for; what only sounds like one is none."""

import pytest

from sayso.kit.asking import asked_of
from sayso.kit.config import Config
from sayso.run.sentence import read_sentence

UNKNOWNS = [
    ("how many", "It was not immediately clear how many people were hurt."),
    ("how many", "The number of dead could not be confirmed."),
    ("how many", "There was no word on casualties."),
    ("whether", "It was not immediately clear whether the pilot survived."),
    ("whether", "It remains unclear if the deal was signed."),
    ("whether", "Whether the minister knew of the plan is unclear."),
    ("whether", "The claim could not be independently verified."),
    ("whether", "The paper could not independently verify the report."),
    ("what", "No details were given."),
    ("what", "No further details were given about the arrest."),
    ("what", "Further details were not immediately available."),
    ("what", "Details were not provided in the report."),
    ("what", "The ministry gave no details of the visit."),
    ("who", "The identity of the buyer is not known."),
    ("who", "The names of the victims were not released."),
    ("who", "It is still unclear who fired the shots."),
    ("who", "Nobody knows who built the wall."),
    ("who", "No group has claimed responsibility for the attack."),
    ("why", "Police did not say why the man was held."),
    ("why", "No reason was given for the delay."),
    ("how", "The minister did not explain how the money was spent."),
    ("how", "How the prisoners escaped is not known."),
    ("how", "How the prisoners escaped remains a mystery."),
    ("how much", "The company did not disclose the price."),
    ("where", "His whereabouts are unknown."),
    ("where", "Her whereabouts remain a mystery."),
    ("where", "It was unclear where the money went."),
    ("when", "It is not known when the ship sailed."),
    ("when", "No date was given for the visit."),
    ("when", "Officials gave no date for the talks."),
    ("which make", "The make of the car was not disclosed."),
]
FALSE_FRIENDS = [
    "The tomb of the unknown soldier was closed on Monday.",
    "The band played songs from Unknown Pleasures on Friday.",
    "The ship was not clear of the ice until Tuesday.",
    "The road was not clear on Monday.",
    "It is clear that the dam broke.",
    "It became clear who had won.",
    "An unknown man robbed the bank on Friday.",
    "The sky was clear on Monday.",
    "She is known for her songs.",
    "The minister is known to be ill.",
    "He did not know the answer to the riddle.",
    "He did not give the money back.",
    "The army did not release the hostages.",
    "The paper did not publish on Sunday.",
    "The team did not name a captain.",
    "The law does not specify a limit.",
    "The mystery novel sold well.",
    "The visitors did not say goodbye.",
    "The price was disclosed on Monday.",
    "The cause is known.",
    "The company did not provide lunch.",
    "He made it clear that he would not resign.",
    "It is not certain death.",
    "The board votes when deciding whether or not to close the pier.",
    "The lawyer sees no value in disclosing this.",
    "No members of the gang are known to have tried to enter the port.",
    "The tariffs were not mentioned in the speech.",
    "No changes are being made to the plan.",
]


def unknowns_of(sentence: str) -> list[frozenset[str]]:
    """Return what each explicit unknown of a sentence asks for."""
    read = read_sentence(sentence, Config())
    events = {event.id: event for event in read.events}
    return [
        asked_of(claim.span.cut(read.text), (events[claim.event].lemma, *events[claim.event].terms))
        for claim in read.claims
        if claim.stance == "not_known" and claim.event
    ]


@pytest.mark.parametrize(("slot", "sentence"), UNKNOWNS, ids=[sentence for _, sentence in UNKNOWNS])
def test_an_unknown_is_found_with_what_it_asks_for(slot: str, sentence: str) -> None:
    found = unknowns_of(sentence)
    assert found
    assert slot in found[0]


@pytest.mark.parametrize("sentence", FALSE_FRIENDS, ids=lambda sentence: sentence)
def test_what_only_sounds_like_an_unknown_is_none(sentence: str) -> None:
    assert unknowns_of(sentence) == []
