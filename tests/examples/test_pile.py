"""The example pile holds what its README promises: ten documents, all dated, one text twice, every quoted phrase there."""

import io
from collections import Counter
from pathlib import Path

import pytest

from sayso.model.document import Document
from sayso.read.inputs import read_inputs

PILE = Path(__file__).parents[2] / "examples" / "pile"


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    found = tuple(read_inputs((str(PILE),), io.BytesIO()))
    assert all(isinstance(document, Document) for document in found)
    return tuple(document for document in found if isinstance(document, Document))


def test_ten_dated_documents_with_one_text_twice(documents: tuple[Document, ...]) -> None:
    assert len({document.id for document in documents}) == 10
    assert {document.published_day for document in documents} == {f"2025-03-{day}" for day in (10, 11, 12, 13)}
    copies = [text for text, times in Counter(document.text for document in documents).items() if times > 1]
    assert [{document.outlet for document in documents if document.text == text} for text in copies] == [
        {"northern-mail.example", "daily-tarn.example"}
    ]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("KSPA reported", 3),
        ("official KSPA news agency", 1),
        ("on Sunday", 7),
        ("9 March", 3),
        ("March 9", 1),
        ("Three trucks", 3),
        ("Four trucks", 1),
        ("neither confirmed nor denied", 3),
        ("is likely to breach", 1),
        ("could breach", 1),
        ("Ms Orlan", 3),
        ("Mr Orlan", 2),
        ("{{", 2),
    ],
)
def test_the_pile_holds_what_its_readme_names(documents: tuple[Document, ...], words: str, times: int) -> None:
    assert sum(words in document.text for document in documents) == times
