"""Short texts with who is who marked in them: what must be one entity, and what must never be."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from sayso.model.document import Document
from sayso.model.span import Span
from tests.extract.marked import Marked, marked
from tests.reading import compare, read

TEXTS: dict[str, list[str | list[str]]] = yaml.safe_load((Path(__file__).parent / "who_is_who.yaml").read_text("utf-8"))
ENTRIES = [
    pytest.param(entry if isinstance(entry, list) else [entry], id=f"{habit}-{number}")
    for habit, entries in TEXTS.items()
    for number, entry in enumerate(entries)
]
AT_LEAST = 120


def test_there_are_enough_texts_and_each_habit_has_some() -> None:
    assert len(ENTRIES) >= AT_LEAST
    assert min(map(len, TEXTS.values())) >= 5
    assert {"korean", "chinese", "russian", "arabic", "spanish", "indonesian"} <= TEXTS.keys()


def entities_of(sentences: list[Marked]) -> list[list[tuple[str, str, str]]]:
    """Return, for each text, the label, the words and the entity of each mark."""
    documents = [read(sentence.text, name=f"d{number}") for number, sentence in enumerate(sentences)]
    whole = dict(compare(documents).entity_of) if len(documents) > 1 else {}
    return [
        [(mark.label, mark.span.cut(text.text), _entity(document, mark.span, whole)) for mark in text.marks]
        for text, document in zip(sentences, documents, strict=True)
    ]


def _entity(document: Document, span: Span, whole: dict[str, str]) -> str:
    """Return the entity of the mention that a mark is about: it holds the mark's last word, and begins or ends with it."""
    near = [m for m in document.mentions if m.span.end == span.end or (m.span.holds(span) and m.span.start == span.start)]
    mention = min(near, key=lambda m: abs(m.span.start - span.start) + abs(m.span.end - span.end), default=None)
    inside = mention.entity if mention is not None and mention.entity else f"{document.id}: nobody at {span.start}"
    return whole.get(inside, inside)


@pytest.mark.parametrize("texts", ENTRIES)
def test_one_label_is_one_entity_and_two_labels_are_two(texts: list[str]) -> None:
    by_label = defaultdict[str, set[str]](set)
    found = [row for rows in entities_of([marked(text) for text in texts]) for row in rows]
    for label, words, entity in found:
        if not label.startswith(("~", "?")):
            by_label[label].add(entity)
            assert not (by_label[label] - {entity}), f"{words} should be {label}: {found}"
    for label, words, entity in found:
        others = {entity for other, entities in by_label.items() if other != label.strip("~") for entity in entities}
        assert entity not in others, f"{words} should not be somebody else: {found}"
