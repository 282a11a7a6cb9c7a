"""Two numbers of one thing: how a reader writes them, and whether both can be true."""

import math

from sayso.model.facts import Quantity

ROUND = 100
"""From here on a number with one or two figures other than nought may be a rounded one."""
OFF = 0.1
"""A rounded number is off by this share at most."""


def written(quantity: Quantity) -> str:
    """Return a number with its bounds as a reader writes it."""
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (quantity.low, quantity.high))
    return low if low == high else f"{low}\u2013{high}" if low and high else f"at least {low}" if low else f"at most {high}"


def overlap(one: Quantity, other: Quantity) -> bool:
    """Can both numbers be true: do their bounds meet?"""
    low = max(one.low if one.low is not None else -math.inf, other.low if other.low is not None else -math.inf)
    high = min(one.high if one.high is not None else math.inf, other.high if other.high is not None else math.inf)
    return low <= high


def is_rounded(coarse: Quantity, fine: Quantity) -> bool:
    """Is one exact number what the other is when it is written with fewer figures?"""
    value, whole = coarse.low, fine.low
    if value is None or whole is None or value != coarse.high or whole != fine.high or abs(value) < ROUND:
        return False
    if abs(whole - value) > OFF * abs(whole):
        return False
    step = 10.0 ** math.floor(math.log10(abs(value)))
    return any(value % unit == 0 and whole % unit != 0 and abs(whole - value) < unit / 2 for unit in (step, step / 10))


def is_round(quantity: Quantity) -> bool:
    """May it be a rounded number: from a hundred on, with at most two figures other than nought?"""
    value = abs(quantity.low or 0.0)
    return value >= ROUND and value % 10.0 ** (math.floor(math.log10(value)) - 1) == 0


def is_vague(text: str, quantity: Quantity) -> bool:
    """Is it a number without a number: "dozens", "several"?"""
    return quantity.high is None and " " not in quantity.span.cut(text).removesuffix(" of")


def is_rough(quantity: Quantity) -> bool:
    """Is it a number with bounds on both sides: "about 60"?"""
    return quantity.low is not None and quantity.high is not None and quantity.low < quantity.high
