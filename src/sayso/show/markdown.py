"""A dossier as Markdown: the same page as in the terminal, with nothing left out, for a report or a wiki."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sayso.query.answers import DependenceAnswer, DifferenceAnswer, Dossier, GroupAnswer, StoryAnswer
from sayso.show import words
from sayso.show.outline import Quarrel, Resting, Told, outline, sides_of, together, unshown
from sayso.show.plain import plain, plain_lines, shortened
from sayso.show.sources import Sources

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&$-])")
_LONGEST_QUOTE = 240


def safe(text: str) -> str:
    """Return words of others as Markdown that shows them and does nothing.

    >>> safe("<b>*no*</b>")
    '\\\\<b\\\\>\\\\*no\\\\*\\\\</b\\\\>'
    """
    return _MARKS.sub(r"\\\1", plain(text))


def dossier(answer: Dossier, texts: Mapping[str, str] | None = None) -> str:
    """Return a story as a Markdown page; `texts` are the articles' full texts by document, where they are wanted."""
    lines = list(_lines(answer))
    for number, each in enumerate(answer.documents, start=1):
        text = (texts or {}).get(each.id)
        lines += ["", f"## Text of \\[{number}\\]", ""] if text else []
        lines += [f"> {safe(line)}" for line in plain_lines(text).split("\n")] if text else []
    return "\n".join(lines)


def index(pages: Mapping[str, StoryAnswer]) -> str:
    """Return a page that leads to the page of each story; `pages` gives their file names."""
    lines = ["# Stories", ""]
    for name, answer in pages.items():
        lines.append(f"- [{safe(answer.title)}]({name}): {safe(words.story_overview(answer))}")
    return "\n".join(lines)


def _lines(answer: Dossier) -> Iterator[str]:
    sources, plan = Sources(answer.documents, {each.id: each.name for each in answer.origins}), outline(answer)
    yield from (f"# {safe(answer.title)}", "", safe(words.overview(answer)), "", f"`{answer.id}`", "", "## Documents", "")
    for each in answer.documents:
        about = (sources.name(each.id), (each.published or "undated")[:10], each.title or "", each.id)
        yield f"- {safe(sources.number(each.id))} {' · '.join(safe(part) for part in about if part)}"
    for state, found in plan.sections:
        yield from _section(words.STATES[state][0].capitalize(), (line for each in found for line in _claim(each, sources)))
    rests = (*plan.rests, *plan.rests_once)
    yield from _section("Who rests on whom", (line for each in rests for line in _resting(each, sources)))
    yield from _section("Told by one document", (line for group in plan.once for line in _group(group, sources)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"## {title}", "", *found)


def _claim(each: GroupAnswer | Quarrel, sources: Sources) -> Iterator[str]:
    return _quarrel(each, sources) if isinstance(each, Quarrel) else _group(each, sources)


def _group(answer: GroupAnswer, sources: Sources) -> Iterator[str]:
    yield f"- **“{safe(answer.proposition)}”**"
    yield f"  {_summary(answer)}"
    yield from _body(answer, sources, answer.proposition)


def _summary(answer: GroupAnswer) -> str:
    return f"{safe(words.summary(answer))} `{answer.id}`"


def _body(answer: GroupAnswer, sources: Sources, said: str) -> Iterator[str]:
    yield from _members(together(unshown(answer), sources), sources, said)
    for number, difference in enumerate(answer.differences):
        yield from _difference(difference, sources, said, with_words=number == 0)


def _members(found: Iterable[Told], sources: Sources, said: str) -> Iterator[str]:
    return (f"  - {_told(each, sources, said)}" for each in found)


def _told(told: Told, sources: Sources, said: str, *, with_words: bool = True) -> str:
    outlets = ", ".join(dict.fromkeys(sources.name(member.document) for member in told.members))
    quote = ", in these words" if plain(told.first.quote) == plain(said) else f" “{safe(told.first.quote)}”"
    places = " ".join(safe(sources.place(member)) for member in told.members)
    voice = safe(f"{outlets}{sources.behind(told.first)}")
    return f"{words.stance(told.first.stance)}: {voice}{quote if with_words else ''} {places}"


def _difference(difference: DifferenceAnswer, sources: Sources, said: str, *, with_words: bool) -> Iterator[str]:
    yield f"  - {difference.slot}: {words.verdict(difference.verdict)}"
    for value, found in sides_of(difference, sources):
        yield f"    - **{safe(value)}**"
        yield from (f"      - {_told(each, sources, said, with_words=with_words)}" for each in found)


def _quarrel(answer: Quarrel, sources: Sources) -> Iterator[str]:
    yield f"- **“{safe(answer.about)}”** {' '.join(f'`{id}`' for id in answer.ids)}"
    for label, groups in (("said", answer.said), ("denied", answer.denying)):
        for each in groups:
            is_above = each.state == "contradicted"
            yield f"  - {label}: {_summary(each)}{' (see above: contradicted)' if is_above else ''}"
            yield from () if is_above else (f"  {line}" for line in _body(each, sources, answer.about))


def _resting(resting: Resting, sources: Sources) -> Iterator[str]:
    line, name = resting.origin, sources.name(resting.on)
    name = words.origin(name, line.kind, state_run=line.state_run) if line else name
    yield f"- **{safe(f'{name} {sources.number(resting.on)}'.strip())}**"
    yield from (f"  - {_dependence(each, sources)}" for each in resting.found)


def _dependence(each: DependenceAnswer, sources: Sources) -> str:
    doubt = "" if each.direction_known else " (or the other way round)"
    shown = "; ".join(f"“{safe(shortened(quote.quote, _LONGEST_QUOTE))}” {safe(sources.place(quote))}" for quote in each.evidence)
    return f"{words.RESTED[each.how]} {safe(sources.name(each.document))}{doubt} {shown}".rstrip()
