"""Look for circles of dead objects seldom: a build makes very many objects that live, and hardly any circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 20, 20)
"""After so many new objects the youngest are looked at, and after so many times that the older ones."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector of Python run seldom."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
