"""Read from a page's links whose article it rests on: "according to <reports>", a link inside a sentence, "Source: <Reuters>".

A link counts where it stands in the article's own text and leads to one article on a site of somebody else. A site that is known
neither to the registry nor from the case must be cited in words too; a platform is nobody. Fronts and lists of articles, the
outlet's own pages, further reading and the sources of pictures are left out.
"""

import functools
import re
from collections.abc import Iterator
from operator import itemgetter

from sayso.kit.addresses import Address, address_of, link_words, site_of
from sayso.kit.config import Config, OutletEntry
from sayso.kit.names import plain
from sayso.link.registry import known_source, source_of_host
from sayso.model.base import Place, Record
from sayso.model.corpus import Corpus
from sayso.model.document import Document, Link
from sayso.model.facts import Attribution
from sayso.model.span import Span

_WORD = re.compile(r"\w+")
LEAST_AROUND = 3
"""A link stands in a sentence where the sentence has so many words beside it; else it is a line that leads elsewhere."""
LONGEST_BEFORE = 60


class Led(Record, frozen=True, kw_only=True):
    """A link to somebody else's article: whose, which, where its words stand, and the attribution that it stands in, if any.

    `page` is the document of the case that it leads to, where that is one.
    """

    name: str
    entry: OutletEntry | None
    place: Place
    target: str
    rule: str
    page: str | None = None
    attribution: str | None = None


class Sites:
    """What a case knows of sites and pages: whose outlet's they are, and which document."""

    def __init__(self, corpus: Corpus, config: Config) -> None:
        self.config, self._corpus = config, corpus

    @functools.cached_property
    def outlets(self) -> dict[str, str]:
        """The outlet of each site that documents of the case come from."""
        found = dict[str, str]()
        for address, outlet, _ in self._addresses:
            if outlet:
                found.setdefault(address.site, outlet)
        return found

    @functools.cached_property
    def pages(self) -> dict[str, str]:
        """The document of each page that stands in the case."""
        found = dict[str, str]()
        for address, _, document in self._addresses:
            if document:
                found.setdefault(address.page, document)
        return found

    @functools.cached_property
    def _addresses(self) -> list[tuple[Address, str | None, str | None]]:
        """The addresses of the documents, in order, with their outlets, and their ids where they are no revisions.

        They are asked for only where a document has links.
        """
        known = [(one.id, one.url, one.outlet, one.revision_of) for one in self._corpus.documents if one.url]
        found = ((address_of(url), outlet, None if first else id) for id, url, outlet, first in sorted(known, key=itemgetter(0)))
        return [(address, outlet, document) for address, outlet, document in found if address is not None]

    def led(self, document: Document) -> tuple[Led, ...]:
        """Return the links of a document that lead to what it rests on, in order."""
        own = self._own(document)
        return tuple(found for link in document.links if (found := self._read(document, link, own)) is not None)

    def _own(self, document: Document) -> frozenset[str]:
        """Return the sites of the document's own outlet."""
        entry = known_source(document.outlet, self.config) if document.outlet else None
        here = address_of(document.url) if document.url else None
        named = address_of(f"https://{document.outlet}/") if document.outlet and "." in document.outlet else None
        return frozenset({site_of(domain) for domain in entry.domains} if entry else ()) | {
            found.site for found in (here, named) if found
        }

    def _read(self, document: Document, link: Link, own: frozenset[str]) -> Led | None:
        address = address_of(link.target)
        if address is None or not address.is_article or address.site in own or address.site in link_words("platform"):
            return None
        item = _attribution_at(document, link.span)
        rule = _rule(document, link.span, item)
        entry, outlet = source_of_host(address.host, self.config), self.outlets.get(address.site)
        if rule is None or (entry is None and outlet is None and rule == "linked-in-a-sentence"):
            return None
        name = entry.name if entry else outlet or address.site
        if plain(name) == plain(document.outlet or ""):
            return None
        return Led(
            name=name,
            entry=entry,
            place=Place(document=document.id, start=link.span.start, end=link.span.end),
            target=link.target,
            rule=rule,
            page=self._page(document, address),
            attribution=item.id if item else None,
        )

    def _page(self, document: Document, address: Address) -> str | None:
        found = self.pages.get(address.page)
        return found if found not in (document.id, document.revision_of) else None


def _attribution_at(document: Document, words: Span) -> Attribution | None:
    """Return the attribution whose source or cue a link lies on: it shows where that can be read."""
    for item in document.attributions:
        if any(words.overlap(span) for span in (*item.source, *item.cue)):
            return item
    return None


def _rule(document: Document, words: Span, item: Attribution | None) -> str | None:
    """Return how a link shows what the article rests on; None where it does not."""
    zone = next((zone for zone in document.zones if zone.span.start <= words.start < zone.span.end), None)
    if zone is None or zone.kind in ("caption", "credit", "header", "headline"):
        return None
    start = document.text.rfind("\n", 0, words.start) + 1
    line = document.text[start : words.start].strip().lower()
    opening = line or words.cut(document.text).strip().lower()
    if any(_opens(opening, kind) for kind in link_words("picture") | link_words("related")):
        return None
    if _is_after_via(line[-LONGEST_BEFORE:]):
        return "named-as-the-source"
    if zone.kind != "body":
        return None
    if item is not None:
        return "linked-where-it-is-cited"
    around = sum(len(_WORD.findall(part)) for part in _around(document, words, start))
    return "linked-in-a-sentence" if around >= LEAST_AROUND else None


def _opens(line: str, words: str) -> bool:
    return line.startswith(words) and not line[len(words) : len(words) + 1].isalpha()


def _is_after_via(before: str) -> bool:
    """Do the words before a link end with those by which a text names where it comes from?"""
    said = before.rstrip(" :([\u2013\u2014-\u00a0").removesuffix(" the")
    has_mark = before.rstrip().endswith(":")
    for words in link_words("via"):
        if said == words or (said.endswith(f" {words}") and (has_mark or " " in words or words in ("via", "h/t"))):
            return True
    return False


def _around(document: Document, words: Span, line: int) -> Iterator[str]:
    """Yield what stands before and after a link in its sentence, or in its line where no sentences are known."""
    text = document.text
    end = text.find("\n", words.end)
    held = next((one.span for one in document.sentences if one.span.start <= words.start < one.span.end), None)
    whole = held or Span(start=line, end=len(text) if end < 0 else end)
    yield text[whole.start : words.start]
    yield text[words.end : max(whole.end, words.end)]
