"""The parser of marked sentences: what it reads, and that no broken mark passes for a test."""

import pytest

from tests.extract.marked import marked


def test_marks_are_read_and_taken_out() -> None:
    sentence = marked("[KSPA|source] said [the [old|age] barge|content] sank.")
    assert sentence.text == "KSPA said the old barge sank."
    assert list(sentence) == [("KSPA", "source"), ("the old barge", "content"), ("old", "age")]
    assert sentence.by_label() == {"source": "KSPA", "content": "the old barge", "age": "old"}


@pytest.mark.parametrize(
    "broken",
    ["[KSPA said", "[KSPA] said", "[KSPA|] said", "[|source] said", "[ |source] said", "KSPA| said", "KSPA|source] said",
     "[KSPA|source said", "KSPA] said", "[KSPA|so[urce] said", "[a|b|c] said"],
)  # fmt: skip
def test_a_broken_mark_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        marked(broken)
