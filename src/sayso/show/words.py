"""The phrases that every reader's view shares: how independent, who cites whom, which state, when, in which order."""

from collections.abc import Iterable, Iterator, Mapping

from sayso.query.answers import DependenceAnswer, DisputeAnswer, Dossier, GroupAnswer, MemberAnswer, Quote, SideAnswer
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
HOW = {"cites": "cites", "copies": "copies", "rewrites": "rewrites", "unstated": "rests, unstated, on"}
RESTED = {"cites": "cited by", "copies": "copied by", "rewrites": "rewritten by", "unstated": "used, unstated, by"}
VERDICTS = {
    "more_specific": "one is more specific",
    "differs": "they differ",
    "updated": "a later account changes it",
    "contradicted": "they contradict each other",
    "compatible": "both can be so",
}
_DENIED = "denied"
_ONLY_COUNTED = frozenset({"single_origin", "undetermined"})


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
    days = list(dict.fromkeys(day[:10] for day in (first, last) if day))
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


def voices(member: MemberAnswer, names: Mapping[str, str]) -> str:
    """Return who tells a claim on whose word, outermost first: `Outlet ← KCNA ← Kim Yo-jong`; `names` are those of documents."""
    outlet = names.get(member.document, member.document)
    links = [link.name for link in member.chain if link.name and link.role != "outlet"]
    return " ← ".join(plain(each) for each in (outlet, *links))


def place(stretch: MemberAnswer | Quote) -> str:
    """Return where words stand: `document:start-end`."""
    return f"{plain(stretch.document)}:{stretch.start}-{stretch.end}"


def stance(name: str) -> str:
    """Return a stance in plain words."""
    return name.replace("_", " ")


def verdict(name: str) -> str:
    """Return what a difference means in plain words."""
    return VERDICTS.get(name, name.replace("_", " "))


def origins_of(group: GroupAnswer) -> str:
    """Return the origins behind a claim group."""
    return "; ".join(origin(each.name, each.kind, state_run=each.state_run, party=each.party_to_event) for each in group.origins)


def support(group: GroupAnswer) -> str:
    """Return how many independent origins stand behind a claim group, and which."""
    behind, known = origins_of(group), independence(group.at_least, group.at_most)
    return f"{known}: {behind}" if behind else known


def summary(group: GroupAnswer) -> str:
    """Return the state of a claim group, its date, its range and its origins."""
    return " · ".join((STATES[group.state][0], plain(group.when) if group.when else "undated", support(group)))


def overview(dossier: Dossier) -> str:
    """Return dates, documents and the best support that any claim of a story has.

    `2024-02-18 to 2024-02-20 · 2 documents · best supported claim: 1 independent origin: KCNA (agency, party to the event)`
    """
    parts = [dates(dossier.first, dossier.last), counted(len(dossier.documents), "document")]
    ranked = sorted(dossier.groups, key=lambda each: (-each.at_least, -each.at_most, -len(each.members), each.id))
    if ranked:
        parts.append(f"best supported claim: {support(ranked[0])}")
    return " · ".join(parts)


def dependence(answer: DependenceAnswer, names: Mapping[str, str]) -> str:
    """Return who rests on whom, in one phrase."""
    document, on = (plain(names.get(id, id)) for id in (answer.document, answer.on))
    return f"{document} {HOW[answer.how]} {on}" + ("" if answer.direction_known else ", or the other way round")


def dependences(dossier: Dossier) -> dict[str, list[DependenceAnswer]]:
    """Return who rests on whom, by what they rest on: what most documents rest on first."""
    found = dict[str, list[DependenceAnswer]]()
    for each in dossier.dependences:
        found.setdefault(each.on, []).append(each)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def sections(dossier: Dossier) -> Iterator[tuple[str, list[GroupAnswer]]]:
    """Yield the claim groups under their titles, most telling first; those of a dispute are left to it.

    A claim of one document alone, to which no more can be said than that, comes last.
    """
    known = {group.id: group for group in dossier.groups}
    told = {id for each in dossier.disputes for id in each.groups if id in known and known[id].state == "disputed"}
    once = [group for group in dossier.groups if len(group.members) == 1 and group.state in _ONLY_COUNTED]
    told |= {group.id for group in once}
    for state, title in SECTIONS:
        yield title, [group for group in dossier.groups if group.state == state and group.id not in told]
    yield TOLD_ONCE, once


def disputed(answer: DisputeAnswer, groups: Mapping[str, GroupAnswer]) -> str:
    """Return what a dispute is about, in the words of the claim that is denied."""
    claims = {member.claim for side in answer.sides if side.value != _DENIED for member in side.members}
    about = [groups[id] for id in answer.groups if id in groups]
    behind = [group for group in about if any(member.claim in claims for member in group.members)] or about
    best = max(behind, key=lambda group: (group.at_least, group.at_most, len(group.members)), default=None)
    return best.proposition if best else answer.aspect


def denied_last(sides: Iterable[SideAnswer]) -> list[SideAnswer]:
    """Return the sides of a dispute, the denial after what it denies."""
    return sorted(sides, key=lambda side: side.value == _DENIED)
