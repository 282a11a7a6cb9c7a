"""Ask an extractor of articles which blocks it would keep: its text is not ours, but it knows where an article stands."""

import re
from collections.abc import Iterable

import trafilatura
from lxml.html import HtmlElement

from sayso.model.document import Block

_WORD = re.compile(r"\w+")
_RUN = 4


def extracted(root: HtmlElement) -> str:
    """Return what the extractor takes for the article; nothing where it finds none."""
    return trafilatura.extract(root, include_comments=False) or ""


def voted(text: str, blocks: Iterable[Block], kept: str) -> tuple[Block, ...]:
    """Return the blocks with the share of their runs of four words that stand in the extractor's text."""
    runs = {size: _runs(_WORD.findall(kept), size) for size in range(1, _RUN + 1)}
    lines = {tuple(_WORD.findall(line)) for line in kept.split("\n")}
    return tuple(block.replace(vote=_vote(_WORD.findall(block.span.cut(text)), runs[_RUN], lines)) for block in blocks)


def _runs(words: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _vote(words: list[str], runs: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> float:
    if len(words) < _RUN:
        return float(bool(words) and tuple(words) in lines)
    own = [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    return round(sum(run in runs for run in own) / len(own), 2)
