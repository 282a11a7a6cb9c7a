"""Pair a cue with the tokens that may be its source or its content, and say how each stands to it.

The tokens are those of the cue's sentence, and of the sentences around it as far as a quotation can go on.
"""

from dataclasses import dataclass

import numpy as np

from sayso.extract.attribution_columns import Columns, Whole, mixed, number
from sayso.kit.tree import Tree
from sayso.model.document import Document

PAIR_BUCKETS = 1 << 14
PAIR_FEATURES = 10
REACH = 6
"""So many sentences before and after a cue may hold its content."""
STEPS = 4
"""A path through the tree is told apart for so many steps up and down."""


@dataclass(frozen=True)
class Pairs:
    """Cues and tokens, row by row: places in the columns, with the top of the branch that leads to the token, and features."""

    cue: Whole
    token: Whole
    branch: Whole
    features: Whole


def _walk(tree: Tree, cue: int, first: int, last: int) -> tuple[list[int], list[int], list[int]]:
    """Return each token of the cue's sentence with the number of its path from the cue, and the top of its branch."""
    deps, token, above = tree.parse.dep, cue, ""
    tokens, paths, tops = [cue], [number("cue")], [cue]
    came_from = -1
    for level in range(last - first):
        side = {child: "<" if child < token else ">" for child in tree.children(token) if child != came_from}
        if level:
            tokens.append(token)
            paths.append(number(f"{above}!"))
            tops.append(token)
        stack = [(child, f"{above}{mark}{deps[child]}", child, 1) for child, mark in side.items()]
        while stack:
            below, path, top, depth = stack.pop()
            tokens.append(below)
            paths.append(number(path))
            tops.append(top)
            for child in tree.children(below):
                stack.append((child, f"{path}/{deps[child]}" if depth < STEPS else path, top, depth + 1))
        upper = tree.parse.head[token]
        if upper == token:
            break
        above = f"{above}^{deps[token]}" if level < STEPS else above
        came_from, token = token, upper
    return tokens, paths, tops


def _reach(document: Document, columns: Columns, quoted_in: frozenset[int], place: int, *, listing: bool) -> list[int]:
    """Return the sentences around a cue's own into which its content may go on: far after the colon of a transcript."""
    found = list[int]()
    sentences = document.sentences
    paragraph = columns.paragraph[sentences[place].first]
    for step in (-1, 1):
        for other in range(place + step, place + step * (REACH + 1), step):
            if not 0 <= other < len(sentences):
                break
            apart = abs(int(columns.paragraph[sentences[other].first] - paragraph))
            if apart > 1 or (other not in quoted_in and (apart or (abs(other - place) > 1 and not listing))):
                break
            found.append(other)
    return found


def _rows(document: Document, tree: Tree, columns: Columns, cue: int, quoted_in: frozenset[int]) -> tuple[list[int], ...]:
    own = int(columns.sentence[cue])
    sentence = document.sentences[own]
    tokens, paths, tops = _walk(tree, cue, sentence.first, sentence.last)
    for other in _reach(document, columns, quoted_in, own, listing=tree.parse.word[cue] == ":"):
        there = document.sentences[other]
        outside = range(there.first, there.last)
        tokens.extend(outside)
        paths.extend([number(f"{other - own}")] * len(outside))
        tops.extend(outside)
    return tokens, paths, tops


def _bucket(gap: Whole) -> Whole:
    """Return a signed distance in steps that grow with it."""
    size = np.abs(gap)
    steps = np.minimum(size, 3) + (size > 4) + (size > 6) + (size > 9) + (size > 14) + (size > 22) + (size > 40)
    return np.where(gap < 0, steps, steps + 16)


def pairs_of(document: Document, tree: Tree, columns: Columns, cue_tokens: list[int]) -> Pairs:
    """Return the pairs of these cues with the tokens around them."""
    quoted_in = frozenset(columns.sentence[columns.quote >= 0].tolist())
    cues, tokens, paths, tops = list[int](), list[int](), list[int](), list[int]()
    for one in cue_tokens:
        rows = _rows(document, tree, columns, one, quoted_in)
        cues.extend([one] * len(rows[0]))
        for column, found in zip((tokens, paths, tops), rows, strict=True):
            column.extend(found)
    cue, token, path, top = (np.array(column, dtype=np.int64) for column in (cues, tokens, paths, tops))
    return Pairs(cue=cue, token=token, branch=top, features=_features(columns, cue, token, path, top))


def _features(columns: Columns, cue: Whole, token: Whole, path: Whole, top: Whole) -> Whole:
    low, high = np.minimum(cue, token), np.maximum(cue, token)
    same = columns.sentence[cue] == columns.sentence[token]
    apart = np.clip(columns.sentence[token] - columns.sentence[cue], -3, 3) + 3
    paragraphs = columns.paragraph[token] - columns.paragraph[cue] + 1
    commas = np.minimum(columns.commas[high] - columns.commas[low], 3)
    marks = np.minimum(columns.marks[high] - columns.marks[low], 4)
    told, said = columns.quote[cue], columns.quote[token]
    quoted = (told >= 0) * 4 + (said >= 0) * 2 + ((told >= 0) & (told == said))
    voice = columns.voice[token] * (1 - same)
    gap = _bucket(token - cue)
    branch = np.where(same, columns.dep[top].astype(np.int64), 0)
    fields: tuple[tuple[Whole, ...], ...] = (
        (path,),
        (gap, same),
        (apart, quoted, paragraphs, voice),
        (quoted, marks, np.sign(token - cue) + 1, same),
        (commas, np.sign(token - cue) + 1, branch),
        (branch, np.sign(top - cue) + 1, columns.lemma[cue].astype(np.int64)),
        (path, columns.tag[cue].astype(np.int64), columns.children[cue] & 0b11111),
        (columns.lemma[top].astype(np.int64), branch, same),
        (path, columns.lemma[cue].astype(np.int64)),
        (columns.dep[token].astype(np.int64), columns.tag[token].astype(np.int64), np.sign(token - cue) + 1, quoted),
    )
    return np.stack([mixed(place, *field, size=PAIR_BUCKETS) for place, field in enumerate(fields)], axis=1)
