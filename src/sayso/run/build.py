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
from sayso.run.engine import Engine, Serial
from sayso.run.pipeline import Pipeline, settings_mark
from sayso.run.progress import Progress, Silent
from sayso.run.shards import AnalyseShard, analysed, held_analyst
from sayso.run.stages import PIPELINE
from sayso.run.story_work import LookAtStories, StoryWork
from sayso.run.workplace import Workplace, workplace_of
from sayso.store.address import Address
from sayso.store.held import Held
from sayso.store.store import open_case
from sayso.weigh.rules import findings

SETTINGS = "settings"
"""What the stamp of a case calls the settings that it was built with: a judgement is weighed with the same."""


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
        closing(engine or Serial()) as workforce,
        open_case(case, write=True) as opened,
        held_analyst(pipeline, config) as analyst,
    ):
        accepted = (opened.accepted(item) if isinstance(item, Document) else item for item in inputs)
        given, failures = _taken(accepted, opened.failures(), watcher)
        held = {document.id: document for document in opened.arrived()}
        arrived = settle_identities([*held.values(), *given])
        of_now = opened.analysed(analyst.version)
        known = {document.id for document in arrived if document.id in of_now and held.get(document.id) == document}
        new = [document for document in arrived if document.id not in known]
        workplace = Workplace(workplace_of(case), analyst.version)
        found, parsed = analysed(new, AnalyseShard(workplace, pipeline, config), workforce, watcher)
        documents = _sorted([*opened.found(known), *found])
        marks = opened.fingerprints()
        same = Held(documents={id: marks[id] for id in known}, rows=opened.rows_of(found, arrived, analyst.version))
        memory = StoryMemory.of(opened, same.fingerprints)
        look = StoryWork(workforce, LookAtStories(workplace, pipeline, config))
        corpus = across(Corpus(documents=documents, judgements=opened.judgements()), config, pipeline, watcher, memory, look=look)
        workforce.close()
        same = same.replace(stories=memory.found)
        used = tuple({pack.id: pack for pack in (*opened.packs(), *packs)}.values())
        corpus = findings(corpus, used)
        made = {"sayso": __version__, "parser": analyst.parser, "analysis": analyst.version}
        changed = opened.write(corpus, failures, made | {SETTINGS: settings_mark(config)}, arrived, used, held=same)
        workplace.clear()
        return BuildReport(
            documents=len(corpus.documents),
            failures=len(failures),
            stories=len(corpus.stories),
            claims=sum(len(document.claims) for document in corpus.documents),
            origins=len(corpus.origins),
            groups=len(corpus.groups),
            findings=len(corpus.findings),
            parsed=parsed,
            known=len(known),
            changed=changed,
        )


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
