"""Turn the bytes of a page into characters: by its mark, as UTF-8 where it is that, by what it declares, or by a guess."""

import codecs
import re

from sayso.model.errors import ReadError
from sayso.read.decode import decode
from sayso.read.identity import REPLACEMENT

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_HEAD, _SAMPLE, _WORST = 4096, 60_000, 200
_TAGS = re.compile(rb"<[^<>]{0,2000}>")


def decode_page(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the characters of a page and what was lost; `declared` is the encoding that came with it, from outside.

    Raises:
        ReadError: the bytes are no text in any known encoding.
    """
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(content)
    inside = _DECLARED.search(content[:_HEAD])
    names = [declared, (inside[1] or inside[2]).decode("ascii") if inside else None]
    codec = next((known for name in names if name and (known := _codec(name))), None)
    if codec and codec.startswith("iso2022"):
        return _with_loss(content.decode(codec, "replace"))
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if codec and codec != "utf-8":
        text = content.decode(codec, "replace")
        if text.count(REPLACEMENT) * _WORST <= len(text):
            return _with_loss(text)
    return _guessed(content)


def _guessed(content: bytes) -> tuple[str, str]:
    """Return the page read as its words suggest: its tags are left out of the guess, for they look alike in every encoding."""
    sample = _TAGS.sub(b" ", content[: 4 * _SAMPLE])[:_SAMPLE]
    for codec in ("utf-8", _best(sample)):
        if codec:
            text = content.decode(codec, "replace")
            if text.count(REPLACEMENT) * _WORST <= len(text):
                return _with_loss(text)
    return decode(content)


def _best(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load, and most pages say what they are

    high = sum(byte > 127 for byte in sample)
    if high * 20 < len(sample):
        return None
    best = from_bytes(sample).best()
    return best.encoding if best else None


def _codec(name: str) -> str | None:
    """Return the codec that a declared name stands for, as browsers read it, or None for a name that nobody knows."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if known.startswith(("utf-16", "utf-32")) or not getattr(codecs.lookup(known), "_is_text_encoding", True):
        return None
    return _AS_BROWSERS_READ.get(known, known)


def _with_loss(text: str) -> tuple[str, str]:
    lost = text.count(REPLACEMENT)
    return text, f"{lost} characters could not be decoded" if lost else ""


def refuse_binary(text: str) -> str:
    """Return the text of a page, unless so much of it is no character at all that it can be no page.

    Raises:
        ReadError: it is binary.
    """
    sample = text[:_HEAD]
    odd = sum(sample.count(chr(code)) for code in (*range(1, 9), *range(14, 27), *range(28, 32))) + sample.count(REPLACEMENT)
    if odd * 20 > len(sample):
        raise ReadError("the file is binary, not a page", rule="binary", remedy="leave it out")
    return text
