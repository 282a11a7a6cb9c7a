"""Dask as an engine: workers on this machine, or on a cluster whose machines see the folder of the case under one path.

Dask comes with `pip install sayso[dask]`.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from typing import Any

from sayso.model.errors import ConfigError, StageError
from sayso.run.engine import TRIES_ALONE, Engine, Task

CONNECT_SECONDS = 30
"""How long to wait for a scheduler to answer."""
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
        if not shards:
            return
        try:
            client = self._client()
            futures = {client.submit(task, name, pure=False): name for name in shards}
            suspects = list[str]()
            for future in _ended(client, futures):
                if _finished(future):
                    yield futures[future], True
                else:
                    suspects.append(futures[future])
            for name in suspects:
                yield name, _finished(next(_ended(client, [client.submit(task, name, pure=False)])))
        except BaseException:
            self.close()
            raise

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


def _ended(client: Any, futures: Iterable[Any]) -> Iterator[Any]:
    from distributed import as_completed

    yield from as_completed(list(futures), loop=client.loop)


def _finished(future: Any) -> bool:
    """Was a task done? Not where its worker died more than once: it may have been another task that the worker died of."""
    from distributed import KilledWorker

    failed = future.exception() if future.status == "error" else None
    if failed is not None and not isinstance(failed, KilledWorker):
        raise failed
    return failed is None
