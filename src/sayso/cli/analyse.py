"""`sayso analyse`: what each document says, one JSON object a line."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from sayso.cli.console import show, write_bytes, write_json
from sayso.cli.inputs import Reading
from sayso.cli.options import AsJson, ConfigFile, Failures, Inputs, NoCache, Parser, Quiet, Verbose, settings
from sayso.cli.outcome import command
from sayso.cli.progress import Bar
from sayso.model.document import Document
from sayso.read.revisions import told_apart
from sayso.run.analyse import analyse as analyse_documents
from sayso.show.explain import explained
from sayso.show.plain import plain_lines
from sayso.show.rows import to_row

TextOnly = Annotated[bool, typer.Option("--text-only", help="Print the cleaned body of each article instead.")]
Explain = Annotated[bool, typer.Option("--explain", help="Print the text with what was found marked in it instead.")]
StageName = Annotated[
    str | None,
    typer.Option("--stage", metavar="NAME", help="Stop after this stage: zones, parse, mentions, ...", show_default=False),
]


@command
def analyse(
    inputs: Inputs,
    as_json: AsJson = False,
    text_only: TextOnly = False,
    explain: Explain = False,
    stage: StageName = None,
    failures: Failures = None,
    config: ConfigFile = None,
    parser: Parser = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say what each document says, one JSON object a line.

    Zones, names, times, who is cited for what, claims with their stance, events: each with its place in the text.
    """
    write = _writer(as_json=as_json, text_only=text_only, explain=explain)
    reading = Reading(inputs, quiet=quiet)
    until = "zones" if text_only and stage is None else stage
    with Bar(shown=not quiet and not sys.stdout.isatty()) as bar:
        documents = told_apart(reading.articles())
        for document in analyse_documents(documents, settings(config, parser, no_cache=no_cache), progress=bar, until=until):
            write(document)
    return reading.end(failures)


def _writer(*, as_json: bool, text_only: bool, explain: bool) -> Callable[[Document], None]:
    if as_json + text_only + explain > 1:
        raise typer.BadParameter("--json, --text-only and --explain exclude each other: give one of them")
    if text_only:
        return _write_body
    return _write_explained if explain else _write_row


def _write_row(document: Document) -> None:
    write_json(to_row(document))


def _write_explained(document: Document) -> None:
    show(explained(document))


def _write_body(document: Document) -> None:
    """Write the words of the article, without what stands around them."""
    body = "\n".join(plain_lines(zone.span.cut(document.text)).strip() for zone in document.zones_of("body"))
    write_bytes(f"{body}\n".encode("utf-8", "replace"))
