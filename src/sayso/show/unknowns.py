"""What is not known, for the terminal: the words that say so and what they ask for, then the words that tell it later."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.query.unknowns import UnknownAnswer, UnknownsAnswer
from sayso.show import groups as shown
from sayso.show import words
from sayso.show.outline import together
from sayso.show.plain import plain, shortened
from sayso.show.sources import Sources
from sayso.show.text import legend

LONGEST = 240
STATES = {
    "not_known": ("not known", "magenta"),
    "answered": ("answered later", "green"),
    "partly_answered": ("answered in part", "yellow"),
    "differs": ("told, and still said not to be known", "yellow"),
}


def unknowns(answer: UnknownsAnswer, sources: Sources) -> Iterator[RenderableType]:
    """Yield what is not known, each with who says so and who tells it since."""
    ids = words.short_ids(one.group for one in answer.unknowns)
    for one in answer.unknowns:
        name, style = STATES[one.state]
        yield Text.assemble(("● ", style), (f"“{shortened(plain(one.proposition), LONGEST)}”", "bold"))
        yield _indented(Text(f"{name} · asks {' and '.join(one.asks) or 'what'} · {ids[one.group]}", style="dim"))
        yield from _lines(one, sources)
    yield from legend(sources)


def _lines(one: UnknownAnswer, sources: Sources) -> Iterator[RenderableType]:
    yield _indented(shown.members(together(one.members, sources), sources, one.proposition))
    if one.answers:
        yield _indented(Text("told later:", style="bold"))
        yield _indented(shown.members(together(one.answers, sources), sources, one.proposition))


def _indented(part: RenderableType, by: int = 2) -> RenderableType:
    return Padding(part, (0, 0, 0, by))
