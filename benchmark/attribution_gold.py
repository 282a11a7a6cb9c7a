"""Score who said what against the project's own texts, which mark chains, classes and silences.

    python -m benchmark.attribution_gold                      both halves
    python -m benchmark.attribution_gold --errors             and what is wrong in the development half
    python -m benchmark.attribution_gold --json

The halves are `development`, to learn from, and `unseen`, to be measured by alone: what is wrong there is printed only where
`--half unseen --errors` asks for it.

Predictions with one cue, one source and one class are first joined: the pieces of a split quotation are one.

found        of all attributions: one is predicted whose words share at least half (of both taken together) with its own; for a
             no_comment or an unknown, and where either has no words, a shared cue is enough. Pairs are one to one, the best
             first, a shared cue before none.
precision    of all predictions: those so paired.
source       of the found that have a source: it shares a word that says something. empty_source: of those that have none: nor has
             the prediction.
class        of the found.
chain        of the found: every voice is right, in order. The outlet of the text may be left out. chain_of_all: of all.
             A name is right as `sayso.kit.names.plain` writes it, titles left out, or with words of description before it; a
             voice without a name also where the words agree as far as the shorter of them goes. Two who speak together may be
             one voice or two predictions.
stance       of the found that have a claim: the claim with most of their words has the stance.
silences     of all no_comments and denials: no prediction with their cue takes the one for the other.
interval     95 %, by drawing texts.
"""

import argparse
import functools
import json
import random
import re
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmark.attribution_markup import ROWS, WORD, Gold, Link, Text
from benchmark.product import MeasureError, Product
from sayso.kit.names import plain, without_title
from sayso.kit.vocabulary import common_words

HALVES = ("development", "unseen")
MEASURES = {
    "found": "gold",
    "precision": "predicted",
    "source": "sourced",
    "empty_source": "unsourced",
    "class": "found",
    "chain": "found",
    "chain_of_all": "gold",
    "stance": "claimed",
    "silences": "silent",
}
"""Each measure, and what it is a share of."""
BARS = {"chain": 75, "class": 90, "silences": 100}
ENOUGH = 0.5
"""From this share of words in common on, two attributions are one."""
OPPOSITES = {"no_comment": "denial", "denial": "no_comment"}

Prediction = dict[str, Any]
Words = frozenset[int]


def read_gold(path: Path = ROWS) -> tuple[Text, ...]:
    """Return the texts with what is marked in them."""
    lines = path.read_text("utf-8").splitlines()
    return tuple(msgspec.json.decode(line, type=Text) for line in lines)


@functools.cache
def _begins(text: str) -> tuple[int, ...]:
    return tuple(word.start() for word in WORD.finditer(text))


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """A text, what is predicted for it, and which prediction is which attribution."""

    text: Text
    predicted: tuple[Prediction, ...]
    claims: tuple[Prediction, ...]
    pairs: dict[int, int]

    def words(self, spans: Iterable[Any]) -> Words:
        """Return where the words of the spans begin."""
        begins = _begins(self.text.text)
        found: set[int] = set()
        for span in spans:
            start, end = (span["start"], span["end"]) if isinstance(span, dict) else span
            found |= set(begins[bisect_left(begins, start) : bisect_left(begins, end)])
        return frozenset(found)

    def said(self, words: Words) -> frozenset[str]:
        """Return those of the words that say something, all where none does."""
        matches = (WORD.match(self.text.text, begin) for begin in words)
        said = frozenset(match[0].lower() for match in matches if match)
        return _telling(said) or said


def paired(text: Text, row: Prediction) -> Paired:
    """Return a text with its predictions, the best pairs first."""
    bare = Paired(text=text, predicted=joined(row["attributions"]), claims=tuple(row["claims"]), pairs={})
    ranked = sorted(_likeness(bare), reverse=True)
    pairs, taken = dict[int, int](), set[int]()
    for _, gold, predicted in ranked:
        if -gold not in pairs and -predicted not in taken:
            pairs[-gold] = -predicted
            taken.add(-predicted)
    return msgspec.structs.replace(bare, pairs=pairs)


def joined(predicted: Iterable[Prediction]) -> tuple[Prediction, ...]:
    """Return the predictions, those with one cue and one source as one: pieces of a quotation that was split."""
    found = dict[str, Prediction]()
    for item in predicted:
        key = json.dumps([item["cue"], item["source"], item["class"]]) if item["cue"] else item["id"]
        before = found.get(key)
        both = {"content": [*before["content"], *item["content"]], "ids": [*before["ids"], item["id"]]} if before else {}
        found[key] = (before or item | {"ids": [item["id"]]}) | both
    return tuple(found.values())


def _likeness(bare: Paired) -> Iterator[tuple[float, int, int]]:
    """Yield how alike each attribution and each prediction are that can be one, and their numbers with a minus before them."""
    found = [(bare.words(item["content"]), bare.words(item["cue"])) for item in bare.predicted]
    for number, gold in enumerate(bare.text.attributions):
        words, cue = bare.words(gold.content), bare.words(gold.cue)
        for other, (their_words, their_cue) in enumerate(found):
            common = len(words & their_words) / len(words | their_words) if words | their_words else 0.0
            by_cue = gold.kind in {"no_comment", "unknown"} or not words or not their_words
            if common >= ENOUGH or (by_cue and cue & their_cue):
                yield common + bool(cue & their_cue), -number, -other


def name_fits(link: Link, name: str) -> bool:
    """Is the name one of the voice?"""
    mine, theirs = [_bare(each) for each in (link.name, *link.also)], _bare(name)
    if link.role == "unnamed":
        shorter = [min(each, theirs, key=len) for each in mine]
        return any(
            short and each[: len(short)] == theirs[: len(short)] == short for each, short in zip(mine, shorter, strict=True)
        )
    return any(theirs == each or (len(each) > 1 and theirs[-len(each) :] == each) for each in mine)


def _bare(name: str) -> tuple[str, ...]:
    return without_title(tuple(plain(name).split()))[0]


def voices(chain: Sequence[Any], outlet: str | None) -> list[Any]:
    """Return a chain without the outlet of the text."""
    links = [link if isinstance(link, Link) else Link(name=link["name"], role=link["role"]) for link in chain]
    return [link for link in links if link.role != "outlet" and plain(link.name) != plain(outlet or "")]


def chain_fits(mine: list[Link], theirs: list[Link]) -> bool:
    """Is every voice right, in order?"""
    return len(mine) == len(theirs) and all(name_fits(link, other.name) for link, other in zip(mine, theirs, strict=True))


def _chain_is_right(pair: Paired, gold: Gold, predicted: Prediction) -> bool:
    outlet = pair.text.outlet
    mine = [_with_words(pair, link) for link in voices(gold.chain, outlet)]
    if chain_fits(mine, voices(predicted["chain"], outlet)):
        return True
    return bool(mine and mine[-1].together) and _pair_fits(pair, gold, mine)


def _pair_fits(pair: Paired, gold: Gold, mine: list[Link]) -> bool:
    """Are two who speak together one voice with both names, or the words of the text, or a prediction each?"""
    outer, last, cue = mine[:-1], mine[-1], pair.words(gold.cue)
    beside = [voices(item["chain"], pair.text.outlet) for item in pair.predicted if cue & pair.words(item["cue"])]
    named = [chain[-1].name for chain in beside if len(chain) == len(mine) and chain_fits(outer, chain[:-1])]
    phrase = plain(pair.text.text[gold.source[0][0] : gold.source[-1][1]]) if len(gold.source) > 1 else None
    each = [Link(name=name, role="speaker") for name in last.together]
    at_once = any(all(any(name_fits(one, part) for part in name.split(" and ")) for one in each) for name in named)
    return (
        at_once or phrase in [plain(name) for name in named] or all(any(name_fits(one, name) for name in named) for one in each)
    )


def _with_words(pair: Paired, link: Link) -> Link:
    """Return a voice without a name with the words that stand for it in the text, pronouns left out."""
    if link.role != "unnamed":
        return link
    own = (item for item in pair.text.attributions if item.chain and item.chain[-1].name == link.name)
    stands_for = (pair.text.text[start:end] for item in own for start, end in item.source)
    telling = (words for words in stands_for if _telling(plain(words).split()))
    return msgspec.structs.replace(link, also=(*link.also, *telling))


def _telling(words: Iterable[str]) -> frozenset[str]:
    """Return the words that tell one voice from another: neither the commonest ones nor those of one or two letters."""
    return frozenset(word for word in words if len(word) > 2) - common_words()


def _stance_of(pair: Paired, gold: Gold, predicted: Prediction) -> str | None:
    """Return the stance of the claim that stands under a prediction and has most of the words of an attribution."""
    words = pair.words((*gold.content, *gold.cue))
    under = [claim for claim in pair.claims if claim["attribution"] in predicted["ids"]]
    best = max(under, key=lambda claim: len(words & pair.words([claim])), default=None)
    return best["stance"] if best else None


def judged(pair: Paired) -> Iterator[tuple[Gold, Prediction | None, dict[str, bool]]]:
    """Yield each attribution of a text, its prediction, and which measures it is right in, of those that apply."""
    for number, gold in enumerate(pair.text.attributions):
        silent = {"silences": not _is_confused(pair, gold)} if gold.kind in OPPOSITES else {}
        if number not in pair.pairs:
            yield gold, None, {"found": False, "chain_of_all": False} | silent
            continue
        predicted = pair.predicted[pair.pairs[number]]
        theirs, mine = pair.words(predicted["source"]), pair.words(gold.source)
        right = _chain_is_right(pair, gold, predicted)
        verdict = {"found": True, "class": predicted["class"] == gold.kind, "chain": right, "chain_of_all": right}
        verdict |= {"source": bool(pair.said(mine) & pair.said(theirs))} if mine else {"empty_source": not theirs}
        stance = _stance_of(pair, gold, predicted)
        yield gold, predicted, verdict | silent | ({"stance": stance == gold.stance} if stance else {})


def _is_confused(pair: Paired, gold: Gold) -> bool:
    cue = pair.words(gold.cue)
    return any(item["class"] == OPPOSITES[gold.kind] and cue & pair.words(item["cue"]) for item in pair.predicted)


def counts(pair: Paired) -> Counter[str]:
    """Return how many attributions of a text each measure looks at (`of`) and finds right."""
    total = Counter({"of precision": len(pair.predicted), "precision": len(pair.pairs)})
    for _, _, verdict in judged(pair):
        total.update({f"of {name}": 1 for name in verdict})
        total.update({name: 1 for name, right in verdict.items() if right})
    return total


def share(total: Counter[str], name: str) -> float:
    """Return a measure in percent."""
    return round(100 * total[name] / total[f"of {name}"], 1) if total[f"of {name}"] else 0.0


def scored(pairs: Sequence[Paired], draws: int = 1000) -> dict[str, Any]:
    """Return every measure over some texts, with its interval."""
    each = [counts(pair) for pair in pairs]
    total, chance = sum(each, Counter[str]()), random.Random(0)
    drawn = [sum(chance.choices(each, k=len(each)), Counter[str]()) for _ in range(draws)]
    result: dict[str, Any] = {"texts": len(pairs), "attributions": total["of found"], "predicted": total["of precision"]}
    for name in MEASURES:
        values = sorted(share(one, name) for one in drawn)
        result[name] = share(total, name)
        result[f"{name}_of"] = total[f"of {name}"]
        result[f"{name}_interval"] = [values[int(0.025 * draws)], values[int(0.975 * draws) - 1]] if draws else []
    return result


def predictions(product: Product, texts: Iterable[Text]) -> dict[str, Prediction]:
    """Return what the product says of each text."""
    inputs = product.folder / "gold.jsonl"
    named = ("id", "text", "title", "published", "outlet")
    inputs.write_text(
        "".join(json.dumps({name: getattr(text, name) for name in named}) + "\n" for text in texts), encoding="utf-8"
    )
    lines = product.analyse(inputs).read_text("utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def pairs_of(product: Product, half: str | None = None) -> list[Paired]:
    """Return the texts of a half, or of both, with what the product says of them."""
    texts = [text for text in read_gold() if half in {None, text.half}]
    rows = predictions(product, texts)
    return [paired(text, rows.get(text.id, {"attributions": [], "claims": []})) for text in texts]


def measure(product: Product) -> dict[str, Any]:
    """Return the scores of both halves."""
    pairs = pairs_of(product)
    return {half: scored([pair for pair in pairs if pair.text.half == half]) for half in HALVES}


def errors(pairs: Iterable[Paired]) -> Iterator[str]:
    """Yield a line for each attribution that is not wholly right: what is wrong, what was to be found, what was."""
    for pair in pairs:
        text = pair.text.text
        for gold, predicted, verdict in judged(pair):
            wrong = [name for name, right in verdict.items() if not right and name != "chain_of_all"]
            if not wrong:
                continue
            words = re.sub(r"\s+", " ", " .. ".join(text[start:end] for start, end in gold.content))[:70]
            cue = " ".join(text[start:end] for start, end in gold.cue)
            line = f"{pair.text.id} {gold.number}: {', '.join(wrong)} | {cue} | {words} | {gold.kind} {_shown(gold.chain)}"
            yield line + (f" | found: {predicted['class']} {_shown(predicted['chain'])}" if predicted else "")


def _shown(chain: Sequence[Any]) -> str:
    return " > ".join(link.name if isinstance(link, Link) else link["name"] for link in chain) or "-"


def table(results: dict[str, dict[str, Any]]) -> str:
    """Return the scores, one measure a line, with the bars of the unseen half."""
    lines = [f"{'measure':16}" + "".join(f"{half:>34}" for half in results) + f"{'bar':>7}"]
    for name in ("texts", "attributions", "predicted"):
        lines.append(f"{name:16}" + "".join(f"{result[name]:>34}" for result in results.values()))
    for name in MEASURES:
        cells = (f"{r[name]:.1f} % of {r[f'{name}_of']} {_between(r[f'{name}_interval'])}" for r in results.values())
        lines.append((f"{name:16}" + "".join(f"{cell:>34}" for cell in cells) + f"{BARS.get(name, ''):>7}").rstrip())
    return "\n".join(lines)


def _between(interval: list[float]) -> str:
    return f"[{interval[0]:.1f}-{interval[1]:.1f}]" if interval else ""


def main() -> int:
    """Measure and print; return 1 where it could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="one half alone")
    parser.add_argument(
        "--errors", action="store_true", help="print what is wrong, in the development half unless --half says else"
    )
    parser.add_argument("--weights", choices=("news", "own"), default="news", help="which weights read")
    parser.add_argument("--json", action="store_true", help="print one object")
    choice = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            pairs = pairs_of(Product(Path(folder), attribution_weights=choice.weights), choice.half)
        except MeasureError as error:
            print(error, file=sys.stderr)
            return 1
    halves = (choice.half,) if choice.half else HALVES
    by_half = {half: [pair for pair in pairs if pair.text.half == half] for half in halves}
    results = {half: scored(some) for half, some in by_half.items()}
    if choice.errors:
        print("\n".join(errors(by_half[choice.half or "development"])), file=sys.stderr if choice.json else sys.stdout)
    print(json.dumps(results) if choice.json else table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
