"""How far a run has come, as a bar on standard error; nothing where nobody watches."""

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from sayso.cli.console import messages


class Bar:
    """A bar for each part of a run. Use it in a `with`: it leaves the terminal as it found it."""

    def __init__(self, *, shown: bool = True) -> None:
        console = messages()
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bars = Progress(*columns, console=console, transient=True, disable=not (shown and console.is_terminal))
        self._part: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bars.stop()

    def start(self, total: int | None, what: str) -> None:
        """Begin a part; the one before it is done."""
        if self._part is not None:
            self._bars.remove_task(self._part)
        self._part = self._bars.add_task(what, total=total)

    def advance(self, n: int) -> None:
        """Move the bar of this part."""
        if self._part is not None:
            self._bars.advance(self._part, n)
