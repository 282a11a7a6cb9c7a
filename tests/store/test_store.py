"""A case: written at once or not at all, read back exactly, and never made of somebody else's file."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from benchmark.dump import dump, dump_without_steps
from sayso.model.base import Reason
from sayso.model.corpus import (
    Anchor,
    ClaimGroup,
    Copy,
    Corpus,
    Dependence,
    Entity,
    Judgement,
    Member,
    Origin,
    Story,
    Target,
)
from sayso.model.document import Document, Parse
from sayso.model.errors import Failure, StoreError
from sayso.model.facts import Attribution, ChainLink, Claim, Event
from sayso.model.span import Span
from sayso.store import connection, schema
from sayso.store.store import Found, open_case

STAMP = {"sayso": "0.1.0", "parser": "fake/1", "analysis": "analysis-1"}
FAILURE = Failure(source="broken.zip", rule="archive", message="is an archive", remedy="unpack it first")


def document(name: str, text: str = "The mayor resigned, the Gazette said.") -> Document:
    claim = Claim(
        id=f"claim-{name}",
        span=Span(start=0, end=18),
        head=2,
        stance="reported",
        certainty="certain",
        attribution=f"attribution-{name}",
    )
    said = Attribution(
        id=f"attribution-{name}",
        source=(Span(start=20, end=31),),
        cue=(Span(start=32, end=36),),
        content=(Span(start=0, end=18),),
        mode="indirect",
        kind="speech",
        rule="verb",
        chain=(ChainLink(name="Gazette", role="agency"),),
    )
    event = Event(id=f"event-{name}", trigger=Span(start=10, end=18), head=2, lemma="resign", kind="leave", claim=claim.id)
    entity = Entity(id=f"entity-{name}", kind="person", name="the mayor", names=("the mayor",), members=())
    facts = {"claims": (claim,), "attributions": (said,), "events": (event,), "entities": (entity,)}
    return Document(id=name, source=f"{name}.txt", text=text, text_sha256=name * 2, published="2024-05-01").replace(**facts)


def corpus(*names: str) -> Corpus:
    documents = tuple(document(name) for name in names)
    group = ClaimGroup(
        id="group-1",
        story="story-1",
        members=tuple(Member(document=name, claim=f"claim-{name}") for name in names),
        proposition="The mayor resigned",
        reasons=(Reason(rule="same_predicate"),),
    )
    return Corpus(
        documents=documents,
        entities=(Entity(id="entity-case", kind="person", name="the mayor", names=("the mayor",), members=(), documents=names),),
        entity_of=tuple((f"entity-{name}", "entity-case") for name in names),
        stories=(Story(id="story-1", title="The mayor", documents=names, first="2024-05-01", last=None),),
        origins=(Origin(id="origin-1", name="Gazette", kind="agency", documents=names),),
        dependences=tuple(Dependence(document=name, on="origin-1", how="cites", direction_known=True) for name in names),
        groups=(group,),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of a case that holds two documents."""
    path = tmp_path / "affair # 50%.db"
    with open_case(path, write=True) as case:
        assert case.write(corpus("a", "b"), [FAILURE], STAMP)
    return path


def test_what_is_written_is_read_back(path: Path) -> None:
    with open_case(f"sqlite:///{path}") as case:
        assert case.corpus() == corpus("a", "b")
        assert case.failures() == (FAILURE,)
        assert case.stamp() == {**STAMP, "schema": str(len(schema.MIGRATIONS))}
        assert case.document("a") == document("a")
        assert case.document("nobody") is None
        assert case.analysed("analysis-1") == {"a", "b"}
        assert [one.claims for one in case.arrived()] == [(), ()]
        assert case.groups("story-1") == case.groups()
        assert case.groups("another") == ()


def test_a_parse_is_not_kept(tmp_path: Path) -> None:
    parse = Parse(
        maker="fake",
        start=(0,),
        end=(3,),
        word=("The",),
        lemma=("the",),
        pos=("DET",),
        tag=("DT",),
        dep=("det",),
        head=(0,),
        ent=("",),
    )
    with open_case(tmp_path / "case.db", write=True) as case:
        case.write(Corpus(documents=(document("a").replace(parse=parse),)), [], STAMP)
        assert case.document("a") == document("a")


def test_writing_the_same_again_changes_not_one_byte(path: Path) -> None:
    before = path.read_bytes()
    with open_case(path, write=True) as case:
        assert not case.write(corpus("a", "b"), [FAILURE], STAMP)
    assert path.read_bytes() == before


def test_a_case_holds_the_same_however_it_was_reached(path: Path, tmp_path: Path) -> None:
    with open_case(path, write=True) as case:
        case.write(corpus("b", "c"), [], STAMP)
        case.write(corpus("a", "b", "c"), [FAILURE, FAILURE], STAMP)
    with open_case(tmp_path / "at once.db", write=True) as case:
        case.write(corpus("a", "b", "c"), [FAILURE], STAMP)
    # In which steps a case was built is all that may depend on them: the one written at once has none.
    assert dump_without_steps(path) == dump(tmp_path / "at once.db")


def test_a_failed_write_leaves_the_case_as_it_was(path: Path) -> None:
    before = dump(path)

    def failures() -> Iterator[Failure]:
        yield FAILURE
        raise RuntimeError("the power went")

    stray = corpus("a", "c").replace(copies=(Copy(one="a", other="nobody", share=1.0, direction_known=True),))
    with open_case(path, write=True) as case:
        with pytest.raises(RuntimeError):
            case.write(corpus("a", "c"), failures(), STAMP)
        with pytest.raises(StoreError, match="FOREIGN KEY"):
            case.write(stray, [], STAMP)
        assert [one.id for one in case.documents()] == ["a", "b"]
    assert dump(path) == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("first", [False, True], ids=["a later build", "the first build"])
def test_a_killed_write_leaves_the_case_as_it_was(path: Path, tmp_path: Path, first: bool) -> None:
    killed = tmp_path / "new.db" if first else path
    before = [] if first else dump(path)
    script = """
        import sys, time
        from sayso.model.corpus import Corpus
        from sayso.model.document import Document
        from sayso.store import store
        put = store.Case._put
        def slow(case, table, rows):
            case._connection.exec_driver_sql("PRAGMA cache_size = 5")
            put(case, table, rows)
            if table.name == "document":
                print("written in part", flush=True)
                time.sleep(60)
        store.Case._put = slow
        documents = tuple(Document(id=f"d{n}", source="s", text="word " * 3000, text_sha256=str(n)) for n in range(200))
        with store.open_case(sys.argv[1], write=True) as case:
            case.write(Corpus(documents=documents), [], {})
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(killed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written in part\n"
        os.kill(writer.pid, signal.SIGKILL)
    if first:
        with pytest.raises(StoreError, match="first build did not end"), open_case(killed):
            pass
    else:
        with open_case(killed) as case:
            assert case.corpus() == corpus("a", "b")
    with open_case(killed, write=True) as case:
        case.write(corpus("a", "b"), [FAILURE], STAMP)
    assert sorted(dump(killed)) == sorted(before or dump(path))


def test_there_is_one_writer_and_readers_go_on(path: Path) -> None:
    with open_case(path, write=True) as writer:
        with pytest.raises(StoreError, match="another build is writing"), open_case(path, write=True):
            pass
        with open_case(path) as reader:
            assert [one.id for one in reader.documents()] == ["a", "b"]
        writer.write(corpus("c"), [], STAMP)
    with open_case(path) as reader:
        assert [one.id for one in reader.documents()] == ["c"]
        with pytest.raises(StoreError, match="cannot be written"):
            reader.write(corpus("a"), [], STAMP)


@pytest.mark.parametrize("content", [b"The mayor resigned.\n" * 200, b"{}"], ids=["long text", "short text"])
@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_case_is_left_alone(tmp_path: Path, content: bytes, write: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a sayso case"), open_case(path, write=write):
        pass
    assert path.read_bytes() == content


@pytest.mark.parametrize("write", [False, True])
def test_another_database_is_left_alone(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "accounts.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE account (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a sayso case"), open_case(path, write=write):
        pass
    assert path.read_bytes() == before


def test_what_cannot_be_opened_says_why(path: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    reasons: dict[Path | str, str] = {
        tmp_path / "none.db": "no such case",
        tmp_path: "is a folder",
        tmp_path / "empty.db": "first build did not end",
        "mysql://host/case": "a case is a file",
    }
    for name, why in reasons.items():
        with pytest.raises(StoreError, match=why) as caught, open_case(name):
            pass
        assert caught.value.remedy
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(StoreError, match="folder does not exist"), open_case(tmp_path / "no" / "case.db", write=True):
        pass


def test_a_damaged_case_says_so(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content)):
        content[at] = 0xA5
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught, open_case(path) as case:
        case.corpus()
    assert caught.value.remedy


def test_a_case_from_a_newer_sayso_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as opened:
        opened.execute("UPDATE stamp SET value = '99' WHERE key = 'schema'")
    opened.close()
    for write in (False, True):
        with pytest.raises(StoreError, match="newer sayso"), open_case(path, write=write):
            pass


def test_an_older_case_is_led_forward_when_it_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def add_a_table(opened: Connection) -> None:
        opened.exec_driver_sql("CREATE TABLE added (id TEXT)")

    migrations = (*schema.MIGRATIONS, add_a_table)
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    monkeypatch.setattr(connection, "MIGRATIONS", migrations)
    with open_case(path) as case:
        assert case.stamp()["schema"] == str(len(migrations))
        assert case.corpus() == corpus("a", "b")
    assert any("CREATE TABLE added" in line for line in dump(path))


def test_an_id_is_found_by_its_start(path: Path) -> None:
    with open_case(path) as case:
        assert case.find("story-") == (Found(kind="story", id="story-1"),)
        assert case.find("claim-b") == (Found(kind="claim", id="claim-b", document="b"),)
        assert case.find("entity-a") == (Found(kind="entity", id="entity-a", document="a"),)
        assert [one.kind for one in case.find("dependence-")] == ["dependence", "dependence"]
        assert case.find("a") == (Found(kind="document", id="a", document="a"),)
        assert case.find("%") == case.find("") == ()


def test_people_can_read_the_views(path: Path) -> None:
    with sqlite3.connect(path) as opened:
        claims = opened.execute("SELECT words, stance, voices FROM claims_readable ORDER BY id").fetchall()
        groups = opened.execute("SELECT story, proposition, state FROM groups_readable").fetchall()
        said = opened.execute("SELECT voices, words FROM attributions_readable").fetchall()
    assert claims == [("The mayor resigned", "reported", "Gazette")] * 2
    assert groups == [("The mayor", "The mayor resigned", "undetermined")]
    assert said[0] == ("Gazette", "The mayor resigned, the Gazette said")


def test_hostile_text_comes_back_exactly(tmp_path: Path) -> None:
    odd = document("odd", "\ud800\x00 \U0001f600 'quoted' \\ua0\u2028 end").replace(title="\udfff", outlet="a\x00b")
    with open_case(tmp_path / "case.db", write=True) as case:
        case.write(Corpus(documents=(odd,)), [FAILURE.replace(source="\ud800")], STAMP)
        assert case.document("odd") == odd
        assert [one.text for one in case.arrived()] == [odd.text]
        assert case.failures()[0].source == "\ud800"


def decided(number: int) -> Judgement:
    anchor = Anchor(document="a", start=0, end=9, quote="The mayor")
    target = Target(id="entity-case", name="the mayor", anchors=(anchor,))
    return Judgement(
        id=f"judgement-{number}", kind="merge", of="entity", targets=(target, target), why="\x00 '; DROP", by=str(number)
    )


def test_judgements_are_added_in_order_and_no_write_takes_one_out(path: Path) -> None:
    first, second = decided(1), decided(2)
    with open_case(path, write=True) as case:
        assert case.write(corpus("a", "b").replace(judgements=(first,)), [FAILURE], STAMP)
    with open_case(path, write=True) as case:
        assert not case.write(corpus("a", "b").replace(judgements=(first,)), [FAILURE], STAMP)
    with open_case(path, write=True) as case:
        assert case.write(corpus("c").replace(judgements=(first, second)), [], STAMP)
        assert case.judgements() == (first, second)
    with open_case(path, write=True) as case:
        case.write(corpus("a", "b"), [], STAMP)
        assert case.judgements() == (first, second)
        assert case.find("judgement-2") == (Found(kind="judgement", id="judgement-2"),)


def test_a_judgement_whose_write_fails_is_not_kept(path: Path) -> None:
    stray = corpus("a", "c").replace(copies=(Copy(one="a", other="nobody", share=1.0, direction_known=True),))
    with open_case(path, write=True) as case, pytest.raises(StoreError):
        case.write(stray.replace(judgements=(decided(1),)), [], STAMP)
    with open_case(path) as case:
        assert case.judgements() == ()


def test_a_case_from_before_there_were_judgements_gets_their_table(path: Path) -> None:
    with sqlite3.connect(path) as opened:
        opened.execute("DROP TABLE judgement")
        opened.execute("UPDATE stamp SET value = '1' WHERE key = 'schema'")
    with open_case(path) as case:
        assert case.judgements() == ()
        assert case.stamp()["schema"] == str(len(schema.MIGRATIONS))
        assert case.corpus() == corpus("a", "b")
