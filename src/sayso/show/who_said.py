"""What is attributed to somebody, for the terminal: a line a statement, with its class, its stance and the voices behind it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.query.who_said import SaidAnswer, WhoSaidAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened

LONGEST = 240
VOICE = 60


def who_said(answer: WhoSaidAnswer) -> Iterator[RenderableType]:
    """Yield what is attributed to a name, document by document."""
    documents = len({each.document for each in answer.attributions})
    count = len(answer.attributions)
    yield Text(plain(answer.name), style="bold").append(
        f"  {words.counted(count, 'statement')} in {words.counted(documents, 'document')}", style="not bold dim"
    )
    before = ""
    for each in answer.attributions:
        if each.document != before:
            before = each.document
            yield Text(plain(each.document), style="cyan")
        yield Padding(_line(each), (0, 0, 0, 2))


def _line(each: SaidAnswer) -> Text:
    """Return a statement: what kind of saying it is, its words, and through whom they came, outermost first."""
    stance = each.stance.replace("_", " ")
    line = Text(each.class_.replace("_", " "), style=words.STANCES.get(each.stance, ""))
    if stance not in {each.class_.replace("_", " "), "reported", "denied"}:
        line.append(f", {stance}")
    line.append(f" “{shortened(each.quote, LONGEST)}”")
    through = " ← ".join(shortened(link.name, VOICE) for link in each.chain)
    return line.append(f" {each.start}\u2013{each.end} · {through}", style="dim")
