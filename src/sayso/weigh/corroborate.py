"""Give each claim group its state, and find what one side says and another denies."""

from collections import Counter
from itertools import combinations

from sayso.kit.concepts import Naming, concepts, themes_of
from sayso.kit.config import Config
from sayso.kit.event_kinds import are_near
from sayso.kit.registry import stage
from sayso.model.base import Reason, make_id
from sayso.model.corpus import ClaimGroup, Corpus, Difference, Dispute, Side, State
from sayso.weigh.accounts import Reader, Voice
from sayso.weigh.differences import Pair, gathered, parted
from sayso.weigh.finer import finer_days
from sayso.weigh.meetings import voices_of
from sayso.weigh.odds import are_at_odds
from sayso.weigh.sameness import Match
from sayso.weigh.stances import names_deed
from sayso.weigh.tallies import coarser_numbers

SAID = frozenset({"asserted", "reported", "hedged"})
TOLD = SAID | {"denied"}
SURE_SHARE = 0.75
"""The same where the denial does not say what the thing was done to."""
DENIED_SHARE = 0.5
"""From this share of what a denial speaks of on, a group is what it denies."""


def state_of(
    group: ClaimGroup, stances: set[str], found: tuple[Difference, ...], disputed: bool, is_told_alike: bool = True
) -> State:
    """Return the one state of a group: the first that applies.

    `is_told_alike` says whether two articles at least tell of one happening as strictly as their values would be compared.
    """
    verdicts = {difference.verdict for difference in found}
    if stances == {"not_known"}:
        return "not_known"
    if "contradicted" in verdicts:
        return "contradicted"
    if disputed:
        return "disputed"
    if "updated" in verdicts:
        return "updated"
    if "differs" in verdicts:
        return "differs"
    if group.at_least >= 2 and is_told_alike:
        return "corroborated"
    return "single_origin" if group.at_most == 1 else "undetermined"


class _Weigher:
    """Compares and judges the groups of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.naming = Naming.of(corpus)
        self.reader = Reader(self.naming)
        self.voices = voices_of(corpus)
        self.marks: dict[str, frozenset[str]] = {}

    def of(self, group: ClaimGroup) -> list[Voice]:
        """Return the members of a group with what they say."""
        return [self.voices[member.claim] for member in group.members]

    def disputes(self, groups: list[ClaimGroup]) -> list[Dispute]:
        """Return the disputes of a story: what is denied or said not to be, and the groups that say it is."""
        denied = [group for group in groups if self._denial(group)]
        said = [group for group in groups if not self._denial(group) and {v.claim.stance for v in self.of(group)} <= SAID]
        found, holders = list[Dispute](), self._holders(said)
        for denial in denied:
            near = {at for voice in self.of(denial) for at in self._sharing(voice, holders)}
            pairs = {at: both for at in sorted(near) if (both := self._denied_in(denial, said[at]))}
            if pairs:
                met = {voice.claim.id for each in pairs.values() for pair in each for voice in pair}
                found.append(self._dispute(denial, [said[at] for at in pairs], met))
        return found

    def is_told_alike(self, group: ClaimGroup) -> bool:
        """Do two members in two articles, of two origins, tell of one happening: comparable, or in the same words?"""
        origins = {member.claim: frozenset(member.origins) for member in group.members if member.origins}
        told = (voice for voice in self.of(group) if voice.claim.id in origins and voice.claim.stance in TOLD)
        accounts = [self.reader.account(voice) for voice in told]
        pairs = (
            Match(one, other)
            for one, other in combinations(accounts, 2)
            if one.voice.document.id != other.voice.document.id
            and not origins[one.voice.claim.id] & origins[other.voice.claim.id]
        )
        return any(match.is_comparable() or match.has_one_wording for match in pairs)

    def exacter(self, groups: list[ClaimGroup]) -> dict[str, tuple[Difference, ...]]:
        """Return what the claims of each group give more exactly than articles of the story that say other things of it."""
        holder = {member.claim: group.id for group in groups for member in group.members}
        voices = [voice for group in groups for voice in self.of(group)]
        if len({voice.document.id for voice in voices}) < 2:
            return {}
        dated = (self.reader.account(voice) for voice in voices if voice.event.when is not None)
        account, found = self.reader.account, dict[str, list[Pair]]()
        numbers = ((parting, account(fine), account(coarse)) for parting, fine, coarse in coarser_numbers(voices))
        for parting, fine, coarse in (*finer_days(dated), *numbers):
            found.setdefault(holder[fine.voice.claim.id], []).append((parting, fine, coarse))
        return {group: gathered(pairs) for group, pairs in found.items()}

    def _holders(self, said: list[ClaimGroup]) -> dict[str, list[int]]:
        """Return the groups that speak of each thing, by their numbers."""
        holders: dict[str, list[int]] = {}
        for number, group in enumerate(said):
            for mark in {mark for voice in self.of(group) for mark in self._marks(voice) if mark[0] != "!"}:
                holders.setdefault(mark, []).append(number)
        return holders

    def _sharing(self, voice: Voice, holders: dict[str, list[int]]) -> set[int]:
        """Return the groups that have enough in common with a denial to be what it denies."""
        mine = [mark for mark in self._marks(voice) if mark[0] != "!"]
        counts = Counter(number for mark in mine for number in holders.get(mark, ()))
        return {number for number, count in counts.items() if count >= max(2, DENIED_SHARE * len(mine))}

    def _denial(self, group: ClaimGroup) -> bool:
        """Does a group deny, or say with an attribution that something is not so?"""
        voices = self.of(group)
        if {voice.claim.stance for voice in voices} == {"denied"}:
            return True
        return all(voice.event.polarity == "-" and voice.claim.stance == "reported" for voice in voices)

    def _denied_in(self, denial: ClaimGroup, group: ClaimGroup) -> list[tuple[Voice, Voice]]:
        """Return which claims of a group are what is denied: a near kind of happening, done to the same, in much its words."""
        return [(voice, other) for voice in self.of(denial) for other in self.of(group) if self._is_denied(voice, other)]

    def _is_denied(self, voice: Voice, other: Voice) -> bool:
        mine = {mark for mark in self._marks(voice) if mark[0] != "!"}
        shared = mine & self._marks(other)
        if other.event.polarity != "+" or len(shared) < max(2, DENIED_SHARE * len(mine)) or not self._is_named(voice, other):
            return False
        match = Match(self.reader.account(voice), self.reader.account(other))
        if not match.may_be_one() or not are_at_odds(match):
            return False
        themes = themes_of(voice.event)
        return bool(themes & themes_of(other.event)) if themes else len(shared) >= SURE_SHARE * len(mine)

    def _is_named(self, voice: Voice, other: Voice) -> bool:
        """Does a denial, or a claim that something is not so, speak of what the other tells?"""
        if voice.claim.stance != "denied":
            match = Match(self.reader.account(voice), self.reader.account(other))
            same_doer = "agent" in match.relations and match.relations["agent"][0] == "same"
            return same_doer and (voice.event.lemma == other.event.lemma or are_near(voice.event.kind, other.event.kind))
        near = are_near(voice.event.kind, other.event.kind)
        return near or names_deed(self.reader.account(voice), self.reader.account(other))

    def _marks(self, voice: Voice) -> frozenset[str]:
        """Return what a claim speaks of, found once."""
        if voice.claim.id not in self.marks:
            self.marks[voice.claim.id] = concepts(voice.event, self.naming)
        return self.marks[voice.claim.id]

    def _saying(self, groups: list[ClaimGroup], met: set[str]) -> tuple[tuple[str, str], ...]:
        """Return the members of groups that meet a claim of the other side, or tell of the same deed in much the same words."""
        voices = [voice for group in groups for voice in self.of(group)]
        firm = [voice for voice in voices if voice.claim.id in met]
        kept = (voice for voice in voices if voice in firm or any(self._is_like(voice, one) for one in firm))
        return tuple((voice.document.id, voice.claim.id) for voice in kept)

    def _is_like(self, voice: Voice, other: Voice) -> bool:
        """Do two tell of the same deed? That both deny something is not enough: what they deny is another matter."""
        if voice.event.lemma != other.event.lemma or voice.event.kind == "deny":
            return False
        return Match(self.reader.account(voice), self.reader.account(other)).share >= DENIED_SHARE

    def _dispute(self, denial: ClaimGroup, matching: list[ClaimGroup], met: set[str]) -> Dispute:
        """Return a dispute whose sides hold the claims that meet and those that say the same, not all of their groups."""
        denied, said = (self._saying(groups, met) for groups in ([denial], matching))
        sides = (Side(value="denied", members=denied), Side(value="said", members=said))
        spans = tuple(self.voices[claim].place for _, claim in (*sides[0].members[:2], *sides[1].members[:2]))
        return Dispute(
            id=make_id("dispute", denial.id, *sorted(group.id for group in matching)),
            story=denial.story,
            groups=(denial.id, *sorted(group.id for group in matching)),
            aspect="stance",
            sides=sides,
            rule="denied-by-one-said-by-another",
            reasons=(Reason(rule="denied-by-one-said-by-another", spans=spans),),
        )


@stage("corroborate", reads=("documents", "groups", "entity_of"), writes=("groups", "disputes"), version=5, by_story=True)
def corroborate(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, its groups with differences and states, and its disputes."""
    weigher = _Weigher(corpus)
    stories: dict[str, list[ClaimGroup]] = {}
    for group in corpus.groups:
        stories.setdefault(group.story, []).append(group)
    disputes = [dispute for groups in stories.values() for dispute in weigher.disputes(groups)]
    disputed = {group for dispute in disputes for group in dispute.groups}
    exacter = {group: found for own in stories.values() for group, found in weigher.exacter(own).items()}
    weighed = list[ClaimGroup]()
    for group in corpus.groups:
        voices = weigher.of(group)
        found = parted(voices, weigher.reader) if len({voice.document.id for voice in voices}) > 1 else ()
        told = {difference.slot for difference in found}
        found = (*found, *(each for each in exacter.get(group.id, ()) if each.slot not in told), *group.differences)
        alike = group.at_least < 2 or weigher.is_told_alike(group)
        state = state_of(group, {voice.claim.stance for voice in voices}, found, group.id in disputed, alike)
        weighed.append(group.replace(differences=found, state=state))
    return corpus.replace(groups=tuple(weighed), disputes=tuple(sorted(disputes, key=lambda dispute: dispute.id)))
