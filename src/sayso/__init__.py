"""sayso reads a pile of news and shows who said what, on whose word it rests, when it happened, and what nobody knows.

From Python it is four steps; a document or a failure to read one comes out of the first, and a failure stops nothing:

    import sys
    from sayso import build, open_case, read_inputs
    from sayso.query.questions import claims

    build(read_inputs(("pile/",), sys.stdin.buffer), "affair.db")
    with open_case("affair.db") as case:
        for group in claims(case, disputed=True).groups:
            print(group.proposition, group.at_least, group.at_most)

`analyse` yields what each document says, without a case. Each name is imported when it is first used, so that asking a case
never waits for the language model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.read.inputs import read_inputs
    from sayso.run.analyse import analyse
    from sayso.run.build import build
    from sayso.store.store import open_case

__version__ = "0.1.0"
__all__ = ["__version__", "analyse", "build", "open_case", "read_inputs"]

_HOMES = {
    "analyse": "sayso.run.analyse",
    "build": "sayso.run.build",
    "open_case": "sayso.store.store",
    "read_inputs": "sayso.read.inputs",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
