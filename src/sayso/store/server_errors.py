"""What a PostgreSQL server's errors mean to who uses a case: by the states of SQL, which are the same in every language."""

from sqlalchemy.exc import DBAPIError

from sayso.model.errors import StoreError
from sayso.store.address import Server

LOCKED = "55P03"
_GOES_ON = "see that PostgreSQL runs, then try again; a build goes on where it was"
_STOPPED = ("the server stopped, or the connection to it was lost", _GOES_ON)
_LET_IN = ("the server does not let you in", "give user and password: in PGPASSWORD, or in the file ~/.pgpass")
_NO_DATABASE = ("there is no such database", "make it first: createdb NAME")
_STATES = (
    ("28", *_LET_IN),
    ("3D000", *_NO_DATABASE),
    ("42P01", "is not a sayso case, or no longer one", "name another schema; this one was left as it is"),
    ("42501", "you may not do that there", "ask who owns the database to GRANT it to you"),
    ("25006", "cannot be written", "open it to be written, on a server that is no standby"),
    ("53100", "cannot be written: the server's disk is full", "free some space there, then build again: it goes on where it was"),
    ("53", "the server is short of what it needs", "try again later"),
    (LOCKED, "is in use by another program", "wait until that has ended, then try again"),
    ("40", "is in use by another program", "wait until that has ended, then try again"),
    ("57P", *_STOPPED),
    ("25P03", *_STOPPED),
    ("08", *_STOPPED),
    ("XX", "is damaged", "look into the server's log; restore the case from a copy"),
)
"""What a state means, by how it begins: the first that fits."""
_SILENT = (LOCKED, "40", "42P01", "53100")
"""States of which the server's own words say no more."""
_UNREACHED = (
    (("authentication failed", "no password supplied", "pg_hba.conf"), *_LET_IN),
    (('database "',), *_NO_DATABASE),
    (('role "',), "the server does not know the user", "name one that it knows: postgresql://USER@HOST/DATABASE"),
    (("FATAL", "closed the connection", "terminat", "connection is lost", "connection is closed"), *_STOPPED),
)
"""What is said where no state is: by a server that lets nobody in. In another language than English it is told as it is."""


def told(server: Server, error: Exception) -> StoreError:
    """Return what an error of the driver, or one that wraps it, means."""
    state, cause = state_of(error), _words(server, error)
    for sign, message, remedy in _STATES:
        if state.startswith(sign):
            more = "" if state.startswith(_SILENT) else f": {cause}"
            return StoreError(f"{server}: {message}{more}", remedy=remedy)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StoreError(f"{server}: {_STOPPED[0]}: {cause}", remedy=_STOPPED[1])
    if not state and type(getattr(error, "orig", error)).__name__ == "OperationalError":
        for signs, message, remedy in _UNREACHED:
            if any(sign in cause for sign in signs):
                return StoreError(f"{server}: {message}: {cause}", remedy=remedy)
        remedy = "see that PostgreSQL runs there, and that host and port are right"
        return StoreError(f"{server}: the server cannot be reached: {cause}", remedy=remedy)
    return StoreError(f"{server}: cannot be used: {cause}", remedy="look into the server's log")


def state_of(error: BaseException) -> str:
    """Return the state of SQL that an error has, or nothing."""
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


def _words(server: Server, error: Exception) -> str:
    """Return the words of the driver in one line, without a password should it ever quote one."""
    words = " ".join(str(getattr(error, "orig", None) or error).split())
    for name, value in server.settings:
        words = words.replace(value, "***") if "password" in name else words
    return words
