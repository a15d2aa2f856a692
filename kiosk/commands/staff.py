"""`ventanilla staff …`: who of the staff may enter technician mode. A PIN never is an argument."""

import os
import sys
from pathlib import Path
from typing import Final

import click

from config.load import load
from kiosk.command_errors import VentanillaGroup
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json, print_table
from tramites.errors import ExpectedError

_MANY: Final = 64  # characters of a PIN file that are read; the rest would be a mistake


class PinFileError(ExpectedError):
    """The file with the PIN cannot be read, or nobody is at the keyboard."""

    code = "staff.pin"


@click.group(cls=VentanillaGroup)
def staff() -> None:
    """El personal que entra al modo técnico con su PIN."""


@staff.command()
@click.argument("name")
@click.option(
    "--pin-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Lee el PIN de un archivo; bórrelo después.",
)
@config_option
def add(name: str, pin_file: Path | None, config_file: Path | None) -> None:
    """Da un PIN a una persona: lo pide dos veces, sin mostrarlo."""
    from terminal.staff import StaffList

    people = StaffList(_state_dir(config_file))
    people.add(name, _pin_of(pin_file) if pin_file else _asked(), os.urandom)
    click.echo(f"{name} ya puede entrar: toque cinco veces seguidas la marca de la pantalla de inicio.")


@staff.command()
@click.argument("name")
@config_option
def remove(name: str, config_file: Path | None) -> None:
    """Quita a una persona: su PIN deja de servir."""
    from terminal.staff import StaffList

    StaffList(_state_dir(config_file)).remove(name)
    click.echo(f"{name} ya no puede entrar.")


@staff.command("list")
@config_option
@json_option
def list_staff(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Quiénes tienen PIN en esta ventanilla."""
    from terminal.staff import StaffList

    names = StaffList(_state_dir(config_file)).names
    if as_json:
        print_json({"staff": list(names)})
    else:
        print_table(("Persona",), [(name,) for name in names])


def _state_dir(config_file: Path | None) -> Path:
    return Path(load(config_file).settings.terminal.state_dir)


def _pin_of(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")[:_MANY].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PinFileError(f"{file}: no se puede leer; escriba en él solo los números del PIN") from error


def _asked() -> str:
    if not sys.stdin.isatty():
        raise PinFileError("Aquí no hay quien escriba el PIN; use --pin-file ARCHIVO")
    pin: str = click.prompt("PIN (no se muestra)", hide_input=True)
    if click.prompt("Otra vez", hide_input=True) != pin:
        raise PinFileError("Los dos PIN no son iguales; no se guardó nada.")
    return pin
