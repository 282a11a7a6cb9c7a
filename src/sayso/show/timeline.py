"""The timeline for the terminal: one line a happening, its uncertainty in words, the finest date first where two begin alike."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.kit.calendar import granularity
from sayso.query.timeline import TimelineAnswer, TimelineMoment
from sayso.show import words
from sayso.show.plain import plain, shortened

LONGEST = 200
DATED_BY = {
    "governor": "dated by its own words",
    "when-clause": "dated by its when-clause",
    "time-or-place-described": "dated by what it describes",
    "dated-phrase": "dated by a happening it names",
}
ROUGH = {
    "month": "some day of",
    "season": "some time in",
    "quarter": "some time in",
    "half": "some time in",
    "year": "some time in",
    "decade": "some time in",
    "century": "some time in",
}


def when_in_words(moment: TimelineMoment) -> str:
    """Return when something happened, with what is not certain about it in words.

    A day stands as it is; `2023-09` becomes "some day of 2023-09", `2023-09/..` "since 2023-09", `../2024-02-20` "by 2024-02-20",
    `2024-02-18?` "perhaps 2024-02-18".
    """
    if moment.when.endswith("?") and "/" not in moment.when:
        return f"perhaps {when_in_words(moment.replace(when=moment.when[:-1]))}"
    first, slash, last = moment.when.partition("/")
    if not slash:
        rough = ROUGH.get(granularity(moment.when), "")
        return f"{rough} {words.span(moment.when)}".strip()
    if last in {"", ".."}:
        return f"since {words.span(first)}"
    return f"by {words.span(last)}" if first in {"", ".."} else f"{words.span(first)} to {words.span(last)}"


def timeline(answer: TimelineAnswer) -> Iterator[RenderableType]:
    """Yield the timeline, a line a happening."""
    ids = words.short_ids(moment.group for moment in answer.timeline)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column("when", no_wrap=True)
    table.add_column("what", ratio=1)
    for moment in answer.timeline:
        what = Text(shortened(plain(moment.proposition), LONGEST))
        name, style = words.STATES[moment.state]
        about = (
            words.counted(len(moment.documents), "document"),
            DATED_BY.get(moment.why, f"dated by {moment.why or 'its words'}"),
            ids[moment.group],
        )
        what.append(f"\n{name}", style=style).append(" · " + " · ".join(about), style="dim")
        table.add_row(Text(when_in_words(moment), style="bold"), what)
    yield Padding(table, (0, 0, 0, 0))
