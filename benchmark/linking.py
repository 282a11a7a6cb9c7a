"""Time what is done across articles beside the bare parse of the same articles, on one core and in the same run.

    python -m benchmark.linking                 200 articles of 100 stories, and 200 articles taken as one story
    python -m benchmark.linking --articles 60 --json

Both are development articles of one stream of news: two articles of each story; and for the story of 200 the same articles taken
as one, the hardest case, since all of them are then compared. Seconds are those that the processor worked for this process alone.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from threadpoolctl import threadpool_limits

from benchmark.one_story import STAGES
from benchmark.scorers import absent, data
from sayso.kit.config import Config
from sayso.kit.registry import Stage
from sayso.language.spacy_parser import load_pipeline
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.read.identity import text_hash
from sayso.run.analyse import Analyst
from sayso.run.stages import PIPELINE

ARTICLES = data("stories/allsides_dev")
BARS = {"100 stories": 25.0, "one story": 60.0}
CONFIG = Config(cache="")
WARM = 5


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of the bare parse and of each stage across articles."""

    articles: int
    stories: int
    parse: float
    stages: dict[str, float]

    @property
    def share(self) -> float:
        """The stages together in percent of the parse."""
        return round(100 * sum(self.stages.values()) / self.parse, 1)


def sample(articles: int, path: Path = ARTICLES) -> list[Document]:
    """Return two articles of each story, in the order of the stream."""
    stories: dict[str, list[dict[str, Any]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["story"]:
                stories.setdefault(row["story"], []).append(row)
    rows = [row for held in stories.values() if len(held) > 1 for row in held[:2]][:articles]
    return [_document(row) for row in rows]


def _document(row: dict[str, Any]) -> Document:
    keep = {name: row[name] for name in ("id", "title", "published", "outlet", "text")}
    return Document(source=row["id"], text_sha256=text_hash(row["text"]), language="en", **keep)


def measured(documents: Sequence[Document]) -> Iterator[tuple[str, Cost]]:
    """Yield the cost for the articles as the stories that they are, and as one."""
    with Analyst(PIPELINE, Config(cache="")) as analyst:
        read = [document.replace(parse=None) for document in analyst.analyse(list(documents))]
    pipeline = load_pipeline(Config().parser)
    for document in documents[:WARM]:
        pipeline(document.text)
    begin = time.process_time()
    for _ in pipeline.pipe(document.text for document in documents):
        pass
    parse = time.process_time() - begin
    for name, stages in (("100 stories", PIPELINE.corpus), ("one story", STAGES)):
        with threadpool_limits(limits=1, user_api="blas"):
            across(read[:WARM], stages)
            corpus, seconds = across(read, stages)
        yield name, Cost(articles=len(read), stories=len(corpus.stories), parse=parse, stages=seconds)


def across(documents: Sequence[Document], stages: Sequence[Stage[Corpus]]) -> tuple[Corpus, dict[str, float]]:
    """Return what is found across articles, and the seconds of each stage."""
    corpus, seconds = Corpus(documents=tuple(sorted(documents, key=lambda each: each.id))), dict[str, float]()
    for stage in stages:
        begin = time.process_time()
        corpus = stage(corpus, CONFIG)
        seconds[stage.name] = round(time.process_time() - begin, 3)
    return corpus, seconds


def main() -> int:
    """Print the shares; return 1 where a bar is missed, 2 where the articles are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    if missing := absent(ARTICLES):
        print(f"left out: {', '.join(missing)} is not there", file=sys.stderr)
        return 2
    found = dict(measured(sample(choice.articles)))
    if choice.json:
        print(json.dumps({name: msgspec.to_builtins(cost) | {"share": cost.share} for name, cost in found.items()}))
    else:
        for name, cost in found.items():
            print(f"{name:14}{cost.articles} articles in {cost.stories} stories: {cost.share:g} % of {cost.parse:.1f} s of parse")
            print("    " + "  ".join(f"{stage} {seconds:g}" for stage, seconds in cost.stages.items()))
    return int(any(found[name].share > bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
