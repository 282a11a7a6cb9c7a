"""The answer to a sentence: one sentence of verdict, the claims that it rests on, and what of the sentence was not understood."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from sayso.model.base import Record
from sayso.query.answers import DifferenceAnswer, GroupAnswer, SideAnswer
from sayso.show import groups as shown
from sayso.show import words
from sayso.show.plain import plain, shortened
from sayso.show.sources import Sources
from sayso.show.text import legend

_LONGEST_VALUE = 80
LABELS = {
    "supports": "supported",
    "disputes": "disputed",
    "differs": "different",
    "known_unknown": "not known",
    "silent": "silent",
}
_STYLES = {"supports": "green", "disputes": "red", "differs": "yellow", "known_unknown": "magenta", "silent": "bold"}


NO_STATEMENT = Text.assemble(
    ("Not a statement", "bold"), ": a question tells nothing that could be compared; put what you expect as a sentence"
)
"""What is told of a question whose answer the case does not say is not known."""


class Behind(Record, frozen=True, kw_only=True):
    """What a verdict rests on: the groups, those of them that speak against the sentence, and where they differ from it.

    `cited` is that the sentence tells what somebody says.
    """

    groups: tuple[GroupAnswer, ...] = ()
    against: tuple[str, ...] = ()
    differences: tuple[DifferenceAnswer, ...] = ()
    cited: bool = False


def verdict(name: str, behind: Behind) -> Text:
    """Return the verdict as one sentence."""
    label, rest = _told(name, behind)
    return Text.assemble((label, f"bold {_STYLES.get(name, '')}".strip()), rest)


def _told(name: str, behind: Behind) -> tuple[str, str]:
    if name == "supports":
        return "Supported", _supported(behind)
    if name == "disputes":
        return _disputed(behind)
    if name == "differs":
        return _differing(behind.groups, behind.differences)
    if name == "known_unknown":
        documents = {member.document for group in behind.groups for member in group.members}
        verb = "says" if len(documents) == 1 else "say"
        return "Not known", f": {words.told(len(documents), 'document')} {verb} so"
    return "Silent", ": nothing in this case says that, or its opposite"


def _supported(behind: Behind) -> str:
    best = _best(behind.groups)
    if best is None or not behind.cited:
        return f", {_standing(behind.groups)}"
    return f": that is on record; what is told there is {words.STATES[best.state][0]}"


def _best(groups: Iterable[GroupAnswer]) -> GroupAnswer | None:
    return max(groups, key=lambda group: (group.at_least, group.at_most, len(group.members)), default=None)


def _standing(groups: Iterable[GroupAnswer]) -> str:
    """Return on how many origins the best supported of these claims stands, and which."""
    best = _best(groups)
    if best is None:
        return "on no known origin"
    if not best.origins:
        return f"on {words.independence(best.at_least, best.at_most, 'origin')}, none of them named"
    return f"on {words.independence(best.at_least, best.at_most, 'origin')}: {words.origins_of(best)}"


def _disputed(behind: Behind) -> tuple[str, str]:
    said = [group for group in behind.groups if group.id not in behind.against]
    against = [group for group in behind.groups if group.id in behind.against]
    if said:
        return "Disputed", f": said {_standing(said)}; against it {_standing(against)}"
    if all(map(_denies, against)):
        return "Denied", f", {_standing(against)}; nothing in this case says that it is so"
    return "Disputed", f": this case says the opposite, {_standing(against)}"


def _denies(group: GroupAnswer) -> bool:
    return {member.stance for member in group.members} == {"denied"}


def _differing(groups: Iterable[GroupAnswer], differences: Iterable[DifferenceAnswer]) -> tuple[str, str]:
    """Return where the case differs from the sentence, and whether some account agrees with it."""
    if all(each.slot == "known" for each in differences):
        return "Told since", ": it was said not to be known, and a later article tells it"
    told, agrees = {member.document for group in groups for member in group.members}, False
    parts = list[str]()
    for each in differences:
        mine = [side for side in each.sides if any(member.document not in told for member in side.members)]
        agrees = agrees or any(member.document in told for side in mine for member in side.members)
        own, others = _values(mine), _values(side for side in each.sides if side not in mine)
        parts.append(f"{each.slot} {own}, but also {others}" if agrees else f"{each.slot} {others}, not {own}")
    label = "Accounts differ on that" if agrees else "Not what this case holds"
    return label, f": {'; '.join(dict.fromkeys(parts))}" if parts else ""


def _values(sides: Iterable[SideAnswer]) -> str:
    return " and ".join(shortened(side.value, _LONGEST_VALUE) for side in sides)


def clauses(told: Iterable[tuple[str, str]]) -> Iterator[Text]:
    """Yield the verdict on each clause of a sentence, as (words, verdict), where it has several."""
    found = list(told)
    for words_, name in found if len(found) > 1 else ():
        yield Text.assemble("  ", (LABELS[name], _STYLES.get(name, "")), f": “{plain(words_)}”")


def page(
    answer: Text, unparsed: Iterable[str], groups: Iterable[GroupAnswer], sources: Sources, parts: Iterable[Text] = ()
) -> Iterator[RenderableType]:
    """Yield the verdict, that on each clause, what of the sentence had no part in it, and the claims behind it."""
    yield answer
    yield from parts
    left = [f"“{plain(part)}”" for part in unparsed]
    if left:
        yield Text(f"Not taken into account: {', '.join(left)}", style="dim")
    for each in groups:
        yield from shown.group(each, sources, with_state=True)
    yield from legend(sources)
