"""Join what the rules and the model read: the model finds and bounds, the rules keep what a mistake would turn around.

Where both read one cue, its class and its frame are those of the rule. A denial, a silence and what is not known are the
rule's alone, and where the words name nobody, nobody is named, whatever the model makes of it.
"""

from bisect import bisect_right

from sayso.extract.attribution_reader import Read, Reading
from sayso.extract.cue_frames import agent_of, denies, is_neither, is_passive
from sayso.extract.phrases import noun_phrase, runs, trimmed
from sayso.extract.quotations import Quotation, near
from sayso.extract.silences import stays_open
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cues, learned_cues
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Attribution, AttributionKind
from sayso.model.span import Span

LEARNED = "learned"
WHOLE = frozenset({"denial", "no_comment", "unknown"})
NOBODY = frozenset({"raised-passive", "adverb", "not-told", "unknown-state"})
"""The frames whose words name nobody, or name who speaks plainly."""
BOUND = frozenset({"raised-passive", "relay", "quoted-as", "inserted", "adverb"})
"""The frames whose content is bounded by the grammar."""
ASIDES = frozenset({"as-stated-by", "according-to"})
"""The frames that cite somebody for the clause which they hang on, and for no other of its sentence."""
UNDOUBTED = frozenset({"deed", "relay", "noun-of", "as-stated-by", "quoted-as"}) | NOBODY
"""The frames that stand whatever the model makes of their cue."""
DOUBTFUL = frozenset({"speech", "belief", "intent"})
DOUBTED = -1.5
"""Below this score the model is sure that a word cites nobody here: a rule that takes it for a cue is not followed."""
DEEDS = frozenset({"attack", "shoot", "launch", "explode", "fight", "kill", "die", "injure", "rescue", "arrest", "travel"}) | {
    *("arrive", "depart", "return", "give", "receive", "deliver", "transfer", "import", "use", "build", "destroy", "damage"),
    *(
        "crash",
        "steal",
        "pay",
        "begin",
        "end",
        "win",
        "lose",
        "exchange",
        "intensify",
        "reduce",
        "own",
        "dismiss",
        "release",
        "agree",
    ),
}
"""Kinds of happenings that are done and not said: their verbs cite somebody only with a clause or a quotation."""
ALIKE = 0.7
"""From this share of common words on, the rule's and the model's content are one, and the rule's bounds stand."""
MARKS = frozenset({'"', "\u201d"})
VERBS = frozenset({"VERB", "AUX"})
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}


def joined(
    document: Document, tree: Tree, quoted: tuple[Quotation, ...], known: list[Attribution], read: Read
) -> list[Attribution]:
    """Return the attributions of the rules and of the model, each cue once."""
    by_cue = dict[int, list[int]]()
    for number, item in enumerate(known):
        by_cue.setdefault(item.cue_head, []).append(number)
    closed = _closed(tree, known)
    found = list(known)
    for number, item in enumerate(known):
        if read.scores[item.cue_head] < DOUBTED and _is_doubtful(document, item, quoted) and not _is_relayed(item, known):
            found[number] = item.replace(content=(), kind="speech")
    for reading in read.readings:
        same = by_cue.get(reading.cue)
        if same is not None:
            for number in same[:1]:
                found[number] = _sharper(document, tree, found[number], reading)
        elif reading.cue not in closed and not _is_silent(tree, reading.cue) and not _is_a_deed(tree, reading):
            found.append(_learned(document, tree, reading))
    return found


def _is_silent(tree: Tree, cue: int) -> bool:
    """Is the cue part of a silence that the rules read whole: what is neither said nor denied?"""
    return is_neither(tree, cue) or stays_open(tree, cue)


def _is_doubtful(document: Document, item: Attribution, quoted: tuple[Quotation, ...]) -> bool:
    """May the model's doubt turn a rule down? Inside a quotation it has learnt to see no cue, so there a named voice stands."""
    inside = any(quotation.span.holds(item.cue[0]) for quotation in near(quoted, item.cue))
    if inside and item.kind in {"speech", "report", "unknown"} and item.rule != "relay":
        return not any(
            item.source and mention.form == "name" and item.source[0].holds(mention.span) for mention in document.mentions
        )
    return item.kind in DOUBTFUL and item.rule not in UNDOUBTED


def _is_relayed(item: Attribution, known: list[Attribution]) -> bool:
    """Does somebody speak inside what a medium reports or somebody denies? There too the model has learnt to see no cue."""
    if item.rule != "verb-clause" or not item.source or item.kind not in {"speech", "report"}:
        return False
    cue = item.cue[0]
    outer = (other for other in known if other.kind in {"report", "denial"} and other.source and other.id != item.id)
    return any(span.holds(cue) for other in outer for span in other.content)


def _is_a_deed(tree: Tree, reading: Reading) -> bool:
    """Is the cue a verb for what is done, and its content what that is done to?"""
    lemma = tree.parse.lemma[reading.cue]
    if not tree.is_verb(reading.cue) or event_kind_of("verb").get(lemma) not in DEEDS or lemma in cues("verb"):
        return False
    inside = set(reading.content)
    quoted = any(tree.parse.word[near] == '"' for near in range(max(reading.content[0] - 1, 0), reading.content[-1] + 1))
    tops = (token for token in reading.content if tree.parse.head[token] not in inside)
    return not quoted and not any(tree.parse.dep[top] in {"ccomp", "xcomp", "pcomp"} for top in tops)


def _closed(tree: Tree, known: list[Attribution]) -> frozenset[int]:
    """Return the tokens that no further cue may be: those of denials and silences, and what is asked for there."""
    tokens = set[int]()
    for item in known:
        if item.kind in {"no_comment", "unknown"}:
            places = {span.start for span in item.cue}
            near = (item.cue_head, *tree.conjuncts(item.cue_head), *tree.children(item.cue_head, "xcomp"))
            tokens.update(near)
            tokens.update(token for token in near if tree.parse.start[token] in places)
    return frozenset(tokens)


def _tokens(tree: Tree, spans: tuple[Span, ...], reading: Reading) -> set[int]:
    """Return the tokens of the spans; they stand near the reading's cue or inside its content."""
    if not spans:
        return set()
    low, high = min(span.start for span in spans), max(span.end for span in spans)
    first = last = reading.cue
    while first > 0 and tree.parse.start[first] > low:
        first -= 1
    while last < len(tree) - 1 and tree.parse.end[last] < high:
        last += 1
    return {token for token in range(first, last + 1) if any(span.holds(tree.span(token, token)) for span in spans)}


def _sharper(document: Document, tree: Tree, item: Attribution, reading: Reading) -> Attribution:
    """Return a rule's attribution with the bounds that the model found, where the rule leaves them open."""
    if item.kind in WHOLE:
        return item
    if item.rule in BOUND:
        return item
    ruled, learned = _tokens(tree, item.content, reading), set(reading.content) - _passive_subject(tree, reading.cue)
    either, both = len(ruled | learned), len(ruled & learned)
    stands = both >= ALIKE * either or (item.rule in ASIDES and not _goes_on(document, reading))
    content = item.content if stands else contents(tree, tuple(sorted(learned)))
    source = item.source
    told = bool(source) and set(reading.source) <= ruled  # The subject of what is told is not who tells it.
    if item.rule not in NOBODY and not told and not (source and _tokens(tree, source, reading) & set(reading.source)):
        source = sources(tree, reading) or source
    return item.replace(source=source, content=content or item.content)


def _goes_on(document: Document, reading: Reading) -> bool:
    """Does the content go on beyond the sentence of its cue?"""
    place = bisect_right(document.sentences, reading.cue, key=lambda sentence: sentence.first) - 1
    sentence = document.sentences[place]
    return any(not sentence.first <= token < sentence.last for token in reading.content)


def _passive_subject(tree: Tree, cue: int) -> set[int]:
    """Return the tokens of who is told something, where what is told follows as a clause: they are no part of it."""
    subject = tree.child(cue, "nsubjpass")
    return set(tree.subtree(subject)) if subject is not None and tree.child(cue, "ccomp") is not None else set()


def contents(tree: Tree, tokens: tuple[int, ...]) -> tuple[Span, ...]:
    """Return the places of a content's tokens, without the marks and joining words at their edges."""
    edges = (trimmed(tree, *run) for run in runs(tokens))
    return tuple(tree.span(*edge) for edge in edges if edge)


def sources(tree: Tree, reading: Reading) -> tuple[Span, ...]:
    """Return the place of a reading's source, nothing where its words do not speak."""
    if not reading.source or _is_spoken_of(tree, reading):
        behind = _behind(tree, reading)
        return (noun_phrase(tree, behind),) if behind is not None else ()
    inside = set(reading.source)
    words = [token for token in reading.source if tree.parse.pos[token] not in {"PUNCT", "SPACE"}] or list(reading.source)
    head = next((token for token in words if tree.parse.head[token] not in inside), words[0])
    return _with_antecedent(tree, head)


def _behind(tree: Tree, reading: Reading) -> int | None:
    """Return who stands right behind the verb that follows a quotation, taken for its object: “Is it?” probed NAME."""
    cue = reading.cue
    named = tree.child(cue, "dobj")
    if not cue or not tree.is_verb(cue) or tree.parse.word[cue - 1] not in MARKS or reading.content[-1] > cue or named is None:
        return None
    return named if tree.edges(named)[0] == cue + 1 and tree.parse.tag[named] == "NNP" else None


def _with_antecedent(tree: Tree, head: int) -> tuple[Span, ...]:
    """Return the place of a source; of "who" and "which", first whom they stand for."""
    if tree.parse.tag[head] in {"WP", "WDT"}:
        clause = next((token for token in tree.ancestors(head) if tree.parse.dep[token] == "relcl"), None)
        if clause is not None:
            return noun_phrase(tree, tree.parse.head[clause]), tree.span(head, head)
    return (noun_phrase(tree, head),)


def _is_spoken_of(tree: Tree, reading: Reading) -> bool:
    """Is the source only the subject of a passive verb of speech or belief: somebody of whom others say something?"""
    lemma = tree.parse.lemma[reading.cue]
    learned = learned_cues().get((lemma, "verb"))
    speaks = lemma in cues("verb") and cues("verb")[lemma].kind in {"speech", "report", "belief", "denial"}
    if learned is not None and learned.hearsay:
        return True
    if not tree.is_verb(reading.cue) or not (speaks or (learned is not None and learned.of_others)):
        return False
    return is_passive(tree, reading.cue) and agent_of(tree, reading.cue) is None


def kind_of(tree: Tree, reading: Reading) -> AttributionKind:
    """Return the class of a cue that only the model knows: by its word, else by what it says."""
    lemma, part = tree.parse.lemma[reading.cue].lower(), PARTS.get(tree.parse.pos[reading.cue], "")
    known = cues(part).get(lemma) if part else None
    learned = learned_cues().get((lemma, part))
    if known is not None or learned is not None:
        kind = known.kind if known else learned.kind if learned else "speech"
        if kind == "denial":
            noun = tree.child(reading.cue, "dobj", "nsubjpass") if part == "verb" else None
            return "denial" if part == "verb" and (noun is None or denies(tree, reading.cue, noun)) else "speech"
        return kind
    if tree.lower[reading.cue] in {"according", ":"} or part == "":
        return "speech"
    first = reading.content[0]
    return "intent" if tree.parse.tag[first] == "TO" else "belief"


def _learned(document: Document, tree: Tree, reading: Reading) -> Attribution:
    content = contents(tree, reading.content)
    cue = tree.span(reading.cue, reading.cue)
    return Attribution(
        id=make_id("attribution", document.id, LEARNED, cue.start, cue.end, content[0].start if content else -1),
        source=sources(tree, reading),
        cue=(cue,),
        content=content,
        mode="indirect",
        kind=kind_of(tree, reading),
        rule=LEARNED,
        cue_head=reading.cue,
    )
