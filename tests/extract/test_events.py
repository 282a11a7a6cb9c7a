"""What happens, to whom, and when: the trigger is marked `!kind`, whoever takes part by role, the date is given beside."""

import pytest

from sayso.model.document import Document
from sayso.model.facts import Event
from tests.extract.marked import marked
from tests.reading import read

TUESDAY = "2024-05-14"
ROLES = [
    "[The navy|agent] [gave|!give] [the city|recipient] [a barge|patient].",
    "[The navy|agent] [gave|!give] [a barge|patient] to [the city|recipient].",
    "[The barge|patient] was [given|!give] to [the city|recipient] by [the navy|agent].",
    "[The city|agent] [received|!receive] [a barge|patient] from [the navy|source].",
    "[The hospital|patient] was [received|!receive] by [Health Minister Mira Orlan|agent].",
    "[Soldiers|agent] [attacked|!attack] [the town|patient].",
    "[The crew|agent] [left|!depart] [the ship|patient].",
    "[Two bridges|patient] were reported [destroyed|!destroy] by [the flood|agent].",
    "[The navy|agent] denied [selling|!transfer] [ships|patient] to [Ruritania|recipient].",
    "[The navy|agent] denied the [sale|!transfer] of [the ships|theme].",
    "KSPA announced the [return|!return] of [a delegation|theme].",
    "The crew is going to [attack|!attack] [the town|patient].",
]
DATES = [
    ("The barge sank on 3 May.", "2024-05-03"),
    ("The barge sank on Sunday.", "2024-05-12"),
    ("The engine was delivered in June 2023.", "2023-06"),
    ("The mayor said the bridge collapsed on Sunday.", "2024-05-12"),
    ("The port has been closed since March.", "2024-03/.."),
    ("Workers built the pier between 2015 and 2017.", "2015/2017"),
    ("The ministry denied having sold ships to Marovia in April.", "2024-04"),
    ("The barge sank.", None),
    ("The senators conceded defeat before a March 3 deadline.", None),
    ("Kestria has recovered from a 1998 storm.", None),
    ("The pier is open from next year.", "2025"),
    ("Nine people were killed by Sunday's bomb.", "2024-05-12"),
]
REPORT_DAYS = [
    "The mayor said on Tuesday that the bridge collapsed.",
    "On Tuesday, the agency reported that a delegation returned from Velden.",
    "The bridge collapsed, the mayor said on Tuesday.",
    "The bridge collapsed, according to a statement released on Tuesday.",
]
POLARITY = [
    ("The bridge collapsed.", "+"),
    ("The bridge did not collapse.", "-"),
    ("The bridge never collapsed.", "-"),
    ("No barge sank in May.", "-"),
    ("Nobody left the ship.", "-"),
    ("Neither barge sank.", "-"),
    ("The barge no longer carries copper.", "-"),
    ("None of the boats could reach the port.", "-"),
    ("The storm not only sank the barge.", "+"),
    ("The storm did not just sink the barge.", "+"),
    ("Kestria has sent no copper to Marovia.", "-"),
    ("The navy denied selling ships to Ruritania.", "+"),
]


def only(text: str, published: str | None = None) -> tuple[Document, Event]:
    """Return a document and the one event that is in it."""
    document = read(text, published)
    (event,) = document.events
    return document, event


@pytest.mark.parametrize("sentence", ROLES)
def test_a_trigger_has_its_kind_and_its_parts(sentence: str) -> None:
    expected = marked(sentence)
    document, event = only(expected.text)
    kind = next(label for _, label in expected if label[0] == "!")
    assert (event.trigger.cut(document.text), f"!{event.kind}") == (expected.words(kind)[0], kind)
    roles = {(role.span.cut(document.text), role.role) for role in event.roles}
    assert set(expected) - {(expected.words(kind)[0], kind)} <= roles


@pytest.mark.parametrize("sentence", ROLES[:3])
def test_giver_and_given_are_told_apart(sentence: str) -> None:
    document, event = only(marked(sentence).text)
    roles = {role.role: role.span.cut(document.text).lower() for role in event.roles}
    assert (roles["agent"], roles["recipient"], roles["patient"]) == ("the navy", "the city", roles["patient"])
    assert roles["patient"].endswith("barge")


@pytest.mark.parametrize(("sentence", "when"), DATES)
def test_an_event_has_the_date_that_the_words_give_it(sentence: str, when: str | None) -> None:
    assert only(sentence, TUESDAY)[1].when == when


@pytest.mark.parametrize("sentence", REPORT_DAYS)
def test_the_day_of_a_report_is_not_the_day_of_what_is_reported(sentence: str) -> None:
    event = next(event for event in read(sentence, TUESDAY).events if event.lemma in {"collapse", "return"})
    assert event.when is None


def test_no_day_is_guessed_where_the_article_has_none() -> None:
    assert only("The barge sank on Sunday.")[1].when is None


def test_each_clause_has_its_own_date() -> None:
    events = read("The crew, which left Velden on 3 May, reached Ostrava on 9 May.", TUESDAY).events
    assert {event.kind: event.when for event in events} == {"depart": "2024-05-03", "arrive": "2024-05-09"}


@pytest.mark.parametrize(("sentence", "polarity"), POLARITY)
def test_what_did_not_happen_is_told_apart_from_what_is_denied(sentence: str, polarity: str) -> None:
    assert only(sentence)[1].polarity == polarity


@pytest.mark.parametrize("noun", ["The visit of the envoy to Velden on 3 May", "The sale of ships to Marovia on 3 May"])
def test_a_dated_noun_reports_a_happening(noun: str) -> None:
    document = read(f"{noun} ended early.", TUESDAY)
    told = next(event for event in document.events if event.kind in {"travel", "transfer"})
    assert told.when == "2024-05-03"
