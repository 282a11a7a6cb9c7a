"""One difference or one dispute by its id: its sides, and each article's words with the text around them."""

from collections.abc import Iterable

from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Side
from sayso.model.document import Document
from sayso.model.span import Span
from sayso.query.answers import DocumentAnswer, ReasonAnswer, SideAnswer
from sayso.query.evidence import Evidence
from sayso.store.rows import difference_id
from sayso.store.store import Case

AROUND = 600
"""How many characters before and after the words are shown where no paragraph ends."""


class Around(Record, frozen=True, kw_only=True):
    """The stretch of a document in which the words of a side stand, and where in it they are."""

    document: str
    start: int
    end: int
    text: str
    lit: tuple[tuple[int, int], ...]


class QuarrelAnswer(Record, frozen=True, kw_only=True):
    """Where accounts part: on what, how much that means, and each side with its words in their places."""

    id: str
    story: str
    groups: tuple[str, ...]
    about: str
    slot: str
    verdict: str
    rule: str
    sides: tuple[SideAnswer, ...]
    documents: tuple[DocumentAnswer, ...]
    around: tuple[Around, ...]
    reasons: tuple[ReasonAnswer, ...]


def quarrel(case: Case, id: str, group: str | None = None) -> QuarrelAnswer | None:
    """Return the difference or dispute of exactly this id, or None; naming the `group` of a difference finds it faster."""
    dispute = next((one for one in case.disputes() if one.id == id), None)
    evidence = Evidence(case)
    if dispute is not None:
        groups = case.groups_of(dispute.groups)
        members = [member for each in groups for member in each.members]
        sides, reasons = evidence.sides(dispute.sides, members), evidence.reasons(dispute.reasons)
        said = max(groups, key=lambda each: (each.at_least, each.at_most, len(each.members), each.id), default=None)
        about, slot, verdict, rule = said.proposition if said else dispute.aspect, "dispute", dispute.verdict, dispute.rule
        return _answer(evidence, id, groups, dispute.sides).replace(
            about=about, slot=slot, verdict=verdict, rule=rule, sides=sides, reasons=reasons
        )
    for each in case.groups() if group is None else case.groups_of([group]):
        for difference in each.differences:
            if difference_id(each.id, difference) == id:
                found = evidence.difference(difference, each.members)
                return _answer(evidence, id, (each,), difference.sides).replace(
                    about=each.proposition,
                    slot=found.slot,
                    verdict=found.verdict,
                    rule=found.rule,
                    sides=found.sides,
                    reasons=found.reasons,
                )
    return None


def _answer(evidence: Evidence, id: str, groups: Iterable[ClaimGroup], sides: Iterable[Side]) -> QuarrelAnswer:
    known, places = tuple(groups), dict[str, list[Span]]()
    for side in sides:
        for document, claim in side.members:
            places.setdefault(document, []).append(evidence.claim(document, claim).span)
    documents = {document: evidence.source(document).document for document in places}
    return QuarrelAnswer(
        id=id,
        story=known[0].story if known else "",
        groups=tuple(each.id for each in known),
        about="",
        slot="",
        verdict="",
        rule="",
        sides=(),
        documents=tuple(_named(each) for each in documents.values()),
        around=tuple(_around(documents[name], sorted(spans)) for name, spans in places.items()),
        reasons=(),
    )


def _named(found: Document) -> DocumentAnswer:
    return DocumentAnswer(id=found.id, source=found.source, outlet=found.outlet, published=found.published, title=found.title)


def _around(document: Document, spans: list[Span]) -> Around:
    """Return the paragraphs that the words stand in, or a stretch on both sides where a paragraph is very long."""
    first, last, text = spans[0].start, max(span.end for span in spans), document.text
    start = max(text.rfind("\n", 0, first) + 1, first - AROUND)
    line = text.find("\n", last)
    end = min(line if line >= 0 else len(text), last + AROUND)
    return Around(
        document=document.id,
        start=start,
        end=end,
        text=text[start:end],
        lit=tuple((span.start, span.end) for span in spans),
    )
