"""Say what a clause is worth under the words that it hangs on: "no evidence that", "it is untrue that", "does not believe that".

A clause in such a place is not told as it stands, and must never pass for what its speaker or the outlet holds. What each word
does, plain and negated, stands in `veridicality.yaml`. The notion is the factuality of events (Saurí and Pustejovsky 2009,
"FactBank: a corpus annotated with event factuality"); words have signatures as implicative verbs do (Nairn, Condoravdi and
Karttunen 2006, "Computing relative polarity for textual inference").
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from sayso.extract.cue_frames import is_negated
from sayso.kit import lexicon
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cues
from sayso.model.base import Record
from sayso.model.facts import Certainty, Stance

Effect = Literal["holds", "opposite", "unlikely", "unproven", "apparent", "disowned", "hypothetical", "unsaid", "presupposed"]
Part = Literal["verb", "noun", "adjective", "describing", "adverb", "undoing", "wanting"]
TAKEN_BACK: Mapping[str, tuple[Stance, Certainty]] = {
    "unlikely": ("hedged", "possible"),
    "unproven": ("hedged", "possible"),
    "apparent": ("hedged", "probable"),
    "disowned": ("hedged", "unstated"),
    "hypothetical": ("hypothetical", "possible"),
    "unsaid": ("hypothetical", "possible"),
}
"""The stance and certainty that an effect leaves."""
TURNS = frozenset({"opposite", "unlikely"})
"""The effects that turn what a clause says into its contrary."""
UNVOICED = frozenset({"unsaid", "presupposed", "unproven", "hypothetical"})
"""The effects of a negated verb under which its own subject does not hold what hangs on it."""
HANGING = frozenset({"ccomp", "acl", "csubj", "csubjpass"})
"""How a clause hangs on the word that says whether it is so."""
NOBODY = frozenset({"nobody", "none", "nothing"})
NO = frozenset({"no", "little", "scant", "few", "zero", "neither", "nor", "insufficient"})
HARDLY = frozenset({"hardly", "barely", "scarcely", "neither", "nor"})
OPEN = frozenset({"must", "should", "could", "can", "may", "might", "would", "will"})
"""With one of these a proof is still to come."""
LOOKING = frozenset({"look", "seem", "sound", "appear", "feel"})
TURNED = frozenset({"had", "were", "should"})
"""Before their subject they open a condition: "had he known"."""
FARTHEST = 4
"""So many words up are looked at."""


class Word(Record, frozen=True, kw_only=True):
    """A word that says whether what hangs on it is so."""

    word: str
    part: Part
    particle: str = ""
    plain: Effect = "holds"
    negated: Effect = "holds"


class Bearing(msgspec.Struct, frozen=True):
    """What a clause is worth, and the token whose doing that is."""

    effect: Effect
    token: int
    is_unvoiced: bool = False
    """Is what the clause says not what the subject of that word holds?"""

    @property
    def turns(self) -> bool:
        """Does it make the clause say its contrary?"""
        return self.effect in TURNS


@functools.cache
def _words(part: Part) -> dict[str, Word]:
    return {entry.word: entry for entry in lexicon.load("veridicality", Word) if entry.part == part}


def bearing(tree: Tree, head: int) -> Bearing | None:
    """Return what the clause of a token is worth; None where it stands for itself."""
    own = _mark(tree, head)
    if own is not None:
        return own
    clause = head
    for _ in range(FARTHEST):
        clause = _first_joined(tree, clause)
        above = tree.parse.head[clause]
        if above == clause or not (tree.parse.dep[clause] in HANGING or _says_a_content(tree, clause)):
            return None
        if tree.parse.dep[clause] == "acl" and tree.parse.tag[clause] == "VBN" and not tree.children(clause, "aux", "mark"):
            return None  # A participle tells what was done with the noun, not what it is about: "questions raised by".
        found = _under(tree, above)
        if found is not None:
            return found if found.effect != "holds" else None
        clause = above
    return None


def _mark(tree: Tree, head: int) -> Bearing | None:
    """Return what the word that opens the clause makes of it: "whether", "as if", "like", or an auxiliary in the first place."""
    if (helper := turned(tree, head)) is not None:
        return Bearing("hypothetical", helper)
    for mark in tree.children(head, "mark"):
        word, before = tree.lower[mark], tree.lower[mark - 1] if mark else ""
        if word == "whether":
            return Bearing("hypothetical", mark)
        if (word in {"if", "though"} and before == "as") or word == "like":
            looks = tree.parse.lemma[tree.parse.head[head]] in LOOKING
            return Bearing("apparent" if looks and tree.parse.dep[head] != "ROOT" else "hypothetical", mark)
    return None


def _says_a_content(tree: Tree, clause: int) -> bool:
    """Is a clause that the parse takes for a relative one the content of its noun: "no sign that he was looking for anyone"?"""
    if tree.parse.dep[clause] != "relcl" or tree.parse.lemma[tree.parse.head[clause]].lower() not in _words("noun"):
        return False
    opening = [child for child in tree.children(clause) if tree.lower[child] == "that" and child < clause]
    others = [child for child in tree.children(clause, "dobj", "attr", "acomp") if child not in opening]
    return bool(opening and others and tree.children(clause, "nsubj", "nsubjpass") and tree.parse.dep[opening[0]] != "nsubj")


def _first_joined(tree: Tree, token: int) -> int:
    """Return the first of the clauses that one is joined to by "and" or "or"."""
    while (
        tree.parse.dep[token] == "conj"
        and tree.is_verb(tree.parse.head[token])
        and not tree.children(token, "nsubj", "nsubjpass")
    ):
        token = tree.parse.head[token]
    while tree.parse.dep[token] == "conj" and tree.children(token, "mark") and tree.parse.head[token] != token:
        token = tree.parse.head[token]
    return token


def _under(tree: Tree, token: int) -> Bearing | None:
    """Return what a word makes of the clause that hangs on it; None where it says nothing of that."""
    if tree.parse.lemma[token] == "be":
        return next((found for state in _states(tree, token) if (found := _judged(tree, state, token)) is not None), None)
    if tree.parse.pos[token] in {"NOUN", "PROPN"}:
        return _of_noun(tree, token)
    if tree.parse.pos[token] == "ADJ":
        return _judged(tree, token, tree.parse.head[token])
    return _of_verb(tree, token) if tree.is_verb(token) else None


def _states(tree: Tree, verb: int) -> Iterator[int]:
    """Yield what something is said to be: "true", "a lie"."""
    yield from tree.children(verb, "acomp", "attr", "oprd")


def _judged(tree: Tree, state: int, verb: int) -> Bearing | None:
    """Return what an adjective or noun that something is said to be makes of the clause beside it."""
    part: Part = "adjective" if tree.parse.pos[state] in {"ADJ", "VERB"} else "noun"
    entry = _words(part).get(tree.parse.lemma[state].lower()) or _words(part).get(tree.lower[state])
    if entry is None:
        return None
    negated = _is_negated(tree, verb) or is_negated(tree, state) or (part == "noun" and _has_no(tree, state))
    return Bearing(entry.negated if negated else entry.plain, state)


def _of_noun(tree: Tree, token: int) -> Bearing | None:
    """Return what a noun makes of the clause that says its content: "no evidence that", "the idea that ... is absurd"."""
    lemma = tree.parse.lemma[token].lower()
    for describing in tree.children(token, "amod"):
        if tree.lower[describing] in _words("describing") and lemma in cues("noun"):
            return Bearing("disowned", describing)
    verb = tree.parse.head[token]
    if tree.parse.dep[token] in {"nsubj", "nsubjpass"}:
        for said in (verb, *tree.children(verb, "xcomp")):
            for state in _states(tree, said):
                if tree.parse.pos[state] == "ADJ" and (found := _judged(tree, state, verb)) is not None:
                    return found
    if tree.parse.dep[token] == "pobj" and tree.lower[verb] == "to" and tree.lower[tree.parse.head[verb]] == "contrary":
        return Bearing("opposite", tree.parse.head[verb])
    entry = _words("noun").get(lemma)
    if entry is None:
        return None
    return Bearing(entry.negated if _has_no(tree, token) else entry.plain, token)


def _has_no(tree: Tree, noun: int) -> bool:
    """Is there none of what a noun names: "no evidence", "did not find any evidence", "without", "a lack of evidence"?"""
    if any(tree.lower[child] in NO for child in tree.children(noun, "det", "amod", "nummod", "preconj", "neg")):
        return True
    above, dep = tree.parse.head[noun], tree.parse.dep[noun]
    if dep == "pobj":
        return tree.lower[above] == "without" or tree.parse.lemma[tree.parse.head[above]].lower() in _words("wanting")
    return dep in {"dobj", "attr", "nsubjpass", "nsubj"} and tree.is_verb(above) and _is_negated(tree, above)


def turned(tree: Tree, verb: int) -> int | None:
    """Return the auxiliary that opens a condition before its subject: "had he known"."""
    helper, subject = tree.child(verb, "aux"), tree.child(verb, "nsubj", "nsubjpass")
    if helper is None or subject is None or tree.lower[helper] not in TURNED or helper > subject:
        return None
    return helper if all(each == helper or each > subject for each in tree.children(verb, "advmod", "prep", "aux")) else None


def is_never_said(tree: Tree, token: int) -> bool:
    """Is a verb only thought of, so that it cites nobody: "if she says", "had he known", "could have said", "avoid saying"?"""
    if not tree.is_verb(token):
        return False
    if any(tree.lower[mark] in {"if", "unless", "whether"} for mark in tree.children(token, "mark")):
        return True
    words = {tree.lower[helper] for helper in tree.children(token, "aux")}
    if "let" in words or (tree.parse.dep[token] == "ccomp" and tree.parse.lemma[tree.parse.head[token]] == "let"):
        return True
    if "have" in words and words & {"would", "could", "might", "should"}:
        return True
    return turned(tree, token) is not None or _is_undone(tree, token)


def _of_verb(tree: Tree, token: int) -> Bearing | None:
    lemma = tree.parse.lemma[token].lower()
    if lemma in cues("verb") and is_never_said(tree, token) and not _is_undone(tree, token):
        known = _words("verb").get(lemma)
        return Bearing("presupposed" if known and known.negated == "presupposed" else "hypothetical", token, is_unvoiced=True)
    for adverb in tree.children(token, "advmod"):
        if tree.lower[adverb] in _words("adverb"):
            return Bearing("disowned", adverb)
    reason = _reason_for(tree, token)
    if reason is not None:
        return reason
    entry = _words("verb").get(lemma)
    if entry is None or (entry.particle and entry.particle not in {tree.lower[child] for child in tree.children(token, "prt")}):
        return None
    if not _is_negated(tree, token):
        open_still = entry.negated == "unproven" and any(tree.lower[child] in OPEN for child in tree.children(token, "aux"))
        effect = "unproven" if open_still else entry.plain
        return Bearing(effect, token) if effect != "holds" else None
    if entry.negated == "presupposed" and any(tree.lower[subject] in {"i", "we"} for subject in tree.children(token, "nsubj")):
        return Bearing("unproven", token, is_unvoiced=True)
    unvoiced = (entry.negated in UNVOICED and not entry.particle) or _is_nobody(tree, token)
    return Bearing(entry.negated, token, unvoiced)


def _reason_for(tree: Tree, verb: int) -> Bearing | None:
    """Return what "no reason to believe" and "nothing to suggest" make of what is believed or suggested."""
    noun = tree.parse.head[verb]
    if tree.parse.dep[verb] not in {"acl", "relcl"} or not _is_infinitive(tree, verb):
        return None
    if tree.lower[noun] in NOBODY:
        return Bearing("unlikely", noun)
    entry = _words("noun").get(tree.parse.lemma[noun].lower())
    is_none = entry is not None and entry.negated != "holds" and _has_no(tree, noun)
    return Bearing(entry.negated, noun) if is_none and entry is not None else None


def _is_negated(tree: Tree, verb: int) -> bool:
    """Does a verb say that what it names is not: by its own negation, by "nobody", or because it hangs on "failed to"?"""
    negated = is_negated(tree, verb) or any(tree.lower[child] in HARDLY for child in tree.children(verb, "advmod", "preconj"))
    return (negated or _is_nobody(tree, verb)) != _is_undone(tree, verb)


def _is_nobody(tree: Tree, verb: int) -> bool:
    """Is the subject of a verb nobody at all: "no one", "few officials", "neither side"?"""
    for subject in tree.children(verb, "nsubj", "nsubjpass"):
        if tree.lower[subject] in NOBODY or any(
            tree.lower[child] in NO for child in tree.children(subject, "det", "preconj", "amod")
        ):
            return True
    return False


def _is_undone(tree: Tree, verb: int) -> bool:
    """Does a verb hang on a word that negates it: "failed to", "was unable to", "stopped short of", "has yet to", "without"?"""
    above = tree.parse.head[verb]
    dep = tree.parse.dep[verb]
    if dep == "pcomp":
        if tree.lower[above] == "without":
            return True
        above = tree.parse.head[above]
        above = tree.parse.head[above] if tree.lower[above] == "short" else above
    elif not (dep in {"xcomp", "ccomp", "acl", "advcl"} and _is_infinitive(tree, verb)) and not _is_avoided(tree, verb):
        return False
    undoing = tree.parse.lemma[above].lower() in _words("undoing")
    yet = any(tree.lower[child] == "yet" for child in tree.children(above, "advmod")) and tree.parse.lemma[above] in {
        "have",
        "be",
    }
    unable = any(tree.parse.lemma[state].lower() in _words("undoing") for state in _states(tree, above) if dep == "xcomp")
    return (undoing or yet or unable) != is_negated(tree, above) if undoing or yet or unable else False


def _is_avoided(tree: Tree, verb: int) -> bool:
    """Does a verb in "-ing" hang right on the one above it: "avoided saying"?"""
    above = tree.parse.head[verb]
    return tree.parse.dep[verb] == "xcomp" and tree.parse.tag[verb] == "VBG" and "," not in tree.lower[above:verb]


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.parse.tag[child] == "TO" for child in tree.children(verb, "aux"))
