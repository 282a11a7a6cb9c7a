"""The kinds of happenings that `data/events.yaml` lists, by name and by the words for them."""

import functools
from typing import Literal

from sayso.kit.lexicon import load
from sayso.model.base import Record


class EventKind(Record, frozen=True, kw_only=True):
    """A kind of happening, the words for it, and the kinds that may report the same happening from another side.

    `state` marks what holds rather than happens: its nouns report nothing on their own; `opinion` what an outlet judges.
    """

    kind: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    near: tuple[str, ...]
    state: bool = False
    opinion: bool = False


@functools.cache
def event_kinds() -> dict[str, EventKind]:
    """Return the kinds of happenings by name."""
    return {entry.kind: entry for entry in load("events", EventKind)}


@functools.cache
def event_kind_of(part: Literal["verb", "noun"]) -> dict[str, str]:
    """Return the kind of happening that each verb (or noun) names; the first kind that lists a word has it."""
    found: dict[str, str] = {}
    for entry in load("events", EventKind):
        for word in entry.verbs if part == "verb" else entry.nouns:
            found.setdefault(word, entry.kind)
    return found


@functools.cache
def are_near(one: str, other: str) -> bool:
    """May two kinds of happenings report one and the same?"""
    kinds = event_kinds()
    return one == other or (one in kinds and other in kinds[one].near) or (other in kinds and one in kinds[other].near)
