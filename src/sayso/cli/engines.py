"""Which engine does the work of a build, as the flags say."""

from enum import StrEnum
from typing import Annotated

import typer

from sayso.run.distributed import dask_engine
from sayso.run.engine import Engine, Processes, Serial


class EngineName(StrEnum):
    """The engines that there are."""

    SERIAL = "serial"
    PROCESSES = "processes"
    DASK = "dask"


EngineFlag = Annotated[
    EngineName, typer.Option("--engine", help="Who reads the articles: this process, several on this machine, or Dask.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="How many work at once; else one for each core.", show_default=False),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="A Dask scheduler that is running; else one is started on this machine.",
        show_default=False,
    ),
]


def engine_of(name: EngineName, workers: int | None, scheduler: str | None) -> Engine:
    """Return the engine that the flags name; they must fit one another.

    Raises:
        ConfigError: Dask is not installed.
    """
    if scheduler and name is not EngineName.DASK:
        raise typer.BadParameter("--scheduler is for Dask: add --engine dask")
    if scheduler and workers:
        raise typer.BadParameter("--workers is for engines on this machine; the scheduler has its own")
    if name is EngineName.DASK:
        return dask_engine(workers, scheduler)
    if workers and workers > 1 and name is EngineName.SERIAL:
        raise typer.BadParameter("--workers needs --engine processes or --engine dask")
    return Serial() if name is EngineName.SERIAL else Processes(workers)
