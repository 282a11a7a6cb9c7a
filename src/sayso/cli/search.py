"""`sayso search`: where words stand, in the articles or the claims of a case."""

from enum import StrEnum
from typing import Annotated

import typer

from sayso.cli.options import AsJson, Case, Verbose
from sayso.cli.outcome import command
from sayso.cli.questions import answered
from sayso.query.search import SearchFilter
from sayso.query.search import search as found
from sayso.show import search as shown
from sayso.store.store import open_case


class In(StrEnum):
    """What can be searched."""

    articles = "articles"
    claims = "claims"


Words = Annotated[str, typer.Argument(metavar="WORDS", help="The words, all of which must stand.", show_default=False)]
Where = Annotated[In, typer.Option("--in", help="Search the articles, or the claims alone.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only of this outlet.", show_default=False)]
OfStory = Annotated[str | None, typer.Option("--story", metavar="ID", help="Only of this story.", show_default=False)]
StanceName = Annotated[
    str | None,
    typer.Option(
        "--stance", metavar="STANCE", help="Only with a claim of this stance: denied, not_known, ...", show_default=False
    ),
]
StateName = Annotated[
    str | None,
    typer.Option("--state", metavar="STATE", help="Only with a claim of this state: disputed, differs, ...", show_default=False),
]
Who = Annotated[
    str | None,
    typer.Option("--entity", metavar="ID_OR_NAME", help="Only where this entity is spoken of or speaks.", show_default=False),
]
Zone = Annotated[
    str | None,
    typer.Option("--zone", metavar="ZONE", help="Only where they stand in this part: headline, body, ...", show_default=False),
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Only published on this day or later.", show_default=False)
]
Last = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Only published on this day or before.", show_default=False)
]
Limit = Annotated[int, typer.Option("--limit", min=0, max=500, help="How many to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="How many to pass over.")]


@command
def search(
    case: Case,
    words: Words,
    where: Where = In.articles,
    outlet: Outlet = None,
    story: OfStory = None,
    stance: StanceName = None,
    state: StateName = None,
    entity: Who = None,
    zone: Zone = None,
    first: First = None,
    last: Last = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Find words in a case, the best place first.

    Case and accents make no difference. Words between quotation marks stand in a row; a word that ends in * stands for all that
    begin so. With no words, "", all that the options let in is listed.
    """
    narrowed = SearchFilter(
        outlet=outlet, story=story, stance=stance, state=state, entity=entity, zone=zone, first=first, last=last
    )
    with open_case(case) as opened:
        answer = found(opened, words, where.value, narrowed, limit=limit, offset=offset)
    return answered(answer, range(answer.total), shown.search(answer), as_json=as_json, nothing="nowhere in the case stands that")
