"""What a reader may change, with `--write` alone: merge, split, reject and undo, each a judgement that can be taken back.

A request must show the token (a cookie of this site, or a header for programs); one from a form must carry the form's mark too.
"""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from litestar import Request, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.params import Body
from litestar.response import Redirect

from sayso.model.base import Record
from sayso.model.corpus import Judgement
from sayso.query.judging import Judge
from sayso.run.judge import judge
from sayso.store.store import open_case
from sayso.web.site import COOKIE, Site, link

Asked = Request[object, object, State]


class Decision(Record, frozen=True, kw_only=True):
    """What a form sends: the thing that is judged, what with, why, and who decides."""

    id: str
    other: str = ""
    parts: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    mark: str = ""


Sent = Annotated[Decision, Body(media_type=RequestEncodingType.URL_ENCODED)]


@post("/merge", sync_to_thread=True)
def merge(request: Asked, data: Sent) -> Redirect:
    """Say that two entities are one."""
    made = _judged(request, data, lambda maker: maker.merge([data.id, data.other]))
    return _to("/history", made)


@post("/split", sync_to_thread=True)
def split(request: Asked, data: Sent) -> Redirect:
    """Say that an entity's words in some articles are somebody else's."""
    made = _judged(request, data, lambda maker: maker.split(data.id, data.parts))
    return _to("/history", made)


@post("/reject", sync_to_thread=True)
def reject(request: Asked, data: Sent) -> Redirect:
    """Say that something that was found is not so."""
    made = _judged(request, data, lambda maker: maker.reject(data.id))
    return _to("/history", made)


@post("/undo", sync_to_thread=True)
def undo(request: Asked, data: Sent) -> Redirect:
    """Take a judgement back."""
    made = _judged(request, data, lambda maker: maker.undo(data.id))
    return _to("/history", made)


def _to(path: str, made: Judgement) -> Redirect:
    return Redirect(path=f"{link(path)}#{made.id}", status_code=303)


def _judged(request: Asked, sent: Decision, make: Callable[[Judge], Judgement]) -> Judgement:
    """Add a judgement to the case, for who may."""
    site: Site = request.app.state.site
    _allow(request, site, sent)
    with site.writing, open_case(site.case, write=True) as opened:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        judgement = make(Judge(opened, why=sent.why.strip(), by=sent.by.strip(), made=made))
        judge(opened, judgement, site.config)
    return judgement


def _allow(request: Asked, site: Site, sent: Decision) -> None:
    """Refuse who does not show the token, and a form that this site did not make."""
    if site.token is None:
        raise PermissionDeniedException("This page only reads. Start `sayso serve` with --write to decide here.")
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    if bearer and site.is_writer(bearer):
        return
    if not site.is_writer(request.cookies.get(COOKIE)):
        raise NotAuthorizedException("Open the address with the token that `sayso serve` printed, then try again.")
    if not hmac.compare_digest(sent.mark.encode(), site.form_mark().encode()):
        raise PermissionDeniedException("This form was not made by this page. Load the page again, then send it.")


HANDLERS = (merge, split, reject, undo)
