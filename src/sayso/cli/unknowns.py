"""`sayso unknowns`: what the articles say is not known, what that asks for, and who tells it later."""

from sayso.cli.console import say
from sayso.cli.options import AsJson, Case, Verbose, named
from sayso.cli.outcome import NOTHING, command
from sayso.cli.questions import OfStory, answered, sources_of_members
from sayso.query.unknowns import unknowns as unknowns_of
from sayso.show import unknowns as shown
from sayso.store.store import open_case


@command
def unknowns(case: Case, story: OfStory = None, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List what the articles say is not known, and who tells it later.

    Each with what it asks for: who, what, when, where, how, how many, how much, why, whether, which make.
    """
    with open_case(case) as opened:
        answer = unknowns_of(opened, story)
        members = [member for one in answer.unknowns for member in (*one.members, *one.answers)] if answer else []
        sources = sources_of_members(opened, members)
    if answer is None:
        say(f"sayso: there is no story {story} in {named(case)}; `sayso stories {named(case)}` lists them")
        return NOTHING
    nothing = "no article says that something is not known"
    return answered(answer, answer.unknowns, shown.unknowns(answer, sources), as_json=as_json, nothing=nothing)
