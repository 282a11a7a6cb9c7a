"""Where a case is: a file, or a schema of a PostgreSQL database. What is shown of either never holds a password.

>>> str(address_of("postgresql://ada:secret@news.example/affairs?schema=flood"))
'postgresql://ada@news.example/affairs?schema=flood'
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode

from sayso.model.errors import StoreError

SCHEMES = ("postgresql://", "postgres://")
PUBLIC = "public"
"""The schema of a case whose address names none."""
LONGEST_SCHEMA = 63
_SECRET = frozenset({"password", "sslpassword"})
_KNOWN = _SECRET | {
    *("application_name", "channel_binding", "connect_timeout", "gssencmode", "host", "hostaddr", "krbsrvname", "passfile"),
    *("port", "requirepeer", "service", "sslcert", "sslcrl", "sslkey", "sslmode", "sslrootcert", "target_session_attrs", "user"),
}
"""What an address may say of a connection, beside the schema: names of libpq."""
_EXAMPLE = "postgresql://USER@HOST/DATABASE?schema=NAME"


@dataclass(frozen=True)
class Server:
    """A case on a server. `url` is its address without a password, the same however it was written."""

    url: str
    schema: str
    database: str
    settings: tuple[tuple[str, str], ...] = field(repr=False, compare=False)
    """What the driver is told, passwords included: for nobody else."""

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """What a reader knows the case by."""
        return self.database if self.schema == PUBLIC else f"{self.database}/{self.schema}"


Address = Path | Server


def address_of(case: str | Address) -> Address:
    """Return the file that a path or a `sqlite:///` URL names, or the schema that a `postgresql://` URL names.

    Raises:
        StoreError: the URL is of another kind, or cannot be read. It is not shown then: a part of it may be a password.
    """
    if isinstance(case, Server | Path):
        return case
    if case.startswith("sqlite:///"):
        return Path(case.removeprefix("sqlite:///"))
    for scheme in SCHEMES:
        if case.startswith(scheme):
            return _server(case.removeprefix(scheme))
    if "://" in case:
        scheme = case.partition("://")[0]
        remedy = f"give a path, sqlite:///PATH or {_EXAMPLE}"
        raise StoreError(f"{scheme}://: a case is a file or a schema of PostgreSQL", remedy=remedy)
    return Path(case)


def _server(rest: str) -> Server:
    # Parted from behind: a sign of a password that was not written as %40 or %2F stays in the password.
    head, _, query = rest.partition("?")
    login, _, place = head.rpartition("@")
    hosts, _, database = place.partition("/")
    user, _, password = login.partition(":")
    given = {"user": unquote(user), "password": unquote(password), "dbname": unquote(database)}
    given |= _hosts(hosts)
    schema = PUBLIC
    for name, value in _options(query):
        if name == "schema":
            schema = value
        elif name in _KNOWN:
            given[name] = value
        else:
            raise _unreadable(f"it says '{name}', which means nothing here")
    if not given["dbname"] or "/" in given["dbname"]:
        raise _unreadable("it names no database")
    _check_schema(schema)
    settings = tuple((name, value) for name, value in sorted(given.items()) if value)
    return Server(url=_shown(given, schema), schema=schema, database=given["dbname"], settings=settings)


def _options(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError as error:
        raise _unreadable("what stands after the question mark is no NAME=VALUE") from error


def _hosts(written: str) -> dict[str, str]:
    """Return hosts and ports, several of each where several are given, as libpq takes them."""
    hosts, ports = list[str](), list[str]()
    for one in written.split(",") if written else ():
        bracketed = one.startswith("[")
        host, _, port = one[1:].partition("]") if bracketed else one.partition(":")
        port = port.removeprefix(":") if bracketed else port
        if port and not (port.isascii() and port.isdigit()):
            raise _unreadable("its port is no number")
        hosts.append(unquote(host))
        ports.append(port)
    return {"host": ",".join(hosts), "port": ",".join(ports) if any(ports) else ""}


def _check_schema(schema: str) -> None:
    is_its_own = schema.startswith("pg_") or schema == "information_schema"
    if not schema or "\x00" in schema or len(schema.encode("utf-8", "replace")) > LONGEST_SCHEMA or is_its_own:
        raise _unreadable(f"its schema is no name for one: 1 to {LONGEST_SCHEMA} letters, and not one of PostgreSQL's own")


def _shown(given: dict[str, str], schema: str) -> str:
    """Return the address without passwords, in one form."""
    hosts = given["host"].split(",")
    ports = given["port"].split(",") if given["port"] else [""] * len(hosts)
    if any("/" in host for host in hosts) or len(ports) != len(hosts):
        place, beside = "", {"host", "port"}
    else:
        written = (f"[{host}]" if ":" in host else quote(host, safe="") for host in hosts)
        place = ",".join(host + (f":{port}" if port else "") for host, port in zip(written, ports, strict=True))
        beside = set[str]()
    login = f"{quote(given['user'], safe='')}@" if given["user"] else ""
    told = {name: value for name, value in sorted(given.items()) if value and name in _KNOWN - _SECRET - {"user"}}
    told = {name: value for name, value in told.items() if name in beside or name not in {"host", "port"}}
    told |= {"schema": schema} if schema != PUBLIC else {}
    query = f"?{urlencode(told, safe='/', quote_via=quote)}" if told else ""
    return f"postgresql://{login}{place}/{quote(given['dbname'], safe='')}{query}"


def _unreadable(why: str) -> StoreError:
    return StoreError(f"the address of the case cannot be read: {why}", remedy=f"write {_EXAMPLE}, with %40 for a @ in a name")
