"""Cut a sentence into the clauses that each say one thing, and find the noun phrases that report a happening."""

from collections.abc import Iterator

from sayso.extract.cue_frames import is_neither
from sayso.extract.phrases import BEFORE, runs, trimmed
from sayso.kit.event_kinds import event_kind_of, event_kinds
from sayso.kit.tree import Tree
from sayso.model.base import Record
from sayso.model.document import Sentence
from sayso.model.facts import Attribution
from sayso.model.span import Span

MOSTLY_NESTED = 0.45
"""When more than this share of a clause's extent belongs to clauses inside it, only the part around its verb is cut out."""
DESCRIBED = 0.65
"""The same where the clauses inside only describe a noun of it ("three delegations, representing ..., departed")."""
ARGUMENTS = frozenset({"of", "by", "to", "from", "for", "between", "with", "in", "on", "at", "into", "against"})
ASIDES = frozenset({"as-stated-by", "according-to", "adverb", "parenthesis", "inserted", "cited"})
FRAMES = frozenset({"quoted-as", "verb-clause", "raised-passive", "quotation", "as-stated-by"})
LOOSE = frozenset({"ADP", "SCONJ", "CCONJ", "PART"})
WHOLE = frozenset({"denial", "no_comment", "unknown"})


class Clause(Record, frozen=True, kw_only=True):
    """A clause to be claimed: its head token, its place, and whether it is a noun phrase that reports a happening."""

    head: int
    span: Span
    tokens: tuple[int, ...]
    nominal: bool = False


def _is_clause(tree: Tree, token: int, contents: set[int]) -> bool:
    """Does the token head a clause that says something of its own?"""
    parse = tree.parse
    dep = parse.dep[token]
    if dep == "relcl" and parse.lemma[token] in {"ask", "speak", "decline", "request"} and _asks_for_silence(tree, token):
        return False
    if dep == "ROOT":
        return True
    if not tree.is_verb(token):
        return False
    infinitive = any(parse.tag[child] == "TO" for child in tree.children(token, "aux"))
    if token in contents or (dep in {"ccomp", "relcl", "parataxis"} and not infinitive):
        return dep != "ccomp" or parse.tag[token] != "VB" or bool(tree.children(token, "aux", "mark"))
    if infinitive or is_neither(tree, token):
        return False
    first, last = tree.edges(token)
    if dep == "conj":
        return tree.is_verb(parse.head[token]) and (tree.is_finite(token) or bool(tree.children(token, "nsubj", "nsubjpass")))
    return (dep == "advcl" and (last - first >= 2 or tree.is_finite(token))) or (dep == "acl" and last - first >= 3)


def _asks_for_silence(tree: Tree, token: int) -> bool:
    """Is the clause the condition under which a source spoke ("who asked not to be named")?"""
    return any(tree.lower[each] in {"named", "anonymity", "identified"} for each in tree.subtree(token))


def _reports_a_happening(tree: Tree, token: int, dated: set[int], told: set[int]) -> bool:
    """Does a noun phrase state a happening: because it is announced, or dated, or said of what stands before it?"""
    if not _names_a_happening(tree, token):
        return False
    first, last = tree.edges(token)
    if last - first < 2:
        return False
    if tree.parse.dep[token] == "appos":
        return last - first >= 4
    if _is_announced(tree, token, told):
        return True
    arguments = len(tree.children(token, "poss")) + sum(tree.lower[child] in ARGUMENTS for child in tree.children(token, "prep"))
    return arguments > 0 and any(place in dated for place in range(first, last + 1))


def _is_announced(tree: Tree, token: int, told: set[int]) -> bool:
    """Is the noun what a cue announces, alone, joined to another, or "along with" it?"""
    for _ in range(4):
        dep, head = tree.parse.dep[token], tree.parse.head[token]
        if dep in {"dobj", "nsubjpass"} and head in told:
            return True
        if dep == "conj" or (dep in {"pobj", "prep"} and tree.lower[head if dep == "pobj" else token] in {"with", "along"}):
            token = head
        else:
            return False
    return False


def _nested(tree: Tree, head: int, heads: set[int], tokens: list[int]) -> set[int]:
    inside = set[int]()
    for token in tokens:
        if token != head and token not in inside and token in heads and not _defines(tree, token):
            inside.update(tree.subtree(token))
    return inside


def _defines(tree: Tree, token: int) -> bool:
    """Is this a participle right behind the noun that it defines ("delegations representing sports")? The noun keeps it."""
    noun = tree.parse.head[token]
    return tree.parse.dep[token] == "acl" and tree.edges(token)[0] == noun + 1


def _cut(tree: Tree, head: int, heads: set[int], leave_out: frozenset[int]) -> tuple[Span, tuple[int, ...]] | None:
    tokens = tree.subtree(head, leave_out)
    nested = _nested(tree, head, heads, tokens)
    own = [token for token in tokens if token not in nested]
    solid = [token for token in own if tree.parse.pos[token] not in {"PUNCT", "SPACE"}]
    while (
        solid
        and solid[-1] != head
        and tree.parse.pos[solid[-1]] in {"ADP", "SCONJ", "CCONJ", "PART"}
        and tree.parse.dep[solid[-1]] != "prt"
    ):
        solid.pop()
    own = [token for token in own if solid and solid[0] <= token <= solid[-1]]
    extent = trimmed(tree, own[0], own[-1]) if own else None
    if extent is None:
        return None
    strange = sum(1 for token in range(extent[0], extent[1] + 1) if token in nested or token not in tokens)
    extent = (_antecedent(tree, head, extent[0]), extent[1])
    described = all(tree.parse.dep[top] == "acl" for top in nested if tree.parse.head[top] not in nested)
    if strange <= (DESCRIBED if described else MOSTLY_NESTED) * (extent[1] - extent[0] + 1):
        return tree.span(*extent), tuple(own)
    run = next((run for run in _joined(tree, runs(own)) if run[0] <= head <= run[1]), None)
    edges = trimmed(tree, *run) if run else None
    return (tree.span(*edges), tuple(own)) if edges else None


def _antecedent(tree: Tree, head: int, first: int) -> int:
    """Return where a clause begins that defines the noun right before it: with that noun's phrase."""
    if tree.parse.dep[head] not in {"relcl", "acl"}:
        return first
    noun = tree.parse.head[head]
    if any(tree.lower[mark] == "that" for mark in tree.children(head, "mark")):
        return first  # What the noun is about ("evidence that ..."), and not which one it is.
    between = range(noun + 1, first)
    if noun >= first or any(tree.lower[token] not in {"that", "who", "which"} for token in between):
        return first
    return min(
        [noun, *(tree.edges(child)[0] for child in tree.children(noun) if child < noun and tree.parse.dep[child] in BEFORE)]
    )


def _joined(tree: Tree, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join runs between which only punctuation stands."""
    joined = list[tuple[int, int]]()
    for first, last in found:
        if joined and all(tree.parse.pos[token] == "PUNCT" for token in range(joined[-1][1] + 1, first)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def clauses(tree: Tree, sentence: Sentence, known: list[Attribution], dated: set[int]) -> Iterator[Clause]:
    """Yield the clauses of a sentence that make a claim, in order of their heads.

    `known` are the attributions whose cue stands in the sentence; `dated` the tokens of temporal expressions.
    """
    inside = range(sentence.first, sentence.last)
    whole = [item for item in known if item.kind in WHOLE]
    told = {item.cue_head for item in known if item.rule == "verb-noun-phrase" and item.kind not in WHOLE}
    asides = frozenset(item.cue_head for item in known if item.rule in ASIDES)
    frames = {item.cue_head for item in known if item.rule in FRAMES and item.kind not in WHOLE}
    raised = {t for t in inside if tree.parse.dep[t] == "xcomp" and tree.parse.head[t] in frames}
    heads = {token for token in inside if _is_clause(tree, token, raised)}
    heads -= {t for t in heads if tree.parse.dep[t] != "relcl" and _is_held(tree, t, whole)}
    nouns = {t for t in inside if _reports_a_happening(tree, t, dated, told) and not _is_held(tree, t, whole)}
    announced = {t for t in told if any(noun in nouns and _is_announced(tree, noun, {t}) for noun in tree.subtree(t))}
    heads -= {t for t in heads if tree.parse.dep[t] == "ROOT" and sentence.zone != "headline" and _is_fragment(tree, t)}
    borders = heads | frames | asides
    for head in sorted(heads - asides - frames - announced):
        cut = _cut(tree, head, borders | nouns_beside(tree, nouns), asides)
        if cut and tree.parse.pos[head] not in {"PUNCT", "SPACE"} and cut[0].end - cut[0].start > 3:
            yield Clause(head=head, span=cut[0], tokens=cut[1])
    for head in sorted(nouns):
        cut = _cut(tree, head, borders | (nouns - {head}), asides)
        if cut:
            yield Clause(head=head, span=cut[0], tokens=cut[1], nominal=True)


def nouns_beside(tree: Tree, nouns: set[int]) -> set[int]:
    """Return the nouns that state something beside a clause (appositions), not inside it."""
    return {noun for noun in nouns if tree.parse.dep[noun] == "appos"}


def _is_fragment(tree: Tree, root: int) -> bool:
    """Does a sentence say nothing of anything: no verb, nothing of which a word is told, no happening ("And the sources?")?"""
    if tree.is_verb(root) or tree.child(root, "nsubj", "nsubjpass") is not None:
        return False
    tokens = tree.subtree(root)
    if any(tree.parse.pos[token] in {"VERB", "AUX"} for token in tokens):
        return False
    return not any(_names_a_happening(tree, token) for token in tokens)


def _names_a_happening(tree: Tree, token: int) -> bool:
    kind = event_kind_of("noun").get(tree.parse.lemma[token]) if tree.parse.pos[token] == "NOUN" else None
    return kind is not None and not event_kinds()[kind].state


def _is_held(tree: Tree, token: int, whole: list[Attribution]) -> bool:
    """Does the token stand in what is denied, not said or not known?"""
    place = tree.span(token, token)
    return any(item.cue_head != token and any(span.holds(place) for span in item.content) for item in whole)
