"""Find the words of a clause that hedge it or make it depend on something, and whether it is a question."""

from sayso.extract.clauses import Clause
from sayso.extract.cue_frames import is_negated
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import StanceWord, stance_words

CONDITIONS = frozenset({"if", "unless", "whether"})
LOOKS = frozenset({"appear", "tend"})
"""Verbs that hedge only what they govern: to appear on television is no hedge."""
COMPARING = frozenset({"more", "less", "as", "equally", "least", "most"})
THAN = frozenset({("than",), ("as",)})
LATER = frozenset({"later"})
"""With one of these "would" tells what came after in the past: "she would later lead the port"."""
ENDS = frozenset({".", "?", "!", ";"})
QUOTES = frozenset({'"', "``", "''", "\u201c", "\u201d"})
ASKING = frozenset({"ROOT", "ccomp", "conj", "parataxis", "xcomp"})
"""How the clauses hang that a question asks about; what it takes for granted ("when the banks close") hangs otherwise."""


def hedging_words(tree: Tree, clause: Clause) -> list[tuple[int, StanceWord]]:
    """Return the hedging tokens that belong to the clause itself."""
    words = stance_words()
    found = list[tuple[int, StanceWord]]()
    for token in clause.tokens:
        entry = words.get(tree.lower[token]) or (words.get(tree.parse.lemma[token]) if tree.parse.pos[token] == "VERB" else None)
        if entry is None or tree.lower[token] in CONDITIONS or _is_month(tree, token):
            continue
        if (tree.parse.head[token] == clause.head or _is_predicate(tree, token, clause.head)) and not _is_plain(tree, token):
            found.append((token, entry))
    return found


def _is_month(tree: Tree, token: int) -> bool:
    """Is it the month of May: in capitals inside a sentence, or with a year or a day behind it?"""
    if tree.parse.word[token] != "May":
        return False
    return tree.parse.tag[token] != "MD" or (token + 1 < len(tree) and tree.lower[token + 1][:1].isdigit())


def _is_predicate(tree: Tree, token: int, head: int) -> bool:
    """Is the hedge part of the clause's predicate ("is likely to", "seems to") and not of a noun in it?"""
    return token == head or (
        tree.parse.dep[token] in {"acomp", "oprd", "aux", "advmod"}
        and tree.parse.head[token] in {head, *tree.children(head, "xcomp", "acomp")}
    )


def _is_plain(tree: Tree, token: int) -> bool:
    """Does a word that may hedge not do so here: "appeared in court", "less likely than", "could not", "would later"?"""
    word, verb = tree.lower[token], tree.parse.head[token]
    if tree.parse.lemma[token] in LOOKS and tree.is_verb(token):
        return not tree.children(token, "xcomp", "ccomp", "acomp", "oprd", "attr")
    if word == "likely":
        return _is_compared(tree, token)
    if word == "could":
        return _is_out_of_reach(tree, verb)
    if word == "would":
        went_on = tree.parse.lemma[verb] == "go" and any(tree.lower[child] == "on" for child in tree.children(verb, "prt"))
        return went_on or any(tree.lower[child] in LATER for child in tree.children(verb, "advmod"))
    return False


def _is_compared(tree: Tree, token: int) -> bool:
    """Is one thing told to be likelier than another, which is no guess: "twice as likely", but not "more likely than not"?"""
    compared = any(tree.lower[child] in COMPARING for child in tree.children(token, "advmod"))
    behind = tree.lower[token + 1 : token + 3]
    return compared and behind[:1] in THAN and behind[1:] != ("not",)


def _is_out_of_reach(tree: Tree, verb: int) -> bool:
    """Does "could" say that something was not done: "could not", "could no longer", "none of them could"?"""
    if any(tree.lower[child] == "have" for child in tree.children(verb, "aux")):
        return False
    return is_negated(tree, verb)


def is_conditional(tree: Tree, clause: Clause) -> bool:
    """Does the clause state a condition, or what holds only under one?"""
    own = any(_opens_a_condition(tree, mark, {"as"}) for mark in tree.children(clause.head, "mark"))
    under = (mark for other in tree.children(clause.head, "advcl") for mark in tree.children(other, "mark"))
    return own or any(_opens_a_condition(tree, mark, {"as", "even"}) for mark in under)


def _opens_a_condition(tree: Tree, mark: int, without: set[str]) -> bool:
    """Is the word "if" or "unless", none of these words right before it ("as if", "even if")?"""
    return tree.lower[mark] in CONDITIONS - {"whether"} and not (mark and tree.lower[mark - 1] in without)


def is_asked(tree: Tree, clause: Clause) -> bool:
    """Is the clause what a question asks: the first mark that ends a sentence behind it, in its own quotation, is "?"."""
    if clause.nominal or tree.parse.dep[clause.head] not in ASKING:
        return False
    for token in range(clause.tokens[-1] + 1, len(tree)):
        if tree.parse.word[token] in ENDS:
            return tree.parse.word[token] == "?"
        if tree.lower[token] in QUOTES or tree.parse.word[token] == ":":
            return False
    return False
