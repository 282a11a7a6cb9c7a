"""Bring groups together that speak of one thing and part in stance, so that a reader sees both sides in one.

Claims of unlike stances are never aligned: a denial says nothing of what it denies. But that one speaker denies a thing in one
article and confirms it in another, or that one article gives what another of the time says is not known, is a difference in one
matter.
"""

from collections.abc import Iterable, Iterator

from sayso.kit.anchors import Anchoring, in_force
from sayso.kit.calendar import is_compatible
from sayso.kit.concepts import Naming
from sayso.kit.config import Config
from sayso.kit.names import plain
from sayso.kit.registry import stage
from sayso.kit.vocabulary import common_words
from sayso.model.base import Reason, make_id
from sayso.model.corpus import ClaimGroup, Corpus, Member
from sayso.model.facts import Claim
from sayso.weigh.accounts import SAID, Account, Reader, Voice
from sayso.weigh.participants import Participant
from sayso.weigh.quotes import Wording
from sayso.weigh.sameness import Match
from sayso.weigh.stances import knowledge, position
from sayso.weigh.wordings import TELLING, differences_of, told

LITTLE = 0.5
"""Two claims with less than this share of the shorter one in common have little in common."""
MOST = 40
"""So many claims of one speaker are looked at in a story."""
PARTING = frozenset({"denied", "no_position", "not_known"})
"""The stances that a claim of another article may part from. A story in which nobody takes one has no such pair."""
TAKING = {"asserted": 0, "reported": 0, "hedged": 1, "denied": 2, "no_position": 3, "not_known": 4}
"""Which of the groups that meet gives its words to both: the one that says most."""


Met = tuple[str, Voice, Voice]
"""That two claims belong together, and the rule that says so."""


class _Meetings:
    """Finds which groups of one story meet."""

    def __init__(self, corpus: Corpus) -> None:
        self._reader = Reader(Naming.of(corpus))
        self._voices = voices_of(corpus)
        self._wordings = tuple(told(corpus))
        anchoring = Anchoring(corpus.documents)
        judged = (each for each in in_force(corpus.judgements) if each.of in {"claim", "group"})
        self._judged = {claim for each in judged for target in each.targets for claim in anchoring.claims(target)}

    def joined(self, groups: list[ClaimGroup]) -> list[ClaimGroup]:
        """Return the groups of a story, those that meet as one."""
        holder = {member.claim: number for number, group in enumerate(groups) for member in group.members}
        above, why = list(range(len(groups))), dict[int, list[Reason]]()
        for rule, one, other in (*self._parted(groups), *self._quoted(holder)):
            a, b = (_top(above, holder[each.claim.id]) for each in (one, other))
            if a != b and not (self._is_judged(groups[a]) and self._is_judged(groups[b])):
                above[max(a, b)] = min(a, b)
                why.setdefault(min(a, b), []).extend(why.pop(max(a, b), []))
                reason = Reason(rule=f"meets: {rule}", weight=0.0, spans=(one.place, other.place))
                why[min(a, b)].append(reason)
        together: dict[int, list[ClaimGroup]] = {}
        for number, group in enumerate(groups):
            together.setdefault(_top(above, number), []).append(group)
        return [_one(each, why.get(number, [])) for number, each in together.items()]

    def parted(self, group: ClaimGroup) -> list[ClaimGroup]:
        """Return a group as the groups that it falls into where its claims tell of several happenings."""
        if not 1 < len(group.members) <= MOST:
            return [group]
        accounts = [self._reader.account(self._voices[member.claim]) for member in group.members]
        above = list(range(len(accounts)))
        for place, one in enumerate(accounts):
            for number in range(place + 1, len(accounts)):
                if not _are_apart(one, accounts[number]):
                    above[_top(above, number)] = _top(above, place)
        parts: dict[int, list[Member]] = {}
        for number, member in enumerate(group.members):
            parts.setdefault(_top(above, number), []).append(member)
        return [group] if len(parts) == 1 else [_part(group, members, self._voices) for members in parts.values()]

    def clearest(self, group: ClaimGroup) -> tuple[int, str]:
        """Return how late a group comes when words are chosen for several: the one that says most comes first."""
        return min(TAKING.get(self._voices[member.claim].claim.stance, len(TAKING)) for member in group.members), group.id

    def _is_judged(self, group: ClaimGroup) -> bool:
        return any(member.claim in self._judged for member in group.members)

    def _parted(self, groups: Iterable[ClaimGroup]) -> Iterator[Met]:
        """Yield the pairs that part in stance, looked for among the claims of one speaker."""
        voices = [self._voices[member.claim] for group in groups for member in group.members]
        if len({voice.document.id for voice in voices}) < 2 or not PARTING & {voice.claim.stance for voice in voices}:
            return
        accounts = [self._reader.account(voice) for voice in voices]
        speaking = {each.speaker for each in accounts if each.voice.claim.stance in {"denied", "no_position"}} - {""}
        positions: dict[str, list[Account]] = {}
        for account in accounts:
            if account.speaker in speaking:
                positions.setdefault(account.speaker, []).append(account)
        for same in positions.values():
            for one, other in _pairs(same[:MOST]):
                if (parting := position(one, other)) is not None:
                    yield parting.rule, one.voice, other.voice
        yield from self._known_to_one(accounts)

    def _known_to_one(self, accounts: list[Account]) -> Iterator[Met]:
        """Yield what one article does not know and another, no later, tells: a later answer has its own group."""
        questions = [account for account in accounts if account.voice.claim.stance == "not_known"][:MOST]
        wanted = {mark for question in questions for mark in question.marks}
        index: dict[str, list[Account]] = {}
        for account in accounts:
            if account.voice.claim.stance in SAID:
                for mark in account.marks & wanted:
                    index.setdefault(mark, []).append(account)
        for question in questions:
            near = {each.voice.claim.id: each for mark in sorted(question.marks) for each in index.get(mark, ())[:MOST]}
            for answer in near.values():
                parting = knowledge(question, answer)
                other_article = question.voice.document.id != answer.voice.document.id
                if parting is not None and parting.verdict == "differs" and other_article:
                    yield parting.rule, question.voice, answer.voice

    def _quoted(self, holder: dict[str, int]) -> Iterator[Met]:
        """Yield the claims in which one quotation has other words that say something."""
        for wording, (one, other) in self._wordings:
            if wording.is_telling and one.id in holder and other.id in holder:
                yield TELLING, self._voices[one.id], self._voices[other.id]

    def with_wordings(self, groups: list[ClaimGroup]) -> list[ClaimGroup]:
        """Return groups with the quotations that their claims give in different words."""
        holder = {member.claim: number for number, group in enumerate(groups) for member in group.members}
        held: dict[int, list[tuple[Wording, tuple[Claim, Claim]]]] = {}
        for wording, (one, other) in self._wordings:
            if one.id in holder and holder[one.id] == holder.get(other.id):
                held.setdefault(holder[one.id], []).append((wording, (one, other)))
        return [group.replace(differences=differences_of(held.get(number, ()))) for number, group in enumerate(groups)]


def _are_apart(one: Account, other: Account) -> bool:
    """Do two claims tell of two happenings of one kind: done to other things, and little else in common or another day?"""
    match = Match(one, other)
    found = match.relations.get("patient")
    if found is None or found[0] in {"same", "more_specific"} or not {one.voice.claim.stance, other.voice.claim.stance} <= SAID:
        return False
    mine, theirs = (each.slots["patient"] for each in (one, other))
    if any(part.form == "pronoun" for part in (*mine, *theirs)) or _words(mine) & _words(theirs):
        return False
    if not is_compatible(one.event.when, other.event.when):
        return True
    beside = match.shared - {f"!{one.event.kind}", one.event.lemma, *_marks(one)}
    same_day = one.event.when is not None and one.event.when == other.event.when
    return not same_day and (match.share < LITTLE or not beside)


def _marks(account: Account) -> frozenset[str]:
    """Return the marks of who does it, and of who is given it."""
    parts = account.slots.get("agent", ()) + account.slots.get("recipient", ())
    return frozenset(mark for part in parts for mark in (*part.marks, part.mark))


def _words(parts: Iterable[Participant]) -> frozenset[str]:
    return frozenset(word for part in parts for word in plain(part.words).split()) - common_words()


def _pairs(accounts: list[Account]) -> Iterator[tuple[Account, Account]]:
    for place, one in enumerate(accounts):
        for other in accounts[place + 1 :]:
            if one.voice.document.id != other.voice.document.id:
                yield one, other


def _top(above: list[int], number: int) -> int:
    while above[number] != number:
        number = above[number]
    return number


def _one(groups: list[ClaimGroup], why: list[Reason]) -> ClaimGroup:
    """Return several groups as one, in the words of the one that says most."""
    if len(groups) == 1:
        return groups[0]
    members = tuple(
        sorted((member for group in groups for member in group.members), key=lambda each: (each.document, each.claim))
    )
    leading = groups[0]
    return leading.replace(
        id=make_id("group", *sorted(member.claim for member in members)),
        members=members,
        when=next((group.when for group in groups if group.when), None),
        reasons=(*(reason for group in groups for reason in group.reasons), *why),
    )


def _part(group: ClaimGroup, members: list[Member], voices: dict[str, Voice]) -> ClaimGroup:
    """Return some members of a group as a group of their own."""
    told = [voices[member.claim] for member in members]
    words = max((" ".join(voice.claim.span.cut(voice.document.text).split()) for voice in told), key=len)
    return group.replace(
        id=make_id("group", *sorted(member.claim for member in members)),
        members=tuple(members),
        proposition=words,
        when=next((voice.event.when for voice in told if voice.event.when), None),
        reasons=(Reason(rule="told-of-other-things", weight=0.0, spans=tuple(voice.place for voice in told[:2])),),
    )


def voices_of(corpus: Corpus) -> dict[str, Voice]:
    """Return every claim of a corpus with what it says, by its id."""
    found = dict[str, Voice]()
    for document in corpus.documents:
        events = {event.id: event for event in document.events}
        for claim in document.claims:
            if claim.event in events:
                found[claim.id] = Voice(document=document, claim=claim, event=events[claim.event])
    return found


@stage(
    "meetings", reads=("documents", "stories", "groups", "entity_of", "judgements"), writes=("groups",), version=2, by_story=True
)
def meetings(corpus: Corpus, config: Config) -> Corpus:
    """Return the corpus, groups joined that part in stance, with quotations in different words."""
    found, stories = _Meetings(corpus), dict[str, list[ClaimGroup]]()
    for group in corpus.groups:
        stories.setdefault(group.story, []).extend(found.parted(group))
    joined = [group for groups in stories.values() for group in found.joined(sorted(groups, key=found.clearest))]
    joined = found.with_wordings(joined)
    return corpus.replace(groups=tuple(sorted(joined, key=lambda group: group.id)))
