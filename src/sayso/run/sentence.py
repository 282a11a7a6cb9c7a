"""Read one sentence as if it were a document: what `check` compares with a case."""

from types import TracebackType
from typing import Self

from sayso.kit.config import Config
from sayso.model.base import make_id
from sayso.model.document import Document, Zone
from sayso.model.span import Span
from sayso.run.analyse import Analyst
from sayso.run.pipeline import GIVEN, Pipeline
from sayso.run.stages import PIPELINE

SKIPPED = frozenset({"zones", "language", "publication"})
"""A sentence has no page furniture and no day of publication, and is too short to tell its language."""


class SentenceReader:
    """Reads sentences one after the other, with one parser. Use it in a `with`: it holds the parse cache open."""

    def __init__(self, config: Config) -> None:
        steps = tuple(step for step in PIPELINE.document if step.name not in SKIPPED)
        pipeline = Pipeline(document=steps, corpus=(), load_parser=PIPELINE.load_parser, given=GIVEN | {"zones"})
        self._config = config
        self._analyst = Analyst(pipeline, config)

    def __enter__(self) -> Self:
        self._analyst.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._analyst.__exit__(kind, error, trace)

    def read(self, sentence: str) -> Document:
        """Return the document that a sentence is, with its claims and events."""
        words = " ".join(sentence.split())
        body = (Zone(span=Span(start=0, end=len(words)), kind="body", why="sentence"),) if words else ()
        document = Document(
            id=make_id("sentence", words),
            source="sentence",
            text=words,
            text_sha256="",
            language=self._config.language,
            zones=body,
        )
        return self._analyst.analyse([document])[0]


def read_sentence(sentence: str, config: Config) -> Document:
    """Return the document that a sentence is, with its claims and events."""
    with SentenceReader(config) as reader:
        return reader.read(sentence)
