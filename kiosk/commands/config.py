"""`ventanilla config …`: the settings in force, where each came from, and whether a file is right."""

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from config.load import ConfigError, Loaded, load
from config.model import Settings
from kiosk.command_errors import USAGE_EXIT, VentanillaGroup
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json, print_table
from tramites.errors import ExpectedError


@click.group(cls=VentanillaGroup)
def config() -> None:
    """Los ajustes y de dónde sale cada uno."""


@config.command()
@click.option("--origin", is_flag=True, help="Dice también qué archivo puso cada valor.")
@config_option
@json_option
def show(origin: bool, config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flags
    """Los ajustes en vigor."""
    loaded = load(config_file)
    if as_json:
        origins = {"origins": dict(loaded.origins)} if origin else {}
        print_json({"settings": msgspec.to_builtins(loaded.settings), **origins})
    else:
        headings = ("Clave", "Valor", "Puesto por")
        print_table(headings if origin else headings[:2], _rows(loaded, origin=origin))


@config.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@json_option
def check(files: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Dice si cada archivo de ajustes se puede usar: archivo, clave y qué escribir."""
    found = [{"file": str(file), "problem": _problem(file)} for file in files]
    if as_json:
        print_json({"files": found})
    else:
        for each in found:
            click.echo(each["problem"] or f"{each['file']}: se puede usar.")
    sys.exit(USAGE_EXIT if any(each["problem"] for each in found) else 0)


def _rows(loaded: Loaded, *, origin: bool) -> list[tuple[Any, ...]]:
    sections = msgspec.to_builtins(loaded.settings)
    flat = [(f"{name}.{key}", value) for name, values in sections.items() for key, value in values.items()]
    if not origin:
        return flat
    return [(key, value, loaded.origins[key]) for key, value in flat]


def _problem(file: Path) -> str | None:
    """What the model cannot know by itself: names of things that live elsewhere."""
    try:
        settings = load(file, environment={}).settings
    except ConfigError as error:
        return str(error)
    try:
        _check_names(settings)
    except ExpectedError as error:
        return f"{file}: {error}"
    return None


def _check_names(settings: Settings) -> None:
    from devices.registry import printer_profiles
    from devices.transport import LineAddress
    from terminal.zone import zone_named

    zone_named(settings.terminal.zone)
    if settings.printer.profile not in printer_profiles():
        known = ", ".join(printer_profiles())
        raise ConfigError(f"[printer] profile: no existe «{settings.printer.profile}»; existen: {known}")
    for section, address in (("printer", settings.printer.address), ("scanner", settings.scanner.address)):
        try:
            _ = LineAddress.parse(address).line() if address else None
        except ExpectedError as error:
            raise ConfigError(f"[{section}] address: {error}") from error
