"""Make a case of many documents, or add to one: analyse what is new, look across all of it, and write it at once.

A case depends on the documents alone: in any order, together or in parts, the same documents make the same case.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing

from sayso import __version__
from sayso.kit.config import Config
from sayso.model.base import Record
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.model.pack import Pack
from sayso.read.revisions import settle_identities
from sayso.run.across import StoryMemory, across
from sayso.run.analyse import DEFAULTS
from sayso.run.collecting import seldom_collecting
from sayso.run.engine import Engine, Serial
from sayso.run.pipeline import Pipeline, settings_mark
from sayso.run.progress import Progress, Silent
from sayso.run.shards import AnalyseShard, analysed, held_analyst
from sayso.run.shelf import Shelf
from sayso.run.stages import PIPELINE
from sayso.run.story_work import LookAtStories, StoryWork
from sayso.run.workplace import Workplace, workplace_of
from sayso.store import rows
from sayso.store.address import Address
from sayso.store.held import Held
from sayso.store.store import Case, open_case
from sayso.weigh.rules import findings

SETTINGS = "settings"
"""What the stamp of a case calls the settings that it was built with: a judgement is weighed with the same."""

SHOWN = "\ufffd"
"""What stands in the key of a document for what a database cannot hold of its id."""


class BuildReport(Record, frozen=True, kw_only=True):
    """What a case holds after a build, and what the build had to do: `parsed` documents, while `known` ones stood in the case."""

    documents: int
    failures: int
    stories: int
    claims: int
    origins: int
    groups: int
    findings: int
    parsed: int
    known: int
    changed: bool


def build(
    inputs: Iterable[Document | Failure],
    case: str | Address,
    config: Config = DEFAULTS,
    *,
    progress: Progress | None = None,
    pipeline: Pipeline = PIPELINE,
    packs: Sequence[Pack] = (),
    engine: Engine | None = None,
) -> BuildReport:
    """Add what was read to a case, made where there is none, and return what it holds then.

    `packs` are the rule packs to look at it with, beside those that the case was built with before. `engine` does the work of
    reading what documents say, by default this process. A build that is stopped goes on where it was when it is run again.

    Raises:
        StoreError: the case cannot be written. It is then as it was, as after any failed or interrupted build.
    """
    watcher = progress or Silent()
    with (
        seldom_collecting(),
        closing(engine or Serial()) as workforce,
        open_case(case, write=True) as opened,
        held_analyst(pipeline, config) as analyst,
    ):
        accepted = (opened.accepted(item) if isinstance(item, Document) else item for item in inputs)
        given, failures = _taken(accepted, opened.failures(), watcher)
        arrived, known = _settled(opened, given, analyst.version)
        new = [document for id, document in arrived.items() if id not in known]
        marks, parsed = opened.fingerprints(), 0
        same = {id: marks[rows.plain(id)] for id in known}
        workplace = Workplace(workplace_of(case), analyst.version)
        for part in analysed(new, AnalyseShard(workplace, pipeline, config), workforce, watcher):
            same |= opened.take(part.documents, arrived, analyst.version)
            parsed += part.parsed
        judgements = opened.judgements()
        used = tuple({pack.id: pack for pack in (*opened.packs(), *packs)}.values())
        memory = StoryMemory.of(opened, same)
        if not used:
            # Only rule packs look at what was found in all stories together.
            memory.take = opened.take_found
        corpus = Corpus(documents=_sorted(opened.outlines(same)), judgements=judgements)
        shelf, look = Shelf(opened, same, judgements), StoryWork(workforce, LookAtStories(workplace, pipeline, config))
        corpus = across(corpus, config, pipeline, watcher, memory, shelf=shelf, look=look)
        workforce.close()
        if used:
            outlines, whole = corpus.documents, tuple(Shelf(opened, same))
            corpus = findings(corpus.replace(documents=whole), used).replace(documents=outlines)
        held = Held(documents=same, stories=memory.found)
        made = {"sayso": __version__, "parser": analyst.parser, "analysis": analyst.version}
        changed = opened.write(corpus, failures, made | {SETTINGS: settings_mark(config)}, packs=used, held=held)
        workplace.clear()
        return BuildReport(
            documents=len(corpus.documents),
            failures=len(failures),
            stories=len(corpus.stories),
            claims=sum(len(document.claims) for document in corpus.documents),
            origins=len(corpus.origins),
            groups=opened.count_of_groups(),
            findings=len(corpus.findings),
            parsed=parsed,
            known=len(known),
            changed=changed,
        )


def _settled(opened: Case, given: Sequence[Document], analysis: str) -> tuple[dict[str, Document], frozenset[str]]:
    """Return the documents as they arrived, by id, and the ids of those that stand in the case as this analysis found them.

    Of what the case holds, only what arrived under an id that is given now, or was analysed otherwise, is read for that.
    """
    families, of_now = opened.families(), opened.analysed(analysis)
    touched = {rows.plain(document.revision_of or document.id) for document in given}
    touched |= {family for id, family in families.items() if id not in of_now or SHOWN in id}
    held = {each.id: each for each in opened.arrived(id for id, family in families.items() if family in touched)}
    arrived = {document.id: document for document in settle_identities([*held.values(), *given])}
    known = {id for id, document in arrived.items() if rows.plain(id) in of_now and held.get(id) == document}
    return arrived, frozenset(known | {id for id, family in families.items() if family not in touched})


def _taken(
    inputs: Iterable[Document | Failure], failures: Iterable[Failure], progress: Progress
) -> tuple[list[Document], tuple[Failure, ...]]:
    """Return the documents that were read, and the failures of this build and of earlier ones."""
    documents, failed = list[Document](), dict.fromkeys(failures)
    progress.start(None, "reading")
    for item in inputs:
        if isinstance(item, Failure):
            failed[item] = None
        else:
            documents.append(item)
        progress.advance(1)
    return documents, tuple(failed)


def _sorted(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda document: document.id))
