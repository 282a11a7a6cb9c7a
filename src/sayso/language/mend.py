"""Mend two frequent slips of statistical parsers in news: "... returned from Russia and three delegations departed".

The parser joins "three delegations" to "Russia" and leaves "departed" without a subject. Where a finite verb lacks a
subject, and a joined noun stands before it with nothing but asides between, the noun is its subject and the verb a clause.
Or it takes "A delegation returned ..." for a noun that is described; a finite verb describes no noun but says what it does.
"""

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "mark"})


class Columns:
    """The columns of a parse that the mending changes, and the children of each token."""

    def __init__(self, tag: list[str], pos: list[str], dep: list[str], head: list[int]) -> None:
        self.tag, self.pos, self.dep, self.head = tag, pos, dep, head
        self.children: dict[int, list[int]] = {}
        for token, above in enumerate(head):
            if above != token:
                self.children.setdefault(above, []).append(token)

    def of(self, token: int) -> list[int]:
        """Return the children of a token."""
        return self.children.get(token, [])

    def lacks_a_subject(self, verb: int) -> bool:
        """Is this a finite verb, hung on an earlier verb, without subject, mark or an "and" of its own?"""
        above = self.head[verb]
        hangs = self.dep[verb] in {"conj", "advcl"} and above < verb
        if not hangs or self.pos[verb] not in VERBS or self.pos[above] not in VERBS:
            return False
        helpers = [child for child in self.of(verb) if self.dep[child] in {"aux", "auxpass"}]
        finite = any(self.tag[token] in FINITE for token in (verb, *helpers))
        return finite and not {self.dep[child] for child in self.of(verb)} & SUBJECTS

    def path(self, token: int, top: int) -> list[int]:
        """Return the tokens between a token and one above it; empty where it does not hang there."""
        found = list[int]()
        while self.head[token] != token:
            token = self.head[token]
            if token == top:
                return found or [top]
            found.append(token)
        return []

    def stranded(self, verb: int) -> int | None:
        """Return the joined noun whose verb this is: it stands right before the verb, or an aside between commas does."""
        above = self.head[verb]
        for noun in range(verb - 1, above, -1):
            joined = self.dep[noun] == "conj" and self.pos[noun] in NOUNS and self.pos[self.head[noun]] in NOUNS
            if not joined or not any(self.dep[child] == "cc" and child < noun for child in self.of(self.head[noun])):
                continue
            gap = [token for token in range(self._end(noun) + 1, verb) if token not in self._helpers(verb)]
            aside = len(gap) > 1 and all(self.dep[edge] == "punct" for edge in (gap[0], gap[-1]))
            if not gap or (aside and not any(self.dep[token] == "cc" and self.head[token] == above for token in gap)):
                return noun
        return None

    def _helpers(self, verb: int) -> set[int]:
        return {child for child in self.of(verb) if self.dep[child] in {"aux", "auxpass", "advmod", "neg"}}

    def _end(self, noun: int) -> int:
        """Return the last token of a noun's phrase, what follows a comma left out."""
        end = noun
        for child in sorted(self.of(noun)):
            if child == end + 1 and self.dep[child] in {"prep", "punct", "case"} and self.tag[child] != ",":
                end = max(
                    [child, *(token for token in range(child, child + 30) if token < len(self.head) and self.path(token, child))]
                )
        return end

    def give_subject(self, verb: int, noun: int) -> None:
        """Make the noun the subject of the verb, the verb a joined clause, and the asides between the noun's own."""
        above, passive = self.head[verb], any(self.dep[child] == "auxpass" for child in self.of(verb))
        for child in self.of(self.head[noun]):
            if self.dep[child] == "cc" and child < noun:
                self.head[child] = above
        for token in range(noun + 1, verb):
            if self.head[token] == above and self.tag[token] in {"VBG", "VBN"}:
                self.head[token], self.dep[token] = noun, "acl"
        self.head[noun], self.dep[noun] = verb, "nsubjpass" if passive else "nsubj"
        self.dep[verb] = "conj"


def _raise_verb(columns: Columns, root: int) -> None:
    """Make the finite verb that "describes" the noun at the root of a sentence the root, and the noun its subject."""
    described = [child for child in columns.of(root) if child > root and columns.dep[child] == "acl"]
    verbs = [child for child in described if columns.pos[child] == "VERB" and columns.tag[child] in FINITE]
    if not verbs:
        return
    first, *others = verbs
    for child in columns.of(root):
        if child > first:
            columns.head[child] = first
    for verb in others:
        columns.dep[verb] = "conj"
    columns.head[first], columns.dep[first] = first, "ROOT"
    columns.head[root], columns.dep[root] = first, "nsubj"


def mend(tag: list[str], pos: list[str], dep: list[str], head: list[int]) -> None:
    """Give a sentence its verb and stranded verbs their subject, in place."""
    columns = Columns(tag, pos, dep, head)
    for token, label in enumerate(tuple(dep)):
        if label == "ROOT" and pos[token] in NOUNS:
            _raise_verb(columns, token)
    if not any(label in {"conj", "advcl"} for label in dep):
        return
    columns = Columns(tag, pos, dep, head)
    for verb in range(len(head)):
        if columns.lacks_a_subject(verb):
            noun = columns.stranded(verb)
            if noun is not None:
                columns.give_subject(verb, noun)
