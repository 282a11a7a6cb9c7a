"""Trace each claim to the voice it rests on: two outlets that both write "KCNA reported" rest on one origin.

An article that cites an origin for an event rests on it for its own flat statements of that event too, unless it reports
itself. A text under an agency's dateline or byline rests on the agency. A voice that the text leaves unnamed equals no other, and
silence is never counted as independence.
"""

import re
from collections.abc import Iterable, Mapping

from sayso.kit.concepts import Naming, concepts, themes_of
from sayso.kit.config import Config, OutletEntry
from sayso.kit.event_kinds import are_near, event_kinds
from sayso.kit.names import plain
from sayso.kit.registry import stage
from sayso.link.frames import Frame, frames, wire_link
from sayso.link.hyperlinks import Led, Sites
from sayso.link.registry import known_source
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import Corpus, Dependence, Entity, Origin, Rest
from sayso.model.document import Document
from sayso.model.facts import Attribution, ChainLink, Claim, Event

STATE = frozenset({"state", "official", "government", "state-run", "state-owned"})
REPORTERS = frozenset({"reporter", "reporters", "correspondent", "correspondents", "journalist", "journalists", "photographer"})
"""Who is cited when an outlet reports what its own people saw."""
SEEN = re.compile(
    r"\s?(?:\w+ )?(?:seen|obtained|reviewed|viewed|verified) by (?:the )?"
    r"(?P<who>[A-Z][\w&.\u2019-]*(?: [A-Z][\w&.\u2019-]*){0,3})"
)
"""Papers that an agency has seen are its own find."""
BODIES = frozenset({"organisation", "other"})
LONGEST_SIGHT = 80
LEARNED = "learned"
"""The rule of what only the model reads: whoever is named in it is no origin unless a claim stands under it."""
PROOFS = 5
"""How many places are shown for one dependence."""


class _Tracer:
    """Traces the claims of one document. `known` keeps which origin an entity of the case is, from one document to the next."""

    def __init__(
        self, document: Document, entities: Mapping[str, Entity], naming: Naming, sites: Sites, known: dict[str, Origin]
    ) -> None:
        config, self._known_origins = sites.config, known
        self.document, self.naming, self.config = document, naming, config
        self.entities = entities
        self.attributions = {item.id: item for item in document.attributions}
        self.events = {event.claim: event for event in document.events}
        self.origins: dict[str, Origin] = {}
        self.by_attribution: dict[str, Origin] = {}
        self.cited: dict[str, list[Attribution]] = {}
        self.frames = frames(document, config)
        self.wire = wire_link(document, config)
        self.led = sites.led(document)
        self._told: list[tuple[Attribution, Event]] | None = None
        self._whole = [frame for frame in self.frames if frame.whole]
        self.linked = {led.attribution: led for led in reversed(self.led) if led.attribution}

    def run(self) -> tuple[Rest, ...]:
        """Return what each claim rests on; `origins` and `cited` hold what was met on the way."""
        generic = list[tuple[Attribution, ChainLink]]()
        told = {claim.attribution for claim in self.document.claims}
        for item in self.document.attributions:
            link = next(iter(self._own(item)), None)
            if item.rule == LEARNED and item.id not in told:
                continue
            if item.id in self.linked and (link is None or (link.entity is None and self._known(link) is None)):
                self._meet(item, led_origin(self.linked[item.id]))
            elif link is None:
                continue
            elif link.entity is None and link.role == "agency" and self._known(link) is None:
                generic.append((item, link))
            else:
                self._meet(item, self._named(link) if link.entity else self._unnamed(item, link))
        for item, link in generic:
            self._meet(item, self._only_state_media(link) or self._unnamed(item, link))
        return tuple(self._rest(claim) for claim in self.document.claims)

    def _own(self, item: Attribution) -> tuple[ChainLink, ...]:
        """Return the voices that the text itself cites: without the outlet, the wire whose text it is, and who only passes on."""
        return tuple(
            link
            for link in item.chain
            if link.role != "outlet" and not link.passes_on and (not self.wire or link.span != self.wire.span)
        )

    def _meet(self, item: Attribution, origin: Origin) -> None:
        self.origins[origin.id] = origin
        self.by_attribution[item.id] = origin
        self.cited.setdefault(origin.id, []).append(item)

    def _known(self, link: ChainLink) -> OutletEntry | None:
        """Return the registry's entry for a link without an entity: by its words, or as who has seen the papers."""
        after = self.document.text[link.span.end : link.span.end + LONGEST_SIGHT] if link.span else ""
        seen = SEEN.match(after) or SEEN.search(link.name)
        return known_source(seen["who"] if seen else link.name, self.config)

    def _named(self, link: ChainLink) -> Origin:
        entity = self.entities[link.entity or ""]
        found = self._known_origins.get(entity.id)
        if found is None:
            self._known_origins[entity.id] = found = self._origin(entity)
        return found

    def _origin(self, entity: Entity) -> Origin:
        entry = next(
            (found for found in (known_source(name, self.config) for name in (entity.name, *entity.names)) if found), None
        )
        name = entry.name if entry else entity.name
        return Origin(
            id=make_id("origin", plain(entry.name) if entry else entity.id),
            name=name,
            kind=entry.kind if entry else entity.kind,
            entity=entity.id,
            state_run=entry.state_run if entry else _is_called_state_run(entity),
            country=entry.country if entry else None,
            names=entity.names,
        )

    def _unnamed(self, item: Attribution, link: ChainLink) -> Origin:
        entry = self._known(link)
        if entry is not None:
            return _listed(entry, link.name)
        if REPORTERS & set(plain(link.name).split()):
            name = self.document.outlet or self.document.source
            return Origin(id=make_id("origin", "outlet", plain(name)), name=name, kind="own_reporting", names=(link.name,))
        return Origin(id=make_id("origin", "unnamed", item.id), name=link.name, kind="unnamed")

    def _only_state_media(self, link: ChainLink) -> Origin | None:
        """Return the one state-run agency that the document names, where "state media" or "official media" is cited."""
        named = [origin for origin in self.origins.values() if origin.state_run]
        speaks_of_state = bool(STATE & set(link.name.lower().split()))
        return named[0] if len(named) == 1 and speaks_of_state else None

    def _rest(self, claim: Claim) -> Rest:
        item = self.attributions.get(claim.attribution or "")
        origin = self.by_attribution.get(item.id) if item else None
        if item is not None and origin is not None:
            named = origin.kind != "unnamed"
            linked = item.id in self.linked and origin.id == led_origin(self.linked[item.id]).id
            named_by = "linked" if linked else "attributed"
            rule = "own-reporting" if origin.kind == "own_reporting" else named_by if named else "unnamed-voice"
            return self._made(claim, (origin,) if named else (), rule, item, named=named)
        if item is not None:
            return self._made(claim, (), "nobody-named", item, named=False)
        near = self._same_event(claim)
        if near is not None:
            return self._made(claim, (self.by_attribution[near.id],), "cited-for-the-same-event", near)
        if len(self._whole) == 1:
            return self._framed(claim, self._whole[0])
        return Rest(document=self.document.id, claim=claim.id, origins=(), rule="unsourced")

    def _framed(self, claim: Claim, frame: Frame) -> Rest:
        """Return that a claim without a source rests on the agency whose text the article is."""
        origin = _listed(frame.entry, frame.entry.name)
        self.origins.setdefault(origin.id, origin)
        made = self._made(claim, (self.origins[origin.id],), "agency-text", None)
        return made.replace(spans=(frame.place,))

    def _same_event(self, claim: Claim) -> Attribution | None:
        """Return the attribution under which the document tells the same event as a flat claim, to a named origin."""
        mine = self.events.get(claim.id)
        if mine is None or (mine.kind in event_kinds() and event_kinds()[mine.kind].opinion):
            return None
        near = (item for item, theirs in self._cited_events() if are_near(mine.kind, theirs.kind) and self._shares(mine, theirs))
        return next(near, None)

    def _cited_events(self) -> list[tuple[Attribution, Event]]:
        """Return what the document tells on the word of a named origin, once all its attributions have been traced."""
        if self._told is None:
            self._told = []
            for claim in self.document.claims:
                item, event = self.attributions.get(claim.attribution or ""), self.events.get(claim.id)
                origin = self.by_attribution.get(item.id) if item else None
                if item is None or event is None or origin is None or origin.kind == "unnamed":
                    continue
                if item.kind in {"speech", "report"}:
                    self._told.append((item, event))
        return self._told

    def _shares(self, one: Event, other: Event) -> bool:
        """Is the same thing given, brought, hit or the like in both, with somebody or something else in common?"""
        if not themes_of(one) & themes_of(other):
            return False
        return len(concepts(one, self.naming) & concepts(other, self.naming)) >= 2

    def _voices(self, item: Attribution | None, origins: tuple[Origin, ...]) -> tuple[str, ...]:
        """Return the named voices of a chain, outermost first; the first is what the claim is said to rest on."""
        found = [origin.id for origin in origins]
        for link in self._own(item)[1:] if item and found else ():
            voice = self._voice(link)
            if voice is not None and voice not in found:
                found.append(voice)
        return tuple(found)

    def _voice(self, link: ChainLink) -> str | None:
        if link.entity:
            return self._named(link).id
        entry = self._known(link)
        return make_id("origin", plain(entry.name)) if entry else None

    def _ends_unnamed(self, item: Attribution, rule: str) -> bool:
        """Does a chain end with somebody who is not named: behind who is, or in the very words that a link says where to read?"""
        own = self._own(item)
        if rule == "linked":
            return bool(own) and own[-1].role != "agency" and self._voice(own[-1]) is None
        return len(own) > 1 and self._voice(item.chain[-1]) is None

    def origin_of(self, led: Led) -> Origin:
        """Return the origin that a link leads to: who is cited in its words, where these name its site or no list knows that."""
        said = self.by_attribution.get(led.attribution or "")
        is_theirs = said is not None and (said.name == led.name or (led.entry is None and said.kind in BODIES))
        return said if said is not None and is_theirs else led_origin(led)

    def _made(
        self, claim: Claim, origins: tuple[Origin, ...], rule: str, item: Attribution | None, *, named: bool = True
    ) -> Rest:
        spans = (*item.source, *item.cue) if item else ()
        return Rest(
            document=self.document.id,
            claim=claim.id,
            origins=tuple(origin.id for origin in origins),
            rule=rule,
            named=named,
            voices=self._voices(item, origins),
            unnamed_end=bool(item and self._ends_unnamed(item, rule)),
            spans=tuple(Place(document=self.document.id, start=span.start, end=span.end) for span in sorted(spans)),
        )


def led_origin(led: Led) -> Origin:
    """Return the origin that the site of a link is."""
    if led.entry is not None:
        return _listed(led.entry, led.name)
    return Origin(id=make_id("origin", "outlet", plain(led.name)), name=led.name, kind="outlet", names=(led.name,))


def _listed(entry: OutletEntry, name: str) -> Origin:
    """Return the origin that an entry of the registry is, where no entity of the case stands for it."""
    return Origin(
        id=make_id("origin", plain(entry.name)),
        name=entry.name,
        kind=entry.kind,
        state_run=entry.state_run,
        country=entry.country,
        names=(name,),
    )


def _is_called_state_run(entity: Entity) -> bool | None:
    """Return True where a body's own names call it a state's media ("state news agency"), else None: not known."""
    words = {word for name in entity.names for word in name.lower().split()}
    return True if words & STATE and words & {"media", "agency", "press", "broadcaster", "newspaper", "television"} else None


def _dependence(document: Document, origin: Origin, items: list[Attribution]) -> Dependence:
    spans = [(*item.source, *item.cue) for item in items[:PROOFS]]
    evidence = tuple(
        Place(document=document.id, start=min(span.start for span in each), end=max(span.end for span in each))
        for each in spans
        if each
    )
    reason = Reason(rule="cites", weight=float(len(items)), note=f"cited {len(items)} times", spans=evidence)
    return Dependence(document=document.id, on=origin.id, how="cites", direction_known=True, evidence=evidence, reasons=(reason,))


def _framed(document: Document, origin: Origin, frame: Frame) -> Dependence:
    rule, note = ("agency-text", "its dateline or byline") if frame.whole else ("agency-contributed", "contributed to it")
    reason = Reason(rule=rule, note=note, spans=(frame.place,))
    return Dependence(
        document=document.id, on=origin.id, how="cites", direction_known=True, evidence=(frame.place,), reasons=(reason,)
    )


def _led(document: Document, on: str, led: Led) -> Dependence:
    reason = Reason(rule=led.rule, note=f"leads to {led.target}", spans=(led.place,))
    return Dependence(document=document.id, on=on, how="cites", direction_known=True, evidence=(led.place,), reasons=(reason,))


def _together(dependences: Iterable[Dependence]) -> list[Dependence]:
    """Return dependences, those of one document on one thing in one way as one, with the evidence of all."""
    found = dict[tuple[str, str, str], Dependence]()
    for each in dependences:
        key = (each.document, each.how, each.on)
        known = found.get(key)
        if known is None or each.how == "copies":
            found[key] = each
        else:
            evidence = tuple(dict.fromkeys((*known.evidence, *each.evidence)))[:PROOFS]
            found[key] = known.replace(evidence=evidence, reasons=(*known.reasons, *each.reasons))
    return [found[key] for key in sorted(found)]


@stage(
    "origins",
    reads=("documents", "entities", "entity_of", "copies", "stories", "links"),
    writes=("origins", "dependences", "rests"),
    version=4,
)
def origins(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its origins, who depends on whom, and what each claim rests on."""
    naming, sites = Naming.of(corpus), Sites(corpus, config)
    whole = {entity.id: entity for entity in corpus.entities}
    entities = {inside: whole[entity] for inside, entity in corpus.entity_of}
    story_of = {document: story.id for story in corpus.stories for document in story.documents}
    met: dict[str, Origin] = {}
    holders: dict[str, set[str]] = {}
    rests, dependences, named = list[Rest](), list[Dependence](), dict[str, Origin]()
    for document in corpus.documents:
        tracer = _Tracer(document, entities, naming, sites, named)
        rests.extend(tracer.run())
        for origin in tracer.origins.values():
            known = met.get(origin.id, origin)
            met[origin.id] = known.replace(
                names=tuple(sorted({*known.names, *origin.names})), entity=known.entity or origin.entity
            )
            holders.setdefault(origin.id, set()).add(document.id)
            if origin.kind != "unnamed" and origin.id in tracer.cited:
                dependences.append(_dependence(document, origin, tracer.cited[origin.id]))
        for frame in tracer.frames:
            origin = _listed(frame.entry, frame.entry.name)
            met.setdefault(origin.id, origin)
            holders.setdefault(origin.id, set()).add(document.id)
            if origin.id not in tracer.cited:
                dependences.append(_framed(document, origin, frame))
        for led in tracer.led:
            if led.page is not None and story_of.get(led.page) == story_of.get(document.id):
                dependences.append(_led(document, led.page, led))
                continue
            origin = tracer.origin_of(led)
            met.setdefault(origin.id, origin)
            holders.setdefault(origin.id, set()).add(document.id)
            dependences.append(_led(document, origin.id, led))
    for copy in corpus.copies:
        places = tuple(place for reason in copy.reasons for place in reason.spans)
        dependences.append(
            Dependence(
                document=copy.other,
                on=copy.one,
                how="copies",
                direction_known=copy.direction_known,
                evidence=places,
                reasons=copy.reasons,
            )
        )
    found = (origin.replace(documents=tuple(sorted(holders[origin.id]))) for origin in met.values())
    return corpus.replace(
        origins=tuple(sorted(found, key=lambda origin: origin.id)),
        dependences=tuple(_together(dependences)),
        rests=tuple(rests),
    )
