"""The parse cache: it finds what was kept, stays within its bounds, and never stands in the way."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.kit.config import Config
from sayso.model.document import Parse, Sentence
from sayso.model.span import Span
from sayso.store.cache import FILE, ParseCache, Parsed, _packed


def parsed(*words: str) -> Parsed:
    places = range(len(words))
    parse = Parse(
        maker="fake",
        start=tuple(places),
        end=tuple(at + 1 for at in places),
        word=words,
        lemma=words,
        pos=words,
        tag=words,
        dep=words,
        head=tuple(places),
        ent=words,
    )
    return Parsed(parse=parse, sentences=(Sentence(span=Span(start=0, end=len(words)), first=0, last=len(words), zone="body"),))


def words(found: dict[str, Parsed]) -> dict[str, tuple[str, ...]]:
    return {key: one.parse.word for key, one in found.items()}


def test_what_is_kept_is_found_by_another(tmp_path: Path) -> None:
    with ParseCache(tmp_path / "new" / "folder", 10**6) as cache:
        cache.put_many({"a": parsed("A", "\U0001f600"), "b": parsed(), "odd": parsed("\ud800")})
    with ParseCache(tmp_path / "new" / "folder", 10**6) as cache:
        found = cache.get_many(["a", "b", "c", "odd"])
    assert words(found) == {"a": ("A", "\U0001f600"), "b": ()}
    assert found["a"].sentences == parsed("A", "b").sentences


def test_the_least_lately_used_go_first(tmp_path: Path) -> None:
    noise = {key: parsed(os.urandom(3000).hex()) for key in "abcdef"}
    size = len(_packed(noise["a"]) or b"")
    with ParseCache(tmp_path, size * 9 // 2) as cache:
        for key in "abc":
            cache.put_many({key: noise[key]})
        cache.get_many(["a"])
        for key in "def":
            cache.put_many({key: noise[key]})
        assert set(cache.get_many("abcdef")) == set("adef")


def test_the_configuration_names_the_folder(tmp_path: Path) -> None:
    with ParseCache.of(Config(cache=str(tmp_path))) as cache:
        cache.put_many({"a": parsed("A")})
    assert (tmp_path / FILE).exists()
    with ParseCache.of(Config(cache="")) as cache:
        cache.put_many({"a": parsed("A")})
        assert cache.get_many(["a"]) == {}


def test_a_damaged_value_is_parsed_again(tmp_path: Path) -> None:
    with ParseCache(tmp_path, 10**6) as cache:
        cache.put_many({"a": parsed("A"), "b": parsed("B")})
        assert cache._connection is not None
        cache._connection.execute("UPDATE parse SET value = x'00' WHERE key = 'a'")
        assert words(cache.get_many(["a", "b"])) == {"b": ("B",)}
        cache.put_many({"a": parsed("A")})
        assert words(cache.get_many(["a"])) == {"a": ("A",)}


@pytest.mark.parametrize("trouble", ["a damaged file", "a file where the folder should be"])
def test_a_cache_that_cannot_be_used_is_left_aside(tmp_path: Path, trouble: str, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "cache"
    if trouble == "a damaged file":
        folder.mkdir()
        (folder / FILE).write_bytes(b"no database at all" * 500)
    else:
        folder.write_text("not a folder")
    with caplog.at_level(logging.WARNING, logger="sayso"), ParseCache(folder, 10**6) as cache:
        cache.put_many({"a": parsed("A")})
        assert cache.get_many(["a"]) == {}
    assert "left aside" in caplog.text


def test_a_cache_that_breaks_later_is_left_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="sayso"), ParseCache(tmp_path, 10**6) as cache:
        assert cache._connection is not None
        cache._connection.execute("DROP TABLE parse")
        cache.put_many({"a": parsed("A")})
        assert cache.get_many(["a"]) == {}
    assert "left aside" in caplog.text


def test_several_programs_share_a_cache(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[3]);"
        "from test_cache import parsed; from sayso.store.cache import ParseCache;"
        "cache = ParseCache(Path(sys.argv[1]), 10**7);"
        "[cache.put_many({f'{sys.argv[2]}{n}': parsed('A')}) for n in range(50)]"
    )
    command = [sys.executable, "-W", "error", "-c", script, str(tmp_path)]
    running = [subprocess.Popen([*command, name, str(Path(__file__).parent)]) for name in "abc"]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    with ParseCache(tmp_path, 10**7) as cache:
        assert len(cache.get_many(f"{name}{n}" for name in "abc" for n in range(50))) == 150
