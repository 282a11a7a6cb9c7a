"""How many voices speak in a claim group, for certain and at most, from the chains behind its members and who copied whom.

Every member is joined with all that it may depend on; what is left apart is independent for certain. At most, each origin that an
article names is a voice of its own, and so is each outlet that names none.
"""

from collections.abc import Iterable, Mapping

import msgspec

from sayso.model.base import Record


class Telling(Record, frozen=True, kw_only=True):
    """One member of a group as it is counted: its document and outlet, the named voices of its chain, what it copies.

    Members with a mark of `may_be` in common may be one voice, those with one of `is_also` are one.
    """

    document: str
    outlet: str
    voices: tuple[str, ...]
    unnamed_end: bool = False
    copied: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    is_also: frozenset[str] = frozenset()


class Counted(msgspec.Struct, frozen=True):
    """How many voices there are, and how many articles name none."""

    at_least: int
    at_most: int
    silent: int


class Union:
    """Which things belong together."""

    def __init__(self) -> None:
        self._above = dict[str, str]()

    def top(self, one: str) -> str:
        """Return the name of the set that a thing is in."""
        self._above.setdefault(one, one)
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, things: Iterable[str]) -> None:
        """Put things into one set."""
        first, *others = sorted({self.top(thing) for thing in things}) or ("",)
        for other in others:
            self._above[other] = first


def outlet_voice(outlet: str) -> str:
    """Return the voice that an outlet itself is."""
    return f"outlet {outlet}"


def count(tellings: Iterable[Telling], state_of: Mapping[str, str]) -> Counted:
    """Return how many voices tell a thing; `state_of` gives the state that runs a voice, where one does."""
    given = tuple(tellings)
    cited = {voice for each in given for voice in each.voices}
    told = tuple(_spoken(each, cited) for each in given)
    sourced = [each for each in told if each.voices]
    silent = _silent(told)
    if not sourced:
        return Counted(0, silent, silent)
    least = max(1, _certain(sourced, state_of))
    most = _possible(sourced) + silent
    return Counted(min(least, most), most, silent)


def _spoken(each: Telling, cited: set[str]) -> Telling:
    """Return a telling that names nobody as its outlet's own, where others cite the outlet for it."""
    own = outlet_voice(each.outlet)
    return each.replace(voices=(own,)) if not each.voices and each.outlet and own in cited else each


def _silent(told: Iterable[Telling]) -> int:
    """Return how many voices the articles that name none may add: copies count with what they copy, an outlet counts once."""
    told = tuple(told)
    speaking = {each.document for each in told if each.voices}
    union = Union()
    for each in told:
        union.join((each.document, *each.copied, *([outlet_voice(each.outlet)] if each.outlet and not each.voices else [])))
    known = {union.top(document) for document in speaking if document}
    return len({union.top(each.document) for each in told if not each.voices} - known)


def _certain(sourced: Iterable[Telling], state_of: Mapping[str, str]) -> int:
    """Return how many voices cannot be each other's, not counting chains that end with somebody who is not named."""
    union = Union()
    for each in sourced:
        states = (f"state of {state_of[voice]}" for voice in each.voices if voice in state_of)
        union.join((f"document {each.document}", *each.voices, *states, *each.may_be, *each.is_also))
        if each.copied:
            union.join((f"document {each.document}", *(f"document {other}" for other in each.copied)))
    _link_outlets(sourced, union)
    return len({union.top(each.voices[0]) for each in sourced if not each.unnamed_end})


def _link_outlets(sourced: Iterable[Telling], union: Union) -> None:
    """Put a cited outlet together with what its own article rests on."""
    for each in sourced:
        if each.outlet:
            cited = outlet_voice(each.outlet)
            if any(cited in other.voices for other in sourced):
                union.join((cited, *each.voices))


def _possible(sourced: Iterable[Telling]) -> int:
    """Return how many voices there may be: the outermost that are named, each replaced by what all its chains come from."""
    sourced = tuple(sourced)
    ends: dict[str, set[str]] = {}
    for each in sourced:
        end = f"unnamed behind {each.voices[0]}" if each.unnamed_end else each.voices[-1]
        ends.setdefault(each.voices[0], set()).add(end)
    union = Union()
    for outer, inner in ends.items():
        union.join((outer, *inner) if len(inner) == 1 else (outer,))
    _link_outlets(sourced, union)
    for each in sourced:
        if each.is_also and not each.unnamed_end and len(ends[each.voices[0]]) == 1:
            union.join((each.voices[0], *each.is_also))
        if each.copied:
            held = {other.voices[0] for other in sourced if other.document in each.copied}
            union.join((each.voices[0], *held))
    return len({union.top(outer) for outer in ends})
