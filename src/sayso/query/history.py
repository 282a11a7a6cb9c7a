"""What people decided of a case, and whether it still holds; and what became of its stories as it was built in steps."""

from collections.abc import Iterable, Iterator
from typing import Literal

from sayso.kit.anchors import Anchoring, in_force
from sayso.model.corpus import Anchor, Judgement, Target
from sayso.query.answers import HistoryAnswer, JudgementAnswer, Quote, StoryChangeAnswer, TargetAnswer
from sayso.store.store import Case


def history(case: Case) -> HistoryAnswer:
    """Return every judgement in the order of the log, each in force, undone or dangling."""
    log = case.judgements()
    wanted = {anchor.document for judgement in log for target in judgement.targets for anchor in target.anchors}
    anchoring = Anchoring(case.documents(wanted)) if wanted else Anchoring(())
    holding = {judgement.id for judgement in in_force(log)} | {one.id for one in log if _holds_as_undo(one, log)}
    judged = tuple(answer_of(one, _status(one, holding, anchoring)) for one in log)
    return HistoryAnswer(judgements=judged, stories=tuple(_changes(case)))


def _changes(case: Case) -> Iterator[StoryChangeAnswer]:
    found = case.story_history()
    titles = {story.id: story.title for story in case.stories()} if found else {}
    for one in found:
        title = next((titles[id] for id in (one.story, *one.others) if id in titles), "")
        yield StoryChangeAnswer(
            place=one.place,
            change=one.change,
            story=one.story,
            title=title,
            documents=one.documents,
            others=one.others,
            newest=one.newest,
        )


def answer_of(judgement: Judgement, status: Literal["in_force", "undone", "dangling"] = "in_force") -> JudgementAnswer:
    """Return a judgement as it is shown."""
    return JudgementAnswer(
        id=judgement.id,
        kind=judgement.kind,
        of=judgement.of,
        status=status,
        targets=tuple(_target(target) for target in judgement.targets),
        slot=judgement.slot,
        undoes=judgement.undoes,
        why=judgement.why,
        by=judgement.by,
        made=judgement.made,
        against=judgement.against,
    )


def _status(judgement: Judgement, holding: set[str], anchoring: Anchoring) -> Literal["in_force", "undone", "dangling"]:
    if judgement.id not in holding:
        return "undone"
    return "in_force" if judgement.kind == "undo" or anchoring.is_attached(judgement) else "dangling"


def _holds_as_undo(judgement: Judgement, log: Iterable[Judgement]) -> bool:
    """Is this an undo that no later one takes back?"""
    if judgement.kind != "undo":
        return False
    return not any(other.undoes == judgement.id and _holds_as_undo(other, log) for other in log if other.kind == "undo")


def _target(target: Target) -> TargetAnswer:
    return TargetAnswer(id=target.id, name=target.name, words=tuple(map(_quote, target.anchors)))


def _quote(anchor: Anchor) -> Quote:
    return Quote(document=anchor.document, start=anchor.start, end=anchor.end, quote=anchor.quote)
