"""The frames in which a cue cites somebody: verbs with a clause, "according to", noun cues and adverbs.

Each frame yields drafts: the tokens of source, cue and content. An empty source means that the words name nobody.
"""

from collections.abc import Iterator

from sayso.extract.cited_clauses import cited_clause, contrasted, inserted, is_of_oneself, series
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import Cue, cited_papers, cues, deniable
from sayso.model.base import Record
from sayso.model.facts import AttributionKind

CLAUSES = ("ccomp",)
TOPIC_PREPOSITIONS = frozenset({"of", "about", "regarding", "concerning", "on", "over", "that"})
PERSISTING = frozenset({"emerge", "persist", "surface", "circulate", "swirl", "abound", "appear", "grow", "mount"})
WITNESSING = frozenset({"see", "watch", "count", "witness", "observe", "hear"})
WITNESSES = frozenset({"reporter", "correspondent", "journalist", "photographer", "witness", "eyewitness", "resident"})
COMING_OUT = frozenset({"emerge", "transpire"})
"""Verbs whose "it" is nobody: "it emerged that"."""
NEGATIONS = frozenset({"not", "n't", "never", "no"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
ONLY = frozenset({("only",), ("just",), ("merely",), ("simply",)})


class Draft(Record, frozen=True, kw_only=True):
    """An attribution in tokens: the head of the source (None: nobody is named), the cue, the heads of the content.

    `whole` says that the claim is the cue's own clause (a denial, a refusal), not its content alone.
    """

    cue: int
    kind: AttributionKind
    rule: str
    source: int | None = None
    content: tuple[int, ...] = ()
    leave_out: tuple[int, ...] = ()
    cue_tokens: tuple[int, ...] = ()
    whole: bool = False


def is_negated(tree: Tree, token: int) -> bool:
    """Is the verb negated, by its own adverb ("not", "no longer"), by "nobody", or by "no" before its subject or object?"""
    for child in tree.children(token, "neg", "advmod", "det", "preconj"):
        if (tree.lower[child] in NEGATIONS or _no_longer(tree, child)) and not _adds(tree, child):
            return True
    if any(tree.lower[child] in NOBODY for child in tree.children(token, "nsubj", "nsubjpass")):
        return True
    sides = tree.children(token, "nsubj", "nsubjpass", "dobj") if tree.is_verb(token) else ()
    return any(tree.lower[child] in {"no", "neither"} for side in sides for child in tree.children(side, "det"))


def _no_longer(tree: Tree, token: int) -> bool:
    return tree.lower[token] == "longer" and token > 0 and tree.lower[token - 1] == "no"


def _adds(tree: Tree, token: int) -> bool:
    """Does "not" say that there is more, and deny nothing: "not only", "not just", but not "not just yet"?"""
    following = tree.lower[token + 1 : token + 3]
    return tree.lower[token] in {"not", "n't"} and following[:1] in ONLY and following[1:] != ("yet",)


def is_passive(tree: Tree, token: int) -> bool:
    """Is the verb passive?"""
    return bool(tree.children(token, "auxpass", "nsubjpass")) or (
        tree.parse.tag[token] == "VBN"
        and tree.parse.dep[token] in {"acl", "advcl", "relcl", "xcomp"}
        and not tree.children(token, "aux", "nsubj")
    )


def subject_of(tree: Tree, token: int) -> int | None:
    """Return the token that heads the subject of a verb: its own, or that of the verb it continues."""
    for _ in range(4):
        own = tree.child(token, "nsubj", "nsubjpass")
        if own is not None:
            if tree.parse.tag[own] in {"WP", "WDT"} and tree.parse.dep[token] == "relcl":
                return tree.parse.head[token]
            return own
        if tree.parse.dep[token] == "conj" or (tree.parse.dep[token] in {"advcl", "xcomp"} and not tree.is_finite(token)):
            token = tree.parse.head[token]
        elif tree.parse.dep[token] in {"relcl", "acl"}:
            return tree.parse.head[token]
        else:
            return None
    return None


def agent_of(tree: Tree, token: int) -> int | None:
    """Return who does what a passive verb says, after "by"."""
    for by in tree.children(token, "agent", "prep"):
        if tree.lower[by] == "by":
            return tree.child(by, "pobj")
    return None


def is_neither(tree: Tree, token: int) -> bool:
    """Is the verb the second half of "neither ... nor"?"""
    first = tree.parse.head[token] if tree.parse.dep[token] == "conj" else token
    return any(tree.lower[child] == "neither" for child in tree.children(first))


def _is_aside(tree: Tree, token: int) -> bool:
    """Is the verb an aside that cites, such as "as stated by the agency" or "as KCNA reported"?"""
    marked = any(tree.lower[child] == "as" for child in tree.children(token, "mark", "advmod", "prep"))
    aside = tree.parse.dep[token] in {"advcl", "prep", "pcomp"}
    return marked and aside and not tree.children(token, "ccomp", "dobj", "attr", "acomp")


def _is_parenthesis(tree: Tree, token: int, cue: Cue) -> bool:
    """Does the verb interrupt the clause that it cites ("the barge, the navy said, sank")?"""
    inserted = tree.parse.dep[token] == "parataxis" and cue.kind in {"speech", "report", "belief"}
    return inserted and tree.child(token, "nsubj") is not None and not is_negated(tree, token)


def verb_frames(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what a verb cites: its clause, its noun phrase where the cue allows one, or the clause that it follows."""
    cue = cues("verb").get(tree.parse.lemma[token])
    if (
        cue is None
        or not tree.is_verb(token)
        or tree.parse.dep[token] in {"amod", "aux", "auxpass", "compound"}
        or is_neither(tree, token)
    ):
        return
    passive = is_passive(tree, token)
    if _is_aside(tree, token):
        by = agent_of(tree, token)
        source = by if by is not None else subject_of(tree, token)
        yield Draft(
            cue=token, kind=cue.kind, rule="as-stated-by", source=source, content=(tree.parse.head[token],), leave_out=(token,)
        )
        return
    between = inserted(tree, token) if cue.kind in {"speech", "report", "belief"} else None
    if between is not None:
        said = tuple(each for each in tree.children(token) if each != between and tree.parse.dep[each] != "punct")
        yield Draft(cue=token, kind=cue.kind, rule="inserted", source=between, content=said, leave_out=(between,))
        return
    clause = cited_clause(tree, token)
    if clause is None and _is_parenthesis(tree, token, cue):
        yield Draft(
            cue=token,
            kind=cue.kind,
            rule="parenthesis",
            source=tree.child(token, "nsubj"),
            content=(tree.parse.head[token],),
            leave_out=(token,),
        )
        return
    raised = tree.child(token, "xcomp") if passive else None
    if clause is None and raised is not None and cue.kind in {"speech", "report", "belief", "denial"}:
        yield Draft(cue=token, kind=cue.kind, rule="raised-passive", source=agent_of(tree, token), content=(raised,))
        return
    source = agent_of(tree, token) if passive else subject_of(tree, token)
    if source is not None and tree.lower[source] == "it" and tree.parse.lemma[token] in COMING_OUT:
        source = None
    if clause is not None and (cue.kind != "intent") and clause != source and not is_of_oneself(tree, clause):
        if cue.kind == "denial" or not (is_negated(tree, token) and cue.kind in {"speech", "report"}):
            yield Draft(
                cue=token,
                kind=cue.kind,
                rule="verb-clause",
                source=source,
                content=(clause, *series(tree, token, clause)),
                leave_out=contrasted(tree, clause),
                whole=cue.kind == "denial",
            )
        return
    yield from _noun_content(tree, token, cue, source, passive)


def witnesses(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what a reporter or a witness saw: "a reporter of this newspaper saw ..." (also where "saw" is read as a noun)."""
    if tree.lower[token] == "saw" and tree.parse.pos[token] == "NOUN":
        seen, above = tree.child(token, "ccomp"), tree.parse.head[token]
        witness = next((child for child in tree.children(token, "compound") if tree.parse.lemma[child] in WITNESSES), None)
        if witness is None:
            return
        if seen is not None and seen < witness:
            yield Draft(cue=token, kind="report", rule="verb-clause", source=witness, content=(seen,))
        elif above < witness and tree.is_verb(above):
            yield Draft(cue=token, kind="report", rule="parenthesis", source=witness, content=(above,), leave_out=(token,))
        return
    if tree.parse.lemma[token] not in WITNESSING or is_passive(tree, token) or is_negated(tree, token):
        return
    clause, subject = tree.child(token, "ccomp"), subject_of(tree, token)
    if clause is not None and subject is not None and tree.parse.lemma[subject] in WITNESSES:
        yield Draft(cue=token, kind="report", rule="verb-clause", source=subject, content=(clause,))


def _noun_content(tree: Tree, token: int, cue: Cue, source: int | None, passive: bool) -> Iterator[Draft]:
    content = tree.child(token, "xcomp", "dobj") if not passive else tree.child(token, "nsubjpass")
    if content is None or not cue.noun_content or (passive and source is None):
        return
    is_clause = tree.parse.dep[content] == "xcomp"
    if tree.parse.pos[content] not in {"NOUN", "VERB", "AUX", "PROPN"} or (
        cue.weak and not is_clause and tree.parse.pos[content] != "NOUN"
    ):
        return
    if (source is None and cue.kind != "denial") or (cue.kind == "denial" and not denies(tree, token, content)):
        return
    rule = ("relay" if cue.relays else "deed") if cue.weak else "verb-noun-phrase"
    yield Draft(cue=token, kind=cue.kind, rule=rule, source=source, content=(content,), whole=cue.kind == "denial" or cue.weak)


def _whole_clause(tree: Tree, token: int, clause: int) -> int:
    """Return the clause that "according to" closes, where the parser hangs it on what only describes the end of that."""
    end = tree.edges(token)[1] + 1
    if tree.lower[token - 1 : token] != (",",) or tree.parse.word[end : end + 1] != (".",):
        return clause
    while tree.parse.dep[clause] in {"advcl", "relcl"} and clause < token:
        above = tree.parse.head[clause]
        while not tree.is_verb(above) and tree.parse.head[above] != above:
            above = tree.parse.head[above]
        if not tree.is_verb(above) or above > clause or tree.parse.lemma[above] in cues("verb"):
            break
        clause = above
    return clause


def denies(tree: Tree, verb: int, noun: int) -> bool:
    """Does a verb of denial say that something is not so? To reject a plan, or to deny a request, is a deed."""
    lemma = tree.parse.lemma[noun].lower()
    cue = cues("verb").get(tree.parse.lemma[verb])
    if cue is None or not cue.of_words:
        return lemma not in deniable("refused")
    about = any(tree.parse.dep[child] in {"acl", "ccomp"} for child in tree.children(noun))
    return tree.parse.pos[noun] in {"VERB", "AUX", "PRON", "DET"} or about or lemma in cues("noun") or lemma in deniable("said")


def according_to(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what "according to SOURCE" rests on: the clause that it hangs on."""
    if tree.lower[token] != "according":
        return
    to = tree.child(token, "prep", "pcomp", "fixed") if tree.children(token, "prep", "pcomp", "fixed") else None
    source = tree.child(to, "pobj") if to is not None else tree.child(token, "pobj")
    if source is None:
        return
    clause = tree.parse.head[token]
    while not tree.is_verb(clause) and tree.parse.head[clause] != clause:
        clause = tree.parse.head[clause]
    clause = _whole_clause(tree, token, clause)
    yield Draft(
        cue=token,
        kind="report" if tree.parse.lemma[source].lower() in cited_papers() - {"source"} else "speech",
        rule="according-to",
        source=source,
        content=(clause,),
        leave_out=(token,),
        cue_tokens=(token, *([to] if to is not None else [])),
    )


def noun_frames(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what a noun cue cites: "allegations that", "reports have emerged of", "accusations of"."""
    cue = cues("noun").get(tree.parse.lemma[token])
    if (
        cue is None
        or tree.parse.pos[token] != "NOUN"
        or tree.parse.lemma[tree.parse.head[token]] in cues("verb").keys() - PERSISTING
    ):
        return
    source = tree.child(token, "poss")
    clause = tree.child(token, "acl", "ccomp", "relcl")
    if clause is not None and any(
        tree.lower[child] == "that" and tree.parse.dep[child] == "mark" for child in tree.children(clause)
    ):
        yield Draft(cue=token, kind=cue.kind, rule="noun-that", source=source, content=(clause,))
        return
    verb = tree.parse.head[token]
    holders = [token]
    if tree.parse.dep[token] == "nsubj" and tree.parse.lemma[verb] in PERSISTING:
        holders.append(verb)
    elif not cue.alleged:
        return
    for holder in holders:
        for preposition in tree.children(holder, "prep"):
            content = tree.child(preposition, "pobj", "pcomp")
            if tree.lower[preposition] in TOPIC_PREPOSITIONS and content is not None:
                yield Draft(
                    cue=token,
                    kind=cue.kind,
                    rule="noun-of",
                    source=source,
                    content=(content,),
                    cue_tokens=tuple(holders),
                    whole=verb in holders,
                )
                return


def adverb_frames(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what "reportedly" and its like say: hearsay that names nobody."""
    cue = cues("adverb").get(tree.lower[token])
    if cue is not None:
        yield Draft(cue=token, kind=cue.kind, rule="adverb", content=(tree.parse.head[token],), leave_out=(token,))
