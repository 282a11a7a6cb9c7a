"""One case of the example pile served for all tests of the page, a hostile one beside it, and one browser."""

import io
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from litestar.testing import TestClient
from playwright.sync_api import Browser, sync_playwright

from sayso.kit.config import Config
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from sayso.web.app import make_app
from sayso.web.server import bind, running

TOKEN = "a-token-of-the-tests"
MARKUP = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1"> & \'q\' "d" {{7*7}}'
ADDRESS = "http://127.0.0.1:8000"


def served(case: Path, token: str | None) -> Iterator[str]:
    """Yield the address of a case that is served while the test runs."""
    bound = bind(0)
    server = running(make_app(case, Config(), token))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def hostile_case(tmp_path_factory: pytest.TempPathFactory, cached: Config) -> Path:
    """Return a case whose id, title, outlet, source and text hold markup."""
    folder = tmp_path_factory.mktemp("hostile")
    text = f"The minister of {MARKUP} said on Monday that the dam broke. {MARKUP} denied that the dam broke. It is not known why."
    rows = [
        {"id": id, "title": f"Dam {MARKUP}", "text": text, "published": "2024-05-06", "source": f"paper {MARKUP}"}
        for id in (f"../../etc/{MARKUP}", "..", "a\x00b\u202e", "https://x.example//y?z=1&at=2#c0")
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build(read_inputs((str(folder / "rows.jsonl"),), io.BytesIO()), folder / "hostile.db", cached)
    return folder / "hostile.db"


@pytest.fixture(scope="session")
def client(example_case: Path) -> Iterator[TestClient[Any]]:
    """Return a client of the example case that may only read."""
    with TestClient(make_app(example_case, Config()), base_url=ADDRESS) as opened:
        yield opened


@pytest.fixture(scope="session")
def site(example_case: Path) -> Iterator[str]:
    yield from served(example_case, None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, which loads nothing by itself; skipped where it is not, except in the project's own checks."""
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if path is None:
        assert not os.environ.get("CI"), "the checks need Chromium: apt-get install chromium"
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]
        opened = playwright.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()
