"""Dask as an engine: workers on this machine, or on a cluster whose machines see the folder of the case under one path.

Dask comes with `pip install sayso[dask]`.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from typing import Any

from sayso.model.errors import ConfigError, StageError
from sayso.run.engine import TRIES_ALONE, Engine, Task

CONNECT_SECONDS = 30
"""How long to wait for a scheduler to answer."""
DESERTED_SECONDS = 60
"""How long to wait for a worker on this machine where all have died."""
GIVEN_UP_SECONDS = 1.0
"""How long to wait where nobody calls workers any more: those that look after them gave up."""
LOOK_SECONDS = 0.02
CLOSE_SECONDS = 20
"""How long to wait for workers and scheduler to end by themselves: under load they have been seen to wait for ever."""


def dask_engine(workers: int | None = None, scheduler: str | None = None) -> Engine:
    """Return an engine on a running scheduler, or on workers that it starts on this machine.

    Raises:
        ConfigError: Dask is not installed.
    """
    if find_spec("distributed") is None:
        raise ConfigError("the engine 'dask' is not installed", remedy="pip install 'sayso[dask]', or use --engine processes")
    return Distributed(workers or os.cpu_count() or 1, scheduler)


class Distributed:
    """Shards as tasks of a Dask cluster. A task whose worker died is given to another; when several died, it is tried alone."""

    def __init__(self, workers: int, scheduler: str | None = None) -> None:
        self.workers = workers
        self._scheduler = scheduler
        self._held: tuple[Any, ExitStack] | None = None

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Do the task for each shard.

        Raises:
            StageError: the scheduler does not answer.
        """
        waiting = list(shards)
        try:
            for _ in range(1 + TRIES_ALONE):
                if not waiting:
                    return
                yield from self._round(task, waiting)
        except BaseException:
            self.close()
            raise
        yield from ((name, False) for name in waiting)

    def _round(self, task: Task, waiting: list[str]) -> Iterator[tuple[str, bool]]:
        """Do the task for what waits, and take out what is done; where all workers are gone, let the cluster go with them."""
        client = self._client()
        cluster = client.cluster

        def ended(names: Sequence[str]) -> Iterator[tuple[str, bool]]:
            futures = {client.submit(task, name, pure=False): name for name in names}
            for future in _ended(client, cluster, futures):
                yield futures[future], _finished(future)

        try:
            suspects = list[str]()
            for name, is_done in ended(list(waiting)):
                if is_done:
                    waiting.remove(name)
                    yield name, True
                else:
                    suspects.append(name)
            for suspect in suspects:
                for name, is_done in ended([suspect]):
                    waiting.remove(name)
                    yield name, is_done
        except _Deserted:
            self.close()

    def close(self) -> None:
        """Let the workers go: those that were started here end, at the latest after a while."""
        held, self._held = self._held, None
        if held is not None:
            held[1].close()

    def _client(self) -> Any:
        if self._held is None:
            with ExitStack() as opened:
                client = self._opened(opened)
                self._held = client, opened.pop_all()
        return self._held[0]

    def _opened(self, closing: ExitStack) -> Any:
        import dask

        dask.config.set({"logging.distributed": "critical"})
        from distributed import Client, LocalCluster

        closing.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": TRIES_ALONE}))
        cluster: Any = self._scheduler
        if cluster is None:
            cluster = LocalCluster(self.workers, threads_per_worker=1, dashboard_address="127.0.0.1:0")
            closing.callback(_end, cluster)
        try:
            client = Client(cluster, timeout=CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            remedy = "start it with `dask scheduler`, or leave --scheduler away"
            raise StageError(f"the Dask scheduler at {cluster} does not answer: {error}", remedy=remedy) from error
        closing.callback(_within, CLOSE_SECONDS, client.close)
        return client


def _end(cluster: Any) -> None:
    """End a cluster of this machine: its workers are asked, and stopped where they do not answer."""
    watched = list(cluster.workers.values())
    if not _within(CLOSE_SECONDS, cluster.__exit__, None, None, None):
        for nanny in watched:
            _stop(nanny)


def _stop(nanny: Any) -> None:
    """End the process of a worker at once, and let no other take its place."""
    import psutil

    nanny.auto_restart = False
    with suppress(psutil.Error, AttributeError, TypeError):
        worker = psutil.Process(nanny.pid)
        worker.kill()
        worker.wait(CLOSE_SECONDS)


def _within(seconds: float, work: Callable[..., object], *given: object) -> bool:
    """Do something for no longer than that; was it done by then?"""
    busy = threading.Thread(target=_quietly, args=(work, *given), daemon=True)
    busy.start()
    busy.join(seconds)
    return not busy.is_alive()


def _quietly(work: Callable[..., object], *given: object) -> None:
    # What ends while it is closed is ended: nothing that it says then is of use to anybody.
    with suppress(Exception):
        work(*given)


class _Deserted(Exception):
    """No worker is left, and none has come."""


def _ended(client: Any, cluster: Any, futures: Iterable[Any]) -> Iterator[Any]:
    """Yield futures as they end.

    Raises:
        _Deserted: all workers of a cluster of this machine have died, and under load none took their place.
    """
    from distributed import as_completed

    watched, seen = as_completed(list(futures), loop=client.loop), time.monotonic()
    while not watched.is_empty():
        if watched.has_ready():
            yield next(watched)
        elif cluster is None or cluster.scheduler.workers:
            seen = time.monotonic()
            time.sleep(LOOK_SECONDS)
        elif time.monotonic() - seen > (GIVEN_UP_SECONDS if _gave_up(cluster) else DESERTED_SECONDS):
            raise _Deserted
        else:
            time.sleep(LOOK_SECONDS)


def _gave_up(cluster: Any) -> bool:
    return all(nanny.status.name in {"closed", "failed"} for nanny in cluster.workers.values())


def _finished(future: Any) -> bool:
    """Was a task done? Not where its worker died more than once: it may have been another task that the worker died of."""
    from distributed import KilledWorker

    failed = future.exception() if future.status == "error" else None
    if failed is not None and not isinstance(failed, KilledWorker):
        raise failed
    return failed is None
