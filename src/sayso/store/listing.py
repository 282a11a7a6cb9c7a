"""One page of the long lists of a case, each in its settled order: stories, claim groups, and who and what it is about."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, literal, or_, select

from sayso.model.base import Record
from sayso.model.corpus import Dependence, Entity, Story
from sayso.store import index, rows, schema
from sayso.store.address import Address
from sayso.store.connection import explained
from sayso.store.index import Phrase
from sayso.store.rows import plain

Kind = TypeVar("Kind")
AT_ONCE = 500
"""How many ids go into one question to the database."""


class Part(Record, frozen=True, kw_only=True):
    """Which part of a list is wanted: so many rows after so many. None: all that follow."""

    most: int | None = None
    skip: int = 0


WHOLE = Part()
"""All of a list."""


class GroupsWanted(Record, frozen=True, kw_only=True):
    """Which claim groups are wanted: every condition that is given must hold."""

    story: str | None = None
    state: str | None = None
    stance: str | None = None
    is_fought: bool = False


StoryOrder = Literal["newest", "articles"]
"""The newest stories first, or those that most articles tell."""


class StoriesWanted(Record, frozen=True, kw_only=True):
    """Which stories are wanted, and which first: all, or those with a claim group in a state."""

    state: str | None = None
    order: StoryOrder = "newest"


class CaseLists:
    """The lists of an open case, a part at a time: no list is read whole where a part of it is asked for."""

    def __init__(self, address: Address, connection: Connection) -> None:
        self.address = address
        self._connection = connection

    def stories_listed(self, wanted: StoriesWanted, part: Part) -> tuple[Story, ...]:
        """Return stories in the order that is wanted."""
        table = schema.STORY.c
        order: list[ColumnElement[Any]] = [func.coalesce(table.last, table.first, "").desc(), table.title, table.id]
        asked = select(table.record).where(*_of_state(wanted.state))
        if wanted.order == "articles":
            inside = schema.STORY_DOCUMENT.c
            told = select(inside.story, func.count().label("articles")).group_by(inside.story).subquery()
            asked, order = asked.join_from(schema.STORY, told, told.c.story == table.id), [told.c.articles.desc(), *order]
        return self._decoded(_part(asked.order_by(*order), part), Story)

    def count_of_stories(self, state: str | None = None) -> int:
        """Return how many stories there are, or how many have a claim group in a state."""
        return int(self._ask(select(func.count()).select_from(schema.STORY).where(*_of_state(state)))[0][0])

    def stories_of_states(self) -> dict[str, int]:
        """Return in how many stories there is a claim group of each state."""
        table = schema.CLAIM_GROUP.c
        counted = select(table.state, func.count(table.story.distinct())).group_by(table.state)
        return {state: count for state, count in self._ask(counted)}

    def states_of_stories(self, stories: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return for each of these stories how many claim groups of each state it has."""
        table, found = schema.CLAIM_GROUP.c, dict[str, dict[str, int]]()
        counted = select(table.story, table.state, func.count()).group_by(table.story, table.state)
        for story, state, count in self._of_ids(counted, table.story, stories):
            found.setdefault(story, {})[state] = count
        return found

    def count_of_documents(self) -> int:
        """Return how many documents there are."""
        return int(self._ask(select(func.count()).select_from(schema.DOCUMENT))[0][0])

    def count_of_groups(self) -> int:
        """Return how many claim groups there are."""
        return int(self._ask(select(func.count()).select_from(schema.CLAIM_GROUP))[0][0])

    def stories_at(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """Return the stories of these ids."""
        return self._at(schema.STORY, Story, ids)

    def support(self, stories: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return for each of these stories how many independent origins its best supported claim group has."""
        table = schema.CLAIM_GROUP.c
        best = select(table.story, func.max(table.at_least), func.max(table.at_most)).group_by(table.story)
        return {story: (least, most) for story, least, most in self._of_ids(best, table.story, stories)}

    def groups_listed(self, wanted: GroupsWanted, part: Part) -> tuple[str, ...]:
        """Return the ids of claim groups, the most supported first."""
        table = schema.CLAIM_GROUP.c
        asked = select(table.id).where(*_conditions(wanted)).order_by(table.standing, table.id)
        return tuple(id for (id,) in self._ask(_part(asked, part)))

    def group_counts(self, wanted: GroupsWanted) -> tuple[tuple[str, tuple[str, ...], int], ...]:
        """Return how many claim groups there are of each state and set of stances."""
        table = schema.CLAIM_GROUP.c
        counted = select(table.state, table.stances, func.count()).where(*_conditions(wanted))
        found = self._ask(counted.group_by(table.state, table.stances).order_by(table.state, table.stances))
        return tuple((state, tuple(stances.split()), count) for state, stances, count in found)

    def listed_of(self, ids: Iterable[str], wanted: GroupsWanted) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Return which of these groups are wanted, the most supported first, each with its state and its claims' stances."""
        table = schema.CLAIM_GROUP.c
        asked = select(table.standing, table.id, table.state, table.stances).where(*_conditions(wanted))
        found = sorted(tuple(row) for row in self._of_ids(asked, table.id, ids))
        return tuple((id, state, tuple(stances.split())) for _, id, state, stances in found)

    def groups_about(self, words: Sequence[str], entities: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of groups with a claim in which these words stand in a row, or that speaks of one of the entities."""
        member, inside, whole = schema.GROUP_MEMBER.c, schema.CLAIM_ENTITY.c, schema.ENTITY_OF.c
        holders, given = list[ColumnElement[bool]](), dict[str, object]()
        if words:
            phrases = (Phrase(words=tuple(words)),)
            holder = index.holder_of(self._connection)
            holders.append(member.claim.in_(select(holder.standing("claims", phrases).subquery("said").c.id)))
            given = holder.sought(phrases, ())
        if entities:
            joined = schema.CLAIM_ENTITY.join(schema.ENTITY_OF, inside.inside == whole.inside)
            named = select(inside.claim).select_from(joined).where(whole.entity.in_([plain(one) for one in entities]))
            holders.append(member.claim.in_(named))
        asked = select(member.claim_group).where(or_(*holders)).distinct().order_by(member.claim_group)
        with explained(self.address):
            return tuple(id for (id,) in self._connection.execute(asked, given)) if holders else ()

    def entities_most(self, kind: str | None, part: Part, *, unnamed: bool = False) -> tuple[Entity, ...]:
        """Return entities, the most spoken of first."""
        table = schema.ENTITY.c
        order = (table.articles.desc(), table.mentions.desc(), table.name, table.id)
        return self._decoded(_part(select(table.record).where(_of_kind(kind, unnamed)).order_by(*order), part), Entity)

    def count_of_entities(self, kind: str | None, *, unnamed: bool = False) -> int:
        """Return how many entities there are."""
        return int(self._ask(select(func.count()).select_from(schema.ENTITY).where(_of_kind(kind, unnamed)))[0][0])

    def kinds_of_entities(self) -> tuple[str, ...]:
        """Return the kinds of the entities that some article names."""
        kind = schema.ENTITY.c.kind
        return tuple(one for (one,) in self._ask(select(kind).where(_of_kind(None, False)).distinct().order_by(kind)))

    def entities_at(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Return the entities of these ids."""
        return self._at(schema.ENTITY, Entity, ids)

    def mentions_of(self, ids: Iterable[str]) -> dict[str, tuple[int, bool]]:
        """Return how often each of these entities is mentioned, and whether some article gives it a name."""
        table = schema.ENTITY.c
        found = self._of_ids(select(table.id, table.mentions, table.named), table.id, ids)
        return {id: (mentions, bool(named)) for id, mentions, named in found}

    def wholes(self, inside: Iterable[str]) -> dict[str, str]:
        """Return the entity of the case for each of these entities inside documents."""
        table = schema.ENTITY_OF.c
        return {one: whole for one, whole in self._of_ids(select(table.inside, table.entity), table.inside, inside)}

    def wholes_in(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the entity of the case for each entity that is these documents' own."""
        table = schema.ENTITY_OF.c
        return {inside: one for inside, one in self._of_ids(select(table.inside, table.entity), table.document, documents)}

    def parts_of(self, entity: str) -> frozenset[str]:
        """Return the entities inside documents that are this one."""
        table = schema.ENTITY_OF.c
        return frozenset(one for (one,) in self._ask(select(table.inside).where(table.entity == plain(entity))))

    def citing(self, entity: str) -> frozenset[str]:
        """Return the documents in which something is attributed to this entity alone."""
        item, whole = schema.ATTRIBUTION.c, schema.ENTITY_OF.c
        joined = schema.ATTRIBUTION.join(schema.ENTITY_OF, item.source_entity == whole.inside)
        asked = select(item.document).select_from(joined).where(whole.entity == plain(entity)).distinct()
        return frozenset(document for (document,) in self._ask(asked))

    def dependences_of(self, documents: Iterable[str]) -> tuple[Dependence, ...]:
        """Return what these documents rest on, by document."""
        table = schema.DEPENDENCE.c
        found = list(self._of_ids(select(table.document, table.rests_on, table.id, table.record), table.document, documents))
        with explained(self.address):
            return tuple(rows.decode(record, Dependence) for *_, record in sorted(found))

    def outlets_of(self, documents: Iterable[str]) -> dict[str, str | None]:
        """Return the outlet of each of these documents."""
        table = schema.DOCUMENT.c
        return {id: outlet for id, outlet in self._of_ids(select(table.id, table.outlet), table.id, documents)}

    def _at(self, table: Table, kind: type[Kind], ids: Iterable[str]) -> tuple[Kind, ...]:
        found = self._of_ids(select(table.c.record).order_by(table.c.id), table.c.id, ids)
        with explained(self.address):
            return tuple(rows.decode(record, kind) for (record,) in found)

    def _ask(self, question: Select[Any]) -> list[Any]:
        with explained(self.address):
            return list(self._connection.execute(question))

    def _of_ids(self, question: Select[Any], key: ColumnElement[str], ids: Iterable[str]) -> Iterator[Any]:
        """Yield the rows whose key is among these ids, a stretch at a time."""
        wanted = sorted({rows.plain(id) for id in ids})
        for at in range(0, len(wanted), AT_ONCE):
            yield from self._ask(question.where(key.in_(wanted[at : at + AT_ONCE])))

    def _decoded(self, question: Select[Any], kind: type[Kind]) -> tuple[Kind, ...]:
        found = self._ask(question)
        with explained(self.address):
            return tuple(rows.decode(record, kind) for (record,) in found)


def _of_state(state: str | None) -> list[ColumnElement[bool]]:
    table = schema.CLAIM_GROUP.c
    return [] if state is None else [schema.STORY.c.id.in_(select(table.story).where(table.state == plain(state)))]


def _conditions(wanted: GroupsWanted) -> list[ColumnElement[bool]]:
    table, found = schema.CLAIM_GROUP.c, list[ColumnElement[bool]]()
    if wanted.story is not None:
        found.append(table.story == plain(wanted.story))
    if wanted.state is not None:
        found.append(table.state == plain(wanted.state))
    if wanted.stance is not None:
        told = literal(" ") + table.stances + literal(" ")
        found.append(told.contains(f" {plain(wanted.stance)} ", autoescape=True))
    if wanted.is_fought:
        found.append(table.fought == literal(True))
    return found


def _of_kind(kind: str | None, unnamed: bool) -> ColumnElement[bool]:
    table, found = schema.ENTITY.c, list[ColumnElement[bool]]()
    if not unnamed:
        found.append(table.named == literal(True))
    if kind is not None:
        found.append(table.kind == plain(kind))
    return and_(*found) if found else literal(True) == literal(True)


def _part(asked: Select[Any], part: Part) -> Select[Any]:
    most = asked if part.most is None else asked.limit(part.most)
    return most.offset(part.skip) if part.skip else most
