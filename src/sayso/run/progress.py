"""How far a run has come, told to whoever shows it: a terminal, a page, or nobody."""

from typing import Protocol


class Progress(Protocol):
    """What a run tells while it works. A new `start` begins a new part."""

    def start(self, total: int | None, what: str) -> None:
        """Begin a part: `what` is done `total` times, or nobody knows how often."""

    def advance(self, n: int) -> None:
        """Say that `n` more are done."""


class Silent:
    """Progress that nobody watches."""

    def start(self, total: int | None, what: str) -> None:
        """Say nothing."""

    def advance(self, n: int) -> None:
        """Say nothing."""
