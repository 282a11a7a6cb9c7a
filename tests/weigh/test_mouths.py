"""What comes from one mouth: one quotation in several articles, one surname, and who speaks for somebody else."""

import pytest

from sayso.weigh.mouths import Called, Said, kin, of_one_mouth, one_person

POST = tuple(["the", "tunnel", "is", "probably", "dead"])
OWN = tuple(["the", "tunnel", "will", "probably", "be", "given", "up"])


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (Said("a", POST, True, "orlan"), Said("b", POST, True, "the president"), True),
        (Said("a", POST, True, "orlan"), Said("b", POST, False, ""), True),
        (Said("a", POST, True, "orlan"), Said("b", POST, False, "the party"), False),
        (Said("a", POST, True, "orlan"), Said("b", OWN, True, "orlan"), False),
        (Said("a", POST, False, ""), Said("b", POST, False, ""), False),
    ],
)
def test_one_quotation_has_one_mouth(one: Said, other: Said, is_one: bool) -> None:
    assert of_one_mouth([one, other]) == {0: frozenset({"b"} if is_one else ()), 1: frozenset({"a"} if is_one else ())}


MIRA = Called("1", "person", ("Mira Orlan", "Mira J. Orlan"))
ORLAN = Called("2", "person", ("Mr. Orlan", "Orlan"))
TOMAS = Called("3", "person", ("Tomas Orlan",))
OFFICE = Called("4", "organisation", ("Harbour Office",))
VESK = Called("5", "person", ("Ana Vesk",))


def test_one_surname_may_be_one_voice() -> None:
    found = kin([MIRA, ORLAN, VESK], [])
    assert found["1"] & found["2"]
    assert not found["1"] & found["5"]


def test_one_surname_with_one_given_name_is_one_person_and_with_two_is_not() -> None:
    assert one_person([MIRA, ORLAN])["1"] & one_person([MIRA, ORLAN])["2"]
    assert not one_person([MIRA, ORLAN, TOMAS])


def test_who_speaks_for_a_body_may_be_its_voice() -> None:
    found = kin([OFFICE, VESK], [("harbour office spokeswoman ana vesk", ("5",)), ("the harbour office", ("4",))])
    assert found["4"] & found["5"]
