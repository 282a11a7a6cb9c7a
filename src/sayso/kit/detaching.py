"""Show a document as a person corrected it: mentions that were told apart from their entity make an entity of their own."""

from collections.abc import Iterable

from sayso.kit.anchors import fact_at, in_force, place_of
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import Anchor, Entity, Judgement
from sayso.model.document import Document
from sayso.model.facts import Attribution, Event, Mention
from sayso.model.span import Span


class Detaching:
    """The splits of single mentions that hold, by document."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._of = dict[str, list[tuple[str, Anchor]]]()
        for judgement in in_force(judgements):
            parts = judgement.of == "entity" and judgement.kind != "merge"
            for anchor in judgement.targets[1].anchors if parts else ():
                if not anchor.whole:
                    self._of.setdefault(anchor.document, []).append((judgement.id, anchor))

    def of(self, document: Document) -> Document:
        """Return a document with its mentions told apart; most come back as they are."""
        for judgement in dict.fromkeys(judgement for judgement, _ in self._of.get(document.id, ())):
            chosen = [anchor for made, anchor in self._of[document.id] if made == judgement]
            document = _detached(document, judgement, chosen)
        return document


def _detached(document: Document, judgement: str, anchors: list[Anchor]) -> Document:
    """Return a document in which the mentions of one judgement are taken out of their entities."""
    chosen: dict[str, list[Mention]] = {}
    for anchor in anchors:
        span = place_of(anchor, document)
        mention = fact_at(span, document.mentions) if span else None
        if mention is not None and mention.entity:
            chosen.setdefault(mention.entity, []).append(mention)
    for entity in document.entities:
        taken = {mention.id for mention in chosen.get(entity.id, ())}
        if taken and set(entity.members) - taken:
            document = _taken_out(document, entity, taken, make_id("entity", document.id, entity.id, judgement))
    return document


def _taken_out(document: Document, entity: Entity, taken: set[str], new: str) -> Document:
    """Return a document in which these mentions of an entity are a new one's, in events, happenings and attributions too."""
    mentions = tuple(each.replace(entity=new) if each.id in taken else each for each in document.mentions)
    spans = [mention.span for mention in mentions if mention.id in taken]
    left = [mention.span for mention in mentions if mention.entity == entity.id]
    entities = [_with_members(each, document, taken) if each is entity else each for each in document.entities]
    apart = _with_members(entity.replace(id=new, links=()), document, set(entity.members) - taken)
    claims = {claim.id: claim.span for claim in document.claims}
    return document.replace(
        mentions=mentions,
        entities=(*entities, apart),
        events=tuple(_event(event, (entity.id, new), spans, left, claims) for event in document.events),
        happenings=tuple(_event(event, (entity.id, new), spans, left, claims) for event in document.happenings),
        attributions=tuple(_attribution(each, (entity.id, new), spans) for each in document.attributions),
    )


def _with_members(entity: Entity, document: Document, gone: set[str]) -> Entity:
    """Return an entity of a document without these of its mentions."""
    kept = [mention for mention in document.mentions if mention.id in entity.members and mention.id not in gone]
    names = dict.fromkeys(" ".join(m.span.cut(document.text).split()) for m in kept if m.form != "pronoun")
    first = Place(document=document.id, start=kept[0].span.start, end=kept[0].span.end)
    genders = {mention.gender for mention in kept} - {""}
    return entity.replace(
        members=tuple(mention.id for mention in kept),
        names=tuple(names),
        name=entity.name if entity.name in names or not names else max(names, key=len),
        gender=genders.pop() if len(genders) == 1 else "",
        reasons=(*entity.reasons, Reason(rule="judgement: split", spans=(first,))),
    )


def _event(event: Event, ids: tuple[str, str], spans: list[Span], left: list[Span], claims: dict[str, Span]) -> Event:
    """Return an event with the new entity in the roles and names that its mentions stand in."""
    old, new = ids
    roles = tuple(
        role.replace(entity=new) if role.entity == old and any(role.span.overlap(span) for span in spans) else role
        for role in event.roles
    )
    inside = claims.get(event.claim or "", event.trigger)
    if old not in event.names or not any(inside.overlap(span) for span in spans):
        return event.replace(roles=roles)
    kept = [name for name in event.names if name != old or any(inside.overlap(span) for span in left)]
    return event.replace(roles=roles, names=tuple(sorted({*kept, new})))


def _attribution(attribution: Attribution, ids: tuple[str, str], spans: list[Span]) -> Attribution:
    """Return an attribution with the new entity where its source is one of the mentions."""
    old, new = ids
    chain = tuple(
        link.replace(entity=new)
        if link.entity == old and link.span is not None and any(link.span.overlap(span) for span in spans)
        else link
        for link in attribution.chain
    )
    is_source = attribution.source_entity == old and any(one.overlap(span) for one in attribution.source for span in spans)
    return attribution.replace(chain=chain, source_entity=new if is_source else attribution.source_entity)
