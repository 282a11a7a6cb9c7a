"""Put right whose a cue is: of two who speak together both, and of a silence behind reported words whoever reported them."""

from bisect import bisect_left

from sayso.extract.phrases import noun_phrase, tidied
from sayso.kit.tree import Tree
from sayso.model.facts import Attribution
from sayso.model.span import Span

TELLING = frozenset({"speech", "report", "denial"})
CONTINUED = frozenset({"no_comment", "unknown", "denial", "speech"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "pobj"})
PERFECT = frozenset({"have", "be", "will", "would", "could", "can", "may", "might", "must", "should"})


def together(tree: Tree, item: Attribution) -> Attribution:
    """Return an attribution with the places of all who are joined by "and" or "or" in its source."""
    if len(item.source) != 1:
        return item
    head = _head(tree, item.source[0])
    if head is None or tree.parse.dep[head] not in SUBJECTS:
        return item
    others = [each for each in tree.conjuncts(head)[1:] if _is_a_name_or_noun(tree, each)]
    spans = [noun_phrase(tree, each) for each in others]
    apart = [span for span in spans if not span.overlap(item.source[0]) and not any(span.overlap(cue) for cue in item.cue)]
    return item.replace(source=(*item.source, *apart)) if apart else item


def _head(tree: Tree, source: Span) -> int | None:
    """Return the token that a source hangs on its cue by: the one in it whose head stands outside."""
    inside = range(bisect_left(tree.parse.start, source.start), bisect_left(tree.parse.start, source.end))
    return next((token for token in inside if tree.parse.head[token] not in inside), None)


def _is_a_name_or_noun(tree: Tree, token: int) -> bool:
    return tree.parse.pos[token] in {"NOUN", "PROPN", "PRON"}


def outer_silences(tree: Tree, known: list[Attribution]) -> list[Attribution]:
    """Return the attributions, a silence behind somebody's reported words given to whoever said these.

    "The ministry said the envoy had left but did not say where": it is the ministry that does not say.
    """
    found = list(known)
    for number, item in enumerate(known):
        if item.kind not in CONTINUED:
            continue
        if tree.parse.dep[item.cue_head] != "conj":
            continue
        place = next((each for each, host in enumerate(found) if host.id != item.id and _continues(tree, item, host)), None)
        if place is not None:
            host = found[place]
            begin = min(tree.edges(item.cue_head)[0], item.cue_head)
            cut = tree.span(begin, begin).start
            kept = tuple(_cut(tree, span, cut) for span in host.content if span.start < cut)
            if kept:
                found[place] = host.replace(content=kept)
                found[number] = item.replace(source=host.source)
    return found


def _cut(tree: Tree, span: Span, end: int) -> Span:
    if span.end <= end:
        return span
    kept = Span(start=span.start, end=end)
    return tidied(tree, kept) or kept


def _continues(tree: Tree, item: Attribution, host: Attribution) -> bool:
    """Is the cue joined to the clause that another cue reports, though it goes on with that cue itself?"""
    cue = item.cue_head
    told = tree.parse.head[cue]
    joined = tree.parse.dep[cue] == "conj" and tree.child(cue, "nsubj", "nsubjpass") is None
    if not joined or host.kind not in TELLING or tree.parse.dep[told] not in {"ccomp", "conj"}:
        return False
    if tree.parse.head[told] != host.cue_head or told < host.cue_head or host.mode == "direct":
        return False
    but = any(tree.lower[child] == "but" for child in tree.children(told, "cc"))
    return (but or _tense(tree, told) != _tense(tree, cue)) and not _tense(tree, cue) and tree.is_finite(cue)


def _tense(tree: Tree, token: int) -> frozenset[str]:
    """Return the auxiliaries that set a verb's tense apart from the plain past."""
    auxiliaries = {tree.parse.lemma[child].lower() for child in tree.children(token, "aux", "auxpass")}
    return frozenset(auxiliaries & PERFECT) | ({"be"} if tree.parse.lemma[token] == "be" else frozenset())
