"""Which documents or claims hold the words that are sought, narrowed by facets, and how many there are for each value of one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    Subquery,
    bindparam,
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
FACETED = 1000
"""Over so many hits facets are counted at most: the best."""
RANKED = 10_000
"""So many hits are ranked at most. Words that stand in more say little of which is the better one."""
_ANY = (Phrase(words=("any",)),)
MANY = 500
"""From so many articles on, their states are counted state by state."""
_COMMON = 5
"""A state is common that more than one claim group in so many has."""
_DAY = 10
_MONTH = 7
_Asked = tuple[tuple[Facet, ...], tuple[tuple[str, bool], ...]]
_DOCUMENT, _CLAIM = schema.DOCUMENT.c, schema.CLAIM.c


class SearchFilter(Record, frozen=True, kw_only=True):
    """What a search is narrowed to: an outlet, a story, a stance, a state, who is spoken of, a zone, days of publication.

    Who asks may give `story` and `entity` as they begin, an entity by its name, and `first` and `last` as EDTF: a day, a month or
    a year. The case is asked with whole ids and days. A document without a date is in no stretch of time.
    """

    outlet: str | None = None
    story: str | None = None
    stance: str | None = None
    state: str | None = None
    entity: str | None = None
    zone: str | None = None
    first: str | None = None
    last: str | None = None


class Wanted(Record, frozen=True, kw_only=True):
    """What is sought: every phrase must stand, and everything hold that it is narrowed to."""

    kind: Kind = "articles"
    phrases: tuple[Phrase, ...] = ()
    only: SearchFilter = SearchFilter()
    limit: int = 20
    offset: int = 0


class Count(Record, frozen=True, kw_only=True):
    """One value of a facet, what a reader knows it by, and how many there are. None: not known."""

    value: str | None
    label: str | None
    count: int


class Matches(Record, frozen=True, kw_only=True):
    """How many there are, and the ids of those asked for, the best first.

    `best` are the best of all, each with its row among the words, where there are more than facets are counted over.
    """

    total: int
    ids: tuple[str, ...]
    best: tuple[tuple[str, str | int], ...] = ()


class Tally(Record, frozen=True, kw_only=True):
    """The values of a facet with how many there are of each. `of` is how many hits were counted where it is not all of them."""

    values: tuple[Count, ...] = ()
    of: int | None = None


def matches(connection: Connection, wanted: Wanted) -> Matches:
    """Return the documents or claims in which the words stand: the best first, and of equals the newest."""
    holder = index.holder_of(connection)
    question, hits = _narrowed(wanted, _found(holder.standing(wanted.kind, wanted.phrases, _zones(wanted)), wanted))
    if hits.found is not None and not _conditions(wanted):
        counted = select(func.count()).select_from(hits.found)
    else:
        counted = question.with_only_columns(func.count(), maintain_column_froms=True)
    total = connection.scalar(counted) or 0
    if not total:
        return Matches(total=0, ids=())
    if total <= FACETED:
        return Matches(total=total, ids=_ids(_ordered(connection, wanted, total, wanted.limit, wanted.offset)))
    best = _ordered(connection, wanted, total, FACETED, 0)
    last = wanted.offset + wanted.limit
    inside = best[wanted.offset : last]
    shown = inside if last <= FACETED else _ordered(connection, wanted, total, wanted.limit, wanted.offset)
    return Matches(total=total, ids=_ids(shown), best=best)


def _ordered(connection: Connection, wanted: Wanted, total: int, limit: int, offset: int) -> tuple[tuple[str, str | int], ...]:
    """Return ids with their rows, the best first. Of words that stand nearly everywhere no more than a part is ranked."""
    holder = index.holder_of(connection)
    ranked = holder.ranked(connection, wanted.kind, wanted.phrases, _zones(wanted))
    found = _found(ranked, wanted)
    if found is not None and not _conditions(wanted) and total > FACETED >= offset + limit:
        # The best are told by their rank alone: only these few are looked up for the day that orders equals.
        found = _first(found, total)
    question, hits = _narrowed(wanted, found)
    if hits.found is None:
        asked = question.with_only_columns(hits.key, hits.key.label("row"), maintain_column_froms=True)
        newest = asked.order_by(_DOCUMENT.published.desc().nulls_last(), hits.key)
        return _pairs(connection, newest.limit(limit).offset(offset))
    columns = (hits.key.label("id"), hits.found.c.row, hits.found.c.rank, _DOCUMENT.published.label("published"))
    ranks: Select[Any] = question.with_only_columns(*columns, maintain_column_froms=True)
    some = (ranks.limit(RANKED) if total > RANKED else ranks).subquery("some")
    order = (some.c.rank, some.c.published.is_(None), some.c.published.desc(), some.c.id)
    return _pairs(connection, select(some.c.id, some.c.row).order_by(*order).limit(limit).offset(offset))


def _first(found: Subquery, total: int) -> Subquery:
    some = select(found).limit(RANKED).subquery("some") if total > RANKED else found
    return select(some).order_by(some.c.rank, some.c.row).limit(FACETED).subquery("first")


def _pairs(connection: Connection, asked: Select[*tuple[Any, ...]]) -> tuple[tuple[str, str | int], ...]:
    return tuple((id, row) for id, row in connection.execute(asked))


def _ids(found: Iterable[tuple[str, str | int]]) -> tuple[str, ...]:
    return tuple(id for id, _ in found)


def tallies(
    connection: Connection, wanted: Wanted, matched: Matches, common: tuple[tuple[str, bool], ...] = ()
) -> dict[Facet, Tally]:
    """Return the values of each facet with how many there are of each, as if none of that facet had been chosen: most first.

    Of very many hits the best are counted. `matched` is what is wanted, `common` are the states of the case (`common_states`).
    """
    alike = dict[Wanted, list[Facet]]()
    for facet in get_args(Facet):
        alike.setdefault(_without(wanted, facet), []).append(facet)
    found = dict[Facet, Tally]()
    for one, facets in alike.items():
        same = one.only == wanted.only
        best = matched.best if same else matches(connection, one.replace(limit=1)).best
        counted = _tallied(connection, one, (tuple(facets), common), best)
        of = len(best) or None
        found |= {facet: Tally(values=tuple(sorted(counted[facet], key=partial(_order, facet))), of=of) for facet in facets}
    return {facet: found[facet] for facet in get_args(Facet)}


def _tallied(
    connection: Connection, one: Wanted, asked: _Asked, best: Sequence[tuple[str, str | int]]
) -> defaultdict[Facet, list[Count]]:
    holder, found = index.holder_of(connection), defaultdict[Facet, list[Count]](list)
    given = holder.sought(one.phrases, _zones(one))
    if best:
        given = {**given, "best": [id for id, _ in best], "rows": [row for _, row in best]}
    # Made once for whatever is sought: to make it takes longer than to answer it for a few hits.
    question = _counted(holder, one.replace(phrases=_ANY if one.phrases else ()), asked, is_best=bool(best))
    for facet, value, label, count in connection.execute(question, given):
        found[facet].append(Count(value=value, label=label, count=count))
    return found


def common_states(connection: Connection) -> tuple[tuple[str, bool], ...]:
    """Return the states of the claim groups of the case, each with whether it is a common one."""
    state = schema.CLAIM_GROUP.c.state
    counts = {one: many for one, many in connection.execute(select(state, func.count()).group_by(state))}
    return tuple((one, many * _COMMON > sum(counts.values())) for one, many in sorted(counts.items()))


def _without(wanted: Wanted, facet: Facet) -> Wanted:
    wanted = wanted.replace(limit=0, offset=0)
    left = wanted.only.replace(first=None, last=None) if facet == "date" else wanted.only.replace(**{facet: None})
    return wanted.replace(only=left)


def _order(facet: Facet, count: Count) -> tuple[int, tuple[bool, str], tuple[bool, str]]:
    """Return the place of a value: months as they follow each other, zones as they stand, of all else the most first."""
    value, label = ((one is not None, one or "") for one in (count.value, count.label))
    if facet == "zone":
        return index.ZONES.index(count.value or ""), value, label
    return (0, value, label) if facet == "date" else (-count.count, label, value)


@lru_cache(maxsize=64)
def _counted(holder: Holder, wanted: Wanted, asked: _Asked, *, is_best: bool) -> CompoundSelect[Any]:
    """Return one question for several facets, so that what is wanted is looked up once for all of them."""
    facets, common = asked
    hits, parts = _hits(holder, wanted, is_best=is_best), list[Select[Any]]()
    for facet in facets:
        if facet == "zone":
            # Without words, of very many it would have to be looked up in each where it has words at all.
            for zone in index.ZONES if wanted.phrases or not is_best else ():
                parts.append(_of_zone(hits, holder.standing(wanted.kind, wanted.phrases, (zone,)), zone, is_best=is_best))
        elif facet == "state" and common:
            parts.extend(_of_state(hits, state, is_common=is_common) for state, is_common in common)
        else:
            parts.append(_of_facet(hits, wanted.kind, facet))
    return union_all(*parts)


def _hits(holder: Holder, wanted: Wanted, *, is_best: bool) -> CTE:
    """Return all that is wanted, or the best of it as they are given."""
    standing = holder.standing(wanted.kind, wanted.phrases, _zones(wanted))
    question, hits = _narrowed(wanted, None if is_best else _found(standing, wanted))
    if is_best:
        told = schema.CLAIM.join(schema.DOCUMENT, _CLAIM.document == _DOCUMENT.id)
        source = told if wanted.kind == "claims" else schema.DOCUMENT
        question = select(hits.key).select_from(source).where(hits.key.in_(bindparam("best", expanding=True)))
    columns = (hits.key.label("id"), _DOCUMENT.id.label("document"), _DOCUMENT.outlet, _DOCUMENT.published)
    return question.with_only_columns(*columns, maintain_column_froms=True).cte("hits")


def _of_zone(hits: CTE, standing: Select[Any], zone: str, *, is_best: bool) -> Select[Any]:
    there = standing.subquery()
    if is_best:
        return _one_value("zone", zone, there).where(there.c.row.in_(bindparam("rows", expanding=True)))
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
    return (wanted.only.zone,) if wanted.only.zone else ()


class _Hits(NamedTuple):
    """What is counted, and the words it rests on; None where nothing is sought but what it is narrowed to."""

    key: ColumnElement[str]
    found: Subquery | None


def _found(standing: Select[Any], wanted: Wanted) -> Subquery | None:
    return standing.subquery("found") if wanted.phrases or wanted.only.zone else None


def _narrowed(wanted: Wanted, found: Subquery | None) -> tuple[Select[Any], _Hits]:
    """Return the question for all that is wanted among what the words are found in."""
    key = _CLAIM.id if wanted.kind == "claims" else _DOCUMENT.id
    source: FromClause = schema.CLAIM if wanted.kind == "claims" else schema.DOCUMENT
    if found is not None:
        source = found.join(source, key == found.c.id)
    if wanted.kind == "claims":
        source = source.join(schema.DOCUMENT, _CLAIM.document == _DOCUMENT.id)
    return select(key).select_from(source).where(*_conditions(wanted)), _Hits(key, found)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    only, day = wanted.only, func.substr(_DOCUMENT.published, 1, _DAY)
    found = list[ColumnElement[bool]]()
    if only.outlet is not None:
        found.append(_DOCUMENT.outlet == plain(only.outlet))
    if only.first is not None:
        found.append(day >= plain(only.first))
    if only.last is not None:
        found.append(day <= plain(only.last))
    if only.story is not None:
        told = schema.STORY_DOCUMENT.c
        found.append(_DOCUMENT.id.in_(select(told.document).where(told.story == plain(only.story))))
    for_claims = wanted.kind == "claims"
    if only.stance is not None:
        stance = _CLAIM.stance == plain(only.stance)
        found.append(stance if for_claims else _DOCUMENT.id.in_(select(_CLAIM.document).where(stance)))
    if only.state is not None:
        member, group = schema.GROUP_MEMBER.c, schema.CLAIM_GROUP
        joined = schema.GROUP_MEMBER.join(group, member.claim_group == group.c.id)
        asked = select(member.claim if for_claims else member.document).select_from(joined)
        found.append((_CLAIM.id if for_claims else _DOCUMENT.id).in_(asked.where(group.c.state == plain(only.state))))
    if only.entity is not None:
        found.append(_speaks_of(only.entity, for_claims=for_claims))
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
    # Not the bare id: SQLite would read every entity of the case in the order of its key, to save itself the sorting.
    return joined.join(entity, entity.c.id == whole.c.entity), func.coalesce(entity.c.id, ""), entity.c.name
