"""Who is who inside one document: what is joined, what is linked, and where the answer is that it cannot be told."""

import pytest

from sayso.model.corpus import Entity
from tests.reading import read


def entities(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in read(text).entities}


def who(text: str, words: str) -> str | None:
    """Return the name of the entity that the last mention with these words is, or None where it is nobody's."""
    document = read(text)
    mention = [mention for mention in document.mentions if mention.span.cut(text) == words][-1]
    return next((entity.name for entity in document.entities if entity.id == mention.entity), None)


def test_mr_and_ms_of_one_surname_stay_two() -> None:
    found = entities("President Tomas Orlan met his sister, Mira Orlan, in Velden. Mr Orlan left. Ms Orlan stayed.")
    assert {"Tomas Orlan", "Mr Orlan"} <= set(found["Tomas Orlan"].names)
    assert {"Mira Orlan", "Ms Orlan"} <= set(found["Mira Orlan"].names)
    assert (found["Tomas Orlan"].gender, found["Mira Orlan"].gender) == ("m", "f")
    assert {"Mr Hale", "Ms Hale"} <= set(entities("Mr Hale met Ms Hale in Velden. Ms Hale thanked the crew. Mr Hale left."))


def test_a_relative_is_linked_and_never_merged() -> None:
    found = entities("Mr Orlan's sister left. Mr Orlan's sister had thanked the crew.")
    sister, man = found["Mr Orlan's sister"], found["Mr Orlan"]
    assert sister.links == (("sister", man.id),)
    assert len(sister.members) == 2
    assert not set(sister.members) & set(man.members)


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    found = entities("The Kestrian State Press Agency (KSPA) reported the visit. KSPA said it was short.")
    assert found["Kestrian State Press Agency"].names == ("Kestrian State Press Agency", "KSPA")
    assert len(found["Kestrian State Press Agency"].members) == 3


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Kestrian Navy said the barge sank. It said the crew left the ship.", "It", "Kestrian Navy"),
        ("The Kestrian Navy sold the barge. It was old.", "It", None),
        ("The crew thanked Ms Hale and Mr Dahl. He left.", "He", "Mr Dahl"),
        ("Mr Dahl left. Then he met Ms Hale.", "he", "Mr Dahl"),
        ("The crew thanked Mr Hale and Mr Dahl. He left.", "He", None),
        ("The crew thanked Ms Hale and Ms Dahl. He left.", "He", None),
    ],
)
def test_a_pronoun_is_somebody_only_where_one_fits(text: str, words: str, name: str | None) -> None:
    assert who(text, words) == name


def test_a_country_has_one_entity_under_all_its_names_and_its_seat_of_government_is_a_body() -> None:
    found = entities("Britain and the United Kingdom agreed. The Kremlin did not.")
    assert {entity.kind for entity in found.values()} == {"place", "organisation"}
    assert len(found) == 2


def test_every_entity_shows_why_each_of_its_mentions_is_its_own() -> None:
    document = read("President Tomas Orlan met Ms Hale in Velden. Mr Orlan left. He waved.")
    assert all(len(entity.reasons) == len(entity.members) for entity in document.entities)
    held = [member for entity in document.entities for member in entity.members]
    assert len(set(held)) == len(held)
    assert set(held) == {mention.id for mention in document.mentions if mention.entity}
