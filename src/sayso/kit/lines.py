"""Read YAML into records so that every complaint names the file, the line and what to do."""

import difflib
import re
from typing import Any, TypeVar

import msgspec
import yaml

from sayso.kit.lexicon import Loader
from sayso.model.errors import PackError

Kind = TypeVar("Kind")


class _Plain(Loader):
    """Reads dates as the text they are: what a date must look like is said by whoever asks for one."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in Loader.yaml_implicit_resolvers.items()
}
_DEEPEST = 20
"""How many lists and keys may stand inside one another: a pack needs six."""
_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]")
_UNKNOWN = re.compile(r"contains unknown field `([^`]+)`")


class Yaml:
    """One YAML file: its values, and the line on which each stands."""

    def __init__(self, where: str, content: str) -> None:
        self.where = where
        try:
            self._refuse_what_no_pack_needs(content)
            loader = _Plain(content)
            try:
                self.root: yaml.Node | None = loader.get_single_node()
                self._refuse_keys_that_stand_twice(self.root)
                self.values: Any = loader.construct_document(self.root) if self.root is not None else None
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise self._at(line, f"is no YAML: {error.problem}", "mend the line: indentation, quotes, brackets") from error
        except yaml.YAMLError as error:
            raise self._at(1, f"is no YAML: {error}", "save it as UTF-8 text") from error

    def _refuse_what_no_pack_needs(self, content: str) -> None:
        """Look at the file piece by piece before anything is built of it.

        Raises:
            PackError: it names a part once and uses it again, which may grow without end, or nests too deep to be read.
        """
        deep = 0
        for event in yaml.parse(content, Loader=_Plain):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._at(line, "an anchor (&) or alias (*) has no place in a pack", "write the value out, in quotes")
            deep += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if deep > _DEEPEST:
                raise self._at(line, f"more than {_DEEPEST} levels stand inside one another", "close the brackets that are open")

    def _refuse_keys_that_stand_twice(self, node: yaml.Node | None) -> None:
        if isinstance(node, yaml.MappingNode):
            seen = set[str]()
            for key, value in node.value:
                if str(key.value) in seen:
                    raise self._at(key.start_mark.line + 1, f"the key '{key.value}' stands twice", "keep one of the two")
                seen.add(str(key.value))
                self._refuse_keys_that_stand_twice(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                self._refuse_keys_that_stand_twice(value)

    def read(self, kind: type[Kind]) -> Kind:
        """Return the file as a record.

        Raises:
            PackError: a key is unknown or missing, or a value is of the wrong kind.
        """
        try:
            return msgspec.convert(self.values, kind)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at ")
            steps = [name or int(number) for name, number in _STEP.findall(path.strip("`").removeprefix("$"))]
            unknown = _UNKNOWN.search(message)
            if unknown:
                steps.append(unknown.group(1))
                raise self.wrong(steps, f"there is no key '{unknown.group(1)}' here", "remove it or mend its spelling") from error
            raise self.wrong(steps, message[:1].lower() + message[1:], "compare it with its neighbours") from error

    def wrong(self, steps: list[str | int], message: str, remedy: str) -> PackError:
        """Return the error for the entry that the steps lead to."""
        return self._at(self._line(steps), message, remedy)

    def _line(self, steps: list[str | int]) -> int:
        """Return the line of the entry that the steps lead to, or of the last step that there is."""
        node = self.root
        line = 1
        for step in steps:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            elif isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == step), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
        return line

    def _at(self, line: int, message: str, remedy: str) -> PackError:
        return PackError(f"{self.where}:{line}: {message}", remedy=remedy)


def nearest(word: str, known: list[str]) -> str:
    """Return what a misspelt name may have meant, as the end of a remedy."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean '{close[0]}'?" if close else f"known are {', '.join(sorted(known)[:12])}"
