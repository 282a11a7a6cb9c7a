"""That two claims part in one slot: the record that every rule of comparison gives."""

import msgspec

from sayso.model.corpus import Slot, Verdict


class Parting(msgspec.Struct, frozen=True):
    """Two claims part in one slot: what of it, the value that each gives, how much it means, and the rule that says so."""

    slot: Slot
    about: str
    values: tuple[str, str]
    verdict: Verdict
    rule: str
