"""Find documents that carry the same text: exact copies, whatever page furniture stands around them."""

import hashlib
import re

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.base import Place, Reason
from sayso.model.corpus import Copy, Corpus
from sayso.model.document import Document

WORD = re.compile(r"\w+")
FEWEST = 30
"""A body of fewer words than this is too short for its copies to mean anything."""


def body_mark(document: Document) -> str | None:
    """Return the hash of a document's body words, case and marks left out; None where the body is too short."""
    words = WORD.findall(" ".join(zone.span.cut(document.text) for zone in document.zones_of("body")).lower())
    return (
        hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if len(words) >= FEWEST
        else None
    )


def earliest(document: Document) -> tuple[str, str]:
    """Return the key that puts documents in order of publication, the undated last."""
    return (document.published or "9999", document.id)


def _body(document: Document) -> Place:
    zones = [zone.span for zone in document.zones_of("body")]
    return Place(document=document.id, start=zones[0].start, end=zones[-1].end)


@stage("copies", reads=("documents", "zones"), writes=("copies",), version=1)
def copies(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its copies, each pointing to the earliest document that carries its text."""
    alike: dict[str, list[Document]] = {}
    for document in corpus.documents:
        mark = body_mark(document) if document.status != "skipped" else None
        if mark:
            alike.setdefault(mark, []).append(document)
    found = list[Copy]()
    for group in alike.values():
        first, *others = sorted(group, key=earliest)
        for other in others:
            known = bool(first.published_day and other.published_day and first.published_day < other.published_day)
            reason = Reason(rule="same-body", spans=(_body(first), _body(other)))
            found.append(Copy(one=first.id, other=other.id, share=1.0, direction_known=known, reasons=(reason,)))
    return corpus.replace(copies=tuple(sorted(found, key=lambda copy: (copy.one, copy.other))))
