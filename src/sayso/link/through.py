"""Find the medium through which somebody speaks: "told state radio", "in an interview with", "in a statement carried by"."""

from collections.abc import Iterator

from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cues, media_words
from sayso.model.facts import Attribution

TOLD = frozenset({"tell", "inform"})
CARRYING = frozenset(
    {"carry", "publish", "broadcast", "air", "release", "report", "relay", "run", "post", "quote", "cite", "distribute"}
)
ON_AIR = frozenset({"on", "to"})
SHARING = frozenset({"speak", "talk", "chat", "share", "discuss"})
"""Verbs of what is said with a medium: to say something "with the radio on the left" tells it nothing."""
OWN = frozenset({"our", "this"})
"""Before the word for a medium: the outlet itself."""


def quoted_by(tree: Tree, item: Attribution) -> int | None:
    """Return the token of who quotes the source of an attribution "as saying"."""
    if item.rule != "quoted-as":
        return None
    agent = next((tree.child(by, "pobj") for by in tree.children(item.cue_head, "agent")), None)
    subject = tree.child(item.cue_head, "nsubj")
    return agent if agent is not None else subject


def media_places(tree: Tree, item: Attribution) -> Iterator[int]:
    """Yield the tokens that may be the medium to which an attribution's source spoke, the likeliest first."""
    cue = item.cue_head
    if cue < 0:
        return
    if tree.parse.lemma[cue] in TOLD:
        yield from tree.children(cue, "dobj", "dative", "iobj")
    for preposition in tree.children(cue, "prep", "dative"):
        thing = tree.child(preposition, "pobj")
        if thing is None or "," in tree.lower[cue:preposition]:
            continue
        if tree.lower[preposition] in ON_AIR or (tree.lower[preposition] == "with" and tree.parse.lemma[cue] in SHARING):
            yield thing
        if tree.parse.lemma[thing] in media_words("occasion"):
            yield from _of_occasion(tree, thing)
    yield from _of_source(tree, item)


def _of_occasion(tree: Tree, thing: int) -> Iterator[int]:
    """Yield with whom somebody spoke, or who carries what was said: "an interview with X", "a statement carried by X"."""
    for preposition in tree.children(thing, "prep"):
        medium = tree.child(preposition, "pobj")
        if tree.lower[preposition] in {"with", "to", "for", "on"} and medium is not None:
            yield medium
    for verb in tree.children(thing, "acl", "relcl"):
        if tree.parse.lemma[verb] in CARRYING:
            yield from _agents(tree, verb)


def _agents(tree: Tree, verb: int) -> Iterator[int]:
    for preposition in tree.children(verb, "agent", "prep"):
        medium = tree.child(preposition, "pobj")
        if tree.lower[preposition] in {"by", "on", "in"} and medium is not None:
            yield medium


def _of_source(tree: Tree, item: Attribution) -> Iterator[int]:
    """Yield who quotes the source: "the mayor, quoted by state television, said"."""
    for subject in tree.children(item.cue_head, "nsubj"):
        for verb in tree.children(subject, "acl"):
            cue = cues("verb").get(tree.parse.lemma[verb])
            if cue is not None and cue.citing:
                yield from _agents(tree, verb)


def is_medium(tree: Tree, token: int, name: str) -> bool:
    """Is that a medium: by a word of its name, or a noun for one that is not the outlet itself?"""
    if any(tree.lower[child] in OWN for child in tree.children(token, "det", "poss")):
        return False
    words = name.lower().split()
    named = tree.parse.pos[token] == "PROPN" and len(words) > 1 and bool({words[0], words[-1]} & media_words("name"))
    nouns = media_words("noun") | media_words("told")
    return named or (tree.parse.lemma[token].lower() in nouns and tree.parse.pos[token] in {"NOUN", "PROPN"})
