"""The other end of the worker: takes pages from one pipe, gives documents to another, and stays within its limits."""

import contextlib
import gc
import os
import signal
import sys

import msgspec

from sayso.model.document import Document
from sayso.model.errors import ReadError
from sayso.read.page import read_page
from sayso.read.pipes import receive, send
from sayso.read.raw_page import RawPage
from sayso.read.worker import Answer, Hello

MOST_MEMORY = 1_600_000_000
"""Bytes that the pages may take, beside what the libraries took when they were loaded."""
_SELDOM = (200_000, 20, 20)
"""Trees make many small objects that need no collecting: the default looks at them far too often."""


def _read_page(raw: RawPage) -> tuple[Document, ...]:
    return (read_page(raw),)


def _read_feed(raw: RawPage) -> tuple[Document, ...]:
    from sayso.read.feed import read_feed  # slow to load, and most that is read here are pages

    return read_feed(raw)


_READERS = {"page": _read_page, "feed": _read_feed}


def serve(computing: float) -> None:
    """Answer until the other side has gone; a page that takes more than `computing` seconds of computing ends the process.

    Whatever a library prints goes nowhere: the pipe is for answers alone.
    """
    gc.set_threshold(*_SELDOM)
    sys.setrecursionlimit(3_000)
    given, taken = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    limit_memory()
    send(taken, msgspec.msgpack.encode(Hello(measured=_measure(0))))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    while (question := receive(given)) is not None:
        _measure(computing)
        kind, raw = msgspec.msgpack.decode(question, type=tuple[str, RawPage])
        found = answer(kind, raw)
        content = msgspec.msgpack.encode(found)
        _measure(0)
        send(taken, content)


def answer(kind: str, raw: RawPage) -> Answer:
    """Return what a page or a feed holds, or why it cannot be read."""
    try:
        return Answer(documents=tuple(_READERS[kind](raw)))
    except ReadError as error:
        return Answer(rule=error.rule, message=error.message, remedy=error.remedy)
    except MemoryError:
        return Answer(trouble="reading it took more memory than any page needs")
    except Exception as error:
        return Answer(trouble=f"reading it failed ({type(error).__name__})")


def _measure(seconds: float) -> bool:
    """Let the system end this process after so many seconds of computing (0: never). Returns whether it can."""
    if not hasattr(signal, "ITIMER_PROF"):  # Windows
        return False
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    return True


def limit_memory() -> None:
    """Bound what this process may take, where the system has such limits; elsewhere the checks before the parser remain."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MOST_MEMORY + _taken_already()
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _taken_already() -> int:
    """Return how many bytes of addresses the process has, as far as the system tells: on some machines much is only reserved."""
    try:
        with open("/proc/self/statm", encoding="ascii") as sizes:
            return int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 200_000_000
