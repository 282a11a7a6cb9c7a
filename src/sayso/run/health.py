"""What a look at an installation or a case finds: one check after the other, each right, doubtful or wrong, with the remedy."""

from collections.abc import Callable, Iterable
from typing import Literal

from sayso.model.base import Record
from sayso.model.errors import SaysoError

State = Literal["ok", "warning", "wrong"]
SHOWN = 5
"""How many of many are named."""


class Check(Record, frozen=True, kw_only=True):
    """One thing that was looked at. `remedy` says what to do where it is not right."""

    name: str
    state: State
    detail: str
    remedy: str = ""


class Health(Record, frozen=True, kw_only=True):
    """All that was looked at. `readable` is false where a case was named that cannot be read at all."""

    checks: tuple[Check, ...]
    readable: bool = True

    @property
    def is_well(self) -> bool:
        """Is everything right?"""
        return all(check.state == "ok" for check in self.checks)


def right(name: str, detail: str) -> Check:
    """Return a check that found nothing amiss."""
    return Check(name=name, state="ok", detail=detail)


def doubtful(name: str, detail: str, remedy: str) -> Check:
    """Return a check that found something to attend to."""
    return Check(name=name, state="warning", detail=detail, remedy=remedy)


def wrong(name: str, detail: str, remedy: str) -> Check:
    """Return a check that found something wrong."""
    return Check(name=name, state="wrong", detail=detail, remedy=remedy)


def looked(name: str, look: Callable[[], Check], remedy: str) -> Check:
    """Return what a look finds; one that cannot be finished is itself a finding."""
    try:
        return look()
    except SaysoError as error:
        return wrong(name, error.message, error.remedy or remedy)
    except Exception as error:
        # A broken installation can fail in any way: that it failed here, and how, is what was asked.
        return wrong(name, f"{type(error).__name__}: {error}", remedy)


def some(names: Iterable[str]) -> str:
    """Return the first of some names, and how many more there are.

    >>> some(["a", "b"])
    'a, b'
    """
    every = list(names)
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(every[:SHOWN]) + more


def size(count: float) -> str:
    """Return a number of bytes as people say it.

    >>> size(10_117_716)
    '10.1 MB'
    """
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
