"""A document in another language is kept, says so, and is left out; too little text decides nothing."""

import pytest

from sayso.kit.config import Config
from sayso.language import detect
from sayso.language.detect import detect_language
from tests.language.test_reading import page

GERMAN = (
    "Der Hafen der Stadt ist seit Montag wieder offen, sagte die Sprecherin der Beh\u00f6rde. Zwei Schlepper zogen den Frachter "
    "am fr\u00fchen Morgen von der Sandbank, auf die er in der Nacht gelaufen war."
)
ENGLISH = (
    "The harbour of the town has been open again since Monday, the spokeswoman of the authority said. Two tugs pulled the "
    "freighter off the sandbank on which it had run aground at night."
)


def test_english_is_read() -> None:
    found = detect_language(page(ENGLISH), Config())
    assert (found.language, found.status, found.status_why) == ("en", "ok", "")


def test_german_is_skipped_and_the_message_says_why_and_what_that_means() -> None:
    found = detect_language(page(GERMAN), Config())
    assert (found.language, found.status) == ("de", "skipped")
    assert "'de'" in found.status_why
    assert "nothing is extracted" in found.status_why
    assert found.text == GERMAN


def test_what_a_page_says_of_itself_does_not_stand_against_its_words() -> None:
    assert detect_language(page(GERMAN).replace(language="en"), Config()).status == "skipped"
    assert detect_language(page(ENGLISH).replace(language="de-AT"), Config()).status == "ok"


@pytest.mark.parametrize("text", ["", " \n", "Hafen offen.", "1234 5678 90"])
def test_too_little_text_is_read_unless_the_page_names_another_language(text: str) -> None:
    assert detect_language(page(text), Config()).status == "ok"


def test_chrome_does_not_decide_the_language() -> None:
    half = ENGLISH.ljust(len(GERMAN), " ")
    assert detect_language(page(GERMAN.ljust(len(half)) + half, "chrome", "body"), Config()).status == "ok"


def test_plain_english_needs_no_guesser_and_half_english_does() -> None:
    half = f"{GERMAN} {GERMAN} {ENGLISH}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detect, "_identifier", lambda: pytest.fail("it was asked"))
        assert detect_language(page(ENGLISH), Config()).status == "ok"
        with pytest.raises(pytest.fail.Exception):
            detect_language(page(half), Config())
    assert detect_language(page(half), Config()).language == "de"
