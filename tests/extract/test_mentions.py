"""Who and what a sentence speaks of: marked with the kind, and the form where it is no name."""

import pytest

from tests.extract.marked import marked
from tests.reading import read

SENTENCES = [
    "[Mr Hale|person name] met [Lena Brandt|person name] in [Norway|place name].",
    "The [Kremlin|organisation name] said nothing.",
    "[She|person pronoun] thanked [him|person pronoun].",
    "[The minister|person nominal] left.",
    "[KSPA|organisation name] said [it|other pronoun] was true.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_mentions_have_their_place_kind_and_form(sentence: str) -> None:
    expected = marked(sentence)
    document = read(expected.text)
    found = [(mention.span.cut(document.text), f"{mention.kind} {mention.form}") for mention in document.mentions]
    assert found == list(expected)


def test_gender_comes_from_words_that_give_it_and_from_nothing_else() -> None:
    document = read("Mr Hale, Ms Hale and Dr Hale saw him and his sister.")
    found = {mention.span.cut(document.text): mention.gender for mention in document.mentions}
    assert [found.get(name) for name in ("Mr Hale", "Ms Hale", "Dr Hale", "him", "his sister")] == ["m", "f", "", "m", "f"]


def test_number_tells_one_from_many() -> None:
    document = read("The minister thanked the officials.")
    assert [(mention.span.cut(document.text), mention.number) for mention in document.mentions] == [
        ("The minister", "s"),
        ("the officials", "p"),
    ]


def test_no_two_mentions_share_a_place_and_all_are_inside_the_text() -> None:
    document = read(
        "Kestrian President Tomas Orlan's sister, Health Minister Mira Orlan, met Ruritania's The Daily Post reporter."
    )
    spans = [mention.span for mention in document.mentions]
    assert len(set(spans)) == len(spans) >= 4
    assert all(span.cut(document.text).strip() == span.cut(document.text) != "" for span in spans)
