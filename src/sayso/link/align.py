"""Find the claims that report the same thing: clause to clause, inside a story, many to one where one outlet says more.

The score of a pair comes from the kind of happening, the things and people that both speak of, and their other words;
what both have counts more the rarer it is in the story. Stances that mean different things (denied, not known, no
position) never share a group: they meet as a dispute.
"""

import math
from collections import Counter
from collections.abc import Iterator

from sayso.kit.calendar import granularity, is_compatible
from sayso.kit.concepts import Naming, concepts, themes_of
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.vocabulary import are_near
from sayso.link.parting import Parting
from sayso.model.base import Reason, Record, make_id
from sayso.model.corpus import ClaimGroup, Corpus, Member, Rest, Story
from sayso.model.document import Document
from sayso.model.facts import Claim, Event

STANCE_SORT = {"denied": "denied", "no_position": "no_position", "not_known": "not_known", "hypothetical": "hypothetical"}
SAME_KIND, NEAR_KIND, NAMED_KIND = 1.0, 0.7, 0.4
WEIGHT_OF_KIND, WEIGHT_OF_SHARE, WEIGHT_OF_LIKENESS = 0.4, 0.35, 0.25
WITHIN_ONE_DOCUMENT = 0.25
"""How much likelier than across documents two claims of one document must be to count as the same."""
SHORT = 0.4
"""A claim counts as at least this share of the longer one: a few words that occur anywhere prove little."""
SAME_DAY = 0.1
OTHER_THING = 0.1
"""What it takes off when each says what it was done to, and the things are of no common kind. Two such denials never meet."""
OTHER_DATE = 0.15
"""What two dates that cannot both be true take off: pairs that are alike in all else still meet, and then differ."""
FILLERS = frozenset({"!say", "!disclose", "!be", "!confirm", "!deny", "!unknown", "!comment"})


class Candidate(Record, frozen=True, kw_only=True):
    """A claim as it is compared."""

    document: str
    claim: Claim
    event: Event
    marks: frozenset[str]

    @property
    def sort(self) -> str:
        """The sort of stance: claims of different sorts never share a group."""
        plain = "said+" if self.event.polarity == "+" else "said-"
        return STANCE_SORT.get(self.claim.stance, plain)


class Comparison:
    """Scores pairs of claims of one story."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        spread = Counter(mark for candidate in candidates for mark in candidate.marks)
        total = len(candidates)
        self.weight = {mark: math.log(1 + total / count) * (0.3 if mark in FILLERS else 1.0) for mark, count in spread.items()}
        self.size = [self._sum(candidate.marks) for candidate in candidates]

    def _sum(self, marks: frozenset[str]) -> float:
        return math.fsum(self.weight.get(mark, 1.0) for mark in marks)

    def kind(self, one: Candidate, other: Candidate) -> tuple[float, str]:
        """Return how far two claims report the same kind of happening, and the rule that says so."""
        if one.event.kind == other.event.kind:
            return SAME_KIND, "same-kind"
        if are_near(one.event.kind, other.event.kind):
            return NEAR_KIND, "near-kind"
        named = f"!{one.event.kind}" in other.marks or f"!{other.event.kind}" in one.marks
        return (NAMED_KIND, "kind-named") if named else (0.0, "")

    def reasons(self, a: int, b: int) -> tuple[Reason, ...]:
        """Return why two claims may report the same thing; the sum of the weights is their score."""
        one, other = self.candidates[a], self.candidates[b]
        shared = one.marks & other.marks - FILLERS
        mine, theirs = themes_of(one.event), themes_of(other.event)
        other_thing = bool(mine and theirs and not mine & theirs)
        if len(shared) < 2 or all(mark[0] == "@" for mark in shared) or (other_thing and one.sort == "denied"):
            return ()
        kind, rule = self.kind(one, other)
        both = self._sum(shared)
        least, most = sorted((self.size[a], self.size[b]))
        share = both / max(least, SHORT * most, 1e-9)
        likeness = both / max(self.size[a] + self.size[b] - both, 1e-9)
        note = ", ".join(sorted(shared))
        found = [Reason(rule=rule, weight=WEIGHT_OF_KIND * kind)] if rule else []
        found.append(Reason(rule="shared-share", weight=WEIGHT_OF_SHARE * share, note=note))
        found.append(Reason(rule="likeness", weight=WEIGHT_OF_LIKENESS * likeness))
        if other_thing and one.sort.startswith("said"):
            found.append(Reason(rule="other-thing", weight=-OTHER_THING))
        if one.event.when and other.event.when and not is_compatible(one.event.when, other.event.when):
            found.append(Reason(rule="other-date", weight=-OTHER_DATE, note=f"{one.event.when}, {other.event.when}"))
        elif one.event.when and one.event.when == other.event.when and granularity(one.event.when) == "day":
            found.append(Reason(rule="same-day", weight=SAME_DAY, note=one.event.when))
        return tuple(found)


def _score(reasons: tuple[Reason, ...]) -> float:
    return sum(reason.weight for reason in reasons)


def candidates_of(documents: list[Document], naming: Naming) -> list[Candidate]:
    """Return the claims of a story's documents, ready to be compared, in order of document and place."""
    found = list[Candidate]()
    for document in documents:
        events = {event.id: event for event in document.events}
        for claim in document.claims:
            event = events.get(claim.event or "")
            if event is not None:
                found.append(Candidate(document=document.id, claim=claim, event=event, marks=concepts(event, naming)))
    return found


def _likely(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a mark that is not on every second claim."""
    index: dict[tuple[str, str], list[int]] = {}
    most = max(12, len(comparison.candidates) // 3)
    for number, candidate in enumerate(comparison.candidates):
        for mark in candidate.marks - FILLERS:
            index.setdefault((candidate.sort, mark), []).append(number)
    seen = set[tuple[int, int]]()
    for holders in index.values():
        if len(holders) <= most:
            for place, one in enumerate(holders):
                for other in holders[place + 1 :]:
                    if (one, other) not in seen:
                        seen.add((one, other))
                        yield one, other


def _accepted(comparison: Comparison, threshold: float) -> list[tuple[float, int, int, tuple[Reason, ...]]]:
    """Return the pairs that stand: good enough, and the best that one of the two has in the other's document."""
    scored = list[tuple[float, int, int, tuple[Reason, ...]]]()
    best: dict[tuple[int, str], float] = {}
    for a, b in _likely(comparison):
        one, other = comparison.candidates[a], comparison.candidates[b]
        if one.claim.span.overlap(other.claim.span) and one.document == other.document:
            continue
        reasons = comparison.reasons(a, b)
        score = _score(reasons)
        needed = threshold + (WITHIN_ONE_DOCUMENT if one.document == other.document else 0.0)
        if score >= needed:
            scored.append((score, a, b, reasons))
            for number, document in ((a, other.document), (b, one.document)):
                best[number, document] = max(best.get((number, document), 0.0), score)
    kept = list[tuple[float, int, int, tuple[Reason, ...]]]()
    for score, a, b, reasons in scored:
        one, other = comparison.candidates[a], comparison.candidates[b]
        if score >= min(best[a, other.document], best[b, one.document]):
            kept.append((score, a, b, reasons))
    return sorted(kept, key=lambda row: (-row[0], row[1], row[2]))


def _at_odds(candidates: list[Candidate], one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Does a document give claims of the two groups dates that cannot be one?"""
    for x in one:
        for y in other:
            first, second = candidates[x], candidates[y]
            if first.document == second.document and not is_compatible(first.event.when, second.event.when):
                return True
    return False


def _gathered(
    candidates: list[Candidate], pairs: list[tuple[float, int, int, tuple[Reason, ...]]], threshold: float
) -> list[tuple[list[int], list[Reason]]]:
    """Join pairs into groups, the best first; a group takes another in only if their pairs stand on average."""
    of: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(candidates))}
    scores = {(a, b): score for score, a, b, _ in pairs}
    why: dict[int, list[Reason]] = {}
    for _, a, b, reasons in pairs:
        one, other = of[a], of[b]
        if one != other:
            linked = [scores.get((min(x, y), max(x, y)), 0.0) for x in one for y in other]
            if sum(linked) / len(linked) < threshold / 2 or _at_odds(candidates, one, other):
                continue
            joined = tuple(sorted({*one, *other}))
            for number in joined:
                of[number] = joined
        why.setdefault(a, []).extend(reasons[:2])
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


@stage("groups", reads=("documents", "stories", "entity_of", "rests", "judgements"), writes=("groups",), version=2, by_story=True)
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
        pairs = _accepted(comparison, config.align_threshold)
        for numbers, why in _gathered(comparison.candidates, pairs, config.align_threshold):
            members = {comparison.candidates[number].claim.id: comparison.candidates[number] for number in numbers}
            for part, judged in parting.parts(frozenset(members)):
                own = [candidate for claim, candidate in members.items() if claim in part]
                group = _group(story, own, why if len(own) > 1 else [], texts, rests)
                found.append(group.replace(reasons=(*group.reasons, *judged)))
    return corpus.replace(groups=tuple(sorted(found, key=lambda group: group.id)))
