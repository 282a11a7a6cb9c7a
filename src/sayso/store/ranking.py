"""What groups and entities are listed by: kept as columns, so that one page of a long list is found without reading the list."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from sayso.kit.detaching import Detaching
from sayso.model.corpus import ClaimGroup, Dispute, Entity, Judgement, State
from sayso.model.document import Document

Columns = dict[str, Any]
Told = tuple[str | None, int, str]
"""The day of publication of the document of a claim, where the claim begins, and its stance."""

_INTEREST = {state: rank for rank, state in enumerate(get_args(State))}
_LAST = "9999"
_MOST = 9999
_LONGEST = 100
"""How much of a document's id counts: an index holds no line of any length."""


def standing(at_least: int, at_most: int, state: State, places: Iterable[tuple[str | None, str, int]]) -> str:
    """Return the place of a group among others, as text in whose order they are listed.

    The most supported stand first, then those of the most telling state, then as their articles tell them: `places` are the
    day, the id and the offset of each telling.

    >>> standing(2, 3, "disputed", [("2024-05-06", "doc-2c", 12)]) < standing(1, 9, "disputed", [])
    True
    """
    day, document, start = min(((day or _LAST, document, start) for day, document, start in places), default=(_LAST, "", 0))
    support = "".join(f"{_MOST - min(many, _MOST):04}" for many in (at_least, at_most))
    return f"{support}{_INTEREST[state]}{day} {document[:_LONGEST]} {start:010}"


class Listing:
    """What the groups and entities of a case are listed by, from its documents."""

    def __init__(self, documents: Iterable[Document], whole: Mapping[str, str], judgements: Iterable[Judgement]) -> None:
        apart, self.claims = Detaching(judgements), dict[str, Told]()
        self._mentions, self._named = Counter[str](), set[str]()
        for document in map(apart.of, documents):
            self.claims |= {claim.id: (document.published, claim.span.start, claim.stance) for claim in document.claims}
            for mention in document.mentions:
                entity = whole.get(mention.entity, mention.entity) if mention.entity else None
                if entity:
                    self._mentions[entity] += 1
                    self._named.update({entity} if mention.form == "name" else ())

    def of_entity(self, entity: Entity) -> Columns:
        """Return how many articles speak of an entity, how often, and whether one of them gives it a name."""
        return {
            "articles": len(entity.documents),
            "mentions": self._mentions[entity.id],
            "named": entity.id in self._named,
        }


def of_group(group: ClaimGroup, claims: Mapping[str, Told], fought: frozenset[str]) -> Columns:
    """Return the place of a group, the stances of its claims, and whether it is fought over: as those in disputes are."""
    told = [(member.document, *claims[member.claim]) for member in group.members if member.claim in claims]
    places = ((published, document, start) for document, published, start, _ in told)
    return {
        "fought": group.state in {"contradicted", "disputed"} or group.id in fought,
        "stances": " ".join(sorted({stance for *_, stance in told})),
        "standing": standing(group.at_least, group.at_most, group.state, places),
    }


def fought_over(disputes: Iterable[Dispute]) -> frozenset[str]:
    """Return the groups that stand in disputes."""
    return frozenset(group for dispute in disputes for group in dispute.groups)
