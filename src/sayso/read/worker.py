"""Read pages in a process of its own, which is started with the first page and ended where one takes too long.

Threads cannot stop a parser, so a page gets a process, a measure of computing and, where the system has such limits, a limit of
memory. What is measured is the computing of the page alone: neither the start of the process nor other work of the machine
counts, so that the same page is read alike on a busy machine and on an idle one. Only where a system cannot measure that, or a
page waits for ever, is it a matter of the clock. Nothing here rests on how a system makes processes: it is a plain child with
two pipes.
"""

import atexit
import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from typing import IO, Literal

import msgspec

from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.errors import ReadError
from sayso.read.pipes import receive, send
from sayso.read.raw_page import RawPage

_PROGRAM = """
import sys
sys.path[:] = sys.argv[2:]
sys.modules["py3langid"] = None
from sayso.read.page_server import serve
serve(float(sys.argv[1]))
"""
"""The extractor would load a guesser of languages, and that a library of numbers: half of the time of a start, for nothing."""
_ALONE = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")}
"""Libraries of numbers reserve memory for every core of the machine; nothing here computes with them."""
_OUT_OF_TIME = int(getattr(signal, "SIGPROF", 0))
"""The signal by which a system ends a process that has computed for too long."""
_LAST_WORDS = 300


class Limits(Record, frozen=True, kw_only=True):
    """What one page may cost, in seconds; an ordinary one takes a few hundredths of one."""

    computing: float = 10.0
    """Of computing, where the system measures it."""
    waiting: float = 180.0
    """By the clock, where computing is measured too."""
    waiting_alone: float = 30.0
    """By the clock, where nothing else is measured."""
    starting: float = 180.0
    """By the clock, for the process to load its libraries."""


class Hello(Record, frozen=True, kw_only=True):
    """What the process says when it is ready: whether its computing is measured."""

    measured: bool


class Answer(Record, frozen=True, kw_only=True):
    """What the process found: documents, or why there are none; `trouble` is its own, not the page's."""

    documents: tuple[Document, ...] = ()
    rule: str = ""
    message: str = ""
    remedy: str = ""
    trouble: str = ""


class WorkerError(Exception):
    """The process gave no answer to this page: it took too long, or it died. The words say which."""


class PageWorker:
    """A process that reads pages one after the other, and is started anew after one that it could not end with."""

    def __init__(self, limits: Limits | None = None, program: str = _PROGRAM) -> None:
        self._limits, self._program = limits or Limits(), program
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._measured = False
        self._cannot_start = ""
        self._lock = threading.Lock()
        atexit.register(self.close)

    def read(self, kind: Literal["page", "feed"], raw: RawPage) -> Sequence[Document]:
        """Return what a page (or a feed) holds.

        Raises:
            ReadError: it holds nothing that can be read, or nothing can be read here: the process does not start.
            WorkerError: the process took too long, or died.
        """
        with self._lock:
            answer = msgspec.msgpack.decode(self._ask(msgspec.msgpack.encode((kind, raw))), type=Answer)
        if answer.trouble:
            raise WorkerError(answer.trouble)
        if answer.rule:
            raise ReadError(answer.message, rule=answer.rule, remedy=answer.remedy)
        return answer.documents

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _ask(self, question: bytes) -> bytes:
        try:
            if self._process is None or self._process.poll() is not None:
                self._start()
            patience = self._limits.waiting if self._measured else self._limits.waiting_alone
            answer = self._exchange(question, patience)
            if answer is None:
                raise WorkerError(self._how_it_died())
        except BaseException:
            self.close()
            raise
        return answer

    def _exchange(self, question: bytes | None, patience: float) -> bytes | None:
        """Return the process's next message; None where it has gone."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        threading.Thread(target=_converse, args=(process.stdin, process.stdout, question, self._answers), daemon=True).start()
        try:
            return self._answers.get(timeout=patience)
        except queue.Empty:
            raise WorkerError(f"it took more than {patience:g} seconds") from None

    def _how_it_died(self) -> str:
        assert self._process is not None
        code = self._process.wait()
        if self._measured and code == -_OUT_OF_TIME:
            return f"it took more than {self._limits.computing:g} seconds of computing"
        return f"the process that read it died ({f'signal {-code}' if code < 0 else f'code {code}'})"

    def _start(self) -> None:
        """Start the process and wait until it is ready: what this takes is no page's fault.

        Raises:
            ReadError: it does not start. It is not tried again, for the next page would fare no better.
        """
        self.close()
        if not self._cannot_start:
            self._cannot_start = self._launch()
        if self._cannot_start:
            message = f"the process that reads pages does not start: {self._cannot_start}"
            raise ReadError(message, rule="worker", remedy="install sayso again with all that it needs, and read the page again")

    def _launch(self) -> str:
        """Start the process. Returns why it cannot be used; nothing where it is ready."""
        self._answers = queue.Queue()
        command = [sys.executable, "-c", self._program, str(self._limits.computing), *(path for path in sys.path if path)]
        with tempfile.TemporaryFile() as words:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, env={**os.environ, **_ALONE}
            )
            try:
                hello = self._exchange(None, self._limits.starting)
            except WorkerError as error:
                return str(error)
            if hello is None:
                words.seek(0)
                said = words.read().decode("utf-8", "replace").strip().splitlines()
                return said[-1][:_LAST_WORDS] if said else self._how_it_died()
        self._measured = msgspec.msgpack.decode(hello, type=Hello).measured
        return ""


def _converse(given: IO[bytes], taken: IO[bytes], question: bytes | None, answers: "queue.Queue[bytes | None]") -> None:
    """Put a question to the process and hand its answer on; None where it has gone."""
    try:
        if question is not None:
            send(given, question)
        answers.put(receive(taken))
    except (OSError, ValueError):
        answers.put(None)
