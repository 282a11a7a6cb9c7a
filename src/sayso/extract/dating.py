"""Which expression dates which event: what governs it in the syntax, then what the sentence lets it lend to its neighbours.

The day of a report never dates what is reported: a cue ("KCNA reported on Tuesday that ...") takes its own date. An event
without an expression keeps no date; its tense and the day of publication still say what is possible, marked as inferred.
"""

from bisect import bisect_left
from collections.abc import Iterator

from sayso.extract.time_context import MODIFIERS, signals
from sayso.extract.time_words import time_words
from sayso.kit.calendar import bounds, first_part
from sayso.kit.tree import Tree
from sayso.model.document import Document
from sayso.model.facts import TimeRef

DATING = frozenset({"for", "during", "since", "at", "on", "in"})
"""Prepositions that put a clause at the time of the happening behind them."""
ASPECTUAL = frozenset({"begin", "start", "continue", "stop", "finish", "resume", "cease"})
"""Verbs that take the date of the verb they carry: "will begin withdrawing on Friday"."""
ADJACENT = 2
"""A time at most this many tokens behind a noun in a prepositional phrase dates the noun too: "at a briefing today"."""
WITHIN = frozenset({"in", "on", "at", "during", "by", "for", "with"})
"""Behind these a dated happening is the one that the clause tells of: "in a January meeting", "killed by Monday's bomb"."""
PAST, FUTURE = frozenset({"VBD", "VBN"}), frozenset({"will", "shall", "'ll", "wo"})


def anchored(tree: Tree, events: set[int], times: list[int]) -> dict[int, list[int]]:
    """Return the times that date each event: tokens to tokens, those that the syntax gives first.

    A time dates the event that governs it; the noun that it stands right behind; a verb joined after it; and what a
    participle adds to the verb it dates.
    """
    found: dict[int, list[int]] = {}
    for time in times:
        event = _governor(tree, events, time)
        if event is None:
            continue
        beside = _beside(tree, events, time, event)
        if beside is not None:
            found.setdefault(beside, []).append(time)
        found.setdefault(event, []).append(time)
    for event, own in list(found.items()):
        for joined in tree.conjuncts(event)[1:]:
            if joined in events and joined not in found and tree.is_verb(joined) and own[0] < joined:
                found[joined] = own[:1]
    for event, own in list(found.items()):
        for child in tree.children(event, "advcl"):
            if child in events and child not in found and tree.parse.tag[child] == "VBG":
                found[child] = own[:1]
    return found


def _governor(tree: Tree, events: set[int], time: int) -> int | None:
    event = time if time in events else next((above for above in tree.ancestors(time) if above in events), None)
    if event is None or _is_moved(tree, event, time) or (time != event and _is_a_limit(tree, events, time)):
        return None
    if tree.parse.dep[event] not in {"xcomp", "pcomp"}:
        return event
    above = tree.parse.head[event]
    return above if above in events and tree.parse.lemma[above] in ASPECTUAL else event


def _is_moved(tree: Tree, event: int, time: int) -> bool:
    """Is this a day that something is put off from or to, and not the day on which that is done?"""
    joint = tree.parse.head[time]
    return tree.lower[joint] in {"from", "to"} and tree.parse.head[joint] == event and tree.parse.lemma[event] in signals("moved")


def _is_a_limit(tree: Tree, events: set[int], time: int) -> bool:
    """Does a day only tell which happening is meant: "before a March 3 deadline", "recovered from a 1998 storm"?"""
    noun = tree.parse.head[time]
    is_happening = noun not in events and tree.parse.pos[noun] == "NOUN" and tree.lower[noun] not in time_words()
    if tree.parse.dep[time] not in MODIFIERS or not is_happening:
        return False
    return tree.parse.dep[noun] == "pobj" and tree.lower[tree.parse.head[noun]] not in WITHIN


def _beside(tree: Tree, events: set[int], time: int, event: int) -> int | None:
    for noun in range(time - 1, max(time - 1 - ADJACENT, 0), -1):
        if noun in events and tree.parse.pos[noun] == "NOUN" and tree.parse.dep[noun] == "pobj":
            return noun if tree.parse.head[tree.parse.head[noun]] == event else None
    return None


class Dater:
    """Dates the claims of one document. `heads` are the tokens of its claims, `inside` those of its temporal expressions."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.tree, self.published = tree, document.published_day
        self.times: dict[int, TimeRef] = {}
        self.inside: set[int] = set()
        starts = tree.parse.start
        for time in document.times:
            first, last = bisect_left(starts, time.span.start), bisect_left(starts, time.span.end)
            self.inside.update(range(first, last))
            if first < last and time.type in {"date", "time"} and time.value:
                self.times[first] = time
        self.heads = {claim.head for claim in document.claims}
        silent = {"denial", "no_comment", "unknown"}
        cues = {item.cue_head for item in document.attributions if item.kind not in silent}
        self.dates = anchored(tree, (self.heads - self.inside) | cues, sorted(self.times))

    def date(self, head: int, through: int | None = None) -> tuple[str | None, str]:
        """Return the date of a claim's event, as EDTF, and the rule that gave it.

        With `through`, only what hangs on that token counts: the day of a denial is not that of what is denied.
        """
        own = self._own(head, through)
        if own is not None or through is not None:
            return (own.value, "governor") if own else (None, "")
        for rule, other in self._neighbours(head):
            lent = self._own(other)
            if lent is not None:
                since = rule == "dated-phrase" and self.tree.lower[self.tree.parse.head[other]] == "since"
                is_open = since and lent.value is not None and "/" not in lent.value
                return f"{first_part(str(lent.value))}/.." if is_open else lent.value, rule
        return None, ""

    def reach(self, head: int, when: str | None) -> tuple[str | None, str | None, str]:
        """Return the first and last day that are possible, and the rule where these are inferred."""
        if when is not None:
            return (*bounds(when), "")
        tense = self._tense(head)
        if self.published is None:
            return None, None, "inferred-future" if tense == "future" else ""
        if tense == "future":
            return self.published, None, "inferred-future"
        return (None, self.published, "inferred-past") if tense == "past" else (None, None, "")

    def _tense(self, head: int) -> str:
        helpers = self.tree.children(head, "aux", "auxpass")
        if any(self.tree.lower[helper] in FUTURE for helper in helpers):
            return "future"
        tags = {self.tree.parse.tag[token] for token in (head, *helpers)}
        return "past" if tags & PAST and "MD" not in tags else ""

    def _own(self, head: int, through: int | None = None) -> TimeRef | None:
        """Return the time that dates a head: the finest, then the nearest."""
        own = (token for token in self.dates.get(head, ()) if through is None or through in self.tree.ancestors(token))
        fitting = [(token, self.times[token]) for token in own]
        best = min(fitting, key=lambda row: (-len((row[1].value or "").split("/")[0]), abs(row[0] - head)), default=None)
        return best[1] if best else None

    def _neighbours(self, token: int) -> Iterator[tuple[str, int]]:
        """Yield what may lend a clause its date: a when-clause, the time or place it describes, a dated phrase in it."""
        head, dep = self.tree.parse.head[token], self.tree.parse.dep[token]
        for clause in self.tree.children(token, "advcl", "xcomp"):
            for inner in (clause, *self.tree.children(clause, "advcl")):
                if self._is_asked(inner, "when"):
                    yield "when-clause", inner
        if dep == "relcl" and self._is_asked(token, "where", "when"):
            yield "time-or-place-described", head
        for preposition in self.tree.children(token, "prep"):
            for noun in self.tree.children(preposition, "pobj"):
                if noun in self.heads and self.tree.lower[preposition] in DATING:
                    yield "dated-phrase", noun

    def _is_asked(self, clause: int, *words: str) -> bool:
        return any(self.tree.lower[child] in words for child in self.tree.children(clause, "advmod", "mark"))
