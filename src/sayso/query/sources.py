"""Who rests on whom in a story, as a map: outlets, the agencies they lean on, the speakers behind those, and the words."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Literal

from sayso.model.base import Record, make_id
from sayso.model.corpus import How
from sayso.model.facts import ChainRole
from sayso.query.answers import ChainAnswer, DocumentAnswer, Dossier, MemberAnswer, Quote
from sayso.query.questions import story as dossier_of
from sayso.store.store import Case

Place = Literal["outlet", "agency", "speaker"]
VOICES: frozenset[ChainRole] = frozenset({"agency", "speaker", "unnamed"})


class VoiceAnswer(Record, frozen=True, kw_only=True):
    """One point of the map: an outlet (`id` is made of its name), an agency that outlets lean on, or a speaker."""

    id: str
    name: str
    place: Place
    kind: str
    state_run: bool | None
    documents: tuple[str, ...]


class LeanAnswer(Record, frozen=True, kw_only=True):
    """That one voice rests on another, how, and the words that show it. `ids` are the dependences that say so."""

    id: str
    source: str
    on: str
    how: How
    direction_known: bool
    ids: tuple[str, ...]
    documents: tuple[str, ...]
    words: tuple[Quote, ...]


class SourceMap(Record, frozen=True, kw_only=True):
    """The map of a story."""

    story: str
    title: str
    documents: tuple[DocumentAnswer, ...]
    voices: tuple[VoiceAnswer, ...]
    leans: tuple[LeanAnswer, ...]


def source_map(case: Case, story: str) -> SourceMap | None:
    """Return who rests on whom in the story whose id begins so; None where there is none.

    Raises:
        QuestionError: several stories' ids begin so.
    """
    dossier = dossier_of(case, story)
    return map_of(dossier) if dossier else None


def map_of(dossier: Dossier) -> SourceMap:
    """Return who rests on whom in a dossier."""
    outlet_of = {one.id: outlet_id(one) for one in dossier.documents}
    leans = {lean.id: lean for lean in _merged([*_cited(dossier, outlet_of), *_behind(dossier)])}
    agencies = _agencies(dossier)
    leaned = {lean.on for lean in leans.values()} | {lean.source for lean in leans.values()}
    voices = [*_outlets(dossier.documents, outlet_of)]
    for origin in dossier.origins:
        if origin.id in leaned and origin.kind != "own_reporting":
            place: Place = "agency" if origin.id in agencies else "speaker"
            kind, state = origin.kind, origin.state_run
            voices.append(
                VoiceAnswer(id=origin.id, name=origin.name, place=place, kind=kind, state_run=state, documents=origin.documents)
            )
    known = {voice.id for voice in voices}
    return SourceMap(
        story=dossier.id,
        title=dossier.title,
        documents=dossier.documents,
        voices=tuple(voices),
        leans=tuple(lean for lean in leans.values() if lean.source in known and lean.on in known),
    )


def outlet_id(document: DocumentAnswer) -> str:
    """Return what one outlet's articles share: its name, else the article's own id."""
    return f"outlet:{document.outlet}" if document.outlet else f"document:{document.id}"


def _outlets(documents: Iterable[DocumentAnswer], outlet_of: Mapping[str, str]) -> Iterator[VoiceAnswer]:
    found = dict[str, list[DocumentAnswer]]()
    for one in documents:
        found.setdefault(outlet_of[one.id], []).append(one)
    for id, theirs in found.items():
        name = theirs[0].outlet or theirs[0].source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        ids = tuple(one.id for one in theirs)
        yield VoiceAnswer(id=id, name=name, place="outlet", kind="outlet", state_run=None, documents=ids)


def _cited(dossier: Dossier, outlet_of: Mapping[str, str]) -> Iterator[LeanAnswer]:
    """Yield what the articles themselves rest on."""
    for one in dossier.dependences:
        source, on = outlet_of.get(one.document, one.document), outlet_of.get(one.on, one.on)
        if source != on:
            yield LeanAnswer(
                id=make_id("lean", source, on, one.how),
                source=source,
                on=on,
                how=one.how,
                direction_known=one.direction_known,
                ids=(one.id,),
                documents=(one.document,),
                words=tuple(quote for quote in one.evidence if quote.document == one.document),
            )


def _behind(dossier: Dossier) -> Iterator[LeanAnswer]:
    """Yield whom an agency cites: the claims whose chain leads through one voice to the next."""
    by_entity = _by_name(dossier)
    for group in dossier.groups:
        for member in group.members:
            links = [found for link in member.chain if (found := _origin(link, member, by_entity)) is not None]
            for one, other in pairwise(links):
                if one != other:
                    words = Quote(document=member.document, start=member.start, end=member.end, quote=member.quote)
                    yield LeanAnswer(
                        id=make_id("lean", one, other, "cites"),
                        source=one,
                        on=other,
                        how="cites",
                        direction_known=True,
                        ids=(),
                        documents=(member.document,),
                        words=(words,),
                    )


def _by_name(dossier: Dossier) -> dict[str, str]:
    """Return the origin that each name is the name of, where it is one origin's alone."""
    found = dict[str, set[str]]()
    for origin in dossier.origins:
        found.setdefault(origin.name, set()).add(origin.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _origin(link: ChainAnswer, member: MemberAnswer, by_name: Mapping[str, str]) -> str | None:
    """Return the origin that a link of a chain is, where that is sure: by its name, or as the claim's only one."""
    if link.role not in VOICES:
        return None
    if link.name in by_name:
        return by_name[link.name]
    voices = [each for each in member.chain if each.role in VOICES]
    is_only = len(voices) == 1 and len(member.origins) == 1
    return member.origins[0] if is_only else None


def _agencies(dossier: Dossier) -> set[str]:
    """Return the origins that stand as agencies in some chain, or that somebody is cited through."""
    by_name = _by_name(dossier)
    found = {lean.source for lean in _behind(dossier)}
    for group in dossier.groups:
        for member in group.members:
            for link in member.chain:
                origin = _origin(link, member, by_name) if link.role == "agency" else None
                found.update({origin} if origin else ())
    return found


def _merged(leans: Iterable[LeanAnswer]) -> Iterator[LeanAnswer]:
    """Yield each line of the map once, with all its words."""
    found = dict[str, list[LeanAnswer]]()
    for lean in leans:
        found.setdefault(lean.id, []).append(lean)
    for same in found.values():
        yield same[0].replace(
            ids=tuple(dict.fromkeys(id for one in same for id in one.ids)),
            documents=tuple(dict.fromkeys(id for one in same for id in one.documents)),
            words=tuple(dict.fromkeys(quote for one in same for quote in one.words)),
            direction_known=all(one.direction_known for one in same),
        )
