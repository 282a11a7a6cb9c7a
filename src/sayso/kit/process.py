"""Whether this process is sayso's own, a command or one of its workers, or a program that uses sayso among other things."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_OWN = "_SAYSO_OWN_PROCESS"


def make_own() -> None:
    """Say that this process, and those that it begins, are sayso's own."""
    os.environ[_OWN] = "1"


def is_own() -> bool:
    """Does nobody but sayso load libraries here?"""
    return _OWN in os.environ


@contextmanager
def without(library: str) -> Iterator[None]:
    """Let nothing that is loaded meanwhile load a library that it can do without; one that is loaded already stays."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[library]
