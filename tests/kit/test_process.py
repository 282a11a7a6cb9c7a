"""A command of sayso loads no library that it can do without; a program that uses sayso keeps all of its own."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.kit.process import without

SPACY = "import sys; from sayso.language.parser import load_parser; from sayso.kit.config import Config; load_parser(Config())"


def test_what_is_done_without_cannot_be_loaded_meanwhile_and_can_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "unneeded.py").write_text("WORTH = 0")
    monkeypatch.syspath_prepend(tmp_path)
    with without("unneeded"), pytest.raises(ImportError):
        importlib.import_module("unneeded")
    assert importlib.import_module("unneeded").WORTH == 0


def test_what_is_loaded_already_stays() -> None:
    with without("os"):
        assert sys.modules["os"] is os


@pytest.mark.parametrize("own", [True, False])
def test_only_a_process_of_our_own_leaves_a_library_aside(own: bool, tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise SystemExit('torch is loaded')")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    environment.pop("_SAYSO_OWN_PROCESS", None)
    begin = "from sayso.kit.process import make_own; make_own(); " if own else ""
    ended = subprocess.run([sys.executable, "-c", begin + SPACY], env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode == 0) == own
    assert ("torch is loaded" in ended.stderr) != own
