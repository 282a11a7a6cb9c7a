"""A PostgreSQL server of the test run's own: real, empty, gone afterwards, and reached by no one else."""

import importlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

OWNER = "sayso"
SECRET = "a:secret/of@ada?"
"""The password of the user `ada`, with every sign that could part an address at the wrong place."""
_LOGINS = f"local all ada scram-sha-256\nlocal all {OWNER} trust\n"
_HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=40")


def binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs: on the path, or where Debian keeps them, the newest first."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class PostgreSQL:
    """A server in a folder of its own, which listens on a socket in that folder alone."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self.folder = programs, folder
        self._user = _ordinary_user()
        if self._user:
            shutil.chown(folder, self._user)
        made = ["--pgdata", str(folder / "data"), "--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"]
        self._run("initdb", *made, "--locale", "C").communicate()
        (folder / "data" / "pg_hba.conf").write_text(_LOGINS, "utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self.start()
        self.sql("CREATE DATABASE cases", database="postgres")
        self.sql(f"CREATE ROLE ada LOGIN PASSWORD '{SECRET}'")

    def url(self, schema: str = "public", login: str = OWNER, database: str = "cases") -> str:
        """Return the address of a case."""
        return f"postgresql://{login}@/{database}?host={self.folder}&schema={schema}"

    def sql(self, statement: str, database: str = "cases") -> list[Any]:
        """Run a statement as the owner of the server."""
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname=database, autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = [part for setting in (*_HASTE, f"unix_socket_directories={self.folder}") for part in ("-c", setting)]
        self._process = self._run("postgres", "-D", str(self.folder / "data"), *settings)
        while True:
            try:
                self.sql("SELECT 1", database="postgres")
                return
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self.folder / "log").read_text("utf-8", "replace")
                time.sleep(0.02)

    def stop(self, *, how: signal.Signals = signal.SIGINT) -> None:
        """Stop as when the machine is shut down: whoever is at work is cut off."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(20)
            self._process = None

    def _run(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            command = [str(self._programs / program), *words]
            beside: dict[str, Any] = {"user": self._user, "extra_groups": []} if self._user else {}
            return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, **beside)


def _ordinary_user() -> str | None:
    """Return whom the server is to run as where it is root who tests: PostgreSQL does not run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    pwd = importlib.import_module("pwd")
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def running(programs: Path) -> Iterator[PostgreSQL]:
    """Yield a server that runs meanwhile. Its folder has a short name: that of a socket may have 107 letters and no more."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    server = None
    try:
        server = PostgreSQL(programs, folder)
        yield server
    finally:
        if server:
            server.stop(how=signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
