"""What a writer knows to stand in a case already, so that it is neither made nor written again."""

from collections.abc import Mapping

import msgspec

from sayso.model.base import Record


class StoriesFound(Record, frozen=True, kw_only=True):
    """The stories by the marks of all that they were found in, and those of them that are kept as the case holds them."""

    marks: Mapping[str, str] = msgspec.field(default_factory=dict)
    kept: frozenset[str] = frozenset()


NO_STORIES = StoriesFound()


class Held(Record, frozen=True, kw_only=True):
    """The documents that stand in the case as they are to be, by their fingerprints, and its stories."""

    documents: Mapping[str, str] = msgspec.field(default_factory=dict)
    stories: StoriesFound = NO_STORIES


NOTHING = Held()
