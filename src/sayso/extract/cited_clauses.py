"""Find the clause that a verb cites, also where the parser hangs it elsewhere or takes a clause beside it for it."""

from sayso.extract.phrases import without
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cues, media_words
from sayso.model.facts import Attribution

TOLD = frozenset({"tell", "inform"})
JOINTS = frozenset({("so",), ("but",), ("and",), ("or",), ("yet",)})
CONTRASTS = frozenset({"while", "whereas", "although", "though"})
ONESELF = frozenset({"himself", "herself", "itself", "themselves", "oneself", "ourselves", "myself"})


def cited_clause(tree: Tree, token: int) -> int | None:
    """Return the clause that a verb cites, also where that cites somebody itself ("..., the envoy said, the agency reported")."""
    clause = next((each for each in tree.children(token, "ccomp") if not _is_set_beside(tree, each, token)), None)
    if clause is not None:
        return clause
    written = _written_clause(tree, token)
    if written is not None:
        return written
    before = (child for child in tree.children(token, "parataxis") if child < token)
    return next(
        (child for child in before if tree.parse.lemma[child] in cues("verb") and tree.child(child, "ccomp") is not None), None
    )


def _is_set_beside(tree: Tree, clause: int, token: int) -> bool:
    """Does a clause before the verb only stand beside it: "The mayor left; they said ...", "..., so his lawyers say ..."?"""
    if clause > token:
        return False
    subject = tree.child(token, "nsubj", "nsubjpass")
    end = tree.edges(subject)[0] if subject is not None and clause < subject < token else token
    between = tree.lower[tree.edges(clause)[1] + 1 : end]
    return ";" in between or (between[:1] == (",",) and between[1:2] in JOINTS)


def without_asides(tree: Tree, item: Attribution) -> Attribution:
    """Return an attribution without the clauses that stand beside what its verb cites, whoever took them in."""
    if item.rule != "verb-clause":
        return item
    clauses = tree.children(item.cue_head, "ccomp")
    asides = [each for each in clauses if _is_set_beside(tree, each, item.cue_head)]
    asides += [other for each in clauses if each not in asides for other in contrasted(tree, each)]
    content = item.content
    for each in asides:
        beside = tree.phrase(each)
        content = without(tree, tuple(span for span in content if not beside.holds(span)), beside)
    return item.replace(content=content) if content and content != item.content else item


def contrasted(tree: Tree, clause: int) -> tuple[int, ...]:
    """Return what somebody else is cited for beside what a clause says: "say it is safe, while others say ..."."""
    asides = (
        each
        for each in tree.children(clause, "advcl")
        if tree.parse.lemma[each] in cues("verb") and tree.child(each, "nsubj") is not None
    )
    return tuple(each for each in asides if any(tree.lower[mark] in CONTRASTS for mark in tree.children(each, "mark")))


def series(tree: Tree, token: int, clause: int) -> tuple[int, ...]:
    """Return the verbs that go on with a clause though the parser joins them to its cue: "alleges he pushed her, hit her"."""
    tag = tree.parse.tag
    if tag[token] not in {"VBZ", "VBP"} or tag[clause] != "VBD" or clause < token:
        return ()
    joined = (each for each in tree.conjuncts(token) if each > clause and tag[each] == "VBD")
    return tuple(each for each in joined if tree.child(each, "nsubj", "nsubjpass") is None)


def _written_clause(tree: Tree, token: int) -> int | None:
    """Return the clause of "said in a letter that ...", which the parser hangs on the letter."""
    if tree.child(token, "dobj") is not None and not TOLD & {tree.parse.lemma[token]}:
        return None
    for preposition in tree.children(token, "prep"):
        paper = tree.child(preposition, "pobj")
        if tree.lower[preposition] in {"in", "on"} and paper is not None and tree.parse.lemma[paper] in media_words("occasion"):
            for clause in tree.children(paper, "relcl", "acl"):
                opens = tree.lower[tree.edges(clause)[0]] == "that"
                if opens and tree.edges(clause)[0] == paper + 1 and tree.child(clause, "nsubj", "nsubjpass") is not None:
                    return clause
    return None


def is_of_oneself(tree: Tree, clause: int) -> bool:
    """Is a clause only where somebody finds or sees themselves: "he found himself working at the port"?"""
    return not tree.is_finite(clause) and any(tree.lower[each] in ONESELF for each in tree.children(clause, "nsubj"))


def inserted(tree: Tree, token: int) -> int | None:
    """Return who speaks where a verb and its subject stand inside what they cite: "The signs of it, say farmers, are plain"."""
    false = tree.child(token, "nsubj")
    if false is None or token < 2 or tree.lower[token - 1] != "," or not tree.is_finite(token):
        return None
    first, last = tree.edges(false)
    if false > token or last > token - 1 or "," in tree.lower[first : token - 1]:
        return None
    own = (each for each in tree.children(token, "nsubj") if each > token)
    theirs = (each for clause in tree.children(token, "ccomp", "conj") for each in tree.children(clause, "nsubj"))
    for subject in (*own, *theirs):
        start, end = tree.edges(subject)
        if start == token + 1 and "," in tree.lower[end : end + 2]:
            return subject
    return None
