"""`sayso check`: whether a case supports a sentence, disputes it, differs from it, or is silent on it."""

from typing import Annotated

import typer

from sayso.cli.console import show, write_json
from sayso.cli.options import AsJson, Case, ConfigFile, Parser, Verbose, settings
from sayso.cli.outcome import DONE, NOTHING, command
from sayso.cli.questions import sources_of
from sayso.query import questions
from sayso.query.check import check as check_sentence
from sayso.run.sentence import read_sentence
from sayso.show.check import NO_STATEMENT, Behind, clauses, page, verdict
from sayso.store.store import open_case

Sentence = Annotated[str, typer.Argument(metavar="SENTENCE", help="What to ask about, as a plain sentence.", show_default=False)]


@command
def check(
    case: Case,
    sentence: Sentence,
    as_json: AsJson = False,
    config: ConfigFile = None,
    parser: Parser = None,
    verbose: Verbose = False,
) -> int:
    """Ask whether a case supports a sentence.

    The answer is what the articles say, never what is true: supported, disputed, different, known not to be known, or silent.
    """
    chosen = settings(config, parser)
    with open_case(case) as opened:
        answer = check_sentence(opened, read_sentence(sentence, chosen), chosen)
        groups = questions.groups(opened, answer.groups)
        sources = sources_of(opened, groups)
    if as_json:
        write_json(answer)
    else:
        asks_in_vain = answer.question and answer.verdict == "silent"
        behind = Behind(groups=groups, against=answer.against, differences=answer.differences, cited=answer.cited)
        told = NO_STATEMENT if asks_in_vain else verdict(answer.verdict, behind)
        left = (answer.sentence[start:end] for start, end in answer.unparsed)
        parts = clauses((answer.sentence[each.start : each.end], each.verdict) for each in answer.clauses)
        show(page(told, () if asks_in_vain else left, groups, sources, parts))
    return NOTHING if answer.verdict == "silent" else DONE
