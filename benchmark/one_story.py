"""The stage that takes all articles for one story: what is measured then is the comparison alone, and at its most costly."""

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.base import make_id
from sayso.model.corpus import Corpus, Story
from sayso.run.stages import PIPELINE


@stage("stories", reads=("documents", "zones", "claims"), writes=("stories",), version=1)
def one_story(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with all its documents in one story."""
    documents = tuple(sorted(document.id for document in corpus.documents))
    days = sorted(document.published_day for document in corpus.documents if document.published_day)
    first, last = (days[0], days[-1]) if days else (None, None)
    only = Story(id=make_id("story", *documents), title="all", documents=documents, first=first, last=last)
    return corpus.replace(stories=(only,))


STAGES = tuple(one_story if step.name == "stories" else step for step in PIPELINE.corpus)
"""The stages across articles, with all articles in one story."""
