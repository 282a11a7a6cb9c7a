"""Read on whose text an article rests from what stands around it: "SELMAR (Reuters) -", "By Agencies", "(With inputs from PTI)".

A dateline or byline that names an agency says that the text is the agency's. A line that says an agency contributed says only
that some of it may be. The credit of a photograph says nothing of the text, and is not looked at.
"""

import re
from collections.abc import Iterator

from sayso.kit.config import Config, OutletEntry
from sayso.kit.names import plain
from sayso.kit.vocabulary import place_of
from sayso.link.registry import known_source
from sayso.model.base import Place, Record
from sayso.model.document import Document, Zone
from sayso.model.facts import ChainLink
from sayso.model.span import Span

NAME = re.compile(r"[A-Z\u00c0-\u00de][\w&.'\u2019-]*(?: (?:(?:of|the|and) )?[A-Z\u00c0-\u00de][\w&.'\u2019-]*){0,5}")
PARTLY = re.compile(r"\b(?:contribut|inputs?\b|files?\b|reporting\b|compiled\b)", re.IGNORECASE)
"""Words that say that the text is the agency's in part."""
SIGNED = re.compile(
    r"^[ \t]*(?P<head>[A-Z\u00c0-\u00de][^\n()\"\u201c:;!?]{1,60}?)[ \t]*"
    r"\((?P<wire>[A-Z\u00c0-\u00de][^()\n,:;\"]{1,40})\)\s?(?:--|[-\u2013\u2014])\s",
    re.MULTILINE,
)
"""A dateline that is signed: a town, perhaps a day, and in brackets whose text it is."""
LATEST = 1500
"""In code points: where a signed dateline begins at the latest."""
AGENCIES = frozenset({"agency", "state_media"})


class Frame(Record, frozen=True, kw_only=True):
    """That a line around the text names an agency: for all of the text, or for some of it."""

    entry: OutletEntry
    place: Place
    whole: bool


def frames(document: Document, config: Config) -> tuple[Frame, ...]:
    """Return the agencies that the datelines and bylines of a document name, each once; never its own outlet."""
    found = dict[str, Frame]()
    for zone in document.zones_of("dateline", "byline"):
        for frame in _named(document, zone, config):
            if plain(frame.entry.name) != plain(document.outlet or ""):
                found.setdefault(frame.entry.name, frame)
    return tuple(found.values())


def _named(document: Document, zone: Zone, config: Config) -> Iterator[Frame]:
    words = zone.span.cut(document.text)
    whole = not PARTLY.search(words)
    for match in NAME.finditer(words):
        begin = match.start() + (len("By ") if match.group().startswith("By ") else 0)
        entry = known_source(words[begin : match.end()].rstrip("."), config)
        if entry is not None and entry.kind in AGENCIES:
            place = Place(document=document.id, start=zone.span.start + begin, end=zone.span.start + match.end())
            yield Frame(entry=entry, place=place, whole=whole)


def wire_link(document: Document, config: Config) -> ChainLink | None:
    """Return the wire whose text the article is, as its dateline or byline has it; None where that is the outlet or not told."""
    match = SIGNED.search(document.text, 0, LATEST)
    if match is not None and _is_head(match["head"]):
        entry = known_source(match["wire"], config)
        name = entry.name if entry else " ".join(match["wire"].split())
        if plain(name) in place_of() or _is_own(document, name, config):
            return None
        return ChainLink(name=name, role="agency", span=Span(start=match.start("wire"), end=match.end("wire")))
    whole = [frame for frame in frames(document, config) if frame.whole]
    if len(whole) != 1 or _is_own(document, whole[0].entry.name, config):
        return None
    place = whole[0].place
    return ChainLink(name=whole[0].entry.name, role="agency", span=Span(start=place.start, end=place.end))


def _is_head(words: str) -> bool:
    """Is that the head of a dateline: a town in capitals, or one with a day?"""
    town = words.split()[0].strip(",.")
    return (town.isupper() and len(town) > 1) or ("," in words and any(sign.isdigit() for sign in words))


def _is_own(document: Document, name: str, config: Config) -> bool:
    """Is a wire the outlet itself, by any of its names?"""
    outlet = document.outlet or ""
    if plain(name) == plain(outlet):
        return True
    mine, theirs = known_source(outlet, config) if outlet else None, known_source(name, config)
    return mine is not None and mine == theirs
