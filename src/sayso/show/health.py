"""What a look at an installation or a case found, for a terminal: one line a check."""

from collections.abc import Iterator

from rich.text import Text

from sayso.run.health import Check, Health
from sayso.show.plain import plain

_STYLES = {"ok": "green", "warning": "yellow", "wrong": "red"}


def health(found: Health) -> Iterator[Text]:
    """Yield one line for each check: whether it is right, what was found, and what to do."""
    return (_line(check) for check in found.checks)


def _line(check: Check) -> Text:
    told = f"{check.name}: {check.detail}" + (f" ({check.remedy})" if check.remedy else "")
    return Text.assemble((f"{check.state:<8}", _STYLES[check.state]), plain(told))
