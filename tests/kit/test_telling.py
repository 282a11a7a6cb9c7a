"""A word tells another only where what the other says is then true too."""

import pytest

from sayso.kit.asking import asked_of
from sayso.kit.telling import is_told_by


@pytest.mark.parametrize(
    ("word", "other"), [("kill", "murder"), ("give", "gift"), ("receive", "give"), ("travel", "fly"), ("hum", "hum")]
)
def test_what_a_word_says_is_told_by_its_likes_and_by_what_is_more_particular(word: str, other: str) -> None:
    assert is_told_by(word, other)


@pytest.mark.parametrize(
    ("word", "other"),
    [("murder", "kill"), ("sell", "give"), ("fly", "travel"), ("offer", "give"), ("acquit", "convict"), ("hum", "sing")],
)
def test_what_is_more_particular_or_another_deed_is_not(word: str, other: str) -> None:
    assert not is_told_by(word, other)


@pytest.mark.parametrize(
    ("slot", "words", "lemmas"),
    [
        ("how many", "It was not clear how many were hurt", ()),
        ("how", "It was not clear how it sank", ()),
        ("how much", "what the price was", ("price",)),
        ("what", "Nothing was disclosed", ("nothing",)),
        ("which make", "The make of the car", ("make", "car")),
    ],
)
def test_an_unknown_asks_by_its_question_word_or_else_by_its_noun(slot: str, words: str, lemmas: tuple[str, ...]) -> None:
    assert asked_of(words, lemmas) == {slot}
