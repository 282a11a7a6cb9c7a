"""The reading that a parser gets leads home character by character, whatever stands in the text, at a cost in proportion."""

import string
import time

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.reading import LONGEST, home, passages, reading_key
from sayso.model.document import Document, Zone, ZoneKind
from sayso.model.span import Span

ROUGH = "\u2018\u2019\u201c\u201d\u201e\u00ab\u00ad\u200b\ufeff\u00a0 \t\n\r\x85\u2028"
TEXTS = st.text(st.sampled_from(ROUGH + "ab.\U0001f6a2") | st.characters(), max_size=60)
PLAIN = {
    **dict.fromkeys("\u2018\u2019\u02bc\u201a\u201b\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
}


def page(text: str, *kinds: ZoneKind) -> Document:
    """Return a document whose text is shared out evenly among zones of these kinds."""
    kinds = kinds or ("body",)
    size = -(-len(text) // len(kinds)) or 1
    spans = [Span(start=min(n * size, len(text)), end=min((n + 1) * size, len(text))) for n in range(len(kinds))]
    zones = tuple(Zone(span=span, kind=kind, why="test") for span, kind in zip(spans, kinds, strict=True))
    return Document(id="d", source="d", text=text, text_sha256="", zones=zones)


@given(TEXTS)
def test_every_character_of_a_reading_comes_from_its_home(text: str) -> None:
    for passage in passages(page(text)):
        assert passage.reading.text.strip() or not passage.reading.text
        for place, sign in enumerate(passage.reading.text):
            words = home(passage, place, place + 1).cut(text)
            assert PLAIN.get(words, words) == sign or (sign == " " and words.isspace())


@given(TEXTS)
def test_nothing_that_can_be_read_is_lost(text: str) -> None:
    letters = string.ascii_letters + "."
    read = "".join(passage.reading.text for passage in passages(page(text)))
    assert [sign for sign in read if sign in letters] == [sign for sign in text if sign in letters]


def test_the_reading_has_plain_marks_and_single_spaces() -> None:
    (passage,) = passages(page("\u201cIt\u2019s\u00a0 \topen,\u201d she\u200b said.\nTwice."))
    assert passage.reading.text == '"It\'s open," she said. Twice.'


def test_only_zones_that_are_read_make_passages_and_paragraphs_stand_apart() -> None:
    found = passages(page("chrome....One.\n\nTwo", "chrome", "body"))
    assert [(passage.start, passage.reading.text, passage.zone) for passage in found] == [
        (10, "One.", "body"),
        (16, "Two", "body"),
    ]


def test_a_paragraph_too_long_for_the_parser_is_read_in_pieces_that_lose_nothing() -> None:
    text = "The barge sank. " * (LONGEST // 5)
    found = passages(page(text))
    assert max(len(passage.reading.text) for passage in found) <= LONGEST
    assert " ".join("".join(passage.reading.text for passage in found).split()) == text.strip()


def test_hostile_white_space_takes_time_in_proportion_to_its_length() -> None:
    def seconds(size: int) -> float:
        text = "a" + "\n \u00a0\u200b" * size + "b" + " \n" * size + "\u201c" * size
        begun = time.process_time()
        passages(page(text))
        return time.process_time() - begun

    assert seconds(80_000) < 16 * seconds(20_000) + 0.1


def test_the_key_of_a_reading_changes_with_the_words_the_zones_and_the_parser() -> None:
    documents = [page("One. Two."), page("One. Too."), page("One. Two.", "headline", "body"), page(" One. Two.")]
    keys = [reading_key(document, maker) for document in documents for maker in ("a", "b")]
    assert len(set(keys)) == len(keys)
    assert reading_key(page("One. Two."), "a") == keys[0]


def test_titles_that_are_glued_to_a_name_are_not_read() -> None:
    text = "Ann Hale Ann Maria HaleHarbour workers strike Ten ways to save a dam MORE is closing her campaign."
    (passage,) = passages(page(text))
    assert passage.reading.text == "Ann Hale is closing her campaign."
    assert home(passage, 9, 11).cut(text) == "is"
    assert passages(page("Ann Hale wants MORE."))[0].reading.text == "Ann Hale wants MORE."
