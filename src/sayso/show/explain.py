"""The text of one document with what was found in it marked in place, and each fact told below its sentence.

Marks read without colour: `[claim]`, `{source}`, `*cue*`, `<name>`, `_time_`.
"""

from collections.abc import Iterator

from rich.text import Text

from sayso.model.document import READ_ZONES, Document, Sentence, Zone
from sayso.model.facts import Attribution, Claim, Event, Mention, TimeRef
from sayso.model.span import Span
from sayso.show.plain import plain, plain_lines, shortened

_MARKS = {
    "claim": ("[", "]", "bold"),
    "source": ("{", "}", "magenta"),
    "cue": ("*", "*", "yellow"),
    "name": ("<", ">", "cyan"),
    "time": ("_", "_", "green"),
}
LEGEND = "marks: [claim] {source} *cue* <name> _time_"
_QUOTE = 70


def explained(document: Document) -> Iterator[Text]:
    """Yield the lines that show a document with its facts in place."""
    yield Text(plain(document.title or document.source), style="bold")
    about = (
        document.id,
        document.outlet or "no outlet",
        document.published or "undated",
        document.language or "?",
        document.status,
    )
    yield Text(
        " · ".join(plain(part) for part in about) + (f": {document.status_why}" if document.status_why else ""), style="dim"
    )
    yield Text(LEGEND, style="dim")
    for zone in document.zones:
        yield from _zone(document, zone)


def _zone(document: Document, zone: Zone) -> Iterator[Text]:
    """Yield a zone: its kind and why, then its sentences with their facts, or its text where it is not read."""
    words = zone.span.cut(document.text)
    if not words.strip():
        return
    yield Text(f"\n{zone.kind} {zone.span.start}-{zone.span.end} ({plain(zone.why)})", style="dim")
    sentences = [sentence for sentence in document.sentences if zone.span.holds(sentence.span)]
    if zone.kind not in READ_ZONES or not sentences:
        yield Text(plain_lines(words).strip(), style="dim")
    for sentence in sentences:
        yield _marked(document, sentence)
        yield from _facts(document, sentence.span)


def _marked(document: Document, sentence: Sentence) -> Text:
    """Return a sentence with its spans between marks; where spans nest, the marks nest."""
    opens, closes = dict[int, str](), dict[int, str]()
    styles = list[tuple[str, Span]]()
    for kind, span in sorted(_spans(document, sentence.span), key=lambda pair: (pair[1].start, -pair[1].end)):
        before, after, style = _MARKS[kind]
        opens[span.start] = opens.get(span.start, "") + before
        closes[span.end] = after + closes.get(span.end, "")
        styles.append((style, span))
    marked = Text()
    for place in range(sentence.span.start, sentence.span.end + 1):
        marked.append(closes.get(place, "") + opens.get(place, ""), style="dim")
        if place < sentence.span.end:
            word = document.text[place]
            marked.append(" " if word.isspace() else plain(word), style=_style(styles, place))
    return marked


def _style(styles: list[tuple[str, Span]], place: int) -> str:
    return " ".join(dict.fromkeys(style for style, span in styles if span.start <= place < span.end))


def _spans(document: Document, within: Span) -> Iterator[tuple[str, Span]]:
    """Yield what is marked inside a sentence."""
    found: list[tuple[str, Span]] = [("claim", claim.span) for claim in document.claims]
    found += [("name", mention.span) for mention in document.mentions if mention.form == "name"]
    found += [("time", time.span) for time in document.times]
    for attribution in document.attributions:
        found += [("source", span) for span in attribution.source]
        found += [("cue", span) for span in attribution.cue]
    return (pair for pair in found if within.holds(pair[1]))


def _facts(document: Document, within: Span) -> Iterator[Text]:
    """Yield one line for each claim, attribution, event, time and name that begins in a sentence."""
    lines = [(claim.span, "claim", _claim(document, claim)) for claim in document.claims]
    lines += [
        (each.cue[0] if each.cue else each.content[0], "cited", _attribution(document, each))
        for each in document.attributions
        if each.cue or each.content
    ]
    lines += [(event.trigger, "event", _event(document, event)) for event in document.events]
    lines += [(time.span, "time", _time(document, time)) for time in document.times]
    lines += [(mention.span, "name", _mention(document, mention)) for mention in document.mentions if mention.form == "name"]
    for span, kind, words in lines:
        if within.start <= span.start < within.end:
            yield Text(f"    {kind:<6} {span.start}-{span.end}  {plain(words)}")


def _claim(document: Document, claim: Claim) -> str:
    why = ", ".join(reason.rule for reason in claim.reasons)
    return f"{claim.stance}, {claim.certainty}: “{shortened(claim.span.cut(document.text), _QUOTE)}”" + (
        f" ({why})" if why else ""
    )


def _attribution(document: Document, attribution: Attribution) -> str:
    said = " … ".join(shortened(span.cut(document.text), _QUOTE) for span in attribution.content)
    chain = " ← ".join(link.name for link in attribution.chain) or "nobody is named"
    return f"{attribution.kind}, {attribution.mode}: {chain}: “{said}” ({attribution.rule})"


def _event(document: Document, event: Event) -> str:
    roles = " · ".join(f"{role.role} “{shortened(role.span.cut(document.text), _QUOTE)}”" for role in event.roles)
    when = f"{event.when} ({event.when_why})" if event.when else "undated"
    return f"{'not ' if event.polarity == '-' else ''}{event.lemma} ({event.kind}) · {when}" + (f" · {roles}" if roles else "")


def _time(document: Document, time: TimeRef) -> str:
    return f"“{time.span.cut(document.text)}” = {time.value or 'not dated'} ({time.type}, {time.rule or time.anchor})"


def _mention(document: Document, mention: Mention) -> str:
    return f"“{mention.span.cut(document.text)}” ({mention.kind})"
