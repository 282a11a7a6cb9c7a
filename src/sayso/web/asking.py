"""The questions of the pages and of the API, each answered once for each state of the case."""

from collections.abc import Iterable
from contextlib import suppress

from sayso.model.base import Record
from sayso.model.errors import SaysoError
from sayso.query import questions
from sayso.query.answers import (
    ClaimsAnswer,
    DocumentAnswer,
    Dossier,
    FailuresAnswer,
    FindingsAnswer,
    GroupAnswer,
    HistoryAnswer,
    StoriesAnswer,
    WhyAnswer,
)
from sayso.query.article import ArticleAnswer
from sayso.query.article import article as one_article
from sayso.query.check import CheckAnswer
from sayso.query.check import check as check_sentence
from sayso.query.entities import EntitiesAnswer, EntityAnswer
from sayso.query.entities import entities as every_entity
from sayso.query.entities import entity as one_entity
from sayso.query.evidence import Evidence
from sayso.query.findings import findings as every_finding
from sayso.query.history import history as every_judgement
from sayso.query.quarrel import QuarrelAnswer
from sayso.query.quarrel import quarrel as one_quarrel
from sayso.query.questions import the_one
from sayso.query.search import SearchAnswer, SearchFilter
from sayso.query.search import search as search_case
from sayso.query.sources import SourceMap, map_of
from sayso.query.timeline import TimelineAnswer
from sayso.query.timeline import timeline as of_time
from sayso.query.who_said import WhoSaidAnswer
from sayso.query.who_said import who_said as said_by
from sayso.query.why import why as reasons_of
from sayso.run.sentence import read_sentence
from sayso.show.outline import Quarrel, quarrels_of
from sayso.store.listing import StoryOrder
from sayso.store.rows import plain
from sayso.store.searching import Kind
from sayso.store.store import Case, Part
from sayso.web.site import Site


class ClaimsFilter(Record, frozen=True, kw_only=True):
    """What a list of claims is narrowed to."""

    story: str | None = None
    about: str | None = None
    disputed: bool = False
    stance: str | None = None
    state: str | None = None


HITS = 10
"""How many hits a page of a search shows."""


def stories(site: Site, part: Part, state: str | None = None, order: StoryOrder = "newest") -> StoriesAnswer:
    """Return a part of the stories."""
    key = ("stories", repr(part), state or "", order)
    return site.answer(key, lambda case: questions.stories(case, part, state=state, order=order))


def story(site: Site, id: str) -> Dossier | None:
    """Return a dossier."""
    return site.answer(("story", id), lambda case: questions.story(case, id))


def timeline(site: Site, story: str) -> TimelineAnswer | None:
    """Return the timeline of a story."""
    return site.answer(("timeline", story), lambda case: of_time(case, story))


def sources(site: Site, id: str) -> SourceMap | None:
    """Return the source map of a story."""
    dossier = story(site, id)
    return map_of(dossier) if dossier else None


def article(site: Site, id: str) -> ArticleAnswer | None:
    """Return an article by its id, or by the beginning of one."""

    def ask(case: Case) -> ArticleAnswer | None:
        found = the_one(case, id, "document")
        return one_article(case, found.id) if found else None

    return site.answer(("article", id), ask)


def group(site: Site, id: str) -> GroupAnswer | None:
    """Return one claim group."""

    def ask(case: Case) -> GroupAnswer | None:
        found = the_one(case, id, "group")
        groups = case.groups_of([found.id]) if found else ()
        return Evidence(case).group(groups[0]) if groups else None

    return site.answer(("group", id), ask)


def documents(site: Site, ids: Iterable[str]) -> tuple[DocumentAnswer, ...]:
    """Return what is known of documents, in the order of their ids; one that the case does not hold is left out."""
    wanted = tuple(dict.fromkeys(ids))
    with site.opened() as case:
        known = {row[0]: row for row in case.labels(wanted)}
    rows = ((id, known[plain(id)]) for id in wanted if plain(id) in known)
    return tuple(DocumentAnswer(id=id, source=row[1], outlet=row[2], published=row[3], title=row[4]) for id, row in rows)


def documents_newest(site: Site, ids: Iterable[str], most: int) -> tuple[DocumentAnswer, ...]:
    """Return what is known of the newest of these documents."""
    found = documents(site, ids)
    return tuple(sorted(found, key=lambda one: one.published or "", reverse=True)[:most])


def claims(site: Site, narrowed: ClaimsFilter, part: Part) -> ClaimsAnswer:
    """Return a part of the claims that meet every condition, the most supported first."""

    def ask(case: Case) -> ClaimsAnswer:
        chosen = (narrowed.story, narrowed.about, narrowed.disputed, narrowed.stance)
        return questions.claims(case, *chosen, state=narrowed.state, part=part)

    return site.answer(("claims", repr(narrowed), repr(part)), ask)


def fought(site: Site, groups: Iterable[GroupAnswer]) -> tuple[GroupAnswer | Quarrel, ...]:
    """Return claim groups, each that somebody disputes with both its sides; two that dispute each other are told once."""
    known = {one.id: one for one in groups}
    disputed = tuple(sorted(id for id, one in known.items() if one.state != "contradicted"))

    def ask(case: Case) -> tuple[Quarrel, ...]:
        disputes = questions.disputes_of(case, disputed)
        return quarrels_of(disputes, questions.groups(case, (id for one in disputes for id in one.groups)))

    found = site.answer(("fought", *disputed), ask) if disputed else ()
    of_group = {one.id: each for each in reversed(found) for one in (*each.said, *each.denying)}
    rows = (of_group.get(id, one) if id in disputed else one for id, one in known.items())
    return tuple({one.id if isinstance(one, GroupAnswer) else one.ids[0]: one for one in rows}.values())


def disputes_behind(site: Site, groups: Iterable[GroupAnswer]) -> dict[str, tuple[str, ...]]:
    """Return the disputes that each of these claim groups stands in."""
    ids = frozenset(one.id for one in groups if one.state in {"disputed", "contradicted"})
    found = dict[str, tuple[str, ...]]()
    with site.opened() as case:
        for dispute in case.disputes() if ids else ():
            found |= {id: (*found.get(id, ()), dispute.id) for id in dispute.groups if id in ids}
    return found


def quarrel(site: Site, id: str, group: str | None) -> QuarrelAnswer | None:
    """Return a difference or a dispute."""
    return site.answer(("quarrel", id, group or ""), lambda case: one_quarrel(case, id, group))


def entities(site: Site, about: str | None, kind: str | None, part: Part) -> EntitiesAnswer:
    """Return a part of who and what the case speaks of."""
    key = ("entities", about or "", kind or "", repr(part))
    return site.answer(key, lambda case: every_entity(case, about or None, kind or None, part=part))


def stories_held(site: Site, ids: Iterable[str]) -> frozenset[str]:
    """Return which of these stories the case holds now."""
    with site.opened() as case:
        return frozenset(one.id for one in case.stories_at(ids))


def entity(site: Site, id: str) -> EntityAnswer | None:
    """Return one entity that has a name."""
    return site.answer(("entity", id), lambda case: one_entity(case, id))


def kinds(site: Site) -> tuple[str, ...]:
    """Return the kinds of what the case speaks of."""
    return site.whole("kinds", lambda case: case.kinds_of_entities())


def who_said(site: Site, name: str, most: int | None = None) -> WhoSaidAnswer:
    """Return what is attributed to a name, in as many documents as it is spoken of in, or in `most` of them."""
    return site.answer(("who-said", name, str(most)), lambda case: said_by(case, name, most))


def warm(site: Site) -> None:
    """Load what reads a sentence before the first is asked about."""
    with suppress(SaysoError), site.parsing:
        read_sentence("It is not known.", site.config)


def check(site: Site, sentence: str) -> CheckAnswer:
    """Return what the case says of a sentence."""

    def ask(case: Case) -> CheckAnswer:
        # One sentence at a time: there is one parser, and in a large case a common word leads to very many articles.
        with site.parsing:
            spoken = read_sentence(sentence, site.config)
            return check_sentence(case, spoken, site.config)

    return site.answer(("check", sentence), ask)


def search(site: Site, q: str, kind: Kind, narrowed: SearchFilter, offset: int = 0) -> SearchAnswer:
    """Return the articles or claims in which words stand, with facets."""
    key = ("search", q, kind, repr(narrowed), str(offset))
    return site.answer(key, lambda case: search_case(case, q, kind, narrowed, limit=HITS, offset=offset))


def findings(site: Site, story: str | None = None) -> FindingsAnswer:
    """Return the findings."""
    return site.answer(("findings", story or ""), lambda case: every_finding(case, story or None))


def failures(site: Site) -> FailuresAnswer:
    """Return what could not be read."""
    return site.whole("failures", questions.failures)


def history(site: Site) -> HistoryAnswer:
    """Return what people decided."""
    return site.whole("history", every_judgement)


def why(site: Site, id: str) -> WhyAnswer | None:
    """Return the reasons behind an id."""
    return site.answer(("why", id), lambda case: reasons_of(case, id))
