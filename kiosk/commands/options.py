"""Options that several commands share."""

from pathlib import Path
from typing import Final

import click

config_option: Final = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ajustes de esta terminal; si falta, los de la máquina.",
)
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Escribe un documento JSON.")
