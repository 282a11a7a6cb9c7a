"""Tell where the time of a build goes: milliseconds of one core an article, for each step of the parse and for each stage.

    python -m benchmark.moments                    100 articles of a stream of news
    python -m benchmark.moments --articles 300

The first column is spaCy as it comes, the second the parser of sayso, step by step on the same passages; each step runs over all
of them before the next begins. Then come the stages for documents, those across documents, and the writing of the case.
"""

import argparse
import gc
import io
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from benchmark.growth import ARTICLES, stretch
from benchmark.scorers import absent
from benchmark.speed import stay_on_one_core
from sayso.clean.zones import zones
from sayso.kit.config import Config
from sayso.language.reading import passages
from sayso.language.spacy_parser import BATCH, SpacyParser, load_pipeline
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse
from sayso.run.pipeline import ParseStep
from sayso.run.stages import PIPELINE
from sayso.store.store import open_case

WARM = 10


class Moments:
    """Seconds by what they were spent on, in order."""

    def __init__(self) -> None:
        self.spent = dict[str, float]()

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Count the time that passes in the block."""
        begin = time.process_time()
        yield
        self.spent[what] = self.spent.get(what, 0.0) + time.process_time() - begin


def parsed(texts: Sequence[str], own: bool) -> Moments:
    """Return what each step of the parse takes, as spaCy does it or as sayso does."""
    pipeline, moments = load_pipeline(Config().parser), Moments()
    names = [name for name, _ in pipeline.pipeline]
    parts: list[Any] = SpacyParser(pipeline, "own").steps if own else [part for _, part in pipeline.pipeline]
    # Once to warm up: what is loaded, and remembered of a word, is the same in both columns.
    for watched in (Moments(), moments):
        # What is loaded by then is not looked through again and again for what can be let go.
        gc.freeze()
        with watched.of("tokens"):
            docs = [pipeline.make_doc(text) for text in texts]
        for name, part in zip(names, parts, strict=True):
            with watched.of(name):
                docs = list(part.pipe(docs, batch_size=BATCH))
    return moments


def staged(documents: Sequence[Document], folder: Path) -> Moments:
    """Return what each stage takes, and what it takes to write the case."""
    moments, config = Moments(), Config(cache=str(folder / "cache"))
    found = list(analyse(documents, config, until="parse"))
    later = PIPELINE.document[[isinstance(step, ParseStep) for step in PIPELINE.document].index(True) + 1 :]
    found = [document for document in found if document.parse]
    for document in found[:WARM]:
        _each(later, document, Moments(), config)
    with moments.of("zones"):
        for document in documents:
            zones(document, config)
    corpus: Any = Corpus(documents=tuple(_each(later, document, moments, config).replace(parse=None) for document in found))
    corpus = corpus.replace(documents=tuple(sorted(corpus.documents, key=lambda document: document.id)))
    for stage in PIPELINE.corpus:
        with moments.of(f"across: {stage.name}"):
            corpus = stage(corpus, config)
    with moments.of("writing"), open_case(str(folder / "case.db"), write=True) as case:
        case.write(corpus, (), {})
    return moments


def _each(stages: Sequence[Any], document: Document, moments: Moments, config: Config) -> Document:
    for stage in stages:
        with moments.of(stage.name):
            document = stage(document, config)
    return document


def table(spacy: Moments, own: Moments, stages: Moments, articles: int) -> str:
    """Return what was measured, for reading."""

    def show(seconds: float) -> str:
        return f"{1000 * seconds / articles:>9.2f}"

    lines = [f"{'ms an article':26}{'spaCy':>9}{'sayso':>9}"]
    lines += [f"{name:26}{show(seconds)}{show(own.spent[name])}" for name, seconds in spacy.spent.items()]
    lines.append(f"{'parse':26}{show(sum(spacy.spent.values()))}{show(sum(own.spent.values()))}")
    lines += [f"{name:35}{show(seconds)}" for name, seconds in stages.spent.items()]
    return "\n".join([*lines, f"{'stages and writing':35}{show(sum(stages.spent.values()))}"])


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100, metavar="N")
    choice = parser.parse_args()
    if missing := absent(ARTICLES):
        print(f"left out: {', '.join(missing)} is not there", file=sys.stderr)
        return 2
    stay_on_one_core()
    # As in a build: one thread for products of matrices.
    with threadpool_limits(limits=1, user_api="blas"), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles.jsonl").write_text("\n".join(stretch(choice.articles)[0]) + "\n", encoding="utf-8")
        read = list(read_inputs((str(folder / "articles.jsonl"),), io.BytesIO()))
        documents = [document for document in read if isinstance(document, Document)]
        texts = [passage.reading.text for document in documents for passage in passages(zones(document, Config()))]
        print(table(parsed(texts, own=False), parsed(texts, own=True), staged(documents, folder), len(documents)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
