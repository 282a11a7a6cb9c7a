"""Where one article of a story gives a day more exactly than another: one kind of happening, somebody or something in common.

Less is asked than of values that part (`sameness`): that one day lies in the other's month is itself a sign that the two tell of
one happening. Nobody is contradicted by it.
"""

from collections.abc import Iterable, Iterator

from sayso.kit.calendar import extent, is_narrower, unqualified
from sayso.kit.event_kinds import are_near, event_kinds
from sayso.weigh.accounts import SAID, Account
from sayso.weigh.parting import Parting
from sayso.weigh.sameness import Match

LONGEST = 366
"""A date that spans more days than this is no date of a happening."""
THINGS = 3
"""Where nobody is known to take part in both, so many things must be named in both."""
NAMING = 2
"""Where one happening is only named in the other's clause, so many things must be named in both, somebody known among them."""
MOST_OF = 0.75
MOST = 40
"""So many dated claims of one kind are compared in a story."""
Found = tuple[Parting, Account, Account]


def finer_days(accounts: Iterable[Account]) -> Iterator[Found]:
    """Yield the happenings that one article dates more exactly than another, the more exact one first."""
    by_kind: dict[str, list[Account]] = {}
    for account in filter(_is_dated, accounts):
        for kind in {account.event.kind, *(mark[1:] for mark in account.marks if mark[0] == "!")}:
            by_kind.setdefault(kind, []).append(account)
    seen = set[tuple[str, str]]()
    for same in by_kind.values():
        for place, one in enumerate(same[:MOST]):
            for other in same[place + 1 : MOST]:
                key = (one.voice.claim.id, other.voice.claim.id)
                if one.voice.document.id != other.voice.document.id and key not in seen:
                    seen.add(key)
                    yield from _parting(one, other)


def _is_dated(account: Account) -> bool:
    event, stance = account.event, account.voice.claim.stance
    return event.when is not None and stance in SAID and event.lemma != "be" and extent(event.when) <= LONGEST


def _parting(one: Account, other: Account) -> Iterator[Found]:
    mine, theirs = one.event.when or "", other.event.when or ""
    if one.event.polarity != other.event.polarity or not (is_narrower(mine, theirs) or is_narrower(theirs, mine)):
        return
    if _is_one(Match(one, other)):
        fine, coarse = (one, other) if is_narrower(mine, theirs) else (other, one)
        values = (unqualified(fine.event.when or ""), unqualified(coarse.event.when or ""))
        yield Parting("date", "", values, "more_specific", "one-date-holds-the-other"), fine, coarse


def _is_one(match: Match) -> bool:
    """Do both tell of one happening, as far as two dates of which one holds the other need it?"""
    one, other = match.one, match.other
    kinds = {kind for kind, _, _ in match.relations.values()}
    things = [mark for mark in match.shared if mark[0] != "!" and mark != one.event.lemma]
    if "other" in kinds or one.is_vague or other.is_vague:
        return False
    if one.event.lemma == other.event.lemma or _are_near(one, other):
        if one.event.lemma != other.event.lemma:
            return any(kind == "same" for slot, (kind, _, _) in match.relations.items() if slot != "agent")
        return bool(kinds & {"same", "more_specific"}) or len(things) >= THINGS
    named = f"!{one.event.kind}" in other.marks or f"!{other.event.kind}" in one.marks
    return named and len(things) >= NAMING and match.share >= MOST_OF and any(mark[0] == "@" for mark in things)


def _are_near(one: Account, other: Account) -> bool:
    known = one.event.kind in event_kinds() and other.event.kind in event_kinds()
    return known and are_near(one.event.kind, other.event.kind)
