"""Load the words that sayso knows: `data/*.yaml`, one entry a line, each file saying what it is, its source and its licence."""

import functools
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from sayso.model.errors import LexiconError

Entry = TypeVar("Entry")
_TEXT = "tag:yaml.org,2002:str"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `no`, `on` and `yes` as the words they are: only `true` and `false` are truth values."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, rules in Loader.yaml_implicit_resolvers.items()
}


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A data file: what it holds, where that comes from, under which licence, and its entries."""

    about: str
    source: str
    licence: str
    entries: list[Any]


@functools.cache
def load(name: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """Return the entries of `data/NAME.yaml` as records of `kind`.

    Raises:
        LexiconError: the file or one of its entries is wrong, or an entry stands twice.
    """
    content = files("sayso.data").joinpath(f"{name}.yaml").read_text("utf-8")
    return parse(content, kind, f"data/{name}.yaml")


def parse(content: str, kind: type[Entry], where: str) -> tuple[Entry, ...]:
    """Return the entries of a lexicon's YAML; `where` names the file in errors."""
    try:
        lexicon = msgspec.convert(_values(content), Lexicon)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise LexiconError(f"{where}: {error}", remedy="give about, source, licence and a list of entries") from error
    entries, seen = list[Entry](), set[str]()
    for number, raw in enumerate(lexicon.entries, start=1):
        key = repr(raw)
        if key in seen:
            raise LexiconError(f"{where}: entry {number} stands twice: {raw}", remedy="remove one of the two")
        seen.add(key)
        try:
            entries.append(msgspec.convert(raw, kind))
        except msgspec.ValidationError as error:
            raise LexiconError(f"{where}: entry {number} {raw}: {error}", remedy="compare it with its neighbours") from error
    return tuple(entries)


def _values(content: str) -> Any:
    """Return what a file holds. The loader would make it too, in twice the time: it looks for ways to make each of the words."""
    loader = Loader(content)
    try:
        root = loader.get_single_node()
        return None if root is None else _value(loader, root)
    finally:
        loader.dispose()


def _value(loader: Loader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_value(loader, key): _value(loader, value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, each) for each in node.value]
    return node.value if node.tag == _TEXT else loader.construct_object(node)
