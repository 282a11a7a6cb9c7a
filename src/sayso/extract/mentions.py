"""Find who and what a document speaks of: names, describing nouns and pronouns."""

from collections.abc import Iterator

from sayso.extract.kinds import kinds
from sayso.extract.naming import stretches
from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import nominals, titles
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Form, Mention
from sayso.model.span import Span

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", "m", "s")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", "f", "s")),
    **dict.fromkeys(("it", "its", "itself"), ("other", "", "s")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("speaker", "", "s")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("group", "", "p")),
}
MODIFIERS = ("det", "poss", "amod", "compound", "nmod", "nummod", "npadvmod", "predet", "quantmod")


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


@stage("mentions", reads=("parse", "sentences"), writes=("mentions",), version=3)
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

    for stretch, kind in kinds(tree, stretches(tree)):
        taken.update(range(stretch.first, stretch.last + 1))
        title = titles().get(tree.lower[stretch.first].rstrip(".")) if stretch.first < stretch.last else None
        add(tree.span(stretch.first, stretch.last), stretch.last, kind, "name", title.gender if title else "")
    for span, head, kind, form, gender, number in _unnamed(tree, taken):
        add(span, head, kind, form, gender, number)
    return document.replace(mentions=tuple(found[place] for place in sorted(found)))
