"""Who takes part in an event: agent, patient, recipient and the rest, read off the syntax around its trigger."""

from collections.abc import Iterator

from sayso.extract.cue_frames import agent_of, is_passive, subject_of
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.tree import Tree
from sayso.model.base import Record

PREPOSITIONS = {
    "to": "recipient",
    "for": "beneficiary",
    "from": "source",
    "by": "agent",
    "via": "agent",
    "with": "with",
    "in": "place",
    "at": "place",
    "into": "place",
    "onto": "place",
    "near": "place",
    "between": "parties",
    "against": "against",
    "of": "theme",
    "about": "topic",
    "on": "topic",
    "regarding": "topic",
    "over": "topic",
}


class Part(Record, frozen=True, kw_only=True):
    """A role and the token that heads the words in it."""

    role: str
    head: int


def parts(tree: Tree, head: int, *, nominal: bool) -> Iterator[Part]:
    """Yield the parts of an event; a joined noun is a part of its own."""
    for part in _nominal(tree, head) if nominal else _verbal(tree, head):
        for member in tree.conjuncts(part.head):
            yield part if member == part.head else Part(role=part.role, head=member)


def _verbal(tree: Tree, verb: int) -> Iterator[Part]:
    passive = is_passive(tree, verb)
    subject = subject_of(tree, verb)
    if subject is None:
        subject = _before_gerund(tree, verb)
    if subject is not None:
        yield Part(role="patient" if passive else "agent", head=subject)
    agent = agent_of(tree, verb) if passive else None
    if agent is not None:
        yield Part(role="agent", head=agent)
    for child in tree.children(verb):
        dep = tree.parse.dep[child]
        if dep in {"dobj", "attr", "oprd", "acomp"}:
            yield Part(role="patient" if dep == "dobj" else "attribute", head=child)
            yield from _prepositional(tree, child)
        elif dep in {"dative", "iobj"}:
            target = tree.child(child, "pobj") if tree.parse.pos[child] == "ADP" else child
            if target is not None:
                yield Part(role="recipient", head=target)
        elif dep == "xcomp" and tree.is_verb(child):
            yield from (part for part in _verbal(tree, child) if part.role != "agent")
    for part in _prepositional(tree, verb):
        if not passive or part.head != agent:
            yield part
    yield from _deed(tree, verb)


def _deed(tree: Tree, verb: int) -> Iterator[Part]:
    """Yield what somebody is charged with or begins as `deed`, and who takes part in what is charged as `deed-patient` and so on.

    Who does it is the patient of the charge: "accused | Ruritania | of shipping copper".
    """
    kind = event_kind_of("verb").get(tree.parse.lemma[verb].lower())
    if kind == "begin" or tree.parse.lemma[verb].lower() in {"continue", "keep", "resume"}:
        yield from (Part(role="deed", head=child) for child in tree.children(verb, "xcomp") if tree.is_verb(child))
    elif kind == "charge" or tree.parse.lemma[verb].lower() == "suspect":
        for preposition in tree.children(verb, "prep"):
            deed = tree.child(preposition, "pcomp")
            if deed is not None and tree.is_verb(deed):
                yield Part(role="deed", head=deed)
                parts_of_it = (part for part in _verbal(tree, deed) if part.role != "agent")
                yield from (part.replace(role=f"deed-{part.role}") for part in parts_of_it)


def _before_gerund(tree: Tree, verb: int) -> int | None:
    """Return the name right before a gerund that was read as describing a noun: "reports of | Ruritania | shipping copper"."""
    if tree.parse.tag[verb] != "VBG" or tree.parse.dep[verb] != "amod" or verb == 0:
        return None
    name, noun = verb - 1, tree.parse.head[verb]
    beside = tree.parse.pos[name] == "PROPN" and tree.parse.head[name] == noun
    return name if beside and tree.parse.dep[name] in {"nmod", "compound"} else None


def _prepositional(tree: Tree, head: int) -> Iterator[Part]:
    for preposition in tree.children(head, "prep", "agent"):
        role = PREPOSITIONS.get(tree.lower[preposition])
        target = tree.child(preposition, "pobj")
        if role and target is not None:
            yield Part(role=role, head=target)


def _nominal(tree: Tree, noun: int) -> Iterator[Part]:
    owner = tree.child(noun, "poss")
    if owner is not None:
        yield Part(role="agent", head=owner)
    for child in tree.children(noun, "compound", "nmod"):
        yield Part(role="theme", head=child)
    for part in _prepositional(tree, noun):
        yield part
        if part.role in {"theme", "agent"}:
            yield from _prepositional(tree, part.head)
