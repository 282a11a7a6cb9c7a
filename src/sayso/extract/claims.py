"""Turn clauses into claims, each with its stance: what the outlet asserts, reports, hedges, what is denied, what nobody knows."""

from sayso.extract.attribution_join import LEARNED
from sayso.extract.citing import CITED
from sayso.extract.clauses import WHOLE, Clause, clauses
from sayso.extract.veridicality import TAKEN_BACK, Bearing, bearing
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import StanceWord, stance_words
from sayso.model.base import Place, Reason, make_id
from sayso.model.document import Document, Sentence
from sayso.model.facts import Attribution, Certainty, Claim, Stance

SAID_OF: dict[str, Stance] = {"denial": "denied", "no_comment": "no_position", "unknown": "not_known"}
TOLD = frozenset({"ccomp", "xcomp", "pcomp", "acl", "prep", "dobj", "oprd"})
"""How a clause hangs on the cue that tells it."""
MARKED = frozenset({"label", "colon", "quotation-without-speaker"})
"""The rules by which a mark alone gives words to somebody, also where nobody is named: they are reported."""
CONDITIONS = frozenset({"if", "unless", "whether"})


def _innermost(clause: Clause, tree: Tree, known: list[Attribution]) -> Attribution | None:
    """Return the smallest attribution that the clause's head stands in the content of."""
    place = tree.span(clause.head, clause.head)
    aside = tree.parse.dep[clause.head] == "relcl"
    hedged = bool(_hedges(tree, clause))
    around = [
        (sum(span.end - span.start for span in item.content), item.rule != CITED, item.cue[0].start, item)
        for item in known
        if any(span.holds(place) for span in item.content) and item.cue_head not in clause.tokens
        if item.rule != LEARNED or _is_told(tree, clause.head, item)
        if not (aside and (item.kind in WHOLE or (hedged and item.rule in {"according-to", "as-stated-by"})))
    ]
    return min(around, key=lambda row: row[:3])[3] if around else None


def _is_told(tree: Tree, head: int, item: Attribution) -> bool:
    """Is the clause what the cue of a learned attribution tells: quoted, or a clause under it, never one beside it?

    "He attacked the town and left" has a cue for the model, and yet the outlet itself tells both.
    """
    if item.mode != "indirect":
        return True
    before = head
    for token in tree.ancestors(head):
        if token == item.cue_head:
            return tree.parse.dep[before] in TOLD
        before = token
    return tree.parse.dep[item.cue_head] == "parataxis" and item.kind in {"speech", "report"}


def _own(clause: Clause, known: list[Attribution]) -> Attribution | None:
    """Return the denial, silence or deed that the clause itself is."""
    for item in known:
        if item.cue_head == clause.head and (item.kind in WHOLE or item.rule in {"deed", "relay", "verb-noun-phrase"}):
            return item
        if item.kind in WHOLE and item.cue_head in clause.tokens:
            return item
        if item.rule == "noun-of" and item.cue_head in clause.tokens and not clause.nominal:
            return item
    return None


def _carrying(sentence: Sentence, known: list[Attribution]) -> Attribution | None:
    return next((item for item in known if sentence.span in item.carries), None)


def _hedges(tree: Tree, clause: Clause) -> list[tuple[int, StanceWord]]:
    """Return the hedging tokens that belong to the clause itself."""
    words = stance_words()
    found = list[tuple[int, StanceWord]]()
    for token in clause.tokens:
        entry = words.get(tree.lower[token]) or (words.get(tree.parse.lemma[token]) if tree.parse.pos[token] == "VERB" else None)
        if entry is None or tree.lower[token] in CONDITIONS or _is_month(tree, token):
            continue
        if tree.parse.head[token] == clause.head or _is_predicate(tree, token, clause.head):
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


def _is_conditional(tree: Tree, clause: Clause) -> bool:
    """Does the clause state a condition, or what holds only under one?"""
    own = any(_opens_a_condition(tree, mark, {"as"}) for mark in tree.children(clause.head, "mark"))
    under = (mark for other in tree.children(clause.head, "advcl") for mark in tree.children(other, "mark"))
    return own or any(_opens_a_condition(tree, mark, {"as", "even"}) for mark in under)


def _opens_a_condition(tree: Tree, mark: int, without: set[str]) -> bool:
    """Is the word "if" or "unless", none of these words right before it ("as if", "even if")?"""
    return tree.lower[mark] in CONDITIONS - {"whether"} and not (mark and tree.lower[mark - 1] in without)


def _stance(
    tree: Tree, clause: Clause, attribution: Attribution | None, hedges: list[tuple[int, StanceWord]], worth: Bearing | None
) -> tuple[Stance, Certainty, str]:
    """Return stance, certainty and the rule that decided, the most consequential reading first."""
    if attribution and attribution.kind in SAID_OF and attribution.cue_head in clause.tokens:
        return SAID_OF[attribution.kind], "certain", attribution.kind
    reported = attribution is not None
    would = [entry for _, entry in hedges if entry.stance == "hypothetical"]
    if _is_conditional(tree, clause) or (would and not reported):
        return "hypothetical", "possible", "conditional"
    if worth is not None and worth.effect in TAKEN_BACK and not (attribution and attribution.kind in SAID_OF):
        return *TAKEN_BACK[worth.effect], f"under-{worth.effect}"
    hedged = [entry for _, entry in hedges if entry.stance == "hedged"]
    if hedged:
        certainty: Certainty = "possible" if any(entry.certainty == "possible" for entry in hedged) else hedged[0].certainty
        return "hedged", certainty, "hedge"
    if attribution is None:
        return "asserted", "certain", "plain"
    if attribution.rule in MARKED:
        return "reported", "certain", "quoted"
    if not attribution.source and _is_hearsay(attribution):
        return "hedged", "unstated", "hearsay"
    if attribution.kind == "denial":
        return "denied", "certain", "denial"
    return "reported", "certain", "attributed"


def _is_hearsay(attribution: Attribution) -> bool:
    return attribution.rule in {"raised-passive", "adverb", "noun-of", "noun-that"} or attribution.kind in {
        "belief",
        "report",
        "speech",
    }


def _claim(
    document: Document, tree: Tree, clause: Clause, attribution: Attribution | None, worth: Bearing | None, why: str
) -> Claim:
    hedges = _hedges(tree, clause)
    stance, certainty, rule = _stance(tree, clause, attribution, hedges, worth)
    tokens = [token for token, _ in hedges]
    if worth is not None and rule.startswith("under-"):
        tokens = sorted({*tokens, worth.token})
    spans = tuple(tree.span(token, token) for token in tokens)
    shown = spans or ((attribution.cue[0],) if attribution else ())
    places = tuple(Place(document=document.id, start=span.start, end=span.end) for span in shown)
    reasons = (Reason(rule=f"stance-{rule}", spans=places), *((Reason(rule=why),) if why else ()))
    return Claim(
        id=make_id("claim", document.id, clause.span.start, clause.span.end, clause.head),
        span=clause.span,
        head=clause.head,
        stance=stance,
        certainty=certainty,
        attribution=attribution.id if attribution else None,
        hedges=spans,
        reasons=reasons,
    )


def _attributed(sentence: Sentence, tree: Tree, clause: Clause, known: list[Attribution]) -> tuple[Attribution | None, str]:
    """Return the attribution that a clause stands under, and why where that is not plain from its words.

    A relative clause in what is denied, or a hedged one in what is cited, is the outlet's own remark.
    """
    own, around = _own(clause, known), _innermost(clause, tree, known)
    carried = _carrying(sentence, known)
    if own is not None and own.rule == "relay":
        return (around, "") if around else (carried, "carried-on") if carried else (own, "deed")
    if own is not None and (
        own.rule != "deed" or around is not None or carried is None or tree.parse.dep[clause.head] == "advcl"
    ):
        return own, "deed" if own.rule == "deed" else ""
    if around is None and carried is not None and tree.parse.dep[clause.head] != "relcl":
        return carried, "carried-on"
    return around, ""


@stage("claims", reads=("parse", "sentences", "attributions", "times"), writes=("claims",), version=7)
def claims(document: Document, config: Config) -> Document:
    """Return the document with its claims, in order. Captions and chrome make none."""
    tree = tree_of(document)
    dated = _dated(document)
    known = [(item, _reach(item)) for item in document.attributions]
    found: dict[tuple[int, int], Claim] = {}
    for sentence in document.sentences:
        if sentence.zone == "caption" or sentence.last - sentence.first < 3:
            continue
        here = [item for item, _ in known if sentence.first <= item.cue_head < sentence.last]
        near = [item for item, reach in known if sentence.first <= item.cue_head < sentence.last or _meets(item, reach, sentence)]
        for clause in clauses(tree, sentence, here, dated):
            worth = bearing(tree, clause.head) if not clause.nominal else None
            voiced = [item for item in near if worth is None or not worth.is_unvoiced or item.cue_head != worth.token]
            attribution, why = _attributed(sentence, tree, clause, voiced)
            claim = _claim(document, tree, clause, attribution, worth, why)
            found.setdefault((claim.span.start, claim.span.end), claim)
    return document.replace(claims=tuple(found[place] for place in sorted(found)))


def _reach(item: Attribution) -> tuple[int, int]:
    """Return where the first word begins that an attribution gives to somebody, and where the last one ends."""
    spans = (*item.content, *item.carries)
    return min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)


def _meets(item: Attribution, reach: tuple[int, int], sentence: Sentence) -> bool:
    """Does any of what an attribution gives to somebody stand in a sentence?"""
    if reach[1] <= sentence.span.start or sentence.span.end <= reach[0]:
        return False
    return any(span.overlap(sentence.span) for span in (*item.content, *item.carries))


def _dated(document: Document) -> set[int]:
    """Return the tokens that stand in a dated expression."""
    assert document.parse is not None
    dated, place = set[int](), 0
    starts = document.parse.start
    for time in document.times:
        while place < len(starts) and starts[place] < time.span.start:
            place += 1
        token = place
        while token < len(starts) and starts[token] < time.span.end:
            if time.value:
                dated.add(token)
            token += 1
    return dated
