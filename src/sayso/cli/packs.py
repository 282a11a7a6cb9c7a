"""`sayso pack`: check a rule pack, begin a new one, list those that there are."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sayso.cli.console import say, show, write_json
from sayso.cli.options import AsJson, ConfigFile, Verbose, settings
from sayso.cli.outcome import DONE, NOTHING, command
from sayso.kit.packs import FILES, built_in, installed, load_pack
from sayso.model.errors import PackError
from sayso.run.packs import tried
from sayso.show.plain import plain

Name = Annotated[str, typer.Argument(metavar="PACK", help="The pack: its name, or its folder.", show_default=False)]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make.", show_default=False)]

pack = typer.Typer(
    help="Rule packs: which provision an event bears on.",
    epilog="Example: sayso pack list",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


@command
def check(name: Name, as_json: AsJson = False, config: ConfigFile = None, verbose: Verbose = False) -> int:
    """Read a pack and try every one of its sentences."""
    found = load_pack(name)
    failed = tried(found, settings(config))
    negative = sum(not example.expect for example in found.examples)
    counts = {"provisions": len(found.provisions), "rules": len(found.rules), "examples": len(found.examples)}
    if as_json:
        write_json({"pack": found.id, "version": found.heading.version, **counts, "without_match": negative, "failed": failed})
        return NOTHING if failed else DONE
    for one in failed:
        wrong = "".join(f"; missed by '{rule}'" for rule in one.missed) + "".join(f"; matched by '{rule}'" for rule in one.wrong)
        show([Text(plain(f"example {one.number + 1}{wrong}: {one.example.text}"))])
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    name_of = f"{plain(found.id)} {plain(found.heading.version)}"
    right = len(found.examples) - len(failed)
    show([Text(f"{name_of}: {told} ({negative} match no rule); {right} right, {len(failed)} wrong")])
    return NOTHING if failed else DONE


@command
def new(folder: Folder, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """Begin a pack: four small files that hold one rule and can be checked as they are."""
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise PackError(f"{folder}: is there already and is not empty", remedy="name a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in FILES:
            (folder / file).write_text(files("sayso.packs").joinpath("template", file).read_text("utf-8"), "utf-8")
    except OSError as error:
        raise PackError(f"{folder}: cannot be written: {error.strerror}", remedy="name a folder that can be written") from error
    if as_json:
        write_json({"folder": str(folder), "files": FILES})
        return DONE
    say(f"wrote {', '.join(FILES)} in {folder}; try: sayso pack check {folder}")
    return DONE


@command
def listed(as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List the packs that come with sayso and those of installed packages; one that is broken is named and left out."""
    rows, broken = list[dict[str, str]](), list[dict[str, str]]()
    for name in (name for name in (built_in() | installed()) if name != "template"):
        try:
            found = load_pack(name)
            rows.append({"name": name, "version": found.heading.version, "title": found.heading.title})
        except PackError as error:
            broken.append({"name": name, "message": error.message, "remedy": error.remedy})
    if as_json:
        write_json({"packs": rows, "broken": broken})
    else:
        show([Text(plain(f"{row['name']}  {row['version']}  {row['title']}")) for row in rows])
    for one in broken:
        say(f"{one['name']}: left out: {one['message']} ({one['remedy']})")
    return NOTHING if broken else DONE


pack.command(epilog="Example: sayso pack check un-dprk")(check)
pack.command(epilog="Example: sayso pack new rules/")(new)
pack.command(name="list", epilog="Example: sayso pack list")(listed)
