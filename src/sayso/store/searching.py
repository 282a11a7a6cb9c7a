"""Which documents or claims hold the words that are sought, narrowed by facets, and how many there are for each value of one."""

from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, Subquery, Table, distinct, func, literal, select

from sayso.model.base import Record
from sayso.store import index, schema
from sayso.store.index import Phrase
from sayso.store.rows import plain

Kind = Literal["articles", "claims"]
Facet = Literal["outlet", "story", "stance", "state", "date", "entity", "zone"]
SHOWN = 50
"""How many values of a facet are counted: those of which there are most."""
_DAY = 10
_MONTH = 7
_DOCUMENT, _CLAIM = schema.DOCUMENT.c, schema.CLAIM.c


class Wanted(Record, frozen=True, kw_only=True):
    """What is sought. A document without a date is in no stretch of time; every facet that is given must hold.

    `first` and `last` are the first and last day of publication.
    """

    kind: Kind = "articles"
    phrases: tuple[Phrase, ...] = ()
    outlet: str | None = None
    story: str | None = None
    stance: str | None = None
    state: str | None = None
    entity: str | None = None
    zone: str | None = None
    first: str | None = None
    last: str | None = None
    limit: int = 20
    offset: int = 0


class Matches(Record, frozen=True, kw_only=True):
    """How many there are, and the ids of those asked for, the best first."""

    total: int
    ids: tuple[str, ...]


class Count(Record, frozen=True, kw_only=True):
    """One value of a facet, what a reader knows it by, and how many there are. None: not known."""

    value: str | None
    label: str | None
    count: int


def matches(connection: Connection, wanted: Wanted) -> Matches:
    """Return the documents or claims in which the words stand: the best first, and of equals the newest."""
    question, found, key = _narrowed(wanted)
    total = connection.scalar(question.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    order = (found.c.rank, _DOCUMENT.published.is_(None), _DOCUMENT.published.desc(), key)
    asked = question.with_only_columns(key, maintain_column_froms=True).order_by(*order)
    ids = connection.execute(asked.limit(wanted.limit).offset(wanted.offset))
    return Matches(total=total, ids=tuple(id for (id,) in ids))


def tally(connection: Connection, wanted: Wanted, facet: Facet) -> tuple[Count, ...]:
    """Return the values of a facet with how many there are of each, as if none of that facet had been chosen: most first."""
    wanted = wanted.replace(first=None, last=None) if facet == "date" else wanted.replace(**{facet: None})
    if facet == "zone":
        return _zones(connection, wanted)
    question, _, key = _narrowed(wanted)
    question, value, label = _valued(question, wanted.kind, facet)
    count = func.count(distinct(key))
    asked = question.with_only_columns(value, label, count, maintain_column_froms=True).group_by(value, label)
    order = (value,) if facet == "date" else (count.desc(), label, value)
    limited = asked.order_by(*order) if facet == "date" else asked.order_by(*order).limit(SHOWN)
    return tuple(Count(value=one, label=shown, count=many) for one, shown, many in connection.execute(limited))


def _zones(connection: Connection, wanted: Wanted) -> tuple[Count, ...]:
    """Return for each zone how many there are in which the words stand there."""
    found = list[Count]()
    for zone in index.ZONES:
        question, _, _ = _narrowed(wanted.replace(zone=zone))
        count = connection.scalar(question.with_only_columns(func.count(), maintain_column_froms=True)) or 0
        found.extend([Count(value=zone, label=zone, count=count)] if count else [])
    return tuple(found)


def _narrowed(wanted: Wanted) -> tuple[Select[Any], Subquery, ColumnElement[str]]:
    """Return the question for all that is wanted, the words it rests on, and the column of what is counted."""
    found = index.standing(wanted.kind, wanted.phrases, (wanted.zone,) if wanted.zone else ()).subquery("found")
    if wanted.kind == "claims":
        told = found.join(schema.CLAIM, _CLAIM.id == found.c.id).join(schema.DOCUMENT, _CLAIM.document == _DOCUMENT.id)
        return select(_CLAIM.id).select_from(told).where(*_conditions(wanted)), found, _CLAIM.id
    told = found.join(schema.DOCUMENT, _DOCUMENT.id == found.c.id)
    return select(_DOCUMENT.id).select_from(told).where(*_conditions(wanted)), found, _DOCUMENT.id


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    day = func.substr(_DOCUMENT.published, 1, _DAY)
    found = list[ColumnElement[bool]]()
    if wanted.outlet is not None:
        found.append(_DOCUMENT.outlet == plain(wanted.outlet))
    if wanted.first is not None:
        found.append(day >= plain(wanted.first))
    if wanted.last is not None:
        found.append(day <= plain(wanted.last))
    if wanted.story is not None:
        told = schema.STORY_DOCUMENT.c
        found.append(_DOCUMENT.id.in_(select(told.document).where(told.story == plain(wanted.story))))
    for_claims = wanted.kind == "claims"
    if wanted.stance is not None:
        stance = _CLAIM.stance == plain(wanted.stance)
        found.append(stance if for_claims else _DOCUMENT.id.in_(select(_CLAIM.document).where(stance)))
    if wanted.state is not None:
        member, group = schema.GROUP_MEMBER.c, schema.CLAIM_GROUP
        joined = schema.GROUP_MEMBER.join(group, member.claim_group == group.c.id)
        asked = select(member.claim if for_claims else member.document).select_from(joined)
        found.append((_CLAIM.id if for_claims else _DOCUMENT.id).in_(asked.where(group.c.state == plain(wanted.state))))
    if wanted.entity is not None:
        found.append(_speaks_of(wanted.entity, for_claims=for_claims))
    return found


def _speaks_of(entity: str, *, for_claims: bool) -> ColumnElement[bool]:
    whole, inside = schema.ENTITY_OF.c, schema.CLAIM_ENTITY.c
    if not for_claims:
        return _DOCUMENT.id.in_(select(whole.document).where(whole.entity == plain(entity)))
    joined = schema.CLAIM_ENTITY.join(schema.ENTITY_OF, inside.inside == whole.inside)
    return _CLAIM.id.in_(select(inside.claim).select_from(joined).where(whole.entity == plain(entity)))


def _valued(
    question: Select[Any], kind: Kind, facet: Facet
) -> tuple[Select[Any], ColumnElement[str | None], ColumnElement[str | None]]:
    """Return a question joined to a facet, with the columns of its value and of what a reader knows that by."""
    for_claims = kind == "claims"
    if facet == "outlet":
        return question, _DOCUMENT.outlet, _DOCUMENT.outlet
    if facet == "date":
        month = func.substr(_DOCUMENT.published, 1, _MONTH)
        return question, month, month
    if facet == "story":
        told, story = schema.STORY_DOCUMENT, schema.STORY
        joined = _join(question, told, told.c.document == _DOCUMENT.id)
        return _join(joined, story, story.c.id == told.c.story), story.c.id, story.c.title
    if facet == "stance":
        joined = question if for_claims else _join(question, schema.CLAIM, _CLAIM.document == _DOCUMENT.id)
        return joined, _CLAIM.stance, _CLAIM.stance
    if facet == "state":
        member, group = schema.GROUP_MEMBER, schema.CLAIM_GROUP
        on = member.c.claim == _CLAIM.id if for_claims else member.c.document == _DOCUMENT.id
        return _join(_join(question, member, on), group, group.c.id == member.c.claim_group), group.c.state, group.c.state
    return _with_entities(question, for_claims=for_claims)


def _with_entities(
    question: Select[Any], *, for_claims: bool
) -> tuple[Select[Any], ColumnElement[str | None], ColumnElement[str | None]]:
    inside, whole, entity = schema.CLAIM_ENTITY, schema.ENTITY_OF, schema.ENTITY
    if for_claims:
        joined = _join(question, inside, inside.c.claim == _CLAIM.id)
        joined = _join(joined, whole, whole.c.inside == inside.c.inside)
    else:
        joined = _join(question, whole, whole.c.document == _DOCUMENT.id)
    joined = _join(joined, entity, entity.c.id == whole.c.entity)
    return joined.where(entity.c.named == literal(True)), entity.c.id, entity.c.name


def _join(question: Select[Any], table: Table, on: ColumnElement[bool]) -> Select[Any]:
    (source,) = question.get_final_froms()
    return question.select_from(source.join(table, on))
