"""What a search found, for the terminal: each hit with its words lit, then what it can be narrowed to."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.query.answers import FacetAnswer
from sayso.query.search import Hit, SearchAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened

VALUES = 5
LABEL = 40
TITLE = 80


def search(answer: SearchAnswer) -> Iterator[RenderableType]:
    """Yield how much was found, each hit, and the facets that part it."""
    first, last = answer.offset + 1, answer.offset + len(answer.hits)
    of = f", {first}\u2013{last} shown" if len(answer.hits) < answer.total else ""
    yield Text(f"{words.counted(answer.total, answer.kind.removesuffix('s'))}{of}", style="bold")
    for hit in answer.hits:
        yield _heading(hit)
        yield Padding(_lit(hit), (0, 0, 0, 2))
    for facet in answer.facets:
        if len(facet.values) > 1:
            yield _facet(facet)


def _heading(hit: Hit) -> Text:
    about = ((hit.published or "undated")[:10], hit.outlet or "", shortened(hit.title or "", TITLE))
    line = Text(plain(hit.claim or hit.document), style="cyan")
    return line.append("  " + " · ".join(plain(part) for part in about if part), style="not bold default")


def _lit(hit: Hit) -> Text:
    """Return the words of a hit with those lit that were sought, the stance and voices of a claim, and where they stand."""
    line, at = Text(), hit.start
    for mark in hit.marks:
        if hit.start <= mark.start and at <= mark.start and mark.end <= hit.end:
            line.append(_kept(hit.quote[at - hit.start : mark.start - hit.start]))
            line.append(_kept(hit.quote[mark.start - hit.start : mark.end - hit.start]), style="bold yellow")
            at = mark.end
    line.append(_kept(hit.quote[at - hit.start :]))
    if hit.stance:
        voices = " ← ".join(shortened(link.name, LABEL) for link in hit.chain)
        line = Text(f"{words.stance(hit.stance)} ", style=words.STANCES.get(hit.stance, "")).append_text(line)
        line.append(f" {voices}", style="dim")
    return line.append(f" {hit.start}\u2013{hit.end}", style="dim")


def _kept(stretch: str) -> str:
    """Return words safe to print, with the spaces at their ends, which `plain` would take."""
    before, after = stretch[:1].isspace(), stretch[-1:].isspace()
    shown = plain(stretch)
    return f"{' ' if before else ''}{shown}{' ' if after and shown else ''}"


def _facet(facet: FacetAnswer) -> Text:
    line = Text(f"{facet.name}: ", style="dim")
    shown = (f"{shortened(each.label or 'not known', LABEL)} {each.count}" for each in facet.values[:VALUES])
    more = len(facet.values) - VALUES
    return line.append(" · ".join(shown) + (f" · and {more} more" if more > 0 else ""))
