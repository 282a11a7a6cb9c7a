"""Read what a noun of transfer tells inside the words of a role: "a shipment | of grenades | from Ruritania | to Egypt"."""

import re
from collections.abc import Iterator

from sayso.kit.event_kinds import event_kind_of
from sayso.model.document import Document
from sayso.model.facts import Event, Role
from sayso.model.span import Span

_JOINT = re.compile(r"\s(of|from|to|into|for|by|with|between)\s")
_ENDS = re.compile(r"[,;(\u2014]|\s(?:and|that|which|who|during|after|before|since|in|on|at|worth)\s")
_WORTH = re.compile(r"\s(?:worth|valued at|for)\s(?:[\w$\u20ac\u00a3.,]+\s){1,5}?(?P<joint>to|from)\s(?P<who>\w[\w\s'-]{1,40})")
_PARTS = {
    "of": "theme",
    "from": "source",
    "to": "recipient",
    "into": "recipient",
    "for": "beneficiary",
    "by": "agent",
    "with": "with",
    "between": "with",
}
_HOLDING = frozenset({"patient", "agent", "theme", "attribute"})
MOVING = frozenset({"give", "deliver", "transfer", "import", "receive"})
"""Kinds of event by which a thing changes hands."""


def with_carried(document: Document, event: Event) -> Event:
    """Return an event with the deed that a noun in one of its roles names as `deed`, and who takes part in it as `deed-...`."""
    if any(role.role == "deed" for role in event.roles):
        return event
    for role in event.roles:
        if role.role in _HOLDING and event_kind_of("noun").get(role.lemma) in MOVING:
            return event.replace(roles=(*event.roles, *_told_by(document, role)))
    return event


def tails(document: Document, role: Role) -> Iterator[Role]:
    """Yield who gives and who gets a thing by the words that hang on it: "30 generators | to Ruritania"."""
    yield from (part for part in _pieces(document, role) if part.role in {"source", "recipient"})
    worth = _WORTH.match(document.text, role.span.end)
    if worth:
        span = Span(start=worth.start("who"), end=worth.end("who"))
        yield _part(_PARTS[worth["joint"]], _first(document, span))


def _told_by(document: Document, role: Role) -> Iterator[Role]:
    first = _head(document, role)
    words = first.cut(document.text)
    yield role.replace(role="deed", span=first, entity=None)
    before = words.rpartition(" ")[0]
    if before:
        span = Span(start=first.start, end=first.start + len(before))
        yield from (_part(name, span) for name in ("deed-owner", "deed-theme"))
    for part in _pieces(document, role):
        yield part.replace(role=f"deed-{part.role}")


def _head(document: Document, role: Role) -> Span:
    words = role.span.cut(document.text)
    joint = _JOINT.search(words)
    return Span(start=role.span.start, end=role.span.start + (joint.start() if joint else len(words)))


def _pieces(document: Document, role: Role) -> Iterator[Role]:
    """Yield the words after each preposition in a role's own words, up to the next one."""
    words = role.span.cut(document.text)
    joints = list(_JOINT.finditer(words))
    for at, joint in enumerate(joints):
        end = joints[at + 1].start() if at + 1 < len(joints) else len(words)
        if joint.end() < end:
            span = Span(start=role.span.start + joint.end(), end=role.span.start + end)
            yield _part(_PARTS[joint[1]], _first(document, span))


def _first(document: Document, span: Span) -> Span:
    """Return a stretch up to the first word that ends a noun phrase."""
    ends = _ENDS.search(span.cut(document.text))
    return Span(start=span.start, end=span.start + ends.start()) if ends and ends.start() else span


def _part(name: str, span: Span) -> Role:
    return Role(role=name, span=span, head=-1)
