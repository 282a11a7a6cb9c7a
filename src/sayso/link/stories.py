"""Gather the documents that report the same happening: rare words in common, close in time, average linkage.

The result does not depend on the order of the documents. An undated document is compared with every other. A story is called by
the hash of its earliest member, so that it keeps its id as later articles arrive.
"""

import math
from collections.abc import Sequence

import numpy as np

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.link.copies import earliest
from sayso.link.likeness import Pairs, day_of, likenesses
from sayso.link.linkage import gather
from sayso.model.base import Reason, make_id
from sayso.model.corpus import Corpus, Story
from sayso.model.document import Document

LEAST = 30
"""A claim of fewer code points than this makes no title."""


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Return documents by their day of publication and then by id, those without a day last: the same for any order of input."""
    dated = [(day_of(document), document) for document in documents]
    return [document for _, document in sorted(dated, key=lambda each: (each[0] is None, each[0] or 0, each[1].id))]


def _story(documents: list[Document], score: float) -> Story:
    ordered = sorted(documents, key=earliest)
    days = sorted(document.published_day for document in ordered if document.published_day)
    average = score / math.comb(len(documents), 2) if len(documents) > 1 else 0.0
    return Story(
        id=make_id("story", ordered[0].id),
        title=_title(ordered),
        documents=tuple(document.id for document in ordered),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reasons=(
            Reason(
                rule="rare-words-in-common" if len(documents) > 1 else "alone",
                weight=average,
                note=f"average likeness {average:.2f}" if len(documents) > 1 else "alone",
            ),
        ),
    )


def _title(ordered: list[Document]) -> str:
    """Return the title of the earliest member, or the first thing that it claims; else of the next; else its first words."""
    for document in ordered:
        if document.title:
            return " ".join(document.title.split())
        for claim in document.claims:
            words = " ".join(claim.span.cut(document.text).split())
            if claim.stance in {"asserted", "reported"} and len(words) >= LEAST:
                return _cut(words[0].upper() + words[1:])
    return _cut(" ".join(ordered[0].text.split())) or ordered[0].id


def _cut(words: str, most: int = 110) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " \u2026"


def _scores(pairs: Pairs, story_of: dict[int, int]) -> dict[int, float]:
    """Return the sum of the likenesses inside each story."""
    stories = np.array([story_of[number] for number in range(len(story_of))], dtype=np.int64)
    inside = stories[pairs.one] == stories[pairs.other]
    sums = np.bincount(stories[pairs.one[inside]], pairs.score[inside], minlength=max(story_of.values(), default=-1) + 1)
    return dict(enumerate(sums.tolist()))


@stage("stories", reads=("documents", "zones", "claims"), writes=("stories",), version=3, by_outline=True)
def stories(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its stories; every document is in one."""
    documents = in_order(corpus.documents)
    pairs = likenesses(documents, config.window_days)
    groups = gather(len(documents), pairs, config.story_threshold)
    sums = _scores(pairs, {number: story for story, group in enumerate(groups) for number in group})
    found = [_story([documents[number] for number in group], sums[story]) for story, group in enumerate(groups)]
    return corpus.replace(stories=tuple(sorted(found, key=lambda story: (story.first or "9999", story.id))))
