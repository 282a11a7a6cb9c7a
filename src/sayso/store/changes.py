"""Tell what became of the stories of a case when it was built further: begun, grown, merged, split, shrunk.

A story is called by its earliest member, so that it keeps its id while later articles join it. What two builds have in common are
the documents: where those of an old story stand now is what became of it.
"""

from collections.abc import Iterable, Mapping

from sayso.model.corpus import Corpus, StoryChange, StoryChangeKind

Held = Mapping[str, str]
"""The story of each document."""


def changes(before: Held, corpus: Corpus, place: int) -> tuple[StoryChange, ...]:
    """Return what became of the stories that a case held, numbered from `place` on; nothing where it held none.

    They are dated by the newest day of publication among the documents that came, never by the clock.
    """
    if not before:
        return ()
    after = {document: story.id for story in corpus.stories for document in story.documents}
    days = [document.published_day for document in corpus.documents if document.id in after.keys() - before.keys()]
    newest = max((day for day in days if day), default=None)
    found = [*_of_old(before, after), *_of_new(before, after)]
    return tuple(change.replace(place=place + number, newest=newest) for number, change in enumerate(found))


def _of_old(before: Held, after: Held) -> Iterable[StoryChange]:
    """Yield what was taken from each old story, and where the rest of it stands now."""
    members, sources = _members(before), _sources(before, after)
    known = set(before.values())
    for story, documents in sorted(members.items()):
        gone = [document for document in documents if document not in after]
        targets = sorted({after[document] for document in documents if document in after})
        if not targets:
            yield _change("ended", story, gone)
            continue
        if gone:
            yield _change("shrank", story, gone)
        left = [document for document in documents if document in after and after[document] != story]
        if len(targets) > 1:
            yield _change("split", story, left, targets)
        elif left:
            (target,) = targets
            is_merged = target in known or len(sources[target]) > 1
            yield _change("merged" if is_merged else "renamed", story, left, targets)


def _of_new(before: Held, after: Held) -> Iterable[StoryChange]:
    """Yield which documents came to each story, and which story is all new."""
    sources = _sources(before, after)
    for story, documents in sorted(_members(after).items()):
        came = [document for document in documents if document not in before]
        if came:
            yield _change("grew" if sources[story] else "began", story, came)


def _members(held: Held) -> dict[str, list[str]]:
    members = dict[str, list[str]]()
    for document, story in sorted(held.items()):
        members.setdefault(story, []).append(document)
    return members


def _sources(before: Held, after: Held) -> dict[str, set[str]]:
    """Return the old stories whose documents each new one holds."""
    sources: dict[str, set[str]] = {story: set() for story in after.values()}
    for document, story in after.items():
        if document in before:
            sources[story].add(before[document])
    return sources


def _change(change: StoryChangeKind, story: str, documents: Iterable[str], others: Iterable[str] = ()) -> StoryChange:
    return StoryChange(place=0, change=change, story=story, documents=tuple(documents), others=tuple(others))
