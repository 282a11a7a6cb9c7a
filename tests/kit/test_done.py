"""Whether words tell a deed as done."""

import pytest

from sayso.kit.done import is_told_as_done, is_undone


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ("Ruritania", "sold"),
        ("Ruritania has not only", "sold"),
        ("Ruritania may well have", "sold"),
        ("Ruritania might still be", "selling"),
        ("Ruritania must have", "sold"),
        ("Ruritania is believed to have", "sold"),
        ("Ruritania is known to", "sell"),
        ("Ruritania continued to", "sell"),
        ("The copper that went to Ruritania was", "sold"),
        ("Would-be buyers say that Ruritania", "sold"),
    ],
)
def test_what_was_done_or_perhaps_was(before: str, verb: str) -> None:
    assert is_told_as_done(before, verb)


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ("Ruritania will", "sell"),
        ("Ruritania will soon be", "selling"),
        ("Ruritania would have", "sold"),
        ("Ruritania can", "sell"),
        ("Ruritania could", "sell"),
        ("Copper may be", "sold"),
        ("Ruritania agreed to", "sell"),
        ("Ruritania is ready to quietly", "sell"),
        ("Ruritania in effect", "gave"),
        ("Ruritania effectively", "gave"),
        ("Ruritania almost", "sold"),
    ],
)
def test_what_was_not(before: str, verb: str) -> None:
    assert not is_told_as_done(before, verb)


def test_a_noun_after_a_plan_or_a_ban_names_nothing_that_was_done() -> None:
    assert is_undone("Ruritania approved the largest ")
    assert is_undone("the council's ban on the ")
    assert not is_undone("South Ruritanian authorities seized planes and a ")
