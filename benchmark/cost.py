"""What finding names and telling who is who costs, beside the bare parse of the same texts in the same run, on one core."""

import time
from collections.abc import Iterable

from sayso.extract.attributions import attributions
from sayso.extract.mentions import mentions
from sayso.extract.times import times
from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.language.spacy_parser import load_pipeline
from sayso.link.entities import resolve
from sayso.model.document import Document
from sayso.run.analyse import analyse

STAGES: tuple[tuple[Stage[Document], bool], ...] = ((mentions, True), (times, False), (attributions, False), (resolve, True))
"""The stages up to the entities, and whether each belongs to the cost."""
WARM = 3
"""Documents that load words and models before anything is timed."""


class Shares:
    """The seconds of each document: of its bare parse, and of its mentions and entities."""

    def __init__(self, seconds: list[tuple[float, float]]) -> None:
        self._seconds = seconds

    def __len__(self) -> int:
        return len(self._seconds)

    def of(self, chosen: Iterable[int]) -> float:
        """Return the cost of these documents in percent of their parse."""
        rows = [self._seconds[number] for number in chosen]
        return 100 * sum(own for _, own in rows) / sum(parse for parse, _ in rows)


def cost(texts: list[str]) -> Shares:
    """Return what each text costs."""
    config = Config(cache="")
    pipeline = load_pipeline(config.parser)
    documents = (
        Document(id=f"text-{number}", source="memory", text=text, text_sha256="", language="en")
        for number, text in enumerate(texts)
    )
    seconds = list[tuple[float, float]]()
    for document in [document for document in analyse(documents, config, until="parse") if document.parse]:
        begin = time.process_time()
        pipeline(document.text)
        parse = time.process_time() - begin
        if len(seconds) < WARM:
            _timed(document, config)
        seconds.append((parse, _timed(document, config)))
    return Shares(seconds)


def _timed(document: Document, config: Config) -> float:
    took = 0.0
    for stage, counts in STAGES:
        begin = time.process_time()
        document = stage(document, config)
        took += time.process_time() - begin if counts else 0.0
    return took
