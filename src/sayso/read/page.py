"""Read one page of HTML into a document: its words, what its markup says of them, and what it says of itself.

This runs in a process of its own, for a page can be made so that no parser ever ends with it.
"""

import logging

from sayso.model.document import Block, Document
from sayso.model.errors import ReadError
from sayso.read.charset import decode_page, refuse_binary
from sayso.read.flatten import flatten, parse_html
from sayso.read.linked_data import linked_data
from sayso.read.metadata import read_metadata
from sayso.read.page_dates import page_date
from sayso.read.raw_page import RawPage, page_document, page_id, stripped_page
from sayso.read.text import archived
from sayso.read.vote import ask_extractor

LOG = logging.getLogger(__name__)


def read_page(raw: RawPage) -> Document:
    """Return the article that a page holds.

    Raises:
        ReadError: it holds no words, or is no page.
    """
    content, loss = decode_page(raw.content, raw.charset)
    content = refuse_binary(content.replace("\x00", ""))
    root = parse_html(content)
    try:
        words, blocks = flatten(root)
    except ReadError as error:
        return stripped_page(raw, error.message)
    text, loss = archived(words, loss)
    things = linked_data(root)
    about = read_metadata(root, things, raw.address)
    voted, trouble = _ask(content, text, blocks)
    published, why = page_date(root, things, about.address, (text, blocks), content)
    return page_document(raw, text, "; ".join(filter(None, (loss, trouble)))).replace(
        id=page_id(about.address or raw.path, text),
        outlet=about.outlet,
        published=published,
        published_why=why,
        title=about.title,
        authors=about.authors,
        url=about.address,
        blocks=voted,
    )


def _ask(content: str, text: str, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], str]:
    """Return the blocks with the extractor's vote, and what went wrong: without it a page is read as flattened text is."""
    try:
        return ask_extractor(content, text, blocks), ""
    except Exception as error:
        LOG.debug("the extractor failed", exc_info=error)
        return blocks, f"the extractor failed ({type(error).__name__}): what is body was told from the words alone"
