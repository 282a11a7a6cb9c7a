"""`sayso findings`: which provisions the claims of a case bear on."""

from sayso.cli.options import AsJson, Case, Verbose, named
from sayso.cli.outcome import command
from sayso.cli.questions import OfStory, answered
from sayso.query.findings import findings as findings_in
from sayso.query.questions import the_one
from sayso.show import findings as shown
from sayso.store.store import open_case


@command
def findings(case: Case, story: OfStory = None, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List what is told that bears on a provision of a rule pack.

    Each with the words that meet the rule, what is missing, how it is told, and where its date stands to the measure. No
    finding says that anybody broke a rule.
    """
    with open_case(case) as opened:
        found = the_one(opened, story, "story") if story is not None else None
        answer = findings_in(opened, found.id if found else story)
        used = bool(opened.packs())
    nothing = (
        "nothing bears on a provision"
        if used
        else f"no rule pack was used: sayso build INPUT --case {named(case)} --pack un-dprk"
    )
    return answered(answer, answer.findings, shown.findings(answer), as_json=as_json, nothing=nothing)
