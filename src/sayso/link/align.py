"""Find the claims that report the same thing: clause to clause, inside a story, many to one where one outlet says more.

How like two claims are is told by a trained model (`claim_pairs`). Stances that mean different things (denied, not known, no
position) never share a group: they meet as a dispute.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from sayso.kit.calendar import is_compatible
from sayso.kit.concepts import Naming
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.link.claim_pairs import Candidate, Comparison, Signs, candidates_of
from sayso.link.parting import Parting
from sayso.model.base import Reason, make_id
from sayso.model.corpus import ClaimGroup, Corpus, Member, Rest, Story

WITHIN_ONE_DOCUMENT = 0.25
"""How much likelier than across documents two claims of one document must be to count as the same."""

ON_AVERAGE = 0.55
"""Two groups are joined if their pairs reach this part of what one pair must reach."""
SHOWN = 2
"""So many reasons of each pair are given."""


def likely(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Yield pairs that share two marks, one of which at least is not on every second claim and is no filler."""
    index: dict[tuple[str, str], list[int]] = {}
    most, candidates = max(12, len(comparison.candidates) // 3), comparison.candidates
    for number, candidate in enumerate(candidates):
        for mark in comparison.telling[number]:
            index.setdefault((candidate.sort, mark), []).append(number)
    often = {mark for (_, mark), holders in index.items() if len(holders) > most}
    rare = {key: holders for key, holders in index.items() if len(holders) <= most}
    for number, candidate in enumerate(candidates):
        telling = comparison.telling[number]
        lists = [rare[key] for mark in telling if (key := (candidate.sort, mark)) in rare]
        counts = Counter(chain.from_iterable(holders[bisect_right(holders, number) :] for holders in lists))
        common = telling & often
        for other, count in counts.items():
            if count > 1 or (common and not common.isdisjoint(comparison.telling[other])):
                yield number, other


class _Scored:
    """The scores of the pairs of a comparison, and which of them stand."""

    def __init__(self, comparison: Comparison, threshold: float) -> None:
        self.comparison = comparison
        self.scores: dict[tuple[int, int], float] = {}
        self.signs: dict[tuple[int, int], Signs] = {}
        for pair in likely(comparison):
            one, other = (comparison.candidates[number] for number in pair)
            together = one.document == other.document
            if (together and one.claim.span.overlap(other.claim.span)) or not comparison.may_be(*pair):
                continue
            signs = comparison.signs(*pair)
            score = self.scores[pair] = comparison.score(signs)
            if score >= threshold + (WITHIN_ONE_DOCUMENT if together else 0.0):
                self.signs[pair] = signs

    def standing(self) -> list[tuple[int, int]]:
        """Return the pairs that are good enough, the best first."""
        return sorted(self.signs, key=lambda pair: (-self.scores[pair], pair))

    def average(self, one: tuple[int, ...], other: tuple[int, ...]) -> float:
        """Return how like two groups are on average, a pair that has too little in common counting as nothing."""
        return math.fsum(self.scores.get((min(x, y), max(x, y)), 0.0) for x in one for y in other) / (len(one) * len(other))


def _at_odds(candidates: list[Candidate], one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Does a document give claims of the two groups dates that cannot be one?"""
    for x in one:
        for y in other:
            first, second = candidates[x], candidates[y]
            if first.document == second.document and not is_compatible(first.event.when, second.event.when):
                return True
    return False


def _gathered(scored: _Scored, threshold: float) -> list[tuple[list[int], list[Reason]]]:
    """Join pairs into groups, the best first; a group takes another in only if their pairs stand on average."""
    candidates = scored.comparison.candidates
    of: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(candidates))}
    why: dict[int, list[Reason]] = {}
    for a, b in scored.standing():
        one, other = of[a], of[b]
        if one != other:
            if scored.average(one, other) < ON_AVERAGE * threshold or _at_odds(candidates, one, other):
                continue
            joined = tuple(sorted({*one, *other}))
            for number in joined:
                of[number] = joined
        why.setdefault(a, []).extend(scored.comparison.reasons(a, b, scored.signs[a, b])[:SHOWN])
    return [(list(group), [reason for number in group for reason in why.get(number, [])]) for group in sorted(set(of.values()))]


def _proposition(members: list[Candidate], texts: dict[str, str]) -> str:
    """Return the words of the clearest member: flat rather than hedged, and rather whole than short."""
    flat = {"asserted": 0, "reported": 1}

    def clarity(candidate: Candidate) -> tuple[int, int, int]:
        has_subject = any(
            role.role in {"agent", "patient"} and candidate.claim.span.holds(role.span) for role in candidate.event.roles
        )
        size = candidate.claim.span.end - candidate.claim.span.start
        return (not has_subject, flat.get(candidate.claim.stance, 2), abs(size - 110))

    best = min(members, key=clarity)
    words = " ".join(best.claim.span.cut(texts[best.document]).split())
    subject = next((role for role in best.event.roles if role.role in {"agent", "patient"}), None)
    if subject and not best.claim.span.holds(subject.span) and subject.span.start < best.claim.span.start:
        words = f"{' '.join(subject.span.cut(texts[best.document]).split())} \u2026 {words}"
    return words


def _when(members: list[Candidate]) -> str | None:
    """Return the date of a group: the finest that a member gives, the commonest of these."""
    dates = Counter(candidate.event.when for candidate in members if candidate.event.when)
    return max(dates, key=lambda when: (when is not None and len(when.split("/")[0]), dates[when], str(when)), default=None)


def _group(
    story: Story, members: list[Candidate], why: list[Reason], texts: dict[str, str], rests: dict[str, Rest]
) -> ClaimGroup:
    made = tuple(
        Member(
            document=each.document,
            claim=each.claim.id,
            origins=rests[each.claim.id].origins,
            reasons=(Reason(rule=rests[each.claim.id].rule, spans=rests[each.claim.id].spans),),
        )
        for each in sorted(members, key=lambda each: (each.document, each.claim.span))
    )
    return ClaimGroup(
        id=make_id("group", *sorted(each.claim.id for each in members)),
        story=story.id,
        members=made,
        proposition=_proposition(members, texts),
        when=_when(members),
        reasons=tuple(why[:12]) or (Reason(rule="alone"),),
    )


@stage("groups", reads=("documents", "stories", "entity_of", "rests", "judgements"), writes=("groups",), version=4, by_story=True)
def groups(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus with its claim groups; every claim is in one."""
    naming = Naming.of(corpus)
    documents = {document.id: document for document in corpus.documents}
    rests = {rest.claim: rest for rest in corpus.rests}
    parting, found = Parting(corpus), list[ClaimGroup]()
    for story in corpus.stories:
        inside = [documents[each] for each in sorted(story.documents)]
        comparison = Comparison(candidates_of(inside, naming))
        texts = {document.id: document.text for document in inside}
        scored = _Scored(comparison, config.align_threshold)
        for numbers, why in _gathered(scored, config.align_threshold):
            members = {comparison.candidates[number].claim.id: comparison.candidates[number] for number in numbers}
            for part, judged in parting.parts(frozenset(members)):
                own = [candidate for claim, candidate in members.items() if claim in part]
                group = _group(story, own, why if len(own) > 1 else [], texts, rests)
                found.append(group.replace(reasons=(*group.reasons, *judged)))
    return corpus.replace(groups=tuple(sorted(found, key=lambda group: group.id)))
