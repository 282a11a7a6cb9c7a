"""The words for happenings of a document, each with what it is compared by: its sentence, the words beside it, who takes part."""

import re

import msgspec

from sayso.kit.concepts import Naming
from sayso.kit.vocabulary import common_words
from sayso.kit.word_knowledge import number
from sayso.model.document import Document
from sayso.model.facts import Event
from sayso.model.span import Span

WORD = re.compile(r"[^\W_]{2,}")
OUT = ("agent",), ("patient", "theme")
"""The roles that are compared one by one."""
NEAR, REACH = 5, 45
"""So many words to each side stand near, within so many characters."""


class Told(msgspec.Struct, frozen=True, gc=False):
    """A word for a happening as it is compared: keys are what a dictionary finds it by.

    `near` are the content words beside it, `before` and `after` the next to it, whatever they are.
    """

    document: str
    event: Event
    word: str
    place: int
    words: tuple[str, ...]
    marks: tuple[frozenset[int], ...]
    near: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


def told_in(document: Document, naming: Naming) -> list[Told]:
    """Return the words for happenings of a document, in order."""
    common, found, text = common_words(), list[Told](), document.text
    sentences = [(s.span.start, s.span.end) for s in document.sentences]
    at, words = -1, tuple[str, ...]()
    for event in document.happenings:
        while at + 1 < len(sentences) and sentences[at + 1][0] <= event.trigger.start:
            at += 1
            own = WORD.findall(text[sentences[at][0] : sentences[at][1]].lower())
            words = tuple(word for word in dict.fromkeys(own) if word not in common)
        left, right = _beside(text, event.trigger)
        near = tuple(word for word in dict.fromkeys((*left, *right)) if word not in common)
        marks = (*(_marks(event, roles, naming) for roles in OUT), _marks(event, None, naming))
        word, before, after = event.trigger.cut(text).lower(), "".join(left[-1:]), "".join(right[:1])
        found.append(Told(document.id, event, word, max(at, 0), words, marks, near, before, after))
    return found


def _beside(text: str, trigger: Span) -> tuple[list[str], list[str]]:
    """Return the words before and after a trigger; a word that the reach cuts through is left out."""
    left = WORD.findall(text[max(0, trigger.start - REACH) : trigger.start].lower())[1:]
    right = WORD.findall(text[trigger.end : trigger.end + REACH].lower())[:-1]
    return left[-NEAR:], right[:NEAR]


def _marks(event: Event, roles: tuple[str, ...] | None, naming: Naming) -> frozenset[int]:
    """Return numbers for who and what stands in these roles; those of names are odd."""
    found = set[int]()
    for role in event.roles:
        if roles is None or role.role in roles:
            name = naming.marks.get(role.entity or "")
            found.add(number(name) * 2 + 1 if name else number(role.lemma) * 2)
    return frozenset(found)
