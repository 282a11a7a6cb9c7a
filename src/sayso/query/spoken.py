"""A sentence that a case is asked about, clause by clause: what it tells, on whose word, and what of it was not understood."""

import re
from collections.abc import Iterator

from sayso.extract.cue_frames import is_negated
from sayso.extract.phrases import noun_phrase
from sayso.extract.roles import parts
from sayso.kit.asking import not_quite
from sayso.kit.concepts import Naming, concepts, mark_of, marks_of
from sayso.kit.config import Config
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.names import plain, surnames, without_title
from sayso.kit.parties import is_negative, parties_of
from sayso.kit.tree import tree_of
from sayso.kit.vocabulary import common_words, cues, stance_words
from sayso.link.people import keys_of
from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Attribution, Claim, Event, Role, TimeRef
from sayso.weigh.differences import Voice
from sayso.weigh.wanting import Telling

ASKING = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
HAPPENING = frozenset({"take place", "occur", "happen"})
TO_COME = frozenset({"will", "'ll", "wo", "shall"})
TAKING_PART = frozenset({"agent", "patient", "recipient"})
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})
MODALS = frozenset({"should", "must", "can", "ca", "ought"})
"""Words by which a deed is no deed yet, and no guess at one either."""
CLEAR = frozenset({"asserted", "reported", "hedged"})
WORD = re.compile(r"[^\W\d_]+")


class Spoken(Telling, frozen=True, kw_only=True):
    """One claim of the sentence: what it tells in marks and parties, and who is said to say it.

    `names` has the plain name behind each mark of somebody. `speaker` are the marks and names that stand for that voice; empty
    where the sentence tells it for itself or as hearsay. `manner` are its adverbs, `undated` the value of a
    day without its year or week ("Monday"), `unclear` the places of pronouns that stand for nobody named.
    """

    negative: bool
    names: dict[str, str]
    speaker: frozenset[str] = frozenset()
    hearsay: bool = False
    to_come: bool = False
    manner: tuple[str, ...] = ()
    undated: str = ""
    undated_words: str = ""
    unclear: tuple[tuple[int, int], ...] = ()

    @property
    def stance(self) -> str:
        """The stance of the sentence towards it."""
        return self.voice.claim.stance


def spoken_claims(document: Document, naming: Naming) -> Iterator[Spoken]:
    """Yield the claims of a sentence, in order: a heap of nouns claims nothing."""
    if not document.claims:
        return
    tree, heads = tree_of(document), {claim.event: claim.head for claim in document.claims}
    events = {event.id: event for event in document.events if tree.is_verb(heads[event.id])}
    attributions = {item.id: item for item in document.attributions}
    for claim in document.claims:
        if claim.event in events:
            event = _told(document, events[claim.event])
            voice = Voice(document=document, claim=_as_told(claim), event=event)
            yield _spoken(voice, attributions.get(claim.attribution or ""), naming)


def _as_told(claim: Claim) -> Claim:
    """Return the claim of a question as the statement that it asks about: "Did she resign?" is checked as "She resigned"."""
    if claim.stance == "hypothetical" and any(reason.rule == "stance-question" for reason in claim.reasons):
        return claim.replace(stance="asserted", certainty="certain")
    return claim


def _spoken(voice: Voice, item: Attribution | None, naming: Naming) -> Spoken:
    document, event = voice.document, voice.event
    heads = {mark for role in event.roles for mark in marks_of(role.lemma) if mark[0] == "~"}
    speaker = _speaker(document, item, naming) if item is not None else frozenset[str]()
    undated = _undated(document, voice.claim) if event.when is None else None
    return Spoken(
        voice=voice,
        marks=concepts(event, naming) | heads,
        parties=parties_of(document, event, naming),
        negative=is_negative(document, event),
        names={naming.marks[entity.id]: plain(entity.name) for entity in document.entities if entity.id in naming.marks},
        speaker=speaker,
        hearsay=item is not None and not speaker and voice.claim.stance in {"hedged", "reported"},
        to_come=_is_to_come(document, event),
        manner=_manner(document, event),
        undated=undated.timex if undated else "",
        undated_words=undated.span.cut(document.text) if undated else "",
        unclear=_unclear(document, voice.claim, event),
    )


def _undated(document: Document, claim: Claim) -> TimeRef | None:
    """Return the first day of a claim that has no year or no week."""
    times = (time for time in document.times if claim.span.holds(time.span) and time.type == "date" and time.value is None)
    return next(times, None)


def _is_to_come(document: Document, event: Event) -> bool:
    tree = tree_of(document)
    return any(tree.lower[child] in TO_COME for child in tree.children(event.head, "aux"))


def _manner(document: Document, event: Event) -> tuple[str, ...]:
    """Return the words a deed is told with that change what is told: how it was done, that it almost was, that it should be."""
    tree = tree_of(document)
    adverbs = (tree.lower[child] for child in tree.children(event.head, "advmod") if tree.parse.pos[child] == "ADV")
    how = [word for word in adverbs if word in not_quite() or (word.endswith("ly") and not _is_light(word))]
    return (*how, *(tree.lower[child] for child in tree.children(event.head, "aux") if tree.lower[child] in MODALS))


def _is_light(word: str) -> bool:
    return word in stance_words() or word in common_words() or word in cues("adverb")


def _unclear(document: Document, claim: Claim, event: Event) -> tuple[tuple[int, int], ...]:
    """Return the places of pronouns in a first clause that stand for nobody named, or all of the denial of a negation."""
    first = min((each.span.start for each in document.claims), default=0) == claim.span.start
    if claim.stance not in CLEAR and is_negated(tree_of(document), event.head):
        return ((claim.span.start, claim.span.end),)
    roles = (role for role in event.roles if role.role in TAKING_PART and role.lemma in PRONOUNS and role.entity is None)
    return tuple((role.span.start, role.span.end) for role in roles) if first and claim.stance in CLEAR else ()


def _told(document: Document, event: Event) -> Event:
    """Return the event that a clause is about: the delivery that "took place", the use that is "confirmed"."""
    tree = tree_of(document)
    phrase = f"{event.lemma} place" if any(role.lemma == "place" for role in event.roles) else event.lemma
    of = "agent" if phrase in HAPPENING else "patient" if event.kind == "confirm" else ""
    noun = next((role for role in event.roles if role.role == of and role.lemma in event_kind_of("noun")), None)
    if noun is None:
        return event
    named = {mention.head: mention.entity for mention in document.mentions if mention.entity and mention.form == "name"}
    inside = tuple(
        Role(
            role=part.role,
            span=noun_phrase(tree, part.head),
            head=part.head,
            lemma=tree.parse.lemma[part.head].lower(),
            entity=named.get(part.head),
        )
        for part in parts(tree, noun.head, nominal=True)
    )
    kept = tuple(role for role in event.roles if role != noun and role.lemma != "place") if of == "patient" else ()
    terms = tuple(word for word in event.terms if word not in {"place", event.lemma})
    kind = event_kind_of("noun")[noun.lemma]
    return event.replace(kind=kind, lemma=noun.lemma, roles=(*kept, *inside), terms=terms)


def _speaker(document: Document, item: Attribution, naming: Naming) -> frozenset[str]:
    """Return the marks and names of who is cited."""
    names = {called(span.cut(document.text)) for span in item.source}
    mark = naming.marks.get(item.source_entity or "")
    return frozenset({*names, *({mark} if mark else ())}) - {""}


def called(name: str) -> str:
    """Return a name of a voice without the order of its words: the Trade Ministry of Belmark is Belmark's Trade Ministry."""
    return " ".join(sorted(word for word in plain(name).split() if word not in {"of", "the"}))


class Bearers(Record, frozen=True, kw_only=True):
    """The entities of a case by what they can be asked for: the keys of their names, and people by their surnames."""

    by_key: dict[str, list[Entity]]
    by_surname: dict[str, list[Entity]]


def bearers_of(entities: tuple[Entity, ...], config: Config) -> Bearers:
    """Return who of a case bears which name."""
    by_key, by_surname = dict[str, list[Entity]](), dict[str, list[Entity]]()
    for entity in entities:
        for key in keys_of(entity, config):
            by_key.setdefault(key, []).append(entity)
        for word in _surnames(entity) if entity.kind == "person" else ():
            by_surname.setdefault(word, []).append(entity)
    return Bearers(by_key=by_key, by_surname=by_surname)


def known_entities(spoken: Document, bearers: Bearers, config: Config) -> dict[str, str]:
    """Return the mark of each entity of the sentence: that of the one entity of the case that bears the name."""
    found: dict[str, str] = {}
    for entity in spoken.entities:
        bearing = list({other.id: other for key in keys_of(entity, config) for other in bearers.by_key.get(key, ())}.values())
        bearing = bearing or _by_surname(entity, bearers)
        found[entity.id] = mark_of(bearing[0]) if len(bearing) == 1 else mark_of(entity)
    return found


def _by_surname(entity: Entity, bearers: Bearers) -> list[Entity]:
    words = without_title(tuple(plain(entity.name).split()))[0]
    people = bearers.by_surname.get(words[0], ()) if len(words) == 1 else ()
    return [other for other in people if not entity.gender or other.gender in {"", entity.gender}]


def _surnames(entity: Entity) -> frozenset[str]:
    return surnames(without_title(tuple(plain(entity.name).split()))[0])


def is_question(text: str) -> bool:
    """Does the sentence ask who, what, when, where, why or how?"""
    words = WORD.findall(text.lower())
    return bool(words) and text.rstrip().endswith("?") and any(word in ASKING for word in words[:2])
