"""The entities of a case: who is spoken of, under which names, how often; relatives are linked, the unnamed left out."""

from pathlib import Path

import pytest

from sayso.model.corpus import Corpus, Entity
from sayso.model.facts import Mention
from sayso.query.entities import entities
from sayso.store.store import Case, open_case
from tests.query.conftest import corpus


def test_each_entity_comes_with_its_names_documents_and_mentions(case: Case) -> None:
    (berg,) = entities(case).entities
    assert (berg.id, berg.kind, berg.name, berg.mentions) == ("entity-berg", "person", "Anna Berg", 2)
    assert berg.names == ("Mayor Berg", "Anna Berg")


@pytest.mark.parametrize(
    ("about", "kind", "found"),
    [("berg", None, 1), ("Ber", None, 0), ("", None, 0), (None, "person", 1), (None, "place", 0), ("anna berg", "person", 1)],
)
def test_entities_can_be_asked_for_by_name_and_kind(case: Case, about: str | None, kind: str | None, found: int) -> None:
    assert len(entities(case, about, kind).entities) == found


def with_driver(whole: Corpus) -> Corpus:
    """Return the small case with a driver whom nobody names, a relative of the mayor."""
    driver = Entity(
        id="entity-driver", kind="person", name="the driver", names=("the driver",), members=(), documents=("doc-c",),
        links=(("brother", "entity-berg"),),
    )  # fmt: skip
    first, second, third = whole.documents
    spoken = Mention(id="mention-d", span=third.mentions[0].span, kind="person", form="nominal", head=0, entity="entity-c-driver")
    return whole.replace(
        documents=(first, second, third.replace(mentions=(*third.mentions, spoken))),
        entities=(*whole.entities, driver),
        entity_of=(*whole.entity_of, ("entity-c-driver", "entity-driver")),
    )


def test_whom_no_article_names_stands_in_the_whole_list_alone_and_a_relative_is_linked(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with open_case(path, write=True) as written:
        written.write(with_driver(corpus()), [], {})
    with open_case(path) as opened:
        assert [one.id for one in entities(opened).entities] == ["entity-berg"]
        driver = entities(opened, unnamed=True).entities[1]
    assert [(link.relation, link.entity, link.name) for link in driver.links] == [("brother", "entity-berg", "Anna Berg")]
