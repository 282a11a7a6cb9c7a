"""Settle who is who among documents that share an id: one text is one document, another text under the id is a revision of it.

The outcome depends on the documents alone, never on the order in which they arrived or on an earlier settlement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.model.document import Document


def settle_identities(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return each text once, with an id of its own, sorted by id.

    The earliest text under an id keeps it; a later one is called `id#` and the beginning of its hash, and names the id in
    `revision_of`.
    """
    families = defaultdict[str, list[Document]](list)
    for document in documents:
        families[document.revision_of or document.id].append(document)
    settled = [member for name, family in families.items() for member in _settle(name, family)]
    return tuple(sorted(settled, key=lambda document: document.id))


def told_apart(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield documents as they come: a text that is known under its id once, another text under that id as a revision of it.

    Unlike `settle_identities` it need not have seen them all, so that of two texts the one that comes first keeps the id.
    """
    known = defaultdict[str, set[str]](set)
    for document in documents:
        texts = known[document.id]
        if document.text_sha256 in texts:
            continue
        if texts:
            yield document.replace(id=_revision_id(document.id, document), revision_of=document.id)
        else:
            yield document
        texts.add(document.text_sha256)


def _revision_id(name: str, document: Document) -> str:
    return f"{name}#{document.text_sha256[:12]}"


def _settle(name: str, family: Iterable[Document]) -> list[Document]:
    texts = dict[str, Document]()
    for document in sorted(family, key=_preference):
        texts.setdefault(document.text_sha256, document)
    first, *later = sorted(texts.values(), key=lambda document: (document.published or "9999", document.text_sha256))
    revisions = [document.replace(id=_revision_id(name, document), revision_of=name) for document in later]
    return [first.replace(id=name, revision_of=None), *revisions]


def _preference(document: Document) -> tuple[object, ...]:
    """Among copies of one text prefer the one that says more of itself, then any fixed order."""
    said = (document.published, document.outlet, document.title, document.url)
    given = sum(bool(value) for value in said)
    return (-given, *(value or "" for value in said), document.source, document.language or "", document.authors)
