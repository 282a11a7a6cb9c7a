"""Answers for the terminal: the list of stories, the dossier, claims, reasons and failures; readable without colour."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.query.answers import ClaimsAnswer, DependenceAnswer, Dossier, FailuresAnswer, StoriesAnswer, WhyAnswer
from sayso.show import groups as shown
from sayso.show import words
from sayso.show.plain import plain, shortened

_LONGEST_TITLE = 160
_LONGEST_QUOTE = 240
_LONGEST_EVIDENCE = 120
_EVIDENCE = 2


def stories(answer: StoriesAnswer) -> Iterator[RenderableType]:
    """Yield the stories of a case as a table."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for name in ("story", "dates", "documents", "origins", "title"):
        is_number = name in {"documents", "origins"}
        table.add_column(name, justify="right" if is_number else "left", overflow="fold", no_wrap=name in {"story", "dates"})
    for story in answer.stories:
        known = str(story.at_least) if story.at_least == story.at_most else f"{story.at_least}-{story.at_most}"
        days = words.dates(story.first, story.last).replace(" to ", "\n")
        title = Text(shortened(story.title, _LONGEST_TITLE), style="bold")
        table.add_row(Text(plain(story.id)), Text(days), Text(str(len(story.documents))), Text(known), title)
    yield table


def dossier(answer: Dossier) -> Iterator[RenderableType]:
    """Yield a story as a page: who tells it on whose word, what is disputed, where accounts differ, what nobody knows."""
    names, groups = words.names(answer), {group.id: group for group in answer.groups}
    yield Text(plain(answer.title), style="bold underline")
    yield Text(words.overview(answer)).append(f"  {answer.id}", style="dim")
    yield from _documents(answer)
    yield from _section("Disputed", [line for each in answer.disputes for line in shown.dispute(each, groups, names)])
    *sections, (title, once) = words.sections(answer)
    for name, found in sections:
        yield from _section(name, [line for group in found for line in shown.group(group, names)])
    rests = words.dependences(answer).items()
    yield from _section("Who rests on whom", [line for on, each in rests for line in _dependences(on, each, names)])
    yield from _section(title, [line for group in once for line in shown.group(group, names)])


def _documents(answer: Dossier) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        table.add_column(overflow="fold")
    for each in answer.documents:
        title = shortened(each.title, _LONGEST_TITLE) + " " if each.title else ""
        about = Text(title).append(plain(each.id), style="dim cyan")
        table.add_row(Text((each.published or "undated")[:10]), Text(plain(each.outlet or each.source)), about)
    yield Padding(table, (1, 0, 0, 0))


def _section(title: str, lines: list[RenderableType]) -> Iterator[RenderableType]:
    if lines:
        yield Text(f"\n{title.upper()}", style="bold")
        yield from lines


def _dependences(on: str, found: list[DependenceAnswer], names: Mapping[str, str]) -> Iterator[RenderableType]:
    """Yield what is rested on, then who rests on it, with the words that show it."""
    yield Text(plain(names.get(on, on)), style="bold")
    for each in found:
        doubt = "" if each.direction_known else " (or the other way round)"
        line = Text(f"{words.RESTED[each.how]} {plain(names.get(each.document, each.document))}{doubt}")
        for quote in each.evidence[:_EVIDENCE]:
            line.append(f" “{shortened(quote.quote, _LONGEST_EVIDENCE)}”").append(f" {words.place(quote)}", style="dim cyan")
        if len(each.evidence) > _EVIDENCE:
            line.append(f" and {words.counted(len(each.evidence) - _EVIDENCE, 'more place')}", style="dim")
        yield Padding(line, (0, 0, 0, 2))


def claims(answer: ClaimsAnswer, names: Mapping[str, str]) -> Iterator[RenderableType]:
    """Yield claim groups, most supported first; `names` are those of documents for readers."""
    for group in answer.groups:
        yield from shown.group(group, names)


def why(answer: WhyAnswer) -> Iterator[RenderableType]:
    """Yield the reasons behind an id, each with its weight and its exact words."""
    yield Text.assemble((plain(answer.id), "bold"), f" is a {answer.kind.replace('_', ' ')}")
    if not answer.reasons:
        yield Text("  no reason is kept for it")
    for reason in answer.reasons:
        weight = f"{reason.weight:+g}"
        yield Text.assemble(
            (f"  {weight:>6} ", "dim"), (plain(reason.rule), "bold"), f" {plain(reason.note)}" if reason.note else ""
        )
        for quote in reason.spans:
            line = Text(f"“{shortened(quote.quote, _LONGEST_QUOTE)}”").append(f" {words.place(quote)}", style="dim cyan")
            yield Padding(line, (0, 0, 0, 9))


def failures(answer: FailuresAnswer) -> Iterator[RenderableType]:
    """Yield what could not be used, why, and what to do."""
    for failure in answer.failures:
        line = Text.assemble((plain(failure.source), "bold"), f": {plain(failure.message)}", (f" [{failure.rule}]", "dim"))
        yield line
        if failure.remedy:
            yield Padding(Text(plain(failure.remedy)), (0, 0, 0, 2))
