"""Which names of a document must never be one entity, however alike they look.

Two names in one list are two people, and so are the one who does something and the one to whom it is done.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from sayso.kit.tree import Tree
from sayso.model.document import Document
from sayso.model.facts import Mention

BETWEEN = re.compile(r"(?:,? \(?(?:aged )?\d{1,3}\)?)?\s*[,;]?\s*(?P<joint>and|or|nor|&|as well as)?\s*", re.IGNORECASE)
"""What stands between two names of one list: an age, a comma, "and"."""
LEAST = 3
"""So many names divided by commas alone are a list; two may be one in apposition."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative", "pobj"})
Pair = frozenset[str]


def apart(document: Document, tree: Tree, named: Iterable[Mention]) -> frozenset[Pair]:
    """Return the pairs of names, by the ids of their mentions, that must stay apart."""
    names = list(named)
    listed = (pair for names_of_list in _lists(document.text, names) for pair in combinations(names_of_list, 2))
    return frozenset(frozenset((one.id, other.id)) for one, other in (*listed, *_opposed(tree, names)))


def _lists(text: str, names: list[Mention]) -> Iterator[list[Mention]]:
    """Yield the names of each list."""
    run, joints = list[Mention](), 0
    for mention in names:
        between = BETWEEN.fullmatch(text, run[-1].span.end, mention.span.start) if run else None
        if between is None or not between.group().strip():
            if len(run) >= LEAST or joints:
                yield run
            run, joints = [], 0
        else:
            joints += bool(between.group("joint"))
        run.append(mention)
    if len(run) >= LEAST or joints:
        yield run


def _opposed(tree: Tree, names: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield who does something and to whom it is done."""
    done: dict[int, tuple[list[Mention], list[Mention]]] = {}
    for mention in names:
        head = first_joined(tree, mention.head)
        dep, above = tree.parse.dep[head], tree.parse.head[head]
        if dep == "pobj" and tree.is_verb(tree.parse.head[above]):
            above = tree.parse.head[above]
        if tree.is_verb(above) and tree.parse.lemma[above] != "be" and dep in SUBJECTS | OBJECTS:
            done.setdefault(above, ([], []))[dep in OBJECTS].append(mention)
    for doers, others in done.values():
        yield from ((doer, other) for doer in doers for other in others)


def first_joined(tree: Tree, token: int) -> int:
    """Return the first of the tokens that one is joined to by "and"."""
    while tree.parse.dep[token] == "conj" and tree.parse.head[token] != token:
        token = tree.parse.head[token]
    return token
