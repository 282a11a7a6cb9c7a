"""What must hold whatever is read: no crash, no hang, every place inside its text, every refusal with a remedy."""

import io
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from litestar.testing import TestClient

from benchmark.product import PILE
from sayso.kit.config import Config
from sayso.kit.packs import FILES, load_pack
from sayso.model.document import Document
from sayso.model.errors import Failure, PackError
from sayso.model.span import Span
from sayso.query.check import check as check_sentence
from sayso.read.dates import day_or_time
from sayso.read.identity import text_hash
from sayso.read.inputs import read_inputs
from sayso.run.analyse import analyse
from sayso.run.build import build
from sayso.run.sentence import SentenceReader
from sayso.show.dossier import to_json
from sayso.show.rows import to_row
from sayso.store.rows import decode, encode
from sayso.store.store import open_case
from sayso.web.app import make_app

SECONDS = 20.0
"""Of computing in this process: no input of such a size may take longer."""
BETWEEN = b"\n=====\n"
"""What stands between the files of a pack in one seed."""
TOKEN = "a-token-of-the-fuzzer"
ENDINGS = {"jsonl": ".jsonl", "html": ".html", "feed": ".xml", "warc": ".warc", "text": ".txt", "packed": ".gz", "article": ""}
VERDICTS = {"supports", "disputes", "differs", "known_unknown", "silent"}


class Workshop:
    """A folder, and in it a case of the example articles: made when first needed, and gone with the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = Config(cache="")

    @cached_property
    def case(self) -> Path:
        """A case."""
        path = self.folder / "case.db"
        build(read_inputs((str(PILE),), io.BytesIO()), path, self.config)
        return path

    @cached_property
    def reader(self) -> SentenceReader:
        """What reads sentences."""
        return SentenceReader(self.config)

    @cached_property
    def known(self) -> Mapping[bytes, bytes]:
        """An id of each kind that the case holds: what stands in braces in an address is one of them."""
        with open_case(self.case) as case:
            stories, disputes = tuple(case.stories()), tuple(case.disputes())
            found = {"story": stories[0].id, "document": stories[0].documents[0], "dispute": disputes[0].id}
            found |= {"group": next(iter(case.groups())).id, "entity": next(iter(case.entities())).id}
        return {kind.encode(): quote(id).encode() for kind, id in found.items()}

    @cached_property
    def site(self) -> TestClient[Any]:
        """The pages and the API of the case, for who may write."""
        app = make_app(self.case, self.config, TOKEN)
        return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=True)


@contextmanager
def workshop() -> Iterator[Workshop]:
    """Yield a workshop."""
    with tempfile.TemporaryDirectory(prefix="sayso-fuzz-") as folder:
        yield Workshop(Path(folder))


def targets(shop: Workshop) -> Mapping[str, Callable[[bytes], None]]:
    """Return what is tried, by name: each takes the bytes of an input and raises where something does not hold."""
    reading = {name: timed(partial(read, shop, name)) for name in ENDINGS}
    return reading | {"pack": timed(partial(pack, shop)), "check": timed(partial(check, shop)), "api": timed(partial(api, shop))}


def timed(run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return a target that may not take long."""

    def within(content: bytes) -> None:
        begin = time.process_time()
        run(content)
        seconds = time.process_time() - begin
        assert seconds < SECONDS, f"it took {seconds:.0f} seconds"

    return within


def read(shop: Workshop, name: str, content: bytes) -> None:
    """Read a file as a user would name it; what is read is cleaned, or for `article` analysed to the end."""
    path = shop.folder / f"input{ENDINGS[name]}"
    path.write_bytes(content)
    items = list(read_inputs((str(path),), io.BytesIO()))
    if name == "jsonl":
        items += read_inputs(("-",), io.BytesIO(content))
    assert items, "neither an article nor a failure came of it"
    for item in items:
        failure_holds(item) if isinstance(item, Failure) else document_holds(item)
    until = None if name == "article" else "zones"
    for document in analyse([item for item in items if isinstance(item, Document)], shop.config, until=until):
        assert "the stage '" not in document.status_why, document.status_why
        assert "".join(zone.span.cut(document.text) for zone in document.zones) == document.text, "the zones do not tile the text"
        places_hold(document)
        json.loads(to_json(to_row(document)))


def failure_holds(failure: Failure) -> None:
    """A failure says what to do, in words that any file can hold."""
    assert failure.rule
    assert failure.message
    assert failure.remedy, "no remedy is named"
    str(failure).encode()


def document_holds(document: Document) -> None:
    """A document is as a case needs it: words that can be stored, the hash of them, a day that is one."""
    assert document.text.strip()
    assert document.text_sha256 == text_hash(document.text)
    assert document.id
    assert document.published is None or day_or_time(document.published) == document.published
    assert decode(encode(document), Document) == document
    for word in (document.id, document.source, document.title or "", document.outlet or "", document.url or ""):
        word.encode()
    places_hold(document)


def places_hold(document: Document) -> None:
    """Every place that anything in a document names is inside its text."""
    end = len(document.text)
    for span in _spans(document):
        assert 0 <= span.start <= span.end <= end, f"{span} is outside the text of {end} characters"


def _spans(record: object) -> Iterator[Span]:
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            if not isinstance(each, str | int | float):
                yield from _spans(each)
    elif isinstance(record, msgspec.Struct):
        for field in record.__struct_fields__:
            yield from _spans(getattr(record, field))


def pack(shop: Workshop, content: bytes) -> None:
    """Load a rule pack whose four files stand in one; a refusal names a file of it and what to do."""
    folder = shop.folder / "pack"
    folder.mkdir(exist_ok=True)
    parts = content.split(BETWEEN)
    for number, file in enumerate(FILES):
        (folder / file).write_bytes(parts[number]) if number < len(parts) else (folder / file).unlink(missing_ok=True)
    refusal = _refusal(str(folder))
    if refusal is not None:
        assert str(folder) in refusal.message, refusal.message
        assert refusal.remedy, "no remedy is named"


def _refusal(folder: str) -> PackError | None:
    try:
        load_pack(folder)
    except PackError as error:
        return error
    return None


def check(shop: Workshop, content: bytes) -> None:
    """Ask the case whether it supports a sentence, as the command line gets one: any bytes at all."""
    sentence = content.decode("utf-8", "surrogateescape")
    with open_case(shop.case) as case:
        answer = check_sentence(case, shop.reader.read(sentence), shop.config)
    assert answer.verdict in VERDICTS
    length = len(answer.sentence)
    places = [*answer.unparsed, *((clause.start, clause.end) for clause in answer.clauses)]
    assert all(0 <= start <= end <= length for start, end in places), "a place is outside the sentence"
    json.loads(to_json(answer))


def api(shop: Workshop, content: bytes) -> None:
    """Ask the server: the first line is the method and the address, what follows is sent; never is the fault the server's."""
    line, _, body = content.partition(b"\n")
    method, _, address = line.partition(b" ")
    for kind, id in shop.known.items():
        address, body = (part.replace(b"{%s}" % kind, id) for part in (address, body))
    where = "/" + quote(address.lstrip(b"/ "), safe="/?&=%;+:@,~!$'()*#")
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/x-www-form-urlencoded"}
    verb = "POST" if method == b"POST" else "GET"
    answer = shop.site.request(verb, where, content=body if verb == "POST" else None, headers=headers, follow_redirects=False)
    assert answer.status_code < 500, f"{answer.status_code}: {answer.text[:300]}"
    if answer.headers.get("content-type", "").startswith("application/json"):
        json.loads(answer.content)
