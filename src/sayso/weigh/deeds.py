"""Read the events of a document as transfers, by the frames of a pack: what changes hands, who gives it, who gets it.

An event that is negated, to come, only possible, wanted or a figure of speech is no transfer.
"""

from collections.abc import Iterator, Sequence

from sayso.kit.done import is_told_as_done, is_undone
from sayso.kit.event_kinds import event_kind_of
from sayso.kit.vocabulary import cues
from sayso.model.base import Record
from sayso.model.document import Document
from sayso.model.facts import Claim, Event, Role
from sayso.model.pack import Frame, Heading
from sayso.weigh.carried import tails, with_carried
from sayso.weigh.parties import Parties

SAID = {"asserted": "asserted", "reported": "asserted", "hedged": "alleged", "denied": "disputed"}
"""What a finding does with a claim of each stance; a claim of another stance bears on nothing."""
RECENT = 2
"""How many transfers back "the country" may take up."""
GENERAL = frozenset({"any", "every", "no", "such"})
"""Words before a noun by which it stands for all of its kind and for none that took part."""
_ALLEGING = ("alleg", "accus")
"""How cues begin that give words as an allegation."""
_BEFORE_A_NOUN = frozenset({"the", "a", "an", "of", "on", "its", "his", "her", "their", "this", "that", "these", "those"})
_BEFORE = 80
"""How many characters before a verb may say whether its deed was done."""


class Deed(Record, frozen=True, kw_only=True):
    """An event as a frame reads it: who may be the supplier and the recipient, and the countries that each stands for.

    `alleged` says that its own words, or those who are cited for it, only suspect it.
    """

    frame: Frame
    event: Event
    claim: Claim
    items: tuple[Role, ...]
    supplier: Role | None
    recipient: Role | None
    from_countries: frozenset[str]
    to_countries: frozenset[str]
    supplier_note: str = ""
    recipient_note: str = ""
    alleged: bool = False


def deeds_of(document: Document, heading: Heading, parties: Parties) -> Iterator[Deed]:
    """Yield the transfers that a document tells as done, in the order of its words, as each frame reads them."""
    claims, before = {claim.id: claim for claim in document.claims}, list[Deed]()
    doubts = _Doubts(document)
    for event in sorted(document.events, key=lambda one: (one.trigger.start, one.id)):
        claim = claims.get(event.claim or "")
        if (
            claim is None
            or claim.stance not in SAID
            or event.polarity == "-"
            or not _is_done(document, claim, event)
            or doubts.are_wishes(claim)
        ):
            continue
        whole = with_carried(document, _up_to_now(document, event))
        found = [
            _by_pronoun(document, parties, _taken_up(parties, _deed(document, parties, frame, whole, claim), before[-RECENT:]))
            for frame in heading.frames
            if _is_of(frame, whole)
        ]
        before.extend(found[:1])
        yield from (deed.replace(alleged=deed.frame.alleged or doubts.are_about(claim)) for deed in found)


def is_general(document: Document, roles: Sequence[Role | None]) -> bool:
    """Does a slot speak of whoever it may be: "any country", "no ship"?"""
    firsts = (role.span.cut(document.text).split(maxsplit=1)[:1] for role in roles if role is not None)
    return any(word.lower() in GENERAL for first in firsts for word in first)


def _up_to_now(document: Document, event: Event) -> Event:
    """Return an event that goes on ("since October") as reaching to the day of publication and no further."""
    open_end = event.when is not None and event.when.endswith("/..")
    return event.replace(latest=document.published_day) if open_end and not event.latest else event


class _Doubts:
    """Whether those who are cited for a claim only believe or allege it, or want it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._kinds = {item.id: item.kind for item in document.attributions}
        self._cues = {item.id: [span.cut(document.text).lower() for span in item.cue] for item in document.attributions}
        self._believing = [event.trigger for event in document.events if _cue_kind(event.lemma) == "belief"]

    def are_about(self, claim: Claim) -> bool:
        """Is the claim only believed or alleged?"""
        said = claim.attribution or ""
        before = (self._text[one.end : claim.span.start].strip() for one in self._believing if one.end <= claim.span.start)
        alleging = any(word.startswith(_ALLEGING) for word in self._cues.get(said, ()))
        return alleging or self._kinds.get(said) == "belief" or any(words in {"", "that"} for words in before)

    def are_wishes(self, claim: Claim) -> bool:
        """Is the claim what somebody means to do?"""
        return self._kinds.get(claim.attribution or "") == "intent"


def _cue_kind(lemma: str) -> str:
    known = cues("verb").get(lemma)
    return known.kind if known else ""


def _is_done(document: Document, claim: Claim, event: Event) -> bool:
    """Is the event told as one that took place, or is going on?

    A noun that stands for a clause by itself and has no day ("a supply of cars breaches ...") may be any such event.
    """
    if event.when_why == "inferred-future":
        return False
    if document.published_day and event.earliest and event.earliest > document.published_day:
        return False
    start = event.trigger.start
    before = document.text[max(start - _BEFORE, 0) : start]
    last = (before.split() or [""])[-1].lower()
    if last in GENERAL | {"a", "an"} and claim.head == event.head and not event.when:
        return False
    named = event.lemma in event_kind_of("noun") and (event.lemma not in event_kind_of("verb") or last in _BEFORE_A_NOUN)
    if named and is_undone(before):
        return False
    return is_told_as_done(before, event.trigger.cut(document.text))


def _is_of(frame: Frame, event: Event) -> bool:
    """Is an event of a kind that the frame reads, and told of a deed of the right kind where the frame asks for one?"""
    if event.lemma in frame.but_not or not (event.kind in frame.kinds or event.lemma in frame.words):
        return False
    known = event_kind_of("verb"), event_kind_of("noun")
    told = {kinds.get(role.lemma) for role in event.roles if role.role == "deed" for kinds in known}
    return not frame.deeds or any(kind in frame.deeds for kind in told)


def _deed(document: Document, parties: Parties, frame: Frame, event: Event, claim: Claim) -> Deed:
    items = tuple(role for name in frame.item for role in event.roles if _is_in(document, role, name))
    if frame.alleged or frame.undated:
        event = event.replace(when=None, earliest=None)
    hanging = tuple(part for item in items for part in tails(document, item))
    supplier, giving = _filled(document, parties, (event.roles, hanging), frame.supplier)
    recipient, taking = _filled(document, parties, (event.roles, hanging), frame.recipient)
    return Deed(
        frame=frame,
        event=event,
        claim=claim,
        items=items,
        supplier=supplier,
        recipient=recipient,
        from_countries=giving,
        to_countries=taking,
    )


def _filled(
    document: Document, parties: Parties, told: Sequence[Sequence[Role]], names: Sequence[str]
) -> tuple[Role | None, frozenset[str]]:
    """Return who fills a slot: the first role whose words stand for a country, else the first that there is."""
    roles = [role for some in told for name in names for role in some if _is_in(document, role, name)]
    for role in roles:
        countries = parties.countries(role)
        if countries:
            return role, countries
    return (roles[0] if roles else None), frozenset()


def _is_in(document: Document, role: Role, name: str) -> bool:
    kind, _, word = name.partition("/")
    before = document.text[: role.span.start].rsplit(maxsplit=1)[-1:] if word else []
    return role.role == kind and (not word or [one.lower() for one in before] == [word])


def _taken_up(parties: Parties, deed: Deed, before: Sequence[Deed]) -> Deed:
    """Return the deed with "the country" in its recipient's place read as the recipient of the transfer told just before."""
    if deed.recipient is None or deed.to_countries or not parties.is_taken_up(deed.recipient):
        return deed
    for earlier in reversed(before):
        if len(earlier.to_countries) == 1:
            note = "the country that the transfer told before went to"
            return deed.replace(to_countries=earlier.to_countries, recipient_note=note)
    return deed


def _by_pronoun(document: Document, parties: Parties, deed: Deed) -> Deed:
    """Return the deed with "it" at the head of its sentence read as the country that the sentence before begins with."""
    note = "taken for the subject of the sentence before"
    for slot, countries in (("supplier", "from_countries"), ("recipient", "to_countries")):
        role: Role | None = getattr(deed, slot)
        if role is not None and role.lemma == "it" and not role.entity and not getattr(deed, countries):
            found = _subject_before(document, parties, role.span.start)
            if len(found) == 1:
                return deed.replace(**{countries: found, f"{slot}_note": note})
    return deed


def _subject_before(document: Document, parties: Parties, start: int) -> frozenset[str]:
    """Return the country that begins the sentence before the one that begins here."""
    starts = [sentence.span.start for sentence in document.sentences]
    if start not in starts or starts.index(start) == 0:
        return frozenset()
    first = document.sentences[starts.index(start) - 1].span
    subjects = (
        role for event in document.events for role in event.roles if role.role == "agent" and role.span.start == first.start
    )
    return next((parties.countries(role) for role in subjects), frozenset())
