"""Dask as an engine: workers on this machine, or on a cluster whose machines see the folder of the case under one path.

Dask comes with `pip install sayso[dask]`.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import Any

from sayso.model.errors import ConfigError, StageError
from sayso.run.engine import TRIES_ALONE, Engine, Task

CONNECT_SECONDS = 30
"""How long to wait for a scheduler to answer."""


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

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Do the task for each shard.

        Raises:
            StageError: the scheduler does not answer.
        """
        if not shards:
            return
        with self._client() as client:
            futures = {client.submit(task, name, pure=False): name for name in shards}
            suspects = list[str]()
            for future in _ended(client, futures):
                if _finished(future):
                    yield futures[future], True
                else:
                    suspects.append(futures[future])
            for name in suspects:
                yield name, _finished(next(_ended(client, [client.submit(task, name, pure=False)])))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        import dask

        dask.config.set({"logging.distributed": "critical"})
        from distributed import Client, LocalCluster

        with ExitStack() as closing:
            closing.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": TRIES_ALONE}))
            cluster = self._scheduler or closing.enter_context(
                LocalCluster(self.workers, threads_per_worker=1, dashboard_address="127.0.0.1:0")
            )
            try:
                yield closing.enter_context(Client(cluster, timeout=CONNECT_SECONDS, set_as_default=False))
            except OSError as error:
                remedy = "start it with `dask scheduler`, or leave --scheduler away"
                raise StageError(f"the Dask scheduler at {cluster} does not answer: {error}", remedy=remedy) from error


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
