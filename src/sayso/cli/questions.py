"""The questions to a case: `stories`, `story`, `claims`, `why`, `failures`. Each opens the case, asks, and shows the answer."""

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer
from rich.console import RenderableType

from sayso.cli.console import say, show, write_json
from sayso.cli.options import AsJson, Case, Verbose, named
from sayso.cli.outcome import DONE, NOTHING, command
from sayso.model.document import Document
from sayso.query import questions
from sayso.query.answers import DocumentAnswer, GroupAnswer, MemberAnswer
from sayso.query.why import why as reasons_of
from sayso.show import text
from sayso.show.sources import Sources
from sayso.store.store import Case as OpenCase
from sayso.store.store import open_case

StoryId = Annotated[
    str | None, typer.Argument(metavar="ID", help="The story, or how its id begins; else the largest one.", show_default=False)
]
Whole = Annotated[bool, typer.Option("--all", help="Show also every claim that one document alone tells.")]
AnyId = Annotated[str, typer.Argument(metavar="ID", help="Any id that sayso printed, or how it begins.", show_default=False)]
OfStory = Annotated[str | None, typer.Option("--story", metavar="ID", help="Only of this story.", show_default=False)]
About = Annotated[
    str | None, typer.Option("--about", metavar="NAME", help="Only where this name is spoken of.", show_default=False)
]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only what is disputed or contradicted.")]
StanceName = Annotated[
    str | None,
    typer.Option(
        "--stance", metavar="STANCE", help="Only with a claim of this stance: denied, not_known, ...", show_default=False
    ),
]
StateName = Annotated[
    str | None,
    typer.Option(
        "--state", metavar="STATE", help="Only with claims in this state: corroborated, differs, ...", show_default=False
    ),
]

MostTold = Annotated[bool, typer.Option("--most-told", help="Those that most articles tell first.")]


@command
def stories(
    case: Case, state: StateName = None, most_told: MostTold = False, as_json: AsJson = False, verbose: Verbose = False
) -> int:
    """List the stories of a case."""
    with open_case(case) as opened:
        answer = questions.stories(opened, state=state, order="articles" if most_told else "newest")
    nothing = f"no story holds a claim that is {state}" if state else "the case holds no story"
    return answered(answer, answer.stories, text.stories(answer), as_json=as_json, nothing=nothing)


@command
def story(case: Case, id: StoryId = None, whole: Whole = False, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """Show the dossier of a story.

    Who tells it on whose word, what is disputed, where accounts differ, and what nobody knows.
    """
    with open_case(case) as opened:
        wanted = _largest(opened) if id is None else id
        answer = questions.story(opened, wanted) if wanted else None
    if answer is None:
        say(f"sayso: there is no story {id or ''} in {named(case)}; `sayso stories {named(case)}` lists them")
        return NOTHING
    return answered(answer, [answer], text.dossier(answer, whole=whole), as_json=as_json)


@command
def claims(
    case: Case,
    story: OfStory = None,
    about: About = None,
    disputed: Disputed = False,
    stance: StanceName = None,
    state: StateName = None,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """List what is claimed, the most supported first.

    Each claim with its members' exact words, on whose word they are told, and what their agreement is worth.
    """
    with open_case(case) as opened:
        answer = questions.claims(opened, story, about, disputed, stance, state=state)
        sources = sources_of(opened, answer.groups)
    return answered(answer, answer.groups, text.claims(answer, sources), as_json=as_json, nothing="no claim is like that")


@command
def why(case: Case, id: AnyId, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """Show the reasons and exact words behind any id."""
    with open_case(case) as opened:
        answer = reasons_of(opened, id)
    if answer is None:
        say(f"sayso: nothing in {named(case)} has the id {id}")
        return NOTHING
    return answered(answer, [answer], text.why(answer), as_json=as_json)


@command
def failures(case: Case, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List what could not be read, and what to do about it."""
    with open_case(case) as opened:
        answer = questions.failures(opened)
    return answered(answer, answer.failures, text.failures(answer), as_json=as_json, nothing="every input could be read")


def answered(
    answer: object, found: Iterable[object], lines: Iterable[RenderableType], *, as_json: bool, nothing: str = "nothing found"
) -> int:
    """Print an answer, and return whether it holds anything."""
    is_found = any(True for _ in found)
    if as_json:
        write_json(answer)
    elif is_found:
        show(lines)
    else:
        say(nothing)
    return DONE if is_found else NOTHING


def sources_of(case: OpenCase, groups: Iterable[GroupAnswer]) -> Sources:
    """Return the documents behind claim groups, numbered as the groups tell them, and the names of their origins."""
    found = tuple(groups)
    members = [member for group in found for member in group.members]
    beside = [member for group in found for each in group.differences for side in each.sides for member in side.members]
    return sources_of_members(case, (*members, *beside), {origin.id: origin.name for group in found for origin in group.origins})


def sources_of_members(case: OpenCase, members: Iterable[MemberAnswer], origins: Mapping[str, str] | None = None) -> Sources:
    """Return the documents behind claims, numbered in their order."""
    wanted = dict.fromkeys(member.document for member in members)
    known = {document.id: document for document in case.documents(wanted)}
    return Sources((_document(known[id]) for id in wanted if id in known), dict(origins or {}))


def _document(found: Document) -> DocumentAnswer:
    return DocumentAnswer(id=found.id, source=found.source, outlet=found.outlet, published=found.published, title=found.title)


def _largest(case: OpenCase) -> str | None:
    """Return the id of the story with most documents, the newest of them where several have as many."""
    found = questions.stories(case).stories
    return max(found, key=lambda story: len(story.documents)).id if found else None
