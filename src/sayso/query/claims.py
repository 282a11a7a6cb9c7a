"""The claims of a case: which groups meet every condition, the most supported first, a part at a time, and how many there are.

with open_case("affair.db") as case:
    for group in claims(case, about="the mayor", part=Part(most=20)).groups:
        print(group.state, group.proposition)
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from sayso.kit.folding import words as words_of
from sayso.kit.names import plain
from sayso.model.corpus import State
from sayso.model.errors import QuestionError
from sayso.model.facts import Stance
from sayso.query.answers import ClaimsAnswer, FacetAnswer
from sayso.query.entities import called_so
from sayso.query.evidence import Evidence
from sayso.query.ids import the_one
from sayso.store.searching import Count
from sayso.store.store import WHOLE, Case, GroupsWanted, Part

MANY = 120
"""How many groups are read at most for one page of those that speak of somebody."""
Counted = tuple[str, tuple[str, ...], int]
"""A state, the stances of its groups, and how many groups have both."""


def claims(
    case: Case,
    story: str | None = None,
    about: str | None = None,
    disputed: bool = False,
    stance: str | None = None,
    *,
    state: str | None = None,
    part: Part = WHOLE,
) -> ClaimsAnswer:
    """Return the claim groups that meet every condition, or a part of them, the most supported first.

    Args:
        story: the id of a story, or the beginning of one.
        about: a name: groups that speak of it, or of somebody it names in the case.
        disputed: only what is disputed or contradicted.
        stance: only groups in which a claim has this stance.
        state: only groups in this state.
        part: how many, after how many.

    Raises:
        QuestionError: there is no such stance or state, or several stories' ids begin so.
    """
    check_one_of("stance", stance, get_args(Stance))
    check_one_of("state", state, get_args(State))
    of_story = the_one(case, story, "story") if story is not None else None
    if story is not None and of_story is None:
        return ClaimsAnswer(groups=())
    wanted = GroupsWanted(story=of_story.id if of_story else None, state=state, stance=stance, is_fought=disputed)
    if about is not None:
        return _about(case, about, wanted, part)
    counts, ids = case.group_counts(wanted.replace(state=None, stance=None)), case.groups_listed(wanted, part)
    return _answer(case, ids, wanted, counts)


def check_one_of(name: str, value: str | None, known: Sequence[str]) -> None:
    """Refuse a value that is not known.

    Raises:
        QuestionError: it is not among those that are known.
    """
    if value is not None and value not in known:
        raise QuestionError(f"there is no {name} '{value}'", remedy=f"the {name}s are {', '.join(known)}")


def _answer(
    case: Case, ids: Sequence[str], wanted: GroupsWanted, counts: Sequence[Counted], of: int | None = None
) -> ClaimsAnswer:
    """Return these groups in this order, with how many there are of each state and stance; `of`: among so many, the best."""
    evidence, found = Evidence(case), {group.id: group for group in case.groups_of(ids)}
    evidence.load(member.document for group in found.values() for member in group.members)
    total = sum(count for state, stances, count in counts if _is_of(wanted, state, stances))
    groups = tuple(evidence.group(found[id]) for id in ids)
    return ClaimsAnswer(groups=groups, total=total, facets=tuple(each.replace(of=of) for each in _facets(wanted, counts)))


def _is_of(wanted: GroupsWanted, state: str, stances: Sequence[str]) -> bool:
    return wanted.state in {None, state} and (wanted.stance is None or wanted.stance in stances)


def _facets(wanted: GroupsWanted, counts: Sequence[Counted]) -> Iterator[FacetAnswer]:
    """Yield how many groups there would be of each state and of each stance, as if none of that had been chosen."""
    states, told = Counter[str](), Counter[str]()
    for state, stances, count in counts:
        states.update({state: count} if _is_of(wanted.replace(state=None), state, stances) else {})
        told.update(dict.fromkeys(stances, count) if _is_of(wanted.replace(stance=None), state, stances) else {})
    yield FacetAnswer(name="state", chosen=wanted.state, values=counts_of(states))
    yield FacetAnswer(name="stance", chosen=wanted.stance, values=counts_of(told))


def counts_of(found: Counter[str]) -> tuple[Count, ...]:
    """Return how many there are of each value, the most first."""
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Count(value=value, label=value, count=count) for value, count in ordered)


def _about(case: Case, name: str, wanted: GroupsWanted, part: Part) -> ClaimsAnswer:
    """Return the groups in which a name stands, or in which somebody is meant whom the name names."""
    words = plain(name)
    if not words:
        return ClaimsAnswer(groups=())
    meant = {one.id for one in called_so(case, name)}
    # Sought first by its words and by who is told of: only those are read, since to read a whole case takes minutes.
    every = case.groups_about([each.word for each in words_of(name)], sorted(meant))
    of = MANY if part.most is not None and len(every) > MANY else None
    # Of very many the best are read, where only a part of the list is asked for.
    best = every if of is None else [id for id, _, _ in case.listed_of(every, wanted)][:of]
    near = case.groups_of(best)
    evidence = Evidence(case)
    evidence.load(member.document for group in near for member in group.members)
    groups = {
        group.id: group for group in near if any(_speaks_of(evidence, m.document, m.claim, words, meant) for m in group.members)
    }
    listed = case.listed_of(groups, wanted)
    counts = [(state, stances, 1) for _, state, stances in case.listed_of(groups, wanted.replace(state=None, stance=None))]
    ids = [id for id, _, _ in listed][part.skip :][: part.most]
    return _answer(case, ids, wanted, counts, of)


def _speaks_of(evidence: Evidence, document: str, claim: str, words: str, meant: set[str]) -> bool:
    source, span = evidence.source(document), evidence.claim(document, claim).span
    if _stands_in(words, span.cut(source.document.text)):
        return True
    inside = (mention.entity for mention in source.document.mentions if span.holds(mention.span))
    return any(evidence.whole(entity) in meant for entity in inside if entity)


def _stands_in(words: str, longer: str) -> bool:
    return f" {words} " in f" {plain(longer)} "
