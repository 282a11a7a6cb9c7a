"""The names that users import from `sayso` are there, and importing it loads none of the machinery."""

import subprocess
import sys

import pytest

import sayso


def test_the_public_names_are_functions() -> None:
    assert all(callable(getattr(sayso, name)) for name in sayso.__all__ if name != "__version__")
    with pytest.raises(AttributeError, match="nothing"):
        _ = sayso.nothing


def test_asking_a_case_loads_no_language_library() -> None:
    script = "import sys, sayso; sayso.open_case; import sayso.query.questions; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
