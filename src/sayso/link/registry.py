"""The agencies, state media, official channels and outlets that sayso knows, by any of their names."""

import functools

from sayso.kit.config import Config, OutletEntry
from sayso.kit.lexicon import load
from sayso.kit.names import plain

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
