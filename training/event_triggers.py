"""Train the finder of happenings: a small network that learns from annotated news and from the marks of a teacher.

    python training/event_teacher.py TRAIN.jsonl.gz --mentions M.jsonl.gz --news NEWS.jsonl.gz --output MARKS.npz
    python training/event_triggers.py TRAIN.jsonl.gz --mentions M.jsonl.gz --news NEWS.jsonl.gz --marks MARKS.npz
        --output src/sayso/models/event_triggers.npz

The second of two steps, over the same files as the first (`training/event_teacher.py` says what they hold). Needs the extra
`train`. What is written are sums over all documents: no word and no text.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from event_lessons import Lesson
from event_teacher import arguments, number_of, of_files
from news_words import texts_of, vectors_of

from sayso.extract.attribution_columns import mixed
from sayso.extract.attribution_model import Neighbours
from sayso.extract.trigger_columns import BUCKETS, WORD_FIELD, columns_of
from sayso.kit.tree import tree_of
from sayso.kit.word_knowledge import number, word_knowledge

WIDTH, HIDDEN, DROP, TOKENS, ROUNDS, PACE = 48, 96, 0.2, 4000, 8, 3e-3
JUDGED = {"annotated": 4.0, "headlines": 2.0, "mentioned": 4.0}
"""What a judged word of each sort of documents counts; those of mentions already count half."""
MARKED = {"annotated": 0.5, "headlines": 0.5, "mentioned": 0.5, "plain": 1.0}
"""What a word counts that only the teacher marked."""
KNOWN = 0.5
"""How far a word begins from what other news say of it."""
Inputs = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


@dataclass
class Seen:
    """One document as the network reads it: its columns, what is wanted of each token, and how much that counts."""

    inputs: Inputs
    wanted: torch.Tensor
    counts: torch.Tensor


def inputs_of(lesson: Lesson) -> tuple[Inputs, np.ndarray]:
    """Return the columns of a document, and the tokens that can name a happening."""
    columns = columns_of(lesson.document, tree_of(lesson.document))
    near = Neighbours.of(columns.head)
    around = torch.tensor(np.stack([*near.around, near.head, near.grandparent], axis=1))
    return (torch.tensor(columns.features), torch.tensor(columns.known), around), columns.may_be


def seen_of(sort: str, lesson: Lesson, marks: np.ndarray) -> Seen:
    """Return a document with what was judged, and the teacher's odds for the rest."""
    inputs, may_be = inputs_of(lesson)
    judged = lesson.seen > 0
    odds = 1 / (1 + np.exp(-marks.astype(np.float32)))
    counts = np.where(judged, lesson.seen * JUDGED.get(sort, 0.0), MARKED[sort])
    able = np.zeros(len(counts), dtype=np.float32)
    able[may_be] = 1
    wanted = np.where(judged, lesson.wanted, odds).astype(np.float32)
    return Seen(inputs, torch.tensor(wanted), torch.tensor((counts * able).astype(np.float32)))


class Network(torch.nn.Module):
    """The network of the product, with dropout."""

    def __init__(self, known: dict[str, np.ndarray]) -> None:
        super().__init__()
        table = torch.randn(BUCKETS, WIDTH) * 0.01
        for word, vector in known.items():
            place = mixed(WORD_FIELD, np.array([number(word)], dtype=np.uint64), size=BUCKETS)[0]
            table[place] = torch.tensor(vector) * KNOWN
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

    def forward(self, inputs: Inputs) -> torch.Tensor:
        """Return the scores of tokens."""
        features, known, around = inputs
        drop = 0.8 * DROP if self.training else 0.0
        kept = (torch.rand(features.shape) >= drop).float() / (1 - drop)
        summed = torch.nn.functional.embedding_bag(features, self.table, mode="sum", per_sample_weights=kept)
        rows = self._dropped(summed + self.sorted[known] @ self.sorts)
        head = around[:, 4]
        seen = torch.cat([rows, *(rows[around[:, place]] for place in range(6)), _below(rows, head)], 1)
        once = self._dropped(torch.relu(seen @ self.first + self.first_bias))
        again = torch.cat([once, once[around[:, 1]], once[around[:, 2]], once[head], _below(once, head)], 1)
        read = self._dropped(once + torch.relu(again @ self.second + self.second_bias))
        return read @ self.last[:-1] + self.last[-1]

    def _dropped(self, rows: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.dropout(rows, DROP, self.training)


def _below(rows: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
    real = (head != torch.arange(len(head))).float()[:, None]
    total = torch.zeros_like(rows).index_add(0, head, rows * real)
    return total / torch.zeros(len(head), 1).index_add(0, head, real).clamp(min=1)


def together(documents: list[Seen]) -> tuple[Inputs, torch.Tensor, torch.Tensor]:
    """Return documents as one: their columns, what is wanted and how much it counts."""
    bases = np.cumsum([0, *(len(one.wanted) for one in documents)])[:-1].tolist()
    around = torch.cat([one.inputs[2] + base for one, base in zip(documents, bases, strict=True)])
    inputs = (torch.cat([one.inputs[0] for one in documents]), torch.cat([one.inputs[1] for one in documents]), around)
    return inputs, torch.cat([one.wanted for one in documents]), torch.cat([one.counts for one in documents])


def batches(documents: list[Seen]) -> Iterable[list[Seen]]:
    """Yield documents in batches of about so many tokens."""
    waiting, size = list[Seen](), 0
    for one in documents:
        waiting.append(one)
        size += len(one.wanted)
        if size >= TOKENS:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def train(documents: list[Seen], known: dict[str, np.ndarray], seed: int) -> Network:
    """Return the network after all rounds; the pace falls to nothing."""
    torch.manual_seed(seed)
    network, chance = Network(known), random.Random(seed)
    mover = torch.optim.AdamW(network.parameters(), lr=PACE, weight_decay=0.01, betas=(0.9, 0.98))
    total = ROUNDS * max(1, sum(len(one.wanted) for one in documents) // TOKENS)
    pace = torch.optim.lr_scheduler.LambdaLR(mover, lambda at: min(1.0, (at + 1) / 30) * max(0.02, 1 - at / (total * 1.02)))
    for turn in range(ROUNDS):
        losses = []
        for batch in batches(chance.sample(documents, len(documents))):
            inputs, wanted, counts = together(batch)
            wrong = torch.nn.functional.binary_cross_entropy_with_logits(network(inputs), wanted, reduction="none")
            loss = (wrong * counts).sum() / counts.sum().clamp(min=1)
            mover.zero_grad()
            loss.backward()
            mover.step()
            pace.step()
            losses.append(loss.item())
        print(f"round {turn + 1}: loss {np.mean(losses):.4f}", flush=True)
    return network.eval()


def write(network: Network, documents: list[Seen], output: Path) -> None:
    """Write the weights; what no document used is nothing, and the table is cut to whole numbers of one scale."""
    arrays = {name: value.detach().numpy() for name, value in network.named_parameters()}
    table = np.zeros_like(arrays["table"])
    used = np.unique(np.concatenate([np.unique(one.inputs[0].numpy()) for one in documents]))
    table[used] = arrays.pop("table")[used]
    scale = np.float32(np.quantile(np.abs(table[used]), 0.9999) / 127)
    whole = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    small = {name: value.astype(np.float16) for name, value in arrays.items()}
    np.savez_compressed(output, table=whole, scale=scale, **small)


def main() -> None:
    """Read, train and write."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--marks", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    lessons = of_files(chosen.train, chosen.mentions, chosen.news)
    with np.load(chosen.marks, allow_pickle=False) as marks:
        documents = [seen_of(sort, one, marks[number_of(one)]) for sort, own in lessons.items() for one in own]
    print(f"{len(documents)} texts, {sum(len(one.wanted) for one in documents)} words", flush=True)
    network = train(documents, vectors_of(texts_of([chosen.news, chosen.train]), WIDTH), chosen.seed)
    write(network, documents, chosen.output)


if __name__ == "__main__":
    main()
