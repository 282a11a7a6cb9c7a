"""Answers for the terminal: the list of stories, the dossier, claims, reasons and failures; readable without colour."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.query.answers import (
    ClaimsAnswer,
    DependenceAnswer,
    DocumentAnswer,
    Dossier,
    FailuresAnswer,
    GroupAnswer,
    Quote,
    StoriesAnswer,
    StoryAnswer,
    WhyAnswer,
)
from sayso.show import findings, words
from sayso.show import groups as shown
from sayso.show.outline import Outline, Quarrel, Resting, outline
from sayso.show.plain import plain, shortened
from sayso.show.sources import DASH, Sources

_LONGEST_TITLE = 160
_LONGEST_QUOTE = 240
_LONGEST_EVIDENCE = 90
_AT_ONCE = 8
_NARROW, _ROWS, _WIDE = 80, 90, 140
_HOW_PLACES_READ = f"[2] 695{DASH}783 means document 2, characters 695 to 783 of its text"


def stories(answer: StoriesAnswer) -> Iterator[RenderableType]:
    """Yield the stories of a case, one line each where there is room; ids are as short as the commands accept them."""
    ids = words.short_ids(story.id for story in answer.stories)
    yield shown.Fitted(lambda width: _story_lines(answer, ids, width))


def _story_lines(answer: StoriesAnswer, ids: dict[str, str], width: int) -> Iterator[RenderableType]:
    if width < _ROWS:
        for story in answer.stories:
            yield Text(shortened(story.title, _LONGEST_TITLE), style="bold")
            about = (ids[story.id], words.dates(story.first, story.last), words.counted(len(story.documents), "document"))
            origins = "origin" if _range(story) == "1" else "origins"
            yield Padding(Text(" · ".join((*about, f"{_range(story)} {origins}"))), (0, 0, 0, 2))
        return
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for name in ("story", "dates"):
        table.add_column(name, no_wrap=True)
    for name in ("documents", "origins"):
        table.add_column(name, no_wrap=True, justify="right")
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=3)
    names = ["story", "dates", "documents", "origins", "title"]
    if width >= _WIDE:
        table.add_column("outlets", no_wrap=True, overflow="ellipsis", ratio=2)
        names.append("outlets")
    table.add_row(*(Text(name, style="dim") for name in names))
    for story in answer.stories:
        cells = [ids[story.id], words.short_dates(story.first, story.last), str(len(story.documents)), _range(story)]
        title, outlets = Text(shortened(story.title, _LONGEST_TITLE), style="bold"), Text(", ".join(map(plain, story.outlets)))
        table.add_row(*map(Text, cells), title, *([outlets] if width >= _WIDE else []))
    yield table


def _range(story: StoryAnswer) -> str:
    return str(story.at_least) if story.at_least == story.at_most else f"{story.at_least}{DASH}{story.at_most}"


def dossier(answer: Dossier, *, whole: bool = False) -> Iterator[RenderableType]:
    """Yield a story as a page: what is contradicted and disputed first, what one document alone tells last.

    `whole` shows every claim; else only the most telling of those that one document alone tells.
    """
    sources = Sources(answer.documents, {each.id: each.name for each in answer.origins})
    plan = outline(answer)
    yield Text(plain(answer.title), style="bold underline").append(
        f"  {words.short_id(answer.id)}", style="not bold not underline dim"
    )
    yield Text(words.overview(answer))
    yield Text()
    yield from _documents(sources.documents, sources)
    yield Text(_HOW_PLACES_READ, style="dim")
    if answer.findings:
        yield _heading("Bears on", "provisions that what is told may touch; whether any is broken is for people to judge")
        yield from findings.lines(answer.findings)
    for state, found in plan.sections:
        yield _heading(words.STATES[state][0], words.GLOSSES[state])
        yield from (line for each in found for line in _claim(each, sources))
    yield from _who_rests(plan, sources, whole=whole)
    yield from _once(plan.once, sources, whole=whole)


def _documents(documents: Iterable[DocumentAnswer], sources: Sources) -> Iterator[RenderableType]:
    """Yield the documents under their numbers: name, day, title where it fits, id."""
    yield shown.Fitted(lambda width: [_document_table(documents, sources, width)])


def _document_table(documents: Iterable[DocumentAnswer], sources: Sources, width: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=width >= _NARROW)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    if width >= _NARROW:
        table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=24)
    for each in documents:
        day = (plain(each.published) if each.published else "undated")[:10]
        title = Text(shortened(each.title or "", _LONGEST_TITLE))
        more = (title, Text(words.short_id(each.id), style="dim")) if width >= _NARROW else ()
        table.add_row(Text(sources.number(each.id), style="cyan"), Text(sources.name(each.id)), Text(day), *more)
    return table


def _heading(title: str, gloss: str) -> Text:
    return Text.assemble((f"\n{title.upper()}", "bold"), (f"  {gloss}", "dim"))


def _claim(each: GroupAnswer | Quarrel, sources: Sources) -> Iterator[RenderableType]:
    return shown.quarrel(each, sources) if isinstance(each, Quarrel) else shown.group(each, sources)


def _once(found: tuple[GroupAnswer, ...], sources: Sources, *, whole: bool) -> Iterator[RenderableType]:
    """Yield what one document alone tells, the most telling first."""
    if not found:
        return
    yield _heading("Told by one document", words.counted(len(found), "claim"))
    kept = found if whole else found[:_AT_ONCE]
    yield from (shown.single(group, sources, whole=whole) for group in kept)
    if len(found) > len(kept):
        yield Text(f"and {len(found) - len(kept)} more: --all", style="bold")


def _who_rests(plan: Outline, sources: Sources, *, whole: bool) -> Iterator[RenderableType]:
    """Yield who rests on whom: voices that several documents rest on with the words that show it, the others in brief."""
    if not plan.rests and not plan.rests_once:
        return
    yield _heading("Who rests on whom", "and the words that show it")
    full = (*plan.rests, *plan.rests_once) if whole else plan.rests
    yield from (line for each in full for line in _resting(each, sources))
    if plan.rests_once and not whole:
        brief = "; ".join(
            f"{_named(each, sources)} {sources.numbers(one.document for one in each.found)}" for each in plan.rests_once
        )
        yield Text.assemble(("Cited by one document alone: ", "bold"), brief)


def _resting(resting: Resting, sources: Sources) -> Iterator[RenderableType]:
    yield Text(f"{_named(resting, sources)} {sources.number(resting.on)}".strip(), style="bold")
    yield from (Padding(_dependence(each, sources), (0, 0, 0, 2)) for each in resting.found)


def _named(resting: Resting, sources: Sources) -> str:
    """Return the name of what is rested on, with what is known of it."""
    line, name = resting.origin, sources.name(resting.on)
    return words.origin(name, line.kind, state_run=line.state_run) if line else name


def _dependence(each: DependenceAnswer, sources: Sources) -> Text:
    """Return who rests on it, with the first words that show it."""
    doubt = "" if each.direction_known else " (or the other way round)"
    line = Text(f"{words.RESTED[each.how]} {sources.name(each.document)}{doubt}")
    if not each.evidence:
        return line.append(f" {sources.number(each.document)}", style="cyan")
    first = min(each.evidence, key=lambda quote: quote.document != each.document)
    line.append(f" “{shortened(first.quote, _LONGEST_EVIDENCE)}”").append(f" {sources.place(first)}", style="cyan")
    aside = _other_side(each, first)
    if aside is not None:
        line.append(f" = “{shortened(aside.quote, _LONGEST_EVIDENCE)}”").append(f" {sources.place(aside)}", style="cyan")
    more = len(each.evidence) // 2 - 1 if aside is not None else len(each.evidence) - 1
    return line.append(f" and {words.told(more, 'more place')}", style="dim") if more else line


def _other_side(each: DependenceAnswer, shown: Quote) -> Quote | None:
    """Return the same words in the other document, where two documents share a passage: it stands beside it in the evidence."""
    place = each.evidence.index(shown)
    beside = each.evidence[place - 1] if place else None
    return beside if each.how == "copies" and beside is not None and beside.document != shown.document else None


def claims(answer: ClaimsAnswer, sources: Sources) -> Iterator[RenderableType]:
    """Yield claim groups, most supported first, and the documents that their numbers mean."""
    for group in answer.groups:
        yield from shown.group(group, sources, with_state=True)
    yield from legend(sources)


def legend(sources: Sources) -> Iterator[RenderableType]:
    """Yield the documents that the numbers on a page mean."""
    if sources.documents:
        yield Text()
        yield from _documents(sources.documents, sources)


def why(answer: WhyAnswer) -> Iterator[RenderableType]:
    """Yield the reasons behind an id, each with its weight and its exact words."""
    yield Text.assemble((plain(answer.id), "bold"), f" is a {answer.kind.replace('_', ' ')}")
    if not answer.reasons:
        yield Text("  no reason is kept for it")
    for reason in answer.reasons:
        weight = f"{reason.weight:+.2f}".rstrip("0").rstrip(".")
        yield Text.assemble(
            (f"  {weight:>6} ", "dim"), (plain(reason.rule), "bold"), f" {plain(reason.note)}" if reason.note else ""
        )
        for quote in reason.spans:
            line = Text(f"“{shortened(quote.quote, _LONGEST_QUOTE)}”").append(f" {_where(quote)}", style="cyan")
            yield Padding(line, (0, 0, 0, 9))


def _where(quote: Quote) -> str:
    return f"{plain(quote.document)} {quote.start}{DASH}{quote.end}"


def failures(answer: FailuresAnswer) -> Iterator[RenderableType]:
    """Yield what could not be used, why, and what to do."""
    for failure in answer.failures:
        line = Text.assemble((plain(failure.source), "bold"), f": {plain(failure.message)}", (f" [{failure.rule}]", "dim"))
        yield line
        if failure.remedy:
            yield Padding(Text(plain(failure.remedy)), (0, 0, 0, 2))
