"""`sayso build`: many documents into one case."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Annotated

import typer

from sayso.cli.console import show, write_json
from sayso.cli.engines import EngineFlag, EngineName, Scheduler, Workers, engine_of
from sayso.cli.inputs import Reading
from sayso.cli.options import AsJson, ConfigFile, Failures, Inputs, NoCache, Parser, Quiet, Verbose, settings
from sayso.cli.outcome import command
from sayso.cli.progress import Bar
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.run.build import BuildReport
from sayso.run.build import build as build_case
from sayso.run.packs import proven_pack
from sayso.show.words import counted

CaseToBuild = Annotated[
    str,
    typer.Option(
        "--case",
        metavar="FILE",
        help="The case: made where there is none. A file, or postgresql://USER@HOST/DATABASE[?schema=NAME].",
        show_default=False,
    ),
]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAME", help="A rule pack: its name or its folder. May be given again.", show_default=False),
]
_COUNTS = ("document", "failure", "story", "claim", "origin", "finding")


@command
def build(
    inputs: Inputs,
    case: CaseToBuild,
    as_json: AsJson = False,
    failures: Failures = None,
    pack: Packs = None,
    engine: EngineFlag = EngineName.SERIAL,
    workers: Workers = None,
    scheduler: Scheduler = None,
    config: ConfigFile = None,
    parser: Parser = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Build a case of articles, or add to one.

    Building again with more adds to it; the same input changes nothing. A build that is stopped leaves the case as it was,
    and goes on where it had come to when it is run again.
    """
    chosen = settings(config, parser, no_cache=no_cache)
    workforce = engine_of(engine, workers, scheduler)
    packs = [proven_pack(name, chosen) for name in pack or ()]
    reading = Reading(inputs, quiet=quiet)
    items = _begun(reading)
    if reading.documents:
        with Bar(shown=not quiet) as bar:
            _report(build_case(items, case, chosen, progress=bar, packs=packs, engine=workforce), as_json=as_json)
    return reading.end(failures)


def _begun(reading: Reading) -> Iterable[Document | Failure]:
    """Return what is read, read as far as the first document: where there is none, no case is touched."""
    items: Iterator[Document | Failure] = reading.everything()
    first = list[Document | Failure]()
    for item in items:
        first.append(item)
        if isinstance(item, Document):
            break
    return chain(first, items)


def _report(report: BuildReport, *, as_json: bool) -> None:
    """Print what the case holds now."""
    if as_json:
        write_json(report)
        return
    numbers = (report.documents, report.failures, report.stories, report.claims, report.origins, report.findings)
    show([", ".join(counted(number, noun) for number, noun in zip(numbers, _COUNTS, strict=True))])
