"""Who said what: all that a case's documents attribute to one person or body, and through whom."""

from sayso.kit.names import plain
from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.errors import QuestionError
from sayso.model.facts import Attribution, AttributionKind, ChainLink, Stance
from sayso.query.answers import ChainAnswer
from sayso.store.store import Case

STANCE_OF: dict[AttributionKind, Stance] = {"denial": "denied", "no_comment": "no_position", "unknown": "not_known"}
BETWEEN = " … "
NAMES_SHOWN = 5


class SaidAnswer(Record, frozen=True, kw_only=True, rename={"class_": "class"}):
    """One thing that is attributed to somebody: its words, where they stand, what class of saying it is, and through whom.

    `start` and `end` bound the words; parts that do not stand together are joined in `quote`.
    """

    document: str
    attribution: str
    start: int
    end: int
    quote: str
    class_: AttributionKind
    stance: Stance
    chain: tuple[ChainAnswer, ...]


class WhoSaidAnswer(Record, frozen=True, kw_only=True):
    """What is attributed to a name, document by document. `entity` is who the case knows by it, None where it knows nobody."""

    name: str
    entity: str | None
    attributions: tuple[SaidAnswer, ...]


def who_said(case: Case, name: str, most: int | None = None) -> WhoSaidAnswer:
    """Return what is attributed to whom a name, or the id of an entity, means.

    Args:
        most: how many documents are read at most; those in which it is cited alone come before those in which it is named.

    Raises:
        QuestionError: the name can mean several, and what one of them said is not the others'.
    """
    entity = _meant(case, name)
    inside = set(case.parts_of(entity.id)) if entity else set[str]()
    found = list[SaidAnswer]()
    for document in case.documents(_read(case, entity, most) if entity else None):
        claimed = {claim.attribution: claim.stance for claim in reversed(document.claims) if claim.attribution}
        theirs = [item for item in document.attributions if _is_theirs(item, name, entity, inside)]
        entity_of = case.wholes(link.entity for item in theirs for link in item.chain if link.entity)
        found.extend(_answer(document, item, claimed.get(item.id), entity_of) for item in theirs)
    return WhoSaidAnswer(name=entity.name if entity else name, entity=entity.id if entity else None, attributions=tuple(found))


def _read(case: Case, entity: Entity, most: int | None) -> tuple[str, ...]:
    if most is None or len(entity.documents) <= most:
        return entity.documents
    citing = case.citing(entity.id)
    return tuple(sorted(entity.documents, key=lambda id: id not in citing))[:most]


def _meant(case: Case, name: str) -> Entity | None:
    """Return whom a name means: who bears exactly this name, else the only one in whose names it stands."""
    words = plain(name)
    if not words:
        return None
    by_id = case.entities_at([name])
    if by_id:
        return by_id[0]
    entities = case.entities()
    exact = [one for one in entities if words == plain(one.name)]
    exact = exact or [one for one in entities if any(words == plain(known) for known in one.names)]
    found = exact or [one for one in entities if any(f" {words} " in f" {plain(known)} " for known in (one.name, *one.names))]
    if len(found) > 1:
        some = ", ".join(sorted(one.name for one in found)[:NAMES_SHOWN])
        raise QuestionError(f"'{name}' can mean {len(found)}: {some}", remedy="give the whole name of one of them")
    return found[0] if found else None


def _is_theirs(item: Attribution, name: str, entity: Entity | None, inside: set[str]) -> bool:
    """Is the attribution's own source the one that is asked about?"""
    if item.source_entity is not None:
        return item.source_entity in inside or any(not inside.isdisjoint(link.together) for link in item.chain[-1:])
    own = _own(item)
    return entity is None and own is not None and f" {plain(name)} " in f" {plain(own.name)} "


def _own(item: Attribution) -> ChainLink | None:
    """Return the link of the attribution's own source; None where the words name nobody."""
    return next((link for link in reversed(item.chain) if item.source and link.span in item.source), None)


def _answer(document: Document, item: Attribution, claimed: Stance | None, entity_of: dict[str, str]) -> SaidAnswer:
    spans = item.content or (*item.source, *item.cue)
    return SaidAnswer(
        document=document.id,
        attribution=item.id,
        start=min(span.start for span in spans),
        end=max(span.end for span in spans),
        quote=BETWEEN.join(" ".join(span.cut(document.text).split()) for span in sorted(spans)),
        class_=item.kind,
        stance=STANCE_OF.get(item.kind) or claimed or "reported",
        chain=tuple(
            ChainAnswer(name=link.name, entity=entity_of.get(link.entity, link.entity) if link.entity else None, role=link.role)
            for link in item.chain
        ),
    )
