"""Words compared and indexed alike in every database: letter by letter, as SQLite does, whatever language a server speaks."""

from collections.abc import Iterable

from sqlalchemy import Column, Index, MetaData, String, Text


def compare_by_letters(metadata: MetaData) -> None:
    """Let PostgreSQL order and compare the words of all tables as SQLite does."""
    for column in (column for table in metadata.tables.values() for column in table.c):
        if isinstance(column.type, String):
            column.type = column.type.with_variant(Text(collation="C"), "postgresql")


def index_names(columns: Iterable[Column[str]]) -> None:
    """Index names of any length: PostgreSQL indexes long words by their hash alone."""
    for column in columns:
        Index(f"ix_{column.table.name}_{column.name}", column, postgresql_using="hash")
