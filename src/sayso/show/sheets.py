"""The sheets of HTML that the page and the files that it is exported to are made of: one set of parts, and one style."""

import functools
from collections import Counter
from collections.abc import Callable
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.kit.calendar import granularity
from sayso.query.answers import DocumentAnswer, Dossier, GroupAnswer, MemberAnswer, Quote, StateCount
from sayso.show import words
from sayso.show.citation import citation
from sayso.show.history import BECAME
from sayso.show.plain import plain, plain_lines, shortened
from sayso.show.sources import document_name
from sayso.show.timeline import DATED_BY, when_in_words

Link = Callable[..., str]
WordsLink = Callable[[MemberAnswer | Quote], str]


def sheets(link: Link, words_link: WordsLink, *packages: str) -> Environment:
    """Return the templates, with those of other packages before ours, and with what leads from one thing to another."""
    loader = ChoiceLoader([PackageLoader(name) for name in (*packages, "sayso.show")])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {
        "plain": plain,
        "plain_lines": plain_lines,
        "short": shortened,
        "short_id": words.short_id,
        "stance": words.stance,
        "when": words.when,
        "worded": words.worded,
    }
    made.globals |= {
        "states": {state: name for state, (name, _) in words.STATES.items()},
        "glosses": words.GLOSSES,
        "rested": words.RESTED,
        "verdict": words.verdict,
        "telling": words.TELLING,
        "counted_state": words.counted_state,
        "states_in": states_in,
        "holding": words.HOLDING,
        "grouped": words.grouped,
        "plural": words.plural,
        "counted": words.counted,
        "told": words.told,
        "independence": words.independence,
        "range_of": range_of,
        "dates": words.short_dates,
        "document_name": document_name,
        "link": link,
        "words_link": words_link,
        "citation": citation,
        "when_in_words": when_in_words,
        "dated_by": DATED_BY,
        "granularity": granularity,
        "origin_name": words.origin,
        "range_numbers": range,
        "shown_in": shown_in,
        "best_of": best_of,
        "became": BECAME,
        "alone": False,
    }
    return made


@functools.cache
def style() -> Markup:
    """Return the style of every sheet."""
    return Markup(files("sayso.show").joinpath("static/page.css").read_text("utf-8").replace("\r\n", "\n"))


def range_of(at_least: int, at_most: int) -> str:
    """Return how many independent origins there are, as a short range.

    >>> range_of(1, 1), range_of(3, 4)
    ('1 origin', '3\\u20134 origins')
    """
    noun = words.plural(at_most, "origin")
    if at_most == 0:
        return "no known origin"
    return f"{at_most} {noun}" if at_least == at_most else f"{at_least}\u2013{at_most} {noun}"


def shown_in(group: GroupAnswer) -> frozenset[str]:
    """Return the claims of a group that its differences show on their sides."""
    return frozenset(member.claim for each in group.differences for side in each.sides for member in side.members)


def best_of(dossier: Dossier) -> tuple[int, int] | None:
    """Return the best support that any claim of a story has."""
    return max(((each.at_least, each.at_most) for each in dossier.groups), default=None)


def states_in(dossier: Dossier) -> tuple[StateCount, ...]:
    """Return how many claims of a story are in each state."""
    found = Counter(group.state for group in dossier.groups)
    return tuple(StateCount(state=state, groups=count) for state, count in found.items())


def named(documents: tuple[DocumentAnswer, ...]) -> dict[str, DocumentAnswer]:
    """Return documents by their ids."""
    return {one.id: one for one in documents}
