"""Keep of a page's links those that lead to another page of the web, as whole addresses; nothing is ever fetched from there."""

from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.etree import _Element

from sayso.model.document import Link

_LEFT_OUT = dict.fromkeys(map(ord, "\t\n\r"))
"""What browsers leave out of an address wherever it stands."""


def outward(links: Iterable[Link], root: _Element, address: str | None) -> Iterator[Link]:
    """Yield the links with whole addresses.

    What is no address of the web (a script, a mail), holds characters that are not shown, or leads to a place in the same page
    is left out; so is what says only where it leads from here, where it is not known where the page stood.

    Args:
        links: as the page writes them.
        root: the tree of the page, which may say from where its addresses are counted.
        address: where the page stood, if that is known.
    """
    base = _joined(address, _base_of(root)) or address
    for link in links:
        target = _joined(base, link.target)
        if target is not None and target != address:
            yield link.replace(target=target)


def _base_of(root: _Element) -> str:
    element = root.find(".//base[@href]")
    return (element.get("href") or "") if element is not None else ""


def _joined(base: str | None, given: str) -> str | None:
    """Return a whole address of the web without its fragment, or None."""
    written = given.translate(_LEFT_OUT).strip()
    if not written or written.startswith("#") or not written.isprintable():
        return None
    try:
        found = urldefrag(urljoin(base or "", written)).url
        parts = urlsplit(found)
        host = parts.hostname
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and host else None
