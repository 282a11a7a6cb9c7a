"""Find who is cited for what: frames of cues, quotations, and what carries on from the sentence before."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sayso.extract.attribution_join import WHOLE, joined
from sayso.extract.attribution_model import weights
from sayso.extract.attribution_reader import Read, read
from sayso.extract.cited_clauses import without_asides
from sayso.extract.citing import CITED, cited, is_quoted_saying, quoted_as
from sayso.extract.cue_frames import Draft, according_to, adverb_frames, noun_frames, subject_of, verb_frames, witnesses
from sayso.extract.labelled import LABEL, labelled, running_on, unowned
from sayso.extract.phrases import clause_spans, noun_phrase
from sayso.extract.quotations import BREAK, Quotation, near, quotations
from sayso.extract.silences import silences
from sayso.extract.together import outer_silences, together
from sayso.extract.veridicality import is_never_said
from sayso.kit.config import Config
from sayso.kit.labels import without_clock
from sayso.kit.registry import stage
from sayso.kit.tree import Tree, tree_of
from sayso.kit.vocabulary import cues, nominals
from sayso.model.base import make_id
from sayso.model.document import Document, Sentence
from sayso.model.facts import Attribution, Mode
from sayso.model.span import Span

DIRECT = 0.9
"""From this share of quoted characters on, an attribution is direct."""
WORDS_OF_QUOTATION = 4
"""Fewer quoted words than this are a scare quotation unless a cue introduces them."""
LONGEST_MENTION = 200
"""In code points: how far back a mention that overlaps a place may begin."""
DEEPEST = 50
"""No attribution is looked for deeper than this inside others."""
SPEAKING = frozenset({"speech", "report", "denial", "belief"})


def _drafts(tree: Tree, sentence: Sentence) -> Iterator[Draft]:
    for token in range(sentence.first, sentence.last):
        pos = tree.parse.pos[token]
        if is_quoted_saying(tree, token):
            continue
        if pos in {"VERB", "AUX"}:
            silent = tuple(silences(tree, token)) or tuple(quoted_as(tree, token))
            yield from silent or (*verb_frames(tree, token), *according_to(tree, token), *witnesses(tree, token))
        elif pos == "NOUN":
            yield from (*noun_frames(tree, token), *witnesses(tree, token))
        elif pos == "ADV":
            yield from adverb_frames(tree, token)
        elif tree.lower[token] == "according":
            yield from according_to(tree, token)


def _mode(content: tuple[Span, ...], quoted: tuple[Quotation, ...]) -> Mode:
    size = sum(span.end - span.start for span in content)
    inside = sum(span.overlap(quotation.span) for span in content for quotation in near(quoted, content))
    if not inside or not size:
        return "indirect"
    return "direct" if inside >= DIRECT * size else "mixed"


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans joined where they overlap or only punctuation and space can stand between them."""
    found = list[Span]()
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 2:
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _with_quotations(content: tuple[Span, ...], quoted: tuple[Quotation, ...], cue: Span) -> tuple[Span, ...]:
    """Return a content with the whole of each quotation that it holds most of; a quotation around the cue is another's."""
    touched = [
        quotation.span
        for quotation in near(quoted, content)
        if not quotation.span.holds(cue)
        and any(span.overlap(quotation.span) * 2 > quotation.span.end - quotation.span.start for span in content)
    ]
    return _merged([*content, *touched]) if touched else content


def _record(document: Document, tree: Tree, draft: Draft, quoted: tuple[Quotation, ...]) -> Attribution | None:
    source = (noun_phrase(tree, draft.source),) if draft.source is not None else ()
    cue = tuple(tree.span(token, token) for token in draft.cue_tokens or (draft.cue,))
    content = clause_spans(tree, draft.content, (*draft.leave_out, draft.cue))
    if draft.kind in SPEAKING and not draft.whole:
        content = _with_quotations(content, quoted, cue[0])
    if not content and draft.kind not in {"no_comment", "unknown"}:
        return None
    place = (cue[0].start, cue[-1].end, content[0].start if content else -1)
    return Attribution(
        id=make_id("attribution", document.id, draft.rule, *place),
        source=source,
        cue=cue,
        content=content,
        mode=_mode(content, quoted),
        kind=draft.kind,
        rule=draft.rule,
        cue_head=draft.cue,
    )


def _outside_captions(document: Document, found: Read) -> Read:
    captions = [(sentence.first, sentence.last) for sentence in document.sentences if sentence.zone == "caption"]
    inside = {reading.cue for reading in found.readings if any(first <= reading.cue < last for first, last in captions)}
    return replace(found, readings=tuple(reading for reading in found.readings if reading.cue not in inside))


def _settled(item: Attribution, quoted: tuple[Quotation, ...]) -> Attribution:
    """Return an attribution whose content may be the model's with whole quotations, and how direct it is then."""
    content = item.content if item.kind in WHOLE else _with_quotations(item.content, quoted, item.cue[0])
    return item.replace(content=content, mode=_mode(content, quoted))


def _without_clocks(document: Document, item: Attribution) -> Attribution:
    """Return an attribution without the time of day that opens an entry of a live report."""
    source = tuple(span for each in item.source if (span := without_clock(document.text, each)))
    content = tuple(span for each in item.content if (span := without_clock(document.text, each)))
    return item if (source, content) == (item.source, item.content) else item.replace(source=source, content=content)


def _unclaimed(document: Document, tree: Tree, quoted: tuple[Quotation, ...], known: list[Attribution]) -> Iterator[Quotation]:
    """Yield the quotations that no frame has claimed."""
    for quotation in quoted:
        covered = sum(span.overlap(quotation.span) for item in known for span in item.content)
        words = len(quotation.span.cut(document.text).split())
        if covered * 2 < quotation.span.end - quotation.span.start and words >= WORDS_OF_QUOTATION:
            yield quotation


def _quotation_cue(tree: Tree, sentences: list[Sentence], quotation: Quotation) -> int | None:
    """Return the cue verb nearest to a quotation, outside of it, in the sentences that it touches."""
    best: tuple[int, int] | None = None
    for sentence in sentences:
        for token in range(sentence.first, sentence.last):
            place = tree.span(token, token)
            if tree.parse.lemma[token] not in cues("verb") or not tree.is_verb(token) or place.overlap(quotation.span):
                continue
            gap = min(abs(place.start - quotation.span.end), abs(quotation.span.start - place.end))
            if best is None or gap < best[0]:
                best = (gap, token)
    return best[1] if best and best[0] <= 80 else None


def _is_narrated(tree: Tree, sentence: Sentence, quotation: Quotation) -> bool:
    """Does the quotation hold the sentence's own verb while its subject stands before it: somebody else's telling?"""
    root = next((token for token in range(sentence.first, sentence.last) if tree.parse.dep[token] == "ROOT"), None)
    subject = subject_of(tree, root) if root is not None else None
    if root is None or subject is None:
        return False
    return quotation.span.holds(tree.span(root, root)) and tree.parse.end[subject] <= quotation.span.start


def _spoken_before(
    document: Document, touching: list[Sentence], quotation: Quotation, spoken: list[Attribution]
) -> Attribution | None:
    """Return whose words a quotation goes on with: it opens a sentence, and somebody was quoted before in its paragraph."""
    opens = bool(touching) and touching[0].span.start >= quotation.span.start - 1
    before = [item for item in spoken if item.cue[-1].end <= quotation.span.start]
    last = max(before, key=lambda item: item.cue[-1].end, default=None)
    if last is None or not opens or BREAK.search(document.text, last.cue[0].start, quotation.span.start):
        return None
    if last.mode == "indirect" and not _is_right_before(document, last, touching[0]):
        return None
    return last


def _is_right_before(document: Document, item: Attribution, sentence: Sentence) -> bool:
    """Does an attribution stand in the sentence right before another one?"""
    place = bisect_left(document.sentences, sentence.span.start, key=lambda each: each.span.start)
    return place > 0 and document.sentences[place - 1].span.overlap(item.cue[0]) > 0


def _from_quotations(
    document: Document, tree: Tree, quoted: tuple[Quotation, ...], known: list[Attribution]
) -> Iterator[Attribution]:
    spoken = [item for item in known if item.source and item.rule != LABEL and (item.mode != "indirect" or item.kind == "speech")]
    for quotation in _unclaimed(document, tree, quoted, known):
        touching = [sentence for sentence in document.sentences if sentence.span.overlap(quotation.span)]
        if any(_is_narrated(tree, sentence, quotation) for sentence in touching):
            continue
        cue = _quotation_cue(tree, touching, quotation)
        if cue is None:
            before = _spoken_before(document, touching, quotation, spoken)
            if before is not None:
                yield before.replace(
                    id=make_id("attribution", document.id, "quotation-goes-on", quotation.span.start, quotation.span.end, 0),
                    content=(quotation.span,),
                    mode="direct",
                    rule="quotation-goes-on",
                )
            continue
        source = subject_of(tree, cue)
        yield Attribution(
            id=make_id("attribution", document.id, "quotation", quotation.span.start, quotation.span.end, 0),
            source=(noun_phrase(tree, source),) if source is not None else (),
            cue=(tree.span(cue, cue),),
            content=(quotation.span,),
            mode="direct",
            kind=cues("verb")[tree.parse.lemma[cue]].kind,
            rule="quotation",
            cue_head=cue,
        )


def _is_part(item: Attribution, quotation: Attribution) -> bool:
    """Does an attribution hold no more than part of a quotation that has the same cue?"""
    inside = all(quotation.content[0].holds(span) for span in item.content)
    return item.cue_head == quotation.cue_head and item.kind == quotation.kind and inside


def _governing(tree: Tree, sentence: Sentence, known: list[Attribution]) -> Attribution | None:
    """Return the attribution to a body that the whole of a sentence stands under, if there is one."""
    root = next((token for token in range(sentence.first, sentence.last) if tree.parse.dep[token] == "ROOT"), sentence.first)
    place = tree.span(root, root)
    for item in known:
        holds_root = any(span.holds(place) for span in item.content) or item.cue_head == root
        if holds_root and item.source and item.kind in {"speech", "report"} and sentence.span.overlap(item.cue[0]):
            return item
    return None


def _speaks_for_itself(sentence: Sentence, known: list[Attribution]) -> bool:
    """Does the sentence name a voice of its own, or say what is not known?"""
    for item in known:
        speaks = item.rule not in {"deed", "relay"} and (item.source or item.kind in {"unknown", "no_comment"})
        if speaks and sentence.span.overlap(item.cue[0]):
            return True
    return False


def _is_body(document: Document, tree: Tree, source: Span) -> bool:
    """Is the source a body or its media, not a person whose speech ends with the sentence?"""
    first = bisect_left(document.mentions, source.start - LONGEST_MENTION, key=lambda mention: mention.span.start)
    last = bisect_left(document.mentions, source.end, key=lambda mention: mention.span.start)
    near_it = document.mentions[first:last]
    for mention in near_it:
        if source.overlap(mention.span) and (mention.kind in {"organisation", "other"} and mention.form == "name"):
            return True
    words = {tree.parse.lemma[m.head] for m in near_it if source.holds(tree.span(m.head, m.head))}
    return any(word in nominals() and nominals()[word].kind == "organisation" for word in words)


def _tells_a_deed(document: Document, tree: Tree, sentence: Sentence) -> bool:
    """Does the sentence tell, in the past tense, what a person or a body did?"""
    root = next((token for token in range(sentence.first, sentence.last) if tree.parse.dep[token] == "ROOT"), None)
    if root is None:
        return False
    passive = tree.child(root, "nsubjpass")
    if passive is not None and any(tree.parse.tag[helper] == "VBD" for helper in tree.children(root, "auxpass")):
        return tree.lower[passive] in {"it", "they", "he", "she"}
    subject = tree.child(root, "nsubj")
    if subject is None or tree.parse.tag[root] != "VBD":
        return False
    return any(m.head == subject and m.kind in {"person", "organisation"} for m in document.mentions)


def _within(sentence: Sentence, known: list[Attribution]) -> list[Attribution]:
    """Return those of the attributions, in order of their cues, whose cue stands in a sentence."""
    first = bisect_left(known, sentence.span.start, key=lambda item: item.cue[0].start)
    return known[first : bisect_left(known, sentence.span.end, key=lambda item: item.cue[0].start)]


def _carried(document: Document, tree: Tree, quoted: tuple[Quotation, ...], known: list[Attribution]) -> list[Attribution]:
    """Return the attributions, those of a body carried on to the next sentence where that names nobody else."""
    carries: dict[str, list[Span]] = {}
    last: Attribution | None = None
    for before, sentence in pairwise(document.sentences):
        governing = _governing(tree, before, _within(before, known)) if before.zone == "body" else None
        last = governing if governing is not None else (last if last and last.id in carries else None)
        if last is None or sentence.zone != "body" or not _is_body(document, tree, last.source[0]):
            continue
        between = document.text[before.span.end : sentence.span.start]
        narrated = any(_is_narrated(tree, sentence, q) for q in near(quoted, (sentence.span,)))
        silent = not _speaks_for_itself(sentence, _within(sentence, known))
        if narrated or ("\n" not in between and silent and _tells_a_deed(document, tree, sentence) and governing is not None):
            carries.setdefault(last.id, []).append(sentence.span)
    return [item.replace(carries=tuple(carries.get(item.id, ()))) for item in known]


def _nested(known: list[Attribution]) -> list[Attribution]:
    """Return the attributions, in order of their cues, each with the smallest one that holds it as its parent.

    One pass over the text: only stretches that have begun and not ended are looked at, the latest begun first.
    """
    starts = sorted(
        ((span.start, span.end, number) for number, item in enumerate(known) for span in (*item.content, *item.carries)),
    )
    found, open_now, following = list[Attribution](), list[tuple[int, int, int]](), 0
    for item in known:
        cue = item.cue[0]
        while following < len(starts) and starts[following][0] <= cue.start:
            open_now.append(starts[following])
            following += 1
        open_now = [stretch for stretch in open_now if stretch[1] >= cue.end][-DEEPEST:]
        around = [
            (_size(known[number]), known[number].id)
            for _, _, number in open_now
            if known[number].id != item.id and not any(span.holds(known[number].cue[0]) for span in item.content)
        ]
        found.append(item.replace(parent=min(around)[1]) if around and item.rule != CITED else item)
    return found


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.content or item.carries)


@stage("attributions", reads=("parse", "sentences", "mentions"), writes=("attributions",), version=10)
def attributions(document: Document, config: Config) -> Document:
    """Return the document with its attributions, in order of their cues."""
    tree, quoted = tree_of(document), quotations(document)
    found: dict[str, Attribution] = {}
    for sentence in document.sentences:
        if sentence.zone == "caption":
            continue
        for draft in _drafts(tree, sentence):
            record = _record(document, tree, draft, quoted)
            if record:
                found.setdefault(record.id, record)
    learned = _outside_captions(document, read(document, tree, quoted, weights(config.attribution_weights)))
    marked = labelled(document, tree, quoted)
    taken = {item.cue_head for item in marked}
    known = [
        _without_clocks(document, _settled(without_asides(tree, item), quoted))
        for item in joined(document, tree, quoted, list(found.values()), learned)
        if (item.content or item.kind in {"no_comment", "unknown"}) and item.cue_head not in taken
        if not is_quoted_saying(tree, item.cue_head) and (item.kind in WHOLE or not is_never_said(tree, item.cue_head))
    ]
    known += marked
    whole = list(_from_quotations(document, tree, quoted, known))
    known = [item for item in known if not any(_is_part(item, quotation) for quotation in whole)] + whole
    known = running_on(document, quoted, known)
    known += unowned(document, tree, list(_unclaimed(document, tree, quoted, known)), known)
    known = cited(document, tree, outer_silences(tree, [together(tree, item) for item in known]))
    known.sort(key=lambda item: (item.cue[0].start, item.id))
    return document.replace(attributions=tuple(_nested(_carried(document, tree, quoted, known))))
