"""What every page needs: the case, what is remembered of it, the templates, and who may write."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import quote_plus

from jinja2 import Environment
from markupsafe import Markup

from sayso.kit.config import Config
from sayso.query.answers import MemberAnswer, Quote
from sayso.query.quarrel import Around
from sayso.query.search import Hit
from sayso.show.plain import plain, plain_lines
from sayso.show.sheets import sheets
from sayso.store.address import Address
from sayso.store.remembering import Memory, Remembering, remembered

Answer = TypeVar("Answer")
COOKIE = "sayso_token"
LONGEST_AROUND = 400
PAGES_KEPT = 48_000_000
"""How many characters of pages are kept while the case stays as it is: those that were loaded last."""
ANSWERS_KEPT = 200
"""How many answers are kept while the case stays as it is: those that were asked for last."""


class Site:
    """One case as a site. `token` is what a writer must show; None: nobody may write."""

    def __init__(self, case: Address, config: Config, token: str | None = None) -> None:
        self.case = case
        self.config = config
        self.token = token
        self._memory = Memory()
        self._answers = dict[tuple[str, ...], Any]()
        self._lock = Lock()
        self._asking = Lock()
        self._templates = _templates()
        self.writing = Lock()
        self.parsing = Lock()
        self._pages = dict[tuple[str, ...], str]()
        self._room = PAGES_KEPT

    @contextmanager
    def opened(self) -> Iterator[Remembering]:
        """Open the case for one request."""
        with remembered(self.case, self._memory) as case:
            yield case

    def answer(self, key: tuple[str, ...], ask: Callable[[Remembering], Answer]) -> Answer:
        """Return the answer to a question, asked once for each state of the case."""
        with self.opened() as case:
            full = (case.state, *key)
            with self._lock:
                if full in self._answers:
                    kept: Answer = self._answers.pop(full)
                    self._answers[full] = kept
                    return kept
            found = ask(case)
        with self._lock:
            self._answers[full] = found
            while len(self._answers) > ANSWERS_KEPT:
                del self._answers[next(iter(self._answers))]
        return found

    def whole(self, key: str, ask: Callable[[Remembering], Answer]) -> Answer:
        """Return the answer to a question that concerns the whole case: asked once for each state of it, by one reader."""
        name = f"answer {key}"
        with self.opened() as case:
            if case.remembers(name):
                return case.kept(name, lambda: ask(case))
            with self._asking:
                return case.kept(name, lambda: ask(case))

    def state(self) -> str:
        """Return a word that is another one whenever the case holds something else."""
        with self.opened() as case:
            return case.state

    def page(self, key: tuple[str, ...]) -> str | None:
        """Return a page that was made before, of the same state of the case."""
        with self._lock:
            page = self._pages.pop(key, None)
            if page is not None:
                self._pages[key] = page
        return page

    def keep_page(self, key: tuple[str, ...], page: str) -> None:
        """Keep a page for whoever loads it again while the case stays as it is."""
        with self._lock:
            self._room += len(self._pages.pop(key, ""))
            self._pages[key] = page
            self._room -= len(page)
            while self._room < 0:
                self._room += len(self._pages.pop(next(iter(self._pages))))

    def render(self, template: str, **context: object) -> str:
        """Return a page."""
        context = {"case_name": plain(self.case.name), "q": "", "writes": False, "here": "", **context}
        return self._templates.get_template(template).render(context)

    def is_writer(self, shown: str | None) -> bool:
        """Is this the token of who may write?"""
        return self.token is not None and shown is not None and hmac.compare_digest(shown.encode(), self.token.encode())

    def form_mark(self) -> str:
        """Return what every form that writes carries, so that no other site can send it."""
        return hmac.new((self.token or "").encode(), b"form", hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = sheets(link, words_link, "sayso.web")
    made.globals |= {"lit_words": lit_words, "around_before": around_before, "around_after": around_after}
    return made


def link(path: str, **parts: object) -> str:
    """Return a link inside the site: whatever an id holds, it stays one value of the question and never becomes a path."""
    given = "&".join(f"{name}={_sendable(str(value))}" for name, value in parts.items() if value not in (None, "", False))
    return f"{path}?{given}" if given else path


def words_link(place: MemberAnswer | Quote) -> str:
    """Return the link to exact words in their article."""
    at = f"{place.start}-{place.end}"
    return f"{link('/article', id=place.document, at=at)}#c{place.start}"


@lru_cache(maxsize=20_000)
def _sendable(value: str) -> str:
    """Return a value as it stands in an address. The same ids stand on one page many times."""
    return quote_plus(value.encode("utf-8", "replace"))


def lit_words(hit: Hit) -> Markup:
    """Return the words of a hit with those that were sought marked; everything else in them is text."""
    found, at = Markup(), hit.start
    for mark in hit.marks:
        if at <= mark.start and mark.end <= hit.end:
            before, inside = (hit.quote[a - hit.start : b - hit.start] for a, b in ((at, mark.start), (mark.start, mark.end)))
            found += Markup("{}<mark>{}</mark>").format(plain_lines(before), plain(inside))
            at = mark.end
    return found + plain_lines(hit.quote[at - hit.start :])


def around_before(around: Around, place: MemberAnswer) -> str:
    """Return the words of a paragraph before a claim."""
    return plain_lines(around.text[: max(place.start - around.start, 0)][-LONGEST_AROUND:])


def around_after(around: Around, place: MemberAnswer) -> str:
    """Return the words of a paragraph after a claim."""
    return plain_lines(around.text[max(place.end - around.start, 0) :][:LONGEST_AROUND])
