"""The terminal shows all that a dossier holds, at any width, without colour, and obeys nothing that an article says."""

import io
import re

import pytest
from rich.console import Console

from sayso.query.answers import FailureAnswer, FailuresAnswer, Quote, ReasonAnswer, StoriesAnswer, StoryAnswer, WhyAnswer
from sayso.show import text
from sayso.show.explain import explained
from sayso.show.words import independence
from tests.show.sample import HOSTILE, document, dossier

COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printed(renderables: object, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    for renderable in renderables:  # type: ignore[attr-defined]
        console.print(renderable)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_dossier_shows_states_ranges_chains_and_places() -> None:
    page = printed(text.dossier(dossier()), width=160)
    for words in (
        "2024-03-01 to 2024-03-02 · 2 documents",
        "1 independent origin: ENA (agency, state-run, party to the event)",
        "The Courier ← ENA ← Jo Ott",
        "a.txt:10-33",
        "they differ",
        "“the cause was not disclosed”",
        "denied",
        "cited by The Gazette “according to ENA” b.txt:5-21",
    ):
        assert words in page
    order = [page.index(title) for title in ("DISPUTED", "ACCOUNTS DIFFER", "NOT KNOWN", "WHO RESTS ON WHOM")]
    assert order == sorted(order)


def test_the_sides_of_a_difference_stand_beside_each_other() -> None:
    assert re.search(r"number +12 +15", printed(text.dossier(dossier())))


@pytest.mark.parametrize("width", [40, 72, 200])
def test_the_page_keeps_to_the_width_of_the_terminal(width: int) -> None:
    assert max(map(len, printed(text.dossier(dossier()), width).splitlines())) <= width


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    stories = StoriesAnswer(
        stories=(
            StoryAnswer(
                id="story-1",
                title=HOSTILE,
                first=None,
                last=None,
                documents=(HOSTILE,),
                outlets=(HOSTILE,),
                at_least=0,
                at_most=1,
            ),
        )
    )
    quote = Quote(document=HOSTILE, start=0, end=3, quote=HOSTILE)
    why = WhyAnswer(id=HOSTILE, kind="claim", reasons=(ReasonAnswer(rule="r", weight=1, note=HOSTILE, spans=(quote,)),))
    failures = FailuresAnswer(failures=(FailureAnswer(source=HOSTILE, rule="binary", message=HOSTILE, remedy=HOSTILE),))
    pages = (
        text.dossier(dossier(HOSTILE)),
        text.stories(stories),
        text.why(why),
        text.failures(failures),
        explained(document(title=HOSTILE)),
    )
    for page in map(printed, pages):
        assert "[red]" in page
        assert not COMMANDS.search(page)


def test_explained_text_marks_claims_and_tells_each_fact() -> None:
    page = printed(explained(document()))
    assert "<{ENA}> *said* on _Friday_ that [<Jo> fell]." in page
    assert "speech, indirect: ENA: “Jo fell” (verb_cue)" in page
    assert "chrome 33-45 (asks to sign up)" in page


def test_a_range_is_told_in_words() -> None:
    assert [independence(*range_) for range_ in ((0, 0), (1, 1), (0, 2), (2, 3))] == [
        "no known origin",
        "1 independent origin",
        "at most 2 independent origins",
        "2 to 3 independent origins",
    ]
