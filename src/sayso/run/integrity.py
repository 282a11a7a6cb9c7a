"""Look whether a case is whole: its file, its records, the places they point to, its index, and what people judged of it."""

import hashlib
from collections.abc import Iterator

from sayso.kit.anchors import Anchoring, in_force
from sayso.model.document import Document
from sayso.model.errors import StoreError
from sayso.model.span import Span
from sayso.run.health import Check, Health, doubtful, looked, right, some, wrong
from sayso.run.installation import free_disk
from sayso.run.workplace import workplace_of
from sayso.store.address import Address, Server, address_of
from sayso.store.examining import Suspect, suspected

RESTORE = "restore the case from a backup, or build it again into a new file"
AGAIN = "run sayso build again: it goes on where it was"
STAMPED = ("sayso", "parser", "analysis")


def integrity(case: str | Address) -> Health:
    """Return what is found of a case. Nothing of it is written."""
    address = address_of(case)
    beside = [*_beside(address)]
    try:
        with suspected(address) as suspect:
            checks = [*_of_the_case(address, suspect)]
    except StoreError as error:
        return Health(checks=(_unreadable(address, error), *beside), readable=False)
    return Health(checks=(*checks, *beside))


def _unreadable(address: Address, error: StoreError) -> Check:
    if isinstance(address, Server):
        return wrong("server", error.message, error.remedy)
    if "cannot be written" in error.message:
        remedy = f"run `sayso stories {address}` once: the case is then as it was before that write"
        return wrong("file", f"{address}: a write of it was cut off and is not yet taken back", remedy)
    return wrong("file", error.message, error.remedy)


def _beside(address: Address) -> Iterator[Check]:
    folder = workplace_of(address)
    if folder.exists():
        yield doubtful("build", f"{folder} holds a build that has not ended", f"unless one is running now, {AGAIN}")
    if not isinstance(address, Server) and address.is_file():
        # A build may need as much room again as the case has, and its journal.
        yield looked("case disk", lambda: free_disk("case disk", address.absolute().parent, 2 * address.stat().st_size), RESTORE)


def _of_the_case(address: Address, suspect: Suspect) -> Iterator[Check]:
    yield right("server" if isinstance(address, Server) else "file", suspect.described())
    yield looked("database", lambda: _database(suspect), RESTORE)
    yield looked("references", lambda: _references(suspect), RESTORE)
    yield _schema(suspect)
    yield looked("stamp", lambda: _stamp(suspect), RESTORE)
    yield looked("documents", lambda: _altered(suspect), RESTORE)
    if suspect.is_newest:
        yield looked("content", lambda: _content(suspect), RESTORE)
    yield from _of_documents(suspect)
    if suspect.is_newest:
        yield looked("judgements", lambda: _judgements(suspect), RESTORE)


def _database(suspect: Suspect) -> Check:
    faults = suspect.faults()
    return wrong("database", some(faults), RESTORE) if faults else right("database", "its pages, tables and indexes are sound")


def _references(suspect: Suspect) -> Check:
    loose = suspect.loose_ends()
    return wrong("references", some(loose), RESTORE) if loose else right("references", "every row that a row names is there")


def _schema(suspect: Suspect) -> Check:
    if suspect.is_newest:
        return right("schema", f"version {suspect.version}")
    remedy = f"run `sayso stories {suspect.address}`: it is brought forward, and a copy is kept beside it"
    return doubtful("schema", f"version {suspect.version} is of an older sayso; not all of it can be checked", remedy)


def _stamp(suspect: Suspect) -> Check:
    stamp = suspect.stamp()
    missing = [name for name in STAMPED if not stamp.get(name)]
    if missing:
        return doubtful("stamp", f"does not say which {some(missing)} made the case", RESTORE)
    return right("stamp", f"made by sayso {stamp['sayso']}, {stamp['parser']}")


def _altered(suspect: Suspect) -> Check:
    altered = suspect.altered()
    if altered:
        return wrong("documents", f"not as they were written: {some(altered)}", RESTORE)
    return right("documents", "all are as they were written")


def _content(suspect: Suspect) -> Check:
    held = suspect.held_mark()
    if held is None:
        remedy = "run sayso build again with its articles: that makes one"
        return doubtful("content", "has no mark since it was brought forward from an older schema", remedy)
    if held != suspect.counted_mark():
        return wrong("content", "the case holds something else than what was written", RESTORE)
    return right("content", f"its mark, counted again, is {held}")


def _of_documents(suspect: Suspect) -> Iterator[Check]:
    """Yield what is found in one pass over the documents."""
    hashes, outside, others, words = list[str](), list[str](), set[str](), set[str]()
    count, is_searched = 0, suspect.is_newest and suspect.has_words_of_now()
    try:
        for batch in suspect.batches():
            count += len(batch)
            hashes += [each.id for each in batch if _hash(each.text) != each.text_sha256]
            outside += [each.id for each in batch if not _stands_inside(each)]
            others |= suspect.other_facts(batch)
            words |= suspect.other_words(batch) if is_searched else set()
        words |= suspect.stray_words() if is_searched else set()
    except StoreError as error:
        yield wrong("records", error.message, RESTORE)
        return
    yield _found("texts", hashes, "another text than their hash says", f"{count} texts have the hash that was taken of them")
    yield _found("places", outside, "facts outside their text", "every claim, attribution and event stands inside its text")
    yield _found("rows", sorted(others), "rows that their records do not say", "every row says what its record says")
    if is_searched:
        yield _found("index", sorted(words), "other words than the index holds", "the index holds the words of every document")
    elif suspect.is_newest:
        remedy = f"run `sayso stories {suspect.address}`: it is made anew"
        yield doubtful("index", "the index of words is of another version of sayso", remedy)


def _found(name: str, ids: list[str], amiss: str, well: str) -> Check:
    return wrong(name, f"{amiss}: {some(ids)}", RESTORE) if ids else right(name, well)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _stands_inside(document: Document) -> bool:
    length = len(document.text)
    return all(0 <= span.start <= span.end <= length for span in _places(document))


def _places(document: Document) -> Iterator[Span]:
    for claim in document.claims:
        yield from (claim.span, *claim.hedges)
    for said in document.attributions:
        yield from (*said.source, *said.cue, *said.content, *said.carries)
        yield from (link.span for link in said.chain if link.span)
    for event in (*document.events, *document.happenings):
        yield from (event.trigger, *(role.span for role in event.roles))
    for facts in (document.zones, document.sentences, document.mentions, document.times, document.quantities):
        yield from (fact.span for fact in facts)


def _judgements(suspect: Suspect) -> Check:
    log = suspect.judgements()
    wanted = {anchor.document for one in log for target in one.targets for anchor in target.anchors}
    anchoring = Anchoring(suspect.documents(wanted) if wanted else ())
    loose = [one.id for one in in_force(log) if not anchoring.is_attached(one)]
    if loose:
        remedy = "see `sayso history`; undo them, or judge again"
        return doubtful("judgements", f"their words are no longer in the case: {some(loose)}", remedy)
    return right("judgements", f"{len(log)}, and the words of all that hold are in the case" if log else "none was made")
