"""Who does the work of a build. An engine is asked for one thing: to do a task for each shard, by name, in any order.

Tasks leave their results in the build's folder, so nothing but names goes to and fro, and doing a shard twice is harmless.
Workers stay for the next task until they are let go: what they have loaded is loaded once in a build.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from sayso.kit.process import make_own

Task = Callable[[str], None]
TRIES_ALONE = 2
"""How often a shard that was being worked on when a worker died is tried again, by itself, before it is given up."""


class Engine(Protocol):
    """Something that does tasks."""

    @property
    def workers(self) -> int:
        """How many shards are worked on at once."""

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Do the task for each shard; yield each name when it is done, False where its worker died of it."""

    def close(self) -> None:
        """Let the workers go. There will be others where there is more to do."""


class Serial:
    """This process, one shard after the other."""

    workers = 1

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Do the task for each shard, in order."""
        for name in shards:
            task(name)
            yield name, True

    def close(self) -> None:
        """Do nothing: this process stays."""


class Processes:
    """Processes on this machine, each with a parser of its own; one that dies is replaced and its shard tried again."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._held: ProcessPoolExecutor | None = None

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Do the task for each shard, several at once."""
        waiting = list(reversed(shards))
        while waiting:
            suspects = yield from self._round(task, waiting)
            for name in suspects:
                yield name, self._alone(task, name)

    def close(self) -> None:
        """Let the workers go, each when it is done with its shard."""
        pool, self._held = self._held, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _round(self, task: Task, waiting: list[str]) -> Generator[tuple[str, bool], None, list[str]]:
        """Work on what waits until all is done or a worker dies; return the shards that were being worked on then.

        No more shards are handed out than there are workers, so the one that killed its worker is among few.
        """
        running = dict[Future[None], str]()
        pool = self._held = self._held or self._pool(self.workers)
        try:
            while waiting or running:
                while waiting and len(running) < self.workers:
                    running[pool.submit(task, waiting[-1])] = waiting[-1]
                    waiting.pop()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    future.result()
                    yield running.pop(future), True
        except BrokenProcessPool:
            self.close()
            return list(running.values())
        except BaseException:
            self.close()
            raise
        return []

    def _alone(self, task: Task, name: str) -> bool:
        for _ in range(TRIES_ALONE):
            with self._pool(1) as pool:
                try:
                    pool.submit(task, name).result()
                except BrokenProcessPool:
                    continue
                return True
        return False

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Leave interruptions to the parent, and end when it has ended, however that was."""
    make_own()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
