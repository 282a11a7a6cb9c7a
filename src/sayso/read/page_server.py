"""The other end of the worker: takes pages from one pipe, gives documents to another, and stays within its memory."""

import contextlib
import gc
import os
import sys

import msgspec

from sayso.model.errors import ReadError
from sayso.read.feed import read_feed
from sayso.read.page import read_page
from sayso.read.raw_page import RawPage
from sayso.read.worker import Answer, receive, send

MOST_MEMORY = 1_800_000_000
_SELDOM = (200_000, 20, 20)
"""Trees make many small objects that need no collecting: the default looks at them far too often."""
_READERS = {"page": lambda raw: (read_page(raw),), "feed": read_feed}


def serve() -> None:
    """Answer until the other side has gone. Whatever a library prints goes nowhere: the pipe is for answers alone."""
    limit_memory()
    gc.set_threshold(*_SELDOM)
    given, taken = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    sys.setrecursionlimit(3_000)
    while (question := receive(given)) is not None:
        kind, raw = msgspec.msgpack.decode(question, type=tuple[str, RawPage])
        send(taken, msgspec.msgpack.encode(answer(kind, raw)))


def answer(kind: str, raw: RawPage) -> Answer:
    """Return what a page or a feed holds, or why it cannot be read."""
    try:
        return Answer(documents=tuple(_READERS[kind](raw)))
    except ReadError as error:
        return Answer(rule=error.rule, message=error.message, remedy=error.remedy)


def limit_memory() -> None:
    """Bound what this process may take, where the system has such limits; where it has none the checks before the parser remain."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
