"""Read on whose text an article rests from what stands around it: "SELMAR (Reuters) -", "By Agencies", "(With inputs from PTI)".

A dateline or byline that names an agency says that the text is the agency's. A line that says an agency contributed says only
that some of it may be. The credit of a photograph says nothing of the text, and is not looked at.
"""

import re
from collections.abc import Iterator

from sayso.kit.config import Config, OutletEntry
from sayso.kit.names import plain
from sayso.link.registry import known_source
from sayso.model.base import Place, Record
from sayso.model.document import Document, Zone

NAME = re.compile(r"[A-Z\u00c0-\u00de][\w&.'\u2019-]*(?: (?:(?:of|the|and) )?[A-Z\u00c0-\u00de][\w&.'\u2019-]*){0,5}")
PARTLY = re.compile(r"\b(?:contribut|inputs?\b|files?\b|reporting\b|compiled\b)", re.IGNORECASE)
"""Words that say that the text is the agency's in part."""
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
