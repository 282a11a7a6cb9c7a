"""Match the rules of a pack with the events of one document: records against records, never prose."""

from collections.abc import Iterator, Sequence

from sayso.model.base import Place, Record
from sayso.model.corpus import Fact, Gate, Missing
from sayso.model.document import Document
from sayso.model.facts import Claim, Role
from sayso.model.pack import Pack, Provision, Rule
from sayso.model.span import Span
from sayso.weigh.deeds import Deed, deeds_of, is_general
from sayso.weigh.gate import gate_of
from sayso.weigh.items import Named, Things
from sayso.weigh.parties import Parties

NEAR = 5
"""How many sentences from a claim on a text may say what is not disclosed of it."""


class Match(Record, frozen=True, kw_only=True):
    """That one event bears on a rule: the facts met and missing, and where its date stands to the measure."""

    rule: str
    claim: str
    event: str
    when: str | None
    gate: Gate
    facts: tuple[Fact, ...]
    missing: tuple[Missing, ...]
    alleged: bool = False


class Matcher:
    """Matches the rules of one pack; made once for many documents."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.things = pack, Things(pack)
        self.provisions: dict[str, Provision] = {one.id: one for one in pack.provisions}

    def matches(self, document: Document, countries: dict[str, str] | None = None) -> tuple[Match, ...]:
        """Return what the events of a document bear on, in the order of its claims."""
        deeds = list(deeds_of(document, self.pack.heading, Parties(document, self.pack.heading.target, countries)))
        found = (self._match(document, rule, deed) for deed in deeds for rule in self.pack.rules)
        first = dict[tuple[str, str], Match]()
        for one in found:
            if one is not None:
                first.setdefault((one.rule, one.event), one)
        return tuple(first.values())

    def _match(self, document: Document, rule: Rule, deed: Deed) -> Match | None:
        home, provision = self.pack.heading.target.country, self.provisions[rule.provision]
        there, other = deed.to_countries, deed.from_countries
        if rule.target == "supplier":
            there, other = other, there
        if deed.frame.name not in rule.frames or there != {home} or home in other:
            return None
        if deed.frame.to_somebody and not deed.to_countries:
            return None
        gate = gate_of(deed.event, rule.in_force_from or provision.in_force_from, provision.in_force_until)
        if gate is None:
            return None
        for role in deed.items:
            words = role.span.cut(document.text)
            if any(self.things.named(words, kind) for kind in deed.frame.but_not_items):
                continue
            if is_general(document, (role, deed.supplier, deed.recipient)):
                return None
            named = next((one for kind in rule.items if (one := self.things.named(words, kind))), None)
            if named and not any(word.lower() in words.lower() for word in rule.exempt):
                return self._found(document, rule, deed, role, named, gate)
        return None

    def _found(self, document: Document, rule: Rule, deed: Deed, role: Role, named: Named, gate: Gate) -> Match:
        start = role.span.start + named.start
        words = Span(start=start, end=role.span.start + named.end)
        facts = [
            Fact(slot="event", value=deed.event.kind, spans=(_place(document, deed.event.trigger),)),
            Fact(slot="item", value=named.kind.replace("_", " "), spans=(_place(document, words),)),
        ]
        facts.extend(_party(document, "supplier", deed.supplier, deed.from_countries, _route(document, deed)))
        facts.extend(_party(document, "recipient", deed.recipient, deed.to_countries, deed.recipient_note))
        if deed.event.when:
            facts.append(Fact(slot="date", value=deed.event.when, note=deed.event.when_why))
        return Match(
            rule=rule.id,
            claim=deed.claim.id,
            event=deed.event.id,
            when=deed.event.when,
            gate=gate,
            facts=tuple(facts),
            missing=tuple(self._missing(document, deed, named, gate)),
            alleged=deed.alleged,
        )

    def _missing(self, document: Document, deed: Deed, named: Named, gate: Gate) -> Iterator[Missing]:
        for slot, role in (("supplier", deed.supplier), ("recipient", deed.recipient)):
            if role is None:
                yield Missing(fact=slot, note=f"{slot} not named")
        if gate == "date not known":
            yield Missing(fact="date", note="date not known")
        kind = self.things.kind(named.kind)
        if kind.asks and not named.make:
            silent = [claim.span for claim in document.claims if _is_silence(document, deed.claim, claim, kind.asked_by)]
            note = f"{kind.asks} not {'disclosed' if silent else 'named'}"
            yield Missing(fact=kind.asks, note=note, spans=tuple(_place(document, span) for span in silent))


def _is_silence(document: Document, about: Claim, claim: Claim, words: Sequence[str]) -> bool:
    """Does a claim say, not far from another, that what these words name is not known?"""
    if claim.stance != "not_known" or not any(word in claim.span.cut(document.text).lower() for word in words):
        return False
    return abs(sentence_of(document, about) - sentence_of(document, claim)) <= NEAR


def sentence_of(document: Document, claim: Claim) -> int:
    """Return the number of the sentence that a claim stands in; far from all others where it stands in none."""
    inside = (number for number, one in enumerate(document.sentences) if one.span.overlap(claim.span))
    return next(inside, -NEAR - 1)


def _party(document: Document, slot: str, role: Role | None, countries: frozenset[str], note: str = "") -> Iterator[Fact]:
    if role is not None:
        value = ", ".join(sorted(countries)) or "no country told"
        yield Fact(slot=slot, value=value, spans=(_place(document, role.span),), note=note)


def _route(document: Document, deed: Deed) -> str:
    """Return what to know of a supplier that is only the place that a thing came from, or only what the thing is called by."""
    role = deed.supplier
    if role is None or deed.supplier_note:
        return deed.supplier_note
    if role in deed.items:
        return "what the thing is called by: where it is from is no proof of who supplied it"
    places = {entity.id for entity in document.entities if entity.kind == "place"}
    is_route = role.role == "source" and role.entity in places
    return "where it came from: a route is no proof of who supplied it" if is_route else ""


def _place(document: Document, span: Span) -> Place:
    return Place(document=document.id, start=span.start, end=span.end)
