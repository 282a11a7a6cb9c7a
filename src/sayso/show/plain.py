"""Make words of others safe to print: a title that holds terminal commands or hidden letters is shown, never obeyed.

>>> plain("Kim\\x1b[2J said\\nno")
'Kim\\ufffd[2J said no'
"""

import re

_COMMANDS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def plain(words: str) -> str:
    """Return words on one line, with a mark in place of each character that would steer the terminal."""
    return _COMMANDS.sub("\ufffd", _SPACE.sub(" ", words)).strip()


def plain_lines(text: str) -> str:
    """Return a text with its lines kept, with a mark in place of each character that would steer the terminal."""
    return _COMMANDS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n"))


def shortened(words: str, length: int) -> str:
    """Return words on one line, cut at a word boundary where they are longer than `length`.

    >>> shortened("Putin gave Kim a car", 14)
    'Putin gave…'
    """
    line = plain(words)
    if len(line) <= length:
        return line
    cut = line[: length - 1].rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ,;:')}…"
