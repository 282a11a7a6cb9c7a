"""A case on a PostgreSQL server is the case in a file, byte for byte, however it was built and whatever stopped it."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from benchmark.dump import dump, dump_without_steps
from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.model.errors import Failure, StoreError
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from sayso.run.engine import Serial, Task
from sayso.run.integrity import integrity
from sayso.run.pipeline import Pipeline
from sayso.run.remove import remove
from sayso.run.workplace import workplace_of
from sayso.store.backup import backup_case
from sayso.store.connection import wipe_case
from sayso.store.store import Case, open_case
from tests.cli.command import sayso
from tests.server import PostgreSQL

PILE = Path(__file__).parents[2] / "examples" / "pile"
FORMS = ("jsonl", "csv", "ftm", "markdown", "html")
Read = Callable[..., Document]


class Stopping(Serial):
    """An engine that does something after some shards."""

    def __init__(self, shards: int, then: Callable[[], None]) -> None:
        self._left, self._then = shards, then

    def map(self, task: Task, shards: Sequence[str]) -> Iterator[tuple[str, bool]]:
        for name, finished in super().map(task, shards):
            self._left -= 1
            if self._left == 0:
                self._then()
            yield name, finished


@pytest.fixture
def url(server: PostgreSQL) -> Iterator[str]:
    """Return the address of a case that there is not yet."""
    yield server.url("build")
    server.sql("DROP SCHEMA IF EXISTS build CASCADE")


@pytest.fixture
def pile(read: Read) -> list[Document | Failure]:
    """Return some documents, one with what no database takes, one that breaks, one in German."""
    texts = ["The Mayor left", "The Mayor stayed", "Der Mayor", "A Broken Mayor", "Half \x00 of a Mark"]
    return [read(f"d{number}", text, "2024-05-02") for number, text in enumerate(texts)]


def exported(case: object, folder: Path) -> dict[str, bytes]:
    """Return all files that a case is exported as."""
    for form in FORMS:
        assert sayso("export", case, "--to", form, "--output", folder / form, "--text", "--quiet").code == 0
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def held(url: str, folder: Path) -> list[str]:
    """Return all that a case on a server holds but for its steps, as the lines of a file that it is copied into."""
    backup_case(url, folder / "held.db", force=True)
    return dump_without_steps(folder / "held.db")


def test_the_golden_case_is_the_same_byte_for_byte(
    example_case: Path, server: PostgreSQL, cached: Config, tmp_path: Path
) -> None:
    url, inputs = server.url("golden"), list(read_inputs((str(PILE),), io.BytesIO()))
    build(inputs[:3:-1], url, cached)
    assert sayso("history", url, "--json").code == 1
    build(inputs, url, cached)
    assert sayso("history", url, "--json").json["stories"]
    assert not build(inputs, url, cached).changed
    in_file, on_server = exported(example_case, tmp_path / "file"), exported(url, tmp_path / "server")
    assert len(in_file) > len(FORMS)
    assert on_server == in_file
    assert held(url, tmp_path) == dump(example_case)


def test_a_server_that_stops_in_mid_build_costs_nothing_that_was_found(
    server: PostgreSQL, url: str, pile: list[Document | Failure], pipeline: Pipeline, config: Config, tmp_path: Path
) -> None:
    uncached = config.replace(cache="")
    whole = build(pile, tmp_path / "whole.db", uncached, pipeline=pipeline)
    with pytest.raises(StoreError, match="the server stopped, or the connection to it was lost") as caught:
        build(pile, url, uncached, pipeline=pipeline, engine=Stopping(2, server.stop))
    assert "goes on where it was" in caught.value.remedy
    assert workplace_of(url).is_dir()
    with pytest.raises(StoreError, match="cannot be reached"), open_case(url):
        pass
    server.start()
    again = build(list(reversed(pile)), url, uncached, pipeline=pipeline)
    assert 0 <= again.parsed < whole.parsed
    assert not workplace_of(url).exists()
    assert held(url, tmp_path) == dump(tmp_path / "whole.db")


def test_a_server_that_stops_in_mid_write_holds_the_case_as_it_was(
    server: PostgreSQL,
    url: str,
    pile: list[Document | Failure],
    pipeline: Pipeline,
    config: Config,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build(pile[:2], url, config, pipeline=pipeline)
    before, stamp = held(url, tmp_path), Case._stamp

    def stopping(case: Case, given: Mapping[str, str], content: str | None) -> None:
        server.stop()
        stamp(case, given, content)

    with monkeypatch.context() as patched:
        patched.setattr(Case, "_stamp", stopping)
        with pytest.raises(StoreError, match="the server stopped, or the connection to it was lost"):
            build(pile, url, config, pipeline=pipeline)
    server.start()
    assert held(url, tmp_path) == before
    build(pile, tmp_path / "whole.db", config, pipeline=pipeline)
    assert build(pile, url, config, pipeline=pipeline).parsed == 0
    assert held(url, tmp_path) == dump(tmp_path / "whole.db")


def test_an_id_that_no_index_holds_costs_no_other_document(
    url: str, pile: list[Document | Failure], read: Read, pipeline: Pipeline, config: Config
) -> None:
    long = "".join(f"{number:x}" for number in range(900))
    report = build([*pile, read(long, "The Mayor slept"), read(long[:990], "The Mayor woke")], url, config, pipeline=pipeline)
    assert (report.documents, report.failures) == (len(pile) + 1, 1)
    assert sayso("failures", url, "--json").json["failures"][0]["rule"] == "long_id"


def test_what_is_left_after_a_removal_is_the_case_without_it(
    server: PostgreSQL, url: str, pile: list[Document | Failure], pipeline: Pipeline, config: Config, tmp_path: Path
) -> None:
    build(pile, url, config, pipeline=pipeline)
    build(pile[1:], tmp_path / "without.db", config, pipeline=pipeline)
    files = "SELECT relfilenode FROM pg_class WHERE relkind IN ('r', 'i', 't') AND relnamespace = 'build'::regnamespace"
    before = set(server.sql(files))
    with open_case(url, write=True) as opened:
        assert remove(opened, "d0", pipeline=pipeline).claims == 2
    wipe_case(url)
    assert held(url, tmp_path) == dump(tmp_path / "without.db")
    assert before.isdisjoint(server.sql(files))


LOOKED_AT = ["server", "database", "references", "schema", "stamp", "documents", "content"]
LOOKED_AT += ["texts", "places", "rows", "index", "judgements"]


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        ((), set()),
        (("UPDATE build.article_words SET lexemes = NULL WHERE document = 'd1'",), {"index"}),
        (
            (
                "UPDATE build.claim SET stance = 'denied'",
                "UPDATE build.claim_words SET body = ' other ' WHERE document = 'd0'",
                "ALTER TABLE build.story_document DROP CONSTRAINT story_document_story_fkey",
                "DELETE FROM build.story",
            ),
            {"rows", "index", "references", "content"},
        ),
        (("DROP TABLE build.happening",), {"database", "content"}),
    ],
    ids=["nothing", "lexemes", "rows", "a table"],
)
def test_what_another_program_changed_is_found(
    server: PostgreSQL,
    url: str,
    pile: list[Document | Failure],
    pipeline: Pipeline,
    config: Config,
    statements: tuple[str, ...],
    named: set[str],
) -> None:
    build(pile, url, config, pipeline=pipeline)
    for statement in statements:
        server.sql(statement)
    found = integrity(url)
    assert [check.name for check in found.checks] == LOOKED_AT
    assert {check.name for check in found.checks if check.state != "ok"} == named
    assert all(check.remedy for check in found.checks if check.state != "ok")
    assert found.readable
    assert not integrity(server.url("nothing")).readable
