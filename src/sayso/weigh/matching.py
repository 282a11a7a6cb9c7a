"""Match the rules of a pack with the events of one document: records against records, never prose."""

from collections.abc import Iterator, Sequence

from sayso.kit.vocabulary import event_kind_of
from sayso.model.base import Place, Record
from sayso.model.corpus import Fact, Gate, Missing
from sayso.model.document import Document
from sayso.model.facts import Claim, Event, Role
from sayso.model.pack import Frame, Pack, Provision, Rule
from sayso.model.span import Span
from sayso.weigh.gate import gate_of
from sayso.weigh.items import Named, Things
from sayso.weigh.parties import Parties

SAID = {"asserted": "asserted", "reported": "asserted", "hedged": "alleged", "denied": "disputed"}
"""What a finding does with a claim of each stance; a claim of another stance bears on nothing."""
RECENT = 2
"""How many transfers back "the country" may take up."""

GENERAL = frozenset({"any", "every", "no", "such"})
"""Words before a noun by which it stands for all of its kind and for none that took part."""
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


class _Deed(Record, frozen=True, kw_only=True):
    """An event as a frame reads it: who may be the supplier and the recipient, and the countries that each stands for."""

    frame: Frame
    event: Event
    claim: Claim
    items: tuple[Role, ...]
    supplier: Role | None
    recipient: Role | None
    from_countries: frozenset[str]
    to_countries: frozenset[str]
    taken_up: str = ""


class Matcher:
    """Matches the rules of one pack; made once for many documents."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.things = pack, Things(pack)
        self.provisions: dict[str, Provision] = {one.id: one for one in pack.provisions}

    def matches(self, document: Document, countries: dict[str, str] | None = None) -> tuple[Match, ...]:
        """Return what the events of a document bear on, in the order of its claims."""
        deeds = list(self._deeds(document, Parties(document, self.pack.heading.target, countries)))
        found = (self._match(document, rule, deed) for deed in deeds for rule in self.pack.rules)
        return tuple({(one.rule, one.event): one for one in found if one is not None}.values())

    def _deeds(self, document: Document, parties: Parties) -> Iterator[_Deed]:
        claims, before = {claim.id: claim for claim in document.claims}, list[_Deed]()
        for event in sorted(document.events, key=lambda one: (one.trigger.start, one.id)):
            claim = claims.get(event.claim or "")
            if claim is None or claim.stance not in SAID or event.polarity == "-" or _is_to_come(document, event):
                continue
            for frame in self.pack.heading.frames:
                if _is_of(frame, event):
                    told = event.replace(when=None, earliest=None) if frame.alleged else event
                    deed = _deed(document, parties, frame, told, claim)
                    deed = _taken_up(parties, deed, before[-RECENT:])
                    before.append(deed)
                    yield deed

    def _match(self, document: Document, rule: Rule, deed: _Deed) -> Match | None:
        home, provision = self.pack.heading.target.country, self.provisions[rule.provision]
        there, other = deed.to_countries, deed.from_countries
        if rule.target == "supplier":
            there, other = other, there
        if deed.frame.name not in rule.frames or there != {home} or home in other:
            return None
        gate = gate_of(deed.event, rule.in_force_from or provision.in_force_from, provision.in_force_until)
        if gate is None:
            return None
        for role in deed.items:
            words = role.span.cut(document.text)
            if _is_general(document, (role, deed.supplier, deed.recipient)):
                return None
            named = next((one for kind in rule.items if (one := self.things.named(words, kind))), None)
            if named and not any(word.lower() in words.lower() for word in rule.exempt):
                return self._found(document, rule, deed, role, named, gate)
        return None

    def _found(self, document: Document, rule: Rule, deed: _Deed, role: Role, named: Named, gate: Gate) -> Match:
        start = role.span.start + named.start
        words = Span(start=start, end=role.span.start + named.end)
        facts = [
            Fact(slot="event", value=deed.event.kind, spans=(_place(document, deed.event.trigger),)),
            Fact(slot="item", value=named.kind.replace("_", " "), spans=(_place(document, words),)),
        ]
        facts.extend(_party(document, "supplier", deed.supplier, deed.from_countries, _route(document, deed.supplier)))
        facts.extend(_party(document, "recipient", deed.recipient, deed.to_countries, deed.taken_up))
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
            alleged=deed.frame.alleged,
        )

    def _missing(self, document: Document, deed: _Deed, named: Named, gate: Gate) -> Iterator[Missing]:
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


def _is_general(document: Document, roles: Sequence[Role | None]) -> bool:
    """Does a slot speak of whoever it may be: "any country", "no ship"?"""
    firsts = (role.span.cut(document.text).split(maxsplit=1)[:1] for role in roles if role is not None)
    return any(word.lower() in GENERAL for first in firsts for word in first)


def _is_to_come(document: Document, event: Event) -> bool:
    """Is the event told before it happens?"""
    if event.when_why == "inferred-future":
        return True
    return bool(document.published_day and event.earliest and event.earliest > document.published_day)


def _is_of(frame: Frame, event: Event) -> bool:
    """Is an event of a kind that the frame reads, and told of a deed of the right kind where the frame asks for one?"""
    if event.lemma in frame.but_not or not (event.kind in frame.kinds or event.lemma in frame.words):
        return False
    told = (event_kind_of("verb").get(role.lemma) for role in event.roles if role.role == "deed")
    return not frame.deeds or any(kind in frame.deeds for kind in told)


def _deed(document: Document, parties: Parties, frame: Frame, event: Event, claim: Claim) -> _Deed:
    supplier, giving = _filled(document, parties, event, frame.supplier)
    recipient, taking = _filled(document, parties, event, frame.recipient)
    items = tuple(role for name in frame.item for role in event.roles if _is_in(document, role, name))
    return _Deed(
        frame=frame,
        event=event,
        claim=claim,
        items=items,
        supplier=supplier,
        recipient=recipient,
        from_countries=giving,
        to_countries=taking,
    )


def _filled(document: Document, parties: Parties, event: Event, names: Sequence[str]) -> tuple[Role | None, frozenset[str]]:
    """Return who fills a slot: the first role whose words stand for a country, else the first that there is."""
    roles = [role for name in names for role in event.roles if _is_in(document, role, name)]
    for role in roles:
        countries = parties.countries(role)
        if countries:
            return role, countries
    return (roles[0] if roles else None), frozenset()


def _is_in(document: Document, role: Role, name: str) -> bool:
    kind, _, word = name.partition("/")
    before = document.text[: role.span.start].rsplit(maxsplit=1)[-1:] if word else []
    return role.role == kind and (not word or [one.lower() for one in before] == [word])


def _taken_up(parties: Parties, deed: _Deed, before: Sequence[_Deed]) -> _Deed:
    """Return the deed with "the country" in its recipient's place read as the recipient of the transfer told just before."""
    if deed.recipient is None or deed.to_countries or not parties.is_taken_up(deed.recipient):
        return deed
    for earlier in reversed(before):
        if len(earlier.to_countries) == 1:
            note = "the country that the transfer told before went to"
            return deed.replace(to_countries=earlier.to_countries, taken_up=note)
    return deed


def _party(document: Document, slot: str, role: Role | None, countries: frozenset[str], note: str = "") -> Iterator[Fact]:
    if role is not None:
        value = ", ".join(sorted(countries)) or "no country told"
        yield Fact(slot=slot, value=value, spans=(_place(document, role.span),), note=note)


def _route(document: Document, role: Role | None) -> str:
    """Return what to know of a supplier that is only the place that a thing came from."""
    places = {entity.id for entity in document.entities if entity.kind == "place"}
    is_route = role is not None and role.role == "source" and role.entity in places
    return "where it came from: a route is no proof of who supplied it" if is_route else ""


def _place(document: Document, span: Span) -> Place:
    return Place(document=document.id, start=span.start, end=span.end)
