"""No pair of names that is found to be one is passed over because it did not look worth comparing."""

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from sayso.kit.comparable import comparable, may_be_same
from sayso.kit.likeness import SAME, same_person

NEAR = 20
DRAWN = 5_000
FAMILIES = Path(__file__).with_name("name_families.yaml")


def _words(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for each in found.values():
            yield from _words(each)
    elif isinstance(found, list):
        for each in found:
            yield from _words(each)


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Return the names of all families, family after family, as the comparison gets them."""
    written = dict.fromkeys(_words(yaml.safe_load(FAMILIES.read_text("utf-8"))))
    return list(dict.fromkeys(form for name in written for form in (name, name.lower())))


def test_what_is_one_name_is_always_compared(names: list[str]) -> None:
    # Those of one family stand near each other; of the others a part is drawn, the same in every run.
    near = [(one, other) for at, one in enumerate(names) for other in names[at + 1 : at + NEAR]]
    drawn = random.Random(11).sample(list(combinations(names, 2)), DRAWN)
    passed_over = [pair for pair in (*near, *drawn) if not may_be_same(*pair) and same_person(*pair).score >= SAME]
    assert passed_over == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jon arlen", "john arlen"),
        ("j arlen", "john arlen"),
        ("bill halas", "william halas"),
        ("tomas gerlach", "tomas gerlech"),
        ("kim chol su", "kim cholsu"),
    ],
)
def test_writings_slips_and_initials_are_compared(one: str, other: str) -> None:
    assert list(comparable({other, one})) == [tuple(sorted((one, other)))]


def test_most_pairs_are_passed_over() -> None:
    assert list(comparable(["john kerry", "john boehner", "john arlen", "mary kerry"])) == []
