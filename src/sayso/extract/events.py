"""What happens in each claim: the trigger, its kind, who takes part, when, and whether it is negated."""

from bisect import bisect_left
from collections.abc import Sequence

from sayso.extract.clauses import WHOLE
from sayso.extract.cue_frames import is_negated
from sayso.extract.dating import Dater
from sayso.extract.phrases import noun_phrase
from sayso.extract.roles import parts
from sayso.extract.veridicality import bearing
from sayso.kit.config import Config
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import cues, place_of, stance_words
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Attribution, Claim, Event, Role
from sayso.model.span import Span

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SPOKEN_OF = frozenset({"person", "organisation", "group", "other", "speaker"})
"""Kinds of describing nouns and pronouns that stand for somebody named; "the country" is a sign of nothing."""
SPEAKING = frozenset({"comment", "detail", "information", "question", "request"})
"""Words for what is asked of somebody who does not say: they name no subject."""
LIGHT = frozenset({"be", "have", "make", "take", "do", "hold", "remain", "become", "get", "seem", "persist", "emerge"})
"""Verbs that say little: the noun that they carry names the event."""


def trigger_of(tree: Tree, head: int) -> int:
    """Return the token that names the event of a clause: its verb, or the noun that a light verb carries."""
    if tree.parse.pos[head] not in {"VERB", "AUX"}:
        return head
    complement = tree.child(head, "xcomp")
    seen = event_kind_of("verb").get(tree.parse.lemma[head]) == "see"
    raised = tree.children(head, "auxpass") or (tree.parse.tag[head] == "VBN" and tree.parse.dep[head] == "acl")
    if complement is not None and tree.is_verb(complement) and raised and not seen:
        return complement
    if tree.lower[head] == "going" and complement is not None and tree.is_verb(complement):
        return trigger_of(tree, complement)
    hedged = (tree.child(state, "xcomp") for state in tree.children(head, "acomp") if tree.lower[state] in stance_words())
    if (likely := next((verb for verb in hedged if verb is not None and tree.is_verb(verb)), None)) is not None:
        return trigger_of(tree, likely)
    if tree.parse.lemma[head] in LIGHT:
        for carried in (*tree.children(head, "attr", "dobj", "nsubjpass", "acomp"), *_after_preposition(tree, head)):
            if tree.parse.pos[carried] == "NOUN" and tree.parse.lemma[carried] in event_kind_of("noun"):
                return carried
    return head


def _is_done_to_nobody(tree: Tree, verb: int) -> bool:
    """Has a verb nothing or nobody as its object ("has sacrificed nothing")?"""
    return any(tree.lower[thing] in {"nothing", "nobody", "none"} for thing in tree.children(verb, "dobj"))


def _after_preposition(tree: Tree, head: int) -> tuple[int, ...]:
    """Return nouns such as "violation" in "is likely to be in violation of"."""
    below = [x for a in tree.children(head, "acomp") for x in tree.children(a, "xcomp")]
    found = list[int]()
    for verb in (head, *tree.children(head, "xcomp"), *below):
        for preposition in tree.children(verb, "prep"):
            if tree.lower[preposition] in {"in", "under"}:
                found.extend(tree.children(preposition, "pobj"))
        found.extend(tree.children(verb, "attr"))
    return tuple(found)


def kind_of(tree: Tree, token: int) -> str:
    """Return the kind of happening that a token names, or its lemma where it is of no known kind."""
    lemma = tree.parse.lemma[token].lower()
    if lemma in {"become", "grow", "get"}:
        for state in tree.children(token, "acomp"):
            degree = {tree.lower[child] for child in tree.children(state, "advmod")}
            if tree.parse.tag[state] == "JJR" or degree & {"more", "less"}:
                return "reduce" if "less" in degree else "intensify"
    kind = event_kind_of("verb" if tree.is_verb(token) else "noun").get(lemma, lemma)
    given_up = kind == "give" and any(tree.lower[particle] == "up" for particle in tree.children(token, "prt"))
    return f"{lemma} up" if given_up else kind


def told_event(tree: Tree, item: Attribution, starts: tuple[int, ...]) -> tuple[int | None, list[int]]:
    """Return the event that a denial, a silence or a rumour is about, and all tokens of what it is about."""
    spans = ((bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in item.content)
    tokens = [token for first, last in spans for token in range(first, last)]
    for token in sorted(tokens, key=lambda each: (len(tree.ancestors(each)), each)):
        lemma = tree.parse.lemma[token].lower()
        if tree.is_verb(token) and lemma in event_kind_of("verb") and tree.parse.dep[token] not in {"relcl", "aux"}:
            return token, tokens
        if tree.parse.pos[token] == "NOUN" and lemma in event_kind_of("noun") and lemma not in cues("noun"):
            return token, tokens
    return None, tokens


def _terms(tree: Tree, tokens: Sequence[int], leave_out: set[int]) -> tuple[str, ...]:
    """Return the content words of a stretch as lemmas, dates and resolved names left out, nationalities as `@Country`."""
    found = list[str]()
    for token in tokens:
        if tree.parse.ent[token] == "B-NORP":
            last = token
            while last + 1 < len(tree) and tree.parse.ent[last + 1] == "I-NORP":
                last += 1
            country = place_of().get(" ".join(tree.lower[token : last + 1]))
            found.append(f"@{country}" if country else tree.lower[token])
        elif tree.parse.ent[token] == "I-NORP" or token in leave_out or not tree.parse.word[token].isalpha():
            continue
        elif tree.parse.pos[token] in CONTENT and not (tree.is_verb(token) and tree.parse.lemma[token].lower() in LIGHT):
            found.append(tree.parse.lemma[token].lower())
    return tuple(dict.fromkeys(found))


class _Maker:
    """Makes the events of one document."""

    def __init__(self, document: Document) -> None:
        self.document, self.tree = document, tree_of(document)
        self.dater = Dater(document, self.tree)
        self.starts = self.tree.parse.start
        self.attributions = {item.id: item for item in document.attributions}
        named = {mention.entity for mention in document.mentions if mention.form == "name"}
        people = {entity.id for entity in document.entities if entity.kind == "person"}
        self.entities = {
            mention.head: mention.entity
            for mention in document.mentions
            if mention.entity and (mention.form == "name" or (mention.entity in named | people and mention.kind in SPOKEN_OF))
        }
        self.named: set[int] = set(self.dater.inside)
        for mention in document.mentions:
            if mention.entity and mention.form == "name":
                self.named.update(range(bisect_left(self.starts, mention.span.start), bisect_left(self.starts, mention.span.end)))

    def roles(self, claim: Claim, trigger: int) -> tuple[Role, ...]:
        """Return who takes part, dates left out."""
        tree, found = self.tree, dict[tuple[str, int], Role]()
        for base in sorted({claim.head, trigger}):
            for part in parts(tree, base, nominal=not tree.is_verb(base)):
                if part.head != trigger and part.head not in self.dater.inside:
                    lemma, entity = tree.parse.lemma[part.head].lower(), self.entities.get(part.head)
                    role = Role(role=part.role, span=noun_phrase(tree, part.head), head=part.head, lemma=lemma, entity=entity)
                    found.setdefault((part.role, part.head), role)
        return tuple(found[key] for key in sorted(found, key=lambda key: (key[1], key[0])))

    def event(self, claim: Claim) -> Event:
        """Return the event of a claim; that of a denial, a silence or a rumour is the event it is about."""
        tree, item = self.tree, self.attributions.get(claim.attribution or "")
        tokens: Sequence[int] = range(bisect_left(self.starts, claim.span.start), bisect_left(self.starts, claim.span.end))
        trigger, kind = trigger_of(tree, claim.head), ""
        negated = any(is_negated(tree, verb) or _is_done_to_nobody(tree, verb) for verb in (claim.head, trigger))
        negated = negated != self._is_turned(claim)
        about = item is not None and item.cue_head in tokens and (item.kind in WHOLE or item.rule == "noun-of")
        if item is not None and about and item.content:
            told, inside = told_event(tree, item, self.starts)
            trigger, kind, negated = (told if told is not None else trigger), ("unknown" if item.kind == "unknown" else ""), False
            source = [token for span in item.source for token in range(*self._tokens(span))]
            tokens = sorted({*inside, *source, *self._arguments(tokens, item)})
            cue = {token for span in item.cue for token in range(*self._tokens(span))}
            tokens = [token for token in tokens if token not in cue and tree.parse.lemma[token].lower() not in SPEAKING]
        tokens = [token for token in tokens if self._belongs(token, claim.head)]
        silent = about and item is not None and item.cue_head == claim.head
        when, why = self.dater.date(claim.head, through=trigger if silent and trigger != claim.head else None)
        if silent and trigger == claim.head:
            when, why = None, ""
        earliest, latest, inferred = self.dater.reach(claim.head, when)
        named = (self.entities[token] for token in tokens if token in self.entities)
        return Event(
            id=make_id("event", self.document.id, claim.id),
            trigger=tree.span(trigger, trigger),
            head=trigger,
            lemma=tree.parse.lemma[trigger].lower(),
            kind=kind or kind_of(tree, trigger),
            roles=self.roles(claim, trigger),
            when=when,
            when_why=why or inferred,
            earliest=earliest,
            latest=latest,
            polarity="-" if negated else "+",
            claim=claim.id,
            terms=_terms(tree, tokens, self.named),
            names=tuple(dict.fromkeys(name for name in named if name)),
        )

    def _is_turned(self, claim: Claim) -> bool:
        """Does what the clause hangs on make it say its contrary ("it is untrue that", "no evidence that")?"""
        worth = bearing(self.tree, claim.head)
        return worth is not None and worth.turns

    def _belongs(self, token: int, head: int) -> bool:
        """Does a token stand in this clause and not in one that makes a claim of its own inside it?"""
        while token != head and self.tree.parse.head[token] != token:
            if token in self.dater.heads and self.tree.is_verb(token):
                return False
            token = self.tree.parse.head[token]
        return True

    def _tokens(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def _arguments(self, tokens: Sequence[int], item: Attribution) -> list[int]:
        """Return what hangs on the cue's own verb with a preposition: "denied shipping arms | to Russia"."""
        cue = {self._tokens(span)[0] for span in item.cue}
        return [
            token
            for token in tokens
            if any(self.tree.parse.dep[up] == "prep" and self.tree.parse.head[up] in cue for up in self.tree.ancestors(token)[:3])
        ]


@stage(
    "events",
    reads=("parse", "claims", "times", "mentions", "entities", "attributions"),
    writes=("events", "claims"),
    version=15,
)
def events(document: Document, config: Config) -> Document:
    """Return the document with one event for each claim, each claim pointing to its event."""
    maker = _Maker(document)
    found = tuple(maker.event(claim) for claim in document.claims)
    linked = tuple(claim.replace(event=event.id) for claim, event in zip(document.claims, found, strict=True))
    return document.replace(events=found, claims=linked)
