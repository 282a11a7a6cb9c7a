"""Break files as the world breaks them: cut, doubled, shuffled, spliced, with odd bytes and far too many of something."""

from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import strategies as st

SEEDS = Path(__file__).resolve().parents[1] / "tests" / "fuzz" / "seeds"
FOUND = SEEDS.parent / "found"
MOST_CHANGES = 5
LARGEST = 200_000
"""No changed file grows past so many bytes: what is slow on large files alone has tests of its own."""

ODD = (
    *(b"\x00", b"\r", b"\n\n", b"\t", b" ", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\x1f\x8b\x08", b"\x1b$B"),
    *("\u2028\u0085\u00a0\u200b\u202e\u2066\ufffd\u0301\U0001f600\u0130\u00df\ufb01\u4e2d\u05d0\u0660".encode(),),
    *("\u201c\u201d\u2019\u2014\u2026".encode(), b'"', b"'", b"\\", b"\\ud800", b"\\u0000", b"{", b"}", b"[", b"]", b",", b":"),
    *(b"<", b">", b"</p>", b"<p>", b"<div>", b"<table><tr><td>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"<svg>"),
    *(
        b"&",
        b"&amp;",
        b"&#0;",
        b"&#x110000;",
        b"&#xD800;",
        b"&lt;",
        b"<html lang='xx'>",
        b"<meta charset=utf-7>",
        b"<base href=//>",
    ),
    *(b"null", b"true", b"NaN", b"1e999", b"-0", b"0" * 400, b"1" + b"0" * 5000, b"[" * 3000, b'{"a":' * 900),
    *(b"9999-99-99", b"0000-00-00", b"10000-01-01", b"2024-02-30", b"1970-01-01T00:00:00+99:99", b"31 February", b"12/31/1899"),
    *(b"http://", b"https://[::1", b"javascript:", b"file:///etc/passwd", b"//x", b"http://a:99999999/", b"%00", b"%zz", b"../"),
    *(
        b" said ",
        b" denied ",
        b" according to ",
        b". ",
        b"\n",
        b" who said who said who said ",
        b" not ",
        b" million ",
        b"$",
        b"U.S.",
    ),
    *(b"Monday", b"yesterday", b"last week", b"the 1990s", b"noon", b"3.5.7", b"1,2,3", b"\xe2\x82\xac1.", b"'s", b"Mr. Mr. Mr."),
    *(
        b"WARC/1.0\r\n",
        b"\r\n\r\n",
        b"Content-Length: 99999999999999999999\r\n",
        b"Content-Length: -1\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ),
    *(b"&a [*a]", b"*a", b"<<: *a", b"!!python/object:os.system", b"? ", b"- ", b"|\n", b"%YAML 9.9\n---\n", b"? [a]\n: b\n"),
    *(b"a" * 5000, b"A " * 2000, b"," * 3000, b"(" * 500, b"\xe2\x80\x9c" * 300, b"-" * 3000, b"\n" * 3000, b"1 " * 1500),
)
"""Bytes that have been trouble somewhere before."""

Change = Callable[[st.DrawFn, bytes, Sequence[bytes]], bytes]


def seeds_of(target: str) -> list[bytes]:
    """Return the committed files that a target begins with, and those that once were too much for it."""
    places = (path for folder in (SEEDS, FOUND) for path in sorted((folder / target).glob("*")))
    return [path.read_bytes() for path in places]


@st.composite
def changed(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Return one of the seeds with a few changes."""
    content = draw(st.sampled_from(list(seeds)))
    for _ in range(draw(st.integers(0, MOST_CHANGES))):
        content = draw(st.sampled_from(CHANGES))(draw, content, seeds)[:LARGEST]
    return content


def _place(draw: st.DrawFn, content: bytes) -> tuple[int, int]:
    """Return where a stretch begins and ends: a short one oftener than a long one."""
    start = draw(st.integers(0, len(content)))
    length = draw(st.one_of(st.integers(0, 4), st.integers(0, 64), st.integers(0, len(content))))
    return start, min(len(content), start + length)


def _cut(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _place(draw, content)
    return content[:start] + content[end:]


def _end_early(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    return content[: draw(st.integers(0, len(content)))]


def _say_again(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _place(draw, content)
    times = draw(st.sampled_from([1, 2, 7, 60, 900]))
    return content[:end] + content[start:end] * min(times, LARGEST // max(1, end - start)) + content[end:]


def _move(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _place(draw, content)
    rest, at = content[:start] + content[end:], draw(st.integers(0, len(content)))
    return rest[:at] + content[start:end] + rest[at:]


def _put_in(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.one_of(st.sampled_from(ODD), st.binary(max_size=6))) + content[at:]


def _put_over(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _place(draw, content)
    return content[:start] + draw(st.one_of(st.sampled_from(ODD), st.binary(max_size=6))) + content[end:]


def _splice(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    other = draw(st.sampled_from(list(seeds)))
    start, end = _place(draw, other)
    at = draw(st.integers(0, len(content)))
    return content[:at] + other[start:end] + content[at:]


CHANGES: tuple[Change, ...] = (_cut, _end_early, _say_again, _move, _put_in, _put_over, _splice)
