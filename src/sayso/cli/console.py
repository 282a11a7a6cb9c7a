"""Where words go: results to standard output, messages and progress to standard error."""

import functools
import sys
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.text import Text

from sayso.model.errors import Failure, SaysoError
from sayso.show.dossier import to_json
from sayso.show.plain import plain


def results() -> Console:
    """Return the console for results. Nothing that it prints is read as markup."""
    return Console(markup=False, highlight=False, emoji=False)


@functools.cache
def messages() -> Console:
    """Return the one console for messages and progress: a message stands above the bar that is running."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False)


def show(renderables: Iterable[RenderableType]) -> None:
    """Print a result for a reader; a file or another program gets no spaces at the ends of lines."""
    console = results()
    for renderable in renderables:
        if console.is_terminal:
            console.print(renderable)
            continue
        with console.capture() as captured:
            console.print(renderable)
        for line in captured.get().splitlines():
            console.file.write(line.rstrip() + "\n")


def show_lines(lines: Iterable[str | Text]) -> None:
    """Print results that are one line each, however long: no word of them is read as anything but text."""
    for line in lines:
        results().print(plain(line) if isinstance(line, str) else line, soft_wrap=True)


def write_json(answer: object) -> None:
    """Write an answer as one line of JSON, in UTF-8 whatever the terminal speaks."""
    write_bytes(to_json(answer) + b"\n")


def write_bytes(content: bytes) -> None:
    """Write bytes to standard output after all that was printed before them."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say(message: str, *, style: str = "") -> None:
    """Say one line on standard error."""
    messages().print(Text(plain(message), style=style), soft_wrap=True)


def say_failure(failure: Failure) -> None:
    """Say on one line which input could not be used, why, and what to do."""
    remedy = f" ({failure.remedy})" if failure.remedy else ""
    say(f"{failure.source}: {failure.message}{remedy} [{failure.rule}]", style="yellow")


def say_error(error: SaysoError) -> None:
    """Say on one line what went wrong and what to do."""
    say(f"sayso: {error}", style="red")
