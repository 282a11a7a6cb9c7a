"""Turn records into rows and back: plain columns for what is asked, JSON for the whole.

Columns must be text that any database takes, so what it cannot hold is shown as U+FFFD there; the record keeps it exactly.
"""

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Table

from sayso.model.base import make_id
from sayso.model.corpus import Corpus, Dependence, Difference, Judgement, StoryChange
from sayso.model.document import Document
from sayso.model.errors import Failure
from sayso.model.facts import Attribution
from sayso.model.pack import Pack
from sayso.store import schema
from sayso.store.held import NO_STORIES, StoriesFound
from sayso.store.ranking import Listing, Told, fought_over, of_group

Kind = TypeVar("Kind")
Row = dict[str, Any]

_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")
_BY_STORY = ("groups", "disputes", "happenings")
_FACTS = ("zones", "sentences", "mentions", "entities", "times", "quantities", "attributions", "events", "claims", "happenings")


def plain(words: str) -> str:
    """Return the words, of the same length, as a text column can hold them."""
    if words.isascii() and "\x00" not in words:
        return words
    return _UNHOLDABLE.sub("\ufffd", words)


def encode(record: object) -> str:
    """Return a record as JSON text that any text column can hold."""
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(record), separators=(",", ":"))


def decode(content: str, kind: type[Kind]) -> Kind:
    """Return the record that a JSON text holds."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError as error:
        # Half of a pair of surrogates is what the one reader refuses and the other takes.
        try:
            value = json.loads(content)
        except ValueError:
            raise error from None
        return msgspec.convert(value, kind)


def without_facts(document: Document) -> Document:
    """Return a document without the facts that analysis adds."""
    return document.replace(parse=None, **dict.fromkeys(_FACTS, ()))


def dependence_id(dependence: Dependence) -> str:
    """Return the id of a dependence: the hash of who rests on whom, how, and where that shows."""
    places = [[place.document, place.start, place.end] for place in dependence.evidence]
    return make_id("dependence", dependence.document, dependence.on, dependence.how, places)


def difference_id(group: str, difference: Difference) -> str:
    """Return the id of a difference: the hash of its group, its slot and the values of its sides."""
    return make_id("difference", group, difference.slot, [side.value for side in difference.sides])


def document_row(document: Document, arrived: Document, analysis: str) -> Row:
    """Return the row of a document. Its parse is left out: the parse cache keeps it."""
    shown = plain(document.text)
    kept = "" if shown == document.text else document.text
    record = encode(document.replace(parse=None, text=kept))
    before = encode(arrived.replace(parse=None, text=kept))
    names = ("id", "source", "outlet", "published", "title", "language", "status", "revision_of", "text_sha256")
    row = _row({name: getattr(document, name) for name in names}, analysis_version=analysis, text=shown)
    return row | {"fingerprint": fingerprint(record, before, analysis, shown), "arrived": before, "record": record}


def fingerprint(record: str, arrived: str, analysis: str, text: str) -> str:
    """Return the hash of all that a case keeps of a document."""
    mark = hashlib.blake2b(digest_size=16)
    for part in (record, arrived, analysis, text):
        mark.update(f"{len(part)} {part}".encode())
    return mark.hexdigest()


def document_of(content: str, text: str) -> Document:
    """Return the document of a record and the text that stands beside it."""
    document = decode(content, Document)
    return document if document.text else document.replace(text=text)


def fact_rows(document: Document) -> dict[Table, list[Row]]:
    """Return the flat rows of what a document says. A fact that is given twice stands once."""
    inside = {"document": document.id}
    claims = {
        claim.id: _row(_columns(claim, "id stance certainty attribution event"), **_place(claim.span), **inside)
        for claim in document.claims
    }
    attributions = {item.id: _attribution_row(item) | _row(inside) for item in document.attributions}
    events = {
        event.id: _row(_columns(event, "id kind lemma polarity claim"), happened=event.when, **_place(event.trigger), **inside)
        for event in document.events
    }
    found = {schema.CLAIM: claims, schema.ATTRIBUTION: attributions, schema.EVENT: events}
    return {table: list(rows.values()) for table, rows in found.items()} | {schema.CLAIM_ENTITY: spoken_of(document)}


def derived_rows(
    corpus: Corpus, failures: Iterable[Failure], packs: Iterable[Pack] = (), stories: StoriesFound = NO_STORIES
) -> dict[Table, list[Row]]:
    """Return the rows of all that was found across the documents and of what could not be read, in a settled order.

    What was found in stories that are kept as they are has no rows here: the case holds them.
    """
    inside = {entity.id: document.id for document in corpus.documents for entity in document.entities}
    listing = Listing(corpus.documents, dict(corpus.entity_of), corpus.judgements)
    named = {name: [one for one in getattr(corpus, name) if one.story not in stories.kept] for name in _BY_STORY}
    rows = {
        schema.ENTITY: [
            _row(_columns(one, "id kind name") | listing.of_entity(one)) | {"record": encode(one)} for one in corpus.entities
        ],
        schema.ENTITY_OF: [
            _row({"inside": one, "document": inside.get(one), "entity": entity}) for one, entity in corpus.entity_of
        ],
        schema.STORY: [
            _row(_columns(one, "id title first last"), found_in=stories.marks.get(one.id)) | {"record": encode(one)}
            for one in corpus.stories
        ],
        schema.STORY_DOCUMENT: [
            _row({"story": story.id, "document": document, "place": place})
            for story in corpus.stories
            for place, document in enumerate(story.documents)
        ],
        schema.COPY: _keyed(corpus.copies, "one other share direction_known"),
        schema.ORIGIN: _keyed(corpus.origins, "id name kind state_run country"),
        schema.DEPENDENCE: [
            _row(_columns(item, "document how direction_known"), id=dependence_id(item), rests_on=item.on)
            | {"record": encode(item)}
            for item in corpus.dependences
        ],
        schema.FINDING: [
            _row(_columns(one, "id story pack provision stance gate"), claim_group=one.group, happened=one.when)
            | {"record": encode(one)}
            for one in corpus.findings
        ],
        schema.PACK: [
            _row({"id": pack.id, "version": pack.heading.version, "digest": pack.digest}) | {"record": encode(pack)}
            for pack in packs
        ],
        schema.FAILURE: [
            _row({"id": failure_id(item), "source": item.source, "rule": item.rule}) | {"record": encode(item)}
            for item in failures
        ],
    }
    return {table: settled(table, found) for table, found in rows.items()} | story_rows(corpus.replace(**named), listing.claims)


def story_rows(corpus: Corpus, claims: Mapping[str, Told]) -> dict[Table, list[Row]]:
    """Return the rows of what was found in stories, each alone, in a settled order; `claims` tell of what the groups hold."""
    fought = fought_over(corpus.disputes)
    rows = {
        schema.CLAIM_GROUP: [
            _row(
                _columns(group, "id story state proposition at_least at_most") | of_group(group, claims, fought),
                happened=group.when,
            )
            | {"record": encode(group)}
            for group in corpus.groups
        ],
        schema.GROUP_MEMBER: [
            _row(_columns(member, "document claim own_reporting"), claim_group=group.id)
            for group in corpus.groups
            for member in group.members
        ],
        schema.DISPUTE: _keyed(corpus.disputes, "id story aspect verdict"),
        schema.HAPPENING: _keyed(corpus.happenings, "id story"),
    }
    return {table: settled(table, found) for table, found in rows.items()}


def spoken_of(document: Document) -> list[Row]:
    """Return which entities of a document each of its claims speaks of, or is told on the word of."""
    links = {item.id: {link.entity for link in item.chain if link.entity} for item in document.attributions}
    mentions = sorted((each for each in document.mentions if each.entity), key=lambda each: each.span)
    starts = [each.span.start for each in mentions]
    found = set[tuple[str, str]]()
    for claim in document.claims:
        near = mentions[bisect_left(starts, claim.span.start) : bisect_left(starts, claim.span.end)]
        within = {each.entity for each in near if each.entity and claim.span.holds(each.span)}
        found |= {(claim.id, entity) for entity in within | links.get(claim.attribution or "", set())}
    return [_row({"claim": claim, "inside": entity, "document": document.id}) for claim, entity in sorted(found)]


def judgement_rows(judgements: Iterable[Judgement]) -> list[Row]:
    """Return the rows of what people decided, each with its place in their order."""
    return [
        _row(_columns(judgement, "id kind made by why"), place=place) | {"record": encode(judgement)}
        for place, judgement in enumerate(judgements)
    ]


def change_rows(found: Iterable[StoryChange]) -> list[Row]:
    """Return the rows of what became of stories."""
    return [_row(_columns(change, "place change story newest")) | {"record": encode(change)} for change in found]


def failure_id(failure: Failure) -> str:
    """Return the id of a failure: the hash of all that it says."""
    return make_id("failure", failure.source, failure.rule, failure.message, failure.remedy)


def content_mark(fingerprints: Mapping[str, str], derived: Mapping[Table, list[Row]], stamp: Mapping[str, str]) -> str:
    """Return the mark of a whole case, which any change of what it holds changes.

    It is a sum over its rows, so that it can be led on from one state to the next by the rows that came and went.
    """
    rows = (mark_of_row(table, row) for table, found in derived.items() for row in found)
    return as_mark(sum(rows) + marks_of(fingerprints) + marks_of(stamp))


def mark_of_row(table: Table, row: Row) -> int:
    """Return the part of the mark of a case that a row is."""
    return _mark([str(table.name), *(row[column.name] for column in table.columns)])


def marks_of(named: Mapping[str, str]) -> int:
    """Return the part of the mark of a case that these documents by their fingerprints are, or the words of its stamp."""
    return sum(_mark(list(item)) for item in named.items())


def as_mark(total: int) -> str:
    """Return a sum of marks as it is written."""
    return f"{total % 2**128:032x}"


def _packed(values: list[object]) -> bytes:
    try:
        return msgspec.json.encode(values)
    except UnicodeEncodeError:
        return encode(values).encode()


def _mark(values: list[object]) -> int:
    return int.from_bytes(hashlib.blake2b(_packed(values), digest_size=16).digest(), "big")


def _attribution_row(attribution: Attribution) -> Row:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    start, end = min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)
    voices = " > ".join(link.name for link in attribution.chain)
    columns = _columns(attribution, "id mode source_entity")
    return _row(columns, start=start, end=end, voices=voices) | {"class": attribution.kind}


def _place(span: Any) -> Row:
    return {"start": span.start, "end": span.end}


def _columns(record: object, names: str) -> Row:
    return {name: getattr(record, name) for name in names.split()}


def _keyed(records: Sequence[object], names: str) -> list[Row]:
    return [_row(_columns(record, names)) | {"record": encode(record)} for record in records]


def _row(columns: Row, **more: Any) -> Row:
    return {name: plain(value) if isinstance(value, str) else value for name, value in (columns | more).items()}


def settled(table: Table, found: list[Row]) -> list[Row]:
    """Return the rows once each, by key, so that neither order nor repetition shows in a case."""
    names = [column.name for column in table.primary_key]
    rows = {tuple(row[name] for name in names): row for row in found}
    return [rows[key] for key in sorted(rows)]
