"""Copy a case into another file: the copy is a case like any other, as the first stood at that moment."""

from pathlib import Path

from sqlalchemy import func, select

from sayso.model.base import Record
from sayso.store import schema
from sayso.store.connection import examining, explained, path_of
from sayso.store.copying import copy_file


class Backup(Record, frozen=True, kw_only=True):
    """A copy that was made: its file and size, the version of its schema, and how many documents it holds."""

    file: str
    bytes: int
    schema: int
    documents: int


def backup_case(case: str | Path, target: Path, *, force: bool = False) -> Backup:
    """Copy a case into a file and return what the copy holds. An older case is copied as it is.

    Raises:
        StoreError: there is no such case, the file is there already and `force` is not given, or it cannot be written.
    """
    path = path_of(case)
    with examining(path):
        pass
    size = copy_file(path, target, force=force)
    with examining(target) as (connection, version), explained(target):
        documents = connection.scalar(select(func.count()).select_from(schema.DOCUMENT)) or 0
    return Backup(file=str(target), bytes=size, schema=version, documents=documents)
