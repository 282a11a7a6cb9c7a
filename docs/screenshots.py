"""Make the pictures in docs/screenshots from the example pile: each page in light, dark and narrow.

python docs/screenshots.py [FOLDER]
"""

import io
import sys
import tempfile
import threading
import time
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

from sayso.kit.config import Config
from sayso.read.inputs import read_inputs
from sayso.run.build import build
from sayso.web.app import make_app
from sayso.web.server import bind, running

ROOT = Path(__file__).resolve().parents[1]
LOOKS = {"light": (1100, "light"), "dark": (1100, "dark"), "narrow": (380, "light")}
TALLEST = 1100


def pages(site: str, asked) -> dict[str, str]:
    story = asked(f"{site}/stories.json")["stories"][0]["id"]
    dossier = asked(f"{site}/story.json?id={story}")
    quarrel = next(group for group in dossier["groups"] if group["state"] == "contradicted")
    entity = asked(f"{site}/entities.json?about=Orlan")["entities"][0]["id"]
    difference = f"{site}/quarrel?id={quarrel['differences'][0]['id']}&group={quarrel['id']}"
    return {
        "stories": f"{site}/",
        "story": f"{site}/story?id={story}",
        "timeline": f"{site}/timeline?story={story}",
        "sources": f"{site}/sources?story={story}",
        "article": f"{site}/article?id={dossier['documents'][0]['id']}&lit={dossier['disputes'][0]['id']}",
        "difference": difference,
        "claims": f"{site}/claims?about=hospital",
        "history": f"{site}/history",
        "check": f"{site}/check?q=Three+trucks+carried+the+hospital+out+of+the+port",
        "entities": f"{site}/entities",
        "entity": f"{site}/entity?id={entity}&about=Halas",
        "nothing": f"{site}/findings",
        **({"search": f"{site}/search?q=hospital"} if asked(f"{site}/search.json?q=hospital").get("error") is None else {}),
    }


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "hospital.db"
        build(read_inputs((str(ROOT / "examples" / "pile"),), io.BytesIO()), case, Config())
        bound = bind(0)
        site = f"http://127.0.0.1:{bound.getsockname()[1]}"
        server = running(make_app(case, Config(), "shown"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            take(site, folder)
        finally:
            server.should_exit = True
            thread.join()


def take(site: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        for look, (width, scheme) in LOOKS.items():
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            for name, address in pages(site, lambda url: page.request.get(url).json()).items():
                page.goto(f"{site}/?token=shown") if name == "entity" else None
                page.goto(address)
                height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                page.screenshot(
                    path=folder / f"{name}-{look}.png", clip={"x": 0, "y": 0, "width": width, "height": height}, full_page=True
                )
            page.context.clear_cookies()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
