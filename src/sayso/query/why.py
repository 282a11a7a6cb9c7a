"""Why a case says what it says: the reasons and exact words behind any id."""

from collections.abc import Callable, Iterable

from sayso.model.base import Place
from sayso.model.corpus import ClaimGroup, Dependence
from sayso.model.span import Span
from sayso.query.answers import Quote, ReasonAnswer, WhyAnswer
from sayso.query.evidence import Evidence, Source
from sayso.query.findings import findings_of
from sayso.query.history import history
from sayso.query.questions import the_one
from sayso.store.rows import dependence_id, difference_id
from sayso.store.store import Case, Found

Reasons = tuple[ReasonAnswer, ...]
READ_FOR_ENTITY = 30
"""How many articles are read to show where somebody is named: of a head of state there may be thousands."""


def why(case: Case, id: str) -> WhyAnswer | None:
    """Return the reasons behind a document, a fact, an entity, a story, an origin, a dependence, a group, a dispute or a finding.

    None where no id begins so.

    Raises:
        QuestionError: several ids begin so.
    """
    found = the_one(case, id)
    if found is None:
        return None
    return WhyAnswer(id=found.id, kind=found.kind, reasons=_TELLERS[found.kind](case, Evidence(case), found))


def _reason(rule: str, note: str = "", spans: Iterable[Quote] = ()) -> ReasonAnswer:
    return ReasonAnswer(rule=rule, weight=1.0, note=note, spans=tuple(spans))


def _quotes(source: Source, spans: Iterable[Span]) -> list[Quote]:
    return [source.quote(span) for span in spans]


def _document(case: Case, evidence: Evidence, found: Found) -> Reasons:
    source = evidence.source(found.id)
    document = source.document
    dates = "; ".join(f"{one.method}: {one.value}" for one in document.published_why.candidates)
    conflict = " (they disagree)" if document.published_why.conflict else ""
    reasons = [_reason(f"published: {document.published_why.method}", f"{document.published or 'not known'}; {dates}{conflict}")]
    if document.status != "ok":
        reasons.append(_reason(f"status: {document.status}", document.status_why))
    if document.revision_of:
        reasons.append(_reason("revision", f"a later text under the id {document.revision_of}"))
    for zone in document.zones:
        if zone.kind != "body":
            reasons.append(_reason(f"zone: {zone.kind}", zone.why, [source.quote(zone.span)]))
    rests = case.dependences_of([document.id])
    return (*reasons, *(reason for one in rests for reason in _of_dependence(evidence, one)))


def _claim(case: Case, evidence: Evidence, found: Found) -> Reasons:
    source = evidence.source(found.document or "")
    claim = evidence.claim(source.document.id, found.id)
    reasons = [_reason(f"claim: {claim.stance}", f"certainty: {claim.certainty}", [source.quote(claim.span)])]
    if claim.hedges:
        reasons.append(_reason("hedges", "", _quotes(source, claim.hedges)))
    reasons.extend(evidence.reasons(claim.reasons))
    attribution = source.attributions.get(claim.attribution or "")
    if attribution:
        reasons.extend(_of_attribution(source, attribution.id))
    event = source.events.get(claim.event or "")
    return (*reasons, *(_of_event(source, event.id) if event else ()))


def _attribution(case: Case, evidence: Evidence, found: Found) -> Reasons:
    return _of_attribution(evidence.source(found.document or ""), found.id)


def _of_attribution(source: Source, id: str) -> Reasons:
    attribution = source.attributions[id]
    chain = " > ".join(f"{link.name} ({link.role})" for link in attribution.chain)
    parts = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
    reasons = (_reason(f"attribution: {part}", "", _quotes(source, spans)) for part, spans in parts.items() if spans)
    links = [link.span for link in attribution.chain if link.span]
    return (_reason(attribution.rule, f"{attribution.kind}, {attribution.mode}: {chain}", _quotes(source, links)), *reasons)


def _event(case: Case, evidence: Evidence, found: Found) -> Reasons:
    return _of_event(evidence.source(found.document or ""), found.id)


def _of_event(source: Source, id: str) -> Reasons:
    event = source.events[id]
    denied = "it is said not to have happened" if event.polarity == "-" else ""
    reasons = [_reason(f"event: {event.kind}", denied, [source.quote(event.trigger)])]
    if event.when or event.when_why:
        reasons.append(_reason(f"when: {event.when_why or 'given'}", event.when or "not known"))
    return (*reasons, *(_reason(f"role: {role.role}", "", [source.quote(role.span)]) for role in event.roles))


def _entity(case: Case, evidence: Evidence, found: Found) -> Reasons:
    """Tell where an entity of the case is named, and why it is one; one inside a document stands for that which it belongs to."""
    known = case.wholes([found.id]).get(found.id, found.id)
    entity = next(iter(case.entities_at([known])), None)
    if entity is None:
        return ()
    members, read = set(entity.members) | case.parts_of(known), entity.documents[:READ_FOR_ENTITY]
    evidence.load(read)
    spans = list[Quote]()
    for source in map(evidence.source, read):
        mentions = (mention for mention in source.document.mentions if mention.entity in members and mention.form == "name")
        spans.extend(_quotes(source, [mention.span for mention in mentions][:1]))
    links = (_reason(f"link: {kind}", other) for kind, other in entity.links)
    names = f"{entity.name}: {', '.join(entity.names)}"
    told = f"{names}; the first {len(read)} of {len(entity.documents)} articles" if len(read) < len(entity.documents) else names
    return (_reason("named", told, spans), *evidence.reasons(entity.reasons), *links)


def _story(case: Case, evidence: Evidence, found: Found) -> Reasons:
    story = next(iter(case.stories_at([found.id])))
    return evidence.reasons(story.reasons) or (_reason("alone", "no other document tells of this"),)


def _origin(case: Case, evidence: Evidence, found: Found) -> Reasons:
    origin = next(one for one in case.origins() if one.id == found.id)
    rests = (one for one in case.dependences() if one.on == origin.id)
    names = ", ".join(origin.names or (origin.name,))
    return (_reason(f"origin: {origin.kind}", names), *(reason for one in rests for reason in _of_dependence(evidence, one)))


def _dependence(case: Case, evidence: Evidence, found: Found) -> Reasons:
    return _of_dependence(evidence, next(one for one in case.dependences() if dependence_id(one) == found.id))


def _of_dependence(evidence: Evidence, one: Dependence) -> Reasons:
    direction = "" if one.direction_known else ", or the other way round"
    told = f"{one.document} {one.how} {one.on}{direction}"
    return (_reason(f"dependence: {one.how}", told, map(evidence.quote, one.evidence)), *evidence.reasons(one.reasons))


def _group(case: Case, evidence: Evidence, found: Found) -> Reasons:
    (group,) = case.groups_of([found.id])
    evidence.load(member.document for member in group.members)
    reasons = list(evidence.reasons(group.reasons))
    for member in group.members:
        span = evidence.claim(member.document, member.claim).span
        rests = ", ".join(member.origins) or "no origin that it names"
        words = evidence.quote(Place(document=member.document, start=span.start, end=span.end))
        reasons.append(_reason("member", f"rests on {rests}", [words]))
        reasons.extend(evidence.reasons(member.reasons))
    return (*reasons, *_differences(evidence, group))


def _differences(evidence: Evidence, group: ClaimGroup) -> list[ReasonAnswer]:
    reasons = list[ReasonAnswer]()
    for difference in group.differences:
        sides = evidence.sides(difference.sides, group.members)
        spans = [Quote(document=m.document, start=m.start, end=m.end, quote=m.quote) for side in sides for m in side.members]
        values = " / ".join(side.value for side in sides)
        told = f"{difference.verdict}: {difference.slot} {values} ({difference_id(group.id, difference)})"
        reasons.append(_reason(difference.rule, told, spans))
        reasons.extend(evidence.reasons(difference.reasons))
    return reasons


def _dispute(case: Case, evidence: Evidence, found: Found) -> Reasons:
    dispute = next(one for one in case.disputes() if one.id == found.id)
    sides = evidence.sides(dispute.sides)
    told = [
        _reason(
            f"{dispute.rule}: {side.value}",
            dispute.aspect,
            [Quote(document=m.document, start=m.start, end=m.end, quote=m.quote) for m in side.members],
        )
        for side in sides
    ]
    return (*told, *evidence.reasons(dispute.reasons))


def _judgement(case: Case, evidence: Evidence, found: Found) -> Reasons:
    """Tell what a person decided, in the words that it was decided of."""
    judged = next(one for one in history(case).judgements if one.id == found.id)
    said = "; ".join(part for part in (judged.why, f"by {judged.by}" if judged.by else "", judged.made) if part)
    reasons = [_reason(f"judgement: {judged.kind}", f"{judged.status.replace('_', ' ')}; {said}")]
    reasons.extend(_reason("against", rule) for rule in judged.against)
    return (*reasons, *(_reason(judged.of, target.name, target.words) for target in judged.targets))


def _finding(case: Case, evidence: Evidence, found: Found) -> Reasons:
    finding = next(one for one in case.findings() if one.id == found.id)
    (answer,) = findings_of(case, evidence, (finding,))
    told = f"{answer.wording}; {answer.stance}, {answer.gate}"
    met = (_reason(f"met: {one.slot}", f"{one.value} {one.note}".strip(), one.spans) for one in answer.facts)
    missing = (_reason(f"missing: {one.fact}", one.note, one.spans) for one in answer.missing)
    return (_reason(f"{answer.pack}: {answer.rule}", told), *met, *missing)


_TELLERS: dict[str, Callable[[Case, Evidence, Found], Reasons]] = {
    "document": _document,
    "claim": _claim,
    "attribution": _attribution,
    "event": _event,
    "entity": _entity,
    "story": _story,
    "origin": _origin,
    "dependence": _dependence,
    "group": _group,
    "dispute": _dispute,
    "judgement": _judgement,
    "finding": _finding,
}
