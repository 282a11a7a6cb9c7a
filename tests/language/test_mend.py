"""The slips of the parser that are mended, as columns, and the sentences that broke, through the parser itself."""

import pytest

from sayso.language.mend import mend
from tests.reading import read

DELEGATIONS = (
    "A/DET/DT/det/1 crew/NOUN/NN/nsubj/2 returned/VERB/VBD/ROOT/2 from/ADP/IN/prep/2 Velden/PROPN/NNP/pobj/3 and/CCONJ/CC/cc/4 "
    "three/NUM/CD/nummod/7 teams/NOUN/NNS/conj/4 ,/PUNCT/,/punct/7 representing/VERB/VBG/acl/7 sports/NOUN/NNS/dobj/9 "
    ",/PUNCT/,/punct/2 departed/VERB/VBD/conj/2"
)
PASSIVE = (
    "He/PRON/PRP/nsubjpass/2 was/AUX/VBD/auxpass/2 seen/VERB/VBN/ROOT/2 meeting/VERB/VBG/xcomp/2 a/DET/DT/det/5 "
    "team/NOUN/NN/dobj/3 and/CCONJ/CC/cc/5 two/NUM/CD/nummod/8 vans/NOUN/NNS/conj/5 were/AUX/VBD/auxpass/10 "
    "delivered/VERB/VBN/conj/2"
)
DESCRIBED = "A/DET/DT/det/1 crew/NOUN/NN/ROOT/1 returned/VERB/VBD/acl/1 late/ADV/RB/advmod/2 ././PUNCT/punct/1"
SHARED_SUBJECT = (
    "He/PRON/PRP/nsubj/1 met/VERB/VBD/ROOT/1 Ann/PROPN/NNP/dobj/1 and/CCONJ/CC/cc/2 Bo/PROPN/NNP/conj/2 and/CCONJ/CC/cc/1 "
    "left/VERB/VBD/conj/1"
)
TRULY_DESCRIBED = "Two/NUM/CD/nummod/1 men/NOUN/NNS/ROOT/1 arrested/VERB/VBN/acl/1 on/ADP/IN/prep/2 Monday/PROPN/NNP/pobj/3"


def columns(rows: str) -> tuple[list[str], list[str], list[str], list[str], list[int]]:
    """Return the columns of a parse written as `word/pos/tag/dep/head`."""
    words, pos, tag, dep, head = (list(column) for column in zip(*(row.rsplit("/", 4) for row in rows.split()), strict=True))
    return words, pos, tag, dep, [int(each) for each in head]


def mended(rows: str) -> dict[str, tuple[str, str]]:
    """Return the label and the head of each word once its columns are mended."""
    words, pos, tag, dep, head = columns(rows)
    mend(tag, pos, dep, head)
    return {word: (dep[place], words[head[place]]) for place, word in enumerate(words)}


def test_a_verb_gets_back_the_joined_noun_before_it_across_an_aside() -> None:
    found = mended(DELEGATIONS)
    assert (found["teams"], found["departed"]) == (("nsubj", "departed"), ("conj", "returned"))
    assert (found["representing"], found["Velden"]) == (("acl", "teams"), ("pobj", "from"))


def test_a_passive_verb_gets_back_what_is_done_to() -> None:
    assert mended(PASSIVE)["vans"] == ("nsubjpass", "delivered")


def test_a_finite_verb_that_describes_the_root_is_the_root() -> None:
    found = mended(DESCRIBED)
    assert (found["returned"], found["crew"]) == (("ROOT", "returned"), ("nsubj", "returned"))


@pytest.mark.parametrize("rows", [SHARED_SUBJECT, TRULY_DESCRIBED])
def test_what_is_no_slip_stays(rows: str) -> None:
    _, pos, tag, dep, head = columns(rows)
    before = (list(dep), list(head))
    mend(tag, pos, dep, head)
    assert (dep, head) == before


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A delegation returned from Russia and three delegations, representing sports, departed.",
            ["A delegation returned from Russia", "three delegations, representing sports, departed"],
        ),
        (
            "He was seen travelling to meet a team and two vehicles were delivered.",
            ["He was seen travelling to meet a team", "two vehicles were delivered"],
        ),
    ],
)
def test_the_sentences_that_broke_are_two_claims_each(sentence: str, expected: list[str]) -> None:
    assert [claim.span.cut(sentence) for claim in read(sentence).claims] == expected
