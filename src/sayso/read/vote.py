"""Ask an extractor of articles which blocks it would keep: its text is not ours, but it knows where an article stands."""

import re
from collections.abc import Iterable

import trafilatura
from lxml.etree import strip_elements
from lxml.html import HTMLParser, document_fromstring

from sayso.model.document import Block

_WORD = re.compile(r"\w+")
_FRAME = ("navigation", "footer", "comments", "hidden")
_NEVER_WORDS = (
    "style",
    "svg",
    "link",
    "meta",
    "iframe",
    "source",
    "input",
    "option",
    "footer",
    "menu",
    "nav",
    "button",
    "select",
    "canvas",
    "audio",
    "video",
    "map",
    "textarea",
    "template",
    "object",
    "embed",
)
"""What the extractor would drop by its name in any case: without it its many copies of the page take less time."""
_RUN, _LONG, _MARKS = 4, 40, " -*\u2022\u00a0|"
_KEPT, _SHORT, _PROSE, _LINKED = 0.75, 80, 12, 0.3
_PARSING = {"collect_ids": False, "default_doctype": False, "remove_comments": True, "remove_pis": True, "huge_tree": True}


def ask_extractor(content: str, text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the extractor's vote. Where its fast answer is short it is asked for its full one."""
    found = voted(text, blocks, extracted(content, fast=True))
    plain = [(block, _words_in(text, block)) for block in found if block.links < _LINKED and block.hint not in _FRAME]
    kept = sum(words for block, words in plain if block.vote >= _KEPT)
    prose = sum(words for block, words in plain if words >= _PROSE and not block.hint)
    if kept < _SHORT or 2 * kept < prose:
        return voted(text, blocks, extracted(content))
    return found


def extracted(content: str, *, fast: bool = False) -> str:
    """Return what the extractor takes for the article; nothing where it finds none."""
    root = document_fromstring(content.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", **_PARSING))
    for script in root.xpath("//script[not(contains(@type, 'ld+json'))]"):
        script.drop_tree()
    strip_elements(root, *_NEVER_WORDS, with_tail=False)
    return trafilatura.extract(root, include_comments=False, include_tables=False, fast=fast) or ""


def _words_in(text: str, block: Block) -> int:
    return text.count(" ", block.span.start, block.span.end) + 1


def voted(text: str, blocks: Iterable[Block], kept: str) -> tuple[Block, ...]:
    """Return the blocks with the share of their runs of four words that stand in the extractor's text."""
    words = _WORD.findall(kept)
    runs = set(zip(*(words[at:] for at in range(_RUN)), strict=False))
    lines = {line.strip(_MARKS) for line in kept.split("\n")}
    votes = ((block, _vote(block.span.cut(text), runs, lines)) for block in blocks)
    return tuple(block.replace(vote=vote) if vote != block.vote else block for block, vote in votes)


def _vote(line: str, runs: set[tuple[str, ...]], lines: set[str]) -> float:
    words = _WORD.findall(line) if line.count(" ") >= _RUN - 2 or len(line) > _LONG else []
    if len(words) < _RUN:
        return float(line.strip(_MARKS) in lines)
    found = sum(map(runs.__contains__, zip(*(words[at:] for at in range(_RUN)), strict=False)))
    return round(found / (len(words) - _RUN + 1), 2)
