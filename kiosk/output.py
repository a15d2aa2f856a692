"""What a command writes: one JSON document, or words and a table for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final

import click

_NARROWEST: Final = 120  # a folio must never be cut because a terminal is narrow or absent


def print_json(content: Any) -> None:
    """One JSON document on standard output and nothing else."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table without colours of its own; None is an empty cell."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(_cell(each) for each in row))
    console = Console(file=sys.stdout, markup=False, highlight=False)
    console.width = max(console.width, _NARROWEST)
    console.print(table)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "sí" if value else "no"
    return "" if value is None else str(value)
