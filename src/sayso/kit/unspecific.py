"""The verbs that name no happening of their own: what somebody thinks, says or wants, and verbs of any use."""

import functools

from sayso.kit.lexicon import load
from sayso.model.base import Record


class Unspecific(Record, frozen=True, kw_only=True):
    """A verb that names no happening of its own; a light one does where what it is done to is known."""

    word: str
    light: bool = False


@functools.cache
def unspecific_verbs() -> dict[str, bool]:
    """Return these verbs by lemma, and whether each names a happening together with a known object."""
    return {entry.word: entry.light for entry in load("unspecific_verbs", Unspecific)}
