"""`sayso remove`: a document out of a case, with all that rests on it alone."""

from typing import Annotated

import typer

from sayso.cli.console import say, write_json
from sayso.cli.options import AsJson, Case, ConfigFile, Quiet, Verbose, named, settings
from sayso.cli.outcome import DONE, NOTHING, command
from sayso.cli.progress import Bar
from sayso.query.questions import the_one
from sayso.run.remove import Removal
from sayso.run.remove import remove as taken_out
from sayso.store.connection import wipe_case
from sayso.store.store import open_case

Id = Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document, or how it begins.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; without this, only say what would go.")]


@command
def remove(
    case: Case,
    document: Id,
    yes: Yes = False,
    config: ConfigFile = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Take a document out of a case, with all that rests on it alone.

    Its text, claims, parse and the words that judgements quote of it are gone from the file; groups are weighed and stories made
    as if it had never been there. Without --yes it is only said what would go.
    """
    own = settings(config)
    with open_case(case) as opened:
        found = the_one(opened, document, "document")
    if found is None:
        say(f"sayso: there is no document {document} in {named(case)}")
        return NOTHING
    with open_case(case, write=True) as opened, Bar(shown=not quiet) as bar:
        answer = taken_out(opened, found.id, dry=not yes, progress=bar, own=own)
    if answer.done:
        wipe_case(case)
    if as_json:
        write_json(answer)
    else:
        say(_told(answer))
    return DONE


def _told(answer: Removal) -> str:
    verb = "removed" if answer.done else "would remove (say --yes to do it)"
    facts = f"{answer.claims} claims, {answer.attributions} attributions, {answer.events} events"
    rests = f"{len(answer.gone)} records that rest on it alone, {len(answer.changed)} weighed anew"
    return f"{verb} {answer.document}: {facts}; {rests}; the words of {len(answer.judgements)} judgements"
