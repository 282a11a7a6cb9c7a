"""How a command ends: its exit code, one clear line where it fails, and quiet where the reader has left."""

import functools
import logging
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from sayso.cli.console import messages, say, say_error
from sayso.model.errors import SaysoError

DONE, NOTHING, WRONG, STOPPED = 0, 1, 2, 130
Given = ParamSpec("Given")


def command(run: Callable[Given, int]) -> Callable[Given, None]:
    """Make a command of a function that returns its exit code; errors become one line, and `--verbose` adds where they arose."""

    @functools.wraps(run)
    def ended(*positional: Given.args, **named: Given.kwargs) -> None:
        verbose = bool(named.get("verbose"))
        level = logging.DEBUG if verbose else logging.ERROR if named.get("quiet") else logging.WARNING
        logging.basicConfig(format="%(name)s: %(message)s", stream=sys.stderr, force=True)
        logging.getLogger("sayso").setLevel(level)
        raise typer.Exit(_code(functools.partial(run, *positional, **named), verbose=verbose))

    return ended


def _code(run: Callable[[], int], *, verbose: bool) -> int:
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("sayso: stopped; the case is as it was")
        return STOPPED
    except BrokenPipeError:
        leave_quietly()
        return DONE
    except SaysoError as error:
        if verbose:
            _say_where()
        say_error(error)
        return WRONG
    except (typer.Exit, typer.BadParameter):
        raise
    except OSError as error:
        if verbose:
            _say_where()
        say_refused(error)
        return WRONG
    except Exception as error:
        if verbose:
            _say_where()
        say(
            f"sayso: this is a fault of sayso: {type(error).__name__}: {error} (--verbose shows where; please report it)",
            style="red",
        )
        return WRONG
    return code


def say_refused(error: OSError) -> None:
    """Say what the system refused to do: with a file, or with what was printed, which then goes nowhere."""
    why = error.strerror or str(error)
    if error.filename is not None:
        say(
            f"sayso: {os.fsdecode(error.filename)}: {why} (check the path, who may use it, and the room on its disk)", style="red"
        )
        return
    say(f"sayso: what was found cannot be written: {why} (free some space, or send the output elsewhere)", style="red")
    leave_quietly()


def _say_where() -> None:
    """Say where the error at hand arose."""
    from rich.traceback import Traceback  # slow to load, and seldom needed

    messages().print(Traceback())


def leave_quietly() -> None:
    """Let what is still unwritten go nowhere: whoever read the output has closed it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
