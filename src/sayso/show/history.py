"""What people decided, for a terminal: one judgement after the other, with the words that it speaks of."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.query.answers import HistoryAnswer, JudgedAnswer, JudgementAnswer, StoryChangeAnswer, TargetAnswer
from sayso.show.plain import plain, shortened
from sayso.show.words import counted

_DONE = {"merge": "merged", "split": "split", "reject": "rejected", "undo": "took back"}
BECAME = {
    "began": "began",
    "grew": "grew",
    "merged": "was merged into",
    "renamed": "is now called by an earlier article",
    "split": "was split into",
    "shrank": "lost",
    "ended": "is gone",
}
_LONGEST = 60


def history(answer: HistoryAnswer) -> Iterator[RenderableType]:
    """Yield the judgements in their order, what no longer holds says so; then what became of the stories, build by build."""
    for judged in answer.judgements:
        yield from judgement(judged)
    for changed in answer.stories:
        yield change(changed)


def change(changed: StoryChangeAnswer) -> Text:
    """Return the line of what became of one story."""
    line = Text.assemble((plain(changed.story), "bold"), f" {BECAME[changed.change]}")
    others = ", ".join(map(plain, changed.others))
    line.append(f" {others}" if others else "")
    line.append(f": {counted(len(changed.documents), 'document')}")
    if changed.newest:
        line.append(f", the newest of {plain(changed.newest)}")
    return line.append(f" ({shortened(plain(changed.title), _LONGEST)})" if changed.title else "", style="dim")


def judged(answer: JudgedAnswer) -> Iterator[RenderableType]:
    """Yield a judgement that was just added, and what it shows in."""
    yield from judgement(answer.judgement)
    for ids in (answer.entities, answer.groups):
        if ids:
            yield Padding(Text(f"see {', '.join(map(plain, ids))}", style="dim"), (0, 0, 0, 2))


def judgement(judged: JudgementAnswer) -> Iterator[RenderableType]:
    """Yield the lines of one judgement."""
    status = {"in_force": "", "undone": " (taken back)", "dangling": " (dangling: its words are no longer in the case)"}
    line = Text.assemble((plain(judged.id), "bold"), f" {_DONE[judged.kind]} {_told(judged)}")
    yield line.append(status[judged.status], style="yellow")
    said = "; ".join(part for part in (judged.why, f"by {judged.by}" if judged.by else "", judged.made) if part)
    if said:
        yield Padding(Text(plain(said)), (0, 0, 0, 2))
    if judged.against:
        yield Padding(Text(f"against it: {', '.join(map(plain, judged.against))}", style="yellow"), (0, 0, 0, 2))


def _told(judged: JudgementAnswer) -> str:
    """Return what was judged, in a few words."""
    if judged.kind == "undo":
        return plain(judged.undoes or "")
    if judged.kind == "merge":
        return " and ".join(_named(target) for target in judged.targets)
    if judged.of == "entity":
        stay, go = judged.targets
        words = ", ".join(
            dict.fromkeys(f"“{shortened(plain(quote.quote), _LONGEST)}” in {plain(quote.document)}" for quote in go.words)
        )
        return f"{_named(stay)}: {words} apart"
    sort = f"the {judged.of}" if judged.of != "claim" else "as a member of its group"
    slot = f" of {judged.slot}" if judged.slot else ""
    return f"{sort}{slot}: " + " / ".join(f"“{shortened(plain(target.name), _LONGEST)}”" for target in judged.targets[:3])


def _named(target: TargetAnswer) -> str:
    places = len({quote.document for quote in target.words})
    return f"{plain(target.name)} ({counted(places, 'document')})"
