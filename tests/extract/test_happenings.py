"""Which words of an article name a happening, and what is known of each."""

import pytest

from sayso.kit.word_knowledge import word_knowledge
from tests.reading import read

PUBLISHED = "2024-05-07"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The trial of the mayor was postponed after an explosion in Velden.", {"trial", "postponed", "explosion"}),
        ("Police arrested two men over the robbery.", {"arrested", "robbery"}),
        ("Police arrested two men in the kitchen of the museum.", {"arrested"}),
    ],
)
def test_nouns_and_verbs_that_name_a_happening_are_found(sentence: str, words: set[str]) -> None:
    document = read(sentence, PUBLISHED)
    assert {happening.trigger.cut(document.text) for happening in document.happenings} == words


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("She will be in Vienna for the Paralympics.", "Paralympics"),
        ("He had been in Oslo for the World Cup.", "Cup"),
        ("The mayor was in the city court over a DWI.", "DWI"),
        ("They were in the hall for the birthday party.", "party"),
    ],
)
def test_a_happening_that_is_called_by_a_name_is_found_at_its_last_word(sentence: str, word: str) -> None:
    document = read(sentence, PUBLISHED)
    assert word in {happening.trigger.cut(document.text) for happening in document.happenings}


def test_a_part_of_such_a_name_names_nothing() -> None:
    document = read("The cup stood on the desk of the mayor of Velden.", PUBLISHED)
    assert "cup" not in {happening.trigger.cut(document.text) for happening in document.happenings}


def test_a_happening_stands_in_its_claim_and_has_its_date() -> None:
    document = read("The bridge collapsed on 3 May, and rescuers recovered two bodies.", PUBLISHED)
    collapse = next(one for one in document.happenings if one.lemma == "collapse")
    claim = next(claim for claim in document.claims if claim.id == collapse.claim)
    assert collapse.when == "2024-05-03"
    assert claim.span.holds(collapse.trigger)


def test_events_of_claims_are_left_as_they_are() -> None:
    document = read("The trial of the mayor was postponed after an explosion in Velden.", PUBLISHED)
    assert len(document.events) == len(document.claims)
    assert {event.id for event in document.events}.isdisjoint(one.id for one in document.happenings)


@pytest.mark.parametrize(("one", "other"), [("death", "died"), ("shooting", "shot"), ("explosions", "explode")])
def test_a_noun_and_its_verb_name_one_deed(one: str, other: str) -> None:
    known = word_knowledge()
    first, second = known.deed[known.places([one, other])]
    assert first == second >= 0


def test_a_word_that_no_dictionary_has_is_of_no_sort() -> None:
    known = word_knowledge()
    (place,) = known.places(["qwzrtx"])
    assert known.sorts[place].sum() == 0
    assert known.deed[place] == -1
