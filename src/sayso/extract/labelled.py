"""Give words to whom a mark sets before them: a label in a transcript, a handle, a name and a colon before a quotation.

And give quoted words that name nobody at all an attribution without a source: they are somebody's, and never the outlet's own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from sayso.extract.phrases import noun_phrase
from sayso.extract.quotations import Quotation, near
from sayso.kit.labels import labels, without_clock
from sayso.kit.tree import Tree
from sayso.kit.vocabulary import nominals
from sayso.model.base import make_id
from sayso.model.document import Document, Sentence
from sayso.model.facts import Attribution, Mode
from sayso.model.span import Span

LABEL, COLON, UNOWNED = "label", "colon", "quotation-without-speaker"
LONGEST_OPENING = 120
"""In code points: how much may stand between the start of a sentence and the colon before a quotation."""
MOST_WORDS = 5
"""So many words may name a source after the dash at the end of a headline."""
SIGNATURE = re.compile(
    r"[\"\u201d\u00bb\u2019']\s{0,2}(?P<dash>--|[-\u2013\u2014\u2015])\s?"
    r"(?P<name>[A-Z\u00c0-\u00de][^\n,\"\u201c]{2,50}?)(?=[ \t]*(?:,[^\n]{0,80})?\.?[ \t]*(?:\n|\Z))"
)
"""What stands behind a quotation that is signed."""
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
OPENING = frozenset({"\u201c", '"', "\u201e", "\u00ab", "\u2018", "'"})
SPOKEN = frozenset({"reply", "answer", "message", "statement", "verdict", "comment", "response", "slogan", "motto", "word"})
"""Nouns for what is said: whose it is stands before them ("Her reply: ...")."""


def labelled(document: Document, tree: Tree, quoted: tuple[Quotation, ...]) -> list[Attribution]:
    """Return the attributions that a mark alone makes."""
    turns = list(_turns(document, tree))
    inside = [span for item in turns for span in item.content]
    colons = (item for item in _before_quotations(document, tree, quoted) if not any(span.holds(item.cue[0]) for span in inside))
    return [*turns, *colons, *_signed(document, tree, quoted), *_behind_dashes(document, tree)]


def _made(document: Document, rule: str, cue_head: int, parts: tuple[Span | None, Span, Span], mode: Mode) -> Attribution:
    source, cue, content = parts
    return Attribution(
        id=make_id("attribution", document.id, rule, cue.start, cue.end, content.start),
        source=(source,) if source else (),
        cue=(cue,),
        content=(content,),
        mode=mode,
        kind="speech",
        rule=rule,
        cue_head=cue_head,
    )


def _turns(document: Document, tree: Tree) -> Iterator[Attribution]:
    """Yield what each label of a transcript or a post is put before."""
    for label in labels(document):
        content = _stripped(document.text, label.mark.end, label.end)
        token = bisect_right(tree.parse.start, label.mark.start) - 1
        if content is not None and token >= 0 and any(zone.span.holds(label.span) for zone in document.zones_of("body")):
            nobody = label.kind == "letter"
            cue = Span(start=label.span.start, end=label.mark.end) if nobody else label.mark
            yield _made(document, LABEL, token, (None if nobody else label.span, cue, content), "indirect")


def _stripped(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return Span(start=start, end=end) if start < end else None


def _before_quotations(document: Document, tree: Tree, quoted: tuple[Quotation, ...]) -> Iterator[Attribution]:
    """Yield the quotations that a colon opens after words without a verb: "The coach on the defeat: ..."."""
    for quotation in quoted:
        mark = len(document.text[: quotation.span.start - 1].rstrip()) - 1
        opening = document.text[max(0, mark - LONGEST_OPENING) : mark + 1]
        if not opening.endswith(":"):
            continue
        token = bisect_right(tree.parse.start, mark) - 1
        first = _opening(document, tree, token)
        if first is None or any(tree.is_verb(each) and tree.is_finite(each) for each in range(first, token)):
            continue
        source = _speaker(document, tree, first, token)
        if source is not None:
            cue = Span(start=mark, end=mark + 1)
            yield _made(document, COLON, token, (source, cue, quotation.span), "direct")


def _opening(document: Document, tree: Tree, token: int) -> int | None:
    """Return the first word of the sentence or line in which a colon stands; None where that is far off."""
    place = bisect_right(document.sentences, token, key=lambda sentence: sentence.first) - 1
    if place < 0:
        return None
    line = document.text.rfind("\n", 0, tree.parse.start[token]) + 1
    start = max(document.sentences[place].span.start, line)
    first = bisect_left(tree.parse.start, start)
    while first < token and tree.parse.pos[first] in {"PUNCT", "SPACE"}:
        first += 1
    return first if first < token and tree.parse.start[token] - start <= LONGEST_OPENING else None


def _speaker(document: Document, tree: Tree, first: int, last: int) -> Span | None:
    """Return the place of who is named between two tokens: the first person, else the first name, else a describing noun."""
    around = Span(start=tree.parse.start[first], end=tree.parse.end[last - 1])
    inside = [mention for mention in document.mentions if around.holds(mention.span)]
    named = sorted(
        (mention for mention in inside if mention.form == "name" and mention.kind in {"person", "organisation", "other"}),
        key=lambda mention: (mention.kind != "person", mention.span),
    )
    if named:
        return without_clock(document.text, noun_phrase(tree, named[0].head))
    described = [m for m in inside if m.form == "nominal" and m.kind in {"person", "organisation", "group"}]
    owned = [m for m in inside if m.form == "pronoun" and tree.lower[m.head] in {"her", "his", "their", "its"}]
    spoken = [each for each in range(first, last) if tree.parse.lemma[each] in SPOKEN]
    if spoken and owned:
        return owned[0].span
    return without_clock(document.text, noun_phrase(tree, described[0].head)) if described else None


def _signed(document: Document, tree: Tree, quoted: tuple[Quotation, ...]) -> Iterator[Attribution]:
    """Yield the quotations that a dash and a name sign: “We were tired.” — Ola Finn."""
    for quotation in quoted:
        match = SIGNATURE.match(document.text, quotation.span.end) if quotation.closed else None
        if match is None:
            continue
        source = Span(start=match.start("name"), end=match.end("name"))
        named = any(m.form == "name" and m.kind == "person" and source.overlap(m.span) for m in document.mentions)
        if named:
            token = bisect_right(tree.parse.start, match.start("dash")) - 1
            cue = Span(start=match.start("dash"), end=match.end("dash"))
            yield _made(document, LABEL, token, (source, cue, quotation.span), "direct")


def _behind_dashes(document: Document, tree: Tree) -> Iterator[Attribution]:
    """Yield what a line gives as the word of whom it names behind its last dash: "Bridge safe - minister"."""
    for sentence in document.sentences:
        if sentence.zone not in {"body", "headline"}:
            continue
        tokens = [each for each in range(sentence.first, sentence.last) if tree.parse.pos[each] != "SPACE"]
        dashes = [each for each in tokens if tree.parse.word[each] in DASHES]
        if not dashes or dashes[-1] == tokens[-1] or dashes[-1] == tokens[0]:
            continue
        behind = range(dashes[-1] + 1, tokens[-1] + 1)
        if _names_a_voice(tree, behind) and not document.text[tree.parse.end[tokens[-1]] :].split("\n", 1)[0].strip():
            content = tree.span(tokens[0], dashes[-1] - 1)
            cue, source = tree.span(dashes[-1], dashes[-1]), tree.span(behind[0], behind[-1])
            yield _made(document, LABEL, dashes[-1], (source, cue, content), "indirect")


def _names_a_voice(tree: Tree, tokens: range) -> bool:
    """Are the words a noun for somebody who speaks, without a verb or a mark?"""
    if len(tokens) > MOST_WORDS or any(tree.parse.pos[each] in {"VERB", "AUX", "PUNCT", "ADV"} for each in tokens):
        return False
    entry = nominals().get(tree.parse.lemma[tokens[-1]].lower())
    return entry is not None and entry.kind in {"person", "organisation"} and not entry.relation


def unowned(document: Document, tree: Tree, free: list[Quotation], known: list[Attribution]) -> Iterator[Attribution]:
    """Yield the whole sentences in quotation marks that no attribution holds, each as words of nobody who is named."""
    for quotation in free:
        held = any(span.overlap(quotation.span) for item in known for span in item.content)
        ends = quotation.closed or _is_cut_off(document, quotation)
        if held or not ends or not _is_a_sentence(document, tree, quotation):
            continue
        token = bisect_left(tree.parse.start, quotation.span.start)
        mark = Span(start=quotation.span.start - 1, end=quotation.span.start)
        yield _made(document, UNOWNED, max(token - 1, 0), (None, mark, quotation.span), "direct")


def _is_cut_off(document: Document, quotation: Quotation) -> bool:
    """Does a mark open the last paragraph of a text that ends before the quotation does?"""
    text, mark = document.text, quotation.span.start - 1
    return not text[quotation.span.end :].strip() and text[:mark].rstrip(" \t")[-1:] in {"\n", ""}


def _is_a_sentence(document: Document, tree: Tree, quotation: Quotation) -> bool:
    """Does a quotation hold the verb of a sentence that it opens, and not merely words in somebody's telling?"""
    for sentence in _touching(document, quotation):
        root = next((each for each in range(sentence.first, sentence.last) if tree.parse.dep[each] == "ROOT"), None)
        opens = sentence.span.start >= quotation.span.start - 2
        if root is not None and opens and quotation.span.holds(tree.span(root, root)):
            return True
    return False


def _touching(document: Document, quotation: Quotation) -> list[Sentence]:
    return [sentence for sentence in document.sentences if sentence.span.overlap(quotation.span)]


def running_on(document: Document, quoted: tuple[Quotation, ...], known: list[Attribution]) -> list[Attribution]:
    """Return the attributions; a quotation left open at the end of its paragraph goes on in the next that opens with a mark."""
    found = list(known)
    for before, after in pairwise(quoted):
        between = document.text[before.span.end : after.span.start]
        if before.closed or between.strip(" \t\n") not in OPENING or "\n" not in between:
            continue
        if any(span.overlap(after.span) for item in found for span in item.content):
            continue
        for number, item in enumerate(found):
            owns = any(span.overlap(before.span) for span in item.content) and not before.span.holds(item.cue[0])
            if owns and item.kind == "speech" and after not in near(quoted, item.content):
                found[number] = item.replace(content=(*item.content, after.span))
                break
    return found
