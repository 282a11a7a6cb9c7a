"""Let people's judgements have the last word on who is who: merges and splits, one after the other, in the order of the log.

They are found again by their words. One whose words are gone does nothing, and `sayso history` shows it as dangling.
"""

from collections import Counter
from collections.abc import Iterable

from sayso.kit.anchors import Anchoring, in_force
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.base import Place, Reason, make_id
from sayso.model.corpus import Corpus, Entity, Judgement


class _Parts:
    """The entities inside documents, by the entity of the case that each belongs to, while judgements are applied."""

    def __init__(self, corpus: Corpus) -> None:
        self.local = {entity.id: entity for document in corpus.documents for entity in document.entities}
        self.whole = {entity.id: entity for entity in corpus.entities}
        self.of = dict(corpus.entity_of)
        self.reasons: dict[str, list[Reason]] = {}

    def apply(self, judgement: Judgement, found: list[dict[str, Place]]) -> None:
        """Apply a merge or a split to what its targets' words mention now."""
        reason = Reason(rule=f"judgement: {judgement.kind}", note=_note(judgement))
        if judgement.kind == "merge":
            self._merge(found, reason)
        else:
            self._split(judgement, found[0], found[1], reason)

    def _merge(self, found: list[dict[str, Place]], reason: Reason) -> None:
        """Make one of all that the targets mention: the first target's entity."""
        wholes = list(dict.fromkeys(self.of[one] for places in found for one in places if one in self.of))
        if wholes:
            for one, whole in self.of.items():
                if whole in wholes:
                    self.of[one] = wholes[0]
            earlier = [each for whole in wholes for each in self.reasons.pop(whole, ())]
            self.reasons[wholes[0]] = [*earlier, reason.replace(spans=_some(found))]

    def _split(self, judgement: Judgement, stay: dict[str, Place], go: dict[str, Place], reason: Reason) -> None:
        """Take out of an entity what a person told apart from the rest of it."""
        homes = {self.of[one] for one in stay if one in self.of}
        gone = sorted(one for one in go if one not in stay and self.of.get(one) in homes)
        if not gone:
            for whole in sorted(homes | {self.of[one] for one in go if one in self.of}):
                self.reasons.setdefault(whole, []).append(reason.replace(spans=_some([stay, go])))
        else:
            new = make_id("entity", "apart", judgement.id)
            for home in sorted({self.of[one] for one in gone}):
                self.reasons.setdefault(home, []).append(reason.replace(spans=_some([stay, go])))
                self.whole.setdefault(new, self.whole[home])
            self.reasons[new] = [reason.replace(spans=_some([go, stay]))]
            self.of.update(dict.fromkeys(gone, new))

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities of the case, those that judgements changed made anew of their parts."""
        parts: dict[str, list[Entity]] = {}
        for one, whole in sorted(self.of.items()):
            parts.setdefault(whole, []).append(self.local[one])
        made = (self._entity(whole, inside) for whole, inside in parts.items())
        return tuple(sorted(made, key=lambda entity: entity.id))

    def _entity(self, id: str, parts: list[Entity]) -> Entity:
        entity, members = self.whole[id], tuple(part.id for part in parts)
        links = tuple(sorted({(word, self.of[to]) for part in parts for word, to in part.links if self.of.get(to, id) != id}))
        reasons = (*(entity.reasons if entity.id == id else ()), *self.reasons.get(id, ()))
        if entity.id == id and set(members) == set(entity.members):
            return entity.replace(links=links, reasons=reasons)
        names = tuple(sorted({name for part in parts for name in part.names}))
        called = Counter(part.name for part in parts)
        genders, countries = ({value for part in parts if (value := getattr(part, name))} for name in ("gender", "country"))
        return entity.replace(
            id=id,
            name=entity.name
            if entity.name in {*names, *called}
            else max(called, key=lambda name: (called[name], len(name), name)),
            names=names,
            members=members,
            documents=tuple(sorted({document for part in parts for document in part.documents})),
            gender=genders.pop() if len(genders) == 1 else "",
            country=countries.pop() if len(countries) == 1 else "",
            links=links,
            reasons=reasons,
        )


def _note(judgement: Judgement) -> str:
    """Return who decided that and why, as far as they said, and what spoke against it."""
    against = f"against {', '.join(judgement.against)}" if judgement.against else ""
    said = (judgement.why, f"by {judgement.by}" if judgement.by else "", against, judgement.id)
    return "; ".join(part for part in said if part)


def _some(found: Iterable[dict[str, Place]], most: int = 3) -> tuple[Place, ...]:
    """Return the first places of each target: enough to see what was meant."""
    return tuple(dict.fromkeys(place for places in found for place in list(places.values())[:most]))


@stage(
    "judged entities",
    reads=("documents", "entities", "entity_of", "judgements"),
    writes=("entities", "entity_of"),
    version=1,
    by_outline=True,
)
def judge_entities(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, its entities as people merged and split them."""
    judgements = [each for each in in_force(corpus.judgements) if each.of == "entity"]
    if not judgements:
        return corpus
    parts, anchoring = _Parts(corpus), Anchoring(corpus.documents)
    for judgement in judgements:
        if anchoring.is_attached(judgement):
            parts.apply(judgement, [anchoring.entities(target) for target in judgement.targets])
    return corpus.replace(entities=parts.entities(), entity_of=tuple(sorted(parts.of.items())))
