"""Cut a page into its blocks (paragraphs, captions, labels) and a block into sentences, as places in the text."""

import re
from collections.abc import Iterator

from sayso.model.span import Span

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]")
_LINE = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
_WORD = re.compile(r"\w+")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FINISH = r"[.!?\u2026\u3002\uff01\uff1f\u0964\u061f]"
_END = re.compile(
    rf"""{_FINISH}["'\u2019\u201d\u00bb)\]]{{0,3}}(?=\s+["'\u2018\u201c\u00ab(\[]?[^\s\Wa-z]|\s*\Z|[\u3040-\u9fff])"""
)
_FINAL = re.compile(rf"""(?:{_FINISH}|[:;])[\s"'\u2019\u201d\u00bb)\]*]{{0,4}}\Z""")
_SHORTENED = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,2}|\b[A-Z]\.[A-Z])\Z")
_SHORTEST_WRAP, _LONGEST_WRAP, _SHORTEST_SENTENCE = 45, 120, 8


def split_blocks(text: str) -> list[Span]:
    """Return the blocks of a text, without the white space around them.

    A block is a line, but the lines of a paragraph that was wrapped at a column are one block.
    """
    blocks, lines = list[Span](), list[Span]()
    at = 0
    for found in _LINE.finditer(text):
        line = _trim(text, found.start(), found.end())
        if line is None:
            continue
        if lines and len(_LINE_END.findall(text, at, line.start)) > 1:
            blocks.extend(_unwrap(text, lines))
            lines = []
        lines.append(line)
        at = line.end
    blocks.extend(_unwrap(text, lines))
    return blocks


def split_sentences(text: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of a block, cut generously: after final punctuation that no abbreviation explains."""
    start = block.start
    words = block.cut(text)
    for found in _END.finditer(words):
        end = block.start + found.end()
        if words[found.start()] == "." and _SHORTENED.search(words, max(0, found.start() - 4), found.start()):
            continue
        yield Span(start=start, end=end)
        start = end + len(words) - found.end() - len(words[found.end() :].lstrip())
    if start < block.end:
        yield Span(start=start, end=block.end)


def count_words(text: str, start: int, end: int) -> int:
    """Return how many words stand there; two characters of an East Asian script count as one."""
    stretch = text[start:end]
    words = len(_WORD.findall(stretch))
    return words if stretch.isascii() else words + len(_DENSE.findall(stretch)) // 2


def ends_finally(text: str, span: Span) -> bool:
    """Does the stretch end as a sentence does?"""
    return _FINAL.search(text, max(span.start, span.end - 6), span.end) is not None


def _trim(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without the white space around it, or None where nothing is left."""
    words = text[start:end]
    kept = words.strip()
    if not kept:
        return None
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=start + len(kept))


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    """Return the lines, or the one paragraph that they were before they were wrapped."""
    if len(lines) < 2:
        return lines
    inner = lines[:-1]
    even = all(_SHORTEST_WRAP <= line.end - line.start <= _LONGEST_WRAP for line in inner)
    open_ended = sum(not ends_finally(text, line) for line in inner)
    low = sum(text[line.start].islower() for line in lines[1:])
    if even and low and 2 * open_ended > len(inner):
        return [Span(start=lines[0].start, end=lines[-1].end)]
    return list(_mend(text, lines))


def _mend(text: str, lines: list[Span]) -> Iterator[Span]:
    """Yield the lines, with those in one that are one sentence: a page may set each link in a sentence on a line of its own."""
    run = list[Span]()
    for line in lines:
        if run and not (text[line.start].islower() and not ends_finally(text, run[-1])):
            yield from _as_sentence(text, run)
            run = []
        run.append(line)
    yield from _as_sentence(text, run)


def _as_sentence(text: str, lines: list[Span]) -> list[Span]:
    """Return the lines as one if they are a sentence from its capital to its full stop, else as they are."""
    start, end = lines[0].start, lines[-1].end
    opens, closes = not text[start].islower(), ends_finally(text, lines[-1])
    return [Span(start=start, end=end)] if opens and closes and count_words(text, start, end) >= _SHORTEST_SENTENCE else lines
