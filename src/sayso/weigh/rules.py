"""The pack engine: which provisions the claim groups of a case bear on, with the facts met, the facts missing and the doubts.

A finding says that what is told bears on a provision. It never says that anybody broke one.
"""

from collections.abc import Iterable

from sayso.model.base import Reason, make_id
from sayso.model.corpus import Bearing, ClaimGroup, Corpus, Fact, Finding, Gate, Missing
from sayso.model.facts import Claim, Event
from sayso.model.pack import Pack
from sayso.weigh.deeds import SAID
from sayso.weigh.matching import Match, Matcher, sentence_of

_GATES: tuple[Gate, ...] = ("in force", "partly before the measure", "date not known")
_NEAR = 1
"""An outlet's opinion of the law stands beside a finding where it is this many sentences away at most."""


def findings(corpus: Corpus, packs: Iterable[Pack]) -> Corpus:
    """Return the corpus with what its claim groups bear on, by these packs and no others."""
    found = (finding for pack in packs for finding in _Judge(corpus, pack).findings())
    return corpus.replace(findings=tuple(sorted(found, key=lambda one: one.id)))


class _Judge:
    """Looks at one corpus with one pack."""

    def __init__(self, corpus: Corpus, pack: Pack) -> None:
        self._corpus, self._pack = corpus, pack
        self._documents = {document.id: document for document in corpus.documents}
        whole = {entity.id: entity.country for entity in corpus.entities if entity.country}
        self._countries = {inside: whole[entity] for inside, entity in corpus.entity_of if entity in whole}
        self._claims: dict[str, Claim] = {claim.id: claim for document in corpus.documents for claim in document.claims}
        self._events: dict[str, Event] = {event.id: event for document in corpus.documents for event in document.events}
        self._by_claim: dict[str, list[Match]] = {}

    def findings(self) -> list[Finding]:
        """Return the findings of the pack, one for each group and rule."""
        matcher = Matcher(self._pack)
        for document in self._corpus.documents:
            for match in matcher.matches(document, self._countries):
                self._by_claim.setdefault(match.claim, []).append(match)
        found = list[Finding]()
        for group in self._corpus.groups:
            rules: dict[str, list[Match]] = {}
            for member in group.members:
                for match in self._by_claim.get(member.claim, ()):
                    rules.setdefault(match.rule, []).append(match)
            found.extend(self._finding(group, matches) for matches in rules.values())
        return found

    def _finding(self, group: ClaimGroup, matches: list[Match]) -> Finding:
        rule = next(one for one in self._pack.rules if one.id == matches[0].rule)
        documents = {member.claim: member.document for member in group.members}
        disputes = tuple(dispute.id for dispute in self._corpus.disputes if group.id in dispute.groups)
        told = tuple(sorted({self._claims[match.claim].stance for match in matches}))
        best = min(matches, key=lambda match: (_GATES.index(match.gate), match.when is None, match.claim))
        claims = tuple((documents[match.claim], match.claim) for match in matches)
        facts = _once(fact for match in matches for fact in match.facts)
        spans = tuple(span for fact in facts for span in fact.spans)
        return Finding(
            id=make_id("finding", self._pack.id, rule.id, group.id),
            pack=self._pack.id,
            rule=rule.id,
            provision=rule.provision,
            story=group.story,
            group=group.id,
            claims=claims,
            facts=facts,
            missing=_missing(matches, best.gate),
            stance=_stance(self._claims, matches, disputed=bool(disputes)),
            told=told,
            gate=best.gate,
            when=best.when,
            at_least=group.at_least,
            at_most=group.at_most,
            disputes=disputes,
            beside=tuple(self._beside(claims)),
            reasons=(Reason(rule=f"{self._pack.id}: {rule.id}", note=f"bears on {rule.provision}", spans=spans),),
        )

    def _beside(self, claims: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return claims near these in which the outlet, or somebody it cites, judges the law itself."""
        found: dict[tuple[str, str], None] = {}
        for name, claim in claims:
            document = self._documents[name]
            here = sentence_of(document, self._claims[claim])
            for event in document.events:
                other = self._claims.get(event.claim or "")
                if other and event.kind in self._pack.heading.opinions and abs(sentence_of(document, other) - here) <= _NEAR:
                    found[(name, other.id)] = None
        return list(found)


def _stance(claims: dict[str, Claim], matches: list[Match], *, disputed: bool) -> Bearing:
    """Return the stance of a finding: disputed where anybody denies it, else asserted where anybody asserts it."""
    found = {
        "alleged" if match.alleged and said == "asserted" else said
        for match in matches
        for said in [SAID[claims[match.claim].stance]]
    }
    if disputed or "disputed" in found:
        return "disputed"
    return "asserted" if "asserted" in found else "alleged"


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts of one slot and value together, with the words of all."""
    found: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        known = found.get((fact.slot, fact.value))
        spans = tuple(dict.fromkeys((*known.spans, *fact.spans))) if known else fact.spans
        found[(fact.slot, fact.value)] = (known or fact).replace(spans=spans, note=(known.note if known else "") or fact.note)
    order = {slot: place for place, slot in enumerate(("event", "item", "supplier", "recipient", "date"))}
    return tuple(sorted(found.values(), key=lambda fact: order[fact.slot]))


def _missing(matches: list[Match], gate: Gate) -> tuple[Missing, ...]:
    """Return what none of the claims tells; a detail that a text says is not disclosed goes before one that is only not named."""
    every = [{one.fact for one in match.missing} for match in matches]
    lacking = set.intersection(*every) - ({"date"} if gate != "date not known" else set())
    found: dict[str, Missing] = {}
    for one in (one for match in matches for one in match.missing if one.fact in lacking):
        if one.fact not in found or (one.spans and not found[one.fact].spans):
            found[one.fact] = one
    return tuple(found[fact] for fact in sorted(found))
