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
from sayso.show import exports
from sayso.store.store import Case as OpenCase
from sayso.store.store import open_case


class Form(StrEnum):
    """The forms that a case can be exported in."""

    jsonl = "jsonl"
    markdown = "markdown"


To = Annotated[Form, typer.Option("--to", help="The form of the files: jsonl or markdown.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", metavar="FOLDER", help="Where the files go.", show_default=False)]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave out the full text of the articles.")]
Files = Iterable[tuple[str, Iterable[bytes]]]


@command
def export(case: Case, to: To, output: Output, no_text: NoText = False, quiet: Quiet = False, verbose: Verbose = False) -> int:
    """Write a case as files: JSON lines or Markdown."""
    with open_case(case) as opened:
        files = _tables(opened, with_text=not no_text) if to is Form.jsonl else _pages(opened)
        written = exports.write_files(output, files)
    if not quiet:
        say(f"wrote {len(written)} files into {output}")
    return DONE


def _tables(case: OpenCase, *, with_text: bool) -> Files:
    """Yield each table of the case with its lines, read as they are written."""
    groups = questions.claims(case).groups
    yield "documents.jsonl", exports.document_lines(case.documents(), case.entity_of(), with_text=with_text)
    yield "stories.jsonl", exports.story_lines(questions.stories(case).stories)
    yield "groups.jsonl", exports.group_lines(groups)
    yield "events.jsonl", exports.event_lines(case.documents(), case.happenings())


def _pages(case: OpenCase) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a page for each story, and one that leads to them."""
    dossiers = (questions.story(case, story.id) for story in questions.stories(case).stories)
    for name, content in exports.markdown_pages(dossier for dossier in dossiers if dossier):
        yield name, [content]
