"""A case as flat tables for a spreadsheet: names joined, quotations and links in, and nothing that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from sayso.kit.calendar import bounds
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.query.answers import GroupAnswer, StoryAnswer
from sayso.query.entities import EntityAnswer
from sayso.show.plain import plain_lines

JOINED = "; "
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")
CLAIMS = [
    "story",
    "story_title",
    "group",
    "state",
    "at_least",
    "at_most",
    "origins",
    "proposition",
    "when",
    "earliest",
    "latest",
    "document",
    "outlet",
    "published",
    "title",
    "source",
    "claim",
    "stance",
    "voices",
    "quote",
    "start",
    "end",
]
DOCUMENTS = ["document", "outlet", "published", "title", "authors", "language", "status", "source", "url", "stories"]
STORIES = ["story", "title", "first", "last", "outlets", "documents", "at_least", "at_most"]
ENTITIES = ["entity", "kind", "name", "names", "documents", "mentions"]


def cell(value: object) -> str:
    """Return a value as a cell that a spreadsheet shows and never runs.

    >>> cell("=1+1"), cell(-3), cell(None)
    ("'=1+1", '-3', '')
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    shown = plain_lines(str(value))
    return f"'{shown}" if shown.lstrip(" \n").startswith(_COMMANDS) or str(value)[:1] in _COMMANDS else shown


def lines(names: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Yield a table as RFC 4180 tells it, without the last line break of each row. It begins with a mark that says UTF-8."""
    # Without the mark, Excel reads UTF-8 as the letters of one country.
    yield ("\ufeff" + _line(names)).encode()
    yield from (_line(row).encode() for row in rows)


def _line(row: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([cell(value) for value in row])
    return out.getvalue().removesuffix("\n")


class ToldStory(Record, frozen=True, kw_only=True):
    """One story with the documents that tell it and the claims that they make."""

    story: StoryAnswer
    documents: tuple[Document, ...]
    groups: tuple[GroupAnswer, ...]


def claim_lines(stories: Iterable[ToldStory]) -> Iterator[bytes]:
    """Yield each claim of each group with its words, who tells it on whose word, and what the group is worth."""
    return lines(CLAIMS, (row for each in stories for row in _of_story(each)))


def _of_story(told: ToldStory) -> Iterator[tuple[object, ...]]:
    documents = {document.id: document for document in told.documents}
    return (row for group in told.groups for row in _claims(group, documents, told.story))


def _claims(group: GroupAnswer, documents: Mapping[str, Document], story: StoryAnswer) -> Iterator[tuple[object, ...]]:
    earliest, latest = bounds(group.when)
    origins = JOINED.join(origin.name for origin in group.origins)
    head = (group.story, story.title, group.id, group.state, group.at_least, group.at_most, origins)
    for member in group.members:
        document = documents[member.document]
        about = (document.id, document.outlet, document.published, document.title, document.url or document.source)
        voices = " > ".join(link.name for link in member.chain)
        told = (member.claim, member.stance, voices, member.quote, member.start, member.end)
        yield (*head, group.proposition, group.when, earliest, latest, *about, *told)


def document_lines(documents: Iterable[Document], stories: Iterable[StoryAnswer], *, with_text: bool) -> Iterator[bytes]:
    """Yield each document with the stories that it belongs to, and its text where that is wanted."""
    told = dict[str, list[str]]()
    for story in stories:
        for id in story.documents:
            told.setdefault(id, []).append(story.id)
    names = [*DOCUMENTS, *(["text"] if with_text else [])]
    return lines(names, (_document(each, told.get(each.id, ()), with_text=with_text) for each in documents))


def _document(document: Document, stories: Iterable[str], *, with_text: bool) -> tuple[object, ...]:
    who = (document.id, document.outlet, document.published, document.title, JOINED.join(document.authors), document.language)
    row = (*who, document.status, document.source, document.url, JOINED.join(stories))
    return (*row, document.text) if with_text else row


def story_lines(stories: Iterable[StoryAnswer]) -> Iterator[bytes]:
    """Yield each story."""
    rows = (
        (one.id, one.title, one.first, one.last, JOINED.join(one.outlets), len(one.documents), one.at_least, one.at_most)
        for one in stories
    )
    return lines(STORIES, rows)


def entity_lines(entities: Iterable[EntityAnswer]) -> Iterator[bytes]:
    """Yield each entity that a document names."""
    rows = ((one.id, one.kind, one.name, JOINED.join(one.names), len(one.documents), one.mentions) for one in entities)
    return lines(ENTITIES, rows)
