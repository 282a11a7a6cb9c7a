"""A dossier as one page of HTML that needs nothing beside it: no script, no request, and no markup but its own."""

import base64
import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files

from sayso.query.answers import DifferenceAnswer, Dossier, FindingAnswer, GroupAnswer
from sayso.show import words
from sayso.show.outline import Quarrel, Resting, Told, outline, sides_of, together, unshown
from sayso.show.plain import plain, plain_lines, shortened
from sayso.show.sources import Sources

_LONGEST_QUOTE = 240


def safe(text: str) -> str:
    """Return words of others as HTML that shows them and does nothing.

    >>> safe("<b>'no'</b>")
    '&lt;b&gt;&#x27;no&#x27;&lt;/b&gt;'
    """
    return escape(plain(text))


def dossier(answer: Dossier, texts: Mapping[str, str] | None = None) -> str:
    """Return a story as a page; `texts` are the articles' full texts by document, where they are wanted."""
    sources, plan = Sources(answer.documents, {each.id: each.name for each in answer.origins}), outline(answer)
    parts = [f"<h1>{safe(answer.title)}</h1>", f"<p>{safe(words.overview(answer))}</p>", _id(answer.id)]
    for state, found in plan.sections:
        title = words.STATES[state][0].capitalize()
        parts += _section(title, (_claim(each, sources) for each in found), words.GLOSSES[state])
    parts += _section("What it bears on", map(_finding, answer.findings))
    parts += _section("When it happened", [_timeline(answer)] if answer.timeline else [])
    parts += _section("Who rests on whom", (_resting(each, sources) for each in (*plan.rests, *plan.rests_once)))
    parts += _section("Told by one document", (_group(each, sources) for each in plan.once))
    parts += _section("Documents", [_documents(answer, sources)])
    for each in answer.documents:
        if texts and each.id in texts:
            number = safe(sources.number(each.id))
            parts += _section(f"Text of {number}", [f"<pre>{escape(plain_lines(texts[each.id]))}</pre>"])
    return page(answer.title, parts)


def index(pages: Mapping[str, Dossier]) -> str:
    """Return a page that leads to the page of each story; `pages` gives their file names."""
    lines = [
        f'<li><a href="{escape(name)}">{safe(each.title)}</a>: {safe(words.overview(each))}</li>' for name, each in pages.items()
    ]
    return page("Stories", ["<h1>Stories</h1>", "<ul>", *lines, "</ul>"])


def page(title: str, parts: Iterable[str]) -> str:
    """Return a whole page. Its policy lets in its own style alone: whatever else got into it would not run or be fetched."""
    style = _style()
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    )
    shown = f"<title>{safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n{_joined(parts)}\n</main>"
    return f"{head}{shown}\n</body>\n</html>"


@functools.cache
def _style() -> str:
    return files("sayso.show").joinpath("sheet.css").read_text("utf-8").replace("\r\n", "\n")


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _section(title: str, parts: Iterable[str], gloss: str = "") -> list[str]:
    found = list(parts)
    about = [f'<p class="faint">{safe(gloss)}</p>'] if gloss else []
    return ["<section>", f"<h2>{safe(title)}</h2>", *about, *found, "</section>"] if found else []


def _id(id: str) -> str:
    return f'<p class="id">{safe(id)}</p>'


def _claim(each: GroupAnswer | Quarrel, sources: Sources) -> str:
    return _quarrel(each, sources) if isinstance(each, Quarrel) else _group(each, sources)


def _group(answer: GroupAnswer, sources: Sources) -> str:
    head = f'<article id="{escape(answer.id)}"><h3><q>{safe(answer.proposition)}</q></h3>'
    return _joined((head, _summary(answer), *_body(answer, sources), _id(answer.id), "</article>"))


def _summary(answer: GroupAnswer) -> str:
    state = f'<span class="chip {escape(answer.state)}">{safe(words.STATES[answer.state][0])}</span>'
    return f"<p>{state} {safe(words.summary(answer))}</p>"


def _body(answer: GroupAnswer, sources: Sources) -> Iterator[str]:
    yield _told(together(unshown(answer), sources), sources)
    for difference in answer.differences:
        yield _difference(difference, sources)


def _told(found: Iterable[Told], sources: Sources) -> str:
    lines = [_line(each, sources) for each in found]
    return f"<ul>{_joined(lines)}</ul>" if lines else ""


def _line(told: Told, sources: Sources) -> str:
    outlets = ", ".join(dict.fromkeys(sources.name(member.document) for member in told.members))
    stance = f'<span class="{escape(told.first.stance)}">{safe(words.stance(told.first.stance))}</span>'
    places = " ".join(safe(sources.place(member)) for member in told.members)
    voice = safe(f"{outlets}{sources.behind(told.first)}")
    return f'<li>{stance}: {voice} <q>{safe(told.first.quote)}</q> <span class="faint">{places}</span></li>'


def _difference(difference: DifferenceAnswer, sources: Sources) -> str:
    sides = (f"<li><strong>{safe(value)}</strong>{_told(found, sources)}</li>" for value, found in sides_of(difference, sources))
    return f"<p>{safe(difference.slot)}: {safe(words.verdict(difference.verdict))}</p><ul>{_joined(sides)}</ul>"


def _quarrel(answer: Quarrel, sources: Sources) -> str:
    parts = [f"<article><h3><q>{safe(answer.about)}</q></h3>"]
    for label, groups in (("said", answer.said), ("denied", answer.denying)):
        for each in groups:
            parts += [f"<p><strong>{label}</strong></p>", _summary(each), *_body(each, sources)]
    return _joined((*parts, *(_id(id) for id in answer.ids), "</article>"))


def _finding(one: FindingAnswer) -> str:
    facts = "".join(f"<li>{safe(fact.slot)}: {safe(fact.value)}</li>" for fact in one.facts)
    missing = "".join(f"<li>missing: {safe(each.note)}</li>" for each in one.missing)
    stance = f"<p>{safe(one.stance)} · {safe(one.when or 'date not known')} · {safe(one.gate)}</p>"
    gist = f"<p>{safe(one.provision.gist)}</p>"
    return f"<article><h3>{safe(one.wording)}</h3>{gist}{stance}<ul>{facts}{missing}</ul>{_id(one.id)}</article>"


def _timeline(answer: Dossier) -> str:
    said = {group.id: group.proposition for group in answer.groups}
    lines = (f"<li>{safe(words.when(each.when))}: <q>{safe(said.get(each.group, ''))}</q></li>" for each in answer.timeline)
    return f"<ul>{_joined(lines)}</ul>"


def _resting(resting: Resting, sources: Sources) -> str:
    line, name = resting.origin, sources.name(resting.on)
    name = words.origin(name, line.kind, state_run=line.state_run) if line else name
    lines = list[str]()
    for each in resting.found:
        doubt = "" if each.direction_known else " (or the other way round)"
        shown = "; ".join(
            f"<q>{safe(shortened(quote.quote, _LONGEST_QUOTE))}</q> {safe(sources.place(quote))}" for quote in each.evidence
        )
        lines.append(f"<li>{words.RESTED[each.how]} {safe(sources.name(each.document))}{doubt} {shown}</li>")
    return f"<article><h3>{safe(name)} {safe(sources.number(resting.on))}</h3><ul>{_joined(lines)}</ul></article>"


def _documents(answer: Dossier, sources: Sources) -> str:
    lines = list[str]()
    for each in answer.documents:
        about = (sources.name(each.id), (each.published or "undated")[:10], each.title or "", each.source)
        shown = " · ".join(safe(part) for part in about if part)
        lines.append(f"<li>{safe(sources.number(each.id))} {shown}</li>")
    return f"<ul>{_joined(lines)}</ul>"
