"""`ventanilla identifier …`: whether what somebody wrote is an identifier, and what it says."""

import sys
from typing import Any, Final

import click

from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.document import document
from kiosk.commands.options import json_option
from kiosk.commands.person_keys import checked_curp, checked_rfc, key_in_words
from kiosk.output import print_json
from offline_queue.clock import SystemClock
from tramites.identifiers.folio import Folio, InvalidFolioError
from tramites.identifiers.symbols import MISREADINGS

_KINDS: Final = ("curp", "rfc", "folio")
_FIRST_YEAR: Final = 2020
_MISREAD: Final = "folio.misread"  # I, L, O, U or Z was written and read as 1, 1, 0, V or 2


@click.group(cls=VentanillaGroup)
def identifier() -> None:
    """Comprueba un folio, una CURP o un RFC, y dice qué documento trae un código leído."""


identifier.add_command(document)


@identifier.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("value")
@json_option
def check(kind: str, value: str, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Dice si VALUE está bien escrito y qué significan sus partes."""
    found = _checked(kind, value)
    if as_json:
        print_json(found)
    else:
        click.echo(_in_words(found))
    sys.exit(0 if found["valid"] else NO_EXIT)


def _checked(kind: str, value: str) -> dict[str, Any]:
    match kind:
        case "curp":
            return checked_curp(value, SystemClock().now().date())
        case "rfc":
            return checked_rfc(value)
        case _:
            return _checked_folio(value)


def _in_words(found: dict[str, Any]) -> str:
    if found["kind"] != "folio":
        return key_in_words(found)
    if found["valid"]:
        return f"{found['normalised']}: es un folio, hecho en {found['parts']['month']}."
    return "No es un folio: tiene 16 letras y números; revíselo en el comprobante."


def _checked_folio(value: str) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": "folio", "value": value}
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
