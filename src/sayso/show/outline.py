"""What stands where in a dossier, whether it is printed or written: each claim once, what should give pause first."""

from collections.abc import Iterable, Mapping

from sayso.model.base import Record
from sayso.query.answers import (
    DependenceAnswer,
    DifferenceAnswer,
    DisputeAnswer,
    Dossier,
    GroupAnswer,
    LineAnswer,
    MemberAnswer,
)
from sayso.show.plain import plain
from sayso.show.sources import Sources
from sayso.show.words import STATES

_DENIED = "denied"


class Quarrel(Record, frozen=True, kw_only=True):
    """Disputes about the same claims, as one: what is said, by which groups, and the groups that deny it."""

    about: str
    ids: tuple[str, ...]
    said: tuple[GroupAnswer, ...]
    denying: tuple[GroupAnswer, ...]


class Told(Record, frozen=True, kw_only=True):
    """Claims that stand letter for letter in several documents, on the same word and in the same stance: told as one line."""

    members: tuple[MemberAnswer, ...]

    @property
    def first(self) -> MemberAnswer:
        """The member that speaks for all."""
        return self.members[0]


class Resting(Record, frozen=True, kw_only=True):
    """A voice or document, what a reader must know of it, and the documents that rest on it."""

    on: str
    origin: LineAnswer | None
    found: tuple[DependenceAnswer, ...]


class Outline(Record, frozen=True, kw_only=True):
    """The parts of a page in order: claims by state (a quarrel in their place), who rests on whom, what one document tells."""

    sections: tuple[tuple[str, tuple[GroupAnswer | Quarrel, ...]], ...]
    rests: tuple[Resting, ...]
    rests_once: tuple[Resting, ...]
    once: tuple[GroupAnswer, ...]


def outline(dossier: Dossier) -> Outline:
    """Return what stands where in a dossier."""
    quarrels = quarrels_of(dossier.disputes, dossier.groups)
    fought = {group.id for each in quarrels for group in (*each.said, *each.denying)}
    left = [group for group in dossier.groups if group.id not in fought or group.state == "contradicted"]
    once = [group for group in left if len({member.document for member in group.members}) == 1 and not _is_answered(group)]
    alone = {group.id for group in once}
    sections = list[tuple[str, tuple[GroupAnswer | Quarrel, ...]]]()
    for state in STATES:
        found: list[GroupAnswer | Quarrel] = [group for group in left if group.state == state and group.id not in alone]
        sections.append((state, (*(quarrels if state == "disputed" else ()), *found)))
    resting = _resting(dossier)
    return Outline(
        sections=tuple((state, found) for state, found in sections if found),
        rests=tuple(each for each in resting if _is_worth_lines(each)),
        rests_once=tuple(each for each in resting if not _is_worth_lines(each)),
        once=tuple(sorted(once, key=_dullness)),
    )


def quarrels_of(disputes: Iterable[DisputeAnswer], groups: Iterable[GroupAnswer]) -> tuple[Quarrel, ...]:
    """Return the disputes, those about the same claims as one."""
    known = {group.id: group for group in groups}
    by_claim = {member.claim: group.id for group in known.values() for member in group.members}
    together = dict[tuple[str, ...], list[tuple[DisputeAnswer, list[str]]]]()
    for dispute in disputes:
        claims = [member.claim for side in dispute.sides if side.value == _DENIED for member in side.members]
        denying = list(dict.fromkeys(by_claim[claim] for claim in claims if claim in by_claim))
        said = tuple(id for id in dispute.groups if id not in denying and id in known)
        together.setdefault(said, []).append((dispute, denying))
    return tuple(_quarrel(said, found, known) for said, found in together.items())


def _quarrel(said: tuple[str, ...], found: list[tuple[DisputeAnswer, list[str]]], known: Mapping[str, GroupAnswer]) -> Quarrel:
    denying = dict.fromkeys(id for _, ids in found for id in ids)
    best = max((known[id] for id in said), key=lambda group: (group.at_least, group.at_most, len(group.members)), default=None)
    return Quarrel(
        about=best.proposition if best else found[0][0].aspect,
        ids=tuple(dispute.id for dispute, _ in found),
        said=tuple(known[id] for id in said),
        denying=tuple(known[id] for id in denying),
    )


def unshown(group: GroupAnswer) -> tuple[MemberAnswer, ...]:
    """Return the members of a group that its first difference does not show on one of its sides."""
    shown = {member.claim for difference in group.differences[:1] for side in difference.sides for member in side.members}
    return tuple(member for member in group.members if member.claim not in shown)


def together(members: Iterable[MemberAnswer], sources: Sources) -> tuple[Told, ...]:
    """Return members, those that tell the same words on the same word as one line."""
    found = dict[tuple[str, ...], list[MemberAnswer]]()
    for member in members:
        found.setdefault((member.stance, plain(member.quote), sources.behind(member)), []).append(member)
    return tuple(Told(members=tuple(each)) for each in found.values())


def sides_of(difference: DifferenceAnswer, sources: Sources) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Return the sides of a difference: the value, and who gives it."""
    return tuple((plain(side.value), together(side.members, sources)) for side in difference.sides)


def _is_answered(group: GroupAnswer) -> bool:
    """Does a group say that something is not known that another document tells?"""
    return any(difference.slot == "known" for difference in group.differences)


def _dullness(group: GroupAnswer) -> int:
    """Return how late a claim of one document comes: unknowns, then what somebody is cited for, then what is dated."""
    if group.state == "not_known":
        return 0
    cited = bool(group.origins) or any(link.role != "outlet" for member in group.members for link in member.chain)
    return 1 + 2 * (not cited) + (not group.when)


def _is_worth_lines(resting: Resting) -> bool:
    return len({each.document for each in resting.found}) > 1 or any(each.how != "cites" for each in resting.found)


def _resting(dossier: Dossier) -> tuple[Resting, ...]:
    """Return who rests on whom, by what they rest on: what most documents rest on first."""
    found = dict[str, list[DependenceAnswer]]()
    for each in dossier.dependences:
        found.setdefault(each.on, []).append(each)
    lines = {line.id: line for group in dossier.groups for line in sorted(group.origins, key=lambda one: one.party_to_event)}
    ordered = sorted(found.items(), key=lambda pair: (-len({each.document for each in pair[1]}), pair[0]))
    return tuple(Resting(on=on, origin=lines.get(on), found=tuple(each)) for on, each in ordered)
