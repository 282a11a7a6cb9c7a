"""An installation that works is said to work; what is missing or broken in one is named with its remedy. Nothing is written."""

import base64
import hashlib
import os
import shutil
from collections import namedtuple
from importlib.metadata import FileHash, PackagePath
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sayso.kit import lexicon, packs
from sayso.kit.config import Config
from sayso.model.errors import LexiconError, PackError
from sayso.run import installation as looking
from sayso.run.health import Check, looked, some
from sayso.store.cache import FILE

Usage = namedtuple("Usage", "total used free")


def look(folder: Path, **settings: object) -> dict[str, Check]:
    before = sorted(folder.rglob("*"))
    found = {check.name: check for check in looking.installation(Config(**{"cache": str(folder / "cache"), **settings}), folder)}  # type: ignore[arg-type]
    assert sorted(folder.rglob("*")) == before
    assert all(check.remedy for check in found.values() if check.state != "ok")
    return found


def test_this_installation_is_well(tmp_path: Path) -> None:
    found = look(tmp_path)
    assert {check.state for check in found.values()} == {"ok"}
    assert found["parser"].detail.startswith("spacy/")
    assert {"python", "sqlite", "sayso", "libraries", "weights", "word lists", "packs", "reading", "cache", "disk"} <= set(found)


def test_every_file_of_weights_is_loaded() -> None:
    shipped = {each.name for each in files("sayso.models").iterdir() if each.name.endswith((".npz", ".json", ".onnx"))}
    assert shipped == set(looking.WEIGHTS)


def test_a_parser_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = look(tmp_path, parser="no_such_parser")
    assert found["parser"].state == found["reading"].state == "wrong"
    assert "no_such_parser" in found["parser"].detail


def test_weights_that_do_not_load_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> object:
        raise OSError("bad magic number")

    monkeypatch.setattr(looking, "WEIGHTS", {**looking.WEIGHTS, "zones.json": broken})
    found = look(tmp_path)["weights"]
    assert found.state == "wrong"
    assert "zones.json (OSError: bad magic number)" in found.detail


def test_word_lists_and_packs_that_are_wrong_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bad_list(name: str, kind: object) -> Any:
        raise LexiconError(f"data/{name}.yaml: entry 3 stands twice", remedy="remove one of the two")

    def bad_pack(name: str) -> Any:
        raise PackError(f"{name}/rules.yaml:4: no such kind", remedy="mend it")

    monkeypatch.setattr(lexicon, "load", bad_list)
    monkeypatch.setattr(packs, "load_pack", bad_pack)
    assert "entry 3" in looked("x", looking._word_lists, "").detail
    assert looked("x", looking._packs, "").remedy == "mend it"


def test_files_are_compared_with_what_the_installer_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sayso").mkdir()

    class Installed:
        @property
        def files(self) -> list[PackagePath]:
            return [
                entry("sayso/right.yaml", b"as it was"),
                entry("sayso/gone.npz", b"was here"),
                entry("bin/sayso", b"elsewhere"),
            ]

    def entry(name: str, content: bytes) -> PackagePath:
        path = PackagePath(name)
        mark = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        path.hash, path.size, path.dist = FileHash(f"sha256={mark}"), None, Place()  # type: ignore[assignment]
        return path

    class Place:
        def locate_file(self, path: object) -> Path:
            return tmp_path / str(path)

    monkeypatch.setattr(looking, "distribution", lambda name: Installed())
    (tmp_path / "sayso" / "right.yaml").write_bytes(b"as it was")
    (tmp_path / "sayso" / "gone.npz").write_bytes(b"was here")
    assert looking._files().state == "ok"
    assert "2 files as they were" in looking._files().detail
    (tmp_path / "sayso" / "right.yaml").write_bytes(b"changed")
    (tmp_path / "sayso" / "gone.npz").unlink()
    assert looking._files().detail.endswith("sayso/gone.npz, sayso/right.yaml")


def test_missing_libraries_and_extras_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_installed", lambda package: "" if package in ("msgspec", "distributed") else "1.0")
    found = look(tmp_path)
    assert found["libraries"].state == "wrong"
    assert "msgspec" in found["libraries"].detail
    assert found["extra dask"].state == "ok"
    assert "sayso[dask]" in found["extra dask"].detail
    assert found["extra ftm"].detail == "followthemoney 1.0"


def test_a_cache_that_is_no_help_is_told(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert look(tmp_path, cache="")["cache"].detail == "none is kept"
    cache.write_text("a file", encoding="utf-8")
    assert "no folder" in look(tmp_path)["cache"].detail
    cache.unlink()
    cache.mkdir()
    (cache / FILE).write_bytes(b"rubbish" * 100)
    found = look(tmp_path)["cache"]
    assert (found.state, "damaged" in found.detail) == ("warning", True)
    (cache / FILE).write_bytes(b"SQLite format 3\x00" + bytes(984))
    assert "1.0 kB of 2.0 GB" in look(tmp_path)["cache"].detail


def test_a_cache_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "cannot be written" in looking._cache(Config(cache=str(tmp_path / "not" / "made"))).detail


def test_a_disk_that_is_nearly_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, 1000))
    found = looking.free_disk("disk", tmp_path / "not" / "made")
    assert (found.state, found.detail) == ("warning", f"only 1.0 kB free for {tmp_path / 'not' / 'made'}")


def test_many_names_are_told_by_the_first_of_them() -> None:
    assert some(str(number) for number in range(7)) == "0, 1, 2, 3, 4 and 2 more"
