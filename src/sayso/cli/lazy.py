"""Commands that are loaded when they are called for: who asks for one does not wait for the libraries of the others."""

import importlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

FOLDER = "sayso.cli"


class Listed(NamedTuple):
    """A command as the list of all commands tells it: `place` is the module in `FOLDER` and what stands there under its name."""

    place: str
    about: str
    example: str

    @property
    def name(self) -> str:
        """What the user types."""
        return self.place.partition(".")[2].replace("_", "-")


class Commands(Mapping[str, Any]):
    """The commands by name. Looking one up loads it; listing them loads none."""

    def __init__(self, listed: tuple[Listed, ...]) -> None:
        self._listed = {one.name: one for one in listed}

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __getitem__(self, name: str) -> Any:
        listed = self._listed[name]
        module, _, run = listed.place.partition(".")
        found = getattr(importlib.import_module(f"{FOLDER}.{module}"), run)
        group = found if isinstance(found, typer.Typer) else _alone(found, listed)
        command = typer.main.get_command(group)
        command.name = name
        return command


def _alone(run: Any, listed: Listed) -> typer.Typer:
    """Return an app of one command, which is that command itself and no group."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(listed.name, epilog=f"Example: {listed.example}")(run)
    return alone


def group_of(listed: tuple[Listed, ...]) -> type[TyperGroup]:
    """Return the kind of group that holds these commands, in this order."""

    class Group(TyperGroup):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given | {"commands": Commands(listed)})

        def list_commands(self, ctx: Any) -> list[str]:
            return [one.name for one in listed]

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            with formatter.section("Commands"):
                formatter.write_dl([(one.name, one.about) for one in listed])

    return Group
