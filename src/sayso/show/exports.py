"""Files that others read: JSON lines for tools, Markdown and HTML for people. The same case gives the same bytes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sayso.model.corpus import Happening
from sayso.model.document import Document
from sayso.query.answers import Dossier, GroupAnswer, StoryAnswer
from sayso.show import markdown, page
from sayso.show.dossier import to_json
from sayso.show.rows import to_row

_NONE: Mapping[str, str] = MappingProxyType({})
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9._-]")


def document_lines(documents: Iterable[Document], entity_of: Mapping[str, str], *, with_text: bool) -> Iterator[bytes]:
    """Yield the rows of `analyse`, their entities being those of the case."""
    return (to_json(to_row(document, entity_of, with_text=with_text)) for document in documents)


def story_lines(stories: Iterable[StoryAnswer]) -> Iterator[bytes]:
    """Yield which document belongs to which story."""
    pairs = sorted((story.id, document) for story in stories for document in story.documents)
    return (to_json({"story": story, "document": document}) for story, document in pairs)


def group_lines(groups: Iterable[GroupAnswer]) -> Iterator[bytes]:
    """Yield the claim groups."""
    return map(to_json, groups)


def event_lines(documents: Iterable[Document], happenings: Iterable[Happening]) -> Iterator[bytes]:
    """Yield which word of which document names which happening across documents; one that is told once stands alone."""
    whole = {member: happening.id for happening in happenings for member in happening.members}
    rows = (
        (whole.get((document.id, event.id), event.id), document.id, event.trigger.start, event.trigger.end)
        for document in documents
        for event in document.happenings
    )
    keys = ("group", "document", "start", "end")
    return (to_json(dict(zip(keys, row, strict=True))) for row in sorted(set(rows)))


def markdown_pages(
    dossiers: Iterable[Dossier], stories: Sequence[StoryAnswer] = (), texts: Mapping[str, str] = _NONE
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of a page for each dossier, and of one that leads to those of the stories.

    `texts` are articles to put in whole.
    """
    for answer in dossiers:
        yield _file(answer.id, "md"), _utf8(markdown.dossier(answer, texts))
    if stories:
        yield "index.md", _utf8(markdown.index({_file(one.id, "md"): one for one in stories}))


def html_pages(
    dossiers: Iterable[Dossier], stories: Sequence[StoryAnswer] = (), texts: Mapping[str, str] = _NONE
) -> Iterator[tuple[str, bytes]]:
    """Yield the same as HTML: each page is whole in itself and can be sent alone."""
    for answer in dossiers:
        yield _file(answer.id, "html"), _utf8(page.dossier(answer, texts))
    if stories:
        yield "index.html", _utf8(page.index({_file(one.id, "html"): one for one in stories}))


def _file(story: str, ending: str) -> str:
    return f"{_NOT_A_NAME.sub('_', story)}.{ending}"


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
