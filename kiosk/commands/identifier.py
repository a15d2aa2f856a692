"""`ventanilla identifier …`: whether what somebody wrote is an identifier, and what it says."""

import sys
from typing import Any, Final

import click

from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.options import json_option
from kiosk.output import print_json
from tramites.identifiers.folio import Folio, InvalidFolioError
from tramites.identifiers.symbols import MISREADINGS

_KINDS: Final = ("folio",)
_FIRST_YEAR: Final = 2020
_MISREAD: Final = "folio.misread"  # I, L, O, U or Z was written and read as 1, 1, 0, V or 2


@click.group(cls=VentanillaGroup)
def identifier() -> None:
    """Comprueba un folio."""


@identifier.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("value")
@json_option
def check(kind: str, value: str, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Dice si VALUE está bien escrito y qué significan sus partes."""
    found = _checked(kind, value)
    if as_json:
        print_json(found)
    elif found["valid"]:
        click.echo(f"{found['normalised']}: es un folio, hecho en {found['parts']['month']}.")
    else:
        click.echo("No es un folio: tiene 16 letras y números; revíselo en el comprobante.")
    sys.exit(0 if found["valid"] else NO_EXIT)


def _checked(kind: str, value: str) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": kind, "value": value}
    try:
        folio = Folio.parse(value)
    except InvalidFolioError as error:
        return found | {
            "normalised": None,
            "valid": False,
            "reason": error.code,
            "warnings": [],
            "parts": {},
        }
    misread = value.upper().translate(MISREADINGS) != value.upper()
    return found | {
        "normalised": folio.text,
        "valid": True,
        "reason": None,
        "warnings": [_MISREAD] if misread else [],
        "parts": _parts(folio),
    }


def _parts(folio: Folio) -> dict[str, str]:
    years, month = divmod(folio.months, 12)
    symbols = folio.text.replace("-", "")
    return {
        "month": f"{_FIRST_YEAR + years}-{month + 1:02}",
        "random": symbols[2:-1],
        "check": symbols[-1],
    }
