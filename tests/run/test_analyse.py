"""One bad document never stops the others, what is skipped stays whole, and nothing is parsed twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.language.parser import Parser
from sayso.model.document import Document
from sayso.model.errors import LexiconError, StageError
from sayso.run.analyse import analyse
from sayso.run.pipeline import Pipeline

Read = Callable[..., Document]


class Watched:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.parts = list[tuple[int | None, str]]()
        self.done = 0

    def start(self, total: int | None, what: str) -> None:
        """Remember the part."""
        self.parts.append((total, what))

    def advance(self, n: int) -> None:
        """Count."""
        self.done += n


def test_documents_come_back_in_order_with_what_they_say(pipeline: Pipeline, config: Config, read: Read) -> None:
    watched = Watched()
    given = [read(f"d{number}", f"The Mayor {number} left") for number in range(5)]
    found = list(analyse(given, config, pipeline=pipeline, progress=watched))
    assert [document.id for document in found] == ["d0", "d1", "d2", "d3", "d4"]
    assert [claim.span.cut(found[0].text) for claim in found[0].claims] == ["The", "Mayor"]
    assert (watched.parts[0][0], watched.done) == (5, 5)


@pytest.mark.parametrize(("text", "stage"), [("The Broken word", "claims"), ("an unparsable word", "parse")])
def test_a_document_that_breaks_a_stage_is_degraded_alone(
    pipeline: Pipeline, config: Config, read: Read, text: str, stage: str
) -> None:
    found = list(analyse([read("a", "The Mayor"), read("b", text), read("c", "She left")], config, pipeline=pipeline))
    assert [document.status for document in found] == ["ok", "degraded", "ok"]
    assert f"'{stage}'" in found[1].status_why
    assert found[1].zones
    assert found[1].claims == ()
    assert (found[1].parse is None) == (stage == "parse")
    assert all(document.claims for document in (found[0], found[2]))


def test_a_document_in_another_language_is_kept_and_left_alone(pipeline: Pipeline, config: Config, read: Read) -> None:
    (found,) = analyse([read("a", "Der Broken Mayor")], config, pipeline=pipeline)
    assert (found.status, found.language, found.parse, found.claims) == ("skipped", "de", None, ())
    assert found.zones
    assert found.status_why


def test_a_degraded_document_keeps_the_reasons_of_its_reader(pipeline: Pipeline, config: Config, read: Read) -> None:
    rough = read("a", "The Broken word").replace(status="degraded", status_why="bytes were replaced")
    fine = read("b", "The Mayor").replace(status="degraded", status_why="bytes were replaced")
    found = list(analyse([rough, fine], config, pipeline=pipeline))
    assert found[0].status_why.startswith("bytes were replaced; ")
    assert (found[1].status, len(found[1].claims)) == ("degraded", 2)


def test_what_is_wrong_with_the_words_of_sayso_stops_the_run(pipeline: Pipeline, config: Config, read: Read) -> None:
    def wrong(document: Document, config: Config) -> Document:
        raise LexiconError("data/cues.yaml: entry 3 stands twice")

    broken = Stage(name="cues", reads=("claims",), writes=("events",), version=1, run=wrong)
    with pytest.raises(LexiconError):
        list(analyse([read("a", "The Mayor")], config, pipeline=replace(pipeline, document=(*pipeline.document, broken))))


def test_nothing_is_parsed_twice(pipeline: Pipeline, parser: Any, config: Config, read: Read) -> None:
    first = list(analyse([read("a", "The Mayor"), read("same text", "The Mayor")], config, pipeline=pipeline))
    again = list(analyse([read("b", "The Mayor")], config, pipeline=pipeline))
    assert len(parser.seen) == 1
    assert [claim.span for claim in again[0].claims] == [claim.span for claim in first[0].claims]


def test_stopping_before_the_parse_needs_no_parser(pipeline: Pipeline, config: Config, read: Read) -> None:
    def no_parser(config: Config) -> Parser:
        raise AssertionError("loaded in vain")

    (found,) = analyse([read("a", "The Mayor")], config, until="language", pipeline=replace(pipeline, load_parser=no_parser))
    assert found.language == "en"
    with pytest.raises(StageError):
        list(analyse([], config, until="nothing", pipeline=pipeline))


def test_documents_are_taken_as_they_come(pipeline: Pipeline, config: Config, read: Read) -> None:
    taken = list[int]()

    def stream() -> Iterator[Document]:
        for number in range(6):
            taken.append(number)
            yield read(str(number), f"Word {number}")

    next(analyse(stream(), config, pipeline=pipeline))
    assert taken == [0, 1]
