"""Where an event's own date stands to a measure: never the day of publication."""

from sayso.kit.calendar import bounds
from sayso.model.corpus import Gate
from sayso.model.facts import Event


def gate_of(event: Event, since: str, until: str = "") -> Gate | None:
    """Return where the event stands to a measure that holds since a day; None where it lies outside.

    A stretch "from 2015 to 2017" certainly reaches only the first day of 2017: it lies before a measure of December 2017.
    What may have been after a measure ended bears on it only with a date of its own.
    """
    earliest, latest = event.earliest, event.latest
    if event.when:
        earliest, latest = bounds(event.when)
        earliest, latest = earliest or event.earliest, latest or event.latest
        reach = _reach(event.when) or latest
    else:
        reach = latest
    if (reach and reach < since) or (until and earliest and earliest >= until):
        return None
    if until and not event.when and (latest is None or latest >= until):
        return None
    if event.when and earliest:
        return "in force" if earliest >= since else "partly before the measure"
    return "date not known"


def _reach(when: str) -> str | None:
    """Return the last day that a stretch with two ends is certain to reach."""
    first, slash, last = when.partition("/")
    return bounds(last)[0] if slash and first not in {"", ".."} else None
