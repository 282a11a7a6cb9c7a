"""An address of a case says where it is, in one form, and never what a password is."""

from pathlib import Path

import pytest

from sayso.model.errors import StoreError
from sayso.run.workplace import workplace_of
from sayso.store.address import Server, address_of


@pytest.mark.parametrize(
    ("written", "shown", "told"),
    [
        ("postgresql://ada@h/db", "postgresql://ada@h/db", {"host": "h", "user": "ada", "dbname": "db"}),
        ("postgres://h:5433/db?schema=public", "postgresql://h:5433/db", {"host": "h", "port": "5433", "dbname": "db"}),
        ("postgresql:///db?host=/run/pg&port=5", "postgresql:///db?host=/run/pg&port=5", {"host": "/run/pg", "port": "5"}),
        ("postgresql://%2Frun%2Fpg/db", "postgresql:///db?host=/run/pg", {"host": "/run/pg"}),
        ("postgresql://u@[::1]:5/db", "postgresql://u@[::1]:5/db", {"host": "::1", "port": "5"}),
        ("postgresql://a:1,b:2/db", "postgresql://a:1,b:2/db", {"host": "a,b", "port": "1,2"}),
        ("postgresql://a,b:2/db", "postgresql://a,b:2/db", {"host": "a,b", "port": ",2"}),
        ("postgresql://u:p@ss/w:rd@h/db", "postgresql://u@h/db", {"user": "u", "password": "p@ss/w:rd"}),
        (
            "postgresql://u:p%3Fw@h/d%20b?schema=a%20b",
            "postgresql://u@h/d%20b?schema=a%20b",
            {"password": "p?w", "dbname": "d b"},
        ),
        ("postgresql://u@h/db?password=x&sslpassword=y", "postgresql://u@h/db", {"password": "x", "sslpassword": "y"}),
        ("postgresql://h/db?user=u&schema=s&sslmode=require", "postgresql://u@h/db?sslmode=require&schema=s", {"user": "u"}),
    ],
)
def test_a_server_is_shown_in_one_form_without_a_password(written: str, shown: str, told: dict[str, str]) -> None:
    found = address_of(written)
    assert isinstance(found, Server)
    assert str(found) == shown
    assert dict(found.settings).items() >= told.items()
    assert str(address_of(shown)) == shown
    assert "settings" not in repr(found)


def test_a_case_is_one_whatever_password_is_given() -> None:
    assert address_of("postgresql://u:x@h/db?schema=public") == address_of("postgres://u@h/db")
    assert address_of("postgresql://u@h/db?schema=a") != address_of("postgresql://u@h/db?schema=b")
    assert workplace_of("postgresql://u:x@h/db") == workplace_of("postgresql://u@h/db")
    assert workplace_of("postgresql://u@h/db") != workplace_of("postgresql://u@h/db?schema=a")


def test_a_reader_knows_a_case_by_its_database_and_schema() -> None:
    assert [address_of(each).name for each in ("postgresql://h/db", "postgresql://h/db?schema=a", "x/a.db")] == [
        "db",
        "db/a",
        "a.db",
    ]


def test_a_file_is_a_path() -> None:
    assert address_of("affair.db") == address_of("sqlite:///affair.db") == address_of(Path("affair.db")) == Path("affair.db")


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://u:secret@h",
        "postgresql://u:secret@h/",
        "postgresql://u:secret@h/db/other",
        "postgresql://u:secret@h:secret/db",
        "postgresql://u:se?cret@h/db",
        "postgresql://u:secret@h/db?flood",
        "postgresql://u:secret@h/db?schema=",
        "postgresql://u:secret@h/db?schema=pg_secret",
        "postgresql://u:secret@h/db?schema=" + "x" * 64,
        "postgresql://u:secret@h/db?dbname=secret",
        "mysql://u:secret@h/db",
    ],
)
def test_what_cannot_be_read_is_not_shown(written: str) -> None:
    with pytest.raises(StoreError) as caught:
        address_of(written)
    assert caught.value.remedy
    assert "secret" not in str(caught.value)
    assert "cret" not in str(caught.value)
