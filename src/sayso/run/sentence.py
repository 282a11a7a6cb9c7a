"""Read one sentence as if it were a document: what `check` compares with a case."""

from sayso.kit.config import Config
from sayso.model.base import make_id
from sayso.model.document import Document, Zone
from sayso.model.span import Span
from sayso.run.analyse import Analyst
from sayso.run.pipeline import GIVEN, Pipeline
from sayso.run.stages import PIPELINE

SKIPPED = frozenset({"zones", "language", "publication"})
"""A sentence has no page furniture and no day of publication, and is too short to tell its language."""


def read_sentence(sentence: str, config: Config) -> Document:
    """Return the document that a sentence is, with its claims and events."""
    words = " ".join(sentence.split())
    body = (Zone(span=Span(start=0, end=len(words)), kind="body", why="sentence"),) if words else ()
    document = Document(
        id=make_id("sentence", words), source="sentence", text=words, text_sha256="", language=config.language, zones=body
    )
    steps = tuple(step for step in PIPELINE.document if step.name not in SKIPPED)
    with Analyst(
        Pipeline(document=steps, corpus=(), load_parser=PIPELINE.load_parser, given=GIVEN | {"zones"}), config
    ) as analyst:
        return analyst.analyse([document])[0]
