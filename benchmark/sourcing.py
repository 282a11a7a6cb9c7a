"""Hold the range of independent voices against patterns of sourcing whose truth is known.

    python -m benchmark.sourcing            what is wrong, and the counts
    python -m benchmark.sourcing --all      every pattern

A range is right where both ends are. It is too confident where it promises more voices than there are for certain, or rules out
voices that there may be. The patterns are in `benchmark/gold/sourcing/patterns.yaml`.
"""

import argparse
import sys
from collections.abc import Iterator

import msgspec
import yaml

from benchmark.product import ROOT
from sayso.kit.config import Config
from sayso.kit.names import plain
from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Corpus
from sayso.model.document import Document
from sayso.read.identity import text_hash
from sayso.run.across import across
from sayso.run.analyse import Analyst
from sayso.run.progress import Silent
from sayso.run.stages import PIPELINE

PATTERNS = ROOT / "benchmark" / "gold" / "sourcing" / "patterns.yaml"
DAY = "2024-05-14"


class Article(Record, frozen=True, kw_only=True):
    """One article of a pattern."""

    outlet: str
    text: str
    day: str = DAY


class Pattern(Record, frozen=True, kw_only=True):
    """Articles, the claim that is meant, who rests on whom, and the range of voices."""

    name: str
    claim: str
    articles: tuple[Article, ...]
    rests: tuple[tuple[int, str | int], ...]
    range: tuple[int, int]


class Answer(Record, frozen=True, kw_only=True):
    """What was found for a pattern: the range, and the dependences that are right, missing and beyond the truth."""

    pattern: Pattern
    range: tuple[int, int] | None
    right: int = 0
    missing: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Are both ends of the range right?"""
        return self.range == self.pattern.range

    @property
    def is_too_confident(self) -> bool:
        """Does the range promise voices that are not certain, or rule out some that may be there?"""
        return self.range is not None and (self.range[0] > self.pattern.range[0] or self.range[1] < self.pattern.range[1])


def patterns() -> tuple[Pattern, ...]:
    """Return the patterns of the table."""
    raw = yaml.safe_load(PATTERNS.read_text("utf-8"))
    return msgspec.convert(raw["entries"], tuple[Pattern, ...])


def answers(chosen: tuple[Pattern, ...]) -> Iterator[Answer]:
    """Yield what is found for each pattern."""
    config = Config()
    with Analyst(PIPELINE, config) as analyst:
        for pattern in chosen:
            documents = [_document(number, article) for number, article in enumerate(pattern.articles, start=1)]
            read = [document.replace(parse=None) for document in analyst.analyse(documents)]
            yield _answer(pattern, across(Corpus(documents=tuple(read)), config, PIPELINE, Silent()))


def _document(number: int, article: Article) -> Document:
    return Document(
        id=f"d{number}",
        source=f"d{number}.txt",
        text=article.text,
        text_sha256=text_hash(article.text),
        published=article.day,
        outlet=article.outlet,
        language="en",
    )


def _answer(pattern: Pattern, found: Corpus) -> Answer:
    group = _meant(pattern, found)
    names = {origin.id: plain(origin.name) for origin in found.origins}
    true = {f"d{one} on {f'd{other}' if isinstance(other, int) else plain(other)}" for one, other in pattern.rests}
    told = {f"{each.document} on {names.get(each.on, each.on)}" for each in found.dependences}
    return Answer(
        pattern=pattern,
        range=(group.at_least, group.at_most) if group else None,
        right=len(true & told),
        missing=tuple(sorted(true - told)),
        beyond=tuple(sorted(told - true)),
    )


def _meant(pattern: Pattern, found: Corpus) -> ClaimGroup | None:
    """Return the group of the claim that is meant: of those with its words the one that most articles speak in."""
    words = {claim.id: claim.span.cut(document.text) for document in found.documents for claim in document.claims}
    meant = [group for group in found.groups if any(pattern.claim in words[member.claim] for member in group.members)]
    return max(meant, key=lambda group: (len({member.document for member in group.members}), group.id), default=None)


def main() -> int:
    """Print what is found for the patterns; return 1 where a range is too confident."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="show the patterns that are right too")
    choice = parser.parse_args()
    found = list(answers(patterns()))
    for each in found:
        if choice.all or not each.is_right or each.missing or each.beyond:
            mark = "right" if each.is_right else "TOO CONFIDENT" if each.is_too_confident else "too wide"
            print(f"{mark:14}{each.pattern.name}: {each.range} for {each.pattern.range}")
            print("".join(f"{'':14}missing {edge}\n" for edge in each.missing), end="")
            print("".join(f"{'':14}beyond {edge}\n" for edge in each.beyond), end="")
    confident = sum(each.is_too_confident for each in found)
    edges = sum(len(each.pattern.rests) for each in found)
    print(f"{sum(each.is_right for each in found)} of {len(found)} ranges are right, {confident} are too confident")
    print(
        f"{sum(each.right for each in found)} of {edges} dependences found, {sum(len(each.beyond) for each in found)} beyond them"
    )
    return int(confident > 0)


if __name__ == "__main__":
    sys.exit(main())
