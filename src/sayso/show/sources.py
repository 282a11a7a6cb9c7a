"""Who tells a claim, and where its words stand, as a reader sees it: one number and one name for each document of a page."""

from collections.abc import Iterable, Mapping

from sayso.query.answers import DocumentAnswer, MemberAnswer, Quote
from sayso.show.plain import plain, shortened

_LONGEST_VOICE = 60
_ARROW = " ← "
DASH = "\u2013"
"""Stands between two numbers that bound a range."""


class Sources:
    """The documents of a page under their numbers and names, and the names of the origins behind them.

    A document that is not among them is what the reader asked about.
    """

    def __init__(self, documents: Iterable[DocumentAnswer], origins: Mapping[str, str]) -> None:
        self.documents = tuple(documents)
        self._numbers = {each.id: number for number, each in enumerate(self.documents, start=1)}
        self._names = {each.id: document_name(each) for each in self.documents}
        own = {name: document_name(each) for each in self.documents for name in (each.source, each.outlet) if name}
        self._origins = {id: own.get(name, name) for id, name in origins.items()}
        self._outlets = frozenset(self._names.values())

    def number(self, document: str) -> str:
        """Return the number of a document: `[2]`; nothing for what the reader asked about."""
        return f"[{self._numbers[document]}]" if document in self._numbers else ""

    def numbers(self, documents: Iterable[str]) -> str:
        """Return the numbers of documents, in order: `[1] [4]`."""
        known = sorted({self._numbers[document] for document in documents if document in self._numbers})
        return " ".join(f"[{number}]" for number in known)

    def name(self, id: str) -> str:
        """Return the name that a reader knows a document or an origin by."""
        return plain(self._names.get(id) or self._origins.get(id) or "your sentence")

    def place(self, stretch: MemberAnswer | Quote) -> str:
        """Return where words stand: the number of the document and the offsets into its text; nothing for what was asked."""
        number = self.number(stretch.document)
        return f"{number} {stretch.start}{DASH}{stretch.end}" if number else ""

    def behind(self, member: MemberAnswer) -> str:
        """Return on whose word an outlet tells a claim: ` ← KCNA ← Kim Yo-jong`, or what it rests on without saying so here."""
        voices = [link.name for link in member.chain if link.name and link.role != "outlet"]
        rests = [self._origins[id] for id in member.origins if id in self._origins]
        rests = [name for name in rests if name not in self._outlets]
        if not voices:
            return f" (rests on {', '.join(map(plain, rests))})" if rests else ""
        if len(rests) == 1:
            first = next(link for link in member.chain if link.name and link.role != "outlet")
            is_other = plain(first.name) != plain(rests[0])
            voices[0] = f"{first.name} ({rests[0]})" if is_other and first.entity is None else rests[0]
        return "".join(f"{_ARROW}{shortened(voice, _LONGEST_VOICE)}" for voice in voices)

    def chain(self, member: MemberAnswer) -> str:
        """Return who tells a claim on whose word, outermost first: `Outlet ← KCNA ← Kim Yo-jong`."""
        return self.name(member.document) + self.behind(member)


def document_name(document: DocumentAnswer) -> str:
    """Return what a reader knows a document by: its outlet, else the file or page that it came from."""
    if document.outlet:
        return plain(document.outlet)
    parts = [part for part in plain(document.source).replace("\\", "/").split("/") if part]
    return parts[-1] if parts else plain(document.id)
