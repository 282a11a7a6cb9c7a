"""Count in how many news articles each word stands: what tells a rare word from a common one when a case is small.

    python training/background_words.py ARTICLES.jsonl.gz... --output src/sayso/models/background_words.json

Each input is gzipped JSONL with a `text` (and a `title`) a row. Only words of at least `--least` articles are kept, and no
word order, so that no text can be read back. The model card beside the output names data, licence and scores.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from sayso.link.words import WORD


def count(files: list[Path]) -> tuple[int, Counter[str]]:
    """Return the number of articles and how many of them each word stands in."""
    total, spread = 0, Counter[str]()
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                total += 1
                spread.update({word.lower() for word in WORD.findall(f"{row.get('title') or ''} {row['text']}")})
    return total, spread


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--least", type=int, default=15)
    chosen = parser.parse_args()
    total, spread = count(chosen.files)
    words = {word: count for word, count in sorted(spread.items()) if count >= chosen.least and word.isascii()}
    text = json.dumps({"articles": total, "least": chosen.least, "words": words}, ensure_ascii=False, separators=(",", ":"))
    chosen.output.write_text(text.replace(',"', ',\n"') + "\n", encoding="utf-8")
    print(f"{total} articles, {len(words)} words kept of {len(spread)}")


if __name__ == "__main__":
    main()
