"""Whatever stops a build: it says what and what to do, the case stays as it was, and the next build makes the same case."""

import logging
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmark.dump import dump
from sayso.kit.config import Config
from sayso.model.document import Document
from sayso.model.errors import SaysoError, StoreError
from sayso.query import questions
from sayso.run.build import BuildReport, build
from sayso.run.engine import Serial
from sayso.run.pipeline import Pipeline
from sayso.run.workplace import workplace_of
from sayso.store.store import open_case
from tests.trouble import a_user_without_rights, no_file_longer_than

Read = Callable[..., Document]
Build = Callable[..., BuildReport]
PILE = Path(__file__).parents[2] / "examples" / "pile"
SCHEMA = 150_000
"""More bytes than a case of a few words needs."""


@pytest.fixture
def make(pipeline: Pipeline, config: Config, read: Read) -> Build:
    """Return a build of six long articles, or of some of them, without a cache: what is parsed again is seen."""
    texts = [f"The Mayor of Town{number} left. " + "word " * 4000 for number in range(6)]
    pile = [read(f"d{number}", text, "2024-05-02") for number, text in enumerate(texts)]

    def made(path: Path, count: int = 6, cache: str = "", **more: object) -> BuildReport:
        return build(pile[:count], path, config.replace(cache=cache), pipeline=pipeline, **more)  # type: ignore[arg-type]

    return made


@pytest.fixture
def whole(tmp_path: Path, make: Build) -> list[str]:
    """Return what a case of all articles holds that was built without any trouble."""
    make(tmp_path / "whole.db", 2)
    make(tmp_path / "whole.db")
    return dump(tmp_path / "whole.db")


@pytest.mark.parametrize(
    ("size", "where"),
    [(5_000, "case.db.building: cannot be written"), (SCHEMA, "case.db: cannot be")],
    ids=["at a shard", "at the case"],
)
def test_a_disk_that_takes_no_more(tmp_path: Path, make: Build, whole: list[str], size: int, where: str) -> None:
    path = tmp_path / "case.db"
    make(path, 2)
    before = path.read_bytes()
    with no_file_longer_than(size), pytest.raises(StoreError, match=where) as caught:
        make(path)
    assert caught.value.remedy
    assert path.read_bytes() == before
    with open_case(path) as case:
        assert len(tuple(case.documents())) == 2
    assert list(workplace_of(str(path)).glob("*.part")) == []
    kept = 4 if size == SCHEMA else 0
    assert make(path).parsed == 4 - kept
    assert dump(path) == whole


def test_a_disk_that_takes_no_more_of_a_first_build(tmp_path: Path, make: Build) -> None:
    path = tmp_path / "case.db"
    with no_file_longer_than(SCHEMA), pytest.raises(StoreError):
        make(path)
    with pytest.raises(StoreError, match="first build did not end"), open_case(path):
        pass
    make(path)
    make(tmp_path / "other.db")
    assert dump(path) == dump(tmp_path / "other.db")


@pytest.mark.check
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """On a disk of its own, where the system lets a test have one: full, then larger."""
    script = f"""
set -u
mount -t tmpfs -o size=600k none {tmp_path} || exit 77
cd {tmp_path}
build() {{ {sys.executable} -m sayso build {PILE} --case case.db --quiet; echo "code $?"; }}
build
mount -o remount,size=60m {tmp_path}
build
"""
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no `unshare` on this system")
    if done.returncode == 77 or "unshare:" in done.stderr:
        pytest.skip("this system lets no test mount a disk")
    assert [line for line in done.stdout.splitlines() if line.startswith("code")] == ["code 2", "code 0"]
    assert "the disk is full" in done.stderr
    assert "free some space" in done.stderr
    assert "10 documents" in done.stdout


def test_a_folder_that_may_only_be_read(make: Build, caplog: pytest.LogCaptureFixture) -> None:
    with a_user_without_rights() as folder:
        make(folder / "case.db", 2)
        before = (folder / "case.db").read_bytes()
        folder.chmod(0o500)
        with pytest.raises(StoreError, match="cannot be opened") as caught:
            make(folder / "new.db")
        assert caught.value.remedy
        with pytest.raises(StoreError, match=r"case\.db\.building: cannot be written") as caught:
            make(folder / "case.db")
        assert caught.value.remedy
        with open_case(folder / "case.db") as case:
            assert len(tuple(case.documents())) == 2
        (folder / "case.db").chmod(0o400)
        with pytest.raises(StoreError, match="cannot be") as caught:
            make(folder / "case.db")
        assert caught.value.remedy
        (folder / "case.db").chmod(0o000)
        with pytest.raises(StoreError, match="cannot be opened"), open_case(folder / "case.db"):
            pass
        (folder / "case.db").chmod(0o600)
        folder.chmod(0o700)
        assert (folder / "case.db").read_bytes() == before
        assert [each.name for each in folder.iterdir()] == ["case.db"]
        assert make(folder / "case.db").documents == 6


def test_a_case_that_another_build_is_writing(tmp_path: Path, make: Build, whole: list[str]) -> None:
    path = tmp_path / "case.db"
    make(path, 2)
    with open_case(path, write=True), pytest.raises(StoreError, match="another build is writing this case") as caught:
        make(path)
    assert "wait" in caught.value.remedy
    assert not workplace_of(str(path)).exists()
    make(path)
    assert dump(path) == whole


@pytest.mark.parametrize("kind", ["cut", "rubbish", "pages", "bits"])
def test_a_damaged_case_is_said_and_never_a_fault_of_sayso(tmp_path: Path, make: Build, kind: str) -> None:
    """Each damage is said, or concerns nothing that was asked; a build that does not end leaves the file as it was."""
    path, draw, said = tmp_path / "case.db", random.Random(5), 0
    make(path, 3)
    whole = path.read_bytes()
    for _ in range(12):
        content = damaged(bytearray(whole), kind, draw)
        path.write_bytes(content)
        acts: tuple[Callable[[], object], ...] = (lambda: ask_all(path), lambda: make(path, 4))
        for act in acts:
            error = refusal(act)
            if error is not None:
                assert str(path) in error.message
                assert error.remedy
                assert path.read_bytes() == content
                said += 1
    assert said >= 6


def refusal(act: Callable[[], object]) -> SaysoError | None:
    """Return what sayso says against doing this; None where it is done."""
    try:
        act()
    except SaysoError as error:
        return error
    return None


def damaged(content: bytearray, kind: str, draw: random.Random) -> bytearray:
    """Return a file with a piece cut off, a run of rubbish, a page in another's place, or bits turned over."""
    page = 4096
    first, other = (draw.randrange(len(content) // page) * page for _ in "ab")
    if kind == "cut":
        del content[draw.randrange(100, len(content)) :]
    elif kind == "rubbish":
        content[first : first + 20_000] = draw.randbytes(min(20_000, len(content) - first))
    elif kind == "pages":
        content[first : first + page] = content[other : other + page]
    else:
        for _ in range(40):
            content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    return content


def ask_all(path: Path) -> None:
    """Read all that a case holds."""
    with open_case(path) as case:
        case.corpus()
        questions.stories(case)
        questions.claims(case)
        questions.failures(case)


def half_built(path: Path, make: Build) -> list[Path]:
    """Return the results that a build leaves which is stopped before it writes the case."""
    with no_file_longer_than(SCHEMA), pytest.raises(StoreError):
        make(path)
    return sorted(workplace_of(str(path)).glob("*.done"))


def other_letter(path: Path) -> None:
    content = path.read_text("utf-8")
    path.write_text(content.replace("Town3", "Town9"), "utf-8")


def folder_instead(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def all_waiting(path: Path) -> None:
    for each in path.parent.glob("*.waiting"):
        each.write_bytes(b"\xff{")
    path.unlink()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-500]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(random.Random(1).randbytes(5000)),
        lambda path: path.unlink(),
        lambda path: path.with_suffix(".part").write_text("half"),
        other_letter,
        all_waiting,
    ],
    ids=["cut", "empty", "rubbish", "gone", "part", "letter", "waiting"],
)
def test_a_damaged_building_folder_costs_time_alone(
    tmp_path: Path, make: Build, whole: list[str], damage: Callable[[Path], object]
) -> None:
    path = tmp_path / "case.db"
    make(path, 2)
    done = half_built(path, make)
    assert len(done) == 2
    damage(next(each for each in done if "Town3" in each.read_text("utf-8")))
    make(path)
    assert dump(path) == whole
    assert not workplace_of(str(path)).exists()


def test_a_folder_in_the_place_of_a_result_is_said(tmp_path: Path, make: Build, whole: list[str]) -> None:
    path = tmp_path / "case.db"
    make(path, 2)
    folder_instead(half_built(path, make)[0])
    with pytest.raises(StoreError, match=r"case\.db\.building: cannot be written") as caught:
        make(path)
    assert caught.value.remedy


def test_a_building_folder_that_goes_in_mid_build(tmp_path: Path, make: Build, whole: list[str]) -> None:
    class Vanishing(Serial):
        def map(self, task, shards):  # type: ignore[no-untyped-def]
            for name in shards:
                for each in task.workplace.folder.iterdir():
                    each.unlink()
                task(name)
                yield name, True

    path = tmp_path / "case.db"
    make(path, 2)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="cannot be read back") as caught:
        make(path, engine=Vanishing())
    assert "build again" in caught.value.remedy
    assert path.read_bytes() == before
    make(path)
    assert dump(path) == whole


@pytest.mark.parametrize("trouble", ["shut", "rubbish", "full"])
def test_a_cache_that_cannot_be_used_changes_nothing(
    make: Build, trouble: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path / "whole.db")
    with a_user_without_rights() as folder:
        cache = folder / "cache"
        cache.mkdir(mode=0o500 if trouble == "shut" else 0o700)
        if trouble == "rubbish":
            (cache / "parses.db").write_bytes(b"no database " * 1000)
        with caplog.at_level(logging.WARNING, logger="sayso"):
            if trouble == "full":
                sqlite3.connect(cache / "parses.db").close()
                with no_file_longer_than(20_000), pytest.raises(StoreError):
                    make(folder / "case.db", cache=str(cache))
            make(folder / "case.db", cache=str(cache))
        found = dump(folder / "case.db")
    assert found == dump(tmp_path / "whole.db")
    assert "the parse cache" in caplog.text
    assert "left aside" in caplog.text
