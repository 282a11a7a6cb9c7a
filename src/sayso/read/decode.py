"""Turn the bytes of a text file into characters, saying so where something could not be read."""

import codecs
import re

from sayso.model.errors import ReadError
from sayso.read.identity import REPLACEMENT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = re.compile(rb"[\x80\x82\x84\x85\x8b\x91-\x97\x99\x9b\xa0-\xff]")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 8192


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and what was lost in reading it (empty: nothing).

    Raises:
        ReadError: the bytes are no text in any known encoding.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _noting_loss(content[len(mark) :].decode(encoding, "replace"))
    try:
        return _refuse_controls(content).decode("utf-8"), ""
    except UnicodeDecodeError:
        return _noting_loss(_decode_unmarked(content))


def _decode_unmarked(content: bytes) -> str:
    high = len(_HIGH.findall(content))
    if 2 * sum(map(len, _MULTIBYTE.findall(content))) > high:
        text = content.decode("utf-8", "replace")
        if text.count(REPLACEMENT) * 10 < high:
            return text
    if high * 20 < len(content) and len(_WESTERN.findall(content)) == high:
        return content.decode("cp1252", "replace")
    from charset_normalizer import from_bytes  # slow to load, and most files say what they are

    best = from_bytes(content).best()
    if best is None:
        raise ReadError("the bytes are no text in any known encoding", rule="encoding", remedy="save it as UTF-8")
    return str(best)


def _refuse_controls(content: bytes) -> bytes:
    """Return the content, unless it holds more control characters than any text does."""
    sample = content[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise ReadError("the file is binary, not text", rule="binary", remedy="extract the text first")
    return content


def _noting_loss(text: str) -> tuple[str, str]:
    lost = text.count(REPLACEMENT)
    return text, f"{lost} characters could not be decoded" if lost else ""
