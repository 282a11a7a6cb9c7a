"""Both sets of attribution weights load, fit the columns of this version, and are not the same."""

import numpy as np
import pytest

from sayso.extract.attribution_columns import TOKEN_BUCKETS
from sayso.extract.attribution_model import FILES, weights
from sayso.extract.attribution_pairs import PAIR_BUCKETS


@pytest.mark.parametrize("name", FILES)
def test_weights_fit_the_columns(name: str) -> None:
    loaded = weights(name)
    assert (len(loaded.table), len(loaded.pair)) == (TOKEN_BUCKETS, PAIR_BUCKETS)
    assert np.isfinite(loaded.table).all()


def test_each_name_has_weights_of_its_own() -> None:
    assert not np.array_equal(weights("news").cue, weights("own").cue)
