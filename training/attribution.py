"""Train the attribution model on annotated news: which words cite somebody, whom, and for what.

    python training/attribution.py TRAIN.jsonl.gz... --news NEWS.jsonl.gz... --output src/sayso/models/attribution.npz

Each input is JSONL, gzipped if its name ends so, a document a row: `id`, `text`, and `attributions` with `source`, `cue` and
`content` as pairs of offsets; of a set in two halves only the development half is read. `--news` names more news without
annotation: from it and the gzipped inputs it is learnt first which words stand alike.
The texts go through the stages of the product first, so the parse that is learnt from is the one that is read later.
What is written are sums over all documents: no word and no text. Needs the extra `train`.
"""

import argparse
import gzip
import hashlib
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from news_words import texts_of, vectors_of

from sayso.extract.attribution_columns import TOKEN_BUCKETS, TOKEN_FEATURES, WORD_FIELD, Columns, columns_of, mixed, number
from sayso.extract.attribution_model import Neighbours
from sayso.extract.attribution_pairs import PAIR_BUCKETS, PAIR_FEATURES, Pairs, pairs_of
from sayso.extract.quotations import quotations
from sayso.kit.config import Config
from sayso.kit.tree import Tree, tree_of
from sayso.model.document import Document
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse

WIDTH, HIDDEN, JOINED = 64, 128, 64
LEARNT_FROM = "development"
"""The half of a halved set that is learnt from; the other is only measured by."""
TOKENS, PAIRS = 6144, 16384
"""So many tokens and pairs make one step."""
Row = dict[str, Any]
Params = dict[str, jax.Array]


@dataclass(frozen=True)
class Lesson:
    """One document with what is to be learnt from it."""

    columns: Columns
    pairs: Pairs
    is_cue: np.ndarray
    in_source: np.ndarray
    in_content: np.ndarray
    source: np.ndarray
    content: np.ndarray
    weight: np.ndarray


def read_rows(files: list[Path]) -> list[Row]:
    """Return the annotated rows that may be learnt from."""
    rows = list[Row]()
    for file in files:
        content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        rows.extend(json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip())
    return [row for row in rows if row.get("half", LEARNT_FROM) == LEARNT_FROM]


def parsed(rows: list[Row]) -> Iterator[Document]:
    """Yield the documents of the rows after the stages up to the mentions."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        plain = ({name: value for name, value in row.items() if name != "attributions"} for row in rows)
        file.write_text("\n".join(map(json.dumps, plain)), encoding="utf-8")
        with open("/dev/null", "rb") as nothing:
            documents = [one for one in read_inputs((str(file),), nothing) if isinstance(one, Document)]
        yield from analyse(documents, Config(), until="mentions")


def tokens_of(tree: Tree, spans: list[list[int]]) -> list[int]:
    """Return the tokens that stand in any of the spans."""
    starts, ends = np.array(tree.parse.start), np.array(tree.parse.end)
    found = set[int]()
    for start, end in spans:
        found.update(np.flatnonzero((starts < end) & (ends > start)).tolist())
    return sorted(token for token in found if tree.parse.pos[token] != "SPACE")


def head_of(tree: Tree, cue: list[int]) -> int:
    """Return the token that stands for a cue: the highest in the tree that is no mark, a word of speech before others."""
    inside = set(cue)
    tops = [token for token in cue if tree.parse.head[token] not in inside or tree.parse.head[token] == token]
    words = [token for token in tops if tree.parse.pos[token] != "PUNCT"] or tops
    return next((token for token in words if tree.is_verb(token)), words[0])


def lesson_of(row: Row, document: Document) -> Lesson:
    """Return the columns of a document with the answers."""
    tree = tree_of(document)
    columns = columns_of(document, tree, quotations(document))
    size = len(tree)
    is_cue, in_source, in_content = (np.zeros(size, dtype=np.float32) for _ in range(3))
    answers = dict[int, tuple[set[int], set[int]]]()
    for item in row["attributions"]:
        cue, source, content = (tokens_of(tree, item[name]) for name in ("cue", "source", "content"))
        if not cue or not content:
            continue
        head = head_of(tree, cue)
        known = answers.setdefault(head, (set(), set()))
        known[0].update(source)
        known[1].update(content)
        is_cue[head], in_source[source], in_content[content] = 1, 1, 1
    pairs = pairs_of(document, tree, columns, sorted(answers))
    rows = list(zip(pairs.cue.tolist(), pairs.token.tolist(), strict=True))
    source_of = np.array([token in answers[cue][0] for cue, token in rows], dtype=np.float32)
    content_of = np.array([token in answers[cue][1] for cue, token in rows], dtype=np.float32)
    same = columns.sentence[pairs.cue] == columns.sentence[pairs.token] if rows else np.zeros(0, dtype=bool)
    weight = np.where(same, 1.0, 0.35).astype(np.float32)
    return Lesson(columns, pairs, is_cue, in_source, in_content, source_of, content_of, weight)


def _filled(column: np.ndarray, size: int) -> np.ndarray:
    filled = np.zeros((size, *column.shape[1:]), dtype=column.dtype)
    filled[: len(column)] = column
    return filled


def step_of(lessons: list[Lesson]) -> dict[str, np.ndarray]:
    """Return several lessons as the arrays of one step, filled up to the fixed sizes."""
    base, parts = 0, dict[str, list[np.ndarray]]()
    for one in lessons:
        near = Neighbours.of(one.columns.head)
        size = len(one.columns)
        columns = {
            "features": one.columns.features,
            "around": np.stack([*near.around, near.head, near.grandparent], axis=1) + base,
            "is_cue": one.is_cue,
            "in_source": one.in_source,
            "in_content": one.in_content,
            "pair_cue": one.pairs.cue + base,
            "pair_token": one.pairs.token + base,
            "pair_branch": one.pairs.branch + base,
            "pair_features": one.pairs.features,
            "source": one.source,
            "content": one.content,
            "pair_weight": one.weight,
            "weight": np.ones(size, dtype=np.float32),
        }
        for name, column in columns.items():
            parts.setdefault(name, []).append(column)
        base += size
    whole = {name: np.concatenate(columns) for name, columns in parts.items()}
    return {
        name: _filled(column, PAIRS if name.startswith("pair") or name in {"source", "content"} else TOKENS)
        for name, column in whole.items()
    }


def steps_of(lessons: list[Lesson], chance: np.random.Generator) -> Iterator[dict[str, np.ndarray]]:
    """Yield the lessons in random order, as many in one step as fit."""
    waiting, tokens, pairs = list[Lesson](), 0, 0
    for place in chance.permutation(len(lessons)):
        one = lessons[place]
        if len(one.columns) > TOKENS or len(one.pairs.cue) > PAIRS:
            continue
        if waiting and (tokens + len(one.columns) > TOKENS or pairs + len(one.pairs.cue) > PAIRS):
            yield step_of(waiting)
            waiting, tokens, pairs = [], 0, 0
        waiting.append(one)
        tokens, pairs = tokens + len(one.columns), pairs + len(one.pairs.cue)
    if waiting:
        yield step_of(waiting)


def fresh(seed: int, known: dict[str, np.ndarray]) -> Params:
    """Return weights before training: those of words begin with what is known of them, all other features at nearly nothing."""
    chance = np.random.default_rng(seed)

    def drawn(*shape: int, scale: float) -> jax.Array:
        return jnp.asarray(chance.normal(0, scale, shape), dtype=jnp.float32)

    table = chance.normal(0, 0.01, (TOKEN_BUCKETS, WIDTH))
    for word, vector in known.items():
        table[mixed(WORD_FIELD, np.array([number(word)], dtype=np.uint64), size=TOKEN_BUCKETS)[0]] = vector
    return {
        "table": jnp.asarray(table, dtype=jnp.float32),
        "first": drawn(8 * WIDTH, HIDDEN, scale=(2 / (8 * WIDTH)) ** 0.5),
        "first_bias": jnp.zeros(HIDDEN),
        "second": drawn(5 * HIDDEN, HIDDEN, scale=(1 / (5 * HIDDEN)) ** 0.5),
        "second_bias": jnp.zeros(HIDDEN),
        "cue": drawn(HIDDEN + 1, scale=0.05),
        "aside": drawn(HIDDEN + 1, 2, scale=0.05),
        "told": drawn(HIDDEN, JOINED, scale=HIDDEN**-0.5),
        "asks": drawn(HIDDEN, JOINED, scale=HIDDEN**-0.5),
        "branch": drawn(HIDDEN, JOINED, scale=HIDDEN**-0.5),
        "pair": drawn(PAIR_BUCKETS, JOINED, scale=0.01),
        "pair_bias": jnp.zeros(JOINED),
        "role": drawn(JOINED, 2, scale=JOINED**-0.5),
        "role_bias": jnp.zeros(2),
    }


def _kept(key: jax.Array, shape: tuple[int, ...], drop: float) -> jax.Array:
    return jax.random.bernoulli(key, 1 - drop, shape).astype(jnp.float32) / (1 - drop)


def _below(rows: jax.Array, head: jax.Array) -> jax.Array:
    places = jnp.arange(rows.shape[0])
    real = (head != places).astype(jnp.float32)[:, None]
    total = jnp.zeros_like(rows).at[head].add(rows * real)
    count = jnp.zeros((rows.shape[0], 1)).at[head].add(real)
    return total / jnp.maximum(count, 1)


def _odds_loss(scores: jax.Array, wanted: jax.Array, weight: jax.Array) -> jax.Array:
    losses = jnp.maximum(scores, 0) - scores * wanted + jnp.log1p(jnp.exp(-jnp.abs(scores)))
    return jnp.sum(losses * weight)


def loss(params: Params, step: dict[str, jax.Array], key: jax.Array, drop: float) -> jax.Array:
    """Return how wrong the weights are about one step; the same sums as in the product, with dropout."""
    keys = jax.random.split(key, 6)
    features = params["table"][step["features"]] * _kept(keys[0], (TOKENS, TOKEN_FEATURES, 1), 0.8 * drop)
    rows = features.sum(1) * _kept(keys[1], (TOKENS, WIDTH), drop)
    head = step["around"][:, 4]
    seen = [rows, *(rows[step["around"][:, place]] for place in range(6)), _below(rows, head)]
    once = jax.nn.relu(jnp.concatenate(seen, 1) @ params["first"] + params["first_bias"])
    once = once * _kept(keys[2], once.shape, drop)
    again = [once, once[step["around"][:, 1]], once[step["around"][:, 2]], once[head], _below(once, head)]
    read = once + jax.nn.relu(jnp.concatenate(again, 1) @ params["second"] + params["second_bias"])
    read = read * _kept(keys[3], read.shape, drop)
    cue = _odds_loss(read @ params["cue"][:-1] + params["cue"][-1], step["is_cue"], step["weight"])
    aside = read @ params["aside"][:-1] + params["aside"][-1]
    beside = _odds_loss(aside[:, 0], step["in_source"], step["weight"]) + _odds_loss(
        aside[:, 1], step["in_content"], step["weight"]
    )
    own, theirs, over = (read @ params[name] for name in ("told", "asks", "branch"))
    paired = (params["pair"][step["pair_features"]] * _kept(keys[4], (PAIRS, PAIR_FEATURES, 1), 0.5 * drop)).sum(1)
    joined = jax.nn.relu(
        own[step["pair_token"]] + theirs[step["pair_cue"]] + over[step["pair_branch"]] + paired + params["pair_bias"]
    )
    roles = joined * _kept(keys[5], joined.shape, drop / 2) @ params["role"] + params["role_bias"]
    role = _odds_loss(roles[:, 0], step["source"], step["pair_weight"]) + _odds_loss(
        roles[:, 1], step["content"], step["pair_weight"]
    )
    return (cue + 0.1 * beside + 0.25 * role) / 1000


@partial(jax.jit, static_argnames=("drop",), donate_argnums=(0, 1, 2, 3))
def learn(
    params: Params,
    mean: Params,
    square: Params,
    slow: Params,
    step: dict[str, jax.Array],
    key: jax.Array,
    pace: float,
    count: float,
    drop: float,
):
    """Return the weights after one step of Adam, with its two means, and the slow mean of the weights that is kept in the end."""
    value, slope = jax.value_and_grad(loss)(params, step, key, drop)
    new, means, squares, slower = {}, {}, {}, {}
    keep = jnp.minimum(0.995, count / (count + 10))
    for name in params:
        means[name] = 0.9 * mean[name] + 0.1 * slope[name]
        squares[name] = 0.98 * square[name] + 0.02 * slope[name] ** 2
        move = (means[name] / (1 - 0.9**count)) / (jnp.sqrt(squares[name] / (1 - 0.98**count)) + 1e-8)
        decay = 0.01 if name not in {"first_bias", "second_bias", "pair_bias", "role_bias"} else 0.0
        new[name] = params[name] - pace * (move + decay * params[name])
        slower[name] = keep * slow[name] + (1 - keep) * new[name]
    return new, means, squares, slower, value


def train(
    lessons: list[Lesson], known: dict[str, np.ndarray], rounds: int, pace: float, drop: float, seed: int, watch=None
) -> Params:
    """Return the weights after so many rounds over the lessons; the pace falls to nothing."""
    params = fresh(seed, known)
    mean, square, slow = ({name: jnp.zeros_like(value) for name, value in params.items()} for _ in range(3))
    chance, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    a_round = sum(1 for _ in steps_of(lessons, np.random.default_rng(0)))
    done, total = 0, rounds * a_round
    for turn in range(rounds):
        started, losses = time.time(), list[float]()
        for step in steps_of(lessons, chance):
            done += 1
            key, now = jax.random.split(key)
            here = pace * min(1.0, done / 50) * max(0.02, 1 - done / total)
            params, mean, square, slow, value = learn(params, mean, square, slow, step, now, here, done, drop)
            losses.append(float(value))
        print(f"round {turn + 1}: loss {np.mean(losses):.4f}, {time.time() - started:.0f} s", flush=True)
        if watch:
            watch(turn, slow)
    return slow


def save(params: Params, output: Path) -> None:
    """Write the weights in half precision, always the same bytes for the same weights."""
    np.savez_compressed(
        output, **{name: np.asarray(value).astype(np.float16) for name, value in params.items() if name != "aside"}
    )


def main() -> None:
    """Read, train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--news", nargs="*", type=Path, default=[])
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--pace", type=float, default=0.002)
    parser.add_argument("--drop", type=float, default=0.4)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for file in (*chosen.news, *chosen.files):
        print(f"{file.name}: sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}")
    rows = {row["id"]: row for row in read_rows(chosen.files)}
    lessons = [lesson_of(rows[one.id], one) for one in parsed(list(rows.values())) if one.parse is not None]
    known = vectors_of(texts_of([file for file in (*chosen.news, *chosen.files) if file.suffix == ".gz"]), WIDTH)
    save(train(lessons, known, chosen.rounds, chosen.pace, chosen.drop, chosen.seed), chosen.output)


if __name__ == "__main__":
    main()
