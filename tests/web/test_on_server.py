"""The page of a case on a server shows what that of a file shows, and writes there."""

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from sayso.kit.config import Config
from sayso.store.address import address_of
from sayso.store.backup import backup_case
from sayso.store.store import open_case
from sayso.web.app import make_app
from tests.server import PostgreSQL
from tests.web.conftest import ADDRESS, TOKEN

pytestmark = pytest.mark.check
"""The same questions of a case in a file are asked by the quick tests."""

PAGES = ("/", "/disputes", "/entities", "/search?q=hospital", "/search?q=hosp*&in=claims", "/history", "/failures", "/help")
ANSWERS = ("stories", "claims", "entities", "timeline", "search?q=hospital", "search?q=hosp*&in=claims", "history", "failures")


def test_pages_are_those_of_a_file_and_a_judgement_is_kept(
    example_case: Path, server: PostgreSQL, client: TestClient[Any]
) -> None:
    url = server.url("page", login="sayso:hush-hush")
    backup_case(example_case, url)
    app = make_app(address_of(url), Config(), TOKEN)
    with TestClient(app, base_url=ADDRESS) as opened:
        for path in PAGES:
            page = opened.get(path)
            assert page.status_code == 200, path
            assert "hush-hush" not in page.text
        for answer in ANSWERS:
            name, _, query = answer.partition("?")
            on_server, in_file = (one.get(f"/{name}.json?{query}") for one in (opened, client))
            assert (on_server.status_code, on_server.content) == (in_file.status_code, in_file.content)
        assert "cases/page" in opened.get("/").text
        with open_case(url) as case:
            dispute = case.disputes()[0].id
        done = opened.post(
            "/reject",
            data={"id": dispute, "why": "two days"},
            headers={"authorization": f"Bearer {TOKEN}"},
            follow_redirects=False,
        )
        assert done.status_code == 303
        assert opened.get("/history.json").json()["judgements"][0]["why"] == "two days"
        server.stop()
        stopped = opened.get("/stories.json")
        assert (stopped.status_code, "remedy" in stopped.json()) == (503, True)
        server.start()
        assert opened.get("/stories.json").status_code == 200
