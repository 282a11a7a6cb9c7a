"""Read a page of HTML with all the care that a page of unknown origin needs; what cannot be parsed keeps its words."""

import functools
import logging

from sayso.model.document import Document
from sayso.model.errors import Failure, ReadError
from sayso.read.identity import storable
from sayso.read.raw_page import RawPage, stripped_page
from sayso.read.structure import structural_fault
from sayso.read.worker import PageWorker, WorkerError

LOG = logging.getLogger(__name__)


@functools.cache
def worker() -> PageWorker:
    """Return the one process that reads pages; it starts with the first."""
    return PageWorker()


def read_html(raw: RawPage) -> Document:
    """Return the article that a page holds.

    Raises:
        ReadError: it holds no words, or is no page.
    """
    fault = structural_fault(raw.content)
    if fault:
        return stripped_page(raw, fault)
    try:
        return worker().read("page", raw)[0]
    except WorkerError as error:
        LOG.debug("%s: %s", raw.path, error)
        return stripped_page(raw, str(error))


def read_feed_file(raw: RawPage) -> tuple[Document, ...]:
    """Return the articles of a feed.

    Raises:
        ReadError: it holds no words, or is no feed.
    """
    fault = structural_fault(raw.content)
    if fault:
        raise ReadError(f"the feed was not read: {fault}", rule="structure", remedy="give the pages that it links to")
    try:
        return tuple(worker().read("feed", raw))
    except WorkerError as error:
        raise ReadError(f"the feed was not read: {error}", rule="structure", remedy="give the pages that it links to") from error


def page_or_failure(raw: RawPage) -> Document | Failure:
    """Return the article that a page holds, or the failure to read it."""
    try:
        return read_html(raw)
    except ReadError as error:
        source = raw.address or raw.path
        return Failure(source=storable(source), rule=error.rule, message=error.message, remedy=error.remedy)
