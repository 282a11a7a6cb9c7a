"""The tables of a case, the views that people read, and the numbered migrations that lead an older case here.

Each table has plain columns for what is asked, and the whole record as JSON beside them. Only portable constructs are used.
"""

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    inspect,
    text,
)

from sayso.store.letters import compare_by_letters, index_names
from sayso.store.views import views

METADATA = MetaData()


def _document(*, primary_key: bool = False) -> Column[str]:
    return Column("document", String, ForeignKey("document.id"), primary_key=primary_key, nullable=False, index=True)


def _record() -> Column[str]:
    return Column("record", Text, nullable=False)


STAMP = Table("stamp", METADATA, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", String, primary_key=True),
    Column("source", Text, nullable=False),
    Column("outlet", Text),
    Column("published", String, index=True),
    Column("title", Text),
    Column("language", String),
    Column("status", String, nullable=False, index=True),
    Column("revision_of", String),
    Column("text_sha256", String, nullable=False),
    Column("analysis_version", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("arrived", Text, nullable=False),
    _record(),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("id", String, primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("stance", String, nullable=False, index=True),
    Column("certainty", String, nullable=False),
    Column("attribution", String, index=True),
    Column("event", String),
)

ATTRIBUTION = Table(
    "attribution",
    METADATA,
    Column("id", String, primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("class", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("source_entity", String, index=True),
    Column("voices", Text, nullable=False),
)

CLAIM_ENTITY = Table(
    "claim_entity",
    METADATA,
    Column("claim", String, primary_key=True),
    Column("inside", String, primary_key=True, index=True),
    _document(),
)
"""Which entities of its document a claim speaks of, or is told on the word of."""

EVENT = Table(
    "event",
    METADATA,
    Column("id", String, primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("lemma", Text, nullable=False),
    Column("polarity", String, nullable=False),
    Column("happened", String, index=True),
    Column("claim", String),
)

ENTITY = Table(
    "entity",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("named", Boolean, nullable=False, server_default=false()),
    Column("articles", Integer, nullable=False, server_default="0"),
    Column("mentions", Integer, nullable=False, server_default="0"),
    _record(),
)
"""Who and what a case is about, and how much; `named` is that some article gives a name, and not only `the driver`."""
Index("entity_most", ENTITY.c.articles.desc(), ENTITY.c.mentions.desc())

ENTITY_OF = Table(
    "entity_of",
    METADATA,
    Column("inside", String, primary_key=True),
    Column("document", String, index=True),
    Column("entity", String, nullable=False, index=True),
)

STORY = Table(
    "story",
    METADATA,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("first", String, index=True),
    Column("last", String),
    Column("found_in", String),
    _record(),
)
"""`found_in` is the hash of all that the rows of a story were found in: where it is the same, so are they."""

STORY_DOCUMENT = Table(
    "story_document",
    METADATA,
    Column("story", String, ForeignKey("story.id"), primary_key=True),
    _document(primary_key=True),
    Column("place", Integer, nullable=False),
)

COPY = Table(
    "copy",
    METADATA,
    Column("one", String, ForeignKey("document.id"), primary_key=True),
    Column("other", String, ForeignKey("document.id"), primary_key=True, index=True),
    Column("share", Float, nullable=False),
    Column("direction_known", Boolean, nullable=False),
    _record(),
)

ORIGIN = Table(
    "origin",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("state_run", Boolean),
    Column("country", String),
    _record(),
)

DEPENDENCE = Table(
    "dependence",
    METADATA,
    Column("id", String, primary_key=True),
    _document(),
    Column("rests_on", String, nullable=False, index=True),
    Column("how", String, nullable=False),
    Column("direction_known", Boolean, nullable=False),
    _record(),
)

CLAIM_GROUP = Table(
    "claim_group",
    METADATA,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("state", String, nullable=False, index=True),
    Column("proposition", Text, nullable=False),
    Column("happened", String, index=True),
    Column("at_least", Integer, nullable=False),
    Column("at_most", Integer, nullable=False),
    Column("fought", Boolean, nullable=False, server_default=false()),
    Column("stances", String, nullable=False, server_default=""),
    Column("standing", String, nullable=False, server_default=""),
    _record(),
)
"""Claims that tell the same. `fought`: contradicted or in a dispute; `stances`: those of its claims; `standing`: its place among
all groups, the most supported first."""
Index("claim_group_standing", CLAIM_GROUP.c.standing, CLAIM_GROUP.c.stances)
Index("claim_group_state_standing", CLAIM_GROUP.c.state, CLAIM_GROUP.c.standing, CLAIM_GROUP.c.stances)
Index("claim_group_story_standing", *(CLAIM_GROUP.c[name] for name in ("story", "standing", "at_least", "at_most")))
Index("claim_group_fought_standing", CLAIM_GROUP.c.fought, CLAIM_GROUP.c.standing)

GROUP_MEMBER = Table(
    "group_member",
    METADATA,
    Column("claim_group", String, ForeignKey("claim_group.id"), primary_key=True),
    _document(primary_key=True),
    Column("claim", String, primary_key=True, index=True),
    Column("own_reporting", Boolean, nullable=False),
)

DISPUTE = Table(
    "dispute",
    METADATA,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("aspect", Text, nullable=False),
    Column("verdict", String, nullable=False),
    _record(),
)

FINDING = Table(
    "finding",
    METADATA,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("claim_group", String, nullable=False, index=True),
    Column("pack", String, nullable=False, index=True),
    Column("provision", String, nullable=False, index=True),
    Column("stance", String, nullable=False),
    Column("gate", String, nullable=False),
    Column("happened", String),
    _record(),
)

HAPPENING = Table(
    "happening",
    METADATA,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    _record(),
)

PACK = Table(
    "pack",
    METADATA,
    Column("id", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("digest", String, nullable=False),
    _record(),
)
"""The packs that the findings of a case were made with, whole: a case can be read where a pack is not installed."""

FAILURE = Table(
    "failure",
    METADATA,
    Column("id", String, primary_key=True),
    Column("source", Text, nullable=False),
    Column("rule", String, nullable=False),
    _record(),
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("made", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    _record(),
)
"""What people decided, in order: rows are added and never changed nor taken out."""

STORY_HISTORY = Table(
    "story_history",
    METADATA,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("change", String, nullable=False),
    Column("story", String, nullable=False, index=True),
    Column("newest", String),
    _record(),
)
"""What became of the stories as the case was built in steps: rows are added and never changed nor taken out."""

index_names((DOCUMENT.c.outlet, ENTITY.c.name, ORIGIN.c.name))
compare_by_letters(METADATA)

OF_ONE_DOCUMENT = (CLAIM, ATTRIBUTION, EVENT, CLAIM_ENTITY)
"""Flat rows of what one document says: the records themselves stand in the document's."""
DERIVED = (
    ENTITY,
    ENTITY_OF,
    STORY,
    STORY_DOCUMENT,
    COPY,
    ORIGIN,
    DEPENDENCE,
    CLAIM_GROUP,
    GROUP_MEMBER,
    DISPUTE,
    FINDING,
    HAPPENING,
    PACK,
    FAILURE,
)
"""What is found across documents, and what could not be read."""


def _create_all(connection: Connection) -> None:
    METADATA.create_all(connection)
    _make_views(connection)


def _make_views(connection: Connection) -> None:
    known = set(inspect(connection).get_view_names())
    for name, rows in views(METADATA.tables).items():
        query = rows.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        if name not in known:
            connection.execute(text(f"CREATE VIEW {name} AS {query}"))


def _add_judgements(connection: Connection) -> None:
    JUDGEMENT.create(connection, checkfirst=True)


def _hold_findings(connection: Connection) -> None:
    """Give a case room for findings and for the packs that they were made with."""
    METADATA.create_all(connection, tables=[FINDING, PACK])


def _make_searchable(connection: Connection) -> None:
    """Give a case room for what searches are narrowed by. The words themselves are the index's own: it fills itself."""
    METADATA.create_all(connection, tables=[CLAIM_ENTITY])
    if not any(column["name"] == "named" for column in inspect(connection).get_columns("entity")):
        connection.execute(text("ALTER TABLE entity ADD COLUMN named BOOLEAN NOT NULL DEFAULT FALSE"))
    _make_views(connection)


def _hold_happenings(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[HAPPENING])


def _hold_story_history(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[STORY_HISTORY])


def _place_rows(connection: Connection) -> None:
    """Give groups and entities what they are listed by. What stands in it is filled when the case is led here (`ranking`)."""
    added = {
        "entity": ("articles INTEGER NOT NULL DEFAULT 0", "mentions INTEGER NOT NULL DEFAULT 0"),
        "claim_group": (
            "fought BOOLEAN NOT NULL DEFAULT FALSE",
            "stances VARCHAR NOT NULL DEFAULT ''",
            "standing VARCHAR NOT NULL DEFAULT ''",
        ),
    }
    for table in (ENTITY, CLAIM_GROUP):
        known = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for column in added[table.name]:
            if column.split()[0] not in known:
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column}"))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            index.create(connection, checkfirst=True)


def _hold_what_stories_were_found_in(connection: Connection) -> None:
    if not any(column["name"] == "found_in" for column in inspect(connection).get_columns("story")):
        connection.execute(text("ALTER TABLE story ADD COLUMN found_in VARCHAR"))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _create_all,
    _add_judgements,
    _hold_findings,
    _make_searchable,
    _hold_happenings,
    _hold_story_history,
    _place_rows,
    _hold_what_stories_were_found_in,
)
"""Migration N leads a case from version N-1 to N. A released one is never changed."""
PLACED = MIGRATIONS.index(_place_rows) + 1
"""The version from which on groups and entities have what they are listed by."""


def migrate(connection: Connection, version: int) -> None:
    """Lead a case from a version to the newest and stamp it, inside the transaction that is open."""
    for migration in MIGRATIONS[version:]:
        migration(connection)
    if version < len(MIGRATIONS):
        # The mark of the content was made of the tables of the older version: it would speak of a change where there was none.
        connection.execute(STAMP.delete().where(STAMP.c.key.in_(("schema", "content"))))
        connection.execute(STAMP.insert().values(key="schema", value=str(len(MIGRATIONS))))
