"""A dossier as one page of HTML that needs nothing beside it: no script, no request, and no markup but its own."""

import base64
import functools
import hashlib
from collections.abc import Callable, Mapping

from jinja2 import Environment
from markupsafe import Markup

from sayso.query.answers import Dossier, MemberAnswer, Quote, StoryAnswer
from sayso.query.sources import map_of
from sayso.query.timeline import of_dossier
from sayso.show import source_drawing, time_drawing, words
from sayso.show.outline import outline
from sayso.show.sheets import named, sheets, style
from sayso.show.sources import Sources

_HERE = frozenset({"/group", "/quarrel", "/findings"})
"""What stands on the page itself, each under its own id."""


def dossier(answer: Dossier, texts: Mapping[str, str] | None = None) -> str:
    """Return a story as a page; `texts` are the articles' full texts by document, where they are wanted."""
    rests = map_of(answer)
    held = {each.id: texts[each.id] for each in answer.documents if texts and each.id in texts}
    anchors = {each.id: f"article-{number}" for number, each in enumerate(answer.documents, start=1)}
    read = {id: f"{anchor}-text" if id in held else anchor for id, anchor in anchors.items()}
    behind = {lean.on: lean.id for lean in reversed(rests.leans)}
    return _sheet(
        "dossier.html",
        _leading({**behind, **read}),
        dossier=answer,
        overview=words.overview(answer),
        plan=outline(answer),
        sources=Sources(answer.documents, {each.id: each.name for each in answer.origins}),
        documents=named(answer.documents),
        drawing=time_drawing.draw(of_dossier(answer).timeline),
        map=rests,
        map_drawing=source_drawing.draw(rests),
        names={voice.id: voice.name for voice in rests.voices},
        anchors=anchors,
        texts=held,
    )


def index(pages: Mapping[str, StoryAnswer]) -> str:
    """Return a page that leads to the page of each story; `pages` gives their file names."""
    return _sheet("index.html", _leading({}), pages=pages)


def _sheet(template: str, leading: Mapping[str, Callable[..., str]], **context: object) -> str:
    """Return a whole page. Its policy lets in its own style alone: whatever else got into it would not run or be fetched."""
    mark = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
    known = {"policy": Markup(policy), "style": style(), "alone": True}
    return _templates().get_template(template).render({**known, **leading, **context})


@functools.cache
def _templates() -> Environment:
    """Return the templates, read once for all pages: where a page leads is told to each."""
    return sheets(**_leading({}))


def _leading(places: Mapping[str, str]) -> dict[str, Callable[..., str]]:
    """Return what leads everything to its place on the same page; what has none there, to the articles."""

    def link(path: str, **parts: object) -> str:
        id = str(parts.get("id", ""))
        known = places.get(id)
        return f"#{known or (id if path in _HERE else 'articles')}"

    def words_link(place: MemberAnswer | Quote) -> str:
        return f"#{places.get(place.document, 'articles')}"

    return {"link": link, "words_link": words_link}
