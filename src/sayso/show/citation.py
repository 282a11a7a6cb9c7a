"""A quotation as a reader cites it: the exact words, who published them when, and where in which text they stand."""

from sayso.query.answers import DocumentAnswer
from sayso.show.plain import plain
from sayso.show.sources import DASH, document_name


def citation(document: DocumentAnswer, start: int, end: int, quote: str) -> str:
    """Return the citation of a stretch of a document.

    `“It rained”. Lund Post, “Flood”, 2024-05-06, characters 0-9 of doc-1 (a.txt).`
    """
    about = [
        document_name(document),
        f"“{plain(document.title)}”" if document.title else "",
        (document.published or "undated")[:10],
    ]
    place = f"characters {start}{DASH}{end} of {plain(document.id)}"
    source = "" if plain(document.source) in {plain(document.id), about[0]} else f" ({plain(document.source)})"
    return f"“{plain(quote)}”. {', '.join(part for part in about if part)}, {place}{source}."
