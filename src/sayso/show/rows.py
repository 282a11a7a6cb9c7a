"""One document as the JSON object that `sayso analyse` prints, one a line.

The names here are the product's contract: a field may be added, none changes its name or meaning.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sayso.model.base import Place, Reason
from sayso.model.document import Document, Zone
from sayso.model.facts import Attribution, Claim, Event, Mention, Quantity, TimeRef
from sayso.model.span import Span

Row = dict[str, object]
_OWN: Mapping[str, str] = MappingProxyType({})


def to_row(document: Document, entity_of: Mapping[str, str] = _OWN, *, with_text: bool = True) -> Row:
    """Return what one document says as a JSON object.

    `entity_of` gives for an entity of a document its entity in the case; one that it does not name keeps its own id.
    """
    row = _head(document)
    if with_text:
        row["text"] = document.text
    return row | {
        "text_sha256": document.text_sha256,
        "published_why": {
            "method": document.published_why.method,
            "candidates": [{"method": each.method, "value": each.value} for each in document.published_why.candidates],
            "conflict": document.published_why.conflict,
        },
        "links": [_place(link.span) | {"target": link.target} for link in document.links],
        "zones": [_zone(zone) for zone in document.zones],
        "sentences": [_place(sentence.span) | {"zone": sentence.zone} for sentence in document.sentences],
        "mentions": [_mention(mention, entity_of) for mention in document.mentions],
        "entities": _entities(document, entity_of),
        "times": [_time(time) for time in document.times],
        "quantities": [_quantity(quantity) for quantity in document.quantities],
        "attributions": [_attribution(attribution, entity_of) for attribution in document.attributions],
        "claims": [_claim(claim) for claim in document.claims],
        "events": [_event(event, entity_of) for event in document.events],
        "happenings": [_event(event, entity_of) for event in document.happenings],
    }


def _head(document: Document) -> Row:
    return {
        "id": document.id,
        "source": document.source,
        "outlet": document.outlet,
        "published": document.published,
        "language": document.language,
        "title": document.title,
        "authors": document.authors,
        "url": document.url,
        "revision_of": document.revision_of,
        "status": document.status,
        "status_why": document.status_why,
        "raw_sha256": document.raw_sha256,
    }


def _zone(zone: Zone) -> Row:
    row = _place(zone.span) | {"kind": zone.kind, "why": zone.why, "score": zone.score}
    return row | {"provider": _place(zone.provider)} if zone.provider else row


def _place(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _places(spans: Iterable[Span]) -> list[Row]:
    return [_place(span) for span in spans]


def _reasons(reasons: Iterable[Reason]) -> list[Row]:
    return [
        {"rule": reason.rule, "weight": reason.weight, "note": reason.note, "spans": [_stretch(place) for place in reason.spans]}
        for reason in reasons
    ]


def _stretch(place: Place) -> Row:
    return {"document": place.document, "start": place.start, "end": place.end}


def _case_entity(entity: str | None, entity_of: Mapping[str, str]) -> str | None:
    return entity_of.get(entity, entity) if entity else None


def _mention(mention: Mention, entity_of: Mapping[str, str]) -> Row:
    place = {"id": mention.id} | _place(mention.span)
    return place | {"kind": mention.kind, "form": mention.form, "entity": _case_entity(mention.entity, entity_of)}


def _entities(document: Document, entity_of: Mapping[str, str]) -> list[Row]:
    """Return the entities of a document, those that are one in the case told as one."""
    rows = dict[str, Row]()
    names = dict[str, list[str]]()
    for entity in document.entities:
        known = entity_of.get(entity.id, entity.id)
        names.setdefault(known, []).extend(name for name in entity.names if name not in names.get(known, ()))
        rows.setdefault(known, {"id": known, "kind": entity.kind, "name": entity.name, "names": names[known]})
    return list(rows.values())


def _time(time: TimeRef) -> Row:
    place = {"id": time.id} | _place(time.span)
    found = {"type": time.type, "value": time.value, "timex": time.timex}
    return place | found | {"earliest": time.earliest, "latest": time.latest, "anchor": time.anchor, "rule": time.rule}


def _quantity(quantity: Quantity) -> Row:
    return {"id": quantity.id} | _place(quantity.span) | {"low": quantity.low, "high": quantity.high, "unit": quantity.unit}


def _attribution(attribution: Attribution, entity_of: Mapping[str, str]) -> Row:
    return {
        "id": attribution.id,
        "source": _places(attribution.source),
        "cue": _places(attribution.cue),
        "content": _places(attribution.content),
        "mode": attribution.mode,
        "class": attribution.kind,
        "source_entity": _case_entity(attribution.source_entity, entity_of),
        "chain": [
            {"name": link.name, "entity": _case_entity(link.entity, entity_of), "role": link.role} for link in attribution.chain
        ],
        "parent": attribution.parent,
        "rule": attribution.rule,
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        **_place(claim.span),
        "stance": claim.stance,
        "certainty": claim.certainty,
        "attribution": claim.attribution,
        "hedges": _places(claim.hedges),
        "event": claim.event,
        "reasons": _reasons(claim.reasons),
    }


def _event(event: Event, entity_of: Mapping[str, str]) -> Row:
    roles = [{"role": role.role} | _place(role.span) | {"entity": _case_entity(role.entity, entity_of)} for role in event.roles]
    return {
        "id": event.id,
        "trigger": _place(event.trigger),
        "lemma": event.lemma,
        "kind": event.kind,
        "roles": roles,
        "when": event.when,
        "when_why": event.when_why,
        "polarity": event.polarity,
        "claim": event.claim,
    }
