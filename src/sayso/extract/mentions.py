"""Find who and what a document speaks of: names, describing nouns and pronouns."""

from collections.abc import Iterator

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import country_names, nominals, seats, titles
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Form, Mention
from sayso.model.span import Span

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
}
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", "m", "s")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", "f", "s")),
    **dict.fromkeys(("it", "its", "itself"), ("other", "", "s")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("group", "", "p")),
}
MODIFIERS = ("det", "poss", "amod", "compound", "nmod", "nummod", "npadvmod", "predet", "quantmod")
EDGE_WORDS = frozenset(
    {"the", "a", "an", "'s", "'", '"', "(", ")", ",", "-", "and", "of", "this", "that", "its", "their", "his", "her"}
)


def _names(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """Yield the named stretches of the model: first and last token, and kind."""
    parse = tree.parse
    first: int | None = None
    for token in range(len(parse) + 1):
        inside = token < len(parse) and parse.ent[token].startswith("I-")
        if first is not None and not inside:
            kind = KINDS.get(parse.ent[first][2:])
            if kind:
                yield first, token - 1, kind
            first = None
        if token < len(parse) and parse.ent[token].startswith("B-"):
            first = token


def _trimmed(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and tree.lower[first] in EDGE_WORDS:
        first += 1
    while last >= first and tree.lower[last] in EDGE_WORDS:
        last -= 1
    if first > last or not any(
        tree.parse.pos[token] == "PROPN" or tree.parse.word[token][:1].isupper() for token in range(first, last + 1)
    ):
        return None
    while first > 0 and tree.lower[first - 1].rstrip(".") in titles() and tree.parse.word[first - 1][:1].isupper():
        first -= 1
    return first, last


def _kind(tree: Tree, first: int, last: int, kind: str) -> str:
    """Mend the model's kind: a title makes a person, a noun for vehicles behind the name makes a vehicle."""
    if tree.lower[first].rstrip(".") in titles() and last > first:
        return "person"
    words = tree.parse.word[first] if first == last else " ".join(tree.lower[first : last + 1])
    if words.lower() in country_names():
        return "place"
    if words.lower() in seats():
        return "organisation"
    head = tree.parse.head[last]
    follows = head > last and tree.parse.dep[last] in {"compound", "nmod"} and head - last <= 2
    if follows and tree.parse.lemma[head] in nominals() and nominals()[tree.parse.lemma[head]].kind == "vehicle":
        return "vehicle"
    if (
        first == last
        and tree.parse.word[first].isupper()
        and len(tree.parse.word[first]) > 2
        and kind in {"person", "product", "place"}
    ):
        return "organisation"
    return kind


def _overlooked(tree: Tree, taken: set[int]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of proper nouns that the model left without a kind."""
    parse, token = tree.parse, 0
    while token < len(parse):
        first = token
        while token < len(parse) and parse.pos[token] == "PROPN" and token not in taken and not parse.ent[token]:
            token += 1
        if token > first:
            words = parse.word[first:token]
            titled = tree.lower[first].rstrip(".") in titles() and token - first > 1
            if titled:
                yield first, token - 1, "person"
            elif len(words) == 1 and words[0].isupper() and len(words[0]) > 2:
                yield first, token - 1, "organisation"
            elif words[-1][:1].isupper() and tree.parse.lemma[token - 1].lower() not in nominals() and len(words[-1]) > 1:
                yield first, token - 1, "other"
        token = max(token, first + 1)


def _nominal(tree: Tree, token: int) -> Span:
    """Return the place of a describing noun with the words before it that belong to it."""
    first = token
    for child in tree.children(token, *MODIFIERS):
        if child < first:
            first = min(first, tree.edges(child)[0])
    return tree.span(first, token)


def _unnamed(tree: Tree, taken: set[int]) -> Iterator[tuple[Span, int, str, Form, str, str]]:
    """Yield describing nouns and pronouns: place, head, kind, form, gender, number."""
    known = nominals()
    for token, pos in enumerate(tree.parse.pos):
        if token in taken:
            continue
        if pos == "PRON" and tree.lower[token] in PRONOUNS:
            kind, gender, number = PRONOUNS[tree.lower[token]]
            yield tree.span(token, token), token, kind, "pronoun", gender, number
        elif pos == "NOUN" and tree.parse.lemma[token] in known:
            head = tree.parse.head[token]
            if tree.parse.dep[token] in {"compound", "amod", "nmod"} and head > token:
                continue
            entry = known[tree.parse.lemma[token]]
            number = "p" if tree.parse.tag[token] in {"NNS", "NNPS"} or entry.word in {"media", "press"} else "s"
            yield _nominal(tree, token), token, entry.kind, "nominal", entry.gender, number


@stage("mentions", reads=("parse", "sentences"), writes=("mentions",), version=1)
def mentions(document: Document, config: Config) -> Document:
    """Return the document with its mentions, in order of their place."""
    tree = tree_of(document)
    found: dict[tuple[int, int], Mention] = {}
    taken: set[int] = set()

    def add(span: Span, head: int, kind: str, form: Form, gender: str = "", number: str = "s") -> None:
        record = Mention(
            id=make_id("mention", document.id, span.start, span.end),
            span=span,
            kind=kind,
            form=form,
            head=head,
            gender=gender,
            number=number,
        )
        found.setdefault((span.start, span.end), record)

    for first, last, kind in (*_names(tree), *_overlooked(tree, taken)):
        edges = _trimmed(tree, first, last)
        if edges and not taken.intersection(range(edges[0], edges[1] + 1)):
            taken.update(range(edges[0], edges[1] + 1))
            title = titles().get(tree.lower[edges[0]].rstrip("."))
            add(tree.span(*edges), edges[1], _kind(tree, *edges, kind), "name", title.gender if title else "")
    for span, head, kind, form, gender, number in _unnamed(tree, taken):
        add(span, head, kind, form, gender, number)
    return document.replace(mentions=tuple(found[place] for place in sorted(found)))
