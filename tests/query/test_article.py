"""An article to be read: its marks and chains name whom the case knows, and not only whom the article does."""

from sayso.query.article import article
from sayso.store.store import Case


def test_names_and_voices_are_those_of_the_case(case: Case) -> None:
    found = article(case, "doc-b")
    assert found is not None
    names = {found.text[mark.start : mark.end]: mark.entity for mark in found.marks if mark.kind == "name"}
    assert names["Mayor Berg"] == "entity-berg"
    assert {link.entity for claim in found.claims for link in claim.chain if "Berg" in link.name} == {"entity-berg"}
    assert article(case, "doc-nothing") is None
