"""`sayso export`: a case, or one story of it, as files that others read. Stories are read one by one."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import say
from sayso.cli.options import Case, Quiet, Verbose, named
from sayso.cli.outcome import DONE, NOTHING, command
from sayso.query import questions
from sayso.query.answers import Dossier, StoryAnswer
from sayso.query.entities import EntityAnswer, entities
from sayso.query.ids import the_one
from sayso.show import exports, flat, money
from sayso.show.written import write_files
from sayso.store.remembering import Memory, remembered
from sayso.store.store import Case as OpenCase


class Form(StrEnum):
    """The forms that a case can be exported in."""

    jsonl = "jsonl"
    markdown = "markdown"
    html = "html"
    csv = "csv"
    ftm = "ftm"


To = Annotated[Form, typer.Option("--to", help="The form: jsonl, markdown, html, csv or ftm.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", metavar="FOLDER", help="Where the files go.", show_default=False)]
OneStory = Annotated[
    str | None,
    typer.Option("--story", metavar="ID", help="Only this story: as html, one file to be mailed.", show_default=False),
]
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
def export(
    case: Case,
    to: To,
    output: Output,
    story: OneStory = None,
    no_text: NoText = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Write a case as files.

    The whole case, or one story of it: JSON lines for programs, Markdown or HTML for people (a page for each story, whole in
    itself), CSV for a spreadsheet, FollowTheMoney for Aleph and the like.
    """
    is_page = to in {Form.html, Form.markdown}
    with_text = not (is_page if no_text is None else no_text)
    with remembered(case, Memory()) as opened:
        chosen = _Chosen(opened, story)
        if story is not None and not chosen.stories:
            say(f"sayso: there is no story {story} in {named(case)}; `sayso stories {named(case)}` lists them")
            return NOTHING
        files = {Form.jsonl: _tables, Form.csv: _sheets, Form.ftm: _money}.get(to)
        found = files(chosen, with_text) if files else _pages(chosen, to, with_text)
        written = write_files(output, found)
    if not quiet:
        say(f"wrote {len(written)} {'file' if len(written) == 1 else 'files'} into {output}")
    return DONE


class _Chosen:
    """What of a case is exported: all of it, or one story."""

    def __init__(self, case: OpenCase, story: str | None) -> None:
        self.case = case
        self.is_whole = story is None
        one = the_one(case, story, "story") if story is not None else None
        every = questions.stories(case).stories
        self.stories: Sequence[StoryAnswer] = every if story is None else [each for each in every if one and each.id == one.id]
        self.documents = None if self.is_whole else [id for each in self.stories for id in each.documents]

    def told(self) -> Iterator[flat.ToldStory]:
        """Yield each story with its documents and claims."""
        for story in self.stories:
            groups = questions.claims(self.case, story.id).groups
            yield flat.ToldStory(story=story, documents=tuple(self.case.documents(story.documents)), groups=groups)

    def dossiers(self) -> Iterator[Dossier]:
        """Yield the dossier of each story."""
        found = (questions.story(self.case, each.id) for each in self.stories)
        return (dossier for dossier in found if dossier)

    def entities(self) -> tuple[EntityAnswer, ...]:
        """Return who and what is spoken of."""
        inside, every = frozenset(self.documents or ()), entities(self.case).entities
        return every if self.is_whole else tuple(each for each in every if not inside.isdisjoint(each.documents))


def _tables(chosen: _Chosen, with_text: bool) -> Files:
    """Yield each table of the case with its lines, read as they are written."""
    case, ids = chosen.case, chosen.documents
    groups = (group for told in chosen.told() for group in sorted(told.groups, key=lambda each: each.id))
    yield "documents.jsonl", exports.document_lines(case.documents(ids), case.entity_of(), with_text=with_text)
    yield "stories.jsonl", exports.story_lines(chosen.stories)
    yield "groups.jsonl", exports.group_lines(groups)
    yield "events.jsonl", exports.event_lines(case.documents(ids), case.happenings())


def _sheets(chosen: _Chosen, with_text: bool) -> Files:
    """Yield each sheet of the case."""
    documents = chosen.case.documents(chosen.documents)
    yield "claims.csv", flat.claim_lines(chosen.told())
    yield "documents.csv", flat.document_lines(documents, chosen.stories, with_text=with_text)
    yield "stories.csv", flat.story_lines(chosen.stories)
    yield "entities.csv", flat.entity_lines(chosen.entities())


def _money(chosen: _Chosen, with_text: bool) -> Files:
    """Yield the case as entities of FollowTheMoney, and where each of their values stands."""
    case, documents = chosen.case, chosen.case.documents(chosen.documents)
    made = tuple(money.entities(documents, chosen.dossiers(), chosen.entities(), case.entity_of(), with_text=with_text))
    yield "entities.ftm.json", money.entity_lines(made)
    yield "statements.ftm.json", money.statement_lines(made)


def _pages(chosen: _Chosen, to: Form, with_text: bool) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a page for each story, and one that leads to them where there are all."""
    texts = {document.id: document.text for document in chosen.case.documents(chosen.documents)} if with_text else {}
    made = exports.html_pages if to is Form.html else exports.markdown_pages
    for name, content in made(chosen.dossiers(), chosen.stories if chosen.is_whole else (), texts):
        yield name, [content]
