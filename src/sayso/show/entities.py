"""The entities of a case for the terminal: one a line, with the other names it goes by and whose relative it is."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.query.entities import EntitiesAnswer, EntityAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened

LONGEST = 160


def entities(answer: EntitiesAnswer) -> Iterator[RenderableType]:
    """Yield the entities, a line each."""
    ids = words.short_ids(one.id for one in answer.entities)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("who", ratio=1)
    for one in answer.entities:
        who = Text(plain(one.name), style="bold")
        counts = f"{words.counted(len(one.documents), 'document')}, {words.counted(one.mentions, 'mention')}"
        who.append(f"  {counts}", style="dim")
        for line in (_other_names(one), *_links(one)):
            who.append(f"\n{line}" if line else "")
        table.add_row(Text(ids[one.id], style="dim"), Text(one.kind), who)
    yield table


def _other_names(one: EntityAnswer) -> str:
    others = [plain(name) for name in one.names if name != one.name]
    return shortened(f"also: {', '.join(others)}", LONGEST) if others else ""


def _links(one: EntityAnswer) -> list[str]:
    return [f"{link.relation} of {plain(link.name)}" for link in one.links]
