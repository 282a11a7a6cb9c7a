"""Find the words of a story that name one and the same happening, across its articles and inside each.

Words are compared where a dictionary brings them together (one deed, meanings in common), and gathered by average linkage: a
group grows only while its pairs are likely on average. Nothing is joined across stories.
"""

from collections import Counter

import numpy as np

from sayso.kit.concepts import Naming
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.link.happening_pairs import Told, Weighing, deeds_of, likely, model, told_in
from sayso.link.likeness import Pairs
from sayso.link.linkage import gather
from sayso.model.base import Reason, make_id
from sayso.model.corpus import Corpus, Happening, Story

MOST = 40
"""A word that more words of a story are near to is compared with so many of them."""


def _in_story(story: Story, told: list[Told], weighing: Weighing) -> list[Happening]:
    one, other = likely(weighing.keys(), MOST)
    scores = weighing.scores(one, other)
    groups = gather(len(told), Pairs(one, other, scores), model().least)
    within = np.zeros(len(told), dtype=np.int64)
    for number, group in enumerate(groups):
        within[group] = number
    inside = within[one] == within[other]
    sums = np.bincount(within[one][inside], scores[inside], len(groups))
    counts = np.bincount(within[one][inside], minlength=len(groups))
    found = list[Happening]()
    for number, group in enumerate(groups):
        if len(group) > 1:
            members = tuple((told[place].document, told[place].event.id) for place in group)
            average = round(float(sums[number] / counts[number]), 3)
            reason = Reason(rule="named-alike", weight=average, note=f"average likeness {average:.2f}")
            id = make_id("happening", story.id, *sorted(event for _, event in members))
            found.append(Happening(id=id, story=story.id, members=members, reasons=(reason,)))
    return found


@stage(
    "join happenings",
    reads=("documents", "stories", "happenings", "entities", "entity_of", "sentences"),
    writes=("happenings",),
    version=1,
)
def join_happenings(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with the happenings that more than one word names."""
    naming, documents = Naming.of(corpus), {document.id: document for document in corpus.documents}
    told = {
        story.id: [one for id in sorted(story.documents) for one in told_in(documents[id], naming)] for story in corpus.stories
    }
    spread = Counter(deed for own in told.values() for deed in deeds_of(own))
    found = list[Happening]()
    for story in corpus.stories:
        if told[story.id]:
            found += _in_story(story, told[story.id], Weighing(told[story.id], spread, len(told)))
    return corpus.replace(happenings=tuple(sorted(found, key=lambda one: one.id)))
