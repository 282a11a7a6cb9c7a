"""What somebody does not say, does not deny or keeps back, and what the text gives as not known.

None of these is a denial: who did not deny a thing has not denied it, and who would not say has said nothing.
"""

from collections.abc import Iterator

from sayso.extract.cue_frames import Draft, agent_of, is_negated, is_passive, subject_of
from sayso.kit.asking import slots_of_noun
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cues, silence_words

NOBODY = frozenset({"neither", "none", "nobody", "nothing", "no"})
"""Words that make of a subject that nobody does it."""
ASKING = frozenset({"WRB", "WP", "WP$", "WDT"})
DONE = frozenset({"change", "progress", "mistake", "effort", "attempt", "mention", "difference", "deal", "payment", "secret"})
"""What is not there where it is not made: nobody would know more if it were."""
DETAILS = frozenset(
    {"detail", "information", "reason", "figure", "evidence", "explanation", "name", "identity", "date", "timetable", "toll"}
)
"""What somebody can give, or keep back."""


def silences(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what a verb says is not known, or that somebody does not say."""
    lemma, negated = tree.parse.lemma[token], is_negated(tree, token)
    if any(tree.lower[child] == "neither" for child in tree.children(token)) and lemma in {"confirm", "deny", "acknowledge"}:
        verbs = tree.conjuncts(token)
        objects = tuple(child for verb in verbs for child in tree.children(verb, "dobj", "ccomp"))
        yield Draft(
            cue=token,
            kind="no_comment",
            rule="neither-nor",
            source=agent_of(tree, token) if is_passive(tree, token) else subject_of(tree, token),
            content=objects or tree.children(token, "nsubjpass"),
            cue_tokens=tuple(verbs),
            whole=True,
        )
    elif lemma in silence_words("refusal") and tree.child(token, "xcomp", "dobj") is not None:
        target = tree.child(token, "xcomp", "dobj")
        speaks = (
            target is not None
            and (
                tree.parse.lemma[target]
                in {
                    **silence_words("negated"),
                    **silence_words("silence"),
                    **silence_words("kept"),
                    **cues("verb"),
                    "interview": None,
                    "comment": None,
                }
            )
        ) or (target is not None and (_rules_out(tree, target) or _takes_questions(tree, target)))
        if speaks and not negated:
            yield Draft(
                cue=token,
                kind="no_comment",
                rule="refusal",
                source=subject_of(tree, token),
                content=(target,) if target else (),
                whole=True,
            )
    elif lemma in silence_words("open") and stays_open(tree, token):
        yield _left_open(tree, token)
    elif lemma in silence_words("kept") and _would_not(tree, token) and not is_passive(tree, token):
        yield from _kept_back(tree, token)
    elif negated and lemma in silence_words("silence"):
        yield Draft(cue=token, kind="no_comment", rule="silence", source=subject_of(tree, token), whole=True)
    elif negated and lemma in {"reach", "contact"} and is_passive(tree, token):
        yield Draft(cue=token, kind="no_comment", rule="not-reached", source=subject_of(tree, token), whole=True)
    elif (negated or _by_nobody(tree, token)) and lemma in silence_words("negated") and not _is_beside_it(tree, token):
        yield from _not_told(tree, token)
    elif lemma in {"be", "remain", "stay"}:
        yield from _unknown_state(tree, token, negated)
    elif lemma == "claim" and _by_nobody(tree, token):
        owned = tuple(child for child in tree.children(token, "dobj") if tree.parse.lemma[child] == "responsibility")
        if owned:
            yield Draft(cue=token, kind="unknown", rule="claimed-by-nobody", content=owned, whole=True)


def _by_nobody(tree: Tree, token: int) -> bool:
    """Is it told of nobody ("nobody knows", "no group has claimed", "gave no date" of a detail)?"""
    words = (
        *tree.children(token, "nsubj"),
        *(child for child in tree.children(token, "dobj") if tree.parse.lemma[child] in DETAILS),
    )
    return any(
        tree.lower[word] in NOBODY or any(tree.lower[child] == "no" for child in tree.children(word, "det")) for word in words
    )


def _is_beside_it(tree: Tree, token: int) -> bool:
    """Is the "no" of another word, or the verb no verb of knowing here?

    "When deciding whether or not to", "no value in disclosing it", "no member is known to have", "no changes are made".
    """
    if tree.parse.tag[token] == "VBG" and not tree.children(token, "aux") and tree.lower[token - 1] not in {"not", "without"}:
        return True
    subject = tree.child(token, "nsubjpass")
    if subject is None:
        return False
    raised = tree.parse.lemma[token] == "know" and tree.child(token, "xcomp") is not None
    made = tree.parse.lemma[token] == "make" and tree.parse.lemma[subject] in DONE
    return raised or made or tree.parse.lemma[token] == "mention"


def _cannot(tree: Tree, token: int) -> bool:
    """Is the verb negated by "cannot", so that nothing is left open ("cannot deny that")?"""
    return any(tree.parse.lemma[child].lower() in {"can", "could", "ca"} for child in tree.children(token, "aux"))


def _would_not(tree: Tree, token: int) -> bool:
    """Does the verb tell what somebody would not do ("would not say", "won't say", "neither side would say")?"""
    willing = any(tree.lower[child] in {"would", "will", "wo", "'d", "'ll"} for child in tree.children(token, "aux"))
    subject = tree.child(token, "nsubj")
    neither = subject is not None and (
        tree.lower[subject] in NOBODY or any(tree.lower[child] in NOBODY for child in tree.children(subject, "det"))
    )
    return willing and (neither or is_negated(tree, token))


def _rules_out(tree: Tree, token: int) -> bool:
    """Is the verb "rule out"?"""
    return tree.parse.lemma[token] == "rule" and any(
        tree.lower[child] == "out" for child in tree.children(token, "prt", "prep", "advmod")
    )


def _takes_questions(tree: Tree, token: int) -> bool:
    """Is the verb "take questions"?"""
    return tree.parse.lemma[token] == "take" and any(
        tree.parse.lemma[child] == "question" for child in tree.children(token, "dobj")
    )


def stays_open(tree: Tree, token: int) -> bool:
    """Is a verb of denial or admission taken back, so that it stays open whether it is so ("did not deny", "refused to deny")?"""
    if tree.parse.lemma[token] not in silence_words("open") or _cannot(tree, token):
        return False
    first = tree.parse.head[token] if _is_alternative(tree, token) else token
    return _is_taken_back(tree, first) or _hangs_on_refusal(tree, first)


def _is_alternative(tree: Tree, token: int) -> bool:
    """Is the verb the second of two joined by "or" or "nor", so that what negates the first holds for it?"""
    above = tree.parse.head[token]
    joins = tree.parse.dep[token] == "conj" and not tree.children(token, "nsubj", "nsubjpass")
    return joins and any(tree.lower[word] in {"or", "nor"} for word in (*tree.children(above, "cc"), *tree.children(token, "cc")))


def _is_taken_back(tree: Tree, token: int) -> bool:
    subject = tree.child(token, "nsubj", "nsubjpass")
    nobody = subject is not None and (
        tree.lower[subject] in NOBODY or any(tree.lower[child] in NOBODY for child in tree.children(subject))
    )
    opened = any(tree.lower[child] == "nor" and child < token for child in tree.children(token, "cc", "preconj", "advmod"))
    return nobody or opened or is_negated(tree, token)


def _hangs_on_refusal(tree: Tree, token: int) -> bool:
    """Does the verb stand under "refused to", "without", "short of", "yet to" or "nothing to"?"""
    above = tree.parse.head[token]
    if tree.parse.dep[token] in {"xcomp", "acl", "relcl", "advcl", "ccomp"} and not tree.is_finite(token):
        yet = any(tree.lower[child] in {"yet", "nothing"} for child in tree.children(above))
        return tree.parse.lemma[above] in {*silence_words("refusal"), "nothing"} or yet
    return tree.parse.dep[token] == "pcomp" and (
        tree.lower[above] == "without" or (tree.lower[above] == "of" and tree.lower[above - 1] == "short")
    )


def _left_open(tree: Tree, token: int) -> Draft:
    """Return what somebody did not deny, and so left open."""
    passive = is_passive(tree, token)
    told = tree.child(token, "nsubjpass") if passive else tree.child(token, "ccomp", "dobj", "xcomp")
    source = agent_of(tree, token) if passive else subject_of(tree, token)
    if source is not None and tree.lower[source] == "nothing":
        source = subject_of(tree, tree.parse.head[source])
    content = (told,) if told is not None else ()
    return Draft(cue=token, kind="no_comment", rule="left-open", source=source, content=content, whole=True)


def _kept_back(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield what somebody would not say; a verb that keeps things back only with a thing that can be told."""
    told = tree.child(token, "ccomp", "dobj", "xcomp", "advcl")
    if silence_words("kept")[tree.parse.lemma[token]].withholds and (
        told is None or not (tree.parse.lemma[told] in DETAILS or _asks(tree, told))
    ):
        return
    if tree.parse.lemma[token] == "rule" and not _rules_out(tree, token):
        return
    content = (told,) if told is not None else ()
    yield Draft(cue=token, kind="no_comment", rule="would-not-say", source=subject_of(tree, token), content=content, whole=True)


def _asks(tree: Tree, clause: int) -> bool:
    """Is a clause a question: "whether", "who", "how many", "whose"?"""
    first = tree.edges(clause)[0]
    words = (clause, *tree.children(clause), *range(first, min(first + 2, clause)))
    return any(tree.parse.tag[word] in ASKING or tree.lower[word] in {"whether", "if"} for word in words)


def _is_told(tree: Tree, clause: int) -> bool:
    """Is a clause what is not known, and not only when or where that is so?"""
    return tree.parse.dep[clause] != "advcl" or _asks(tree, clause)


def _not_told(tree: Tree, token: int) -> Iterator[Draft]:
    if is_passive(tree, token):
        subject = tree.child(token, "nsubjpass", "csubjpass")
        asked = next((child for child in tree.children(token, "ccomp", "csubj", "advcl") if _is_told(tree, child)), None)
        content = tuple(child for child in (subject, asked) if child is not None)
        if content:
            yield Draft(cue=token, kind="unknown", rule="not-told", source=agent_of(tree, token), content=content, whole=True)
        return
    told = tree.child(token, "ccomp", "dobj", "advcl", "xcomp")
    asks = told is not None and _asks(tree, told)
    details = told is not None and tree.parse.lemma[told] in DETAILS
    thing = tree.child(token, "dobj")
    any_at_all = thing is not None and any(tree.lower[child] in {"a", "an"} for child in tree.children(thing, "det"))
    withheld = silence_words("negated")[tree.parse.lemma[token]].withholds and thing is not None and not any_at_all
    if told is not None and (asks or details or withheld):
        yield Draft(cue=token, kind="unknown", rule="did-not-say", source=subject_of(tree, token), content=(told,), whole=True)


def _unknown_state(tree: Tree, token: int, negated: bool) -> Iterator[Draft]:
    state = tree.child(token, "acomp", "attr", "oprd")
    if state is None:
        return
    if tree.lower[state] == "word" and any(tree.lower[child] == "no" for child in tree.children(state, "det")):
        about = tuple(noun for of in tree.children(state, "prep") for noun in tree.children(of, "pobj", "pcomp"))
        yield Draft(cue=state, kind="unknown", rule="no-word", content=about or (state,), cue_tokens=(token, state), whole=True)
        return
    word = tree.lower[state]
    if (not negated and word in silence_words("state")) or (negated and word in silence_words("negated_state")):
        subject = tree.child(token, "nsubj")
        clause = next(
            (child for where in (token, state) for child in tree.children(where, "ccomp", "advcl", "csubj", "xcomp")), None
        )
        content = clause if clause is not None else subject
        if clause is None and negated and not (subject is not None and _can_be_known(tree, subject)):
            return
        if content is not None:
            yield Draft(
                cue=state, kind="unknown", rule="unknown-state", content=(content,), cue_tokens=(token, state), whole=True
            )


def _can_be_known(tree: Tree, noun: int) -> bool:
    """Is the noun something that can be known ("the cause is not clear"), and nothing that can be free ("the road")?"""
    lemma = tree.parse.lemma[noun].lower()
    return lemma in DETAILS | {"it", "this", "that", "much"} or bool(slots_of_noun(lemma))
