"""Who does what to whom in an event, in slots that two reports of one happening share: giver, taker, thing, place.

"Kestria received a hospital from Marovia" and "Marovia gave Kestria a hospital" fill the same slots with the same marks.
"""

from collections.abc import Iterable

from sayso.kit.concepts import Naming, marks_of
from sayso.kit.event_kinds import event_kinds
from sayso.kit.names import plain
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.facts import Event, Role

GIVING = frozenset({"give", "deliver", "transfer"})
TAKING = frozenset({"receive", "import"})
"""Kinds of happenings whose doer is the one who is given."""
MOVING = frozenset({"travel", "arrive", "depart", "return"})
TOGETHER = frozenset({"meet", "talk"})
"""Kinds of happenings in which all take the same part."""
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
EMPTY = frozenset(
    {"it", "they", "them", "he", "she", "him", "her", "that", "which", "who", "this", "himself", "herself", "itself"}
)
_SLOT_IN_TRANSFER = {"beneficiary": "taker", "recipient": "taker", "source": "giver", "patient": "thing"}
_SLOT_IN_MOVE = {"patient": "goal", "recipient": "goal", "place": "goal", "agent": "doer", "source": "from"}
_SLOT = {"agent": "doer", "patient": "thing", "recipient": "taker", "place": "place", "source": "from", "with": "with"}


class Filler(Record, frozen=True, kw_only=True):
    """What fills a slot: who it is where a name or a resolved description tells, what it is called, and names in its words.

    `inside` holds the marks and the words of those names. `bare` is that the words have no article and no number: stuff or things
    at large, not one thing that is meant.
    """

    role: Role
    words: str
    who: str = ""
    what: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    is_person: bool = False
    bare: bool = False


Parties = dict[str, list[Filler]]


def parties_of(document: Document, event: Event, naming: Naming) -> Parties:
    """Return what fills each slot of an event; pronouns that mean nobody known are left out."""
    found: Parties = {}
    for role in _roles(event, document):
        filler = _filler(document, role, naming)
        if filler is not None and any(one.head == role.head for one in document.quantities):
            measured = {mark for part in event.roles if _is_measured(role, part) for mark in marks_of(part.lemma)}
            filler = filler.replace(what=filler.what | measured)
        if filler is not None:
            found.setdefault(_slot(event, role, filler), []).append(filler)
    return found


def _is_measured(amount: Role, part: Role) -> bool:
    """Is a part the stuff that an amount is of ("4,000 tonnes | of copper")?"""
    return part.role == "theme" and part != amount and amount.span.holds(part.span) and part.entity is None


def is_transfer(kind: str) -> bool:
    """Does something change hands in happenings of this kind?"""
    return kind in GIVING | TAKING


def is_negative(document: Document, event: Event) -> bool:
    """Is it told not to be so: by its verb, or by a "nobody" or a "no copper" in it?"""
    nobody = any(
        role.role in {"agent", "patient"}
        and (role.lemma in NOBODY or role.span.cut(document.text).lower().startswith(("no ", "no one", "not ")))
        for role in event.roles
    )
    return nobody or event.polarity == "-"


def _roles(event: Event, document: Document) -> list[Role]:
    """Return the roles, each read for what it is in a happening of this kind.

    Where somebody "was given a car" two are patients, and the one with a name is given the other; what "is a gift from" somebody
    is given.
    """
    roles = list(event.roles)
    if event.kind not in GIVING:
        return roles
    given = [role for role in roles if role.role == "patient"]
    if len(given) > 1 and any(role.entity for role in given) and not all(role.entity for role in given):
        return [role.replace(role="recipient") if role in given and role.entity else role for role in roles]
    if not given and any(role.role == "source" for role in roles):
        return [role.replace(role="patient") if role.role == "agent" and role.entity is None else role for role in roles]
    return roles


def _slot(event: Event, role: Role, filler: Filler) -> str:
    if is_transfer(event.kind):
        if role.role == "agent":
            return "taker" if event.kind in TAKING else "giver"
        return _SLOT_IN_TRANSFER.get(role.role, role.role)
    if event.kind in TOGETHER:
        return "party" if role.role in {"agent", "with", "parties", "patient", "recipient"} else _SLOT.get(role.role, role.role)
    if event.kind in MOVING:
        return _SLOT_IN_MOVE.get(role.role, role.role)
    return _SLOT.get(role.role, role.role)


def _filler(document: Document, role: Role, naming: Naming) -> Filler | None:
    words = role.span.cut(document.text)
    who = naming.marks.get(role.entity or "", "")
    if not who and role.lemma in EMPTY | NOBODY:
        return None
    person = any(entity.id == role.entity and entity.kind == "person" for entity in document.entities)
    if not who and _is_full_name(words):
        who, person = f"@{plain(words)}", True
    held = [mention for mention in document.mentions if mention.form == "name" and role.span.holds(mention.span)]
    inside = {naming.marks[mention.entity] for mention in held if mention.entity in naming.marks}
    inside.update(word for mention in held for word in plain(mention.span.cut(document.text)).split())
    deeds = {mark for mark in marks_of(role.lemma) if mark[0] != "!"} or set(marks_of(role.lemma))
    first = words.split()[:1]
    bare = bool(first) and first[0] == first[0].lower() and len(words.split()) == 1
    return Filler(
        role=role,
        words=words,
        who=who,
        what=frozenset() if who else frozenset(deeds),
        inside=frozenset() if who else frozenset(inside),
        is_person=person,
        bare=bare,
    )


def _is_full_name(words: str) -> bool:
    """Are these two words or more, all of them capitalised: a name that was not seen to be one?"""
    parts = words.split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts) and parts[0].lower() not in {"the", "a", "an"}


def taken_up(parties: Parties, before: Iterable[Parties]) -> Parties:
    """Return the parties with "the country" read as the taker of what was told last, where it names nobody itself."""
    takers = [filler for each in before for filler in each.get("taker", []) if filler.who and not filler.is_person]
    if not takers or not any(_is_the_country(filler) for each in parties.values() for filler in each):
        return parties
    who = takers[-1].who
    return {
        slot: [each.replace(who=who, what=frozenset()) if _is_the_country(each) else each for each in fillers]
        for slot, fillers in parties.items()
    }


def _is_the_country(filler: Filler) -> bool:
    return not filler.who and "~country" in filler.what and filler.words.lower().startswith(("the ", "his ", "her ", "their "))


def near_kinds(kind: str) -> frozenset[str]:
    """Return the kinds of happenings that may report one of this kind, itself among them."""
    kinds = event_kinds()
    own = set(kinds[kind].near) if kind in kinds else set()
    return frozenset({kind, *own, *(name for name, other in kinds.items() if kind in other.near)})
