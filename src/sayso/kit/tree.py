"""Walk the syntax of a parse: children, subtrees and the words of a token, without any language library."""

from sayso.model.document import Document, Parse
from sayso.model.errors import StageError
from sayso.model.span import Span


class Tree:
    """Readers over one parse. Tokens are indices; every answer about place is in the archived text."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.lower = tuple(word.lower() for word in parse.word)
        children: list[list[int]] = [[] for _ in parse.word]
        for token, head in enumerate(parse.head):
            if head != token:
                children[head].append(token)
        self._children = tuple(map(tuple, children))
        self._dep = parse.dep
        self._edges: dict[int, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self.parse)

    def children(self, token: int, *deps: str) -> tuple[int, ...]:
        """Return the children of a token, or those among them with one of these dependency labels."""
        found = self._children[token]
        if not found or not deps:
            return found
        dep = self._dep
        return tuple([child for child in found if dep[child] in deps])

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first child with one of these labels, or None."""
        for child in self._children[token]:
            if self._dep[child] in deps:
                return child
        return None

    def edges(self, token: int) -> tuple[int, int]:
        """Return the leftmost and rightmost token of a token's subtree."""
        known = self._edges.get(token)
        if known is None:
            low = high = token
            stack = [token]
            while stack:
                for child in self._children[stack.pop()]:
                    low, high = min(low, child), max(high, child)
                    stack.append(child)
            known = self._edges[token] = (low, high)
        return known

    def subtree(self, token: int, leave_out: frozenset[int] = frozenset()) -> list[int]:
        """Return the tokens of a subtree in order, without those that hang on `leave_out`."""
        found, stack = [token], [token]
        while stack:
            for child in self._children[stack.pop()]:
                if child not in leave_out:
                    found.append(child)
                    stack.append(child)
        return sorted(found)

    def ancestors(self, token: int) -> list[int]:
        """Return the heads above a token, nearest first."""
        found = list[int]()
        while self.parse.head[token] != token:
            token = self.parse.head[token]
            found.append(token)
        return found

    def span(self, first: int, last: int) -> Span:
        """Return the place of the tokens from `first` to `last`, both included."""
        return Span(start=self.parse.start[first], end=self.parse.end[last])

    def phrase(self, token: int) -> Span:
        """Return the place of a token's whole subtree."""
        return self.span(*self.edges(token))

    def is_verb(self, token: int) -> bool:
        """Is the token a verb or an auxiliary that stands as one?"""
        return self.parse.pos[token] in {"VERB", "AUX"}

    def is_finite(self, token: int) -> bool:
        """Has the verb a tense of its own, by its tag or by an auxiliary?"""
        if self.parse.tag[token] in {"VBD", "VBP", "VBZ", "MD"}:
            return True
        return any(self.parse.tag[child] in {"VBD", "VBP", "VBZ", "MD"} for child in self.children(token, "aux", "auxpass"))

    def conjuncts(self, token: int) -> list[int]:
        """Return a token and all that is joined to it by conjunction after it."""
        found = [token]
        for member in found:
            found.extend(self.children(member, "conj"))
        return found


_last: list[Tree] = []
"""The tree that was asked for last: the stages of one document run one after the other and share it."""


def tree_of(document: Document) -> Tree:
    """Return the tree of a parsed document.

    Raises:
        StageError: the document has no parse yet.
    """
    if document.parse is None:
        raise StageError(f"{document.id}: this stage needs a parse", remedy="run the stage `parse` before it")
    held = _last[0] if _last else None
    if held is None or held.parse is not document.parse:
        held = Tree(document.parse)
        _last[:] = [held]
    return held
