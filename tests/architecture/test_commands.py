"""The command `ventanilla` lists what exists, and asking for help loads nothing heavy."""

import re
import subprocess
import sys
from collections.abc import Iterator

import click

from kiosk.cli import ventanilla
from tests.architecture.house import ROOT

HEAVY = ("PySide6", "escpos", "litestar", "sqlalchemy", "cryptography")
LOADED = f"""
import sys
from kiosk.cli import main
try:
    main(["--help"])
except SystemExit as end:
    print(end.code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def commands(group: click.Group, name: str = "ventanilla") -> Iterator[tuple[str, click.Command | None]]:
    """Every command below a group, by its whole name."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        yield f"{name} {each}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")


def test_every_listed_command_exists_and_explains_itself() -> None:
    found = dict(commands(ventanilla))

    assert {"ventanilla kiosk", "ventanilla demo", "ventanilla platform serve"} <= found.keys()
    assert [name for name, command in found.items() if command is None] == []
    assert [name for name, command in found.items() if command and not command.get_short_help_str()] == []


def test_help_lists_exactly_the_commands_there_are_and_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    listed = re.findall(r"^  (\w+) ", done.stdout.partition("Órdenes:")[2], re.MULTILINE)

    assert done.stderr.strip() == "0 []"
    assert listed == ventanilla.list_commands(click.Context(ventanilla))
