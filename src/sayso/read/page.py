"""Read one page of HTML into a document: its words, what its markup says of them, and what it says of itself.

This runs in a process of its own, for a page can be made so that no parser ever ends with it.
"""

import logging

from sayso.model.document import Block, Document
from sayso.model.errors import ReadError
from sayso.read.charset import decode_page, refuse_binary
from sayso.read.flatten import flatten, parse_html
from sayso.read.identity import base_name, page_id
from sayso.read.linked_data import article_body
from sayso.read.links import outward
from sayso.read.metadata import own_things, read_metadata
from sayso.read.page_dates import ReadPage, page_date
from sayso.read.raw_page import RawPage, page_document, stripped_page
from sayso.read.text import archived
from sayso.read.vote import ask_extractor

LOG = logging.getLogger(__name__)
_FROM_DATA = "the page shows no words without its scripts: they were taken from the data that it holds about itself"


def read_page(raw: RawPage) -> Document:
    """Return the article that a page holds.

    Raises:
        ReadError: it holds no words, or is no page.
    """
    content, loss = decode_page(raw.content, raw.charset)
    content = refuse_binary(content.replace("\x00", ""))
    root = parse_html(content)
    try:
        words, blocks, links = flatten(root)
    except ReadError as error:
        return stripped_page(raw, error.message)
    things = own_things(root, raw.address)
    if not words:
        links = ()
        words, loss = article_body(things), "; ".join(filter(None, (loss, _FROM_DATA)))
    text, loss = archived(words, loss)
    about = read_metadata(root, things, raw.address)
    voted, trouble = _ask(content, text, blocks)
    published, why = page_date(
        ReadPage(root=root, content=content, text=text, blocks=blocks, things=things, about=about, fetched=raw.fetched)
    )
    return page_document(raw, text, "; ".join(filter(None, (loss, trouble)))).replace(
        id=page_id(about.address or base_name(raw.path), text),
        outlet=about.outlet,
        published=published,
        published_why=why,
        title=about.title,
        authors=about.authors,
        url=about.address,
        blocks=voted,
        links=tuple(outward(links, root, about.address)),
    )


def _ask(content: str, text: str, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], str]:
    """Return the blocks with the extractor's vote, and what went wrong: without it a page is read as flattened text is."""
    try:
        return ask_extractor(content, text, blocks), ""
    except Exception as error:
        LOG.debug("the extractor failed", exc_info=error)
        return blocks, f"the extractor failed ({type(error).__name__}): what is body was told from the words alone"
