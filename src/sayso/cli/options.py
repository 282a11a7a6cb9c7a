"""The words that several commands share: the case, and the settings that a flag can change."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sayso.kit.config import Config, load_config
from sayso.store.address import address_of

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...", help="Files or folders of articles, or - for JSONL on standard input.", show_default=False
    ),
]
Case = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="The case: a file that `sayso build` made, or postgresql://USER@HOST/DATABASE.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more, and where an error arose.")]
ConfigFile = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="Settings; else the nearest sayso.toml.", show_default=False)
]
Parser = Annotated[
    str | None, typer.Option("--parser", metavar="NAME", help="An installed spaCy pipeline to parse with.", show_default=False)
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Parse anew; keep no parses for next time.")]
Failures = Annotated[
    Path | None,
    typer.Option("--failures", metavar="FILE", help="Write inputs that failed, one JSON object a line.", show_default=False),
]


def named(case: str) -> str:
    """Return a case as messages name it: without a password, should its address have one."""
    return str(address_of(case))


def settings(config: str | None = None, parser: str | None = None, *, no_cache: bool = False) -> Config:
    """Return the configuration that holds for this call."""
    flags = {"config": config, "parser": parser, "cache": "" if no_cache else None}
    return load_config(flags, os.environ, Path.cwd())
