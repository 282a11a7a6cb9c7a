"""Who is who across documents: the same full name however it is written, and never a surname alone."""

from itertools import permutations

import pytest

from sayso.model.corpus import Corpus
from tests.reading import compare, read


def corpus(*texts: str) -> Corpus:
    return compare(read(text, name=f"d{number}") for number, text in enumerate(texts))


def people(found: Corpus) -> set[frozenset[str]]:
    """Return, for each person, the documents that speak of them."""
    return {frozenset(entity.documents) for entity in found.entities if entity.kind == "person"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ri Chol-su met the mayor.", "President Ri Chol Su left."),
        ("President Jos\u00e9 Halas left.", "Mr Jose Halas left."),
        ("President Tomas Orlan\u2019s car left.", "President Tomas Orlan left."),
    ],
)
def test_spellings_of_one_full_name_are_one_person(one: str, other: str) -> None:
    assert people(corpus(one, other)) == {frozenset({"d0", "d1"})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ann Hale left.", "Mr Hale left."),
        ("Mr Hale left.", "Mr Hale stayed."),
        ("Mr Robin Hale left.", "Ms Robin Hale stayed."),
        ("President Ann Hale left.", "President Bo Hale left."),
    ],
)
def test_a_surname_alone_or_another_gender_joins_nobody(one: str, other: str) -> None:
    assert people(corpus(one, other)) == {frozenset({"d0"}), frozenset({"d1"})}


def test_a_body_is_one_under_the_names_that_the_registry_knows() -> None:
    found = corpus("Xinhua reported the visit.", "The Xinhua News Agency said it was short.")
    assert [entity.documents for entity in found.entities] == [("d0", "d1")]


def test_a_relative_is_the_one_person_who_is_named_so_elsewhere_and_bears_their_name() -> None:
    found = corpus(
        "Mr Orlan's sister left. President Tomas Orlan came.", "Tomas Orlan waved. Mr Orlan's sister, Mira Orlan, waved."
    )
    sister = next(entity for entity in found.entities if entity.name == "Mira Orlan")
    man = next(entity for entity in found.entities if entity.name == "Tomas Orlan")
    assert sister.documents == man.documents == ("d0", "d1")
    assert sister.links == (("sister", man.id),)


def test_the_people_of_a_case_do_not_depend_on_the_order_of_its_documents() -> None:
    texts = ("President Ri Chol-su left.", "Mr Ri Chol Su met Ms Mira Orlan.", "Mira Orlan met Mr Ri.")
    documents = [read(text, name=f"d{number}") for number, text in enumerate(texts)]
    found = {repr(compare(order).entities) for order in permutations(documents)}
    assert len(found) == 1
