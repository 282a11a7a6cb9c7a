"""What the claims of a case bear on, with the provision, the exact words and the doubts."""

from collections.abc import Iterable

from sayso.model.corpus import Fact, Finding, Member, Missing
from sayso.model.errors import StoreError
from sayso.model.pack import Pack, Provision, Rule
from sayso.query.answers import FactAnswer, FindingAnswer, FindingsAnswer, MissingAnswer, ProvisionAnswer
from sayso.query.evidence import Evidence
from sayso.store.store import Case


def findings(case: Case, story: str | None = None) -> FindingsAnswer:
    """Return the findings of a case, or of the story of that id, in the order of their events."""
    return FindingsAnswer(findings=findings_of(case, Evidence(case), case.findings(story)))


def findings_of(case: Case, evidence: Evidence, found: Iterable[Finding]) -> tuple[FindingAnswer, ...]:
    """Return findings with the words behind them, those of one event together, dated ones first."""
    found, packs = tuple(found), {pack.id: pack for pack in case.packs()}
    if not found:
        return ()
    evidence.load(document for one in found for document, _ in (*one.claims, *one.beside))
    groups = [*case.groups_of(one.group for one in found)]
    for document in {document for one in found for document, _ in one.beside}:
        groups.extend(case.groups_in(document))
    members = {(m.document, m.claim): m for group in groups for m in group.members}
    ordered = sorted(found, key=lambda one: (one.when or "~", one.group, one.provision, one.id))
    return tuple(_answer(evidence, one, _pack(packs, one), members) for one in ordered)


def _pack(packs: dict[str, Pack], finding: Finding) -> Pack:
    if finding.pack not in packs:
        raise StoreError(f"the case does not hold the pack '{finding.pack}' that it names", remedy="build the case again")
    return packs[finding.pack]


def _answer(evidence: Evidence, one: Finding, pack: Pack, members: dict[tuple[str, str], Member]) -> FindingAnswer:
    provision: Provision = next(each for each in pack.provisions if each.id == one.provision)
    rule: Rule = next(each for each in pack.rules if each.id == one.rule)

    def told(places: Iterable[tuple[str, str]]) -> Iterable[Member]:
        return (members.get(place) or Member(document=place[0], claim=place[1]) for place in places)

    return FindingAnswer(
        id=one.id,
        wording=f"bears on {provision.measure}, paragraph {provision.paragraph}",
        pack=one.pack,
        rule=one.rule,
        provision=_provision(provision, rule),
        story=one.story,
        group=one.group,
        stance=one.stance,
        told=one.told,
        when=one.when,
        gate=one.gate,
        facts=tuple(_fact(evidence, fact) for fact in one.facts),
        missing=tuple(_lacking(evidence, missing) for missing in one.missing),
        exemptions=provision.exemptions,
        says=rule.says,
        at_least=one.at_least,
        at_most=one.at_most,
        disputes=one.disputes,
        members=tuple(map(evidence.member, told(one.claims))),
        beside=tuple(map(evidence.member, told(one.beside))),
    )


def _provision(provision: Provision, rule: Rule) -> ProvisionAnswer:
    return ProvisionAnswer(
        id=provision.id,
        measure=provision.measure,
        paragraph=provision.paragraph,
        gist=provision.gist,
        adopted=provision.adopted,
        in_force_from=rule.in_force_from or provision.in_force_from,
        note=provision.note,
        verified=provision.verified,
        sources=provision.sources,
    )


def _fact(evidence: Evidence, fact: Fact) -> FactAnswer:
    return FactAnswer(slot=fact.slot, value=fact.value, note=fact.note, spans=tuple(map(evidence.quote, fact.spans)))


def _lacking(evidence: Evidence, one: Missing) -> MissingAnswer:
    return MissingAnswer(fact=one.fact, note=one.note, spans=tuple(map(evidence.quote, one.spans)))
