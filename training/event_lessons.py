"""The documents that the finder of happenings learns from: which tokens name a happening, and who says so.

Three sorts of documents are read. Annotated news says it of every word of some sentences; headlines are made of those sentences,
set as a title or in capitals, since nobody annotated headlines; lists of mentions say of the heads of nouns alone whether they
name a happening. What none of these says is left to a teacher (`training/event_teacher.py`).
"""

import gzip
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.kit.config import Config
from sayso.kit.tree import tree_of
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

CUT = 2000
"""So many characters of an article of plain news are read."""
HEADLINE_WORDS = 18
"""A longer sentence is made no headline of."""
CAPITALS = 4
"""Of so many headlines one is set in capitals."""
NAMING = {"VERB", "NOUN", "PROPN", "ADJ"}
Row = dict[str, Any]


@dataclass
class Lesson:
    """One document: which of its tokens somebody judged, and which of them name a happening."""

    document: Document
    seen: np.ndarray
    wanted: np.ndarray

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        return tree_of(self.document).parse.word


def rows_of(file: Path) -> list[Row]:
    """Return the rows of a gzipped JSONL file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return list(map(json.loads, lines))


def annotated(rows: list[Row]) -> list[Lesson]:
    """Return lessons from rows with `scored` sentences and the `events` in them."""
    return [_annotated(document, row) for document, row in parsed(rows)]


def headlines(rows: list[Row]) -> list[Lesson]:
    """Return lessons from the short scored sentences of the same rows, set as headlines."""
    return annotated([made for made in map(_set_as_headlines, rows) if made["text"]])


def mentioned(rows: list[Row]) -> list[Lesson]:
    """Return lessons from rows with `entities`, each with its `head` and `kind`: only nouns are judged."""
    return [_mentioned(document, row) for document, row in parsed(rows)]


def plain(rows: list[Row]) -> list[Lesson]:
    """Return articles of which nothing is known, each under its title."""
    titled = [{"id": row["id"], "text": f"{row.get('title') or ''}\n\n{row['text'][:CUT]}".strip()} for row in rows]
    return [Lesson(document, *_nothing(document)) for document, _ in parsed(titled)]


def parsed(rows: list[Row]) -> Iterator[tuple[Document, Row]]:
    """Yield the documents of the rows that have a parse, each with its row."""
    own = {row["id"]: row for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        file.write_text("\n".join(json.dumps({"id": row["id"], "text": row["text"]}) for row in rows), encoding="utf-8")
        documents = [one for one in read_inputs((str(file),), io.BytesIO()) if isinstance(one, Document)]
        found = sorted(analyse(documents, Config(), until="parse"), key=lambda one: one.id)
    yield from ((document, own[document.id]) for document in found if document.parse)


def _nothing(document: Document) -> tuple[np.ndarray, np.ndarray]:
    size = len(tree_of(document))
    return np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)


def _annotated(document: Document, row: Row) -> Lesson:
    """Return a lesson in which the head of each annotated mention is what is wanted."""
    parse, (seen, wanted) = tree_of(document).parse, _nothing(document)
    places = list(zip(parse.start, parse.end, strict=True))
    for event in row["events"]:
        spans = event.get("spans") or [[event["start"], event["end"]]]
        inside = [at for at, (start, end) in enumerate(places) if any(start < last and end > first for first, last in spans)]
        tops = [at for at in inside if parse.head[at] not in inside or parse.head[at] == at]
        if tops:
            wanted[min(tops, key=lambda at: (parse.pos[at] not in NAMING, at))] = 1
    for at, (start, end) in enumerate(places):
        seen[at] = any(first <= start and end <= last for first, last in row["scored"])
    return Lesson(document, seen, wanted)


def _mentioned(document: Document, row: Row) -> Lesson:
    """Return a lesson in which every noun that heads a mention is judged by the kind of the mention."""
    parse, (seen, wanted) = tree_of(document).parse, _nothing(document)
    place = {start: at for at, start in enumerate(parse.start)}
    for mention in row["entities"]:
        at = place.get(mention["head"][0])
        if at is not None and parse.pos[at] in {"NOUN", "PROPN"} and mention["form"] != "pronoun":
            seen[at] = 1
            wanted[at] = max(wanted[at], float(mention["kind"] == "event"))
    return Lesson(document, seen, wanted)


def _set_as_headlines(row: Row) -> Row:
    """Return a row of the short scored sentences of another, each set as a headline and standing alone."""
    lines, events, at = list[str](), list[Row](), 0
    for count, (first, last) in enumerate(row["scored"]):
        line = row["text"][first:last].rstrip(" .\n")
        if "\n" in line or not 3 <= len(line.split()) <= HEADLINE_WORDS:
            continue
        for event in row["events"]:
            spans = event.get("spans") or [[event["start"], event["end"]]]
            if first <= spans[0][0] and spans[-1][1] <= first + len(line):
                moved = [[start - first + at, end - first + at] for start, end in spans]
                events.append({"start": moved[0][0], "end": moved[-1][1], "spans": moved})
        lines.append(_raised(line, whole=(len(row["id"]) + count) % CAPITALS == 0))
        at += len(line) + 2
    text = "\n\n".join(lines)
    return {"id": f"{row['id']} headlines", "text": text, "scored": [[0, len(text)]], "events": events}


def _raised(line: str, *, whole: bool) -> str:
    """Return a sentence with its longer words, or all of it, in capitals; its length stays."""
    words = (word.upper() if whole else word[0].upper() + word[1:] if len(word) > 3 else word for word in line.split(" ") if word)
    raised = " ".join(words)
    return raised if len(raised) == len(line) else line


def sentences(lessons: Iterable[Lesson]) -> list[tuple[Lesson, int, int]]:
    """Return every sentence with a token in it, short ones first so that those read together are alike in length."""
    found = [(one, s.first, s.last) for one in lessons for s in one.document.sentences if s.first < s.last]
    return sorted(found, key=lambda each: each[2] - each[1])
