"""Gather where the members of a claim group part, slot by slot, from the pairs of them that can be compared.

Members that say the same in every slot stand for each other, so that a large group costs little more than a small one.
"""

from collections.abc import Iterable, Iterator

from sayso.kit.concepts import Naming
from sayso.model.base import Reason
from sayso.model.corpus import Difference, Side, Verdict
from sayso.weigh.accounts import SURE, Account, Reader, Voice
from sayso.weigh.parting import Parting
from sayso.weigh.partings import partings

__all__ = ["SURE", "Voice", "differences"]

MOST = 40
"""So many members of a group that differ in what they say are compared with each other."""
RANK: dict[Verdict, int] = {"contradicted": 0, "differs": 1, "updated": 2, "more_specific": 3, "compatible": 4}
Pair = tuple[Parting, Account, Account]


def differences(voices: list[Voice], naming: Naming) -> tuple[Difference, ...]:
    """Return where the members of a group differ, slot by slot."""
    return parted(voices, Reader(naming))


def parted(voices: Iterable[Voice], reader: Reader) -> tuple[Difference, ...]:
    """Return where voices differ, as a reader lays them out."""
    alike: dict[object, list[Account]] = {}
    for voice in voices:
        account = reader.account(voice)
        alike.setdefault(_signature(account), []).append(account)
    leading = [accounts[0] for accounts in alike.values()][:MOST]
    found: dict[tuple[str, str], list[Pair]] = {}
    for place, one in enumerate(leading):
        for other in leading[place + 1 :]:
            if one.voice.document.id != other.voice.document.id:
                for parting in partings(one, other):
                    found.setdefault((parting.slot, parting.about), []).append((parting, one, other))
    followers = {accounts[0].voice.claim.id: accounts for accounts in alike.values()}
    return tuple(made for key in sorted(found) for made in _made(found[key], followers))


def gathered(pairs: Iterable[Pair]) -> tuple[Difference, ...]:
    """Return the differences that pairs of claims make which need be in no group together."""
    found: dict[tuple[str, str], list[Pair]] = {}
    followers: dict[str, list[Account]] = {}
    for parting, one, other in pairs:
        found.setdefault((parting.slot, parting.about), []).append((parting, one, other))
        followers |= {account.voice.claim.id: [account] for account in (one, other)}
    return tuple(made for key in sorted(found) for made in _made(found[key], followers))


def _signature(account: Account) -> tuple[object, ...]:
    """Return all that a comparison looks at, and the document: what is the same in it is compared once."""
    voice = account.voice
    counts = tuple(sorted((count.slot, count.unit, count.written) for count in account.counts))
    slots = tuple((slot, tuple(one.words for one in parts)) for slot, parts in sorted(account.slots.items()))
    told = (voice.claim.stance, voice.claim.certainty, voice.event.when, voice.event.lemma, voice.event.polarity)
    return (voice.document.id, told, counts, slots, account.marks)


def _made(pairs: list[Pair], followers: dict[str, list[Account]]) -> Iterator[Difference]:
    """Yield the difference that the weightiest of the pairs make, unless a document stands on two sides of it."""
    best = min((parting for parting, _, _ in pairs), key=lambda parting: RANK[parting.verdict])
    sides: dict[str, list[Voice]] = {}
    for parting, one, other in pairs:
        if parting.verdict == best.verdict:
            for value, account in zip(parting.values, (one, other), strict=True):
                sides.setdefault(value, []).extend(each.voice for each in followers[account.voice.claim.id])
    if not _across(sides):
        return
    made = tuple(
        Side(value=value, members=tuple(sorted({voice.key for voice in voices}))) for value, voices in sorted(sides.items())
    )
    spans = tuple(voices[0].place for _, voices in sorted(sides.items()))
    yield Difference(
        slot=best.slot,
        sides=made,
        verdict=best.verdict,
        rule=best.rule,
        reasons=(Reason(rule=best.rule, weight=0.0, spans=spans),),
    )


def _across(sides: dict[str, list[Voice]]) -> bool:
    """Do the sides stand in different documents, none of which gives two values itself?"""
    holders = [{voice.document.id for voice in voices} for voices in sides.values()]
    return len(holders) > 1 and sum(map(len, holders)) == len(set().union(*holders))
