"""Judgements are made of ids and hold words; what would mean nothing is refused, and what speaks against a merge is said."""

from collections.abc import Callable

import pytest

from sayso.model.corpus import Entity
from sayso.model.errors import QuestionError, UnknownError
from sayso.query.history import answer_of
from sayso.query.judging import Judge
from sayso.query.targets import rules_against
from sayso.store.store import Case


def test_a_rejected_claim_is_held_by_its_words_and_those_of_its_group(case: Case) -> None:
    judged = Judge(case, why="another dam", by="Ada", made="2026-01-01T00:00:00+00:00").reject("claim-b-dam")
    claim, rest = judged.targets
    assert (judged.kind, judged.of, judged.why, judged.by) == ("reject", "claim", "another dam", "Ada")
    assert [(anchor.document, anchor.quote) for anchor in claim.anchors] == [("doc-b", "the dam broke")]
    assert [(anchor.document, anchor.quote) for anchor in rest.anchors] == [("doc-c", "The dam broke")]
    assert answer_of(judged).targets[0].words[0].quote == "the dam broke"


def test_groups_disputes_and_differences_can_be_rejected(case: Case) -> None:
    group = Judge(case).reject("group-rose")
    assert [target.anchors[0].document for target in group.targets] == ["doc-a", "doc-b"]
    dispute = Judge(case).reject("dispute-")
    assert [(target.name, len(target.anchors)) for target in dispute.targets] == [("asserted", 1), ("denied", 1)]
    difference = Judge(case).reject("difference-")
    assert (difference.of, difference.slot) == ("difference", "number")
    assert [target.name for target in difference.targets] == ["12", "20"]


def test_an_id_tells_the_same_judgement_apart_from_its_repetition(case: Case) -> None:
    assert Judge(case).reject("group-rose").id == Judge(case, made="later").reject("group-rose").id
    assert Judge(case).reject("group-rose").id != Judge(case, why="so").reject("group-rose").id


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda maker: maker.merge(["entity-berg"]), "these are one"),
        (lambda maker: maker.merge(["entity-berg", "entity-b-berg"]), "these are one"),
        (lambda maker: maker.split("entity-berg", ["doc-a"]), "is not in doc-a"),
        (lambda maker: maker.reject("group-slept"), "holds one claim"),
        (lambda maker: maker.reject("claim-c-slept"), "stands alone"),
        (lambda maker: maker.reject("entity-berg"), "entity of the case"),
        (lambda maker: maker.reject("story-flood"), "cannot be rejected"),
        (lambda maker: maker.reject("claim-"), "could be"),
    ],
)
def test_what_would_mean_nothing_is_refused_with_a_remedy(case: Case, make: Callable[[Judge], object], error: str) -> None:
    with pytest.raises(QuestionError, match=error) as caught:
        make(Judge(case))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "id", ["nobody", "", "%", "'; DROP TABLE judgement; --", "\x00", "\ud800", "difference-nobody", "mention-nobody", "../../etc"]
)
def test_an_id_that_is_nowhere_is_said_to_be_nowhere(case: Case, id: str) -> None:
    maker = Judge(case)
    makers: tuple[Callable[[], object], ...] = (
        lambda: maker.merge([id, id]),
        lambda: maker.split(id, [id]),
        lambda: maker.reject(id),
        lambda: maker.undo(id),
    )
    for make in makers:
        with pytest.raises(UnknownError):
            make()


def person(id: str, name: str, **more: object) -> Entity:
    return Entity(id=id, kind="person", name=name, names=(name,), members=()).replace(**more)


def test_what_speaks_against_a_merge_is_named() -> None:
    kim = person("1", "Kim Jong Un", gender="m")
    assert rules_against(kim, person("2", "Kim Jong-un", gender="m")) == ()
    sister = person("2", "Kim Yo-jong", gender="f", links=(("sister", "1"),))
    assert rules_against(kim, sister) == rules_against(sister, kim) == ("other-gender", "linked-as-two", "other-name")
    assert rules_against(kim, person("3", "Koryo", kind="organisation")) == ("other-kind",)
    assert rules_against(person("4", "the minister"), kim) == ()
