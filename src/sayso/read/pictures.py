"""Tell whether the words in an element that is named for a picture are what stands under the picture.

A page that has no name for its captions still puts them beside their pictures, in an element that holds nothing else: a few
words, no heading, no list, no link that they all stand in.
"""

from lxml.etree import _Element

from sayso.read.elements import WITHOUT_WORDS

_PICTURES = ("img", "picture", "video", "figure")
_NO_CAPTION = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "form", "time", "article", "section", "pre"}
)
_MOST_CHARACTERS, _MOST_PARAGRAPHS = 600, 4


def stands_under_a_picture(element: _Element) -> bool:
    """Does the element hold a picture, or follow one, and otherwise only a few words that are no teaser of another page?"""
    pictures, paragraphs, size, linked = int(_follows_a_picture(element)), 0, 0, 0
    for inner in element.iter():
        tag = inner.tag
        if tag in _NO_CAPTION and inner is not element:
            return False
        pictures += tag in _PICTURES
        paragraphs += tag == "p"
        if isinstance(tag, str) and tag not in WITHOUT_WORDS:
            words = len((inner.text or "").strip())
            size += words
            linked += words * (tag == "a")
        if inner is not element:
            size += len((inner.tail or "").strip())
        if size > _MOST_CHARACTERS or paragraphs > _MOST_PARAGRAPHS:
            return False
    return pictures > 0 and 2 * linked <= size


def _follows_a_picture(element: _Element) -> bool:
    before = element.getprevious()
    if before is None or len(before) > _MOST_PARAGRAPHS:
        return False
    return before.tag in _PICTURES or any(before.find(f".//{tag}") is not None for tag in _PICTURES)
