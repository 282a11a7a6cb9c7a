"""Tell a picture caption from a paragraph: by how it opens, by words that point into the picture, and by its present tense."""

import functools
import re

from sayso.clean.blocks import count_words, ends_finally, split_sentences
from sayso.clean.chrome import reports
from sayso.clean.marks import Page
from sayso.kit.lexicon import load
from sayso.model.base import Record
from sayso.model.span import Span

LONGEST_CAPTION = 90
_SHORTEST_BARE, _LONGEST_BARE = 8, 40


class CaptionWords(Record, frozen=True, kw_only=True):
    """Words of captions: an `opening`, a `place` in the picture, a `verb` in the present, what they call a `picture`,
    or what stands before its `provider`."""

    role: str
    words: str


def caption_reason(page: Page, span: Span) -> str:
    """Return why the stretch is a caption, or nothing. When unsure it is not: a lost paragraph costs more."""
    words = count_words(page.text, span.start, span.end)
    if words > LONGEST_CAPTION or words < 2:
        return ""
    opening = caption_words("opening").match(page.folded, span.start, span.end)
    if opening:
        return f"opens: {opening[0]}"
    final = ends_finally(page.text, span)
    place = caption_words("place").search(page.folded, span.start, span.end)
    if place and not reports(page, span) and (not final or has_present_verb(page, span)):
        return f"points: {place[0].strip(' ,')}"
    bare = not final and _SHORTEST_BARE <= words <= _LONGEST_BARE and page.text[span.start].isupper()
    if bare and _is_one_sentence(page, span) and has_present_verb(page, span) and not reports(page, span):
        return "present tense without a full stop"
    return ""


def has_present_verb(page: Page, span: Span) -> bool:
    """Does a verb that captions live on stand in the stretch?"""
    return caption_words("verb").search(page.folded, span.start, span.end) is not None


def _is_one_sentence(page: Page, span: Span) -> bool:
    return next(split_sentences(page.text, span)) == span


@functools.cache
def present_verbs() -> frozenset[str]:
    """Return the verbs in the present that captions live on."""
    return frozenset(entry.words for entry in load("captions", CaptionWords) if entry.role == "verb")


@functools.cache
def caption_words(role: str) -> re.Pattern[str]:
    """Return a pattern of the words of captions that have a role."""
    words = sorted((entry.words for entry in load("captions", CaptionWords) if entry.role == role), key=len, reverse=True)
    whole = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{whole})\b" if role == "verb" else rf"(?:{whole})(?!\w)")
