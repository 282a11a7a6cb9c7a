"""The timeline: in order, merged across articles, with its uncertainty in words."""

import pytest

from sayso.query.timeline import TimelineMoment
from sayso.show.timeline import when_in_words


def moment(when: str) -> TimelineMoment:
    """Return a moment of that date."""
    return TimelineMoment(
        when=when, earliest=None, latest=None, group="group-1", why="governor",
        proposition="It came.", state="single_origin", at_least=1, at_most=1, documents=("a",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-02-18", "2024-02-18"),
        ("2023-09", "some day of 2023-09"),
        ("2018", "some time in 2018"),
        ("2023-09/..", "since 2023-09"),
        ("../2024-02-20", "by 2024-02-20"),
        ("2015/2017", "2015 to 2017"),
        ("2024-02-18?", "perhaps 2024-02-18"),
        ("2024-03?", "perhaps some day of 2024-03"),
    ],
)
def test_uncertainty_is_said_in_words(when: str, words: str) -> None:
    assert when_in_words(moment(when)) == words
