"""Every id leads back to reasons and exact words."""

import pytest

from sayso.model.errors import QuestionError
from sayso.query.answers import WhyAnswer
from sayso.query.why import why
from sayso.store.store import Case


def told(answer: WhyAnswer | None) -> tuple[str, str, str]:
    """Return the kind, all rules and notes, and all words of an answer."""
    assert answer is not None
    said = "; ".join(f"{reason.rule}: {reason.note}" for reason in answer.reasons)
    return answer.kind, said, " | ".join(quote.quote for reason in answer.reasons for quote in reason.spans)


@pytest.mark.parametrize(
    ("id", "kind", "rule", "words"),
    [
        ("doc-a", "document", "dependence: cites", "Flood in Lund"),
        ("claim-b-dam", "claim", "claim: denied", "Mayor Berg"),
        ("claim-a-river", "claim", "when: weekday before publication", "rose"),
        ("attribution-b-Berg", "attribution", "Mayor Berg (speaker)", "denied"),
        ("event-a", "event", "role: agent", "The river"),
        ("entity-berg", "entity", "Anna Berg", "Mayor Berg"),
        ("entity-b-berg", "entity", "Anna Berg", "Mayor Berg"),
        ("story-flood", "story", "alone", ""),
        ("origin-norda", "origin", "doc-a cites origin-norda", "rose"),
        ("dependence-", "dependence", "doc-a cites origin-norda", "rose"),
        ("group-rose", "group", "differs: number 12 / 20", "20 people fled"),
        ("dispute-dam", "dispute", "denial: denied", "the dam broke"),
    ],
)
def test_the_reasons_behind_an_id(case: Case, id: str, kind: str, rule: str, words: str) -> None:
    found_kind, rules, quoted = told(why(case, id))
    assert found_kind == kind
    assert rule in rules
    assert words in quoted


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(case: Case) -> None:
    answer = why(case, "group-ro")
    assert answer is not None
    assert answer.id == "group-rose"
    assert why(case, "nothing") is None
    assert why(case, "") is None
    with pytest.raises(QuestionError, match="give more of the id"):
        why(case, "group-")


def test_of_somebody_in_very_many_articles_the_first_are_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.query.why.READ_FOR_ENTITY", 0)
    kind, rules, quoted = told(why(case, "entity-berg"))
    assert (kind, quoted) == ("entity", "")
    assert "Anna Berg; the first 0 of 1 articles" in rules
