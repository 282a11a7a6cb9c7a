"""The folder of a build that is under way: what is to be analysed, in shards, and what has been found so far.

A result is written beside its name and then renamed into place, so it is there whole or not at all: a build that was killed
goes on where it was, and a shard that is analysed twice does no harm. The folder stands beside the case and goes when the case
has been written.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from platformdirs import user_cache_dir

from sayso.model.base import Record, make_id
from sayso.model.document import Document
from sayso.model.errors import StoreError
from sayso.run.bundles import Bundle
from sayso.store.address import Address, Server, address_of
from sayso.store.rows import decode, encode

Kind = TypeVar("Kind", bound=Record)
WAITING, DONE, UNFINISHED = ".waiting", ".done", ".part"
BUNDLE, FOUND = ".bundle", ".found"


class ShardResult(Record, frozen=True, kw_only=True):
    """What was found in the documents of a shard: `keys` name them as they arrived, `parsed` counts those not in the cache."""

    keys: tuple[str, ...]
    documents: tuple[Document, ...]
    parsed: int


class Waiting(Record, frozen=True, kw_only=True):
    """The documents of a shard as they arrived."""

    documents: tuple[Document, ...]


def workplace_of(case: str | Address) -> Path:
    """Return where the builds of a case are under way: beside its file, or in the user's cache for one on a server."""
    address = address_of(case)
    if isinstance(address, Server):
        return Path(user_cache_dir("sayso")) / "builds" / make_id("case", str(address))
    path = address.absolute()
    return path.with_name(f"{path.name}.building")


@dataclass(frozen=True)
class Workplace:
    """One build's folder, for one version of the analysis: results of another version are left aside and go with the folder."""

    folder: Path
    version: str

    def key(self, document: Document) -> str:
        """Return the name of a document as it arrived, its words and all that is known of it."""
        return hashlib.blake2b(encode(document).encode(), digest_size=16).hexdigest()

    def put(self, documents: Sequence[Document]) -> str:
        """Write a shard that waits to be analysed, and return its name."""
        name = make_id("shard", self.version, [self.key(document) for document in documents])
        self._write(name + WAITING, Waiting(documents=tuple(documents)))
        return name

    def waiting(self, name: str) -> tuple[Document, ...]:
        """Return the documents of a shard."""
        return self._read(name + WAITING, Waiting).documents

    def finish(self, name: str, arrived: Sequence[Document], found: Sequence[Document], parsed: int) -> ShardResult:
        """Write what was found in the documents of a shard, and return it."""
        keys = tuple(self.key(document) for document in arrived)
        result = ShardResult(keys=keys, documents=tuple(found), parsed=parsed)
        self._write(f"{self.version}.{name}{DONE}", result)
        return result

    def is_done(self, name: str) -> bool:
        """Is there a result of a shard? A worker that dies after it was written does not undo it."""
        return (self.folder / f"{self.version}.{name}{DONE}").is_file()

    def result(self, name: str) -> ShardResult:
        """Return what was found in a shard."""
        return self._read(f"{self.version}.{name}{DONE}", ShardResult)

    def results(self) -> Iterator[ShardResult]:
        """Yield what earlier builds found with this version before they were stopped; what cannot be read is left aside."""
        for path in sorted(self.folder.glob(f"{self.version}.*{DONE}")):
            try:
                yield self._read(path.name, ShardResult)
            except StoreError:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def put_bundle(self, bundle: Bundle) -> str:
        """Write stories that wait to be looked at, and return their name."""
        content = encode(bundle)
        name = make_id("bundle", _mark(content))
        self._write_content(name + BUNDLE, content)
        return name

    def bundle(self, name: str) -> Bundle:
        """Return the stories that wait under a name."""
        return self._read(name + BUNDLE, Bundle)

    def finish_bundle(self, name: str, found: Bundle) -> None:
        """Write what was found in these stories."""
        self._write(name + FOUND, found)

    def found_in(self, name: str) -> Bundle:
        """Return what was found in the stories of a name."""
        return self._read(name + FOUND, Bundle)

    def clear(self) -> None:
        """Take the folder away: the case holds it all."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self, name: str, kind: type[Kind]) -> Kind:
        """Return a record as it was written: with one letter changed it is none.

        Raises:
            StoreError: it is gone, or damaged.
        """
        try:
            mark, _, content = (self.folder / name).read_text("utf-8").partition("\n")
            if mark != _mark(content):
                raise ValueError("it is not what was written")
            return decode(content, kind)
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            remedy = "leave that folder alone while a build is under way, and build again: it goes on where it was"
            raise StoreError(f"{self.folder / name}: cannot be read back: {error}", remedy=remedy) from error

    def _write(self, name: str, record: Record) -> None:
        self._write_content(name, encode(record))

    def _write_content(self, name: str, content: str) -> None:
        unfinished = self.folder / f"{name}.{os.getpid()}{UNFINISHED}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.write_text(f"{_mark(content)}\n{content}", "utf-8")
            unfinished.replace(self.folder / name)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise _cannot_write(self.folder, error) from error


def _mark(content: str) -> str:
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def shards_of(documents: Iterable[Document], size: int, workers: int) -> list[list[Document]]:
    """Return the documents in shards for several workers: the longest first, so that none is left to work alone at the end.

    `size` is the most documents of a shard.
    """
    ordered = sorted(documents, key=lambda document: (-len(document.text), document.id))
    if workers > 1:
        size = max(1, min(size, -(-len(ordered) // (workers * 4))))
    return [ordered[at : at + size] for at in range(0, len(ordered), size)]


def _cannot_write(folder: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(f"{folder}: the disk is full", remedy="free some space, then build again: it goes on where it was")
    return StoreError(f"{folder}: cannot be written: {error.strerror}", remedy="check who may write to the folder of the case")
