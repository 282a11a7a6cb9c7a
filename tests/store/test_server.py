"""A case on a server: one writer, readers of one state, words found as in a file, and no password ever shown."""

import logging
import os
import random
import signal
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from benchmark.dump import dump
from sayso.model.base import make_id
from sayso.model.corpus import ClaimGroup, Copy, Corpus, Entity, Member, Story
from sayso.model.document import Document, Zone
from sayso.model.errors import StoreError
from sayso.model.facts import Claim, Mention
from sayso.model.span import Span
from sayso.query.search import SearchFilter, phrases_of, search
from sayso.store import schema
from sayso.store.backup import backup_case
from sayso.store.searching import Wanted
from sayso.store.store import Case, Found, open_case
from tests.server import SECRET, PostgreSQL
from tests.store.test_store import FAILURE, STAMP, corpus, decided, document

WORDS = ("dam", "dams", "damned", "day", "by", "river", "Zürich", "東京", "a", "Élan", "U.S.", "x2", "the")
ZONES = ("headline", "body", "chrome", "caption", "header")


def random_corpus(draw: random.Random, count: int) -> Corpus:
    """Return documents of few words, so that many phrases stand in many of them, several times and in several zones."""
    documents = tuple(random_document(draw, f"doc-{number}") for number in range(count))
    groups = tuple(
        ClaimGroup(
            id=make_id("group", each.id),
            story="story-1",
            members=tuple(Member(document=each.id, claim=claim.id) for claim in each.claims),
            proposition=each.id,
            state=draw.choice(("disputed", "undetermined")),
        )
        for each in documents
    )
    ids = tuple(each.id for each in documents)
    entities = tuple(Entity(id=f"entity-{at}", kind="person", name=f"N{at}", names=(f"N{at}",), members=()) for at in range(3))
    whole = tuple((f"entity-{each}", f"entity-{draw.randrange(3)}") for each in ids)
    story = Story(id="story-1", title="All", documents=ids[::2], first=None, last=None)
    return Corpus(documents=documents, stories=(story,), groups=groups, entities=entities, entity_of=whole)


def random_document(draw: random.Random, name: str) -> Document:
    lines = [" ".join(draw.choices(WORDS, k=draw.randrange(1, 40))) for _ in range(draw.randrange(1, 6))]
    text, zones, claims, at = "\n".join(lines), list[Zone](), list[Claim](), 0
    for line in lines:
        span = Span(start=at, end=at + len(line))
        zones += [Zone(span=span, kind=draw.choice(ZONES), why="")] if draw.random() < 0.8 else []  # type: ignore[arg-type]
        stance = draw.choice(("denied", "asserted"))
        claims.append(Claim(id=make_id("claim", name, at), span=span, head=0, stance=stance, certainty="certain"))  # type: ignore[arg-type]
        at += len(line) + 1
    mention = Mention(id=f"m-{name}", span=claims[0].span, kind="person", form="name", head=0, entity=f"entity-{name}")
    return Document(
        id=name,
        source=name,
        text=text,
        text_sha256=name,
        outlet=draw.choice(("Post", "post", "Élan", None)),
        published=draw.choice((None, "2024-05-01", "2024-05-02", "2024-06")),
        title=" ".join(draw.choices(WORDS, k=3)),
        zones=tuple(zones),
        claims=tuple(claims),
        mentions=(mention,),
    )


def random_query(draw: random.Random) -> str:
    one = " ".join(draw.choices(WORDS, k=draw.randrange(1, 4)))
    form = draw.choice(('"{}"', "{}", "{}*", '"{}" river', "da* {}", '"day by day"', '"a a"', '"dam da"*'))
    return form.format(one)


@pytest.fixture(scope="module")
def pair(server: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Case, Case]]:
    """Return one case in a file and the same on a server."""
    draw = random.Random(5)
    made, path = random_corpus(draw, 60), tmp_path_factory.mktemp("words") / "case.db"
    for place in (path, server.url("words")):
        with open_case(place, write=True) as case:
            case.write(made, [], STAMP)
    with open_case(path) as one, open_case(server.url("words")) as other:
        yield one, other


def test_a_search_on_a_server_is_that_in_a_file(pair: tuple[Case, Case]) -> None:
    draw, found = random.Random(7), 0
    for number in range(30):
        query = random_query(draw)
        narrowed = SearchFilter(
            zone=draw.choice((*(None for _ in range(9)), *ZONES, "title", "unzoned")),
            stance=draw.choice((None, None, "denied")),
            state=draw.choice((None, None, None, "disputed")),
            outlet=draw.choice((None, None, None, "post")),
            first=draw.choice((None, None, "2024-05-02")),
            entity=draw.choice((None, None, None, "entity-1")),
        )
        kind = ("articles", "claims")[number % 2]
        one, other = (search(case, query, kind, narrowed, limit=40) for case in pair)  # type: ignore[arg-type]
        assert other == one, (query, narrowed)
        found += one.total
    assert found > 100


def test_without_words_both_list_the_same(pair: tuple[Case, Case]) -> None:
    for narrowed in (SearchFilter(), SearchFilter(zone="chrome"), SearchFilter(outlet="Élan")):
        one, other = (search(case, "", "articles", narrowed, limit=500) for case in pair)
        assert one.total
        assert other == one


def test_a_text_of_too_many_words_is_found_to_its_end(server: PostgreSQL) -> None:
    long = "dam dam " + " ".join(f"{number:064}" for number in range(17_000)) + " day by day by day"
    found = Document(id="long", source="long", text=long, text_sha256="long")
    with open_case(server.url("long"), write=True) as case:
        case.write(Corpus(documents=(found, document("a"))), [], STAMP)
        for query, total in ((f"{16_999:064} day by day by day", 1), (f"{16_998:064} day", 0), ("mayor", 1)):
            assert case.search(Wanted(phrases=phrases_of(f'"{query}"')[0])).total == total


@pytest.fixture
def url(server: PostgreSQL) -> Iterator[str]:
    """Return the address of a case of two documents, in a schema with signs that mean something to SQL, to Python and to URLs."""
    url = server.url("flood%20%22100%25%22")
    with open_case(url, write=True) as case:
        assert case.write(corpus("a", "b"), [FAILURE], STAMP)
    yield url
    for (name,) in server.sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'flood%'"):
        server.sql('DROP SCHEMA "{}" CASCADE'.format(name.replace('"', '""')))


def test_what_is_written_is_read_back_and_the_same_changes_nothing(url: str) -> None:
    with open_case(url) as case:
        assert case.corpus() == corpus("a", "b")
        assert case.failures() == (FAILURE,)
        assert case.stamp() == {**STAMP, "schema": str(len(schema.MIGRATIONS))}
        assert case.find("claim-b") == (Found(kind="claim", id="claim-b", document="b"),)
        assert case.find("%") == ()
    with open_case(url, write=True) as case:
        assert not case.write(corpus("a", "b"), [FAILURE], STAMP)


def test_there_is_one_writer_and_readers_wait_for_nobody(url: str) -> None:
    with open_case(url, write=True) as writer:
        with pytest.raises(StoreError, match="another build is writing") as caught, open_case(url, write=True):
            pass
        assert caught.value.remedy
        with open_case(url) as reader:
            assert [one.id for one in reader.documents()] == ["a", "b"]
            writer.write(corpus("c"), [], STAMP)
            assert [one.id for one in reader.documents()] == ["a", "b"]
            assert reader.groups()[0].members == corpus("a", "b").groups[0].members
    with open_case(url) as reader:
        assert [one.id for one in reader.documents()] == ["c"]
        with pytest.raises(StoreError, match="cannot be written"):
            reader.write(corpus("a"), [], STAMP)


def test_a_failed_write_leaves_the_case_as_it_was(url: str) -> None:
    stray = corpus("a", "c").replace(copies=(Copy(one="a", other="nobody", share=1.0, direction_known=True),))
    with open_case(url, write=True) as case:
        with pytest.raises(StoreError, match="foreign key"):
            case.write(stray, [], STAMP)
        assert [one.id for one in case.documents()] == ["a", "b"]
    with open_case(url) as case:
        assert case.corpus() == corpus("a", "b")


def test_hostile_text_comes_back_exactly(url: str) -> None:
    odd = document("odd", "\ud800\x00 \U0001f600 'quoted' \\ua0\u2028 end %s :x").replace(title="\udfff", outlet="a\x00b" * 9999)
    with open_case(url, write=True) as case:
        case.write(Corpus(documents=(odd,), judgements=(decided(1),)), [FAILURE.replace(source="\ud800")], STAMP)
        assert case.document("odd") == odd
        assert [one.text for one in case.arrived()] == [odd.text]
        assert case.failures()[0].source == "\ud800"
        assert case.judgements() == (decided(1),)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("first", [False, True], ids=["a later build", "the first build"])
def test_a_killed_write_leaves_the_case_as_it_was(server: PostgreSQL, url: str, first: bool) -> None:
    killed = server.url("flood_new") if first else url
    script = """
        import sys, time
        from sayso.model.corpus import Corpus
        from sayso.model.document import Document
        from sayso.store import store
        put = store.Case._put
        def slow(case, table, rows):
            put(case, table, rows)
            if table.name == "document":
                print("written in part", flush=True)
                time.sleep(60)
        store.Case._put = slow
        with store.open_case(sys.argv[1], write=True) as case:
            case.write(Corpus(documents=(Document(id="d", source="s", text="word", text_sha256="d"),)), [], {})
    """
    command = [sys.executable, "-c", textwrap.dedent(script), killed]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written in part\n"
        if first:
            with pytest.raises(StoreError, match="first build did not end"), open_case(killed):
                pass
        else:
            with open_case(killed) as case:
                assert case.corpus() == corpus("a", "b")
        os.kill(writer.pid, signal.SIGKILL)
    if not first:
        with open_case(killed) as case:
            assert case.corpus() == corpus("a", "b")
    with open_case(killed, write=True) as case:
        case.write(corpus("a", "b"), [FAILURE], STAMP)
        assert case.corpus() == corpus("a", "b")


def test_an_older_case_is_brought_forward_and_a_copy_kept(server: PostgreSQL, url: str, caplog: pytest.LogCaptureFixture) -> None:
    place = '"flood ""100%"""'
    server.sql(f"DROP TABLE {place}.happening, {place}.story_history")
    server.sql(f"UPDATE {place}.stamp SET value = '4' WHERE key = 'schema'")
    caplog.set_level(logging.WARNING, "sayso")
    with open_case(url) as case:
        assert case.stamp()["schema"] == str(len(schema.MIGRATIONS))
        assert case.corpus() == corpus("a", "b")
    assert 'flood "100%".schema-4.backup' in caplog.text
    kept = '"flood ""100%"".schema-4.backup"'
    assert server.sql(f"SELECT value FROM {kept}.stamp WHERE key = 'schema'") == [("4",)]
    assert server.sql(f"SELECT id FROM {kept}.document ORDER BY id") == [("a",), ("b",)]
    caplog.clear()
    with open_case(url) as case:
        assert case.corpus() == corpus("a", "b")
    assert not caplog.text


def test_a_case_that_no_copy_can_be_kept_of_is_not_brought_forward(server: PostgreSQL, url: str) -> None:
    place = '"flood ""100%"""'
    server.sql(f"DROP TABLE {place}.happening")
    server.sql(f"UPDATE {place}.stamp SET value = '4' WHERE key = 'schema'")
    server.sql(f"GRANT USAGE ON SCHEMA {place} TO ada; GRANT ALL ON ALL TABLES IN SCHEMA {place} TO ada")
    theirs = url.replace("sayso@", f"ada:{quote(SECRET, safe='')}@")
    with pytest.raises(StoreError, match="no copy of it can be kept") as caught, open_case(theirs):
        pass
    assert "left as it was" in caught.value.remedy
    assert server.sql(f"SELECT value FROM {place}.stamp WHERE key = 'schema'") == [("4",)]


def test_a_case_goes_into_a_file_and_back(server: PostgreSQL, url: str, tmp_path: Path) -> None:
    with open_case(url, write=True) as case:
        case.write(corpus("a", "b", "c").replace(judgements=(decided(1),)), [FAILURE], STAMP)
    with open_case(tmp_path / "built.db", write=True) as case:
        case.write(corpus("a", "b"), [FAILURE], STAMP)
        case.write(corpus("a", "b", "c").replace(judgements=(decided(1),)), [FAILURE], STAMP)
    done = backup_case(url, tmp_path / "copy.db")
    assert (done.documents, done.bytes) == (3, (tmp_path / "copy.db").stat().st_size)
    assert dump(tmp_path / "copy.db") == dump(tmp_path / "built.db")
    with pytest.raises(StoreError, match="is there already"):
        backup_case(url, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="is there already"):
        backup_case(tmp_path / "copy.db", url)
    with pytest.raises(StoreError, match="the case itself"):
        backup_case(url, url.replace("sayso@", "sayso:x@"), force=True)
    back = backup_case(tmp_path / "copy.db", server.url("flood_back"))
    again = backup_case(tmp_path / "copy.db", server.url("flood_back"), force=True)
    assert back.documents == again.documents == 3
    assert backup_case(server.url("flood_back"), tmp_path / "again.db").schema == len(schema.MIGRATIONS)
    assert dump(tmp_path / "again.db") == dump(tmp_path / "built.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["again.db", "built.db", "copy.db"]


def test_what_cannot_be_opened_says_why_and_shows_no_password(server: PostgreSQL, url: str) -> None:
    server.sql("CREATE SCHEMA flood_other CREATE TABLE account (name TEXT)")
    secret = "?".join((SECRET, "x")).replace("?", "%3F")
    right, wrong = quote(SECRET, safe=""), quote("other:/@" + SECRET, safe="")
    reasons = {
        server.url("flood_none"): "no such case",
        server.url("flood_other"): "not a sayso case",
        server.url(database="nowhere"): "no such database",
        server.url(login=f"nobody:{secret}"): "does not know the user|does not let you in",
        server.url(login=f"ada:{wrong}"): "does not let you in",
        server.url(login="ada"): "does not let you in",
        url.replace("sayso@", f"ada:{right}@"): "you may not use this schema",
        f"postgresql://ada:{SECRET}@127.0.0.1:1/cases": "cannot be read: what stands after",
        f"postgresql://ada:{right}@127.0.0.1:1/cases?password={right}": "cannot be reached",
        f"postgresql://ada:{right}@/cases?sslmode=perhaps&host=/nowhere": "cannot be",
        f"postgresql://ada:{right}@host": "names no database",
        f"postgresql://ada:{right}@host/cases?shema=flood": "'shema'",
        f"postgresql://ada:{right}@host/cases?schema=pg_flood": "its schema",
        f"postgresql://ada:{right}@host:port/cases": "port",
        f"mysql://ada:{right}@host/cases": "a case is a file or a schema of PostgreSQL",
    }
    for name, why in reasons.items():
        with pytest.raises(StoreError, match=why) as caught, open_case(name):
            pass
        assert caught.value.remedy
        shown = "".join(traceback.format_exception(caught.value))
        assert not any(part in shown for part in (SECRET, right, "secret")), name


def test_another_programs_tables_are_left_alone(server: PostgreSQL, url: str) -> None:
    server.sql("CREATE SCHEMA flood_theirs CREATE TABLE account (name TEXT)")
    with pytest.raises(StoreError, match="not a sayso case"), open_case(server.url("flood_theirs"), write=True):
        pass
    found = server.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'flood_theirs'")
    assert found == [("account",)]


def test_without_psycopg_the_remedy_is_said(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for write in (False, True):
        with pytest.raises(StoreError, match=r"pip install 'sayso\[postgres\]'"), open_case(url, write=write):
            pass


def test_a_database_that_holds_not_every_letter_is_refused(server: PostgreSQL) -> None:
    server.sql("CREATE DATABASE latin ENCODING LATIN1 TEMPLATE template0")
    with pytest.raises(StoreError, match="LATIN1"), open_case(server.url(database="latin"), write=True):
        pass


def test_a_reader_needs_no_more_than_to_read_and_a_writer_a_schema_of_their_own(server: PostgreSQL, url: str) -> None:
    place = '"flood ""100%"""'
    theirs = f"ada:{quote(SECRET, safe='')}@"
    server.sql(f"GRANT USAGE ON SCHEMA {place} TO ada; GRANT SELECT ON ALL TABLES IN SCHEMA {place} TO ada")
    with open_case(url.replace("sayso@", theirs)) as case:
        assert case.corpus() == corpus("a", "b")
        assert search(case, "mayor").total == 2
    with open_case(url.replace("sayso@", theirs), write=True) as case, pytest.raises(StoreError, match="may not do that"):
        case.write(corpus("c"), [], STAMP)
    with pytest.raises(StoreError, match="you may not do that there"), open_case(server.url("new", theirs[:-1]), write=True):
        pass
    server.sql("CREATE SCHEMA flood_ada AUTHORIZATION ada")
    with open_case(server.url("flood_ada", theirs[:-1]), write=True) as case:
        assert case.write(corpus("a", "b"), [], STAMP)
