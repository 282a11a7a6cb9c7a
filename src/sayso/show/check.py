"""The answer to a sentence: what the case says of it, the claims that say so, and what of the sentence was not understood."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from sayso.query.answers import GroupAnswer
from sayso.show.groups import group
from sayso.show.plain import plain

VERDICTS = {
    "supports": ("supported", "green", "the case holds this"),
    "disputes": ("disputed", "red", "one side says so, another denies it"),
    "differs": ("differs", "yellow", "the case holds something like it that is not the same"),
    "known_unknown": ("known not to be known", "magenta", "the articles say that this is not known"),
    "silent": ("silent", "dim", "the case says nothing of it"),
}


def verdict(
    name: str, unparsed: Iterable[str], groups: Iterable[GroupAnswer], names: Mapping[str, str]
) -> Iterator[RenderableType]:
    """Yield the verdict in words, what of the sentence had no part in it, and the claim groups that it rests on."""
    label, style, told = VERDICTS.get(name, (name, "", ""))
    yield Text.assemble((label, style or "bold"), f": {told}")
    left = [f"“{plain(words)}”" for words in unparsed]
    if left:
        yield Text(f"not taken into account: {', '.join(left)}", style="dim")
    for answer in groups:
        yield from group(answer, names)
