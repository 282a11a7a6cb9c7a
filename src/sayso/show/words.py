"""The phrases that every reader's view shares: how independent, who cites whom, which state, when."""

from collections.abc import Iterable, Mapping

from sayso.query.answers import ChainAnswer, DependenceAnswer, Dossier, GroupAnswer, MemberAnswer, Quote
from sayso.show.plain import plain

STATES = {
    "not_known": ("not known", "magenta"),
    "contradicted": ("contradicted", "bold red"),
    "disputed": ("disputed", "red"),
    "updated": ("updated", "yellow"),
    "differs": ("accounts differ", "yellow"),
    "corroborated": ("corroborated", "green"),
    "single_origin": ("single origin", "cyan"),
    "undetermined": ("undetermined", "dim"),
}
SECTIONS = (
    ("contradicted", "Contradicted"),
    ("disputed", "Disputed claims"),
    ("differs", "Accounts differ"),
    ("updated", "Updated"),
    ("not_known", "Not known"),
    ("corroborated", "Corroborated"),
    ("single_origin", "Resting on a single origin"),
    ("undetermined", "Origins undetermined"),
)
TOLD_ONCE = "Told by one document"
_ONLY_COUNTED = frozenset({"single_origin", "undetermined"})
HOW = {"cites": "cites", "copies": "copies", "rewrites": "rewrites", "unstated": "rests, unstated, on"}
VERDICTS = {
    "more_specific": "one is more specific",
    "differs": "they differ",
    "updated": "a later account changes it",
    "contradicted": "they contradict each other",
    "compatible": "both can be so",
}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "document"), counted(2, "story")
    ('1 document', '2 stories')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number} {noun}s"


def independence(at_least: int, at_most: int) -> str:
    """Return how many independent origins there are, as a range.

    >>> independence(0, 1), independence(1, 1), independence(1, 3)
    ('at most 1 independent origin', '1 independent origin', '1 to 3 independent origins')
    """
    if at_least == at_most:
        return counted(at_most, "independent origin") if at_most else "no known origin"
    if at_least == 0:
        return f"at most {counted(at_most, 'independent origin')}"
    return f"{at_least} to {counted(at_most, 'independent origin')}"


def dates(first: str | None, last: str | None) -> str:
    """Return the days that a story spans."""
    days = list(dict.fromkeys(day for day in (first, last) if day))
    return " to ".join(plain(day) for day in days) or "undated"


def origin(name: str, kind: str, *, state_run: bool | None, party: bool) -> str:
    """Return an origin with what a reader must know of it."""
    traits = [kind.replace("_", " ")] if kind else []
    if state_run:
        traits.append("state-run")
    if party:
        traits.append("party to the event")
    return f"{plain(name)} ({', '.join(traits)})" if traits else plain(name)


def names(dossier: Dossier) -> dict[str, str]:
    """Return the name that a reader knows each document and each origin of a story by."""
    known = {each.id: each.name for each in dossier.origins}
    return known | {each.id: each.outlet or each.source for each in dossier.documents}


def origins_of(group: GroupAnswer) -> str:
    """Return the origins behind a claim group."""
    return "; ".join(origin(each.name, each.kind, state_run=each.state_run, party=each.party_to_event) for each in group.origins)


def best_supported(dossier: Dossier) -> GroupAnswer | None:
    """Return the claim group of a story that most origins stand behind."""
    ranked = sorted(dossier.groups, key=lambda each: (-each.at_least, -each.at_most, -len(each.members), each.id))
    return ranked[0] if ranked else None


def overview(dossier: Dossier) -> str:
    """Return dates, documents and the best support that any claim of a story has.

    `2024-02-18 to 2024-02-20 · 2 documents · best supported claim: 1 independent origin (KCNA: agency, party to the event)`
    """
    parts = [dates(dossier.first, dossier.last), counted(len(dossier.documents), "document")]
    best = best_supported(dossier)
    if best:
        parts.append(f"best supported claim: {support(best)}")
    return " · ".join(parts)
