"""Keep claims apart that a person said do not belong together: a member of a group, or all members of one."""

from sayso.kit.anchors import Anchoring, in_force
from sayso.model.base import Place, Reason
from sayso.model.corpus import Corpus, Judgement

Part = tuple[frozenset[str], tuple[Reason, ...]]


class Parting:
    """The rejections of a corpus that speak of the members of groups."""

    def __init__(self, corpus: Corpus) -> None:
        anchoring = Anchoring(corpus.documents)
        judgements = [each for each in in_force(corpus.judgements) if each.of in {"claim", "group"}]
        self._found = [
            (judgement, [anchoring.claims(target) for target in judgement.targets])
            for judgement in judgements
            if anchoring.is_attached(judgement)
        ]

    def parts(self, claims: frozenset[str]) -> list[Part]:
        """Return a group's claims as the groups that people left of it, each with the reasons for that."""
        kept, alone, reasons = claims, list[Part](), list[Reason]()
        for judgement, found in self._found:
            gone = _rejected(judgement, found, kept)
            if gone:
                why = _reason(judgement, found)
                alone.extend((frozenset({claim}), (why,)) for claim in sorted(gone))
                reasons.append(why)
                kept -= gone
        return [(kept, tuple(reasons)), *alone] if kept else alone


def _rejected(judgement: Judgement, found: list[dict[str, Place]], claims: frozenset[str]) -> frozenset[str]:
    """Return the claims of a group that a judgement tells apart from others of that group."""
    if judgement.of == "claim":
        return claims & found[0].keys() if claims & found[1].keys() else frozenset()
    named = claims & {claim for places in found for claim in places}
    return named if len(named) > 1 else frozenset()


def _reason(judgement: Judgement, found: list[dict[str, Place]]) -> Reason:
    said = (judgement.why, f"by {judgement.by}" if judgement.by else "", judgement.id)
    places = tuple(place for each in found for place in list(each.values())[:3])
    return Reason(rule="judgement: reject", note="; ".join(part for part in said if part), weight=0.0, spans=places[:6])
