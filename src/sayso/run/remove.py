"""Take a document out of a case with all that rests on it alone: what is left is as if it had never been there."""

import re

import msgspec

from sayso.kit.config import Config
from sayso.language.reading import reading_key
from sayso.model.base import Record, make_id
from sayso.model.corpus import Corpus, Judgement, Target
from sayso.model.document import Document
from sayso.model.errors import QuestionError
from sayso.run.across import StoryMemory, across
from sayso.run.analyse import DEFAULTS
from sayso.run.build import SETTINGS
from sayso.run.pipeline import ParseStep, Pipeline
from sayso.run.progress import Progress, Silent
from sayso.run.stages import PIPELINE
from sayso.store.cache import ParseCache
from sayso.store.held import Held
from sayso.store.store import Case
from sayso.weigh.rules import findings

_MADE = re.compile(r"doc-[0-9a-f]+(#[0-9a-f]+)?")
"""An id that sayso made itself, and that of a later version of the document."""


class Removal(Record, frozen=True, kw_only=True):
    """What goes with a document: how many of its facts, which records rest on it alone, and which are weighed anew without it.

    `judgements` are those that spoke of its words: they stay in the history, without the words. `done` is that it was taken out,
    and not only looked at.
    """

    document: str
    source: str
    done: bool
    claims: int
    attributions: int
    events: int
    parses: int
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    judgements: tuple[str, ...]


def remove(
    opened: Case,
    id: str,
    *,
    dry: bool = False,
    progress: Progress | None = None,
    pipeline: Pipeline = PIPELINE,
    own: Config = DEFAULTS,
) -> Removal:
    """Take a document out of a case that is open to be written, and return what went with it; with `dry`, only return that.

    `own` are the settings of who asks: they say in which cache its parse is.

    The words are gone from the tables then. `wipe_case` takes them out of the bytes of the file.

    Raises:
        QuestionError: a later version of the document is in the case, which would be its first one then.
    """
    every = tuple(opened.found())
    document = next(each for each in every if each.id == id)
    later = [each.id for each in every if each.revision_of == id]
    if later:
        raise QuestionError(f"{id} has later versions in the case: {', '.join(later)}", remedy="remove those first")
    stamp = {key: value for key, value in opened.stamp().items() if key != "schema"}
    config = msgspec.json.decode(stamp[SETTINGS], type=Config) if SETTINGS in stamp else DEFAULTS
    before, judgements = opened.corpus(), opened.judgements()
    left = tuple(without_words(each, id) for each in judgements)
    corpus = Corpus(documents=tuple(each for each in every if each.id != id), judgements=left)
    packs = opened.packs()
    memory = StoryMemory.of(opened, opened.fingerprints())
    corpus = findings(across(corpus, config, pipeline, progress or Silent(), memory), packs)
    spoken = tuple(old.id for old, new in zip(judgements, left, strict=True) if old != new)
    parses = 0
    if not dry:
        opened.rewrite(judgements=left, known_as={id: nameless(id)})
        held = Held(documents=memory.documents, stories=memory.found)
        opened.write(corpus, opened.failures(), stamp, packs=packs, held=held)
        parses = _forget_parse(document, stamp.get("parser", ""), pipeline, own)
    gone, changed = _difference(before, corpus)
    return Removal(
        document=id,
        source=document.source,
        done=not dry,
        claims=len(document.claims),
        attributions=len(document.attributions),
        events=len(document.events),
        parses=parses,
        gone=gone,
        changed=changed,
        judgements=spoken,
    )


def without_words(judgement: Judgement, document: str) -> Judgement:
    """Return a judgement without the words of a document: of what it says of that, the ids alone are left."""
    return judgement.replace(targets=tuple(_without(target, document) for target in judgement.targets))


def _without(target: Target, document: str) -> Target:
    kept = tuple(anchor for anchor in target.anchors if anchor.document != document)
    return target if len(kept) == len(target.anchors) else Target(id=target.id, name=target.id, anchors=kept)


def _difference(before: Corpus, after: Corpus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids that are gone, and those that are told otherwise now."""
    old, new = _known(before), _known(after)
    gone = (id for id in old if id not in new)
    return tuple(sorted(gone)), tuple(sorted(id for id, record in old.items() if id in new and new[id] != record))


def _known(corpus: Corpus) -> dict[str, Record]:
    parts = (corpus.stories, corpus.entities, corpus.origins, corpus.groups, corpus.disputes, corpus.findings)
    return {record.id: record for part in parts for record in part}


def nameless(id: str) -> str:
    """Return an id that tells nothing of a document: its own where sayso made it of a hash, else a hash of what the input gave.

    >>> nameless("doc-8674115a78e3d731"), nameless("https://paper.example/john-doe-arrested").startswith("removed-")
    ('doc-8674115a78e3d731', True)
    """
    return id if _MADE.fullmatch(id) else make_id("removed", id)


def _forget_parse(document: Document, parser: str, pipeline: Pipeline, own: Config) -> int:
    """Take the parse of a document out of the cache of who asks, and return how many there were."""
    steps = [step for step in pipeline.document if isinstance(step, ParseStep)]
    with ParseCache.of(own) as cache:
        return cache.forget([reading_key(document, f"{parser}/{step.version}") for step in steps])
