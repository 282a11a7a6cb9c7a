"""The phrases that every reader's view shares: how many, how independent, which state, when, whose word."""

import re
from collections.abc import Iterable

from sayso.query.answers import Dossier, GroupAnswer, StoryAnswer
from sayso.show.plain import plain

STATES = {
    "contradicted": ("contradicted", "bold red"),
    "disputed": ("disputed", "red"),
    "differs": ("accounts differ", "yellow"),
    "updated": ("updated", "yellow"),
    "corroborated": ("corroborated", "green"),
    "single_origin": ("single origin", "cyan"),
    "undetermined": ("undetermined", "dim"),
    "not_known": ("not known", "magenta"),
}
"""The states of a claim group in the order in which a page tells them, each with its name and its colour."""
GLOSSES = {
    "contradicted": "exact values that cannot all be right",
    "disputed": "one side says it, another denies it",
    "differs": "the same thing told with other particulars",
    "updated": "a later report gives another value",
    "corroborated": "at least two independent origins",
    "single_origin": "one origin, however many tell it",
    "undetermined": "nothing shows whether this is one origin or several",
    "not_known": "the articles say that it is not known or not told",
}
TELLING = ("contradicted", "disputed", "differs", "updated", "corroborated", "not_known")
"""The states that a reader wants to know of at a glance: named wherever a story is."""
HOLDING = {
    "contradicted": "a contradiction",
    "disputed": "a dispute",
    "differs": "accounts that differ",
    "updated": "an account that a later one changes",
    "corroborated": "corroborated claims",
    "single_origin": "claims of a single origin",
    "undetermined": "claims of undetermined origin",
    "not_known": "something not known",
}
"""What a story holds that has a claim of a state."""
STANCES = {
    "reported": "cyan",
    "hedged": "yellow",
    "denied": "red",
    "no_position": "yellow",
    "not_known": "magenta",
    "hypothetical": "dim",
}
RESTED = {"cites": "cited by", "copies": "copied by", "rewrites": "rewritten by", "unstated": "used, unstated, by"}
VERDICTS = {
    "more_specific": "one is more specific",
    "differs": "they differ",
    "updated": "a later account changes it",
    "contradicted": "they contradict each other",
    "compatible": "both can be so",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MADE_ID = re.compile(r"^([a-z_]+-)([0-9a-f]{16})$")
_ENOUGH_DIGITS = 8
_PARTS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "the first quarter of",
    "34": "the second quarter of",
    "35": "the third quarter of",
    "36": "the last quarter of",
    "40": "the first half of",
    "41": "the second half of",
}
"""The parts of a year that EDTF writes as months that there are not."""
_DECADE, _CENTURY = re.compile(r"\d{3}X$"), re.compile(r"\d\dXX$")


def number(count: int) -> str:
    """Return a number as a word up to twelve, else in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, noun: str) -> str:
    """Return a number in digits with its noun.

    >>> counted(1, "document"), counted(2, "story")
    ('1 document', '2 stories')
    """
    return f"{grouped(count)} {plural(count, noun)}"


def grouped(count: int) -> str:
    """Return a number in digits, with its thousands set apart.

    >>> grouped(950), grouped(10100)
    ('950', '10,100')
    """
    return f"{count:,}"


def counted_state(count: int, state: str) -> str:
    """Return how many claims are in a state.

    >>> counted_state(1, "contradicted"), counted_state(3, "differs")
    ('1 contradicted', 'accounts differ: 3')
    """
    name = STATES[state][0]
    return f"{name}: {grouped(count)}" if state == "differs" else f"{grouped(count)} {name}"


def told(count: int, noun: str) -> str:
    """Return a number in words with its noun.

    >>> told(1, "document"), told(13, "document")
    ('one document', '13 documents')
    """
    return f"{number(count)} {plural(count, noun)}"


def plural(count: int, noun: str) -> str:
    """Return a noun as it stands after a number."""
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def independence(at_least: int, at_most: int, noun: str = "independent origin") -> str:
    """Return how many independent origins there are, as a range in words.

    >>> independence(0, 1), independence(1, 1), independence(1, 3)
    ('at most one independent origin', 'one independent origin', 'one to three independent origins')
    """
    if at_least == at_most:
        return told(at_most, noun) if at_most else "no known origin"
    if at_least == 0:
        return f"at most {told(at_most, noun)}"
    return f"{number(at_least)} to {told(at_most, noun)}"


def dates(first: str | None, last: str | None) -> str:
    """Return the days that a story spans."""
    days = list(dict.fromkeys(day[:10] for day in (first, last) if day))
    return " to ".join(plain(day) for day in days) or "undated"


def short_dates(first: str | None, last: str | None) -> str:
    """Return the days that a story spans, the second without the year where it is the same.

    >>> short_dates("2024-02-18", "2024-02-20")
    '2024-02-18 to 02-20'
    """
    days = [day[:10] for day in (first, last) if day]
    is_one_year = len(days) == 2 and days[0] != days[1] and days[0][:4] == days[1][:4]
    return dates(first, last).replace(f" to {days[0][:5]}", " to ") if is_one_year else dates(first, last)


def when(date: str) -> str:
    """Return an EDTF date as a reader says it.

    >>> when("2015/2017"), when("2023-09/.."), when("2024-02-18~")
    ('2015 to 2017', '2023-09 or later', 'about 2024-02-18')
    """
    start, slash, end = plain(date).partition("/")
    if slash and end in {"", ".."}:
        return f"{_day(start)} or later"
    if slash and start in {"", ".."}:
        return f"{_day(end)} or earlier"
    return f"{_day(start)} to {_day(end)}" if slash else _day(start)


def _day(day: str) -> str:
    return f"about {span(day.rstrip('~?%'))}" if day.endswith(("~", "?", "%")) else span(day)


def span(value: str) -> str:
    """Return a day, or what is longer than a month, as a reader says it.

    >>> span("2016-05-03"), span("2016-22"), span("2016-33"), span("196X"), span("19XX")
    ('2016-05-03', 'summer 2016', 'the first quarter of 2016', 'the 1960s', 'the years 1900 to 1999')
    """
    year, _, part = value.partition("-")
    if part in _PARTS:
        return f"{_PARTS[part]} {year}"
    if _DECADE.match(value):
        return f"the {value[:3]}0s"
    return f"the years {value[:2]}00 to {value[:2]}99" if _CENTURY.match(value) else value


def origin(name: str, kind: str = "", *, state_run: bool | None = None, party: bool = False) -> str:
    """Return an origin with what a reader must know of it."""
    traits = ["own reporting"] if kind == "own_reporting" else []
    if state_run:
        traits.append("state-run")
    if party:
        traits.append("party to the event")
    return f"{plain(name)} ({', '.join(traits)})" if traits else plain(name)


def origins_of(group: GroupAnswer) -> str:
    """Return the origins behind a claim group."""
    return "; ".join(origin(each.name, each.kind, state_run=each.state_run, party=each.party_to_event) for each in group.origins)


def support(group: GroupAnswer) -> str:
    """Return how many independent origins stand behind a claim group, and which."""
    behind, known = origins_of(group), independence(group.at_least, group.at_most)
    return f"{known}: {behind}" if behind else known


def summary(group: GroupAnswer, *, with_state: bool = False) -> str:
    """Return when a claim's event happened and what stands behind it; `with_state` where no heading names its state."""
    state = STATES[group.state][0] if with_state else ""
    return " · ".join(filter(None, (state, when(group.when) if group.when else "", support(group))))


def overview(dossier: Dossier) -> str:
    """Return dates, documents and the best support that any claim of a story has, in words.

    `2024-02-18 to 2024-02-20 · two documents · best supported claim: one independent origin`
    """
    parts = [dates(dossier.first, dossier.last), told(len(dossier.documents), "document")]
    best = max(dossier.groups, key=lambda each: (each.at_least, each.at_most), default=None)
    if best:
        parts.append(f"best supported claim: {independence(best.at_least, best.at_most)}")
    return " · ".join(parts)


def story_overview(story: StoryAnswer) -> str:
    """Return the same of a line of the list of stories."""
    parts = [dates(story.first, story.last), told(len(story.documents), "document")]
    if story.states:
        parts.append(f"best supported claim: {independence(story.at_least, story.at_most)}")
    return " · ".join(parts)


def stance(name: str) -> str:
    """Return a stance in plain words."""
    return name.replace("_", " ")


def worded(rule: str) -> str:
    """Return the name of a rule as words.

    >>> worded("exact-numbers-differ"), worded("published: header")
    ('exact numbers differ', 'published: header')
    """
    return plain(rule).replace("-", " ").replace("_", " ")


def verdict(name: str) -> str:
    """Return what a difference means in plain words."""
    return VERDICTS.get(name, name.replace("_", " "))


def short_id(id: str, digits: int = _ENOUGH_DIGITS) -> str:
    """Return the beginning of an id that sayso made, as the commands accept it; any other id whole.

    >>> short_id("group-6a25879cb48339db"), short_id("report-7")
    ('group-6a25879c', 'report-7')
    """
    made = _MADE_ID.match(id)
    return f"{made[1]}{made[2][:digits]}" if made else plain(id)


def short_ids(ids: Iterable[str], digits: int = _ENOUGH_DIGITS) -> dict[str, str]:
    """Return for each id a beginning that no other of them has."""
    known = list(dict.fromkeys(ids))
    while len({short_id(id, digits) for id in known}) < len(known) and digits < 16:
        digits += 1
    return {id: short_id(id, digits) for id in known}
