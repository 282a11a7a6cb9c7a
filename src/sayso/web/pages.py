"""The pages: each asks what its `.json` asks, and shows it. They work without a script."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, TypeVar

from litestar import MediaType, Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter
from litestar.response import Redirect

from sayso.query.answers import DocumentAnswer, FacetAnswer, GroupAnswer, StoriesAnswer
from sayso.query.search import SearchFilter
from sayso.query.timeline import of_dossier
from sayso.show import source_drawing, time_drawing
from sayso.show.check import Behind, verdict
from sayso.show.marked import Lit, blocks
from sayso.show.outline import Quarrel, outline, quarrels_of
from sayso.show.sheets import named
from sayso.show.sources import Sources
from sayso.show.words import STATES
from sayso.store.listing import StoryOrder
from sayso.store.searching import Kind as Sought
from sayso.store.store import Part
from sayso.web import asking
from sayso.web.keeping import kept
from sayso.web.site import COOKIE, Site, link

PER_PAGE = 50
ONCE_PER_PAGE = 25
CLAIMS_PER_PAGE = 15
DOCUMENTS_SHOWN = 6
"""How many articles of one change of a story are named."""
READ_FOR_ENTITY = 20
"""How many articles are read for what somebody said: the JSON has all."""
SPOKEN_OF = 20
"""How many of the articles that speak of somebody are named."""
FACETS = ("outlet", "story", "stance", "state", "date", "entity", "zone")
FACET_VALUES = 12
Id = Annotated[str, QueryParameter(min_length=1, max_length=4000)]
Words = Annotated[str, QueryParameter(max_length=2000)]
MaybeWords = Annotated[str | None, QueryParameter(max_length=2000)]
Number = Annotated[int, QueryParameter(ge=1, le=1_000_000)]
StateName = Annotated[str, QueryParameter(name="state", max_length=100)]
Order = Annotated[StoryOrder, QueryParameter()]
Kind = TypeVar("Kind")
Asked = Request[object, object, State]
Shown = Response[str]


@get("/", sync_to_thread=True)
def stories(
    request: Asked, group_state: StateName = "", order: Order = "newest", page: Number = 1, token: MaybeWords = None
) -> Response[str] | Redirect:
    """Show the stories; with the token of a writer, keep it in a cookie and take it out of the address."""
    site = site_of(request)
    if token is not None:
        answer = Redirect(path="/")
        if site.is_writer(token):
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
        return answer
    found = asking.stories(site, _part(page), group_state or None, order)
    here = {"state": group_state, "order": order if order != "newest" else ""}
    pages = _pages(found.total, page, "/", PER_PAGE, **here)
    return shown(request, "stories.html", here="stories", answer=found, pages=pages, asked=here, of_case=counts(found))


@get("/story", sync_to_thread=True)
def story(request: Asked, id: Id, page: Number = 1) -> Shown:
    """Show the dossier of a story."""
    dossier = known(asking.story(site_of(request), id), "story")
    plan = outline(dossier)
    sources = Sources(dossier.documents, {one.id: one.name for one in dossier.origins})
    once = _page(plan.once, page, ONCE_PER_PAGE)
    pages = _pages(len(plan.once), page, "/story", ONCE_PER_PAGE, id=dossier.id)
    about: dict[str, Any] = {"dossier": dossier, "plan": plan, "sources": sources, "documents": named(dossier.documents)}
    drawing = time_drawing.draw(of_dossier(dossier).timeline)
    return shown(request, "story.html", here="stories", once=once, pages=pages, drawing=drawing, tab="claims", **about)


@get("/timeline", sync_to_thread=True)
def timeline(request: Asked, story: Id) -> Shown:
    """Show what happened when in a story."""
    dossier = known(asking.story(site_of(request), story), "story")
    drawing = time_drawing.draw(of_dossier(dossier).timeline)
    return shown(request, "timeline.html", here="stories", dossier=dossier, drawing=drawing, tab="timeline")


@get("/sources", sync_to_thread=True)
def sources(request: Asked, story: Id) -> Shown:
    """Show who rests on whom in a story."""
    dossier = known(asking.story(site_of(request), story), "story")
    answer = known(asking.sources(site_of(request), story), "story")
    about: dict[str, Any] = {"answer": answer, "drawing": source_drawing.draw(answer), "documents": named(answer.documents)}
    names = {voice.id: voice.name for voice in answer.voices}
    return shown(request, "sources.html", here="stories", dossier=dossier, names=names, tab="sources", **about)


@get("/article", sync_to_thread=True)
def article(request: Asked, id: Id, at: Words = "", lit: Words = "", group: Words = "") -> Shown:
    """Show an article with all that was found in it; `at` and `lit` light words in it."""
    site = site_of(request)
    answer = known(asking.article(site, id), "article")
    asked = [*_places(at), *_lit(site, answer.document.id, lit, group)]
    marked = blocks(answer, asked)
    return shown(request, "article.html", here="stories", answer=answer, blocks=marked, lit=lit)


def _places(at: str) -> list[Lit]:
    """Return the stretch that an address names: `120-180`."""
    start, _, end = at.partition("-")
    if start.isascii() and end.isascii() and start.isdigit() and end.isdigit() and len(at) < 24:
        return [(int(start), int(end), "asked")]
    return []


def _lit(site: Site, document: str, id: str, group: str) -> list[Lit]:
    """Return the stretches of a document that a difference or dispute lights, each with the number of its side."""
    found = asking.quarrel(site, id, group or None) if id else None
    sides = enumerate(found.sides, start=1) if found else ()
    return [
        (m.start, m.end, f"lit side-{min(number, 4)}") for number, side in sides for m in side.members if m.document == document
    ]


@get("/quarrel", sync_to_thread=True)
def quarrel(request: Asked, id: Id, group: Words = "") -> Shown:
    """Show both sides of a difference or dispute beside each other, lit in their articles."""
    answer = known(asking.quarrel(site_of(request), id, group or None), "difference or dispute")
    around = {one.document: one for one in answer.around}
    documents = named(answer.documents)
    return shown(request, "quarrel.html", here="disputes", answer=answer, around=around, documents=documents, group=group)


@get("/group", sync_to_thread=True)
def group(request: Asked, id: Id) -> Shown:
    """Show one claim with everybody who tells it."""
    site = site_of(request)
    answer = known(asking.group(site, id), "claim")
    documents = documents_behind(site, [answer])
    sources = Sources(documents, {one.id: one.name for one in answer.origins})
    disputes = asking.disputes_behind(site, [answer])
    context: dict[str, Any] = {"sources": sources, "documents": named(documents), "disputes": disputes}
    return shown(request, "group.html", here="stories", group=answer, **context)


@get("/claims", sync_to_thread=True)
def claims(
    request: Asked,
    story: Words = "",
    about: Words = "",
    stance: Words = "",
    group_state: StateName = "",
    page: Number = 1,
) -> Shown:
    """Show the claims of the case, narrowed by a story, a name, a state and a stance."""
    asked = {"story": story, "about": " ".join(about.split()), "state": group_state, "stance": stance}
    narrowed = asking.ClaimsFilter(
        story=story or None, about=asked["about"] or None, state=group_state or None, stance=stance or None
    )
    found = asking.claims(site_of(request), narrowed, _part(page, CLAIMS_PER_PAGE))
    here = {name: value for name, value in asked.items() if value}
    context = _claims(request, found.groups, _pages(found.total, page, "/claims", CLAIMS_PER_PAGE, **here))
    facets = [_facet(one, here, "/claims") for one in found.facets if one.values]
    title = _title_of(site_of(request), story) if story else ""
    return shown(
        request, "claims.html", here="claims", asked=here, facets=facets, story_title=title, total=found.total, **context
    )


@get("/disputes", sync_to_thread=True)
def disputes(request: Asked, page: Number = 1) -> Shown:
    """Show what is disputed or contradicted anywhere in the case."""
    found = asking.claims(site_of(request), asking.ClaimsFilter(disputed=True), _part(page, CLAIMS_PER_PAGE))
    rows = asking.fought(site_of(request), found.groups)
    told = [one for each in rows for one in ((*each.said, *each.denying) if isinstance(each, Quarrel) else (each,))]
    context = _claims(request, told, _pages(found.total, page, "/disputes", CLAIMS_PER_PAGE)) | {"rows": rows}
    return shown(request, "disputes.html", here="disputes", total=found.total, **context)


def _claims(request: Asked, found: Sequence[GroupAnswer], pages: dict[str, object]) -> dict[str, Any]:
    """Return what a list of claims is shown with."""
    site = site_of(request)
    documents, disputes = documents_behind(site, found), asking.disputes_behind(site, found)
    sources = Sources(documents, {one.id: one.name for each in found for one in each.origins})
    return {"rows": found, "pages": pages, "sources": sources, "documents": named(documents), "disputes": disputes}


def _title_of(site: Site, story: str) -> str:
    dossier = asking.story(site, story)
    return dossier.title if dossier else story


@get("/entities", sync_to_thread=True)
def entities(request: Asked, about: Words = "", kind: Words = "", page: Number = 1) -> Shown:
    """Show who and what the case speaks of."""
    found = asking.entities(site_of(request), about, kind, _part(page))
    pages = _pages(found.total, page, "/entities", about=about, kind=kind)
    context: dict[str, Any] = {"about": about, "kind": kind, "kinds": asking.kinds(site_of(request)), "total": found.total}
    return shown(request, "entities.html", here="entities", rows=found.entities, pages=pages, **context)


@get("/entity", sync_to_thread=True)
def entity(request: Asked, id: Id, about: Words = "") -> Shown:
    """Show one entity: its names, where it is spoken of, and what is attributed to it."""
    site = site_of(request)
    answer = asking.entity(site, id)
    if answer is None:
        raise NotFoundException("No entity with a name in this case has that id.")
    said = asking.who_said(site, answer.id, READ_FOR_ENTITY)
    most = PER_PAGE if site.is_writer(request.cookies.get(COOKIE)) else SPOKEN_OF
    documents = asking.documents_newest(site, answer.documents, most)
    named_so = asking.entities(site, about, None, Part(most=13)).entities if about else ()
    context: dict[str, Any] = {
        "one": answer,
        "said": said,
        "read": READ_FOR_ENTITY,
        "documents": documents,
        "others": [one for one in named_so if one.id != answer.id][:12],
        "about": about,
    }
    return shown(request, "entity.html", here="entities", **context)


@get("/check", sync_to_thread=True)
def check(request: Asked, q: Words = "") -> Shown:
    """Show what the case says of a sentence."""
    site, sentence = site_of(request), " ".join(q.split())
    if not sentence:
        return shown(request, "check.html", here="check", answer=None)
    answer = asking.check(site, sentence)
    groups = tuple(one for id in answer.groups[:ONCE_PER_PAGE] if (one := asking.group(site, id)))
    dossiers = [found for id in dict.fromkeys(one.story for one in groups) if (found := asking.story(site, id))]
    fought = [each for dossier in dossiers for each in dossier.disputes if set(each.groups) & set(answer.groups)]
    quarrels = quarrels_of(fought, [one for dossier in dossiers for one in dossier.groups])
    against = tuple(one for each in quarrels for one in each.denying if one.id not in answer.groups)
    rows = (*groups, *against) if answer.verdict == "disputes" else groups
    documents = documents_behind(site, rows)
    behind = Behind(groups=groups, against=answer.against, differences=answer.differences, cited=answer.cited)
    told = verdict(answer.verdict, behind).plain
    left = [answer.sentence[start:end] for start, end in answer.unparsed]
    sources = Sources(documents, {one.id: one.name for each in rows for one in each.origins})
    context: dict[str, Any] = {"rows": rows, "told": told, "left": left, "sources": sources, "documents": named(documents)}
    disputes = asking.disputes_behind(site, rows)
    return shown(request, "check.html", here="check", answer=answer, q=sentence, disputes=disputes, **context)


@get("/search", sync_to_thread=True)
def search(request: Asked, q: Words = "", kind: Annotated[Sought, QueryParameter()] = "articles", page: Number = 1) -> Shown:
    """Show the articles or claims in which words stand, with facets to narrow them; a month narrows the day of publication."""
    asked = {name: value for name in FACETS if (value := request.query_params.get(name))}
    month = asked.get("date")
    narrowed = SearchFilter(**{name: value for name, value in asked.items() if name != "date"}, first=month, last=month)
    answer = asking.search(site_of(request), q, kind, narrowed, (page - 1) * asking.HITS)
    here = {"q": q, **({"kind": kind} if kind == "claims" else {}), **asked}
    pages = _pages(answer.total, page, "/search", asking.HITS, **here)
    facets = [_facet(one, here, "/search") for one in answer.facets if one.values]
    context: dict[str, Any] = {"answer": answer, "sought": q, "kind": kind, "pages": pages, "facets": facets, "asked": asked}
    return shown(request, "search.html", here="search", **context)


def _facet(facet: FacetAnswer, here: dict[str, str], path: str) -> dict[str, Any]:
    """Return a facet with a link for each of its values, and one that takes the chosen one back."""
    left = {name: value for name, value in here.items() if name != facet.name}
    values = [
        {
            "label": one.label or one.value or "not known",
            "count": one.count,
            "link": link(path, **left, **{facet.name: one.value}) if one.value else "",
            "is_chosen": bool(here.get(facet.name)) and here.get(facet.name) in {one.value, one.label},
        }
        for one in facet.values[:FACET_VALUES]
    ]
    return {"name": facet.name, "of": facet.of, "values": values, "all": link(path, **left) if facet.name in here else ""}


@get("/findings", sync_to_thread=True)
def findings(request: Asked, story: Words = "", page: Number = 1) -> Shown:
    """Show what the claims bear on."""
    found = asking.findings(site_of(request), story).findings
    rows, pages = _page(found, page, ONCE_PER_PAGE), _pages(len(found), page, "/findings", ONCE_PER_PAGE, story=story)
    return shown(request, "findings.html", here="findings", found=rows, pages=pages, total=len(found))


@get("/failures", sync_to_thread=True)
def failures(request: Asked, page: Number = 1) -> Shown:
    """Show what could not be read, and what to do."""
    found = asking.failures(site_of(request)).failures
    rows, pages = _page(found, page, PER_PAGE), _pages(len(found), page, "/failures")
    return shown(request, "failures.html", here="failures", found=rows, pages=pages, total=len(found))


@get("/history", sync_to_thread=True)
def history(request: Asked, page: Number = 1) -> Shown:
    """Show what people decided, and what became of the stories as the case was built in steps, the last first."""
    answer = asking.history(site_of(request))
    changes = answer.stories[::-1]
    rows, pages = _page(changes, page, PER_PAGE), _pages(len(changes), page, "/history")
    documents = named(asking.documents(site_of(request), (id for one in rows for id in one.documents[:DOCUMENTS_SHOWN])))
    held = asking.stories_held(site_of(request), (id for one in rows for id in (one.story, *one.others)))
    context: dict[str, Any] = {"found": answer.judgements, "changes": rows, "pages": pages, "documents": documents, "held": held}
    return shown(request, "history.html", here="history", most=DOCUMENTS_SHOWN, **context)


@get("/why", sync_to_thread=True)
def why(request: Asked, id: Id) -> Shown:
    """Show the reasons and exact words behind an id."""
    answer = known(asking.why(site_of(request), id), "thing")
    return shown(request, "why.html", here="stories", answer=answer)


@get("/help", sync_to_thread=True)
def help_page(request: Asked) -> Shown:
    """Show what the marks mean, and the keys."""
    return shown(request, "help.html", here="help")


def counts(found: StoriesAnswer) -> dict[str, int]:
    """Return in how many stories of the case there is a claim of each state, what gives pause first."""
    stories_of = {each.value: each.count for facet in found.facets for each in facet.values}
    return {state: stories_of[state] for state in STATES if state in stories_of}


def site_of(request: Asked) -> Site:
    """Return the site that a request is to."""
    site: Site = request.app.state.site
    return site


def shown(request: Asked, template: str, status: int = 200, **context: object) -> Shown:
    """Return a page, with forms that write where the reader may."""
    site = site_of(request)
    writes = site.is_writer(request.cookies.get(COOKIE))
    more = {"writes": writes, "form_mark": site.form_mark() if writes else "", "twin": _twin(request, status), **context}
    page = site.render(template, **more)
    return Response(page, media_type=MediaType.HTML, status_code=status, headers=kept(request, page) if status == 200 else {})


def _twin(request: Asked, status: int) -> str:
    """Return where the JSON of a page is."""
    path = request.url.path.rstrip("/") or "/stories"
    if status >= 400 or path == "/help":
        return ""
    return f"{path}.json?{request.url.query}" if request.url.query else f"{path}.json"


def known(answer: Kind | None, what: str) -> Kind:
    """Return an answer that there is.

    Raises:
        NotFoundException: there is none.
    """
    if answer is None:
        raise NotFoundException(f"No {what} in this case has that id. It may have changed when the case was built again.")
    return answer


def documents_behind(site: Site, groups: Iterable[GroupAnswer]) -> tuple[DocumentAnswer, ...]:
    """Return the documents that claim groups are told in."""
    return asking.documents(site, (member.document for one in groups for member in one.members))


def _page(rows: Sequence[Kind], page: int, most: int) -> Sequence[Kind]:
    return rows[(page - 1) * most : page * most]


def _part(page: int, most: int = PER_PAGE) -> Part:
    return Part(most=most, skip=(page - 1) * most)


def _pages(total: int, page: int, path: str, most: int = PER_PAGE, **parts: str) -> dict[str, object]:
    """Return the way to the page before and the one after."""
    last = max((total + most - 1) // most, 1)
    before = link(path, **parts, page=min(page - 1, last)) if page > 1 else ""
    after = link(path, **parts, page=page + 1) if page < last else ""
    return {"now": page, "last": last, "before": before, "after": after}


HANDLERS = (
    stories,
    story,
    timeline,
    sources,
    article,
    quarrel,
    group,
    claims,
    disputes,
    entities,
    entity,
    check,
    search,
    findings,
    failures,
    history,
    why,
    help_page,
)
