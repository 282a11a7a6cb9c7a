"""Make other articles of real ones: briefs, embedded sentences, lost words, rewrites. What is made is never written anywhere.

All is drawn from a `random.Random` of the caller's: the same seed gives the same articles.
"""

import random
import re

from sayso.model.document import Document, Zone
from sayso.model.span import Span
from sayso.read.identity import text_hash

WORD = re.compile(r"\w[\w'\u2019-]*")
SENTENCE = re.compile(r".+?(?:[.!?][\u201d\")']*\s+|\n+|$)", re.DOTALL)
"""A sentence with the gap after it, so that paragraphs and quotations stay whole."""
SHORTEST = 6
"""A piece of fewer words than this is the beginning of a sentence: "Mr." ends none."""
KINDS = ("brief", "embedded", "deletion", "rewrite")


def sentences(document: Document) -> list[str]:
    """Return the sentences of a document's body, roughly."""
    body = "\n\n".join(zone.span.cut(document.text) for zone in document.zones_of("body"))
    found = [""]
    for sentence in SENTENCE.findall(body):
        if len(found[-1].split()) < SHORTEST:
            found[-1] += sentence
        else:
            found.append(sentence)
    return found


def brief(source: Document, _: Document, draw: random.Random) -> str:
    """Return the first quarter of an article."""
    body = "".join(sentences(source))
    words = [match.end() for match in re.finditer(r"\S+", body)]
    return body[: words[min(len(words) - 1, max(40, len(words) // 4))]]


def embedded(source: Document, host: Document, draw: random.Random) -> str:
    """Return another article with eight sentences in a row of this one in its middle."""
    own, wire = sentences(host), sentences(source)
    begin = draw.randrange(max(1, len(wire) - 7))
    middle = len(own) // 2
    return "".join([*own[:middle], "\n\n", *wire[begin : begin + 8], "\n\n", *own[middle:]])


def deletion(source: Document, _: Document, draw: random.Random) -> str:
    """Return an article that lost five words of a hundred."""
    return lose("".join(sentences(source)), 0.05, draw)


def rewrite(source: Document, _: Document, draw: random.Random) -> str:
    """Return an article that lost a third of its sentences and twelve words of a hundred, the rest moved about."""
    kept = [sentence for sentence in sentences(source) if draw.random() >= 0.35] or sentences(source)
    draw.shuffle(kept)
    return lose("".join(kept), 0.12, draw)


def lose(text: str, share: float, draw: random.Random) -> str:
    """Return a text that lost a share of its words, and none of its marks."""
    return WORD.sub(lambda word: "" if draw.random() < share else word.group(), text)


MAKERS = {"brief": brief, "embedded": embedded, "deletion": deletion, "rewrite": rewrite}


def made(kind: str, number: int, source: Document, host: Document, draw: random.Random) -> Document:
    """Return a made article of one kind, published a day after its source by an outlet of its own; all of it is body."""
    text = MAKERS[kind](source, host, draw)
    return as_article(text, f"{kind}-{number}-{source.id}", source.replace(outlet=f"{kind} {number}"))


def as_article(text: str, id: str, like: Document) -> Document:
    """Return an article of a text with the title, day and outlet of another."""
    body = Zone(span=Span(start=0, end=len(text)), kind="body", why="made")
    return like.replace(id=id, source=id, text=text, text_sha256=text_hash(text), zones=(body,), blocks=(), url=None)
