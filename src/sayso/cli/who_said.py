"""`sayso who-said`: what is attributed to a person or a body, and through whom."""

from typing import Annotated

import typer

from sayso.cli.options import AsJson, Case, Verbose
from sayso.cli.outcome import command
from sayso.cli.questions import answered
from sayso.query.who_said import who_said as said_by
from sayso.show import who_said as shown
from sayso.store.store import open_case

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a person or a body.", show_default=False)]


@command
def who_said(case: Case, name: Name, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List what is attributed to a person or a body, by whom.

    Their own statements and what is told of their beliefs and intentions; never what others say of them.
    """
    with open_case(case) as opened:
        answer = said_by(opened, name)
    nothing = f"nothing in the case is attributed to {name}"
    return answered(answer, answer.attributions, shown.who_said(answer), as_json=as_json, nothing=nothing)
