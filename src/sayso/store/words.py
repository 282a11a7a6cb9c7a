"""How the words of a case are held for searching, whichever database holds them: in which zones, in which rows, of what weight.

What a word is, is decided by `kit/folding.py` alone: a database is given folded words and only keeps and finds them.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, get_args

from sqlalchemy import Connection, Select, TableClause

from sayso.model.base import Record
from sayso.model.document import ZoneKind
from sayso.store import rows

ZONES: tuple[str, ...] = ("title", *get_args(ZoneKind), "unzoned")
"""Where a word can stand. `title` is the one that the input gave, `unzoned` a text that was not analysed."""
WEIGHTS = {"title": 4.0, "headline": 4.0, "chrome": 0.25, "credit": 0.5, "header": 0.5}
"""How much a word weighs in a zone; elsewhere 1. Quarters add up to the same in any order, and so in any database."""
AT_ONCE = 200
GAP = "\u00b6"
"""Held as a word is, and never sought: no folded word has such a sign."""


class Phrase(Record, frozen=True, kw_only=True):
    """Folded words that stand in a row. With `begins` the last is the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


class Holder(Protocol):
    """The words of articles and of claims, as one kind of database holds them.

    A row has the id of its document, for a claim that of the claim too, and the words of each zone with spaces between.
    """

    def __hash__(self) -> int: ...

    @property
    def articles(self) -> TableClause:
        """The words of the articles."""

    @property
    def claims(self) -> TableClause:
        """The words of the claims."""

    def make(self, connection: Connection) -> None:
        """Make room for words, in the place of all that are held."""

    def put(self, connection: Connection, articles: Sequence[rows.Row], claims: Sequence[rows.Row]) -> None:
        """Hold these rows too."""

    def held(self, connection: Connection, table: TableClause, documents: Sequence[str]) -> Iterable[rows.Row]:
        """Return the rows of these documents as they were put; one that cannot be found by its words has none in it."""

    def settle(self, connection: Connection) -> None:
        """Take note of how many words there are, after rows came or went."""

    def wipe(self, connection: Connection) -> None:
        """Write anew what is held, so that nothing of what was let go is left in it."""

    def standing(self, kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[Any]:
        """Return the question for all documents (or claims) in which every phrase stands: `id`, `rank` and `row`.

        The rank says nothing here; `row` is what the words stand in, as the database knows it.

        With zones, each phrase stands in one of these. Without phrases, all that have words there at all.
        """

    def ranked(self, connection: Connection, kind: str, phrases: Sequence[Phrase], zones: Sequence[str] = ()) -> Select[Any]:
        """Return the same question with the rank of each: less is better."""

    def sought(self, phrases: Sequence[Phrase], zones: Sequence[str]) -> dict[str, object]:
        """Return what makes a question for some phrases in these zones, or in one of them, the question for these phrases."""
