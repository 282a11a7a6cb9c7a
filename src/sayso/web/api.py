"""The JSON of every page: the answers of the command line, from the same functions."""

from typing import Annotated, TypeVar

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter

from sayso.query.answers import ClaimsAnswer, Dossier, FailuresAnswer, FindingsAnswer, HistoryAnswer, StoriesAnswer, WhyAnswer
from sayso.query.article import ArticleAnswer
from sayso.query.check import CheckAnswer
from sayso.query.entities import EntitiesAnswer
from sayso.query.quarrel import QuarrelAnswer
from sayso.query.search import SearchAnswer, SearchFilter
from sayso.query.sources import SourceMap
from sayso.query.timeline import TimelineAnswer
from sayso.query.who_said import WhoSaidAnswer
from sayso.show.dossier import to_json
from sayso.store.listing import StoryOrder
from sayso.store.searching import Kind as Sought
from sayso.store.store import Part
from sayso.web import asking
from sayso.web.site import Site

Id = Annotated[str, QueryParameter(description="The id, or how it begins.", min_length=1, max_length=4000)]
MostRows = Annotated[int, QueryParameter(description="How many rows.", ge=1, le=500)]
Page = Annotated[int, QueryParameter(description="Which page, from 1.", ge=1, le=1_000_000)]
Words = Annotated[str, QueryParameter(description="A name, or words.", max_length=2000)]
MaybeWords = Annotated[str | None, QueryParameter(description="A name, or words.", max_length=2000)]
StateName = Annotated[
    str | None, QueryParameter(name="state", description="Only where claims are in this state.", max_length=100)
]
Order = Annotated[StoryOrder, QueryParameter(description="The newest first, or those that most articles tell.")]


Kind = TypeVar("Kind")


class Answer(Response[object]):
    """A response in the bytes that the command line would print."""

    def render(self, content: object, media_type: str, enc_hook: object = None) -> bytes:
        """Return the answer as JSON."""
        return to_json(content)


@get("/stories.json", sync_to_thread=True, summary="The stories")
def stories(
    state: State, group_state: StateName = None, order: Order = "newest", page: Page = 1, per_page: MostRows = 100
) -> StoriesAnswer:
    """Return one page of the stories, and in how many there are claims of each state."""
    return asking.stories(_site(state), _part(page, per_page), group_state, order)


@get("/story.json", sync_to_thread=True, summary="The dossier of a story")
def story(state: State, id: Id) -> Dossier:
    """Return all that is known of one story."""
    return _found(asking.story(_site(state), id))


@get("/timeline.json", sync_to_thread=True, summary="What happened when, in a story")
def timeline(state: State, story: Id) -> TimelineAnswer:
    """Return the dated claims of a story in order of time."""
    return _found(asking.timeline(_site(state), story))


@get("/sources.json", sync_to_thread=True, summary="Who rests on whom, in a story")
def sources(state: State, story: Id) -> SourceMap:
    """Return the source map of a story."""
    return _found(asking.sources(_site(state), story))


@get("/article.json", sync_to_thread=True, summary="An article with all that was found in it")
def article(state: State, id: Id) -> ArticleAnswer:
    """Return one article."""
    return _found(asking.article(_site(state), id))


@get("/claims.json", sync_to_thread=True, summary="Claims that meet every condition")
def claims(
    state: State,
    story: MaybeWords = None,
    about: MaybeWords = None,
    disputed: Annotated[bool, QueryParameter(description="Only what is disputed or contradicted.")] = False,
    stance: MaybeWords = None,
    group_state: StateName = None,
    page: Page = 1,
    per_page: MostRows = 25,
) -> ClaimsAnswer:
    """Return one page of the claim groups, the most supported first, and how many there are of each state and stance."""
    narrowed = asking.ClaimsFilter(story=story, about=about, disputed=disputed, stance=stance, state=group_state)
    return asking.claims(_site(state), narrowed, _part(page, per_page))


@get("/disputes.json", sync_to_thread=True, summary="What is disputed or contradicted")
def disputes(state: State, page: Page = 1, per_page: MostRows = 25) -> ClaimsAnswer:
    """Return one page of the claim groups that are disputed or contradicted anywhere in the case."""
    return asking.claims(_site(state), asking.ClaimsFilter(disputed=True), _part(page, per_page))


@get("/group.json", sync_to_thread=True, summary="One claim group")
def group(state: State, id: Id) -> ClaimsAnswer:
    """Return the claim group of this id, alone in a list."""
    return ClaimsAnswer(groups=(_found(asking.group(_site(state), id)),), total=1)


@get("/quarrel.json", sync_to_thread=True, summary="One difference or dispute")
def quarrel(state: State, id: Id, group: MaybeWords = None) -> QuarrelAnswer:
    """Return where accounts part, with the text around the words."""
    return _found(asking.quarrel(_site(state), id, group))


@get("/entities.json", sync_to_thread=True, summary="Who and what the case speaks of")
def entities(
    state: State, about: MaybeWords = None, kind: MaybeWords = None, page: Page = 1, per_page: MostRows = 100
) -> EntitiesAnswer:
    """Return one page of the entities, the most spoken of first."""
    return asking.entities(_site(state), about, kind, _part(page, per_page))


@get("/entity.json", sync_to_thread=True, summary="One entity")
def entity(state: State, id: Id) -> EntitiesAnswer:
    """Return the entity of this id, alone in a list."""
    return EntitiesAnswer(entities=(_found(asking.entity(_site(state), id)),), total=1)


@get("/who-said.json", sync_to_thread=True, summary="What is attributed to a name")
def who_said(state: State, name: Words) -> WhoSaidAnswer:
    """Return what is attributed to a person or body."""
    return asking.who_said(_site(state), name)


@get("/check.json", sync_to_thread=True, summary="What the case says of a sentence")
def check(state: State, q: Words) -> CheckAnswer:
    """Return whether the case supports a sentence."""
    return asking.check(_site(state), q)


@get("/search.json", sync_to_thread=True, summary="Full-text search, with facets")
def search(
    state: State,
    q: Words = "",
    kind: Annotated[Sought, QueryParameter()] = "articles",
    page: Page = 1,
    outlet: MaybeWords = None,
    story: MaybeWords = None,
    stance: MaybeWords = None,
    group_state: Annotated[str | None, QueryParameter(name="state")] = None,
    entity: MaybeWords = None,
    zone: MaybeWords = None,
    first: MaybeWords = None,
    last: MaybeWords = None,
) -> SearchAnswer:
    """Return one page of the articles or claims in which all of the words stand, the best first."""
    narrowed = SearchFilter(
        outlet=outlet, story=story, stance=stance, state=group_state, entity=entity, zone=zone, first=first, last=last
    )
    return asking.search(_site(state), q, kind, narrowed, (page - 1) * asking.HITS)


@get("/findings.json", sync_to_thread=True, summary="What the claims bear on")
def findings(state: State, story: MaybeWords = None) -> FindingsAnswer:
    """Return the findings of the case or of a story."""
    return asking.findings(_site(state), story)


@get("/failures.json", sync_to_thread=True, summary="What could not be read")
def failures(state: State) -> FailuresAnswer:
    """Return the inputs that could not be used."""
    return asking.failures(_site(state))


@get("/history.json", sync_to_thread=True, summary="What people decided")
def history(state: State) -> HistoryAnswer:
    """Return the judgements in their order."""
    return asking.history(_site(state))


@get("/why.json", sync_to_thread=True, summary="The reasons and exact words behind an id")
def why(state: State, id: Id) -> WhyAnswer:
    """Return the reasons behind any id."""
    return _found(asking.why(_site(state), id))


def _part(page: int, per_page: int) -> Part:
    return Part(most=per_page, skip=(page - 1) * per_page)


def _site(state: State) -> Site:
    site: Site = state.site
    return site


def _found(answer: Kind | None) -> Kind:
    if answer is None:
        raise NotFoundException("Nothing in this case has that id.")
    return answer


HANDLERS = (
    stories,
    story,
    timeline,
    sources,
    article,
    claims,
    disputes,
    group,
    quarrel,
    entities,
    entity,
    who_said,
    check,
    search,
    findings,
    failures,
    history,
    why,
)
