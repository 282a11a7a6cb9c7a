"""A disk that is full, and a user who may not do all: what tests of failures put a build through."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65_534


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse to make any file of this process longer than so many bytes, as a full disk would."""
    resource = pytest.importorskip("resource", reason="this system has no limit for the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def a_user_without_rights() -> Iterator[Path]:
    """Yield a folder of a user whom permissions hold: whoever runs the tests, or nobody in place of root."""
    if os.name == "nt":
        pytest.skip("permissions of POSIX")
    is_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory(prefix="sayso-test-") as name:
        folder = Path(name)
        if is_root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for each in (folder, *folder.rglob("*")):
                each.chmod(0o700)
