"""Which date dates which happening: never the day of its report; and what the tense alone tells is a bound."""

import pytest

from tests.reading import read

PUBLISHED = "2024-02-20"
DATED = [
    ("KSPA reported on Tuesday that the cars were delivered on Sunday.", {"deliver": "2024-02-18"}),
    ("KSPA said on Tuesday the ship sailed.", {"sail": None}),
    ("The minister resigned, KSPA reported on Monday.", {"resign": None}),
    ("The port closed on Monday and reopened on Tuesday.", {"close": "2024-02-19"}),
    ("In 2018 Kestria sold 40 trucks and Marovia bought 12 ships.", {"sell": "2018", "buy": "2018"}),
    ("The ministry said on Feb. 18 that it will begin withdrawing troops on Friday.", {"begin": "2024-02-23"}),
    ("He was arrested on Sunday after police searched his home on Friday.", {"arrest": "2024-02-18", "search": "2024-02-16"}),
    ("The pact, signed in 2015, expires next year.", {"expire": "2025"}),
    ("Since March 2022, Kestria has shipped 9 million shells to Marovia.", {"ship": "2022-03/.."}),
    ("Trade fell between 2015 and 2017, the bank said in January.", {"fall": "2015/2017"}),
    ("On Monday, the ministry denied that it had shipped copper on Sunday.", {"ship": "2024-02-18"}),
    ("The bridge will open by the end of May.", {"open": "../2024-05"}),
    ("The vote was moved from Monday to Friday.", {"move": None}),
    ("The vote was postponed on Monday.", {"postpone": "2024-02-19"}),
]  # fmt: skip
INFERRED = [
    ("The ship sailed.", "inferred-past", None, PUBLISHED),
    ("The ship will sail.", "inferred-future", PUBLISHED, None),
    ("The ship may sail.", "", None, None),
]


@pytest.mark.parametrize(("sentence", "expected"), DATED)
def test_each_happening_has_its_own_date(sentence: str, expected: dict[str, str | None]) -> None:
    found = {event.lemma: event.when for event in read(sentence, PUBLISHED).events}
    assert {lemma: found[lemma] for lemma in expected} == expected


@pytest.mark.parametrize(("sentence", "rule", "earliest", "latest"), INFERRED)
def test_a_tense_without_a_date_gives_a_bound_and_says_so(
    sentence: str, rule: str, earliest: str | None, latest: str | None
) -> None:
    (event,) = read(sentence, PUBLISHED).events
    assert event.when is None
    assert (event.when_why, event.earliest, event.latest) == (rule, earliest, latest)


def test_without_a_day_of_publication_nothing_is_inferred() -> None:
    (event,) = read("The ship sailed on Sunday.").events
    assert (event.when, event.earliest, event.latest) == (None, None, None)
