"""A claim group for the terminal: what is claimed, on whose word, in which exact words, and where accounts part."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.query.answers import DifferenceAnswer, DisputeAnswer, GroupAnswer, MemberAnswer, SideAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened

_LONGEST_QUOTE = 240
_LONGEST_PROPOSITION = 300
_SIDES_BESIDE = 3


def group(answer: GroupAnswer, names: Mapping[str, str]) -> Iterator[RenderableType]:
    """Yield the lines of a claim group; `names` are those of documents for readers."""
    yield headline(answer)
    if len(answer.members) == 1 and not answer.differences:
        yield Padding(_told_once(answer, names), (0, 0, 0, 2))
        return
    yield Padding(summary(answer), (0, 0, 0, 2))
    yield Padding(members(answer.members, names, answer.proposition), (0, 0, 0, 2))
    for difference in answer.differences:
        yield Padding(_difference(difference, names), (0, 0, 0, 2))


def _told_once(answer: GroupAnswer, names: Mapping[str, str]) -> Text:
    """Return all that stands behind a claim that one document makes, on one line."""
    (member,) = answer.members
    line = Text(words.stance(member.stance), style="italic")
    line.append(f" · {words.voices(member, names)}", style="not italic")
    if answer.when:
        line.append(f" · {plain(answer.when)}", style="not italic")
    if any(each.party_to_event for each in answer.origins):
        line.append(" · a party to the event", style="not italic")
    return line.append(f" {words.place(member)}  {answer.id}", style="not italic dim cyan")


def headline(answer: GroupAnswer) -> Text:
    """Return what a group claims, in the words of its clearest member."""
    style = words.STATES[answer.state][1]
    return Text.assemble(("● ", style), (f"“{shortened(answer.proposition, _LONGEST_PROPOSITION)}”", "bold"))


def summary(answer: GroupAnswer) -> Text:
    """Return the state of a group, its date, its range and its origins."""
    label, style = words.STATES[answer.state]
    line = Text(words.summary(answer))
    line.stylize(style, 0, len(label))
    return line.append(f"  {answer.id}", style="dim")


def members(found: Iterable[MemberAnswer], names: Mapping[str, str], said: str = "") -> Table:
    """Return one line a member: its stance, its chain, its words where they are not those already `said`, and its place."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=8)
    table.add_column(overflow="fold")
    for member in found:
        line = Text(words.voices(member, names))
        if plain(member.quote) != plain(said):
            line.append(f" “{shortened(member.quote, _LONGEST_QUOTE)}”")
        line.append(f" {words.place(member)}", style="dim cyan")
        table.add_row(Text(words.stance(member.stance), style="italic"), line)
    return table


def _difference(difference: DifferenceAnswer, names: Mapping[str, str]) -> Table:
    label = Text.assemble((difference.slot, "bold"), (f"\n{words.verdict(difference.verdict)}", "yellow"))
    return sides(label, difference.sides, names)


def sides(label: Text, found: tuple[SideAnswer, ...], names: Mapping[str, str]) -> Table:
    """Return the sides of a difference beside each other, or below each other where they are many."""
    cells = [_side(side, names) for side in found]
    if len(cells) > _SIDES_BESIDE:
        cells = [Text("\n").join(cells)]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=22)
    for _ in cells:
        table.add_column(ratio=1, overflow="fold")
    table.expand = len(cells) > 1
    table.add_row(label, *cells)
    return table


def _side(side: SideAnswer, names: Mapping[str, str]) -> Text:
    cell = Text(shortened(side.value, _LONGEST_QUOTE), style="bold")
    for member in side.members:
        cell.append(f"\n{words.voices(member, names)}", style="not bold").append(
            f" {words.place(member)}", style="not bold dim cyan"
        )
    return cell


def dispute(answer: DisputeAnswer, groups: Mapping[str, GroupAnswer], names: Mapping[str, str]) -> Iterator[RenderableType]:
    """Yield a dispute: each side's words and voices, then what is known of the claims on each side."""
    about = words.disputed(answer, groups)
    yield Text.assemble(("● ", "red"), (f"“{shortened(about, _LONGEST_PROPOSITION)}”", "bold"), (f"  {answer.id}", "dim"))
    for side in words.denied_last(answer.sides):
        yield Padding(Text(shortened(side.value, _LONGEST_QUOTE), style="bold"), (0, 0, 0, 2))
        yield Padding(members(side.members, names, about), (0, 0, 0, 4))
    for known in filter(None, map(groups.get, answer.groups)):
        yield Padding(summary(known), (0, 0, 0, 2))
