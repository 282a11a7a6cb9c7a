"""The ground every noun stands on: frozen records, ids that are hashes of content, and reasons.

>>> make_id("claim", "doc", 3, 9) == make_id("claim", "doc", 3, 9)
True
"""

import hashlib
import json
from typing import Self

import msgspec

_PLAIN = frozenset({str, int})
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A frozen noun. Change one by making another with `replace`."""

    def replace(self, **changes: object) -> Self:
        """Return a copy with the named fields changed."""
        return msgspec.structs.replace(self, **changes)


def make_id(kind: str, *parts: object) -> str:
    """Return `kind-` and sixteen hexadecimal digits: the hash of a JSON list of the kind and its parts.

    The same input gives the same id on any machine, so writing a fact twice changes nothing. Parts must be JSON values.
    """
    return f"{kind}-{hashlib.blake2b(_as_json([kind, *parts]), digest_size=8).hexdigest()}"


def _as_json(parts: list[object]) -> bytes:
    """Return parts as JSON, the quick way where it writes the same: not numbers with a point, nor what UTF-8 cannot hold."""
    if all(type(part) in _PLAIN for part in parts):
        try:
            return msgspec.json.encode(parts)
        except (UnicodeEncodeError, OverflowError):
            pass
    return _ENCODER.encode(parts).encode("utf-8", "surrogatepass")


class Place(Record, frozen=True, kw_only=True):
    """A stretch of one document's archived text, half-open, in code points."""

    document: str
    start: int
    end: int


class Reason(Record, frozen=True, kw_only=True):
    """Why a judgement was made: the rule that fired, what it weighs, and the words that show it."""

    rule: str
    weight: float = 1.0
    note: str = ""
    spans: tuple[Place, ...] = ()


def total(reasons: tuple[Reason, ...]) -> float:
    """Return the score that the reasons add up to: a judgement has no score but this one."""
    return sum(reason.weight for reason in reasons)
