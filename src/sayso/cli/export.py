"""`sayso export`: a case as files that others read."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import say
from sayso.cli.options import Case, Quiet, Verbose
from sayso.cli.outcome import DONE, command
from sayso.query import questions
from sayso.query.answers import Dossier
from sayso.query.entities import entities
from sayso.show import exports, flat, money
from sayso.show.written import write_files
from sayso.store.store import Case as OpenCase
from sayso.store.store import open_case


class Form(StrEnum):
    """The forms that a case can be exported in."""

    jsonl = "jsonl"
    markdown = "markdown"
    html = "html"
    csv = "csv"
    ftm = "ftm"


To = Annotated[Form, typer.Option("--to", help="The form: jsonl, markdown, html, csv or ftm.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", metavar="FOLDER", help="Where the files go.", show_default=False)]
NoText = Annotated[
    bool | None,
    typer.Option(
        "--no-text/--text",
        help="Leave out the full text of the articles, or put it in; html and markdown go without.",
        show_default=False,
    ),
]
Files = Iterable[tuple[str, Iterable[bytes]]]


@command
def export(case: Case, to: To, output: Output, no_text: NoText = None, quiet: Quiet = False, verbose: Verbose = False) -> int:
    """Write a case as files.

    JSON lines for programs, Markdown or HTML for people (a page for each story, whole in itself), CSV for a spreadsheet,
    FollowTheMoney for Aleph and the like.
    """
    is_page = to in {Form.html, Form.markdown}
    with_text = not (is_page if no_text is None else no_text)
    with open_case(case) as opened:
        files = {Form.jsonl: _tables, Form.csv: _sheets, Form.ftm: _money}.get(to)
        found = files(opened, with_text) if files else _pages(opened, to, with_text)
        written = write_files(output, found)
    if not quiet:
        say(f"wrote {len(written)} files into {output}")
    return DONE


def _tables(case: OpenCase, with_text: bool) -> Files:
    """Yield each table of the case with its lines, read as they are written."""
    groups = questions.claims(case).groups
    yield "documents.jsonl", exports.document_lines(case.documents(), case.entity_of(), with_text=with_text)
    yield "stories.jsonl", exports.story_lines(questions.stories(case).stories)
    yield "groups.jsonl", exports.group_lines(groups)
    yield "events.jsonl", exports.event_lines(case.documents(), case.happenings())


def _sheets(case: OpenCase, with_text: bool) -> Files:
    """Yield each sheet of the case."""
    stories = questions.stories(case).stories
    documents = {document.id: document for document in case.documents()}
    by_id = {story.id: story for story in stories}
    yield "claims.csv", flat.claim_lines(questions.claims(case).groups, documents, by_id)
    yield "documents.csv", flat.document_lines(documents.values(), stories, with_text=with_text)
    yield "stories.csv", flat.story_lines(stories)
    yield "entities.csv", flat.entity_lines(entities(case).entities)


def _money(case: OpenCase, with_text: bool) -> Files:
    """Yield the case as entities of FollowTheMoney, and where each of their values stands."""
    dossiers = tuple(_dossiers(case))
    found = money.entities(case.documents(), dossiers, entities(case).entities, case.entity_of(), with_text=with_text)
    made = tuple(found)
    yield "entities.ftm.json", money.entity_lines(made)
    yield "statements.ftm.json", money.statement_lines(made)


def _dossiers(case: OpenCase) -> Iterator[Dossier]:
    found = (questions.story(case, story.id) for story in questions.stories(case).stories)
    return (dossier for dossier in found if dossier)


def _pages(case: OpenCase, to: Form, with_text: bool) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a page for each story, and one that leads to them."""
    texts = {document.id: document.text for document in case.documents()} if with_text else {}
    made = exports.html_pages if to is Form.html else exports.markdown_pages
    for name, content in made(_dossiers(case), texts):
        yield name, [content]
