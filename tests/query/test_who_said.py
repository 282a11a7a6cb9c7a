"""Who said what: a body's own statements with the voices they came through, and nobody else's."""

import pytest

from sayso.model.errors import QuestionError
from sayso.query.who_said import WhoSaidAnswer, who_said
from sayso.store.store import Case


def said(answer: WhoSaidAnswer) -> list[tuple[str, str, str, str]]:
    return [(each.document, each.class_, each.stance, each.quote) for each in answer.attributions]


def test_a_denial_is_a_denial_of_whom_the_name_means(case: Case) -> None:
    answer = who_said(case, "Anna Berg")
    assert (answer.name, answer.entity) == ("Anna Berg", "entity-berg")
    (one,) = answer.attributions
    assert (one.document, one.class_, one.stance, one.quote) == ("doc-b", "speech", "denied", "the dam broke")
    assert [(link.name, link.entity) for link in one.chain] == [("Lund Post", None), ("Mayor Berg", "entity-berg")]


def test_a_part_of_a_name_is_enough_where_it_means_one(case: Case) -> None:
    assert said(who_said(case, "berg")) == said(who_said(case, "Mayor Berg"))


def test_a_voice_that_the_case_does_not_know_is_not_everybody(case: Case) -> None:
    assert said(who_said(case, "Zed")) == said(who_said(case, "")) == []


def test_what_one_of_several_said_is_not_given_to_another(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    (berg,) = case.entities()
    other = berg.replace(id="entity-other", name="Karl Berg", names=("Karl Berg",))
    monkeypatch.setattr(Case, "entities", lambda self: (berg, other))
    with pytest.raises(QuestionError, match=r"can mean 2: Anna Berg, Karl Berg"):
        who_said(case, "Berg")
    assert who_said(case, "Anna Berg").entity == "entity-berg"


def test_where_few_are_read_those_that_cite_come_before_those_that_name(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    (berg,) = case.entities()
    everywhere = berg.replace(documents=("doc-a", "doc-b", "doc-c"))
    monkeypatch.setattr(Case, "entities_at", lambda self, ids: (everywhere,))
    assert case.citing("entity-berg") == {"doc-b"}
    assert said(who_said(case, "entity-berg", 1)) == said(who_said(case, "entity-berg")) != []
