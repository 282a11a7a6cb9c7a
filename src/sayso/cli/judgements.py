"""A person's judgements: `merge`, `split`, `reject`, `undo`, and `history`, which shows them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from sayso.cli.console import say, show, write_json
from sayso.cli.options import AsJson, Case, Quiet, Verbose
from sayso.cli.outcome import DONE, NOTHING, command
from sayso.cli.progress import Bar
from sayso.cli.questions import answered
from sayso.model.corpus import Corpus, Judgement
from sayso.model.errors import UnknownError
from sayso.query.answers import JudgedAnswer
from sayso.query.history import answer_of
from sayso.query.history import history as history_of
from sayso.query.judging import Judge
from sayso.run.judge import judge
from sayso.show import history as shown
from sayso.store.store import open_case

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why: it is kept, and shown by `sayso why`.", show_default=False)]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", show_default=False)]
Entities = Annotated[
    list[str], typer.Argument(metavar="ENTITY...", help="Ids of entities, or how they begin.", show_default=False)
]
OneEntity = Annotated[str, typer.Argument(metavar="ENTITY", help="The id of an entity, or how it begins.", show_default=False)]
Parts = Annotated[
    list[str],
    typer.Argument(
        metavar="MENTION_OR_DOCUMENT...", help="Whose words speak of somebody else: ids, or how they begin.", show_default=False
    ),
]
Rejected = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="A claim, group, dispute, difference or mention, or an entity of one document.", show_default=False
    ),
]
Earlier = Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The id of a judgement, or how it begins.", show_default=False)]


@command
def merge(
    case: Case,
    entities: Entities,
    why: Why = "",
    by: By = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say that entities of a case are one.

    The first gives its name. What speaks against it is said, and does not forbid it: you decide. The judgement is kept through
    every later build; `sayso undo` takes it back.
    """
    return _judged(case, lambda maker: maker.merge(entities), (why, by), as_json=as_json, quiet=quiet)


@command
def split(
    case: Case,
    entity: OneEntity,
    parts: Parts,
    why: Why = "",
    by: By = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say that some mentions of an entity are somebody else's.

    Name whole documents, or single mentions (`sayso analyse` and `sayso export` give their ids).
    """
    return _judged(case, lambda maker: maker.split(entity, parts), (why, by), as_json=as_json, quiet=quiet)


@command
def reject(
    case: Case, id: Rejected, why: Why = "", by: By = "", as_json: AsJson = False, quiet: Quiet = False, verbose: Verbose = False
) -> int:
    """Say that something that sayso found is not so.

    A claim leaves its group; a group falls into its claims; a dispute or a difference is gone, and with it the state it gave.
    """
    return _judged(case, lambda maker: maker.reject(id), (why, by), as_json=as_json, quiet=quiet)


@command
def undo(
    case: Case,
    judgement: Earlier,
    why: Why = "",
    by: By = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Take a judgement back. It stays in the history; to undo the undoing lets it hold again."""
    return _judged(case, lambda maker: maker.undo(judgement), (why, by), as_json=as_json, quiet=quiet)


@command
def history(case: Case, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List what people decided, in order, and whether it still holds; then what became of the stories.

    Stories begin, grow, merge, split and shrink as a case is built in steps. The first build of a case is no step.
    """
    with open_case(case) as opened:
        answer = history_of(opened)
    found, nothing = (*answer.judgements, *answer.stories), "nobody has judged anything yet, and no story has changed"
    return answered(answer, found, shown.history(answer), as_json=as_json, nothing=nothing)


def _judged(case: str, make: Callable[[Judge], Judgement], said: tuple[str, str], *, as_json: bool, quiet: bool) -> int:
    """Make a judgement, add it to the case, and show what became of it."""
    with open_case(case):
        """Only a case that there is can be judged: a writer would make one."""
    with open_case(case, write=True) as opened:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            judgement = make(Judge(opened, why=said[0], by=said[1], made=made))
        except UnknownError as error:
            say(f"sayso: {error}")
            return NOTHING
        with Bar(shown=not quiet) as bar:
            answer = _answer(judgement, judge(opened, judgement, progress=bar))
    if as_json:
        write_json(answer)
    else:
        show(shown.judged(answer))
    if judgement.against and not quiet:
        say(f"sayso: merged as you say, though these speak against it: {', '.join(judgement.against)}", style="yellow")
    return DONE


def _answer(judgement: Judgement, corpus: Corpus) -> JudgedAnswer:
    """Return a judgement with the entities and groups whose reasons name it."""
    entities = (each.id for each in corpus.entities if any(judgement.id in reason.note for reason in each.reasons))
    groups = (each.id for each in corpus.groups if any(judgement.id in reason.note for reason in each.reasons))
    return JudgedAnswer(judgement=answer_of(judgement), entities=tuple(entities), groups=tuple(groups))
