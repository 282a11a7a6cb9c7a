"""A case as entities of FollowTheMoney, one JSON object a line, and statements that say where each value stands.

A claim group is an Event, what an article tells of it a Documentation, and what it bears on a Note: never a Sanction nor a Risk,
which are findings of an authority about somebody. Dates of FollowTheMoney have no uncertainty, so an event has the first and the
last day that its date can mean, and the statement keeps the date as it was found.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from sayso.kit.calendar import bounds
from sayso.model.base import Record, make_id
from sayso.model.document import Document
from sayso.query.answers import Dossier, FindingAnswer, GroupAnswer, MemberAnswer, OriginAnswer
from sayso.query.entities import EntityAnswer
from sayso.show.dossier import to_json
from sayso.show.plain import plain, plain_lines

DATASET = "sayso"
SCHEMATA = {"person": "Person", "organisation": "Organization"}
"""The kinds of entity that FollowTheMoney can say are mentioned."""
_CODES = "ara bul ces dan deu ell eng spa fin fra heb hin hun ita jpn kor nld nor pol por ron rus swe tur ukr vie zho"
_SHORT = "ar bg cs da de el en es fi fr he hi hu it ja ko nl no pl pt ro ru sv tr uk vi zh"
_LANGUAGES = dict(zip(_SHORT.split(), _CODES.split(), strict=True))
"""Languages by the three letters that FollowTheMoney knows them by; of any other nothing is said."""
_VOICES = frozenset({"agency", "outlet"})
_TAKEN_AS_IT_IS = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")


class Value(Record, frozen=True, kw_only=True):
    """One value of a property: `origin` is the place that shows it, `original` its words there where they are others."""

    name: str
    value: str
    origin: str | None = None
    original: str | None = None


class Made(Record, frozen=True, kw_only=True):
    """One entity of FollowTheMoney."""

    id: str
    schema: str
    values: tuple[Value, ...]


def entities(
    documents: Iterable[Document],
    dossiers: Iterable[Dossier],
    people: Iterable[EntityAnswer],
    entity_of: Mapping[str, str],
    *,
    with_text: bool,
) -> Iterator[Made]:
    """Yield a case as entities, each once: who and what it is about, articles with their mentions, voices, events, notes."""
    known, places = dict[str, EntityAnswer](), dict[str, str]()
    for each in people:
        if each.kind in SCHEMATA:
            known[each.id] = each
            yield _somebody(each)
    for document in documents:
        places[document.id] = document.text_sha256
        yield _article(document, with_text=with_text)
        yield from _mentions(document, known, entity_of)
    yield from _told(dossiers, places)


def _told(dossiers: Iterable[Dossier], places: Mapping[str, str]) -> Iterator[Made]:
    seen = set[str]()
    for dossier in dossiers:
        found = [_voice(each) for each in dossier.origins if each.kind in _VOICES]
        found += [each for group in dossier.groups for each in _event(group, places)]
        found += [_note(each) for each in dossier.findings]
        for each in found:
            if each.id not in seen:
                seen.add(each.id)
                yield each


def entity_lines(found: Iterable[Made]) -> Iterator[bytes]:
    """Yield entities as FollowTheMoney reads them."""
    for each in found:
        properties = dict[str, list[str]]()
        for value in each.values:
            properties.setdefault(value.name, []).append(value.value)
        yield to_json({"id": each.id, "schema": each.schema, "properties": properties})


def statement_lines(found: Iterable[Made]) -> Iterator[bytes]:
    """Yield each value as a statement: where it stands, as a range of characters (RFC 5147), and what the words there are."""
    for each in found:
        for value in each.values:
            key = hashlib.sha1(f"{DATASET}.{each.id}.{value.name}.{value.value}".encode(), usedforsecurity=False)
            yield to_json(
                {
                    "id": key.hexdigest(),
                    "entity_id": each.id,
                    "canonical_id": each.id,
                    "schema": each.schema,
                    "prop": value.name,
                    "value": value.value,
                    "dataset": DATASET,
                    "original_value": value.original,
                    "origin": value.origin,
                }
            )


def id_of(kind: str, id: str) -> str:
    """Return an id as FollowTheMoney takes it: one that it would drop is told by its hash."""
    return id if _TAKEN_AS_IT_IS.fullmatch(id) else make_id(kind, id)


def _place(sha256: str, start: int, end: int) -> str:
    return f"sha256:{sha256}#char={start},{end}"


def _values(*pairs: tuple[str, str | None], origin: str | None = None) -> tuple[Value, ...]:
    shown = ((name, plain(value)) for name, value in pairs if value)
    return tuple(Value(name=name, value=value, origin=origin) for name, value in dict.fromkeys(shown) if value)


def _somebody(each: EntityAnswer) -> Made:
    """Return a person or a body with its other names; of a person one word alone is a weak one."""
    weak = each.kind == "person"
    other = ((("weakAlias" if weak and " " not in name else "alias"), name) for name in each.names if name != each.name)
    return Made(id=id_of("entity", each.id), schema=SCHEMATA[each.kind], values=_values(("name", each.name), *other))


def _voice(each: OriginAnswer) -> Made:
    schema = "PublicBody" if each.state_run else "Organization"
    return Made(id=id_of("origin", each.id), schema=schema, values=_values(("name", each.name)))


def _article(document: Document, *, with_text: bool) -> Made:
    url = document.url or document.source
    link = url if re.match(r"https?://[^\s]+$", url) else None
    text = document.text.encode("utf-8", "replace")
    values = _values(
        ("title", document.title or document.source),
        ("publishedAt", document.published_day),
        ("publisher", document.outlet),
        ("language", _LANGUAGES.get(document.language or "")),
        ("sourceUrl", link),
        ("contentHash", hashlib.sha1(text, usedforsecurity=False).hexdigest()),
        *(("author", author) for author in document.authors),
    )
    body = (Value(name="bodyText", value=plain_lines(document.text).strip()),) if with_text and document.text.strip() else ()
    return Made(id=id_of("document", document.id), schema="Article", values=values + body)


def _mentions(document: Document, known: Mapping[str, EntityAnswer], entity_of: Mapping[str, str]) -> Iterator[Made]:
    """Yield whom a document names, each once, at its first place there."""
    seen = set[str]()
    for mention in sorted(document.mentions, key=lambda each: each.span):
        entity = entity_of.get(mention.entity or "")
        if entity is None or entity not in known or entity in seen or mention.form != "name":
            continue
        seen.add(entity)
        place = _place(document.text_sha256, mention.span.start, mention.span.end)
        named = ("name", mention.span.cut(document.text))
        about = (
            ("document", id_of("document", document.id)),
            ("resolved", id_of("entity", entity)),
            ("detectedSchema", SCHEMATA[known[entity].kind]),
        )
        values = _values(named, *about, origin=place)
        yield Made(id=make_id("mention", document.id, entity), schema="Mention", values=values)


def _event(group: GroupAnswer, places: Mapping[str, str]) -> Iterator[Made]:
    """Yield a claim group as an event, and what each article says of it."""
    first = group.members[0]
    place, event = _at(first, places), id_of("group", group.id)
    days = tuple(
        Value(name=name, value=day, origin=place, original=group.when if group.when != day else None)
        for name, day in zip(("startDate", "endDate"), bounds(group.when), strict=True)
        if day
    )
    worth = f"{group.state.replace('_', ' ')}: at least {group.at_least}, at most {group.at_most} independent origins"
    values = (*_values(("name", group.proposition), origin=place), *_values(("notes", worth)), *days)
    yield Made(id=event, schema="Event", values=values)
    for member in group.members:
        told = (
            ("document", id_of("document", member.document)),
            ("entity", event),
            ("role", member.stance.replace("_", " ")),
            ("summary", member.quote),
        )
        values = _values(*told, origin=_at(member, places)) + _values(("status", group.state.replace("_", " ")))
        yield Made(id=make_id("documentation", group.id, member.claim), schema="Documentation", values=values)


def _at(member: MemberAnswer, places: Mapping[str, str]) -> str:
    return _place(places[member.document], member.start, member.end)


def _note(each: FindingAnswer) -> Made:
    """Return what an event bears on, as a note."""
    about = ("name", each.wording), ("description", each.provision.gist), ("entity", id_of("group", each.group))
    return Made(id=id_of("finding", each.id), schema="Note", values=_values(*about))
