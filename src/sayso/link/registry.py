"""The agencies, state media, official channels and outlets that sayso knows, by any of their names."""

import functools
import re

from sayso.kit.config import Config, OutletEntry
from sayso.kit.lexicon import load
from sayso.kit.names import plain, without_title
from sayso.kit.vocabulary import country_names, place_of

EXPANDED = {"un": ("united", "nations"), "eu": ("european", "union"), "us": ("united", "states"), "uk": ("united", "kingdom")} | {
    "mt": ("mount",),
    "ft": ("fort",),
}
"""Abbreviations that begin the names of bodies: UN Security Council."""
CAPITAL = re.compile(r".*\b[A-Z0-9][^\s]*", re.DOTALL)
"""A body's name up to its last capital: "KSPA" in "KSPA news agency"."""
GENERIC = frozenset(
    {
        "agency",
        "news",
        "the",
        "official",
        "state",
        "state-run",
        "media",
        "newspaper",
        "outlet",
        "wire",
        "service",
        "run",
        "broadcaster",
        "daily",
    }
)


@functools.cache
def _by_name(own: tuple[OutletEntry, ...]) -> dict[str, OutletEntry]:
    found: dict[str, OutletEntry] = {}
    for entry in (*own, *load("agencies", OutletEntry)):
        for name in (entry.name, *entry.names, *entry.domains):
            found.setdefault(plain(name), entry)
    return found


def known_source(name: str, config: Config) -> OutletEntry | None:
    """Return the registry's entry for a name, also where words such as "the official ... news agency" stand around it."""
    entries = _by_name((*config.outlets, *config.agencies))
    whole = plain(name)
    if whole in entries:
        return entries[whole]
    kept = [word for word in whole.split() if word not in GENERIC]
    return entries.get(" ".join(kept)) if kept and len(kept) < len(whole.split()) else None


@functools.cache
def _by_domain(own: tuple[OutletEntry, ...]) -> dict[str, OutletEntry]:
    found: dict[str, OutletEntry] = {}
    for entry in (*own, *load("agencies", OutletEntry)):
        for domain in entry.domains:
            found.setdefault(domain.lower(), entry)
    return found


def source_of_host(host: str, config: Config) -> OutletEntry | None:
    """Return the registry's entry whose site a host is: the longest of its domains that the host is or stands under."""
    entries, labels = _by_domain((*config.outlets, *config.agencies)), host.split(".")
    return next((entries[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in entries), None)


def key_of(written: str, kind: str, config: Config) -> tuple[str, ...]:
    """Return what must be the same for two names to be one: the known source's or the country's name, else the plain words."""
    capital = CAPITAL.match(written) if kind == "organisation" else None
    words = without_title(tuple(plain(capital.group() if capital else written).split()))[0]
    if kind == "person":
        return words
    entry = known_source(written, config)
    country = country_names().get(plain(written)) or country_names().get(written.lower())
    if entry or country:
        return tuple(plain(entry.name if entry else country or "").split())
    if words[:2] == ("u", "s"):
        words = ("us", *words[2:])
    return (*EXPANDED.get(words[0], (words[0],)), *words[1:]) if words else words


def key_of_description(words: str) -> tuple[str, ...]:
    """Return the key of a body that is described by its country ("the Ruritanian navy", "Ruritania's navy"); empty for others."""
    said = words.lower().replace("\u2019", "'").removeprefix("the ").split()
    for length in (3, 2, 1):
        country = place_of().get(" ".join(said[:length]).removesuffix("'s").removesuffix("'"))
        if country and 0 < len(said) - length <= 3:
            return (*plain(country).split(), *said[length:])
    return ()
