"""`sayso entities`: who and what a case speaks of, with every name each goes by."""

from typing import Annotated

import typer

from sayso.cli.options import AsJson, Case, Verbose
from sayso.cli.outcome import command
from sayso.cli.questions import answered
from sayso.query.entities import entities as entities_of
from sayso.show import entities as shown
from sayso.store.store import open_case

Called = Annotated[str | None, typer.Option("--about", metavar="NAME", help="Only who goes by this name.", show_default=False)]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="Only of this kind: person, organisation, place, ...", show_default=False),
]
Unnamed = Annotated[bool, typer.Option("--all", help="Show also whom no article names, as `the driver`.")]


@command
def entities(
    case: Case,
    about: Called = None,
    kind: Kind = None,
    unnamed: Unnamed = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """List the people, bodies and places of a case, the most spoken of first.

    Each with all the names it goes by. A relative of somebody is linked to them, never taken for them.
    """
    with open_case(case) as opened:
        answer = entities_of(opened, about, kind, unnamed=unnamed)
    return answered(answer, answer.entities, shown.entities(answer), as_json=as_json, nothing="the case names nobody like that")
