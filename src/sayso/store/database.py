"""What a case needs of the database that holds it, whichever that is: the one seam between a file and a server.

Tables, questions and migrations are the same for both and know nothing of this.
"""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.util import LRUCache

from sayso.model.errors import StoreError

PATIENCE = 60.0
"""How many seconds a commit waits for readers to end, and a reader for a commit."""
BUSY = ("another build is writing this case", "wait until that build has ended, then try again")
COMPILED: LRUCache[Any, Any] = LRUCache(400)
"""Questions as the databases take them: costly to make for every opening anew, so the engines are kept that they are for."""


class Database(Protocol):
    """The database of one case. Errors of the driver come out of it as they are; `told` says what they mean."""

    @property
    def kind(self) -> str:
        """What the database is: a file or a server."""

    def check(self, *, write: bool) -> None:
        """Refuse what can be no case before anything is opened."""

    def check_content(self, connection: Connection, version: int) -> None:
        """Refuse to read a case of this version of the schema that there is not, or whose first build did not end."""

    def session(self, *, write: bool, looks: bool = False) -> AbstractContextManager[Connection]:
        """Return a connection in a transaction: that of the one writer, of a reader of one state, or of who only looks."""

    def told(self, error: Exception) -> StoreError:
        """Return what an error of the database means to who uses the case."""

    def tables(self, connection: Connection) -> list[str]:
        """Return the names of the tables that there are."""

    def lead(self, connection: Connection, version: int) -> None:
        """Keep a copy of a case before a writer leads it on from an older schema."""

    def led(self, connection: Connection) -> None:
        """Take note that a writer has led a case to the newest schema, or made its tables."""

    def refused_id(self, id: str) -> str:
        """Return why the database cannot hold a document of this id, or nothing."""

    def identity(self) -> int:
        """Return a number that is another one when another case is put in the place of this; 0 where there is none."""

    def size(self, connection: Connection) -> int:
        """Return how many bytes the case takes."""

    def described(self, connection: Connection) -> str:
        """Return where the case is and how large it is."""

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what the database finds wrong with what it keeps."""

    def loose_ends(self, connection: Connection) -> tuple[str, ...]:
        """Return which tables have rows that name a row which is not there."""

    def wipe(self) -> None:
        """Write anew all that is kept, so that nothing of what was taken out is left in it."""
