"""`sayso doctor`: whether the installation can work, and whether a case is whole."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import show_lines, write_json
from sayso.cli.options import AsJson, ConfigFile, Parser, Verbose, settings
from sayso.cli.outcome import DONE, NOTHING, WRONG, command
from sayso.run.health import Health
from sayso.run.installation import installation
from sayso.run.integrity import integrity
from sayso.show.health import health

Case = Annotated[str | None, typer.Argument(metavar="[CASE]", help="A case to look at too.", show_default=False)]


@command
def doctor(
    case: Case = None, as_json: AsJson = False, config: ConfigFile = None, parser: Parser = None, verbose: Verbose = False
) -> int:
    """Look whether sayso is rightly installed, and whether a case is whole. Nothing is written.

    Each check is ok, a warning or wrong, with the remedy. Exit codes: 0 all is ok, 1 something is not, 2 the case cannot be read.
    """
    found = Health(checks=tuple(installation(settings(config, parser), Path.cwd())))
    if case is not None:
        looked = integrity(case)
        found = looked.replace(checks=(*found.checks, *looked.checks))
    if as_json:
        write_json(found)
    else:
        show_lines(health(found))
    if not found.readable:
        return WRONG
    return DONE if found.is_well else NOTHING
