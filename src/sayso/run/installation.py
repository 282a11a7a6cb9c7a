"""Look whether this installation can work: its libraries, parser, weights, word lists and packs, its cache and its disk."""

import base64
import hashlib
import os
import platform
import re
import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_dir

from sayso import __version__
from sayso.clean.model import zone_model
from sayso.extract import attribution_model, trigger_model
from sayso.kit import lexicon, packs
from sayso.kit.config import Config
from sayso.kit.word_knowledge import word_knowledge
from sayso.kit.word_likeness import word_likeness
from sayso.language.parser import load_parser
from sayso.link import claim_pairs, happening_network
from sayso.link.words import background
from sayso.run.health import Check, doubtful, looked, right, size, some, wrong
from sayso.run.sentence import read_sentence
from sayso.store.cache import FILE

PACKAGE = "sayso"
INSTALL_AGAIN = "install sayso again"
WEIGHTS: Mapping[str, Callable[[], object]] = {
    "attribution.npz": partial(attribution_model.weights, "news"),
    "attribution_own.npz": partial(attribution_model.weights, "own"),
    "background_words.json": background,
    "event_triggers.npz": trigger_model.weights,
    "claim_pairs.json": claim_pairs.model,
    "happening_pairs.npz": happening_network.network,
    "word_knowledge.npz": word_knowledge,
    "word_likeness.npz": word_likeness,
    "zones.json": zone_model,
}
"""Every file of weights, and what loads it."""
EXTRAS = {
    "dask": ("distributed", "--engine dask"),
    "ftm": ("followthemoney", "export --to ftm"),
    "postgres": ("psycopg", "--case postgresql://..."),
}
LEAST_FREE = 500_000_000
"""With fewer bytes free than this, a build is likely to stop for want of room."""
TRIAL = "The ministry said on Friday that the bridge was closed."


def installation(config: Config, folder: Path) -> Iterator[Check]:
    """Yield what is found of the installation; `folder` is where the user works, or where the case stands."""
    yield right("python", f"{platform.python_version()} on {platform.system()}")
    yield looked("sqlite", _sqlite, "use a Python whose SQLite has FTS5")
    yield looked("sayso", _files, INSTALL_AGAIN)
    yield looked("libraries", _libraries, INSTALL_AGAIN)
    yield looked("parser", lambda: _parser(config), "install spaCy and its pipeline again")
    yield looked("weights", _weights, INSTALL_AGAIN)
    yield looked("word lists", _word_lists, INSTALL_AGAIN)
    yield looked("packs", _packs, "mend the pack, or uninstall the package that brings it")
    yield looked("reading", lambda: _reading(config), INSTALL_AGAIN)
    for extra in EXTRAS:
        yield _extra(extra)
    yield looked("cache", lambda: _cache(config), "name another folder with `cache` in sayso.toml")
    yield looked("disk", lambda: free_disk("disk", folder), "look at the disk")


def free_disk(name: str, folder: Path, needed: int = LEAST_FREE) -> Check:
    """Return how much room the disk of a folder has."""
    free = shutil.disk_usage(_existing(folder)).free
    if free < needed:
        return doubtful(name, f"only {size(free)} free for {folder}", "free some space before the next build")
    return right(name, f"{size(free)} free for {folder}")


def _sqlite() -> Check:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    return right("sqlite", f"{sqlite3.sqlite_version}, with full-text search")


def _files() -> Check:
    """Compare the files of sayso with the hashes that the installer wrote down."""
    count, changed = 0, list[str]()
    for file in distribution(PACKAGE).files or ():
        if file.hash is None or file.parts[0] != PACKAGE:
            continue
        count += 1
        place = Path(str(file.locate()))
        content = place.read_bytes() if place.is_file() else b""
        found = base64.urlsafe_b64encode(hashlib.new(file.hash.mode, content).digest()).rstrip(b"=").decode()
        if found != file.hash.value:
            changed.append(str(file))
    if changed:
        return wrong("sayso", f"{__version__}; not as they were installed: {some(sorted(changed))}", INSTALL_AGAIN)
    if not count:
        return right("sayso", f"{__version__}, run from its sources: there are no hashes to compare with")
    return right("sayso", f"{__version__}, {count} files as they were installed")


def _libraries() -> Check:
    needed = [need for need in distribution(PACKAGE).requires or () if "extra ==" not in need]
    names = [found[0] for need in needed if (found := re.match(r"[A-Za-z0-9._-]+", need))]
    missing = [name for name in names if not _installed(name)]
    if missing:
        return wrong("libraries", f"not installed: {some(missing)}", f"install them, or {INSTALL_AGAIN}")
    return right("libraries", f"all {len(names)} installed")


def _parser(config: Config) -> Check:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        identity = load_parser(config).identity
    said = [str(each.message) for each in caught if issubclass(each.category, UserWarning)]
    if said:
        remedy = f"install a {config.parser} that fits the installed spaCy"
        return doubtful("parser", f"{identity}: {' '.join(said[0].split())}", remedy)
    return right("parser", identity)


def _weights() -> Check:
    total, broken, folder = 0, list[str](), files("sayso.models")
    for name, load in WEIGHTS.items():
        found = looked(name, partial(_loaded, name, load), "")
        total += len(folder.joinpath(name).read_bytes()) if found.state == "ok" else 0
        broken += [f"{name} ({found.detail})"] if found.state != "ok" else []
    if broken:
        return wrong("weights", f"cannot be loaded: {some(broken)}", INSTALL_AGAIN)
    return right("weights", f"{len(WEIGHTS)} files, {size(total)}, all load")


def _loaded(name: str, load: Callable[[], object]) -> Check:
    load()
    return right(name, "loads")


def _word_lists() -> Check:
    lists = sorted(each.name for each in files("sayso.data").iterdir() if each.name.endswith(".yaml"))
    entries = sum(len(lexicon.load(name.removesuffix(".yaml"), object)) for name in lists)
    return right("word lists", f"{len(lists)} lists, {entries} entries")


def _packs() -> Check:
    names = sorted(packs.built_in() | packs.installed())
    for name in names:
        packs.load_pack(name)
    return right("packs", some(names) or "none is installed")


def _reading(config: Config) -> Check:
    """Read one sentence, as every article is read."""
    claims = read_sentence(TRIAL, config.replace(cache="")).claims
    if not claims:
        return wrong("reading", f"nothing is found in the sentence “{TRIAL}”", "name a complete English pipeline as parser")
    return right("reading", f"a sentence is read and says {len(claims)} thing{'' if len(claims) == 1 else 's'}")


def _extra(extra: str) -> Check:
    package, use = EXTRAS[extra]
    found = _installed(package)
    if not found:
        return right(f"extra {extra}", f"not installed; only `{use}` needs it: install sayso[{extra}]")
    return right(f"extra {extra}", f"{package} {found}")


def _cache(config: Config) -> Check:
    if config.cache == "":
        return right("cache", "none is kept")
    folder = Path(config.cache or user_cache_dir("sayso"))
    if folder.exists() and not folder.is_dir():
        return doubtful("cache", f"{folder} is no folder: every article is parsed anew", "remove it, or name another folder")
    if not os.access(_existing(folder), os.W_OK | os.X_OK):
        remedy = "let it be written, or name another with `cache` in sayso.toml"
        return doubtful("cache", f"{folder} cannot be written: every article is parsed anew", remedy)
    held = sum(each.stat().st_size for each in folder.glob(f"{FILE}*")) if folder.exists() else 0
    file = folder / FILE
    if held and file.is_file() and file.stat().st_size and not _is_database(file):
        return doubtful("cache", f"{file} is damaged: every article is parsed anew", "remove that file: it is made again")
    return right("cache", f"{folder}, {size(held)} of {size(config.cache_bytes)}")


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\x00"


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest one above it that exists."""
    absolute = folder.absolute()
    return next((each for each in (absolute, *absolute.parents) if each.exists()), absolute)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
