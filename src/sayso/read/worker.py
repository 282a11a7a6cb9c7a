"""Read pages in a process of its own, which is started with the first page and ended where one takes too long.

Threads cannot stop a parser, so a page gets a process, a time and, where the system has such limits, a limit of memory.
Nothing here rests on how a system makes processes: it is a plain child with two pipes.
"""

import atexit
import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO

import msgspec

from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.errors import ReadError
from sayso.read.raw_page import RawPage

PATIENCE = 12.0
"""Seconds for one page: an ordinary one takes a few hundredths of one."""
STARTING = 30.0
"""Seconds more for the first, for libraries must be loaded."""
_LENGTH = 8
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from sayso.read.page_server import serve; serve()"


class Answer(Record, frozen=True, kw_only=True):
    """What the process found: documents, or why there are none."""

    documents: tuple[Document, ...] = ()
    rule: str = ""
    message: str = ""
    remedy: str = ""


class WorkerError(Exception):
    """The process did not answer: it took too long, or it died. The words say which."""


class PageWorker:
    """A process that reads pages one after the other, and is started anew after one that it could not end with."""

    def __init__(self, patience: float = PATIENCE, starting: float = STARTING) -> None:
        self._patience, self._starting = patience, starting
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._lock = threading.Lock()

    def read(self, kind: str, raw: RawPage) -> Sequence[Document]:
        """Return what a page (or a feed) holds.

        Raises:
            ReadError: it holds nothing that can be read.
            WorkerError: the process took too long, or died.
        """
        with self._lock:
            answer = msgspec.msgpack.decode(self._ask(msgspec.msgpack.encode((kind, raw))), type=Answer)
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
        patience = self._patience
        if self._process is None or self._process.poll() is not None:
            self._start()
            patience += self._starting
        try:
            answer = self._exchange(question, patience)
        except BaseException:
            self.close()
            raise
        if answer is None:
            self.close()
            raise WorkerError("the process that read it died")
        return answer

    def _exchange(self, question: bytes, patience: float) -> bytes | None:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        threading.Thread(target=_converse, args=(process.stdin, process.stdout, question, self._answers), daemon=True).start()
        try:
            return self._answers.get(timeout=patience)
        except queue.Empty:
            raise WorkerError(f"it took more than {self._patience:g} seconds") from None

    def _start(self) -> None:
        self.close()
        self._answers = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *(path for path in sys.path if path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        atexit.register(self.close)


def _converse(given: IO[bytes], taken: IO[bytes], question: bytes, answers: "queue.Queue[bytes | None]") -> None:
    """Put a question to the process and hand its answer on; None where it has gone."""
    try:
        send(given, question)
        answers.put(receive(taken))
    except (OSError, ValueError):
        answers.put(None)


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write a message with its length before it."""
    pipe.write(len(content).to_bytes(_LENGTH, "big"))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Return the next message, or None where the other side has gone."""
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    content = pipe.read(size)
    return content if len(content) == size else None
