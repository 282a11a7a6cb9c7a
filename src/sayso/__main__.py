"""Let `python -m sayso` be the command `sayso`."""

from sayso.cli.main import main

main()
