"""Full-text search over the articles and the claims of a case, with facets: every hit with its exact words and their places.

with open_case("affair.db") as case:
    for hit in search(case, '"dam broke"', kind="claims", stance="denied").hits:
        print(hit.document, hit.start, hit.quote)
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast, get_args

from sayso.kit.calendar import bounds
from sayso.kit.folding import words as words_of
from sayso.kit.names import plain
from sayso.model.base import Record
from sayso.model.corpus import State
from sayso.model.errors import QuestionError
from sayso.model.facts import Stance
from sayso.model.span import Span
from sayso.query.answers import ChainAnswer, FacetAnswer
from sayso.query.evidence import Evidence, Source
from sayso.query.marking import Mark, marks_of, snippet
from sayso.query.questions import the_one
from sayso.store.index import ZONES, Phrase
from sayso.store.searching import Facet, Kind, Matches, SearchFilter, Wanted
from sayso.store.store import Case

__all__ = ["SearchAnswer", "SearchFilter", "phrases_of", "search"]

AT_MOST = 64
"""How many words of a query are sought; `left_out` says how many were not."""
SHOWN_SPANS = 200
MOST = 500
"""How many hits one answer holds at most."""
_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_POSSESSIVE = re.compile(r"['\u2018\u2019]s$", re.IGNORECASE)
_FIRST_LETTERS = 2
"""A word that ends in * stands for all that begin so, from this many letters on."""


class Hit(Record, frozen=True, kw_only=True):
    """One article or claim in which the words stand.

    `quote` is the text from `start` to `end` as it is: the whole claim, or the stretch of an article that tells most. `marks` are
    all stretches that were sought, in the whole article or in the claim; where the words stand in the title alone there are none.
    """

    document: str
    claim: str | None
    start: int
    end: int
    quote: str
    marks: tuple[Mark, ...]
    source: str
    outlet: str | None
    published: str | None
    title: str | None
    stories: tuple[str, ...]
    stance: Stance | None = None
    chain: tuple[ChainAnswer, ...] = ()
    group: str | None = None
    state: State | None = None


class SearchAnswer(Record, frozen=True, kw_only=True):
    """What was found: how many in all, those asked for, and the facets. `sought` are the words as they were read."""

    words: str
    sought: tuple[str, ...]
    left_out: int
    kind: Kind
    total: int
    limit: int
    offset: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetAnswer, ...]


def search(
    case: Case, words: str, kind: Kind = "articles", narrowed: SearchFilter | None = None, *, limit: int = 20, offset: int = 0
) -> SearchAnswer:
    """Return the articles or claims in which all of the words stand, the best first; without words, all that the facets let in.

    Words between quotation marks, or joined by hyphens and the like, stand in a row; a word that ends in * stands for all that
    begin so. Anything else in the query is no command: no query is a wrong one.

    Raises:
        QuestionError: a facet has a value that there cannot be, or names several things.
    """
    if kind not in get_args(Kind):
        raise QuestionError(f"'{kind}' cannot be searched", remedy=f"search {' or '.join(get_args(Kind))}")
    given = narrowed or SearchFilter()
    phrases, left_out = phrases_of(words)
    chosen = _chosen(case, given)
    wanted = Wanted(kind=kind, phrases=phrases, only=chosen, limit=min(max(limit, 0), MOST), offset=max(offset, 0))
    is_possible = bool(phrases) or not words.strip()
    matched = case.search(wanted) if is_possible else None
    ids = matched.ids if matched else ()
    return SearchAnswer(
        words=words,
        sought=tuple(" ".join(phrase.words) + ("*" if phrase.begins else "") for phrase in phrases),
        left_out=left_out,
        kind=kind,
        total=matched.total if matched else 0,
        limit=wanted.limit,
        offset=wanted.offset,
        hits=_claim_hits(case, ids, wanted) if kind == "claims" else _article_hits(case, ids, wanted),
        facets=tuple(_facets(case, wanted, matched)) if matched else (),
    )


def phrases_of(query: str) -> tuple[tuple[Phrase, ...], int]:
    """Return a query as the phrases that must stand, each once, and how many of its words are too many to be sought."""
    found, count, left_out = dict[Phrase, None](), 0, 0
    for quoted, single in _PARTS.findall(query):
        part = quoted or _POSSESSIVE.sub("", single)
        inside = tuple(each.word for each in words_of(part))
        begins = bool(inside) and not quoted and part.endswith("*") and len(inside[-1]) >= _FIRST_LETTERS
        phrase = Phrase(words=inside[: AT_MOST - count], begins=begins and len(inside) <= AT_MOST - count)
        if inside and phrase not in found:
            left_out += len(inside) - len(phrase.words)
            count += len(phrase.words)
            found.update({phrase: None} if phrase.words else {})
    return tuple(found), left_out


def _chosen(case: Case, given: SearchFilter) -> SearchFilter:
    """Return what a search is narrowed to, as the case names it."""
    known = {"stance": get_args(Stance), "state": get_args(State), "zone": ZONES}
    for name, values in known.items():
        value = getattr(given, name)
        if value is not None and value not in values:
            raise QuestionError(f"there is no {name} '{value}'", remedy=f"give one of {', '.join(values)}")
    outlet = None if given.outlet is None else _outlet(case, given.outlet)
    story = None if given.story is None else _id(case, given.story, "story")
    entity = None if given.entity is None else _id(case, given.entity, "entity")
    return given.replace(outlet=outlet, story=story, entity=entity, first=_day(given.first, 0), last=_day(given.last, 1))


def _day(value: str | None, end: int) -> str | None:
    """Return the first or last day that a date can mean."""
    if value is None:
        return None
    found = bounds(value)[end]
    if found is None:
        raise QuestionError(f"'{value}' is no day", remedy="give a day, a month or a year: 2024-05-06, 2024-05 or 2024")
    return found


def _outlet(case: Case, name: str) -> str:
    """Return the outlet as the case spells it."""
    spelt = sorted({outlet for outlet in case.outlets().values() if outlet and plain(outlet) == plain(name)})
    return name if name in spelt or not spelt else spelt[0]


def _id(case: Case, start: str, kind: Facet) -> str:
    """Return the id that begins so, or of the one entity that bears this name; what there is not finds nothing."""
    found = the_one(case, start, cast(Any, kind))
    if found is None and kind == "entity":
        named = sorted({one.id for one in case.entities() if plain(start) in map(plain, (one.name, *one.names))})
        if len(named) > 1:
            raise QuestionError(f"'{start}' could be {len(named)} entities", remedy=f"give an id: {', '.join(named[:3])}")
        return named[0] if named else start
    return found.id if found else start


def _facets(case: Case, wanted: Wanted, matched: Matches) -> Iterator[FacetAnswer]:
    for name, tally in case.tallies(wanted, matched).items():
        days = "/".join(day or ".." for day in (wanted.only.first, wanted.only.last))
        chosen = days if name == "date" else getattr(wanted.only, name)
        yield FacetAnswer(name=name, chosen=None if chosen == "../.." else chosen, values=tally.values, of=tally.of)


def _article_hits(case: Case, ids: Sequence[str], wanted: Wanted) -> tuple[Hit, ...]:
    evidence, stories = Evidence(case), case.stories_of(ids)
    evidence.load(ids)
    return tuple(_article_hit(evidence.source(id), stories.get(id, ()), wanted) for id in ids)


def _article_hit(source: Source, stories: tuple[str, ...], wanted: Wanted) -> Hit:
    document = source.document
    marks = marks_of(source.document, Span(start=0, end=len(document.text)), wanted.phrases, wanted.only.zone)
    shown = snippet(document, marks)
    return _hit(source, shown, marks, stories)


def _claim_hits(case: Case, ids: Sequence[str], wanted: Wanted) -> tuple[Hit, ...]:
    evidence, holder, groups = Evidence(case), case.holders(ids), case.states_of(ids)
    evidence.load(holder.values())
    stories = case.stories_of(holder.values())
    hits = list[Hit]()
    for id in ids:
        claim, source = evidence.claim(holder[id], id), evidence.source(holder[id])
        group, state = groups.get(id, (None, None))
        hit = _hit(
            source,
            claim.span,
            marks_of(source.document, claim.span, wanted.phrases, wanted.only.zone),
            stories.get(holder[id], ()),
        )
        chain = evidence.chain(holder[id], claim)
        hits.append(hit.replace(claim=id, stance=claim.stance, chain=chain, group=group, state=state))
    return tuple(hits)


def _hit(source: Source, shown: Span, marks: tuple[Mark, ...], stories: tuple[str, ...]) -> Hit:
    document = source.document
    return Hit(
        document=document.id,
        claim=None,
        start=shown.start,
        end=shown.end,
        quote=shown.cut(document.text),
        marks=marks[:SHOWN_SPANS],
        source=document.source,
        outlet=document.outlet,
        published=document.published,
        title=document.title,
        stories=stories,
    )
