"""Documents that share an id: one text once, other texts as revisions, whatever the order of arrival."""

from itertools import permutations

from sayso.model.document import Document
from sayso.read.identity import text_hash
from sayso.read.revisions import settle_identities


def document(name: str, text: str, published: str | None = None, **fields: str) -> Document:
    return Document(id=name, source=fields.get("source", "s"), text=text, text_sha256=text_hash(text), published=published)


FIRST = document("a", "Two were killed.", "2024-02-20")
LATER = document("a", "Three were killed.", "2024-02-21")
UNDATED = document("a", "Many were killed.")
OTHER = document("b", "Two were killed.")
COPY = document("a", "Two were killed.", source="t")


def test_earliest_text_keeps_the_id_in_any_order() -> None:
    outcomes = {settle_identities(order) for order in permutations((FIRST, LATER, UNDATED, OTHER, COPY))}
    (settled,) = outcomes
    assert [(one.text, one.revision_of) for one in settled if one.id in "ab"] == [("Two were killed.", None)] * 2
    revisions = [one for one in settled if one.revision_of == "a"]
    assert {one.id for one in revisions} == {f"a#{one.text_sha256[:12]}" for one in (LATER, UNDATED)}
    assert settled[0].published == "2024-02-20"


def test_settling_again_with_an_earlier_text_gives_what_settling_at_once_gives() -> None:
    earlier = document("a", "One was killed.", "2024-02-19")
    assert settle_identities((*settle_identities((LATER, FIRST)), earlier)) == settle_identities((earlier, FIRST, LATER))
    assert settle_identities(settle_identities((LATER, FIRST))) == settle_identities((FIRST, LATER))
