"""Findings for the terminal: what an event bears on, on which words, and what stands against reading more into it."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.query.answers import FindingAnswer, FindingsAnswer
from sayso.show import words
from sayso.show.plain import plain, shortened
from sayso.show.sources import DASH

_LONGEST = 200
_WORDS = 60


def findings(answer: FindingsAnswer) -> Iterator[RenderableType]:
    """Yield the findings of a case."""
    return lines(answer.findings)


def lines(found: Iterable[FindingAnswer]) -> Iterator[RenderableType]:
    """Yield findings, one paragraph each."""
    for one in found:
        yield Text.assemble((plain(one.wording), "bold"), (f"  {words.short_id(one.id)}", "dim"))
        yield from (Padding(line, (0, 0, 0, 2)) for line in _body(one))


def _body(one: FindingAnswer) -> Iterator[Text]:
    yield Text(plain(one.provision.gist), style="italic")
    for member in one.members:
        place = f"{plain(member.document)} {member.start}{DASH}{member.end}"
        yield Text(f"“{shortened(member.quote, _LONGEST)}” ({member.stance}) ").append(place, style="cyan")
    yield Text(f"{_stance(one)} · {_date(one)} · {_independence(one)}")
    yield Text(f"met: {'; '.join(_met(one))}")
    if one.missing:
        yield Text(f"missing: {'; '.join(plain(each.note) for each in one.missing)}")
    if one.exemptions:
        yield Text(f"might be exempt: {'; '.join(map(plain, one.exemptions))}")
    for note in filter(None, (one.says, one.provision.note)):
        yield Text(f"note: {plain(note)}", style="dim")
    unsure = [f"{each.fact.replace('_', ' ')} ({each.state})" for each in one.provision.verified if each.state != "official"]
    if unsure:
        yield Text(f"not read on an official page: {', '.join(map(plain, unsure))}", style="dim")
    for member in one.beside:
        voice = plain(member.chain[-1].name) if member.chain else "the outlet itself"
        yield Text(f"beside it, the opinion of {voice}: “{shortened(member.quote, _LONGEST)}”")


def _stance(one: FindingAnswer) -> str:
    alleged = "alleged and disputed" if "hedged" in one.told else "disputed"
    return (
        alleged
        if one.stance == "disputed"
        else f"{one.stance} ({', '.join(one.told)})"
        if one.told != (one.stance,)
        else one.stance
    )


def _date(one: FindingAnswer) -> str:
    since = f"in force from {one.provision.in_force_from}"
    if one.gate == "date not known":
        return f"date not known ({since})"
    return f"{plain(one.when or '')}, {since}" + (f": {one.gate}" if one.gate != "in force" else "")


def _independence(one: FindingAnswer) -> str:
    if one.at_least == one.at_most:
        return words.counted(one.at_least, "independent origin")
    return f"{one.at_least}{DASH}{one.at_most} independent origins"


def _met(one: FindingAnswer) -> Iterator[str]:
    for fact in one.facts:
        quotes = dict.fromkeys(f"“{shortened(quote.quote, _WORDS)}”" for quote in fact.spans)
        about = f" ({plain(fact.note)})" if fact.note and fact.slot != "date" else ""
        yield f"{fact.slot} {plain(fact.value)} {', '.join(quotes)}".strip() + about
