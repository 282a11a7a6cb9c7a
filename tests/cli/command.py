"""Run `sayso` as a user does, inside the test's own process, and make a small case by hand."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from sayso.cli.main import app
from sayso.model.base import Record
from sayso.model.corpus import ClaimGroup, Corpus, Dependence, Line, Member, Origin, Story
from sayso.model.errors import Failure
from sayso.store.store import open_case
from tests.show.sample import HOSTILE, document


class Run(Record, frozen=True, kw_only=True):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object that it printed."""
        (line,) = self.out.splitlines()
        return json.loads(line)


def sayso(*words: object, stdin: str = "") -> Run:
    """Run the command with these words and return what it left behind. An error that would be a traceback is raised."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=stdin, env={"COLUMNS": "160"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Run(code=done.exit_code, out=done.stdout, err=done.stderr)


def small_case(folder: Path) -> Path:
    """Write a case of two documents that tell one story on one agency's word; one has a hostile id and title."""
    first, second = document("a.txt"), document(HOSTILE, title=HOSTILE)
    claim, attribution = (fact.replace(id=fact.id.replace("1", "2")) for fact in (second.claims[0], second.attributions[0]))
    second = second.replace(claims=(claim.replace(attribution=attribution.id),), attributions=(attribution,), events=())
    pair = (first.id, second.id)
    group = ClaimGroup(
        id="group-1",
        story="story-1",
        proposition="Jo fell",
        when="2024-03-01",
        state="single_origin",
        at_least=1,
        at_most=1,
        members=(
            Member(document=first.id, claim="claim-1", origins=("origin-1",)),
            Member(document=second.id, claim="claim-2", origins=("origin-1",)),
        ),
        lines=(Line(origin="origin-1", documents=pair),),
    )
    corpus = Corpus(
        documents=(first, second),
        stories=(Story(id="story-1", title=HOSTILE, documents=pair, first="2024-03-02", last="2024-03-02"),),
        origins=(Origin(id="origin-1", name="ENA", kind="agency", documents=pair),),
        dependences=(Dependence(document=first.id, on="origin-1", how="cites", direction_known=True),),
        groups=(group,),
    )
    path = folder / "small.db"
    with open_case(path, write=True) as case:
        case.write(
            corpus, [Failure(source=HOSTILE, rule="binary", message="is no text", remedy="leave it out")], {"analysis": "1"}
        )
    return path
