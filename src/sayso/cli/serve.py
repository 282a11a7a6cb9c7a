"""`sayso serve`: the local page and JSON API of a case."""

import importlib
import secrets
from typing import Annotated

import typer

from sayso.cli.console import say
from sayso.cli.options import Case, ConfigFile, Parser, Verbose, settings
from sayso.cli.outcome import DONE, command
from sayso.store.address import address_of
from sayso.store.store import open_case

SERVER = "sayso.web.server"
"""Loaded by name, and only here: no other command waits for a web server, and neither floor knows the other."""

Port = Annotated[int, typer.Option("--port", metavar="N", help="Where to listen; 0 takes any that is free.", min=0, max=65535)]
Write = Annotated[bool, typer.Option("--write", help="Let who has the printed address merge, split, reject and undo.")]


@command
def serve(
    case: Case,
    port: Port = 8765,
    write: Write = False,
    config: ConfigFile = None,
    parser: Parser = None,
    verbose: Verbose = False,
) -> int:
    """Show a case as pages in your browser, on this machine alone.

    Nothing is loaded from elsewhere and nothing leaves. Stop it with Ctrl-C.
    """
    chosen = settings(config, parser)
    with open_case(case) as opened:
        opened.stamp()
    server = importlib.import_module(SERVER)
    bound = server.bind(port)
    token = secrets.token_urlsafe(24) if write else None
    address = f"http://127.0.0.1:{bound.getsockname()[1]}/"
    say(f"{address}?token={token}  (this address may write: keep it to yourself)" if token else address)
    server.serve(address_of(case), chosen, bound, token)
    return DONE
