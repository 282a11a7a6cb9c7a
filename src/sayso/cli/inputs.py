"""What the user names as input: the documents go on, and each failure is said at once and kept."""

import sys
from collections.abc import Iterator
from pathlib import Path

from sayso.cli.console import say, say_failure
from sayso.cli.outcome import DONE, NOTHING, WRONG
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.read.inputs import STANDARD_INPUT, read_inputs
from sayso.show.dossier import to_json
from sayso.show.written import write_files

_NOT_THERE = frozenset({"missing", "unreadable", "link"})
"""What is wrong with the naming of an input, rather than with what it holds."""


class Reading:
    """One reading of the inputs, which counts what it gave and keeps what failed."""

    def __init__(self, paths: list[str], *, quiet: bool) -> None:
        self._paths = tuple(paths)
        self._quiet = quiet
        self.documents = 0
        self.failures = list[Failure]()

    def everything(self) -> Iterator[Document | Failure]:
        """Yield documents and failures in the order of the inputs."""
        if STANDARD_INPUT in self._paths and sys.stdin.isatty() and not self._quiet:
            say("reading JSONL from the keyboard, one article a line; Ctrl-D ends it")
        for item in read_inputs(self._paths, sys.stdin.buffer):
            if isinstance(item, Failure):
                self.failures.append(item)
                say_failure(item)
            else:
                self.documents += 1
            yield item

    def articles(self) -> Iterator[Document]:
        """Yield the documents alone."""
        return (item for item in self.everything() if isinstance(item, Document))

    def end(self, failures: Path | None) -> int:
        """Write the failures where the user wants them, and return the exit code that the reading deserves."""
        if failures:
            write_files(failures.parent, [(failures.name, map(to_json, self.failures))])
        if not self.documents and all(failure.rule in _NOT_THERE for failure in self.failures):
            if not self.failures:
                say("sayso: there is no article in what was named", style="red")
            return WRONG
        return NOTHING if self.failures else DONE
