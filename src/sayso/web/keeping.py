"""Pages that were made once: given again to whoever loads them while the case stays as it is, and not even sent to who has them.

A page tells of nothing but the case, its address, and whether its reader may write.
"""

import asyncio
import hashlib

from litestar import MediaType, Request, Response
from litestar.datastructures import State

from sayso import __version__
from sayso.web.site import COOKIE, Site

Asked = Request[object, object, State]


async def made_before(request: Asked) -> Response[str] | None:
    """Return the page that was made before, or None; a reader who has it already is told so."""
    return await asyncio.to_thread(_made_before, request)


def _made_before(request: Asked) -> Response[str] | None:
    site: Site = request.app.state.site
    if request.method != "GET" or "token" in request.query_params:
        return None
    may_write = site.is_writer(request.cookies.get(COOKIE))
    key = (site.state(), request.url.path, request.url.query, str(may_write), __version__)
    request.state.page_key = key
    page = site.page(key)
    if page is None:
        return None
    if request.headers.get("if-none-match") == _tag(key):
        return Response("", status_code=304, media_type=MediaType.HTML, headers={"etag": _tag(key)})
    return Response(page, media_type=MediaType.HTML, headers={"etag": _tag(key)})


def kept(request: Asked, page: str) -> dict[str, str]:
    """Keep a page that was made for a request, and return the headers that it is known by."""
    site: Site = request.app.state.site
    key: tuple[str, ...] | None = request.state.get("page_key")
    if key is None:
        return {}
    site.keep_page(key, page)
    return {"etag": _tag(key)}


def _tag(key: tuple[str, ...]) -> str:
    return f'"{hashlib.blake2b(repr(key).encode(), digest_size=12).hexdigest()}"'
