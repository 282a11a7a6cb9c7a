"""A case on a PostgreSQL server is the case in a file, byte for byte, however it was built and whatever stopped it."""

import io
from collections.abc import Callable
from pathlib import Path

from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from tests.cli.command import sayso
from tests.server import PostgreSQL

PILE = Path(__file__).parents[2] / "examples" / "pile"
FORMS = ("jsonl", "csv", "ftm", "markdown", "html")
Read = Callable[..., Document]


def exported(case: object, folder: Path, *more: str) -> dict[str, bytes]:
    """Return all files that a case is exported as."""
    for form in FORMS:
        assert sayso("export", case, "--to", form, "--output", folder / form, "--quiet", *more).code == 0
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_golden_case_is_the_same_byte_for_byte(
    example_case: Path, server: PostgreSQL, cached: Config, tmp_path: Path
) -> None:
    inputs = sorted(read_inputs((str(PILE),), io.BytesIO()), key=lambda item: item.source, reverse=True)
    url = server.url("golden")
    build(inputs[:4], url, cached)
    build(inputs, url, cached)
    assert not build(inputs, url, cached).changed
    in_file, on_server = exported(example_case, tmp_path / "file", "--text"), exported(url, tmp_path / "server", "--text")
    assert len(in_file) > len(FORMS)
    assert on_server == in_file
