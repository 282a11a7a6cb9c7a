"""Score what the product finds in the two articles that it began with, against what a careful reader finds in them."""

import sys
from typing import Any

from benchmark.product import ROOT, Product, run
from benchmark.scorers import GOLD, SCORERS, SEEDS, absent, score

NEEDS = (SEEDS, GOLD)
CLAIMS = GOLD / "seed_claims.json"


def measure_claims(product: Product) -> dict[str, Any]:
    """Return how its claims, sources, dates and joins compare with the gold."""
    rows = product.analyse(SEEDS)
    found = score("claims.py", CLAIMS, product.dossier(product.build(SEEDS)), rows)
    origins = found["origins"]
    return found | {"origins": origins | {"not_once": origins["joined"] - origins["kcna_once"]}}


def measure_entities(product: Product) -> dict[str, Any]:
    """Return how well it keeps people, bodies and places apart, inside each article and across the two."""
    gold = GOLD / "seed_entities.json"
    across = product.export(product.build(SEEDS)) / "documents.jsonl"
    return {
        "inside": score("entities.py", "--seeds", gold, product.analyse(SEEDS)),
        "across": score("entities.py", "--seeds", gold, across, "--across"),
    }


def measure_times(product: Product) -> dict[str, Any]:
    """Return how it reads the time expressions of the seeds."""
    gold, inputs = GOLD / "seed_times.jsonl", product.folder / "times.jsonl"
    run([sys.executable, SCORERS / "times.py", gold, "--inputs", inputs], ROOT)
    return score("times.py", gold, product.analyse(inputs))


def measure_zones(product: Product) -> dict[str, Any]:
    """Return how many checks of what is text and what stands around it fail."""
    return score("cleaning.py", "--seeds", GOLD / "seed_zones.json", product.analyse(SEEDS, "--stage", "zones"))


def measure_changes(product: Product) -> dict[str, Any]:
    """Return whether one changed fact is seen, and nothing else: one build for each change."""
    folder = product.folder / "changes"
    run([sys.executable, SCORERS / "mutate.py", "write", CLAIMS, SEEDS, folder], ROOT)
    for changed in sorted(path for path in folder.iterdir() if path.is_dir()):
        articles = changed / "articles"
        product.analyse(articles).replace(changed / "analyse.jsonl")
        product.dossier(product.build(articles)).replace(changed / "story.json")
    return score("mutate.py", "check", folder)


def missing() -> tuple[str, ...]:
    """Return what these measures need and do not find."""
    return absent(*NEEDS)
