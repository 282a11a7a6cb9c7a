"""The application: pages, their JSON, and what may be written, behind one guard."""

from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from litestar import Litestar, MediaType, Request, Response, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router

from sayso import __version__
from sayso.kit.config import Config
from sayso.model.errors import QuestionError, SaysoError, StoreError
from sayso.show.plain import plain
from sayso.store.address import Address
from sayso.web import api, pages, writing
from sayso.web.guard import guarded
from sayso.web.keeping import made_before
from sayso.web.site import Site

Asked = Request[object, object, State]
LONGEST_FORM = 1_000_000


def make_app(case: Address, config: Config, token: str | None = None) -> Litestar:
    """Return the site of a case; only who shows the token may write, and without one nobody."""
    site = Site(case, config, token)
    static: list[Path | PathLike[Any] | str] = [Path(str(files(package) / "static")) for package in ("sayso.web", "sayso.show")]
    return Litestar(
        route_handlers=[
            Router("/", route_handlers=list(pages.HANDLERS), include_in_schema=False, before_request=made_before),
            Router("/", route_handlers=list(writing.HANDLERS), include_in_schema=False),
            Router("/", route_handlers=list(api.HANDLERS), response_class=api.Answer),
            create_static_files_router("/static", static, include_in_schema=False),
        ],
        state=State({"site": site}),
        middleware=[guarded],
        exception_handlers={HTTPException: _refused, SaysoError: _said},
        openapi_config=OpenAPIConfig(
            title="sayso",
            version=__version__,
            description="Who said what, on whose word it rests, when it happened, where accounts differ, and what nobody knows.",
            path="/api",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        request_max_body_size=LONGEST_FORM,
        debug=False,
    )


def _refused(request: Asked, error: HTTPException) -> Response[object]:
    return _told(request, error.status_code, error.detail, "")


def _said(request: Asked, error: SaysoError) -> Response[object]:
    """Tell what sayso says went wrong: the question, or the case."""
    status = 400 if isinstance(error, QuestionError) else 503 if isinstance(error, StoreError) else 500
    return _told(request, status, error.message, error.remedy)


def _told(request: Asked, status: int, message: str, remedy: str) -> Response[object]:
    if request.url.path.endswith(".json"):
        return Response(
            {"error": plain(message), "remedy": plain(remedy), "status": status}, status_code=status, media_type=MediaType.JSON
        )
    page = pages.shown(request, "error.html", status=status, message=message, remedy=remedy, code=status)
    return Response(page.content, status_code=status, media_type=MediaType.HTML)
