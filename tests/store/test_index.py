"""The index holds the words of the case as it is now: after a rewrite, in an older case, and folded as this version folds."""

import sqlite3
from pathlib import Path

import pytest

from sayso.model.document import Zone
from sayso.model.span import Span
from sayso.store import index, schema
from sayso.store.index import Phrase
from sayso.store.searching import SearchFilter, Wanted
from sayso.store.store import open_case
from sayso.store.views import views
from tests.store.test_store import STAMP, corpus, document


def found(path: Path, word: str, kind: str = "articles") -> tuple[str, ...]:
    with open_case(path) as case:
        return case.search(Wanted(kind=kind, phrases=(Phrase(words=(word,)),))).ids  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with open_case(path, write=True) as case:
        case.write(corpus("a", "b"), (), STAMP)
    return path


def test_words_come_and_go_with_their_documents(path: Path) -> None:
    assert set(found(path, "mayor")) == {"a", "b"}
    assert set(found(path, "mayor", "claims")) == {"claim-a", "claim-b"}
    changed = corpus("a", "b").replace(documents=(document("a"), document("b", "The consul resigned, the Gazette said.")))
    with open_case(path, write=True) as case:
        case.write(changed, (), STAMP)
    assert found(path, "mayor") == ("a",)
    assert found(path, "consul", "claims") == ("claim-b",)
    with open_case(path, write=True) as case:
        case.write(corpus("a"), (), STAMP)
    assert found(path, "consul") == ()
    assert found(path, "consul", "claims") == ()


def test_an_older_case_is_filled_when_it_is_first_opened(path: Path) -> None:
    with sqlite3.connect(path) as opened:
        for table in ("article_words", "claim_words", "claim_entity"):
            opened.execute(f"DROP TABLE {table}")
        opened.execute("ALTER TABLE entity DROP COLUMN named")
        opened.execute("DELETE FROM stamp WHERE key = 'words'")
        opened.execute("UPDATE stamp SET value = '3' WHERE key = 'schema'")
    assert set(found(path, "mayor")) == {"a", "b"}
    assert set(found(path, "resigned", "claims")) == {"claim-a", "claim-b"}
    with open_case(path) as case:
        assert case.stamp() == {**STAMP, "schema": str(len(schema.MIGRATIONS))}


def test_words_folded_in_another_way_are_folded_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(path) as opened:
        opened.execute("DELETE FROM article_words")
    assert found(path, "mayor") == ()
    monkeypatch.setattr(index, "VERSION", 99)
    assert set(found(path, "mayor")) == {"a", "b"}


def test_no_phrase_reaches_over_what_stands_between(path: Path) -> None:
    text = "The mayor\nSign up\nresigned."
    parts = ((0, 10, "body"), (10, 18, "chrome"), (18, 27, "body"))
    zones = tuple(Zone(span=Span(start=start, end=end), kind=kind, why="") for start, end, kind in parts)  # type: ignore[arg-type]
    one = document("a", text).replace(zones=zones, claims=(), attributions=(), events=())
    with open_case(path, write=True) as case:
        case.write(corpus("a").replace(documents=(one,), groups=()), (), STAMP)
    with open_case(path) as case:
        apart = Phrase(words=("mayor",)), Phrase(words=("resigned",))
        assert case.search(Wanted(phrases=apart, only=SearchFilter(zone="body"))).ids == ("a",)
        assert case.search(Wanted(phrases=(Phrase(words=("mayor", "resigned")),))).ids == ()


def test_people_read_a_case_in_any_database_browser(path: Path) -> None:
    with sqlite3.connect(path) as opened:
        for view in views(schema.METADATA.tables):
            assert opened.execute(f"SELECT * FROM {view}").fetchall(), view
        told = opened.execute("SELECT story, document FROM stories_readable ORDER BY document").fetchall()
    assert told == [("The mayor", "a"), ("The mayor", "b")]
