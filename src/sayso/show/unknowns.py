"""What is not known, for the terminal: the words that say so and what they ask for, then the words that tell it later."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.query.answers import MemberAnswer
from sayso.query.unknowns import UnknownAnswer, UnknownsAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened
from sayso.show.sources import Sources
from sayso.show.text import legend

LONGEST = 240
STATES = {
    "not_known": ("not known", "magenta"),
    "answered": ("answered later", "green"),
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
    for label, members in (("not known: ", one.members), ("told: ", one.answers)):
        for member in members:
            yield _indented(_line(label, member, sources), 4)


def _line(label: str, member: MemberAnswer, sources: Sources) -> Text:
    quote = shortened(plain(member.quote), LONGEST)
    return Text.assemble((label, "bold"), f"“{quote}” ", sources.chain(member), " ", (sources.place(member), "cyan"))


def _indented(part: RenderableType, by: int = 2) -> RenderableType:
    return Padding(part, (0, 0, 0, by))
