"""The command `sayso`: its subcommands, each with an example, and nothing else."""

import io
import sys

import typer

from sayso.cli.lazy import Listed, group_of
from sayso.kit.process import make_own

COMMANDS = (
    Listed("analyse.analyse", "Say what each document says, one JSON object a line.", "sayso analyse article.txt | head"),
    Listed(
        "build.build",
        "Build a case of articles, or add to one.",
        "sayso build articles/ --case affair.db; sayso build articles/ --case 'postgresql://ada@db.example/cases?schema=affair'",
    ),
    Listed("questions.stories", "List the stories of a case.", "sayso stories affair.db"),
    Listed("questions.story", "Show the dossier of a story.", "sayso story affair.db story-1f"),
    Listed(
        "questions.claims",
        "List what is claimed, the most supported first.",
        'sayso claims affair.db --about "the mayor" --disputed',
    ),
    Listed(
        "who_said.who_said", "List what is attributed to a person or a body, by whom.", 'sayso who-said affair.db "the mayor"'
    ),
    Listed(
        "search.search",
        "Find words in a case, the best place first.",
        """sayso search affair.db '"dam broke"' --in claims --stance denied""",
    ),
    Listed("check.check", "Ask whether a case supports a sentence.", 'sayso check affair.db "The mayor resigned in May"'),
    Listed(
        "entities.entities",
        "List the people, bodies and places of a case, the most spoken of first.",
        'sayso entities affair.db --about "the mayor"',
    ),
    Listed("timeline.timeline", "List what happened in order of time.", "sayso timeline affair.db --story story-1f"),
    Listed("unknowns.unknowns", "List what the articles say is not known, and who tells it later.", "sayso unknowns affair.db"),
    Listed("findings.findings", "List what is told that bears on a provision of a rule pack.", "sayso findings affair.db"),
    Listed("questions.why", "Show the reasons and exact words behind any id.", "sayso why affair.db group-3c"),
    Listed("questions.failures", "List what could not be read, and what to do about it.", "sayso failures affair.db"),
    Listed(
        "judgements.merge",
        "Say that entities of a case are one.",
        'sayso merge affair.db entity-4b entity-9e --why "both are the minister"',
    ),
    Listed(
        "judgements.split",
        "Say that some mentions of an entity are somebody else's.",
        "sayso split affair.db entity-4b doc-77 --by Ada",
    ),
    Listed(
        "judgements.reject",
        "Say that something that sayso found is not so.",
        'sayso reject affair.db dispute-1d --why "they speak of two days"',
    ),
    Listed(
        "judgements.undo",
        "Take a judgement back. It stays in the history; to undo the undoing lets it hold again.",
        "sayso undo affair.db judgement-5a",
    ),
    Listed(
        "judgements.history",
        "List what people decided, in order, and whether it still holds; then what became of the stories.",
        "sayso history affair.db",
    ),
    Listed("export.export", "Write a case as files.", "sayso export affair.db --to jsonl --output affair/"),
    Listed(
        "remove.remove", "Take a document out of a case, with all that rests on it alone.", "sayso remove affair.db doc-2c --yes"
    ),
    Listed(
        "backup.backup",
        "Copy a case into another file, whole and verified, while others read or write it.",
        "sayso backup affair.db affair-2024-03.db; sayso backup 'postgresql://ada@db.example/cases?schema=affair' affair.db",
    ),
    Listed(
        "doctor.doctor",
        "Look whether sayso is rightly installed, and whether a case is whole. Nothing is written.",
        "sayso doctor affair.db",
    ),
    Listed("serve.serve", "Show a case as pages in your browser, on this machine alone.", "sayso serve affair.db"),
    Listed("version.version", "Say which sayso this is and what it runs with.", "sayso version --json"),
    Listed("packs.pack", "Rule packs: which provision an event bears on.", "sayso pack list"),
)

app = typer.Typer(
    name="sayso",
    cls=group_of(COMMANDS),
    help="See who said what, on whose word it rests, when it happened, where accounts differ, and what nobody knows.",
    epilog="Example: sayso build articles/ --case affair.db; sayso story affair.db",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def begin() -> None:
    """Nothing is done before a command: this makes the app a group of them."""


def main() -> None:
    """Run the command line."""
    make_own()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a mark in its place; JSON is written as bytes and loses nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        from sayso.cli.outcome import WRONG, say_refused  # with libraries that a page of help does not wait for

        say_refused(error)
        sys.exit(WRONG)
