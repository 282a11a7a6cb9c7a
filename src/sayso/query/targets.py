"""What a judgement speaks of, held by document and quoted words: a mention of an entity in each document, claims."""

from collections.abc import Iterable, Mapping

from sayso.kit.likeness import PART, same_person
from sayso.model.corpus import Anchor, ClaimGroup, Entity, Member, Side, Target
from sayso.model.document import Document
from sayso.model.facts import Mention
from sayso.model.span import Span
from sayso.query.evidence import Evidence


def entity_target(entity: Entity, documents: Iterable[Document], but: Iterable[str] = ()) -> Target:
    """Return an entity of a case with one mention of each entity inside a document that it is made of.

    `but` are entities inside documents, and mentions, that are left out.
    """
    left_out = set(but)
    anchors = list[Anchor]()
    for document in documents:
        for local in document.entities:
            if local.id in entity.members and local.id not in left_out:
                mentions = [each for each in document.mentions if each.entity == local.id and each.id not in left_out]
                first = min(mentions, key=lambda each: (each.form != "name", each.span), default=None)
                anchors.extend([anchor_of(document, first.span)] if first else [])
    return Target(id=entity.id, name=entity.name, anchors=tuple(anchors))


def mention_target(entity: Entity, chosen: Iterable[tuple[Document, Mention]]) -> Target:
    """Return mentions that are told apart from the rest of an entity."""
    anchors = tuple(anchor_of(document, mention.span).replace(whole=False) for document, mention in chosen)
    return Target(id=entity.id, name=entity.name, anchors=anchors)


def anchor_of(document: Document, span: Span) -> Anchor:
    """Return the words of a span with their place."""
    return Anchor(document=document.id, start=span.start, end=span.end, quote=span.cut(document.text))


def claim_target(evidence: Evidence, members: Iterable[tuple[str, str]], name: str = "") -> Target:
    """Return claims, given as (document, claim), with their words."""
    found = tuple(members)
    evidence.load(document for document, _ in found)
    anchors = (anchor_of(evidence.source(document).document, evidence.claim(document, claim).span) for document, claim in found)
    kept = tuple(anchors)
    return Target(id=found[0][1] if found else "", name=name or (kept[0].quote if kept else ""), anchors=kept)


def member_targets(evidence: Evidence, group: ClaimGroup) -> tuple[Target, ...]:
    """Return each claim of a group as a target of its own."""
    return tuple(claim_target(evidence, [_key(member)]) for member in group.members)


def claim_and_rest(evidence: Evidence, group: ClaimGroup, claim: str) -> tuple[Target, Target]:
    """Return one claim of a group, and the rest of the group."""
    mine = [_key(member) for member in group.members if member.claim == claim]
    rest = [_key(member) for member in group.members if member.claim != claim]
    return claim_target(evidence, mine), claim_target(evidence, rest, group.proposition).replace(id=group.id)


def side_targets(evidence: Evidence, sides: Iterable[Side]) -> tuple[Target, ...]:
    """Return the sides of a dispute or a difference."""
    return tuple(claim_target(evidence, side.members, side.value) for side in sides)


def rules_against(one: Entity, other: Entity) -> tuple[str, ...]:
    """Return the rules that speak against two entities being one. A person may know better; it is said all the same."""
    found = list[str]()
    if "person" in {one.kind, other.kind} and one.kind != other.kind:
        found.append("other-kind")
    if one.gender and other.gender and one.gender != other.gender:
        found.append("other-gender")
    if any(to == other.id for _, to in one.links) or any(to == one.id for _, to in other.links):
        found.append("linked-as-two")
    named = all(each.kind == "person" and each.name[:1].isupper() for each in (one, other))
    likeness = same_person(one.name, other.name)
    if named and likeness.score < PART:
        found.extend(rule for rule in likeness.reasons if rule not in found)
    return tuple(found)


def chosen_mentions(entity: Entity, documents: Mapping[str, Document], start: str) -> list[tuple[Document, Mention]]:
    """Return the mention of an entity whose id begins so; none, or several, where the start is not one mention's."""
    members = set(entity.members)
    found = [
        (document, mention)
        for document in documents.values()
        for mention in document.mentions
        if mention.entity in members and mention.id.startswith(start)
    ]
    return [pair for pair in found if pair[1].id == start] or found


def _key(member: Member) -> tuple[str, str]:
    return member.document, member.claim
