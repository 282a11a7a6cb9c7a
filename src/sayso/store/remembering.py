"""A case whose whole tables are read once for many questions: what a server asks again and again of a case that seldom changes.

memory = Memory()
with remembered("affair.db", memory) as case:
    case.entities()
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from sayso.model.corpus import Dependence, Dispute, Entity, Judgement, Origin, Story
from sayso.model.pack import Pack
from sayso.store import rows, schema
from sayso.store.address import Address, address_of
from sayso.store.connection import connected, database_of, reading
from sayso.store.store import AT_ONCE, Case, GroupsWanted

Answer = TypeVar("Answer")


class Memory:
    """What was read of one state of a case. It is emptied when the case holds something else."""

    def __init__(self) -> None:
        self._state: tuple[str, dict[str, Any]] = ("", {})
        self.identity = 0
        """The number of the case that was opened last, as the system knows it."""

    def of(self, mark: str) -> dict[str, Any]:
        """Return what is remembered of the state with this mark."""
        if self._state[0] != mark:
            # One assignment: whoever still reads the state before goes on with what was remembered of that.
            self._state = (mark, {})
        return self._state[1]


class Remembering(Case):
    """A case that reads what concerns all of it once for each of its states."""

    def __init__(self, address: Address, connection: Connection, memory: Memory) -> None:
        super().__init__(address, connection)
        self.state = self.mark()
        self._kept = memory.of(self.state)

    def remembers(self, key: str) -> bool:
        """Is an answer remembered under this key?"""
        return key in self._kept

    def kept(self, key: str, ask: Callable[[], Answer]) -> Answer:
        """Return the answer that is remembered under a key, asking for it the first time."""
        if key not in self._kept:
            self._kept[key] = ask()
        answer: Answer = self._kept[key]
        return answer

    def labels(self, ids: Iterable[str]) -> list[tuple[str, str, str | None, str | None, str | None]]:
        """Return id, source, outlet, day of publication and title of these documents, without reading their text."""
        wanted, table = sorted({rows.plain(id) for id in ids}), schema.DOCUMENT.c
        question = select(table.id, table.source, table.outlet, table.published, table.title)
        parts = (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
        found = (row for part in parts for row in self._ask(question.where(table.id.in_(part))))
        return [(row[0], row[1], row[2], row[3], row[4]) for row in found]

    def stories(self) -> tuple[Story, ...]:
        """Return the stories."""
        return self.kept("stories", super().stories)

    def entities(self) -> tuple[Entity, ...]:
        """Return who and what the case is about."""
        return self.kept("entities", super().entities)

    def entity_of(self) -> dict[str, str]:
        """Return the entity of the case for each entity inside a document."""
        return self.kept("entity_of", super().entity_of)

    def origins(self) -> tuple[Origin, ...]:
        """Return the voices that statements can be traced to."""
        return self.kept("origins", super().origins)

    def dependences(self) -> tuple[Dependence, ...]:
        """Return which document rests on what."""
        return self.kept("dependences", super().dependences)

    def disputes(self, story: str | None = None) -> tuple[Dispute, ...]:
        """Return the disputes, or those of one story."""
        every = self.kept("disputes", super().disputes)
        return every if story is None else tuple(one for one in every if one.story == story)

    def outlets(self) -> dict[str, str | None]:
        """Return the outlet of each document."""
        return self.kept("outlets", super().outlets)

    def group_counts(self, wanted: GroupsWanted) -> tuple[tuple[str, tuple[str, ...], int], ...]:
        """Return how many claim groups there are of each state and set of stances."""
        ask = super().group_counts
        # Of one story there are few; what is counted over the whole case is counted once.
        return ask(wanted) if wanted.story else self.kept(f"group_counts {wanted!r}", lambda: ask(wanted))

    def stories_of_states(self) -> dict[str, int]:
        """Return in how many stories there is a claim group of each state."""
        return self.kept("stories_of_states", super().stories_of_states)

    def count_of_documents(self) -> int:
        """Return how many documents there are."""
        return self.kept("count_of_documents", super().count_of_documents)

    def common_states(self) -> tuple[tuple[str, bool], ...]:
        """Return the states of the claim groups of the case."""
        return self.kept("common_states", super().common_states)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided."""
        return self.kept("judgements", super().judgements)

    def packs(self) -> tuple[Pack, ...]:
        """Return the rule packs that the findings were made with."""
        return self.kept("packs", super().packs)


@contextmanager
def remembered(path_or_url: str | Address, memory: Memory) -> Iterator[Remembering]:
    """Open a case to read it, with what is remembered of the state that it is in.

    Raises:
        StoreError: there is no such case, or it is something else.
    """
    address = address_of(path_or_url)
    identity = database_of(address).identity()
    is_known = bool(identity) and identity == memory.identity
    with reading(address) if is_known else connected(address, write=False) as connection:
        memory.identity = identity
        yield Remembering(address, connection, memory)
