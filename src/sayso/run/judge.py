"""Add a person's judgement to a case, and make anew all that is found across its documents, so that it is heeded everywhere.

What the documents say is not looked for again: no parser is needed.
"""

import msgspec

from sayso.kit.config import Config
from sayso.model.corpus import Corpus, Judgement
from sayso.run.across import StoryMemory, across
from sayso.run.analyse import DEFAULTS
from sayso.run.build import SETTINGS
from sayso.run.pipeline import Pipeline
from sayso.run.progress import Progress, Silent
from sayso.run.stages import PIPELINE
from sayso.store.held import Held
from sayso.store.store import Case
from sayso.weigh.rules import findings


def judge(
    opened: Case,
    judgement: Judgement,
    config: Config = DEFAULTS,
    *,
    progress: Progress | None = None,
    pipeline: Pipeline = PIPELINE,
) -> Corpus:
    """Add a judgement to a case that is open to be written, with the settings of its last build, and return what it holds then.

    Args:
        config: the settings for a case that does not say with which it was built.
    """
    stamp = {key: value for key, value in opened.stamp().items() if key != "schema"}
    if SETTINGS in stamp:
        config = msgspec.json.decode(stamp[SETTINGS], type=Config)
    judged = Corpus(documents=tuple(opened.found()), judgements=(*opened.judgements(), judgement))
    packs = opened.packs()
    marks = opened.fingerprints()
    memory = StoryMemory.of(opened, marks)
    corpus = findings(across(judged, config, pipeline, progress or Silent(), memory), packs)
    opened.write(corpus, opened.failures(), stamp, packs=packs, held=Held(documents=marks, stories=memory.found))
    return corpus
