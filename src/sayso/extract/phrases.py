"""Cut phrases out of a sentence: noun phrases without their asides, clauses without what stands inside them."""

from bisect import bisect_left
from collections.abc import Iterable

from sayso.extract.time_words import time_words
from sayso.kit.tree import Tree
from sayso.model.span import Span

BEFORE = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod", "npadvmod", "predet", "quantmod", "advmod"})
BOUND_PREPOSITIONS = frozenset({"of", "for", "at", "in", "from", "to", "with"})
EDGES = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "-",
        "\u2013",
        "\u2014",
        '"',
        "'",
        "``",
        "''",
        "(",
        ")",
        "and",
        "but",
        "or",
        "nor",
        "while",
        "that",
        "whereas",
        "although",
        "though",
    }
)


def noun_phrase(tree: Tree, head: int) -> Span:
    """Return the place of a noun with the words that belong to it, without clauses, appositions and joined nouns."""
    head = _before_its_day(tree, head)
    first = last = head
    for child in tree.children(head):
        if child < head and tree.parse.dep[child] in BEFORE:
            first = min(first, tree.edges(child)[0])
        elif child == last + 1 and tree.parse.dep[child] == "prep" and tree.lower[child] in BOUND_PREPOSITIONS:
            edge = tree.edges(child)[1]
            inside = range(child, edge + 1)
            if not any(tree.parse.word[token] == "," or tree.parse.ent[token][2:] in {"DATE", "TIME"} for token in inside):
                last = edge
    return tree.span(first, last)


def _before_its_day(tree: Tree, head: int) -> int:
    """Return whom a day was glued to: "said Hale Wednesday" is read as one name."""
    entry = time_words().get(tree.lower[head])
    if entry is None or entry.kind != "WEEKDAY" or head == 0:
        return head
    is_named = tree.parse.tag[head - 1] == "NNP" and tree.parse.head[head - 1] == head and tree.parse.dep[head - 1] in BEFORE
    return head - 1 if is_named else head


def runs(tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs of an ordered set of tokens, as first and last."""
    found = list[tuple[int, int]]()
    for token in tokens:
        if found and token == found[-1][1] + 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return found


def trimmed(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Return a run without the punctuation and joining words at its edges; None if nothing is left."""
    while first <= last and (tree.lower[first] in EDGES or tree.parse.pos[first] in {"PUNCT", "SPACE"}):
        first += 1
    while last >= first and (tree.parse.pos[last] in {"PUNCT", "SPACE", "CCONJ"} or tree.lower[last] in EDGES):
        last -= 1
    return (first, last) if first <= last else None


def tidied(tree: Tree, span: Span) -> Span | None:
    """Return a place without the punctuation and joining words at its edges; None if nothing is left."""
    first, last = bisect_left(tree.parse.end, span.start + 1), bisect_left(tree.parse.start, span.end) - 1
    edges = trimmed(tree, first, last)
    return tree.span(*edges) if edges else None


def clause_spans(tree: Tree, heads: tuple[int, ...], leave_out: tuple[int, ...]) -> tuple[Span, ...]:
    """Return the places of the subtrees of `heads` without those of `leave_out`, punctuation at the edges dropped."""
    tokens = set[int]()
    for head in heads:
        tokens.update(tree.subtree(head, frozenset(leave_out)))
    edges = (trimmed(tree, *run) for run in runs(sorted(tokens)))
    return tuple(tree.span(*edge) for edge in edges if edge)


def without(tree: Tree, content: tuple[Span, ...], cut: Span) -> tuple[Span, ...]:
    """Return the places of a content without what stands in another place."""
    kept = list[Span]()
    for span in content:
        if not span.overlap(cut) or cut.holds(span):
            kept.append(span)
            continue
        sides = (Span(start=span.start, end=max(span.start, cut.start)), Span(start=min(span.end, cut.end), end=span.end))
        kept.extend(side for each in sides if each.end - each.start > 1 and (side := tidied(tree, each)))
    return tuple(kept)
