"""Prove a rule pack before it is used: each of its sentences must match the rules that it names, and no others."""

from collections.abc import Iterable

from sayso.kit.config import Config
from sayso.kit.lines import Yaml
from sayso.kit.packs import find_pack, load_pack
from sayso.model.base import Record, make_id
from sayso.model.document import Document, Zone
from sayso.model.pack import Example, Pack
from sayso.model.span import Span
from sayso.run.analyse import Analyst
from sayso.run.pipeline import GIVEN, Pipeline
from sayso.run.sentence import SKIPPED
from sayso.run.stages import PIPELINE
from sayso.weigh.matching import Matcher


class Failed(Record, frozen=True, kw_only=True):
    """An example that does not do what it says: the rules that miss it and those that match it wrongly."""

    number: int
    example: Example
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def proven_pack(name: str, config: Config) -> Pack:
    """Return a pack whose examples all hold.

    Raises:
        PackError: there is no such pack, a file of it is wrong, or an example does not hold: file and line are named.
    """
    pack = load_pack(name)
    for failed in tried(pack, config):
        place = find_pack(name).joinpath("examples.yaml")
        told = [f"the rule '{rule}' does not match its positive example" for rule in failed.missed]
        told += [f"the rule '{rule}' matches its negative example" for rule in failed.wrong]
        remedy = "mend the rule or the sentence; `sayso pack check` lists all that fail"
        words = f"{'; '.join(told)}: {failed.example.text}"
        raise Yaml(str(place), place.read_text("utf-8")).wrong([failed.number], words, remedy)
    return pack


def tried(pack: Pack, config: Config) -> tuple[Failed, ...]:
    """Return the examples of a pack that do not hold."""
    matcher, failed = Matcher(pack), list[Failed]()
    documents = read_texts(((example.text, example.published) for example in pack.examples), config)
    for number, (example, document) in enumerate(zip(pack.examples, documents, strict=True)):
        found = {match.rule for match in matcher.matches(document)}
        missed, wrong = set(example.expect) - found, found - set(example.expect)
        if missed or wrong:
            failed.append(Failed(number=number, example=example, missed=tuple(sorted(missed)), wrong=tuple(sorted(wrong))))
    return tuple(failed)


def read_texts(texts: Iterable[tuple[str, str]], config: Config) -> list[Document]:
    """Return what texts say that are body from end to end, each with its day of publication."""
    documents = [
        Document(
            id=make_id("example", words, published),
            source="example",
            text=words,
            text_sha256="",
            language=config.language,
            published=published,
            zones=(Zone(span=Span(start=0, end=len(words)), kind="body", why="example"),),
        )
        for words, published in ((" ".join(text.split()), published) for text, published in texts)
    ]
    steps = tuple(step for step in PIPELINE.document if step.name not in SKIPPED)
    whole = Pipeline(document=steps, corpus=(), load_parser=PIPELINE.load_parser, given=GIVEN | {"zones"})
    with Analyst(whole, config) as analyst:
        return list(analyst.analyse(documents))
