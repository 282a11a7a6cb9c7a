"""Connect to a PostgreSQL server: as the one writer of a case, who holds its lock, or as a reader of one state of it."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from sayso.model.errors import StoreError
from sayso.store.address import Server
from sayso.store.database import PATIENCE

if TYPE_CHECKING:
    import psycopg

_NEEDED = "UTF8"
_LOCK_WAIT = "500ms"
_DEFAULTS = {"application_name": "sayso", "connect_timeout": "10", "keepalives_idle": "60"}
_LONGEST_WAIT = f"{int(PATIENCE)}s"


def driver() -> Any:
    """Return psycopg, which comes with an extra.

    Raises:
        StoreError: it is not installed, or not whole.
    """
    try:
        import psycopg
    except ImportError as error:
        remedy = "install it: pip install 'sayso[postgres]'"
        raise StoreError(f"a case on a server needs psycopg, which cannot be loaded: {error}", remedy=remedy) from error
    return psycopg


def engine_of(server: Server, *, write: bool) -> Engine:
    """Return the engine for the writer of a case, or for its readers, whose connections are kept for the next of them."""
    return _engine(server, server.settings, write=write)


def connect(server: Server) -> "psycopg.Connection[Any]":
    """Return a connection of the driver itself.

    Raises:
        StoreError: the database cannot hold every letter.
    """
    made: psycopg.Connection[Any] = driver().connect(**(_DEFAULTS | dict(server.settings)), client_encoding="utf8")
    encoding = made.info.parameter_status("server_encoding")
    if encoding != _NEEDED:
        made.close()
        remedy = "make a database with: createdb --encoding UTF8 --template template0 NAME"
        raise StoreError(f"{server}: its database holds {encoding}, and not every letter", remedy=remedy)
    return made


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


def run(connection: Connection, statement: str) -> None:
    """Run a statement that has no parameters; its names may have a percent sign."""
    connection.exec_driver_sql(statement.replace("%", "%%"))


def outlive_errors(connection: Connection) -> None:
    """Let a transaction go on after a question that failed, as it does in a file: who looks at a case asks each for itself."""
    below: psycopg.Connection[Any] | None = connection.connection.driver_connection
    if below is None:
        return
    failed = driver().pq.TransactionStatus.INERROR

    def hold(*_: object) -> None:
        is_failed = below.info.transaction_status == failed
        below.execute("ROLLBACK TO SAVEPOINT asked" if is_failed else "RELEASE SAVEPOINT asked; SAVEPOINT asked")

    below.execute("SAVEPOINT asked")
    event.listen(connection, "before_cursor_execute", hold)


@lru_cache(maxsize=16)
def _engine(server: Server, settings: tuple[tuple[str, str], ...], *, write: bool) -> Engine:
    # The settings stand beside the server since they are no part of what makes two servers one.
    if write:
        engine = create_engine("postgresql+psycopg://", creator=_writer(server), poolclass=NullPool)
    else:
        kept = {"pool_size": 4, "max_overflow": 20, "pool_pre_ping": True}
        engine = create_engine("postgresql+psycopg://", creator=_reader(server), poolclass=QueuePool, **kept)
    event.listen(engine, "begin", _begin_to_write(server) if write else _begin_to_read(server))
    return engine


def _writer(server: Server) -> Callable[[], "psycopg.Connection[Any]"]:
    def made() -> "psycopg.Connection[Any]":
        connection = connect(server)
        # Between two questions it holds no state of the database back, however long it thinks.
        connection.isolation_level = driver().IsolationLevel.READ_COMMITTED
        return connection

    return made


def _reader(server: Server) -> Callable[[], "psycopg.Connection[Any]"]:
    def made() -> "psycopg.Connection[Any]":
        connection = connect(server)
        connection.isolation_level = driver().IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return connection

    return made


def _begin_to_read(server: Server) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        _set(connection, {"lock_timeout": _LONGEST_WAIT} | _settings(server))

    return begin


def _begin_to_write(server: Server) -> Callable[[Connection], None]:
    mark = hashlib.blake2b(f"sayso case {server.schema}".encode(), digest_size=8).digest()
    key = int.from_bytes(mark, "big", signed=True)

    def begin(connection: Connection) -> None:
        # A build thinks for hours between reading and writing.
        patient = {"idle_in_transaction_session_timeout": "0", "statement_timeout": "0"}
        _set(connection, {"lock_timeout": _LOCK_WAIT} | patient | _settings(server))
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (key,))
        _set(connection, {"lock_timeout": _LONGEST_WAIT})
        _make_schema(connection, server.schema)

    return begin


def _settings(server: Server) -> dict[str, str]:
    """Return what every transaction needs: the schema, whole numbers, and no compiling of questions that are answered sooner."""
    return {"search_path": quoted(server.schema), "extra_float_digits": "1", "jit": "off"}


def _set(connection: Connection, settings: dict[str, str]) -> None:
    """Set what holds for this transaction alone, so that it holds behind a pooler too."""
    words = ", ".join("set_config(%s, %s, true)" for _ in settings)
    connection.exec_driver_sql(f"SELECT {words}", tuple(part for pair in settings.items() for part in pair))


def _make_schema(connection: Connection, name: str) -> None:
    """Make the schema of a case where there is none: who finds it there needs no right to make one."""
    if not connection.exec_driver_sql("SELECT 1 FROM pg_namespace WHERE nspname = %s", (name,)).scalar():
        run(connection, f"CREATE SCHEMA {quoted(name)}")
