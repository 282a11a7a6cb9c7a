"""Whether two claims of two articles tell of one happening closely enough that what they give of it can be compared.

Nothing is assumed: the words for the happening must be of one kind, somebody or something that takes part must be the same, and
nobody in another slot may be somebody else. The slot that is compared is left out of the question.
"""

from collections.abc import Mapping

from sayso.kit.calendar import is_compatible
from sayso.kit.event_kinds import are_near, event_kinds
from sayso.kit.names import plain
from sayso.weigh.accounts import SURE, Account
from sayso.weigh.participants import Participant, Relation, relation

CORE = ("agent", "patient", "recipient", "attribute", "source", "against", "with")
"""The slots in which who or what takes part tells one happening from another."""
SHARE = 0.5
"""The two claims have at least this share of what the shorter speaks of in common."""
STRONG, WHOLE = 2, 0.75
"""Where only one who takes part is the same, so much of the shorter claim must be too before anything is contradicted."""
RANK: Mapping[Relation, int] = {"same": 3, "more_specific": 2, "unknown": 1, "other": 0}


class Match:
    """Two accounts side by side: how those relate who stand in the same slot of both."""

    def __init__(self, one: Account, other: Account) -> None:
        self.one, self.other = one, other
        self.shared = one.marks & other.marks
        self.relations: dict[str, tuple[Relation, Participant, Participant]] = {}
        for slot in CORE:
            mine, theirs = one.slots.get(slot, ()), other.slots.get(slot, ())
            if mine and theirs:
                pairs = [(relation(a, b), a, b) for a in mine for b in theirs]
                self.relations[slot] = max(pairs, key=lambda pair: RANK[pair[0]])

    @property
    def share(self) -> float:
        """How much of what the shorter claim speaks of the other speaks of too."""
        return len(self.shared) / max(1, min(len(self.one.marks), len(self.other.marks)))

    @property
    def is_one_text(self) -> bool:
        """Are both quoted, or in the same words? Then the two articles have one text, however each of them is read."""
        return (self.one.is_quoted and self.other.is_quoted) or self.has_one_wording

    @property
    def has_one_wording(self) -> bool:
        """Are both in the same words?"""
        texts = [plain(each.voice.claim.span.cut(each.voice.document.text)) for each in (self.one, self.other)]
        return texts[0] == texts[1]

    def is_comparable(self, *, but: str = "") -> bool:
        """Do both tell of one happening, whatever stands in the slot `but`?"""
        same = self.same_slots(but)
        close = self.share >= SHARE or (but != "" and len(same) > 1)
        dates = but == "date" or is_compatible(self.one.event.when, self.other.event.when)
        return bool(same) and close and dates and self._same_kind()

    def may_be_one(self) -> bool:
        """May a denial be of what is said: is somebody the same, nobody somebody else, and what is done told by its name?"""
        kinds = {slot: kind for slot, (kind, _, _) in self.relations.items()}
        told = all(each.is_light or not each.is_vague or each.event.kind == "deny" for each in (self.one, self.other))
        denies = "deny" in {self.one.event.kind, self.other.event.kind}
        light = self.one.is_light or self.other.is_light
        named = "agent" in self.relations and {part.form for part in self.relations["agent"][1:]} == {"name"}
        same_doer = kinds.get("agent", "same") == "same" or (denies and not light and not named)
        return told and same_doer and "other" not in kinds.values() and bool({"same", "more_specific"} & set(kinds.values()))

    def _same_kind(self) -> bool:
        one, other = self.one.event, self.other.event
        same_word = one.lemma == other.lemma and one.lemma != "be"
        known = one.kind in event_kinds() and other.kind in event_kinds()
        if not same_word and not (known and are_near(one.kind, other.kind)):
            return False
        if not (self.one.is_vague or self.other.is_vague):
            return True
        vague = [each for each in (self.one, self.other) if each.is_vague]
        return all(each.is_light for each in vague) and "patient" in self.relations and self.relations["patient"][0] == "same"

    def same_slots(self, but: str = "") -> list[str]:
        """Return the slots in which the same stand; none where somebody else stands in another slot, or too much is unclear."""
        found = {slot: kind for slot, (kind, _, _) in self.relations.items() if slot != but}
        same = [slot for slot, kind in found.items() if kind == "same"]
        if but in self.relations and self._is_one_kind_of_thing(but):
            same.append(but)
        unclear = sum(kind == "unknown" and "pronoun" not in {a.form, b.form} for kind, a, b in self._beside(but))
        fits = "other" not in found.values() and unclear < len(same) and self._is_telling(same)
        return same if fits else []

    def _beside(self, but: str) -> list[tuple[Relation, Participant, Participant]]:
        return [found for slot, found in self.relations.items() if slot != but]

    def _is_one_kind_of_thing(self, slot: str) -> bool:
        """Are they two things of one kind, told apart by what describes them alone: a Kestrian and a Marovian car?"""
        _, mine, theirs = self.relations[slot]
        return mine.form == theirs.form == "nominal" and bool(mine.marks & theirs.marks)

    def _is_telling(self, same: list[str]) -> bool:
        """Is more the same than the doer of many things? Where it is he alone, the word for what is done must be the same too."""
        if same != ["agent"] or "patient" in self.relations:
            return True
        return self.one.event.lemma == self.other.event.lemma or self.one.event.kind == self.other.event.kind in event_kinds()

    @property
    def is_strong(self) -> bool:
        """Is so much the same that values which exclude each other contradict each other?"""
        return len(self.same_slots()) > 1 or (len(self.shared) >= STRONG and self.share >= WHOLE)

    @property
    def is_sure(self) -> bool:
        """Is it strong, and does nobody hedge or deny?"""
        return self.is_strong and {self.one.voice.claim.stance, self.other.voice.claim.stance} <= SURE
