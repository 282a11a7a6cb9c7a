"""The command `sayso`: its subcommands, each with an example, and nothing else."""

import io
import sys

import typer

from sayso.cli import judgements, questions
from sayso.cli.analyse import analyse
from sayso.cli.backup import backup
from sayso.cli.build import build
from sayso.cli.check import check
from sayso.cli.doctor import doctor
from sayso.cli.entities import entities
from sayso.cli.export import export
from sayso.cli.findings import findings
from sayso.cli.packs import pack
from sayso.cli.remove import remove
from sayso.cli.search import search
from sayso.cli.serve import serve
from sayso.cli.timeline import timeline
from sayso.cli.unknowns import unknowns
from sayso.cli.version import version
from sayso.cli.who_said import who_said

app = typer.Typer(
    name="sayso",
    help="See who said what, on whose word it rests, when it happened, where accounts differ, and what nobody knows.",
    epilog="Example: sayso build articles/ --case affair.db; sayso story affair.db",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    (analyse, "sayso analyse article.txt | head"),
    (
        build,
        "sayso build articles/ --case affair.db; sayso build articles/ --case 'postgresql://ada@db.example/cases?schema=affair'",
    ),
    (questions.stories, "sayso stories affair.db"),
    (questions.story, "sayso story affair.db story-1f"),
    (questions.claims, 'sayso claims affair.db --about "the mayor" --disputed'),
    (who_said, 'sayso who-said affair.db "the mayor"'),
    (search, """sayso search affair.db '"dam broke"' --in claims --stance denied"""),
    (check, 'sayso check affair.db "The mayor resigned in May"'),
    (entities, 'sayso entities affair.db --about "the mayor"'),
    (timeline, "sayso timeline affair.db --story story-1f"),
    (unknowns, "sayso unknowns affair.db"),
    (findings, "sayso findings affair.db"),
    (questions.why, "sayso why affair.db group-3c"),
    (questions.failures, "sayso failures affair.db"),
    (judgements.merge, 'sayso merge affair.db entity-4b entity-9e --why "both are the minister"'),
    (judgements.split, "sayso split affair.db entity-4b doc-77 --by Ada"),
    (judgements.reject, 'sayso reject affair.db dispute-1d --why "they speak of two days"'),
    (judgements.undo, "sayso undo affair.db judgement-5a"),
    (judgements.history, "sayso history affair.db"),
    (export, "sayso export affair.db --to jsonl --output affair/"),
    (remove, "sayso remove affair.db doc-2c --yes"),
    (
        backup,
        "sayso backup affair.db affair-2024-03.db; sayso backup 'postgresql://ada@db.example/cases?schema=affair' affair.db",
    ),
    (doctor, "sayso doctor affair.db"),
    (serve, "sayso serve affair.db"),
    (version, "sayso version --json"),
)

for run, example in COMMANDS:
    app.command(epilog=f"Example: {example}")(run)
app.add_typer(pack, name="pack")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a mark in its place; JSON is written as bytes and loses nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
