"""Who may ask, and what a page may do: only this machine, only from the page itself, and nothing is loaded from elsewhere."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-cache"),
)


def guarded(app: ASGIApp) -> ASGIApp:
    """Return the application behind the guard."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        refusal = refused(_headers(scope["headers"]))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        if refusal is None:
            await app(scope, receive, with_headers)
            return
        body = refusal.encode()
        plain = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await with_headers({"type": "http.response.start", "status": 403, "headers": plain})
        await with_headers({"type": "http.response.body", "body": body, "more_body": False})

    return guard


def refused(headers: dict[str, str]) -> str | None:
    """Return why a request is refused; None where it is not.

    A page of another site can make a browser ask this server, under that site's own name too: so the name that was asked for must
    be this machine's, and what says where it comes from must say from here.
    """
    host = headers.get("host", "")
    if _name(host) not in NAMES:
        return "This server answers only as 127.0.0.1 or localhost.\n"
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return "This server does not answer other sites.\n"
    return None


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in raw}


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
