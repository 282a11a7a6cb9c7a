"""Copy a case into a file or onto a server: the copy is a case like any other, as the first stood at that moment."""

from pathlib import Path

from sqlalchemy import func, select

from sayso.model.base import Record
from sayso.model.errors import StoreError
from sayso.store import schema
from sayso.store.address import Address, Server, address_of
from sayso.store.connection import connected, database_of, examining, explained
from sayso.store.copying import check_target, copy_file, put_in_place, unfinished
from sayso.store.moving import copy_rows


class Backup(Record, frozen=True, kw_only=True):
    """A copy that was made: its place and size, the version of its schema, and how many documents it holds."""

    file: str
    bytes: int
    schema: int
    documents: int


def backup_case(case: str | Address, target: str | Address, *, force: bool = False) -> Backup:
    """Copy a case and return what the copy holds. An older case in a file is copied into a file as it is.

    Raises:
        StoreError: there is no such case, there is something at the target already and `force` is not given, or it cannot be
            written.
    """
    source, place = address_of(case), address_of(target)
    if isinstance(place, Server):
        _onto_server(source, place, force=force)
    elif isinstance(source, Server):
        _into_file(source, place, force=force)
    else:
        with examining(source):
            pass
        copy_file(source, place, force=force)
    with examining(place) as (connection, version), explained(place):
        documents = connection.scalar(select(func.count()).select_from(schema.DOCUMENT)) or 0
        size = database_of(place).size(connection)
    return Backup(file=str(place), bytes=size, schema=version, documents=documents)


def _into_file(source: Server, target: Path, *, force: bool) -> None:
    """Copy every row of one state of a case into a file, which gets its name when it is whole."""
    check_target(target, force=force)
    with connected(source, write=False) as opened, unfinished(target) as part:
        try:
            with connected(part, write=True) as copy:
                copy_rows(opened, source, copy, part)
                copy.commit()
        except StoreError as error:
            raise StoreError(error.message.replace(str(part), str(target)), remedy=error.remedy) from error
        put_in_place(part, target)


def _onto_server(source: Address, target: Server, *, force: bool) -> None:
    """Copy every row of one state of a case onto a server, all at once or not at all."""
    if source == target:
        raise StoreError(f"{target}: is the case itself", remedy="name another schema")
    with connected(source, write=False) as opened, connected(target, write=True) as copy:
        with explained(target):
            is_empty = not copy.scalar(select(func.count()).select_from(schema.DOCUMENT))
            if not is_empty and not force:
                raise StoreError(f"{target}: is there already", remedy="name another schema, or say --force to replace it")
        copy_rows(opened, source, copy, target)
        with explained(target):
            copy.commit()
