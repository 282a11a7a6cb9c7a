"""The page in a browser: three clicks to the exact words, keys, no script, nothing of an article obeyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import TOKEN, served

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
WAIT = 5_000


class Watched:
    """A page that notes every request to elsewhere, every error and every refusal of its own policy."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.wrong = list[str]()
        page.set_default_timeout(WAIT)
        page.on("request", lambda request: None if request.url.startswith(site) else self.wrong.append(request.url))
        page.on("console", lambda message: self.wrong.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))


@pytest.fixture
def watched(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    found = Watched(context.new_page(), site)
    yield found.page
    context.close()
    assert found.wrong == []


def story(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Marovia has given a mobile hospital").click()


def test_from_the_list_to_the_exact_words_in_three_clicks(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.get_by_role("link", name="Marovia has given a mobile hospital").click()
    watched.get_by_role("link", name="“Four trucks carried the hospital out of the port on Sunday”").click()
    assert (
        "".join(watched.locator("mark.asked").all_text_contents()) == "Four trucks carried the hospital out of the port on Sunday"
    )
    expect(watched.locator("mark.asked").first).to_be_in_viewport()


def test_the_first_page_tells_what_the_case_holds_at_a_glance(watched: Page, site: str) -> None:
    watched.goto(site)
    told = [" ".join(words.split()) for words in watched.locator(".glance li").all_text_contents()]
    assert told[:3] == ["10 articles", "2 stories", "1 contradicted"]
    watched.locator(".glance").get_by_role("link", name="1 story with a contradiction").click()
    assert watched.locator(".stories > li").count() == 1
    watched.get_by_role("link", name="most told first").click()
    assert watched.locator(".stories > li").count() == 1
    watched.locator(".stories").get_by_role("link", name="1 contradicted").click()
    expect(watched.locator("article.claim")).to_have_count(1)


def test_a_line_of_the_source_map_opens_its_words(watched: Page, site: str) -> None:
    story(watched, site)
    watched.get_by_role("link", name="Who rests on whom").click()
    line = watched.get_by_role("link", name="evening-ledger.example cites Kestrian State Press Agency: read the words")
    line.focus()
    watched.keyboard.press("Enter")
    words = watched.locator("li:target")
    expect(words).to_be_in_viewport()
    words.get_by_role("link", name="“KSPA reported”").click()
    assert "".join(watched.locator("mark.asked").all_text_contents()) == "KSPA reported"


def test_a_difference_lights_both_articles(watched: Page, site: str) -> None:
    story(watched, site)
    watched.get_by_role("link", name="number: they contradict each other").click()
    assert watched.locator("mark.side-1").count() == 3
    assert watched.locator("mark.side-2").all_text_contents() == ["Four trucks carried the hospital out of the port on Sunday"]
    watched.locator(".side-2").get_by_role("link", name="Read the whole article, lit").click()
    assert (
        "".join(watched.locator("mark.side-2").all_text_contents())
        == "Four trucks carried the hospital out of the port on Sunday"
    )
    watched.go_back()
    watched.locator(".side-1").get_by_role("link", name="Read the whole article, lit").first.click()
    assert "".join(watched.locator("mark.side-1").all_text_contents()).startswith("Three trucks")


def test_who_disputes_a_claim_stands_beside_it_wherever_it_is_listed(watched: Page, site: str) -> None:
    watched.goto(f"{site}/disputes")
    card = watched.locator("article.quarrel")
    expect(card).to_have_count(1)
    assert card.locator(".side .value").all_text_contents() == ["Said", "Denied"]
    assert "denied" in card.locator(".side-2 .stance").all_text_contents()
    watched.goto(f"{site}/claims?state=disputed")
    watched.get_by_role("link", name="dispute: one side says it, another denies it").first.click()
    watched.wait_for_url("**/quarrel?*")
    assert watched.locator("mark.side-1").count() > 0
    assert watched.locator("mark.side-2").count() > 0


def test_search_narrows_by_a_facet(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.get_by_role("link", name="Search", exact=True).click()
    watched.get_by_label("Words").fill("hospital")
    watched.get_by_role("button", name="Search").click()
    every = watched.locator(".hits > li").count()
    watched.get_by_role("link", name="evening-ledger.example", exact=True).click()
    assert 0 < watched.locator(".hits > li").count() < every
    watched.locator(".hits h2 a").first.click()
    expect(watched.locator("mark.asked").first).to_be_visible()


def test_check_with_the_keyboard_alone(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.keyboard.press("/")
    watched.keyboard.type("Kestria shipped copper to Marovia")
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/check?*")
    expect(watched.locator(".verdict")).to_contain_text("Disputed", timeout=30_000)


def test_tab_and_enter_reach_the_words(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.keyboard.press("Tab")
    expect(watched.get_by_role("link", name="Skip to the page")).to_be_focused()
    watched.keyboard.press("Enter")
    counts = watched.locator(".glance a").count()
    for _ in range(counts):
        watched.keyboard.press("Tab")
        assert watched.evaluate("document.activeElement.closest('.glance') !== null")
    watched.keyboard.press("Tab")
    expect(watched.get_by_role("link", name="most told first")).to_be_focused()
    watched.keyboard.press("j")
    assert watched.evaluate("document.activeElement.closest('.stories h2') !== null")
    watched.keyboard.press("Shift+Tab")
    watched.keyboard.press("Tab")
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/story?*")
    watched.keyboard.press("j")
    watched.keyboard.press("j")
    assert watched.evaluate("document.activeElement.closest('.claim') !== null")
    watched.keyboard.press("?")
    watched.wait_for_url("**/help")


def test_a_citation_is_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    story(page, site)
    first = page.locator(".cite").first
    first.locator("summary").click()
    first.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == first.locator(".copy").text_content()
    context.close()


def test_everything_works_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    story(page, site)
    page.locator(".cite summary").first.click()
    expect(page.locator(".cite .copy").first).to_be_visible()
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.locator(".moment").first).to_be_visible()
    page.get_by_label("Check a sentence").last.fill("Kestria shipped copper to Marovia")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_contain_text("Disputed")
    context.close()


def test_merge_and_undo(browser: Browser, example_case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(example_case.read_bytes())
    serving = served(copy, TOKEN)
    site = next(serving)
    page = browser.new_page()
    page.goto(f"{site}/?token={TOKEN}")
    assert TOKEN not in page.url
    page.goto(f"{site}/entities?about=Ivo")
    page.get_by_role("link", name="Ivo Marek").click()
    page.get_by_label("Name").fill("Halas")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("radio", name="Viktor Halas").check()
    page.locator("form[action='/merge']").get_by_label("Why").fill("to show it")
    page.get_by_role("button", name="Merge").click()
    page.wait_for_url("**/history#*")
    expect(page.locator("li.in_force")).to_contain_text("to show it")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("li.undone")).to_contain_text("merge")
    page.close()
    next(serving, None)


def test_hostile_articles_are_shown_as_text(browser: Browser, hostile_case: Path) -> None:
    serving = served(hostile_case, None)
    site = next(serving)
    found = Watched(browser.new_page(), site)
    page = found.page
    page.goto(site)
    paths = {link.get_attribute("href") or "" for link in page.get_by_role("main").get_by_role("link").all()}
    for path in sorted(path for path in paths if path.startswith("/story")):
        page.goto(site + path)
        paths |= {link.get_attribute("href") or "" for link in page.get_by_role("main").get_by_role("link").all()}
    shown = sorted(path for path in paths if path.startswith(("/article", "/group", "/timeline", "/sources", "/quarrel")))
    for path in [path for path in shown if path.startswith("/article?id")] + shown[:: max(len(shown) // 12, 1)]:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.locator("script").count() == 1
        assert page.evaluate("window.pwned") is None
    page.close()
    next(serving, None)
    assert found.wrong == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.check)])
def test_nothing_that_axe_finds_is_wrong(browser: Browser, site: str, scheme: str) -> None:
    # axe is put into the page past its policy: only here, and only to look.
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    wrong = list[str]()
    story(page, site)
    known = page.url.rpartition("=")[2]
    contradicted = page.get_by_role("link", name="number: they contradict each other").get_attribute("href")
    article = page.locator(".documents a").first.get_attribute("href")
    paths = [f"/story?id={known}", f"/timeline?story={known}", f"/sources?story={known}", article, contradicted, "/claims", "/"]
    paths += [
        "/disputes",
        "/entities",
        "/search?q=hospital",
        "/search?q=xylophone",
        "/findings",
        "/failures",
        "/history",
        "/help",
    ]
    paths += [entity(page, site), group(page, site), f"/why?id={known}", "/check?q=Kestria+shipped+copper+to+Marovia", "/check"]
    for path in paths:
        page.goto(f"{site}{path}")
        for found in Axe().run(page, options=AXE).response["violations"]:
            wrong.append(f"{path}: {found['id']}: {found['nodes'][0]['html'][:160]} {found['nodes'][0]['failureSummary'][:200]}")
    assert wrong == []
    context.close()


def entity(page: Page, site: str) -> str:
    found = page.request.get(f"{site}/entities.json?about=Orlan").json()["entities"][0]["id"]
    return f"/entity?id={found}&about=Halas"


def group(page: Page, site: str) -> str:
    found = page.request.get(f"{site}/disputes.json").json()["groups"][0]["id"]
    return f"/group?id={found}"


def test_at_four_hundred_percent_nothing_is_cut(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    story(page, site)
    known = page.url.rpartition("=")[2]
    contradicted = page.get_by_role("link", name="number: they contradict each other").get_attribute("href")
    article = page.locator(".documents a").first.get_attribute("href")
    paths = [f"/story?id={known}", f"/timeline?story={known}", f"/sources?story={known}", article, contradicted, "/", "/claims"]
    paths += ["/disputes", "/entities", "/search?q=hospital", "/findings", "/history", "/help", f"/why?id={known}"]
    for path in [*paths, entity(page, site), group(page, site), "/check?q=Kestria+shipped+copper+to+Marovia"]:
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_the_focus_is_can_be_seen(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    story(page, site)
    page.get_by_role("link", name="Who rests on whom").click()
    page.wait_for_load_state("load")
    page.wait_for_function("document.activeElement !== null")
    seen = set[str]()
    for _ in range(60):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
                const at = document.activeElement, style = getComputedStyle(at);
                const line = at.querySelector('.line, rect');
                const drawn = line ? parseFloat(getComputedStyle(line).strokeWidth) >= 4 : false;
                const outlined = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
                return [at.tagName, at.getAttribute('class') || '', outlined || drawn];
            }"""
        )
        assert shown[2], shown
        seen.add(shown[1].split(" ")[0])
    assert {"edge", "box"} <= seen
    context.close()


def test_claims_are_narrowed_by_name_state_and_stance(watched: Page, site: str) -> None:
    watched.goto(site)
    watched.get_by_role("link", name="Claims", exact=True).click()
    every = watched.locator(".lead").inner_text()
    watched.get_by_label("That speak of").fill("hospital")
    watched.get_by_role("button", name="Show").click()
    spoken = watched.locator(".lead").inner_text()
    watched.get_by_role("link", name="corroborated", exact=True).click()
    chips = watched.locator("article.claim > .chips .chip").all_inner_texts()
    assert [chip for chip in chips if chip in {"contradicted", "disputed", "single origin"}] == []
    assert len({every, spoken, watched.locator(".lead").inner_text()}) == 3
    watched.locator(".proposition a").first.click()
    watched.wait_for_url("**/group?*")
    watched.get_by_role("link", name="The story").click()
    expect(watched.locator(".claim:target")).to_be_visible()
