"""Build the chain of voices behind each attribution, outermost first: outlet, agency, speaker."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sayso.kit.config import Config
from sayso.kit.names import plain
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import media_words
from sayso.link.frames import wire_link
from sayso.link.pairs import is_pair_word, pair_before
from sayso.link.registry import known_source
from sayso.link.through import is_medium, media_places, quoted_by
from sayso.link.turns import Turns
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Attribution, ChainLink, ChainRole, Mention
from sayso.model.span import Span

LONGEST_MENTION = 200
"""In code points: how far back a mention that holds a place may begin."""
FIRST_PERSONS = frozenset({"i", "we"})
FARTHEST_NAME = 8
"""In tokens: how far behind a describing noun the name may end that it goes with."""
RELATIVE = frozenset({"who", "which", "that"})
UNNAMED_OUTLET = "outlet not named"


def outlet_link(document: Document) -> ChainLink:
    """Return the outermost link of every chain: the outlet, or a plain word that it is not named."""
    return ChainLink(name=document.outlet or UNNAMED_OUTLET, role="outlet")


def mention_of(document: Document, tree: Tree, source: Span) -> Mention | None:
    """Return the mention that a source's words are: the one that holds the head of the phrase, never a name inside it."""
    starts = tree.parse.start
    first, last = bisect_left(starts, source.start), bisect_left(starts, source.end)
    head = next(
        (token for token in range(first, last) if not first <= tree.parse.head[token] < last or tree.parse.head[token] == token),
        None,
    )
    if head is None:
        return None
    holding = [mention for mention in _near(document, starts[head]) if mention.span.start <= starts[head] < mention.span.end]
    return min(holding, key=lambda m: (m.head != head, m.form != "name", m.span.end - m.span.start), default=None)


def _near(document: Document, place: int) -> Iterator[Mention]:
    """Yield the mentions that can hold a place: those that begin before it, no further back than a mention is long."""
    mentions = document.mentions
    number = bisect_right(mentions, place, key=lambda mention: mention.span.start)
    while number and place - mentions[number - 1].span.start <= LONGEST_MENTION:
        number -= 1
        yield mentions[number]


class _Chains:
    """The chains of one document, each built once."""

    def __init__(self, document: Document, config: Config) -> None:
        self.document, self.config = document, config
        self.tree: Tree = tree_of(document)
        named = {mention.entity for mention in document.mentions if mention.form == "name"}
        wire = wire_link(document, config)
        self.frame = (outlet_link(document), *([wire] if wire else []))
        self.turns = Turns(document)
        self.every = {entity.id: entity for entity in document.entities}
        self.entities: dict[str, Entity] = {
            entity.id: entity for entity in document.entities if entity.id in named or entity.links
        }
        self.known = {item.id: item for item in document.attributions}
        self.built: dict[str, tuple[ChainLink, ...]] = {}

    def chain(self, item: Attribution, seen: tuple[str, ...] = ()) -> tuple[ChainLink, ...]:
        """Return the chain of an attribution: that of the one it stands in, and its own source."""
        if item.id not in self.built:
            parent = self.known.get(item.parent) if item.parent and item.parent not in seen else None
            outer = self.chain(parent, (*seen, item.id)) if parent else self._frame_of(item)
            own = (*self._through(item), *(link for span in item.source[:1] for link in self._spoken(item, span, outer)))
            self.built[item.id] = (*outer, *(link for link in own if not self._is_among(link, outer)))
        return self.built[item.id]

    def entity(self, item: Attribution) -> str | None:
        """Return the entity of an attribution's own source, also where an outer voice of the chain is the same."""
        return self._link(item.source[0]).entity if item.source else None

    def _frame_of(self, item: Attribution) -> tuple[ChainLink, ...]:
        """Return the outermost voices: the outlet, the wire whose text it is, and in a transcript whose turn it is."""
        turn = self.turns.at(item.cue[0].start)
        return (
            (*self.frame, ChainLink(name=turn.name, role="speaker", entity=turn.entity, span=turn.label)) if turn else self.frame
        )

    def _spoken(self, item: Attribution, source: Span, outer: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
        """Return the link of a source; none for "I" under somebody's words or in the outlet's own, and for a turn's label."""
        turn = self.turns.at(source.start)
        if turn is not None and (turn.label.overlap(source) or source.holds(turn.label)):
            return ()
        if source.cut(self.document.text).lower() in FIRST_PERSONS:
            cited = len(outer) > len(self.frame)
            if cited or not self._is_quoted(source):
                return ()
        return (self._voice(item, source),)

    def _voice(self, item: Attribution, source: Span) -> ChainLink:
        """Return the link of a source: one for all who speak together, also where "both" stands for them."""
        words = source.cut(self.document.text).lower()
        spans = tuple(span for span in item.source if span.cut(self.document.text).lower() not in RELATIVE)
        if len(spans) < 2 and is_pair_word(words, self._link(source).entity):
            spans = pair_before(self.document, item) or spans
        if len(spans) < 2:
            return self._link(source)
        links = [self._link(span) for span in spans]
        names = " and ".join(dict.fromkeys(link.name for link in links))
        every = tuple(link.entity for link in links if link.entity)
        return links[0].replace(name=names, span=source, together=every)

    def _is_quoted(self, source: Span) -> bool:
        """Does a quotation stand open before a place in its paragraph?"""
        before = self.document.text[self.document.text.rfind("\n", 0, source.start) + 1 : source.start]
        opened = before.count("\u201c") - before.count("\u201d")
        return opened > 0 or before.count('"') % 2 == 1

    @staticmethod
    def _is_among(link: ChainLink, outer: tuple[ChainLink, ...]) -> bool:
        """Is a voice in the chain already: the same entity, or an agency of the same name?"""
        if link.entity is not None and any(link.entity == other.entity for other in outer):
            return True
        if link.entity is None and any(link.span == other.span or _is_same_body(link, other) for other in outer):
            return True
        return link.role == "agency" and any(plain(link.name) == plain(other.name) for other in outer)

    def _link(self, source: Span) -> ChainLink:
        words = " ".join(source.cut(self.document.text).split())
        mention = mention_of(self.document, self.tree, source)
        described, mention = mention, self._named_beside(mention) or mention
        entity = self.entities.get(mention.entity) if mention and mention.entity else None
        name = entity.name if entity else self._described(mention) or words
        return ChainLink(
            name=name, role=self._role(name, described, mention, entity), entity=entity.id if entity else None, span=source
        )

    def _named_beside(self, mention: Mention | None) -> Mention | None:
        """Return the name that stands right behind a describing noun: "her agent Phil Marsh", "the mayor of Pell, Sune Aaby"."""
        if mention is None or mention.form != "nominal" or mention.number == "p":
            return None
        head = mention.head
        owners = [place for each in self.tree.children(head, "prep") for place in self.tree.children(each, "pobj")]
        beside = [*self.tree.children(head, "appos"), head + 1]
        beside += [name for owner in owners for name in self.tree.children(owner, "appos")]
        for token in beside:
            name = next(
                (m for m in self.document.mentions if m.form == "name" and m.span.start <= self._start(token) < m.span.end), None
            )
            if name is not None and head < name.head <= head + FARTHEST_NAME and _may_be(mention, name):
                return name
        return None

    def _start(self, token: int) -> int:
        return self.tree.parse.start[token] if token < len(self.tree) else -1

    def _described(self, mention: Mention | None) -> str:
        """Return the words that a pronoun stands for, where the text describes whom it means and names nobody."""
        entity = self.every.get(mention.entity) if mention and mention.form == "pronoun" and mention.entity else None
        first = next((m for m in self.document.mentions if entity and m.entity == entity.id and m.form == "nominal"), None)
        return " ".join(first.span.cut(self.document.text).split()) if first else ""

    def _through(self, item: Attribution) -> tuple[ChainLink, ...]:
        """Return the medium that somebody told something ("told Reuters") or that quotes them: what they said came through it."""
        quoting = quoted_by(self.tree, item)
        if quoting is not None:
            return (self._link(self._phrase(quoting)),)
        for token in media_places(self.tree, item):
            link = self._link(self._phrase(token))
            if link.span is not None and any(span.overlap(link.span) for span in item.source):
                continue
            medium = link.role == "agency" or is_medium(self.tree, token, link.name)
            if medium and plain(link.name) != plain(self.document.outlet or ""):
                return (link.replace(role="agency", passes_on=link.role != "agency"),)
        return ()

    def _phrase(self, token: int) -> Span:
        """Return the place of a name, or of a noun with what stands before it."""
        mention = next((m for m in self.document.mentions if m.head == token), None)
        if mention is not None:
            return mention.span
        before = [child for child in self.tree.children(token, "compound", "amod", "nmod") if child < token]
        return self.tree.span(min((token, *before)), token)

    def _role(self, name: str, described: Mention | None, mention: Mention | None, entity: Entity | None) -> ChainRole:
        """Return the role of a voice: of the words that describe it, of its name, and of what is known by that."""
        lemma = self.tree.parse.lemma[described.head] if described else ""
        names = (name, *entity.names) if entity else (name,)
        entry = next((found for found in (known_source(each, self.config) for each in names) if found), None)
        if (
            (entry and entry.kind in {"agency", "state_media", "outlet"})
            or lemma in media_words("noun")
            or "media" in name.lower().split()
        ):
            return "agency"
        if entity is None and (mention is None or mention.form != "name"):
            return "unnamed"
        return "speaker"


def _may_be(described: Mention, name: Mention) -> bool:
    """May a name be that of whom a noun describes: a person's of a person, a body's of a body?"""
    return name.kind == described.kind or (described.kind == "organisation" and name.kind in {"other", "work", "product"})


def _is_same_body(link: ChainLink, other: ChainLink) -> bool:
    """Are two voices without a name one: "the ..." again, in the same words?"""
    return other.entity is None and link.name.lower().startswith("the ") and plain(link.name) == plain(other.name)


@stage("chains", reads=("attributions", "entities"), writes=("attributions",), version=6)
def chains(document: Document, config: Config) -> Document:
    """Return the document with the chain and the source's entity of each attribution."""
    builder = _Chains(document, config)
    done = list[Attribution]()
    for item in document.attributions:
        chain = builder.chain(item)
        done.append(item.replace(chain=chain, source_entity=builder.entity(item)))
    return document.replace(attributions=tuple(done))
