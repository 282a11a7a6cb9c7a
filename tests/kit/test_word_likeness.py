"""Words that mean much the same have like rows, in any of their forms; a word without a row is like nothing."""

import numpy as np
import pytest

from sayso.kit.word_knowledge import word_knowledge
from sayso.kit.word_likeness import vectors_of


def alike(one: str, other: str) -> float:
    first, second = vectors_of(word_knowledge().places([one, other]))
    return float(first @ second)


@pytest.mark.parametrize(("one", "other"), [("killed", "murder"), ("died", "death"), ("fire", "blaze"), ("buys", "acquired")])
def test_words_for_one_deed_are_alike(one: str, other: str) -> None:
    assert alike(one, other) > 0.45
    assert alike(one, other) > alike(one, "trial")


def test_a_word_that_nobody_knows_is_like_nothing() -> None:
    assert alike("zzgrblx", "killed") == 0
    assert not np.isnan(alike("zzgrblx", "zzgrblx"))
