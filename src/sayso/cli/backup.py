"""`sayso backup`: a copy of a case that can be trusted, made while others go on using it."""

from typing import Annotated

import typer

from sayso.cli.console import show_lines, write_json
from sayso.cli.options import AsJson, Case, Verbose
from sayso.cli.outcome import DONE, command
from sayso.store.backup import backup_case

Target = Annotated[
    str,
    typer.Argument(metavar="FILE", help="The file to make, or postgresql://USER@HOST/DATABASE?schema=NAME.", show_default=False),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]


@command
def backup(case: Case, file: Target, force: Force = False, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """Copy a case into another file, whole and verified, while others read or write it.

    A copy is a case like any other. Where it cannot be finished nothing is left of it. A case on a server is copied into a file
    that needs no server, and a file onto a server.
    """
    done = backup_case(case, file, force=force)
    if as_json:
        write_json(done)
    else:
        show_lines([f"{done.file}: {done.documents} documents, {done.bytes} bytes, read back without fault"])
    return DONE
