"""The views for people who open a case with a database browser: names and words joined."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, Table, func, select


def _words(facts: Table, document: Table) -> ColumnElement[str]:
    return func.substr(document.c.text, facts.c.start + 1, facts.c.end - facts.c.start)


def views(tables: Mapping[str, Table]) -> dict[str, Select[tuple[object, ...]]]:
    """Return the views for people who open a case with a database browser, by name."""
    document, claim, attribution = tables["document"], tables["claim"], tables["attribution"]
    story, story_document, claim_group = tables["story"], tables["story_document"], tables["claim_group"]
    about = (document.c.published, document.c.outlet, document.c.title)
    told = claim.join(document, claim.c.document == document.c.id).outerjoin(attribution, claim.c.attribution == attribution.c.id)
    claims = select(
        *about,
        _words(claim, document).label("words"),
        claim.c.stance,
        claim.c.certainty,
        attribution.c.voices,
        claim.c.document,
        claim.c.id,
    ).select_from(told)
    quoted = attribution.join(document, attribution.c.document == document.c.id)
    attributions = select(
        *about,
        attribution.c.voices,
        attribution.c["class"],
        _words(attribution, document).label("words"),
        document.c.id.label("document"),
    ).select_from(quoted)
    grouped = claim_group.outerjoin(story, claim_group.c.story == story.c.id)
    columns = (claim_group.c[name] for name in ("proposition", "happened", "state", "at_least", "at_most", "id"))
    groups = select(story.c.title.label("story"), *columns).select_from(grouped)
    told_in = story.join(story_document, story_document.c.story == story.c.id)
    told_in = told_in.join(document, story_document.c.document == document.c.id)
    parts = (story.c.title.label("story"), story.c.first, story.c.last, document.c.published, document.c.outlet)
    stories = select(*parts, document.c.title, document.c.source, document.c.id.label("document"), story.c.id).select_from(
        told_in
    )
    return {
        "claims_readable": claims,
        "attributions_readable": attributions,
        "groups_readable": groups,
        "stories_readable": stories,
    }
