"""Which documents or claims hold the words that are sought, narrowed by facets, and how many there are for each value of one."""

from functools import lru_cache, partial
from typing import Any, Literal, get_args

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    Subquery,
    distinct,
    func,
    literal,
    select,
    union_all,
)

from sayso.model.base import Record
from sayso.store import index, schema
from sayso.store.index import Holder, Phrase
from sayso.store.rows import plain

Kind = Literal["articles", "claims"]
Facet = Literal["outlet", "story", "stance", "state", "date", "entity", "zone"]
SHOWN = 50
"""How many values of a facet are counted: those of which there are most."""
_ANY = (Phrase(words=("any",)),)
_MANY = 500
"""From so many articles on, their states are counted state by state."""
_COMMON = 5
"""A state is common that more than one claim group in so many has."""
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
    holder, zones = index.holder_of(connection), _zones(wanted)
    counted, _ = _narrowed(wanted, holder.standing(wanted.kind, wanted.phrases, zones).subquery("found"))
    total = connection.scalar(counted.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    if not total:
        return Matches(total=0, ids=())
    found = holder.ranked(connection, wanted.kind, wanted.phrases, zones).subquery("found")
    question, key = _narrowed(wanted, found)
    order = (found.c.rank, _DOCUMENT.published.is_(None), _DOCUMENT.published.desc(), key)
    asked = question.with_only_columns(key, maintain_column_froms=True).order_by(*order)
    ids = connection.execute(asked.limit(wanted.limit).offset(wanted.offset))
    return Matches(total=total, ids=tuple(id for (id,) in ids))


def tallies(connection: Connection, wanted: Wanted, total: int = 0) -> dict[Facet, tuple[Count, ...]]:
    """Return the values of each facet with how many there are of each, as if none of that facet had been chosen: most first.

    `total` is how many there are in all: the answer is the same whatever it says, and sooner there where it is right.
    """
    holder = index.holder_of(connection)
    common = _common(connection) if total > _MANY and wanted.kind == "articles" else ()
    alike = dict[Wanted, list[Facet]]()
    for facet in get_args(Facet):
        alike.setdefault(_without(wanted, facet), []).append(facet)
    found = dict[Facet, list[Count]]()
    for one, facets in alike.items():
        # Made once for whatever is sought: to make it takes longer than to answer it for a few hits.
        asked = _counted(holder, one.replace(phrases=_ANY if one.phrases else ()), tuple(facets), common)
        for facet, value, label, count in connection.execute(asked, holder.sought(one.phrases, _zones(one))):
            found.setdefault(facet, []).append(Count(value=value, label=label, count=count))
    return {facet: tuple(sorted(found.get(facet, ()), key=partial(_order, facet))) for facet in get_args(Facet)}


def _common(connection: Connection) -> tuple[tuple[str, bool], ...]:
    """Return the states of the claim groups of the case, each with whether it is a common one."""
    state = schema.CLAIM_GROUP.c.state
    counts = {one: many for one, many in connection.execute(select(state, func.count()).group_by(state))}
    return tuple((one, many * _COMMON > sum(counts.values())) for one, many in sorted(counts.items()))


def _without(wanted: Wanted, facet: Facet) -> Wanted:
    wanted = wanted.replace(limit=0, offset=0)
    return wanted.replace(first=None, last=None) if facet == "date" else wanted.replace(**{facet: None})


def _order(facet: Facet, count: Count) -> tuple[int, tuple[bool, str], tuple[bool, str]]:
    """Return the place of a value: months as they follow each other, zones as they stand, of all else the most first."""
    value, label = ((one is not None, one or "") for one in (count.value, count.label))
    if facet == "zone":
        return index.ZONES.index(count.value or ""), value, label
    return (0, value, label) if facet == "date" else (-count.count, label, value)


@lru_cache(maxsize=64)
def _counted(
    holder: Holder, wanted: Wanted, facets: tuple[Facet, ...], common: tuple[tuple[str, bool], ...]
) -> CompoundSelect[Any]:
    """Return one question for several facets, so that what is wanted is looked up once for all of them."""
    question, key = _narrowed(wanted, holder.standing(wanted.kind, wanted.phrases, _zones(wanted)).subquery("found"))
    columns = (key.label("id"), _DOCUMENT.id.label("document"), _DOCUMENT.outlet, _DOCUMENT.published)
    hits = question.with_only_columns(*columns, maintain_column_froms=True).cte("hits")
    parts = list[Select[Any]]()
    for facet in facets:
        if facet == "zone":
            parts.extend(_of_zone(hits, holder.standing(wanted.kind, wanted.phrases, (zone,)), zone) for zone in index.ZONES)
        elif facet == "state" and common:
            parts.extend(_of_state(hits, state, is_common=is_common) for state, is_common in common)
        else:
            parts.append(_of_facet(hits, wanted.kind, facet))
    return union_all(*parts)


def _of_zone(hits: CTE, standing: Select[Any], zone: str) -> Select[Any]:
    there = standing.subquery()
    return _one_value("zone", zone, hits.join(there, there.c.id == hits.c.id))


def _of_state(hits: CTE, state: str, *, is_common: bool) -> Select[Any]:
    """Return how many articles have a claim in a group of this state.

    Of a common state most have one, and the first that is found is enough; of a rare one it is sooner to begin from its groups.
    """
    member, group = schema.GROUP_MEMBER, schema.CLAIM_GROUP
    joined = member.join(group, group.c.id == member.c.claim_group)
    told = select(member.c.document).select_from(joined).where(group.c.state == state)
    held = told.where(member.c.document == hits.c.id).exists() if is_common else hits.c.id.in_(told)
    return _one_value("state", state, hits).where(held)


def _one_value(facet: Facet, value: str, counted: FromClause) -> Select[Any]:
    """Return the row of one value of a facet, and none where there is nothing to count."""
    many: ColumnElement[int] = func.count()
    row: tuple[ColumnElement[Any], ...] = (literal(facet), literal(value), literal(value), many)
    return select(*row).select_from(counted).having(many > 0)


def _of_facet(hits: CTE, kind: Kind, facet: Facet) -> Select[Any]:
    source, value, label = _valued(hits, kind, facet)
    count = func.count(distinct(hits.c.id)).label("count")
    named = (value.label("value"), label.label("label"))
    asked = select(*named, count).select_from(source).group_by(value, label)
    if facet == "entity":
        asked = asked.where(schema.ENTITY.c.named == literal(True))
    if facet != "date":
        asked = asked.order_by(count.desc(), label.is_not(None), label, value.is_not(None), value).limit(SHOWN)
    inside = asked.subquery()
    return select(literal(facet), inside.c.value, inside.c.label, inside.c["count"])


def _zones(wanted: Wanted) -> tuple[str, ...]:
    return (wanted.zone,) if wanted.zone else ()


def _narrowed(wanted: Wanted, found: Subquery) -> tuple[Select[Any], ColumnElement[str]]:
    """Return the question for all that is wanted among what the words are found in, and the column of what is counted."""
    if wanted.kind == "claims":
        told = found.join(schema.CLAIM, _CLAIM.id == found.c.id).join(schema.DOCUMENT, _CLAIM.document == _DOCUMENT.id)
        return select(_CLAIM.id).select_from(told).where(*_conditions(wanted)), _CLAIM.id
    told = found.join(schema.DOCUMENT, _DOCUMENT.id == found.c.id)
    return select(_DOCUMENT.id).select_from(told).where(*_conditions(wanted)), _DOCUMENT.id


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


def _valued(hits: CTE, kind: Kind, facet: Facet) -> tuple[FromClause, ColumnElement[str | None], ColumnElement[str | None]]:
    """Return hits joined to a facet, with the columns of its value and of what a reader knows that by."""
    for_claims = kind == "claims"
    if facet == "outlet":
        return hits, hits.c.outlet, hits.c.outlet
    if facet == "date":
        month = func.substr(hits.c.published, 1, _MONTH)
        return hits, month, month
    if facet == "story":
        told, story = schema.STORY_DOCUMENT, schema.STORY
        joined = hits.join(told, told.c.document == hits.c.document)
        return joined.join(story, story.c.id == told.c.story), story.c.id, story.c.title
    if facet == "stance":
        on = _CLAIM.id == hits.c.id if for_claims else _CLAIM.document == hits.c.id
        return hits.join(schema.CLAIM, on), _CLAIM.stance, _CLAIM.stance
    if facet == "state":
        member, group = schema.GROUP_MEMBER, schema.CLAIM_GROUP
        on = (member.c.claim if for_claims else member.c.document) == hits.c.id
        return hits.join(member, on).join(group, group.c.id == member.c.claim_group), group.c.state, group.c.state
    inside, whole, entity = schema.CLAIM_ENTITY, schema.ENTITY_OF, schema.ENTITY
    if for_claims:
        joined = hits.join(inside, inside.c.claim == hits.c.id).join(whole, whole.c.inside == inside.c.inside)
    else:
        joined = hits.join(whole, whole.c.document == hits.c.id)
    return joined.join(entity, entity.c.id == whole.c.entity), entity.c.id, entity.c.name
