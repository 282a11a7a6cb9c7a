"""Write an answer as JSON: the same answer gives the same bytes."""

import json

import msgspec


def to_json(answer: object) -> bytes:
    """Return an answer as one line of UTF-8 JSON, its keys in the order of its fields."""
    try:
        return msgspec.json.encode(answer)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(answer), separators=(",", ":")).encode("ascii")
