"""Every word of an article that names a happening: what it is, who takes part, when, and in which claim it stands.

Claims have one event each; an article names many more ("after the | attack |, the | trial | was | put off |"). A trained model
finds them, so that the same happening can be found again in other articles, whatever clause it is told in.
"""

from bisect import bisect_left

from sayso.extract.cue_frames import is_negated
from sayso.extract.dating import anchored
from sayso.extract.events import kind_of
from sayso.extract.roles import parts
from sayso.extract.trigger_columns import columns_of
from sayso.extract.trigger_model import weights
from sayso.kit.calendar import bounds
from sayso.kit.config import Config
from sayso.kit.named_happenings import ends_of_names
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Claim, Event, Role, TimeRef

LEAST = -0.9
"""The least logarithm of its odds with which a word is taken to name a happening."""


def triggers(document: Document, tree: Tree) -> list[int]:
    """Return the tokens that name a happening, in order."""
    columns = columns_of(document, tree)
    if not len(columns.may_be):
        return []
    likely = columns.may_be[weights().scores(columns) >= LEAST]
    # What is called by a name is taken whatever the model says: no parse tells that it happens.
    return sorted({*likely.tolist(), *ends_of_names(tree.lower)})


class _Finder:
    """Makes the happenings of one document."""

    def __init__(self, document: Document) -> None:
        self.document, self.tree = document, tree_of(document)
        self.tokens = triggers(document, self.tree)
        self.told = {event.head: event for event in document.events}
        self.entities = {mention.head: mention.entity for mention in document.mentions if mention.entity}
        self.times, self.inside = self._times()
        self.dates = anchored(self.tree, {*self.tokens, *(claim.head for claim in document.claims)}, sorted(self.times))
        self.claims = self._claims()

    def _times(self) -> tuple[dict[int, TimeRef], set[int]]:
        found, inside, starts = dict[int, TimeRef](), set[int](), self.tree.parse.start
        for time in self.document.times:
            first, last = bisect_left(starts, time.span.start), bisect_left(starts, time.span.end)
            inside.update(range(first, last))
            if first < last and time.type in {"date", "time"} and time.value:
                found[first] = time
        return found, inside

    def _claims(self) -> dict[int, Claim]:
        """Return for each token the narrowest claim that holds it."""
        found, starts = dict[int, Claim](), self.tree.parse.start
        for claim in sorted(self.document.claims, key=lambda one: (one.span.start - one.span.end, one.span.start)):
            for token in range(bisect_left(starts, claim.span.start), bisect_left(starts, claim.span.end)):
                found[token] = claim
        return found

    def roles(self, token: int) -> tuple[Role, ...]:
        """Return who and what takes part, dates left out."""
        found = dict[tuple[int, str], Role]()
        for part in parts(self.tree, token, nominal=not self.tree.is_verb(token)):
            if part.head != token and part.head not in self.inside:
                found.setdefault((part.head, part.role), self._role(part.role, part.head))
        return tuple(found[key] for key in sorted(found))

    def _role(self, role: str, head: int) -> Role:
        lemma = self.tree.parse.lemma[head].lower()
        return Role(role=role, span=self.tree.span(head, head), head=head, lemma=lemma, entity=self.entities.get(head))

    def happening(self, token: int) -> Event:
        """Return what a token names; where it is what a claim tells, with the date of the claim."""
        tree, told, claim = self.tree, self.told.get(token), self.claims.get(token)
        own = self.dates.get(token)
        when = told.when if told else self.times[own[0]].value if own else None
        earliest, latest = bounds(when) if when else (None, None)
        span = tree.span(token, token)
        return Event(
            id=make_id("happening", self.document.id, span.start, span.end),
            trigger=span,
            head=token,
            lemma=tree.parse.lemma[token].lower(),
            kind=kind_of(tree, token),
            roles=self.roles(token),
            when=when,
            when_why=told.when_why if told else "governor" if own else "",
            earliest=told.earliest if told else earliest,
            latest=told.latest if told else latest,
            polarity="-" if is_negated(tree, token) else "+",
            claim=claim.id if claim else None,
        )


@stage(
    "happenings",
    reads=("parse", "sentences", "claims", "events", "times", "mentions", "entities"),
    writes=("happenings",),
    version=2,
)
def happenings(document: Document, config: Config) -> Document:
    """Return the document with every happening that a word of it names, in order."""
    finder = _Finder(document)
    return document.replace(happenings=tuple(finder.happening(token) for token in finder.tokens))
