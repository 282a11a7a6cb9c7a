"""Make a judgement of the ids that a person names, and refuse what would mean nothing.

Ids change as a case grows and sayso learns; words do not. So a judgement holds words, and keeps ids for reading alone.
"""

from collections.abc import Callable, Iterable, Sequence

from sayso.model.base import make_id
from sayso.model.corpus import Entity, Judgement, Target
from sayso.model.document import Document
from sayso.model.errors import QuestionError, UnknownError
from sayso.model.facts import Mention
from sayso.query import targets
from sayso.query.evidence import Evidence
from sayso.query.questions import the_one
from sayso.store.rows import difference_id
from sayso.store.store import Case, Found, What

_REJECTED = "reject a claim, a group, a dispute, a difference, a mention or an entity of one document"


class Judge:
    """Makes judgements of one open case; `why` and `by` are what the person says, `made` is when."""

    def __init__(self, case: Case, *, why: str = "", by: str = "", made: str = "") -> None:
        self._case = case
        self._said = {"why": why, "by": by, "made": made}
        self._log = case.judgements()
        self._evidence = Evidence(case)

    def merge(self, ids: Sequence[str]) -> Judgement:
        """Return the judgement that entities are one; what speaks against that is named and does not forbid it."""
        found = list(dict.fromkeys(self._entity(id) for id in ids))
        if len(found) < 2:
            raise QuestionError("a merge takes two entities or more, and these are one", remedy="name another entity")
        against = dict.fromkeys(rule for other in found[1:] for rule in targets.rules_against(found[0], other))
        spoken = tuple(targets.entity_target(each, self._case.documents(each.documents)) for each in found)
        return self._made(Judgement(id="", kind="merge", of="entity", targets=spoken, against=tuple(against)))

    def split(self, id: str, parts: Iterable[str]) -> Judgement:
        """Return the judgement that an entity's mentions in these documents, or these mentions, are somebody else's."""
        entity = self._entity(id)
        documents = {document.id: document for document in self._case.documents(entity.documents)}
        inside, mentions = set[str](), list[tuple[Document, Mention]]()
        for part in parts:
            found = targets.chosen_mentions(entity, documents, part)
            if len(found) > 1:
                raise QuestionError(f"'{part}' could be {len(found)} mentions", remedy="give more of the id")
            if found:
                mentions.extend(found)
            else:
                inside |= self._inside(entity, part)
        mentions = [pair for pair in dict.fromkeys(mentions) if pair[1].entity not in inside]
        return self._made(Judgement(id="", kind="split", of="entity", targets=self._apart(entity, inside, mentions)))

    def reject(self, id: str) -> Judgement:
        """Return the judgement that something that sayso found is not so.

        That a mention is of its entity, that an entity of a document is one with others, that a claim is of its group, that a
        group's claims are one, a dispute, a difference.
        """
        if id.startswith("mention-"):
            return self._of_mention(id)
        found = self._difference(id) or self._named(id)
        makers: dict[str, Callable[[Found], Judgement]] = {
            "difference": self._of_difference,
            "claim": self._of_claim,
            "group": self._of_group,
            "dispute": self._of_dispute,
            "entity": self._of_entity,
        }
        if found.kind not in makers:
            raise QuestionError(f"{found.id} is a {found.kind}, which cannot be rejected", remedy=_REJECTED)
        return self._made(makers[found.kind](found))

    def undo(self, id: str) -> Judgement:
        """Return the judgement that an earlier one is taken back."""
        found = self._named(id, "judgement")
        judged = next(one for one in self._log if one.id == found.id)
        taken = next((one for one in self._log if one.undoes == judged.id and self._holds(one)), None)
        if taken is not None:
            raise QuestionError(f"{judged.id} is taken back already", remedy=f"`sayso undo` of {taken.id} lets it hold again")
        target = Target(id=judged.id, name=f"{judged.kind} {judged.of}")
        return self._made(Judgement(id="", kind="undo", of="judgement", targets=(target,), undoes=judged.id))

    def _holds(self, undo: Judgement) -> bool:
        return not any(one.undoes == undo.id and self._holds(one) for one in self._log)

    def _made(self, judgement: Judgement) -> Judgement:
        """Return a judgement with what the person said, and an id made of all that and its place in the log."""
        judged = judgement.replace(**self._said)
        named = [target.id for target in judged.targets]
        said = [judged.slot, judged.undoes, judged.why, judged.by]
        return judged.replace(id=make_id("judgement", len(self._log), judged.kind, judged.of, named, *said))

    def _named(self, id: str, *kinds: What) -> Found:
        found = the_one(self._case, id, *kinds)
        if found is None:
            sort = f"{kinds[0]} " if len(kinds) == 1 else ""
            raise UnknownError(f"nothing in {self._case.address} has the {sort}id {id}", remedy="copy it from what sayso prints")
        return found

    def _entity(self, id: str) -> Entity:
        """Return the entity of the case that an id means: its own, or that of a part of it inside a document."""
        found = self._named(id, "entity").id
        whole = self._case.wholes([found]).get(found, found)
        entity = next(iter(self._case.entities_at([whole])), None)
        if entity is None:
            raise UnknownError(f"{found} is no entity of {self._case.address}", remedy="copy an id from what sayso prints")
        return entity

    def _inside(self, entity: Entity, part: str) -> set[str]:
        """Return the entities inside documents that a document's id, or an entity's inside one, picks out of an entity."""
        found = self._named(part, "document", "entity")
        if found.kind == "entity" and found.id in entity.members:
            return {found.id}
        documents = self._case.documents([found.id] if found.kind == "document" else ())
        inside = {each.id for document in documents for each in document.entities if each.id in entity.members}
        if not inside:
            raise QuestionError(
                f"{entity.name} ({entity.id}) is not in {found.id}", remedy=f"`sayso why` {entity.id} shows where"
            )
        return inside

    def _apart(self, entity: Entity, inside: set[str], mentions: list[tuple[Document, Mention]]) -> tuple[Target, Target]:
        """Return what stays of an entity and what goes."""
        documents = tuple(self._case.documents(entity.documents))
        gone = {*inside, *(mention.id for _, mention in mentions)}
        stay = targets.entity_target(entity, documents, gone)
        if not stay.anchors:
            raise QuestionError(f"nothing would be left of {entity.name}", remedy="leave a document or a mention out")
        go = targets.entity_target(entity, documents, set(entity.members) - inside)
        single = targets.mention_target(entity, mentions)
        return stay, go.replace(anchors=(*go.anchors, *single.anchors))

    def _difference(self, start: str) -> Found | None:
        """Return the difference whose id begins so."""
        if not start.startswith("difference-"):
            return None
        ids = {difference_id(group.id, each) for group in self._case.groups() for each in group.differences}
        found = sorted(id for id in ids if id.startswith(start))
        if len(found) > 1 and start not in found:
            raise QuestionError(f"'{start}' could be {len(found)} differences", remedy="give more of the id")
        # A difference has no row of its own: `Found` carries its id to the maker of the judgement alone.
        return Found(kind="difference", id=start if start in found else found[0]) if found else None

    def _of_mention(self, start: str) -> Judgement:
        whole = self._case.entity_of()
        found = {
            mention.id: whole.get(mention.entity or "", "")
            for document in self._case.documents()
            for mention in document.mentions
            if mention.id.startswith(start)
        }
        chosen = [start] if start in found else list(found)
        if len(chosen) != 1 or not found[chosen[0]]:
            raise UnknownError(f"{len(chosen)} mentions of entities have the id {start}", remedy="copy one whole id")
        return self._made(self.split(found[chosen[0]], chosen).replace(kind="reject"))

    def _of_difference(self, found: Found) -> Judgement:
        chosen = next(
            each for group in self._case.groups() for each in group.differences if difference_id(group.id, each) == found.id
        )
        sides = targets.side_targets(self._evidence, chosen.sides)
        return Judgement(id="", kind="reject", of="difference", targets=sides, slot=chosen.slot)

    def _of_claim(self, found: Found) -> Judgement:
        group = next(one for one in self._case.groups() if any(member.claim == found.id for member in one.members))
        if len(group.members) < 2:
            raise QuestionError(f"{found.id} stands alone in its group", remedy="there is nothing to reject")
        return Judgement(id="", kind="reject", of="claim", targets=targets.claim_and_rest(self._evidence, group, found.id))

    def _of_group(self, found: Found) -> Judgement:
        group = next(one for one in self._case.groups() if one.id == found.id)
        if len(group.members) < 2:
            raise QuestionError(f"{found.id} holds one claim", remedy="there is nothing to reject")
        return Judgement(id="", kind="reject", of="group", targets=targets.member_targets(self._evidence, group))

    def _of_dispute(self, found: Found) -> Judgement:
        dispute = next(one for one in self._case.disputes() if one.id == found.id)
        return Judgement(id="", kind="reject", of="dispute", targets=targets.side_targets(self._evidence, dispute.sides))

    def _of_entity(self, found: Found) -> Judgement:
        if found.id not in self._case.wholes([found.id]):
            raise QuestionError(f"{found.id} is an entity of the case", remedy="`sayso split` takes documents out of it")
        apart = self._apart(self._entity(found.id), {found.id}, [])
        return Judgement(id="", kind="reject", of="entity", targets=apart)
