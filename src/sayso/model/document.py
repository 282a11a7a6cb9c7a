"""One article and everything that was found in it, each fact holding the place that carries it."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from sayso.model.base import Record
from sayso.model.corpus import Entity
from sayso.model.facts import Attribution, Claim, Event, Mention, Quantity, TimeRef
from sayso.model.span import Span

ZoneKind = Literal["header", "headline", "dateline", "byline", "body", "caption", "credit", "chrome"]
BlockHint = Literal["", "title", "byline", "date", "caption", "credit", "navigation", "aside", "footer", "comments", "hidden"]
Status = Literal["ok", "degraded", "skipped"]
READ_ZONES: frozenset[ZoneKind] = frozenset({"headline", "body", "caption"})
"""The zones that are parsed. Captions are parsed but are never claims of the article."""


class Zone(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a stretch of the page is, and the rule that said so. The zones of a document tile its text.

    `provider` are the words of a caption that name who gave the picture out.
    """

    span: Span
    kind: ZoneKind
    why: str
    score: float = 1.0
    provider: Span | None = None


class Block(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One block element of a page of HTML: where its words stand in the text, and what the markup says of them.

    `hint` is what tag, class and role of the element or of one around it say that it holds. `links` is the share of its
    characters that stand in links. `vote` is the share of its words in a row that an extractor of articles kept.
    """

    span: Span
    tag: str
    hint: BlockHint = ""
    links: float = 0.0
    vote: float = 0.0


class Link(Record, frozen=True, kw_only=True):
    """Words of a page of HTML that lead to another page: where they stand in the text, and the address that they lead to.

    `target` is a whole `http` or `https` address without its fragment, as the page gives it: nothing was ever fetched from there.
    """

    span: Span
    target: str


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence: its place, its tokens (half-open, indices into the parse) and the zone kind it stands in."""

    span: Span
    first: int
    last: int
    zone: ZoneKind


class Parse(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The tokens of the readable zones as columns: all that an extractor knows of any language library.

    `start` and `end` are places in the archived text. `head` is the index of a token's syntactic head (its own index at a
    root). `ent` is empty or `B-KIND` / `I-KIND`. `pos` is the coarse and `tag` the fine part of speech.
    Compared by identity: two parses are the same only if they are the same object.
    """

    maker: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    word: tuple[str, ...]
    lemma: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    ent: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)


class DateCandidate(Record, frozen=True, kw_only=True):
    """One possible publication date and the method that found it."""

    method: str
    value: str


class DateEvidence(Record, frozen=True, kw_only=True):
    """How the publication date was found, what else was possible, and whether the evidence disagrees."""

    method: str = "none"
    candidates: tuple[DateCandidate, ...] = ()
    conflict: bool = False


class Document(Record, frozen=True, kw_only=True):
    """One article. `text` is archived and never altered; every offset of every fact points into it.

    `published` is an ISO day, or a time with its offset where the input gives one; never a guess. `raw_sha256` is the hash of
    the bytes that a page was flattened from, `blocks` are its elements and `links` the words of it that lead to other pages:
    empty where the input was no HTML. `events` are those that
    claims tell, one each; `happenings` are all that any word of the article names.
    """

    id: str
    source: str
    text: str
    text_sha256: str
    outlet: str | None = None
    published: str | None = None
    published_why: DateEvidence = DateEvidence()
    language: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    revision_of: str | None = None
    status: Status = "ok"
    status_why: str = ""
    raw_sha256: str | None = None
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    zones: tuple[Zone, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    parse: Parse | None = None
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeRef, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    happenings: tuple[Event, ...] = ()

    @property
    def published_day(self) -> str | None:
        """The day of publication, `YYYY-MM-DD`, without its time."""
        return self.published[:10] if self.published else None

    def zones_of(self, *kinds: ZoneKind) -> Iterator[Zone]:
        """Yield the zones of these kinds, in order."""
        return (zone for zone in self.zones if zone.kind in kinds)
