"""Whose each clause is: in marked sentences, with labels `stance` or `stance: last voice of the chain`, one for each claim."""

import pytest

from sayso.model.document import Document
from sayso.model.facts import Claim
from tests.extract.marked import marked
from tests.reading import read

BESIDE = [
    "[The navy cannot sink the barge|asserted], so its lawyers say [they will sue the owner|reported: its lawyers].",
    "[Residents were angry|asserted]; they said [the road was unsafe|reported: Residents].",
    "Only nine percent say [the dam is safe|reported: Only nine percent], while 43 percent say [it leaks|reported: 43 percent].",
    "Ann Hale, a farmer, said [Jan Pell, her neighbour, was honest|reported: Ann Hale].",
    "The hallmarks of a safe dam, say engineers such as Mr. Pell, [are thickness and width|reported: engineers].",
    "[Jan Pell could also find|hedged] [himself working at the port|hedged].",
]
ONLY_THOUGHT_OF = [
    "[If the minister says|hypothetical] [the dam is safe|hypothetical], [people will stay|hypothetical].",
    "[The minister could have said|hedged] that [the dam was safe|hypothetical].",
    "[Had the minister said|hypothetical] that [the dam was safe|hypothetical], [people would have stayed|hypothetical].",
    "[The minister would have planned better|hypothetical], [had he known|hypothetical] that [the dam was cracked|asserted].",
    "[The minister stopped short of saying|asserted] that [the dam was safe|hypothetical].",
]
PARSED_WRONGLY = [
    "[Jan Pell is reportedly thinking of selling the yard|hedged].",
    "“[It is a strong budget|reported: Hale],” said Hale Wednesday.",
    "[It is old|asserted], but [it holds|reported: men], [even when fog comes|reported: men], according to men.",
]
DESCRIBED = [
    ("She supported some farmers who have built the dam.", "some farmers who have built the dam"),
    ("Questions raised by the union were ignored.", "Questions raised by the union"),
]
CARRIED_ON = """[Jan Pell met Ola Finn|asserted]. Kyle Dahl, an editor, said [the news cannot escape Finn|reported: Kyle Dahl].

“[The inquiry boils down|reported: Kyle Dahl],” he said, with Radio Pell on the left."""
CUT_OFF = ["[The dam is old|asserted].\n\n“[As a farmer, I have seen the water rise|reported]. [It is a|reported]"]
DENIED = [
    "[The firm dismissed suggestions that papers had been refused|denied: The firm].",
    "[The mayor denied the sale of the ships|denied: The mayor].",
    "[The ministry rejects criticism of the verdict|denied: The ministry].",
]
DONE = [
    "[The minister disavowed the endorsement of the group|asserted].",
    "[The council rejected a plan for a second airport|asserted].",
    "[The court denied the request of the union|asserted].",
    "[The office dismissed the official|asserted].",
]


def voice(document: Document, claim: Claim) -> str:
    """Return the last voice of a claim's chain, nothing where the outlet speaks itself or nobody is named."""
    item = next((item for item in document.attributions if item.id == claim.attribution), None)
    return item.chain[-1].name if item is not None and len(item.chain) > 1 else ""


@pytest.mark.parametrize("sentence", BESIDE + ONLY_THOUGHT_OF + PARSED_WRONGLY + CUT_OFF + [CARRIED_ON] + DENIED + DONE)
def test_each_clause_is_whose_it_is(sentence: str) -> None:
    expected = marked(sentence)
    document = read(expected.text)
    found = {claim.span.cut(document.text): (claim.stance, voice(document, claim)) for claim in document.claims}
    assert found == {words: (label.split(": ")[0], label.partition(": ")[2]) for words, label in expected}


@pytest.mark.parametrize(("sentence", "words"), DESCRIBED)
def test_what_describes_somebody_is_told_by_the_outlet(sentence: str, words: str) -> None:
    document = read(sentence)
    claim = next(claim for claim in document.claims if claim.span.cut(sentence) == words)
    assert (claim.stance, claim.attribution) == ("asserted", None)
