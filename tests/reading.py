"""Read invented sentences and articles with the pinned model, as a user's would be; what was read once is kept."""

import functools
from collections.abc import Iterable

from sayso.kit.config import Config
from sayso.model.corpus import Corpus
from sayso.model.document import Document, Zone
from sayso.model.span import Span
from sayso.read.identity import text_hash
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.pipeline import GIVEN, Pipeline
from sayso.run.progress import Silent
from sayso.run.sentence import SKIPPED
from sayso.run.stages import PIPELINE

CONFIG = Config()
BODY = Pipeline(
    document=tuple(step for step in PIPELINE.document if step.name not in SKIPPED),
    corpus=PIPELINE.corpus,
    load_parser=PIPELINE.load_parser,
    given=GIVEN | {"zones"},
)
"""The stages of the product, for texts that are body from end to end."""


@functools.cache
def read(text: str, published: str | None = None, outlet: str | None = None, name: str = "article") -> Document:
    """Return what a text says; all of it is body, paragraphs divided by an empty line."""
    body = Zone(span=Span(start=0, end=len(text)), kind="body", why="test")
    document = Document(
        id=name,
        source=f"{name}.txt",
        text=text,
        text_sha256=text_hash(text),
        published=published,
        outlet=outlet,
        language="en",
        zones=(body,),
    )
    with Analyst(BODY, CONFIG) as analyst:
        (found,) = analyst.analyse([document])
    assert found.status == "ok", found.status_why
    return found


def compare(documents: Iterable[Document]) -> Corpus:
    """Return documents with all that is found across them; as in a case, they are in the order of their ids and have no parse."""
    stripped = sorted((document.replace(parse=None) for document in documents), key=lambda document: document.id)
    return across(Corpus(documents=tuple(stripped)), CONFIG, BODY, Silent())
