"""Take back the disputes and differences that a person rejected, and give their groups the state that is left."""

from sayso.kit.anchors import Anchoring, in_force
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import ClaimGroup, Corpus, Difference, Dispute, Judgement
from sayso.weigh.corroborate import state_of

Sides = list[dict[str, Place]]


class _Rejections:
    """The rejections of a corpus that speak of disputes and differences."""

    def __init__(self, corpus: Corpus) -> None:
        anchoring = Anchoring(corpus.documents)
        judgements = [each for each in in_force(corpus.judgements) if each.of in {"dispute", "difference"}]
        self._found: list[tuple[Judgement, Sides]] = [
            (judgement, [anchoring.claims(target) for target in judgement.targets])
            for judgement in judgements
            if anchoring.is_attached(judgement)
        ]
        self.reasons: dict[str, list[Reason]] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def left_of(self, dispute: Dispute, groups: dict[str, ClaimGroup]) -> Dispute | None:
        """Return a dispute without the groups that a person said are not what is denied; None if no group is left."""
        denial, *said = dispute.groups
        for judgement, (denied, asserted, *_) in self._of("dispute"):
            if _claims(groups[denial]) & denied.keys():
                gone = [group for group in said if _claims(groups[group]) & asserted.keys()]
                said = [group for group in said if group not in gone]
                self._note(judgement, (denied, asserted), [denial, *gone] if gone else [])
        if len(said) == len(dispute.groups) - 1:
            return dispute
        left = {claim for group in said for claim in _claims(groups[group])}
        members = tuple(member for member in dispute.sides[1].members if member[1] in left)
        sides = (dispute.sides[0], dispute.sides[1].replace(members=members))
        return dispute.replace(id=make_id("dispute", denial, *said), groups=(denial, *said), sides=sides) if said else None

    def holds(self, difference: Difference, group: str) -> bool:
        """Does nobody reject a difference of a group: the same slot, its claims on two sides?"""
        for judgement, found in self._of("difference"):
            sides = [{claim for _, claim in side.members} for side in difference.sides]
            met = {place for place, side in enumerate(sides) for each in found if side & each.keys()}
            apart = all(any(side & each.keys() for side in sides) for each in found)
            if judgement.slot == difference.slot and len(met) > 1 and apart:
                self._note(judgement, found, [group])
                return False
        return True

    def _of(self, sort: str) -> list[tuple[Judgement, Sides]]:
        return [(judgement, found) for judgement, found in self._found if judgement.of == sort]

    def _note(self, judgement: Judgement, found: Sides | tuple[dict[str, Place], ...], groups: list[str]) -> None:
        said = (judgement.why, f"by {judgement.by}" if judgement.by else "", judgement.id)
        places = tuple(place for each in found for place in list(each.values())[:2])
        note = f"{judgement.of}: " + "; ".join(part for part in said if part)
        for group in groups:
            self.reasons.setdefault(group, []).append(Reason(rule="judgement: reject", weight=0.0, note=note, spans=places))


def _claims(group: ClaimGroup) -> set[str]:
    return {member.claim for member in group.members}


@stage(
    "judged disputes",
    reads=("documents", "groups", "disputes", "judgements"),
    writes=("groups", "disputes"),
    version=2,
    by_story=True,
)
def judge_disputes(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus without the disputes and differences that people rejected."""
    rejections = _Rejections(corpus)
    if not rejections:
        return corpus
    known = {group.id: group for group in corpus.groups}
    kept = tuple(left for dispute in corpus.disputes if (left := rejections.left_of(dispute, known)))
    disputed = {group for dispute in kept for group in dispute.groups}
    stances = {claim.id: claim.stance for document in corpus.documents for claim in document.claims}
    groups = list[ClaimGroup]()
    for group in corpus.groups:
        found = tuple(difference for difference in group.differences if rejections.holds(difference, group.id))
        if group.id in rejections.reasons:
            state = state_of(group, {stances[claim] for claim in _claims(group)}, found, group.id in disputed)
            reasons = (*group.reasons, *rejections.reasons[group.id])
            group = group.replace(differences=found, state=state, reasons=reasons)
        groups.append(group)
    return corpus.replace(groups=tuple(groups), disputes=tuple(sorted(kept, key=lambda dispute: dispute.id)))
