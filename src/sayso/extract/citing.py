"""Find who is cited by whom: "the paper reported, citing two dockers", "the agency quoted the minister as saying"."""

from collections.abc import Iterator

from sayso.extract.cue_frames import Draft, is_passive
from sayso.extract.phrases import noun_phrase, without
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import cited_papers, cues, nominals
from sayso.model.base import make_id
from sayso.model.document import Document
from sayso.model.facts import Attribution

CITED = "cited"
"""The rule of a voice that another one cites: its words are those of the other's attribution, inside of which it stands."""
TELLING = frozenset({"speech", "report", "belief"})
FARTHEST = 30
"""In tokens: how far from the word that cites the voice may stand whose words these are."""


def quoted_as(tree: Tree, token: int) -> Iterator[Draft]:
    """Yield whom a verb quotes "as saying" something: the words are theirs, whoever quotes them."""
    cue = cues("verb").get(tree.parse.lemma[token])
    if cue is None or not cue.citing:
        return
    voice = tree.child(token, "nsubjpass" if is_passive(tree, token) else "dobj")
    saying = _saying(tree, token, voice)
    if voice is None or saying is None:
        return
    told = tree.child(saying, "ccomp", "dobj")
    before = tree.child(token, "ccomp")
    content = told if told is not None else before
    if content is not None:
        yield Draft(cue=token, kind="speech", rule="quoted-as", source=voice, content=(content,), cue_tokens=(token, saying))


def is_quoted_saying(tree: Tree, token: int) -> bool:
    """Is the verb the "saying" of "quoted X as saying", which is no cue beside "quoted"?"""
    preposition = tree.parse.head[token]
    if tree.parse.dep[token] != "pcomp" or tree.lower[preposition] != "as":
        return False
    above = [tree.parse.head[preposition], tree.parse.head[tree.parse.head[preposition]]]
    return any((cue := cues("verb").get(tree.parse.lemma[each])) is not None and cue.citing for each in above)


def _saying(tree: Tree, token: int, voice: int | None) -> int | None:
    """Return the "saying" of "quoted X as saying"."""
    places = (token,) if voice is None else (token, voice)
    for preposition in (child for place in places for child in tree.children(place, "prep")):
        verb = tree.child(preposition, "pcomp")
        if tree.lower[preposition] == "as" and verb is not None and tree.parse.lemma[verb] in cues("verb"):
            return verb
    return None


def cited(document: Document, tree: Tree, known: list[Attribution]) -> list[Attribution]:
    """Return the attributions, those that cite somebody for another's words each with whom it cites."""
    found = list(known)
    for token, pos in enumerate(tree.parse.pos):
        if pos == "VERB" and tree.parse.tag[token] == "VBG" and _is_citing(tree, token):
            voice = tree.child(token, "dobj")
            host = _host(tree, token, found) if voice is not None and _is_a_voice(document, tree, voice) else None
            if voice is not None and host is not None:
                found = [item for item in found if item.cue_head != token]
                place = found.index(host)
                found[place] = host.replace(content=without(tree, host.content, tree.phrase(token)) or host.content)
                found.append(_made(document, tree, (token, voice), found[place]))
    return found


def _is_citing(tree: Tree, token: int) -> bool:
    cue = cues("verb").get(tree.parse.lemma[token])
    return cue is not None and cue.citing and tree.parse.tag[token] == "VBG"


def _is_a_voice(document: Document, tree: Tree, token: int) -> bool:
    """Is what is cited somebody, or a paper that somebody wrote, and no reason such as bad weather?"""
    lemma = tree.parse.lemma[token].lower()
    if tree.parse.lemma[tree.parse.head[token]] == "quote":
        return True
    entry = nominals().get(lemma)
    if lemma in cited_papers() or (entry is not None and entry.kind in {"person", "organisation", "group"}):
        return True
    names = (mention for mention in document.mentions if mention.head == token and mention.form == "name")
    return any(mention.kind in {"person", "organisation", "other"} for mention in names)


def _host(tree: Tree, token: int, known: list[Attribution]) -> Attribution | None:
    """Return the attribution whose voice cites: the one that the word hangs on, else the nearest in its sentence."""
    able = [item for item in known if item.kind in TELLING and item.content and item.source and item.cue_head != token]
    above = tree.ancestors(token)
    hung = [item for head in above[:2] for item in able if item.cue_head == head]
    beside = [item for item in able if abs(item.cue_head - token) <= FARTHEST and _are_together(tree, item.cue_head, token)]
    beside.sort(key=lambda item: (item.cue_head > token, abs(item.cue_head - token)))
    return next(iter((*hung, *beside)), None)


def _are_together(tree: Tree, one: int, other: int) -> bool:
    """Do two words stand in one sentence?"""
    return bool({one, *tree.ancestors(one)} & {other, *tree.ancestors(other)})


def _made(document: Document, tree: Tree, tokens: tuple[int, int], host: Attribution) -> Attribution:
    token, voice = tokens
    cue = tree.span(token, token)
    return host.replace(
        id=make_id("attribution", document.id, CITED, cue.start, cue.end, host.content[0].start),
        source=(noun_phrase(tree, voice),),
        cue=(cue,),
        kind="report" if tree.parse.lemma[voice].lower() in cited_papers() - {"source"} else "speech",
        rule=CITED,
        cue_head=token,
        parent=host.id,
        carries=(),
    )
