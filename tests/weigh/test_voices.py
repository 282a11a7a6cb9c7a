"""Counting voices: what may be one is joined for `at_least`, what may be apart is kept apart for `at_most`."""

import pytest

from sayso.weigh.voices import Telling, count, outlet_voice

COUNTS = [
    ("a chain and its speaker elsewhere", [("a", "A", ("r", "x")), ("b", "B", ("x",))], (1, 1)),
    ("a speaker and an agency that also tells it flat", [("a", "A", ("r", "x")), ("b", "B", ("x",)), ("c", "C", ("r",))], (1, 2)),
    ("one state", [("a", "A", ("tass",)), ("b", "B", ("ria",))], (1, 2)),
    ("two apart", [("a", "A", ("r",)), ("b", "B", ("x",))], (2, 2)),
    ("silence", [("a", "A", ()), ("b", "B", ())], (0, 2)),
    ("silence of one outlet", [("a", "A", ()), ("b", "A", ())], (0, 1)),
    ("an outlet and who quotes it", [("a", "a", ()), ("b", "b", (outlet_voice("a"),))], (1, 1)),
    ("an outlet that quotes", [("a", "a", ("r",)), ("b", "b", (outlet_voice("a"),)), ("c", "c", ("r",))], (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "given", "expected"), COUNTS)
def test_voices_are_counted(what: str, given: list[tuple[str, str, tuple[str, ...]]], expected: tuple[int, int]) -> None:
    tellings = [Telling(document=document, outlet=outlet, voices=voices) for document, outlet, voices in given]
    found = count(tellings, {"tass": "RU", "ria": "RU"})
    assert (found.at_least, found.at_most) == expected
    assert (count(reversed(tellings), {"tass": "RU", "ria": "RU"})) == found


def test_who_is_not_named_is_never_a_second_voice_for_certain() -> None:
    one, other = (
        Telling(document=name, outlet=name, voices=(voice,), unnamed_end=True) for name, voice in (("a", "r"), ("b", "f"))
    )
    assert count([one, other], {}) == count([other, one], {})
    assert (count([one, other], {}).at_least, count([one, other], {}).at_most) == (1, 2)


def test_a_copy_speaks_with_the_voice_that_it_copies() -> None:
    source = Telling(document="a", outlet="a", voices=("r",))
    copy = Telling(document="b", outlet="b", voices=(), copied=frozenset({"a"}))
    elsewhere = Telling(document="c", outlet="c", voices=("x",), copied=frozenset({"a"}))
    assert (count([source, copy], {}).at_least, count([source, copy], {}).at_most) == (1, 1)
    assert count([source, elsewhere], {}).at_most == 1


def test_voices_that_may_be_one_are_never_two_for_certain() -> None:
    one = Telling(document="a", outlet="a", voices=("orlan",), may_be=frozenset({"surname orlan"}))
    other = Telling(document="b", outlet="b", voices=("mira orlan",), may_be=frozenset({"surname orlan"}))
    found = count([one, other], {})
    assert (found.at_least, found.at_most) == (1, 2)


def test_voices_that_are_one_person_are_one() -> None:
    one = Telling(document="a", outlet="a", voices=("orlan",), is_also=frozenset({"person orlan"}))
    other = Telling(document="b", outlet="b", voices=("mira orlan",), is_also=frozenset({"person orlan"}))
    found = count([one, other], {})
    assert (found.at_least, found.at_most) == (1, 1)
