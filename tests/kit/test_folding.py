"""Words are found in one form for all their spellings, each at its exact place."""

import doctest
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.kit import folding
from sayso.kit.folding import words


def folded(text: str) -> list[str]:
    return [each.word for each in words(text)]


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(folding).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZÜRICH", "zurich"),
        ("e\u0301lan", "ÉLAN"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("\uff2b\uff29\uff2d", "Kim"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
        ("القَاهِرَة", "القاهرة"),
        ("Kim Jong-un", "kim jong un"),
    ],
)
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other) != []


@pytest.mark.parametrize(("one", "other"), [("ガ", "カ"), ("भाषा", "भष"), ("Seoul", "Soul")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_script_without_spaces_is_found_letter_by_letter() -> None:
    assert folded("東京都") == ["東", "京", "都"]
    assert len(folded("กรุงเทพ")) > 1


def test_marks_and_signs_are_no_words() -> None:
    assert folded("* ( \x00 \ud800 _ \u0301 NEAR/2") == ["near", "2"]


@given(st.text())
def test_places_are_in_order_and_words_hold_nothing_but_letters_and_digits(text: str) -> None:
    found = list(words(text))
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    for each in found:
        assert each.end - each.start > 0
        assert 0 < len(each.word) <= folding.LONGEST
        assert not any(letter.isspace() or letter in '"*:^(){}+-\x00' for letter in each.word)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F)))
def test_folding_a_word_again_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(" ".join(once)) == once
