"""What a writer knows to stand in a case already, so that it is neither made nor written again."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sayso.model.base import Record


class StoriesFound(Record, frozen=True, kw_only=True):
    """The stories by the marks of all that they were found in, and those of them that are kept as the case holds them."""

    marks: Mapping[str, str] = msgspec.field(default_factory=dict)
    kept: frozenset[str] = frozenset()


NO_STORIES = StoriesFound()


class Held(Record, frozen=True, kw_only=True):
    """The documents that stand in the case as they are, by their fingerprints, the rows made of others, and its stories."""

    documents: Mapping[str, str] = msgspec.field(default_factory=dict)
    rows: Mapping[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    stories: StoriesFound = NO_STORIES

    @property
    def fingerprints(self) -> dict[str, str]:
        """The fingerprints of all these documents."""
        return {**self.documents, **{id: row["fingerprint"] for id, row in self.rows.items()}}


NOTHING = Held()
