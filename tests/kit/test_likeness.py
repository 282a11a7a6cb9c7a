"""Whether two names may be one: families of names in public life, marked pairs, and the rules that must never give way."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.kit.bodies import same_body, same_name
from sayso.kit.lexicon import load
from sayso.kit.likeness import PART, SAME, same_person
from sayso.kit.vocabulary import NameWord, Rewriting, Variants

FAMILIES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "name_families.yaml").read_text("utf-8"))
LISTS = {
    "letters": Rewriting,
    "transliterations": Rewriting,
    "transliterations_korean": Rewriting,
    "transliterations_chinese": Rewriting,
    "transliterations_german": Rewriting,
    "body_abbreviations": Rewriting,
    "name_particles": NameWord,
    "name_variants": Variants,
    "known_people": Variants,
    "body_names": Variants,
}


def counted(part: str, kind: str) -> tuple[int, int, int]:
    """Return how many pairs of a part are rightly one, said to be one, and one."""
    right = said = real = 0
    for family in FAMILIES[part]:
        for one, other in combinations([(number, name) for number, names in enumerate(family) for name in names], 2):
            is_one, says = one[0] == other[0], same_name(one[1], other[1], kind).score >= PART
            right, said, real = right + (is_one and says), said + says, real + is_one
    return right, said, real


@pytest.mark.parametrize(
    ("part", "kind", "precision", "recall"), [("people", "person", 0.98, 0.97), ("bodies", "organisation", 0.98, 0.95)]
)
def test_the_names_of_a_family_are_one_and_those_of_two_bearers_are_not(
    part: str, kind: str, precision: float, recall: float
) -> None:
    right, said, real = counted(part, kind)
    assert real > 200
    assert right / said >= precision
    assert right / real >= recall


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Chong-ŭn"),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Abd al-Fattah as-Sisi", "Abdel Fattah el-Sisi"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Abe Shinzo", "Shinzō Abe"),
        ("Putin, Vladimir", "Vladimir V. Putin"),
        ("Dr. Anna Weiss, PhD", "Anna Weiss"),
        ("William Orr", "Bill Orr"),
        ("J. R. Hale", "John Robert Hale"),
        ("Björn Höcke", "Bjoern Hoecke"),
        ("Ибрагим Петров", "Ибрагим Петров"),
        ("김정은", "김정은"),
    ],
)
def test_one_person_is_written_in_many_ways(one: str, other: str) -> None:
    likeness = same_person(one, other)
    assert likeness.score >= SAME
    assert likeness.reasons


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("Kim Jong Un", "Kim Yo Jong", "other-name"),
        ("Kim Jong Un", "Kim Yong Un", "other-name"),
        ("Wang Bo", "Wang Po", "other-name"),
        ("Mr Kim", "Ms Kim", "other-gender"),
        ("Mrs Clinton", "Bill Clinton", "other-gender"),
        ("John Hale Jr.", "John Hale Sr.", "other-generation"),
        ("Mary Hale", "Mark Hale", "words-of-their-own"),
        ("Carla Mendes", "Carlo Mendes", "words-of-their-own"),
        ("Anna Petrova", "Anna Petrov", "words-of-their-own"),
        ("Boris N. Yeltsin", "Boris Nemtsov", "initial-of-another-name"),
        ("George W. Bush", "George H. W. Bush", "other-middle-names"),
        ("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi", "other-order"),
        ("Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov", "words-of-their-own"),
        ("Sonya Carson", "Ben Carson", "words-of-their-own"),
        ("김정은", "김정일", "no-name"),
    ],
)
def test_what_must_not_merge_outranks_likeness(one: str, other: str, rule: str) -> None:
    for likeness in (same_person(one, other), same_person(other, one)):
        assert likeness.score < PART
        assert likeness.reasons == (rule,)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("Khaled Meshaal", "Khaled Mashal", "consonants"),
        ("Larry Allison", "Larry Ellison", "one-letter"),
        ("Kim", "Kim Jong Un", "surname-alone"),
        ("Katie Jenkin", "Katie", "given-name-alone"),
        ("Abdul Hakim Murad", "Hakim Murad", "servant-left-out"),
    ],
)
def test_what_may_be_one_is_asked_and_not_said(one: str, other: str, rule: str) -> None:
    likeness = same_person(one, other)
    assert PART <= likeness.score < SAME
    assert rule in likeness.reasons


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("AP", "The Associated Press", True),
        ("M&S", "Marks and Spencer", True),
        ("MSS", "State Security Ministry", True),
        ("UN Security Council", "United Nations Security Council", True),
        ("7th Fleet", "Seventh Fleet", True),
        ("Deutsche Bank AG", "Deutsche Bank GmbH", False),
        ("UN", "UN Security Council", False),
        ("IEA", "International Atomic Energy Agency", False),
        ("Bank of Scotland", "Royal Bank of Scotland", False),
        ("al-Qaeda", "al-Qaeda in the Arabian Peninsula", False),
        ("Fund 2004-1", "Fund 2004-2", False),
        ("Guardian Council", "Guardian", False),
    ],
)
def test_bodies_are_told_by_their_words_and_acronyms(one: str, other: str, is_one: bool) -> None:
    assert (same_body(one, other).score >= PART) is (same_body(other, one).score >= PART) is is_one


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["person", "organisation"]))
def test_any_text_is_data_and_order_does_not_count(one: str, other: str, kind: str) -> None:
    forth, back = same_name(one, other, kind), same_name(other, one, kind)
    assert 0 <= forth.score <= 1
    assert forth.reasons
    assert (forth.score >= PART) == (back.score >= PART)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_names_loads_and_has_no_empty_entry(name: str) -> None:
    for entry in load(name, LISTS[name]):
        assert all(getattr(entry, field) for field in entry.__struct_fields__ if field != "new")
