"""Build the chain of voices behind each attribution, outermost first: outlet, agency, speaker."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sayso.kit.config import Config
from sayso.kit.names import plain
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.link.frames import wire_link
from sayso.link.registry import known_source
from sayso.link.turns import Turns
from sayso.model.corpus import Entity
from sayso.model.document import Document
from sayso.model.facts import Attribution, ChainLink, ChainRole, Mention
from sayso.model.span import Span

MEDIA = frozenset(
    {"media", "agency", "newspaper", "outlet", "broadcaster", "press", "magazine", "channel", "station", "website", "network"}
)
LONGEST_MENTION = 200
"""In code points: how far back a mention that holds a place may begin."""
FIRST_PERSONS = frozenset({"i", "we"})
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
            own = (*self._told(item), *(link for span in item.source[:1] for link in self._spoken(item, span, outer)))
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
        return (self._link(source),)

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
        return link.role == "agency" and any(plain(link.name) == plain(other.name) for other in outer)

    def _link(self, source: Span) -> ChainLink:
        words = " ".join(source.cut(self.document.text).split())
        mention = mention_of(self.document, self.tree, source)
        entity = self.entities.get(mention.entity) if mention and mention.entity else None
        name = entity.name if entity else self._described(mention) or words
        return ChainLink(name=name, role=self._role(name, mention, entity), entity=entity.id if entity else None, span=source)

    def _described(self, mention: Mention | None) -> str:
        """Return the words that a pronoun stands for, where the text describes whom it means and names nobody."""
        entity = self.every.get(mention.entity) if mention and mention.form == "pronoun" and mention.entity else None
        first = next((m for m in self.document.mentions if entity and m.entity == entity.id and m.form == "nominal"), None)
        return " ".join(first.span.cut(self.document.text).split()) if first else ""

    def _told(self, item: Attribution) -> tuple[ChainLink, ...]:
        """Return the agency or outlet that somebody told something ("told Reuters"): what they said came through it."""
        if item.cue_head < 0 or self.tree.parse.lemma[item.cue_head] != "tell":
            return ()
        for child in self.tree.children(item.cue_head, "dobj", "dative", "iobj"):
            mention = next((m for m in self.document.mentions if m.head == child and m.form == "name"), None)
            link = self._link(mention.span) if mention else None
            if link is not None and link.role == "agency" and plain(link.name) != plain(self.document.outlet or ""):
                return (link,)
        return ()

    def _role(self, name: str, mention: Mention | None, entity: Entity | None) -> ChainRole:
        lemma = self.tree.parse.lemma[mention.head] if mention else ""
        names = (name, *entity.names) if entity else (name,)
        entry = next((found for found in (known_source(each, self.config) for each in names) if found), None)
        if (entry and entry.kind in {"agency", "state_media", "outlet"}) or lemma in MEDIA or "media" in name.lower().split():
            return "agency"
        if entity is None and (mention is None or mention.form != "name"):
            return "unnamed"
        return "speaker"


@stage("chains", reads=("attributions", "entities"), writes=("attributions",), version=4)
def chains(document: Document, config: Config) -> Document:
    """Return the document with the chain and the source's entity of each attribution."""
    builder = _Chains(document, config)
    done = list[Attribution]()
    for item in document.attributions:
        chain = builder.chain(item)
        done.append(item.replace(chain=chain, source_entity=builder.entity(item)))
    return document.replace(attributions=tuple(done))
