"""A dossier as Markdown: the same page as in the terminal, for a report or a wiki."""

import re
from collections.abc import Iterator, Mapping

from sayso.query.answers import DependenceAnswer, DifferenceAnswer, DisputeAnswer, Dossier, GroupAnswer, MemberAnswer, SideAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&$-])")
_LONGEST_QUOTE = 240


def safe(text: str) -> str:
    """Return words of others as Markdown that shows them and does nothing.

    >>> safe("<b>*no*</b>")
    '\\\\<b\\\\>\\\\*no\\\\*\\\\</b\\\\>'
    """
    return _MARKS.sub(r"\\\1", plain(text))


def dossier(answer: Dossier) -> str:
    """Return a story as a Markdown page."""
    return "\n".join(_lines(answer))


def index(pages: Mapping[str, Dossier]) -> str:
    """Return a page that leads to the page of each story; `pages` gives their file names."""
    lines = ["# Stories", ""]
    for name, answer in pages.items():
        lines.append(f"- [{safe(answer.title)}]({name}): {safe(words.overview(answer))}")
    return "\n".join(lines)


def _lines(answer: Dossier) -> Iterator[str]:
    names, groups = words.names(answer), {group.id: group for group in answer.groups}
    yield from (f"# {safe(answer.title)}", "", safe(words.overview(answer)), "", f"`{answer.id}`", "", "## Documents", "")
    for each in answer.documents:
        about = [(each.published or "undated")[:10], each.outlet or each.source, each.title or "", each.id]
        yield f"- {' · '.join(safe(part) for part in about if part)}"
    yield from _section("Disputed", [line for each in answer.disputes for line in _dispute(each, groups, names)])
    *sections, (title, once) = words.sections(answer)
    for name, found in sections:
        yield from _section(name, [line for group in found for line in _group(group, names)])
    rests = [each for together in words.dependences(answer).values() for each in together]
    yield from _section("Who rests on whom", [_dependence(each, names) for each in rests])
    yield from _section(title, [line for group in once for line in _group(group, names)])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "")
        yield from lines


def _group(answer: GroupAnswer, names: Mapping[str, str]) -> Iterator[str]:
    yield f"- **“{safe(answer.proposition)}”**"
    yield f"  {_summary(answer)}"
    yield from _members(answer.members, names, answer.proposition)
    for difference in answer.differences:
        yield from _difference(difference, names)


def _summary(answer: GroupAnswer) -> str:
    return f"{safe(words.summary(answer))} `{answer.id}`"


def _members(found: tuple[MemberAnswer, ...], names: Mapping[str, str], said: str) -> Iterator[str]:
    for member in found:
        quote = "" if plain(member.quote) == plain(said) else f" “{safe(member.quote)}”"
        yield f"  - {words.stance(member.stance)}: {safe(words.voices(member, names))}{quote} {safe(words.place(member))}"


def _difference(difference: DifferenceAnswer, names: Mapping[str, str]) -> Iterator[str]:
    yield f"  - {difference.slot}, {words.verdict(difference.verdict)}:"
    for side in difference.sides:
        yield f"    - **{safe(side.value)}**: {_givers(side, names)}"


def _givers(side: SideAnswer, names: Mapping[str, str]) -> str:
    return "; ".join(f"{safe(words.voices(member, names))} {safe(words.place(member))}" for member in side.members)


def _dispute(answer: DisputeAnswer, groups: Mapping[str, GroupAnswer], names: Mapping[str, str]) -> Iterator[str]:
    about = words.disputed(answer, groups)
    yield f"- **“{safe(about)}”** `{answer.id}`"
    for side in words.denied_last(answer.sides):
        yield f"  - {safe(side.value)}"
        yield from (f"  {line}" for line in _members(side.members, names, about))
    for known in filter(None, map(groups.get, answer.groups)):
        yield f"  - {_summary(known)}"


def _dependence(answer: DependenceAnswer, names: Mapping[str, str]) -> str:
    shown = " ".join(f"“{safe(shortened(quote.quote, _LONGEST_QUOTE))}” {safe(words.place(quote))}" for quote in answer.evidence)
    return f"- {safe(words.dependence(answer, names))} {shown}".rstrip()
