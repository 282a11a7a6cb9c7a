"""Score the product on whole development sets: events and stories across documents, zones, names and pronouns."""

import io
import json
import sys
from pathlib import Path
from typing import Any

from benchmark.product import ROOT, Product, run
from benchmark.scorers import SCORERS, data, score, write_unlabelled
from sayso.kit.config import Config
from sayso.link.stories import stories
from sayso.model.corpus import Corpus
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

POLNEAR = (data("attribution/polnear_dev"),)
TIMEBANK = (data("time/timebank"),)
AQUAINT = (data("time/aquaint"),)
ECB = (data("events/ecb_dev"),)
BASIL = (data("stories/basil_dev"),)
ALLSIDES = (data("stories/allsides_dev"),)
FLAT = (data("cleaning/flat_dev"),)
GUM_NEWS = (data("entities/gum_news_dev"),)
GUM_INTERVIEW = (data("entities/gum_interview_dev"),)
GAP = (data("entities/gap_validation"),)
"""The files that each measure needs."""

EVENTS = (
    *(f"events.detection.{part}" for part in ("p", "r", "f1")),
    "events.exact.f1",
    *(f"events.{cut}.conll" for cut in ("corpus", "topic", "subtopic")),
    *(f"events.{cut}.no_ones" for cut in ("corpus", "topic", "subtopic")),
    "events.conll_found",
    "entities.coref core.conll",
    "entities.coref core.b3_p",
)
ZONES = tuple(
    f"{layout} en.{measure}"
    for layout in ("core", "full", "sent")
    for measure in ("shingle.p", "shingle.r", "shingle.f1", "body_tokens.r", "captions.f1", "caption_to_body", "body_to_caption")
)
"""The numbers that the table shows."""


def measure_events(product: Product) -> dict[str, Any]:
    """Return how it finds happenings, and the people and bodies in them, across documents."""
    export = product.export(product.build(write_unlabelled(ECB[0], product.folder)))
    return {
        "events": score("events.py", ECB[0], export / "events.jsonl"),
        "entities": score("entities.py", ECB[0], export / "documents.jsonl", "--across"),
    }


def measure_stories(product: Product) -> dict[str, Any]:
    """Return how it gathers the articles about one happening."""
    export = product.export(product.build(write_unlabelled(BASIL[0], product.folder)))
    return score("stories.py", BASIL[0], export / "stories.jsonl")


def measure_story_stage(product: Product) -> dict[str, Any]:
    """Return how it gathers articles in a long stream, by the stages that this needs: zones and stories, without a parse."""
    inputs = write_unlabelled(ALLSIDES[0], product.folder)
    read = [item for item in read_inputs((str(inputs),), io.BytesIO()) if isinstance(item, Document)]
    config = Config(cache=str(product.folder / "cache"))
    documents = sorted(analyse(read, config, until="zones"), key=lambda document: document.id)
    found = stories(Corpus(documents=tuple(documents)), config).stories
    rows = [json.dumps({"story": story.id, "document": document}) + "\n" for story in found for document in story.documents]
    predicted = product.folder / "stories.jsonl"
    predicted.write_text("".join(rows), encoding="utf-8")
    return score("stories.py", ALLSIDES[0], predicted)


def measure_zones(product: Product) -> dict[str, Any]:
    """Return how it tells the body of a flattened page from what stands around it."""
    folder = product.folder / "pages"
    run([sys.executable, SCORERS / "cleaning.py", FLAT[0], "--inputs", folder], ROOT)
    return score("cleaning.py", FLAT[0], product.analyse(folder, "--stage", "zones"))


def measure_names(gold: Path, product: Product) -> dict[str, Any]:
    """Return how it finds names inside documents, and tells which mentions are one person, body or place."""
    return score("entities.py", gold, product.analyse(write_unlabelled(gold, product.folder)))


def measure_pronouns(product: Product) -> dict[str, Any]:
    """Return whether it knows whose a pronoun is."""
    return score("entities.py", "--gap", GAP[0], product.analyse(write_unlabelled(GAP[0], product.folder)))
