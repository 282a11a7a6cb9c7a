"""Turn clauses into claims, each with its stance: what the outlet asserts, reports, hedges, what is denied, what nobody knows."""

from sayso.extract.attribution_join import LEARNED
from sayso.extract.citing import CITED
from sayso.extract.clauses import WHOLE, Clause, clauses
from sayso.extract.hedges import hedging_words, is_asked, is_conditional
from sayso.extract.veridicality import TAKEN_BACK, Bearing, bearing
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import StanceWord
from sayso.model.base import Place, Reason, make_id
from sayso.model.document import Document, Sentence
from sayso.model.facts import Attribution, Certainty, Claim, Stance

SAID_OF: dict[str, Stance] = {"denial": "denied", "no_comment": "no_position", "unknown": "not_known"}
TOLD = frozenset({"ccomp", "xcomp", "pcomp", "acl", "prep", "dobj", "oprd"})
"""How a clause hangs on the cue that tells it."""
ABOUT = frozenset({"nsubj", "nsubjpass", "attr", "expl"})
"""How allegations hang on the verb of a clause that tells of them, and of nothing else."""
MARKED = frozenset({"label", "colon", "quotation-without-speaker"})
"""The rules by which a mark alone gives words to somebody, also where nobody is named: they are reported."""


def _innermost(clause: Clause, tree: Tree, known: list[Attribution]) -> Attribution | None:
    """Return the smallest attribution that the clause's head stands in the content of."""
    place = tree.span(clause.head, clause.head)
    aside = tree.parse.dep[clause.head] == "relcl"
    hedged = bool(hedging_words(tree, clause))
    around = [
        (sum(span.end - span.start for span in item.content), item.rule != CITED, item.cue[0].start, item)
        for item in known
        if any(span.holds(place) for span in item.content) and item.cue_head not in clause.tokens
        if item.rule != LEARNED or _is_told(tree, clause.head, item)
        if not (
            aside and (item.kind in WHOLE or _is_described(item) or (hedged and item.rule in {"according-to", "as-stated-by"}))
        )
    ]
    return min(around, key=lambda row: row[:3])[3] if around else None


def _is_described(item: Attribution) -> bool:
    """Is what an attribution is about described by the outlet: what is denied, "she backed farmers who built the dam"?"""
    return item.kind in WHOLE or (item.rule == LEARNED and item.kind in {"belief", "intent"} and item.mode == "indirect")


def _is_told(tree: Tree, head: int, item: Attribution) -> bool:
    """Is the clause what the cue of a learned attribution tells: quoted, or a clause under it, never one beside it?

    "He attacked the town and left" has a cue for the model, and yet the outlet itself tells both.
    """
    if item.mode == "direct" or (item.mode == "mixed" and item.kind not in {"belief", "intent"}):
        return True
    before = head
    for token in tree.ancestors(head):
        if token == item.cue_head:
            return tree.parse.dep[before] in TOLD or (item.mode == "mixed" and tree.parse.dep[before] != "conj")
        before = token
    return tree.parse.dep[item.cue_head] == "parataxis" and item.kind in {"speech", "report"}


def _own(tree: Tree, clause: Clause, known: list[Attribution]) -> Attribution | None:
    """Return the denial, silence or deed that the clause itself is."""
    for item in known:
        if item.cue_head == clause.head and (item.kind in WHOLE or item.rule in {"deed", "relay", "verb-noun-phrase"}):
            return item
        if item.kind in WHOLE and item.cue_head in clause.tokens:
            return item
        if item.rule == "noun-of" and item.cue_head in clause.tokens and not clause.nominal and _is_about(tree, clause, item):
            return item
    return None


def _is_about(tree: Tree, clause: Clause, item: Attribution) -> bool:
    """Does a clause tell of allegations that they are there, and not what is done about them ("answered allegations of")?"""
    noun, head = item.cue_head, clause.head
    return noun == head or (tree.parse.head[noun] == head and tree.parse.dep[noun] in ABOUT)


def _carrying(sentence: Sentence, known: list[Attribution]) -> Attribution | None:
    return next((item for item in known if sentence.span in item.carries), None)


def _stance(
    tree: Tree, clause: Clause, attribution: Attribution | None, hedges: list[tuple[int, StanceWord]], worth: Bearing | None
) -> tuple[Stance, Certainty, str]:
    """Return stance, certainty and the rule that decided, the most consequential reading first."""
    if attribution and attribution.kind in SAID_OF and attribution.cue_head in clause.tokens:
        return SAID_OF[attribution.kind], "certain", attribution.kind
    reported = attribution is not None
    would = [entry for _, entry in hedges if entry.stance == "hypothetical"]
    if is_conditional(tree, clause) or (would and not reported):
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
    hedges = hedging_words(tree, clause)
    stance, certainty, rule = _stance(tree, clause, attribution, hedges, worth)
    if is_asked(tree, clause):
        stance, certainty, rule = ("reported" if stance == "reported" else "hypothetical"), "possible", "question"
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
    own, around = _own(tree, clause, known), _innermost(clause, tree, known)
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


@stage("claims", reads=("parse", "sentences", "attributions", "times"), writes=("claims",), version=9)
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
