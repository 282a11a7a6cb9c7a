"""`sayso version`: which sayso this is, and what it stands on."""

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from sayso import __version__
from sayso.cli.console import show, write_json
from sayso.cli.options import AsJson, ConfigFile, Parser, settings
from sayso.cli.outcome import DONE, command


@command
def version(as_json: AsJson = False, config: ConfigFile = None, parser: Parser = None) -> int:
    """Say which sayso this is and what it runs with."""
    name = settings(config, parser).parser
    answer = {"sayso": __version__, "python": platform.python_version(), "spacy": _installed("spacy"), "parser": name}
    answer["parser_version"] = _installed(name)
    if as_json:
        write_json(answer)
    else:
        show([f"sayso {__version__} (Python {answer['python']}, spaCy {answer['spacy']}, {name} {answer['parser_version']})"])
    return DONE


def _installed(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "not installed"
