"""The nouns of a document that may be spoken of again: no people, bodies or places, and mentions once something takes them up."""

from collections.abc import Iterator

from sayso.kit.tree import Tree
from sayso.kit.vocabulary import nominals
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Mention

MODIFIERS = ("det", "poss", "amod", "compound", "nmod", "nummod", "predet")
TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})


def things(document: Document, tree: Tree) -> Iterator[Mention]:
    """Yield a mention for each noun that heads a phrase and is none yet."""
    taken = {mention.head for mention in document.mentions}
    parse, known = tree.parse, nominals()
    for token, pos in enumerate(parse.pos):
        if pos != "NOUN" or token in taken or parse.ent[token][2:] in TIMES or parse.lemma[token] in known:
            continue
        if parse.dep[token] in {"compound", "amod", "nmod", "npadvmod"} and parse.head[token] > token:
            continue
        first = min((tree.edges(child)[0] for child in tree.children(token, *MODIFIERS) if child < token), default=token)
        span = tree.span(min(first, token), token)
        yield Mention(
            id=make_id("mention", document.id, span.start, span.end),
            span=span,
            kind="thing",
            form="nominal",
            head=token,
            number="p" if parse.tag[token] == "NNS" else "s",
        )
