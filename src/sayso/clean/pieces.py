"""Cut a page into the pieces that are judged: what the rules marked, paragraphs, and the sentences of a page without lines."""

import calendar
import functools
import re
from collections.abc import Iterator

from sayso.clean.blocks import split_blocks, split_sentences
from sayso.clean.chrome import find_chrome_words
from sayso.clean.marks import Mark, Page
from sayso.clean.rules import mark_block
from sayso.kit.vocabulary import common_words
from sayso.model.span import Span

LONGEST_PARAGRAPH = 1200


def cut_pieces(page: Page) -> list[Mark]:
    """Return the pieces of a page in order; those that no rule knows stay undecided."""
    found = find_chrome_words(page)
    return [
        piece
        for block in split_blocks(page.text)
        for mark in mark_block(page, block, found)
        for piece in (_cut_long(page, mark) if mark.kind is None and block.end - block.start > LONGEST_PARAGRAPH else [mark])
    ]


def _cut_long(page: Page, mark: Mark) -> Iterator[Mark]:
    """Yield the sentences of a stretch that is too long for a paragraph, each cut again where another may have been lost.

    A page whose lines were joined has headings and labels without a full stop in front of its sentences.
    """
    for sentence in split_sentences(page.text, mark.span):
        at = sentence.start
        for found in _starters().finditer(page.text, sentence.start, sentence.end):
            if found.start(1) > at:
                yield mark.replace(span=Span(start=at, end=found.start()))
                at = found.start(1)
        yield mark.replace(span=Span(start=at, end=sentence.end))


@functools.cache
def _starters() -> re.Pattern[str]:
    """Match a common word with a capital that follows no mark: it may open a sentence. Days and months always have a capital."""
    words = {word.capitalize() for word in common_words() if word.isalpha()} - {*calendar.day_name, *calendar.month_name}
    return re.compile(rf"(?<=[\w)%?!.\u201d\"\u2019']) ({'|'.join(sorted(words))})(?= \w)")
