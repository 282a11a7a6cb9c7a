"""What an address says without a look: whose it is, which page, whether an article; and what is no address at all."""

import pytest

from sayso.kit.addresses import address_of, site_of

ARTICLES = [
    "https://www.reuters.com/world/harbour-fire-kills-two-2024-05-14/",
    "https://www.bbc.co.uk/news/world-europe-68999999",
    "https://www.bbc.com/news/articles/c4ng5v7k3k5o",
    "https://apnews.com/article/0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "https://www.theguardian.com/world/2024/may/14/fire",
    "https://tass.com/politics/1787601",
    "https://courier.example/index.php?id=12345",
    "https://courier.example/harbour/two-die-in-harbour-fire.html",
]
NONE = [
    "https://www.reuters.com/",
    "https://www.reuters.com/world/",
    "https://apnews.com/hub/russia-ukraine",
    "https://www.nytimes.com/topic/organization/the-harbour-board-of-velden",
    "https://courier.example/tag/harbour-fire-of-may-2024",
    "https://courier.example/by/ana-maria-okafor-lind",
    "https://courier.example/search?q=harbour",
    "https://courier.example/about",
]
HOSTILE = [
    "",
    "#top",
    "javascript:alert(1)//two-die-in-harbour-fire",
    "JaVaScRiPt:fetch('https://courier.example/two-die-in-harbour-fire')",
    "data:text/html,<p>two-die-in-harbour-fire",
    "file:///etc/two-die-in-harbour-fire",
    "https://reuters.com@evil.example/two-die-in-harbour-fire",
    "https://evil.example\\@reuters.com/two-die-in-harbour-fire",
    "https://reuters.com/two-die-in-\x1b[31mharbour-fire",
    "https://reuters.com/two-die\u202ein-harbour-fire",
    "https://[::1/two-die-in-harbour-fire",
    "https://reuters.com:99999999/two-die-in-harbour-fire",
    f"https://{'a' * 70}.example/two-die-in-harbour-fire",
    "https:///two-die-in-harbour-fire",
    "https://reuters.com/" + "two-die-" * 400,
    "https://127.0.0.1\x00.reuters.com/two-die-in-harbour-fire",
    "\ud800https://reuters.com/two-die-in-harbour-fire",
]


@pytest.mark.parametrize("address", ARTICLES)
def test_an_article_is_told_by_a_headline_a_day_or_a_number_in_its_address(address: str) -> None:
    found = address_of(address)
    assert found is not None
    assert found.is_article


@pytest.mark.parametrize("address", NONE)
def test_fronts_and_lists_are_no_articles(address: str) -> None:
    found = address_of(address)
    assert found is not None
    assert not found.is_article


@pytest.mark.parametrize("address", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_address_of_the_web_or_means_to_mislead_is_none(address: str) -> None:
    assert address_of(address) is None


def test_one_page_has_one_name_in_all_its_views() -> None:
    views = (
        "https://www.courier.example/2024/05/14/fire/",
        "http://m.courier.example/2024/05/14/fire.html#comments",
        "https://amp.courier.example/2024/05/14/fire/amp?utm_source=x",
    )
    pages = {found.page for view in views if (found := address_of(view))}
    assert pages == {"courier.example/2024/05/14/fire"}


def test_a_site_is_what_somebody_has_registered() -> None:
    hosts = ("feeds.bbc.co.uk", "uk.reuters.com", "a.b.courier.example", "127.0.0.1")
    assert [site_of(host) for host in hosts] == ["bbc.co.uk", "reuters.com", "courier.example", "127.0.0.1"]


def test_letters_that_look_like_others_do_not_pass_for_them() -> None:
    found = address_of("https://r\u0435uters.com/two-die-in-harbour-fire")
    assert found is not None
    assert found.site.startswith("xn--")
