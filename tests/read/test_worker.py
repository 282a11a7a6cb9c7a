"""The process that reads pages: what ends it, what does not, and what is said then."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from sayso.model.errors import ReadError
from sayso.read.raw_page import RawPage
from sayso.read.worker import Limits, PageWorker, WorkerError

SENTENCE = "The bridge was closed on Monday after cracks were found, the ministry said in a statement."
PAGE = RawPage(path="a.html", content=f"<html><body><p>{SENTENCE}</p></body></html>".encode())
OTHER = RawPage(path="b.html", content=b"<html><body><p>Slow words.</p></body></html>")
measured = pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="this system does not measure the computing of a process")


def program(slow: str) -> str:
    """Return a program that serves pages, but does `slow` on those that hold the word Slow."""
    return f"""
import os, signal, sys, time
sys.path[:] = sys.argv[2:]
from sayso.read import page_server
ordinary = page_server._READERS["page"]
def read(raw):
    if b"Slow" in raw.content:
        {slow}
    return ordinary(raw)
page_server._READERS["page"] = read
page_server.serve(float(sys.argv[1]))
"""


@contextmanager
def serving(limits: Limits, slow: str) -> Iterator[PageWorker]:
    with closing(PageWorker(limits, program(slow))) as worker:
        yield worker


def words(worker: PageWorker) -> str:
    return worker.read("page", PAGE)[0].text


@measured
def test_a_page_that_computes_for_ever_is_ended_and_the_next_is_read() -> None:
    with serving(Limits(computing=2), "while True: pass") as worker:
        with pytest.raises(WorkerError, match="more than 2 seconds of computing"):
            worker.read("page", OTHER)
        assert words(worker) == SENTENCE


def test_a_page_that_waits_for_ever_is_ended_by_the_clock_and_the_next_is_read() -> None:
    with serving(Limits(), "time.sleep(600)") as worker:
        assert words(worker) == SENTENCE
        patient, worker._limits = worker._limits, Limits(waiting=1, waiting_alone=1)
        with pytest.raises(WorkerError, match="more than 1 seconds"):
            worker.read("page", OTHER)
        worker._limits = patient
        assert words(worker) == SENTENCE
    with serving(Limits(), "os._exit(3)") as worker:
        with pytest.raises(WorkerError, match=r"died \(code 3\)"):
            worker.read("page", OTHER)
        assert words(worker) == SENTENCE


@measured
def test_a_busy_machine_is_no_fault_of_the_page() -> None:
    """The process is held still for longer than a page may compute, while it reads and at its start."""
    with serving(Limits(computing=2), "os.kill(os.getpid(), signal.SIGSTOP)") as worker:
        assert words(worker) == SENTENCE
        process = worker._process
        assert process is not None
        go_on = threading.Timer(3, os.kill, (process.pid, signal.SIGCONT))
        go_on.start()
        assert worker.read("page", OTHER)[0].text == "Slow words."
        go_on.join()
        assert worker._process is process
    slow_start = "import time; time.sleep(3)" + program("pass")
    with closing(PageWorker(Limits(computing=2, waiting_alone=1), slow_start)) as worker:
        assert words(worker) == SENTENCE


def test_a_page_that_breaks_its_reader_costs_only_itself() -> None:
    with serving(Limits(), "bytearray(1 << 50) if raw.path == 'memory' else {}[raw.path]") as worker:
        assert words(worker) == SENTENCE
        process = worker._process
        for path, said in (("memory", "more memory"), ("anything", "KeyError")):
            with pytest.raises(WorkerError, match=said):
                worker.read("page", OTHER.replace(path=path))
        assert words(worker) == SENTENCE
        assert worker._process is process


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_page_may_take_so_much_memory_and_no_more() -> None:
    with serving(Limits(), "len(bytearray(int(raw.path)))") as worker:
        assert worker.read("page", OTHER.replace(path=str(1 << 30)))[0].text == "Slow words."
        with pytest.raises(WorkerError, match="more memory"):
            worker.read("page", OTHER.replace(path=str(1 << 31)))


def test_a_process_that_does_not_start_is_said_and_never_taken_for_a_bad_page() -> None:
    with closing(PageWorker(program="import a_module_that_nobody_has")) as worker:
        for _ in range(2):
            with pytest.raises(ReadError, match="does not start: ModuleNotFoundError: No module named") as caught:
                worker.read("page", PAGE)
            assert (caught.value.rule, "install sayso again" in caught.value.remedy) == ("worker", True)
    with closing(PageWorker(Limits(starting=0.5), "import time; time.sleep(600)")) as worker:
        with pytest.raises(ReadError, match=r"does not start: it took more than 0\.5 seconds"):
            worker.read("page", PAGE)
        assert worker._process is None
