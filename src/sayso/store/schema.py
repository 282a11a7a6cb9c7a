"""The tables of a case, the views that people read, and the numbered migrations that lead an older case here.

Each table has plain columns for what is asked, and the whole record as JSON beside them. Only portable constructs are used.
"""

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    false,
    func,
    inspect,
    select,
    text,
)

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
    Column("outlet", Text, index=True),
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
    Column("name", Text, nullable=False, index=True),
    Column("named", Boolean, nullable=False, server_default=false()),
    _record(),
)
"""Who and what a case is about; `named` is that some article gives a name, and not only `the driver`."""

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
    Column("name", Text, nullable=False, index=True),
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
    _record(),
)

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


def _words(facts: Table) -> ColumnElement[str]:
    return func.substr(DOCUMENT.c.text, facts.c.start + 1, facts.c.end - facts.c.start)


def views() -> dict[str, Select[tuple[object, ...]]]:
    """Return the views for people who open a case with a database browser, by name."""
    about = (DOCUMENT.c.published, DOCUMENT.c.outlet, DOCUMENT.c.title)
    told = CLAIM.join(DOCUMENT, CLAIM.c.document == DOCUMENT.c.id).outerjoin(ATTRIBUTION, CLAIM.c.attribution == ATTRIBUTION.c.id)
    claims = select(
        *about,
        _words(CLAIM).label("words"),
        CLAIM.c.stance,
        CLAIM.c.certainty,
        ATTRIBUTION.c.voices,
        CLAIM.c.document,
        CLAIM.c.id,
    ).select_from(told)
    quoted = ATTRIBUTION.join(DOCUMENT, ATTRIBUTION.c.document == DOCUMENT.c.id)
    attributions = select(
        *about, ATTRIBUTION.c.voices, ATTRIBUTION.c["class"], _words(ATTRIBUTION).label("words"), DOCUMENT.c.id.label("document")
    ).select_from(quoted)
    grouped = CLAIM_GROUP.outerjoin(STORY, CLAIM_GROUP.c.story == STORY.c.id)
    columns = (CLAIM_GROUP.c[name] for name in ("proposition", "happened", "state", "at_least", "at_most", "id"))
    groups = select(STORY.c.title.label("story"), *columns).select_from(grouped)
    told_in = STORY.join(STORY_DOCUMENT, STORY_DOCUMENT.c.story == STORY.c.id)
    told_in = told_in.join(DOCUMENT, STORY_DOCUMENT.c.document == DOCUMENT.c.id)
    parts = (STORY.c.title.label("story"), STORY.c.first, STORY.c.last, DOCUMENT.c.published, DOCUMENT.c.outlet)
    stories = select(*parts, DOCUMENT.c.title, DOCUMENT.c.source, DOCUMENT.c.id.label("document"), STORY.c.id).select_from(
        told_in
    )
    return {
        "claims_readable": claims,
        "attributions_readable": attributions,
        "groups_readable": groups,
        "stories_readable": stories,
    }


def _create_all(connection: Connection) -> None:
    METADATA.create_all(connection)
    _make_views(connection)


def _make_views(connection: Connection) -> None:
    known = set(inspect(connection).get_view_names())
    for name, rows in views().items():
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
        connection.execute(text("ALTER TABLE entity ADD COLUMN named BOOLEAN NOT NULL DEFAULT 0"))
    _make_views(connection)


def _hold_happenings(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[HAPPENING])


def _hold_story_history(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[STORY_HISTORY])


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
    _hold_what_stories_were_found_in,
)
"""Migration N leads a case from version N-1 to N. A released one is never changed."""


def migrate(connection: Connection, version: int) -> None:
    """Lead a case from a version to the newest and stamp it, inside the transaction that is open."""
    for migration in MIGRATIONS[version:]:
        migration(connection)
    if version < len(MIGRATIONS):
        # The mark of the content was made of the tables of the older version: it would speak of a change where there was none.
        connection.execute(STAMP.delete().where(STAMP.c.key.in_(("schema", "content"))))
        connection.execute(STAMP.insert().values(key="schema", value=str(len(MIGRATIONS))))
