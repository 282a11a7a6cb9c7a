"""`sayso timeline`: what happened when, merged across articles, with what is not certain about it."""

from sayso.cli.console import say
from sayso.cli.options import AsJson, Case, Verbose, named
from sayso.cli.outcome import NOTHING, command
from sayso.cli.questions import OfStory, answered
from sayso.query.timeline import timeline as timeline_of
from sayso.show import timeline as shown
from sayso.store.store import open_case


@command
def timeline(case: Case, story: OfStory = None, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """List what happened in order of time.

    Claims that articles share stand once. What is not certain about a date is said: some day of a month, since, by.
    """
    with open_case(case) as opened:
        answer = timeline_of(opened, story)
    if answer is None:
        say(f"sayso: there is no story {story} in {named(case)}; `sayso stories {named(case)}` lists them")
        return NOTHING
    return answered(answer, answer.timeline, shown.timeline(answer), as_json=as_json, nothing="nothing in the case is dated")
