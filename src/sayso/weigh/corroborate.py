"""Give each claim group its state, and find what one side says and another denies."""

from sayso.kit.concepts import Naming, concepts
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.vocabulary import are_near
from sayso.model.base import Reason, make_id
from sayso.model.corpus import ClaimGroup, Corpus, Difference, Dispute, Side, State
from sayso.weigh.differences import Voice, differences

SAID = frozenset({"asserted", "reported", "hedged"})
SILENT_MARKS = frozenset({"!deny", "!say", "!charge", "!confirm", "!disclose"})
DENIED_SHARE = 0.5
"""From this share of what a denial speaks of on, a group is what it denies."""


def state_of(group: ClaimGroup, stances: set[str], found: tuple[Difference, ...], disputed: bool) -> State:
    """Return the one state of a group: the first that applies."""
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
    if group.at_least >= 2:
        return "corroborated"
    return "single_origin" if group.at_most == 1 else "undetermined"


class _Weigher:
    """Compares and judges the groups of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.naming = Naming.of(corpus)
        self.voices: dict[str, Voice] = {}
        for document in corpus.documents:
            events = {event.id: event for event in document.events}
            for claim in document.claims:
                if claim.event in events:
                    self.voices[claim.id] = Voice(document=document, claim=claim, event=events[claim.event])

    def of(self, group: ClaimGroup) -> list[Voice]:
        """Return the members of a group with what they say."""
        return [self.voices[member.claim] for member in group.members]

    def disputes(self, groups: list[ClaimGroup]) -> list[Dispute]:
        """Return the disputes of a story: what is denied, and the groups that say it."""
        denied = [group for group in groups if {voice.claim.stance for voice in self.of(group)} == {"denied"}]
        said = [group for group in groups if {voice.claim.stance for voice in self.of(group)} <= SAID]
        if not denied or not said:
            return []
        found = list[Dispute]()
        for denial in denied:
            matching = [group for group in said if self._denies(denial, group)]
            if matching:
                found.append(self._dispute(denial, matching))
        return found

    def _denies(self, denial: ClaimGroup, group: ClaimGroup) -> bool:
        """Is this group what is denied: a near kind of happening, and most of the denial's own words in it?"""
        for voice in self.of(denial):
            mine = concepts(voice.event, self.naming) - SILENT_MARKS
            for other in self.of(group):
                theirs = concepts(other.event, self.naming) - SILENT_MARKS
                shared = {mark for mark in mine & theirs if mark[0] != "!"}
                near = are_near(voice.event.kind, other.event.kind)
                things = any(mark[0] != "@" for mark in shared)
                own = [mark for mark in mine if mark[0] != "!"]
                if near and things and len(shared) >= 2 and len(shared) >= DENIED_SHARE * len(own):
                    return True
        return False

    def _dispute(self, denial: ClaimGroup, matching: list[ClaimGroup]) -> Dispute:
        members = tuple((member.document, member.claim) for group in matching for member in group.members)
        sides = (
            Side(value="denied", members=tuple((member.document, member.claim) for member in denial.members)),
            Side(value="said", members=members),
        )
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


@stage("corroborate", reads=("documents", "groups", "entity_of"), writes=("groups", "disputes"), version=1)
def corroborate(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, its groups with differences and states, and its disputes."""
    weigher = _Weigher(corpus)
    stories: dict[str, list[ClaimGroup]] = {}
    for group in corpus.groups:
        stories.setdefault(group.story, []).append(group)
    disputes = [dispute for groups in stories.values() for dispute in weigher.disputes(groups)]
    disputed = {group for dispute in disputes for group in dispute.groups}
    weighed = list[ClaimGroup]()
    for group in corpus.groups:
        voices = weigher.of(group)
        found = differences(voices, weigher.naming) if len({voice.document.id for voice in voices}) > 1 else ()
        state = state_of(group, {voice.claim.stance for voice in voices}, found, group.id in disputed)
        weighed.append(group.replace(differences=found, state=state))
    return corpus.replace(groups=tuple(weighed), disputes=tuple(sorted(disputes, key=lambda dispute: dispute.id)))
