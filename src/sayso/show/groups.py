"""Claims for the terminal: what is claimed, on whose word, in which exact words, and where accounts part."""

from collections.abc import Callable, Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.query.answers import DifferenceAnswer, GroupAnswer
from sayso.show import words
from sayso.show.outline import Quarrel, Told, sides_of, together, unshown
from sayso.show.plain import plain, shortened
from sayso.show.sources import DASH, Sources

_LONGEST_QUOTE = 240
_LONGEST_PROPOSITION = 300
_SIDES_BESIDE = 3
_BESIDE_WIDTH = 86
_PLACES_WIDTH = 76
_LEAST_QUOTE = 36
_STANCE_WIDTH = 9
_DIM = "dim"


class Fitted:
    """Something that is drawn for the width that there is."""

    def __init__(self, draw: Callable[[int], Iterable[RenderableType]]) -> None:
        self._draw = draw

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it."""
        yield from self._draw(options.max_width)


def group(answer: GroupAnswer, sources: Sources, *, with_state: bool = False) -> Iterator[RenderableType]:
    """Yield a claim group; `with_state` where no heading names its state."""
    yield _headline(answer.proposition, answer.state)
    yield _indented(_summary(answer, words.summary(answer, with_state=with_state)))
    yield from map(_indented, _body(answer, sources, answer.proposition))


def quarrel(answer: Quarrel, sources: Sources) -> Iterator[RenderableType]:
    """Yield a dispute: what is said and by whom, then each denial; a side that is shown elsewhere is named only."""
    yield _headline(answer.about, "disputed")
    for label, groups in (("said", answer.said), ("denied", answer.denying)):
        for each in groups:
            line = Text.assemble((f"{label}: ", "bold"), _summary(each, words.summary(each)))
            if each.state == "contradicted":
                yield _indented(line.append(" (see above: contradicted)"))
                continue
            yield _indented(line)
            yield from (_indented(part, 4) for part in _body(each, sources, answer.about))


def single(answer: GroupAnswer, sources: Sources, *, whole: bool = False) -> RenderableType:
    """Return a claim that one document makes, on one line where it fits; `whole` leaves nothing out."""
    first = answer.members[0]
    left = Text(f"{words.stance(first.stance):<{_STANCE_WIDTH}}", style=words.STANCES.get(first.stance, ""))
    left.append(f" {sources.chain(first)}", style="default")
    also = "".join(f", {member.start}{DASH}{member.end}" for member in answer.members[1:])
    dated = f" {words.when(answer.when)}" if answer.when else ""
    right = Text(f" {sources.place(first)}{also}", style="cyan").append(dated, style="default")
    right.append(f" {words.short_id(answer.id)}", style=_DIM)
    return Fitted(lambda width: _single_lines(left, plain(answer.proposition), right, width, whole=whole))


def _single_lines(left: Text, quote: str, right: Text, width: int, *, whole: bool) -> Iterator[RenderableType]:
    room = width - left.cell_len - right.cell_len - len(" “”")
    if Text(quote).cell_len <= room or (room >= _LEAST_QUOTE and not whole):
        yield Text.assemble(left, " “", _cut(quote, room), "”", right)
    elif whole:
        yield from _hanging(Text.assemble(left, f" “{quote}”", right), width)
    else:
        stance, chain = left[: _STANCE_WIDTH + 1], left[_STANCE_WIDTH + 1 :]
        yield Text.assemble(stance, "“", _cut(quote, width - stance.cell_len - 2), "”")
        room = width - stance.cell_len - right.cell_len
        if room < chain.cell_len:
            right = right[: right.plain.rindex(" ")]
            room = width - stance.cell_len - right.cell_len
        yield Text.assemble(" " * stance.cell_len, _cut_text(chain, room), right)


def _cut(words_: str, width: int) -> Text:
    return _cut_text(Text(words_), width)


def _cut_text(text: Text, width: int) -> Text:
    cut = text.copy()
    cut.truncate(max(width, 1), overflow="ellipsis")
    return cut


def _hanging(text: Text, width: int) -> Iterator[RenderableType]:
    table = Table.grid()
    table.add_column(width=min(_STANCE_WIDTH + 1, width // 3), no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(text[: _STANCE_WIDTH + 1], text[_STANCE_WIDTH + 1 :])
    yield table


def _headline(proposition: str, state: str) -> Text:
    """Return what a group claims, in the words of its clearest member."""
    return Text.assemble(("● ", words.STATES[state][1]), (f"“{shortened(proposition, _LONGEST_PROPOSITION)}”", "bold"))


def _summary(answer: GroupAnswer, told: str) -> Text:
    return Text(told).append(f" · {words.short_id(answer.id)}", style=_DIM)


def _indented(part: RenderableType, by: int = 2) -> RenderableType:
    return Padding(part, (0, 0, 0, by))


def _body(answer: GroupAnswer, sources: Sources, said: str) -> Iterator[RenderableType]:
    """Yield who tells a claim in which words: beside each other where they differ; each member's words stand once."""
    left = unshown(answer)
    if left:
        yield members(together(left, sources), sources, said)
    for number, each in enumerate(answer.differences):
        yield difference(each, sources, said, with_words=number == 0)


def members(found: tuple[Told, ...], sources: Sources, said: str = "") -> RenderableType:
    """Return one line for each who tells a claim: stance, chain, words where they are not those already `said`, and place."""

    def draw(width: int) -> Iterator[RenderableType]:
        is_wide = width >= _PLACES_WIDTH
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True, min_width=_STANCE_WIDTH)
        table.add_column(overflow="fold")
        if is_wide:
            table.add_column(no_wrap=True)
        for told in found:
            voice, places = _voice(told, sources, said), _places(told, sources)
            cells = [voice, Text("\n").join(places)] if is_wide else [Text(" ").join([voice, *places])]
            table.add_row(_stance(told), *cells)
        yield table

    return Fitted(draw)


def _stance(told: Told) -> Text:
    return Text(words.stance(told.first.stance), style=words.STANCES.get(told.first.stance, ""))


def _voice(told: Told, sources: Sources, said: str, *, with_words: bool = True) -> Text:
    outlets = ", ".join(dict.fromkeys(sources.name(member.document) for member in told.members))
    line = Text(f"{outlets}{sources.behind(told.first)}")
    if with_words and plain(told.first.quote) == plain(said):
        line.append(", in these words")
    elif with_words:
        line.append(f" “{shortened(told.first.quote, _LONGEST_QUOTE)}”")
    return line


def _places(told: Told, sources: Sources) -> list[Text]:
    return [Text(place, style="cyan") for member in told.members if (place := sources.place(member))]


def difference(answer: DifferenceAnswer, sources: Sources, said: str = "", *, with_words: bool = True) -> RenderableType:
    """Return the sides of a difference beside each other, or below each other where they are many or there is no room."""
    label = Text.assemble((answer.slot, "bold"), ": ", (words.verdict(answer.verdict), "yellow"))
    sides = sides_of(answer, sources)

    def draw(width: int) -> Iterator[RenderableType]:
        yield label
        is_beside = len(sides) <= _SIDES_BESIDE and width >= _BESIDE_WIDTH
        cells = [
            Group(
                Text(shortened(value, _LONGEST_QUOTE), style="bold"),
                *(_indented(_side_line(told, sources, said, with_words=with_words), 0 if is_beside else 2) for told in found),
            )
            for value, found in sides
        ]
        if not is_beside:
            yield from map(_indented, cells)
            return
        table = Table.grid(padding=(0, 3, 0, 0), expand=True)
        for _ in cells:
            table.add_column(ratio=1, overflow="fold")
        table.add_row(*cells)
        yield _indented(table)

    return Fitted(draw)


def _side_line(told: Told, sources: Sources, said: str, *, with_words: bool) -> Text:
    places = _places(told, sources)
    if not places:
        return Text(sources.name(told.first.document))
    voice = _voice(told, sources, said, with_words=with_words)
    return Text(" ").join([_stance(told), voice, *places])
