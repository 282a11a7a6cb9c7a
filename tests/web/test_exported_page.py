"""The exported page in a browser, from the disk: nothing is loaded, no script is needed, all leads to its place, it prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.cli.command import sayso
from tests.web.test_browser import AXE, Watched


@pytest.fixture(scope="module")
def folder(example_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("html")
    assert sayso("export", example_case, "--to", "html", "--output", made, "--quiet").code == 0
    return made


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1100, "height": 900})
    found = Watched(context.new_page(), folder.as_uri())
    found.page.goto((folder / "index.html").as_uri())
    yield found.page
    context.close()
    assert found.wrong == []


def test_it_is_read_from_the_disk_without_a_script_or_a_request(opened: Page) -> None:
    opened.get_by_role("link", name="Marovia has given a mobile hospital").click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("Marovia has given a mobile hospital")
    expect(opened.get_by_role("heading", name="Contradicted")).to_be_visible()
    assert opened.locator(".difference .side").count() >= 2
    assert opened.locator("script").count() == opened.locator("form").count() == opened.locator("link").count() == 0
    opened.locator(".cite summary").first.click()
    expect(opened.locator(".cite .copy").first).to_be_visible()


def test_everything_leads_to_a_place_on_the_page(opened: Page) -> None:
    opened.get_by_role("link", name="Marovia has given a mobile hospital").click()
    aims = {link.get_attribute("href") or "" for link in opened.locator("a").all()}
    assert {aim for aim in aims if not aim.startswith("#")} == set()
    ids = {found.get_attribute("id") for found in opened.locator("[id]").all()}
    assert sorted(aim for aim in aims if aim[1:] not in ids) == []
    opened.get_by_role("link", name="evening-ledger.example cites Kestrian State Press Agency: read the words").click()
    expect(opened.locator("li:target")).to_contain_text("KSPA reported")


def test_it_is_the_dossier_of_the_page(opened: Page, browser: Browser, site: str) -> None:
    opened.get_by_role("link", name="Marovia has given a mobile hospital").click()
    page = browser.new_page()
    page.goto(site)
    page.get_by_role("link", name="Marovia has given a mobile hospital").click()
    for part in (".section > h2", ".section .proposition", ".section .difference .value"):
        there, here = (page.locator(f".wide {part}"), opened.locator(f"#claims {part}"))
        told = [" ".join(words.split()) for words in there.all_text_contents()]
        assert [" ".join(words.split()) for words in here.all_text_contents()] == told != []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_it(browser: Browser, folder: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    for file in sorted(folder.glob("*.html")):
        page.goto(file.as_uri())
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(file.name, each["id"], each["nodes"][0]["html"][:160]) for each in found] == []
    context.close()


def test_on_a_narrow_screen_nothing_is_cut(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    for file in folder.glob("*.html"):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, file.name
    page.close()


def test_paper_shows_what_the_screen_shows_and_no_controls(browser: Browser, site: str, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 760, "height": 1000})
    story = next(
        file for file in folder.glob("story-*.html") if "mobile hospital" in file.read_text("utf-8").split("</title>")[0]
    )
    page.goto(site)
    page.get_by_role("link", name="Marovia has given a mobile hospital").click()
    for address in (page.url, story.as_uri()):
        page.goto(address)
        page.emulate_media(media="print")
        for control in ("header nav", ".cite summary", ".skip", ".ask"):
            for found in page.locator(control).all():
                expect(found).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate(
            "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 760
        paper = page.pdf(format="A4", print_background=False)
        assert paper.startswith(b"%PDF")
        assert 2 <= paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 40
        page.emulate_media(media="screen")
    page.close()
