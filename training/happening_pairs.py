"""Train the network by which two words of a story are taken to name one happening.

    python training/happening_pairs.py GOLD.jsonl.gz --output src/sayso/models/happening_pairs.npz

GOLD holds rows `id`, `text`, `scored` and `events` (`start`, `end`, `chain`). A case is built of the texts without their labels:
stories, names and the words compared are those that the product finds. Needs the extra `train`.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from msgspec import Struct

from sayso.kit.concepts import Naming
from sayso.link.happening_network import MOST as CLIP
from sayso.link.happening_pairs import Weighing
from sayso.link.happenings import STORIES, spread_of_deeds
from sayso.link.told_words import Told, told_in
from sayso.store.store import open_case

LEAST = 0.25
"""The average likeness that joins two groups: chosen on five folds of topics of the training set."""
SEEDS, ROUNDS, TOGETHER, PACE, FADE, DROPPED = (0, 1, 2), 6, 512, 3e-3, 1e-3, 0.3
WIDE, NARROW = 48, 24


class Lesson(Struct, frozen=True):
    """The words of a story that were looked at, and every pair of them: its signs, and whether it is one happening."""

    names: tuple[str, ...]
    rows: np.ndarray
    same: np.ndarray


def label(told: Told, gold: dict[str, Any]) -> str | None:
    """Return the chain of a word; empty where it is in none, None where nobody looked."""
    start, end = told.event.trigger.start, told.event.trigger.end
    row = gold[told.document]
    if not any(first <= start and end <= last for first, last in row["scored"]):
        return None
    return next((event["chain"] for event in row["events"] if event["start"] < end and start < event["end"]), "")


def lessons(gold: dict[str, Any], case: Path) -> list[Lesson]:
    """Return the lessons of every story of the case."""
    with open_case(case) as opened:
        corpus = opened.corpus()
    naming, documents, found = Naming.of(corpus), {document.id: document for document in corpus.documents}, list[Lesson]()
    for story in corpus.stories:
        told = [one for id in sorted(story.documents) for one in told_in(documents[id], naming)]
        chains = [label(one, gold) for one in told]
        seen = np.array([place for place, chain in enumerate(chains) if chain is not None], dtype=np.int64)
        if len(seen) > 1:
            one, other = (seen[places] for places in np.triu_indices(len(seen), 1))
            signs = Weighing(told, spread_of_deeds(), STORIES).signs(one, other)
            same = [bool(chains[a]) and chains[a] == chains[b] for a, b in zip(one.tolist(), other.tolist(), strict=True)]
            rows = np.stack(list(signs.values()), axis=1).astype(np.float32)
            found.append(Lesson(tuple(signs), rows, np.array(same)))
    return found


def learnt(given: Sequence[Lesson]) -> dict[str, np.ndarray]:
    """Return the arrays of the network."""
    rows, same = np.concatenate([each.rows for each in given]), np.concatenate([each.same for each in given])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    seen = torch.tensor(np.clip((rows - mean) / scale, -CLIP, CLIP), dtype=torch.float32)
    nets = [one_network(seen, torch.tensor(same, dtype=torch.float32), seed) for seed in SEEDS]
    layers = [[net[place] for net in nets] for place in (0, 3, 5)]
    first, second, last = (np.stack([layer.weight.detach().numpy().T for layer in same_place]) for same_place in layers)
    biases = [np.stack([layer.bias.detach().numpy() for layer in same_place]) for same_place in layers]
    ends = np.concatenate([last[:, :, 0], biases[2]], axis=1)
    arrays = {"mean": mean, "scale": scale, "first": first, "first_bias": biases[0], "second": second, "second_bias": biases[1]}
    found = {name: array.astype(np.float32) for name, array in (arrays | {"last": ends}).items()}
    return found | {"signs": np.array(given[0].names), "least": np.array(LEAST)}


def one_network(seen: torch.Tensor, same: torch.Tensor, seed: int) -> torch.nn.Sequential:
    """Return a network that learnt the pairs."""
    torch.manual_seed(seed)
    net = torch.nn.Sequential(
        torch.nn.Linear(seen.shape[1], WIDE),
        torch.nn.ReLU(),
        torch.nn.Dropout(DROPPED),
        torch.nn.Linear(WIDE, NARROW),
        torch.nn.ReLU(),
        torch.nn.Linear(NARROW, 1),
    )
    mover = torch.optim.AdamW(net.parameters(), lr=PACE, weight_decay=FADE)
    steps = len(seen) // TOGETHER
    pace = torch.optim.lr_scheduler.OneCycleLR(mover, PACE, total_steps=ROUNDS * steps + 1)
    for _ in range(ROUNDS):
        order = torch.randperm(len(seen))
        for at in range(steps):
            some = order[at * TOGETHER : (at + 1) * TOGETHER]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(seen[some])[:, 0], same[some])
            mover.zero_grad()
            loss.backward()
            mover.step()
            pace.step()
    return net.eval()


def built(gold: dict[str, Any], folder: Path) -> Path:
    """Build a case of the texts of the rows, and return its file."""
    texts, case = folder / "texts.jsonl", folder / "case.db"
    texts.write_text("".join(json.dumps({"id": id, "text": row["text"]}) + "\n" for id, row in gold.items()), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sayso", "build", str(texts), "--case", str(case), "--quiet"], check=True)
    return case


def main() -> None:
    """Read, train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--case", type=Path, help="a case that is built of these texts already")
    parser.add_argument("--output", type=Path, required=True)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    with gzip.open(chosen.gold, "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row for row in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder:
        given = lessons(gold, chosen.case or built(gold, Path(folder)))
    print(f"{sum(len(each.same) for each in given)} pairs, {sum(int(each.same.sum()) for each in given)} of one happening")
    np.savez_compressed(chosen.output, **learnt(given))


if __name__ == "__main__":
    main()
