"""`ventanilla identifier document`: what a scanned code is. Nothing in it is opened or looked up."""

import sys
from typing import Any, Final

import click

from kiosk.command_errors import VentanillaCommand
from kiosk.commands.options import json_option
from kiosk.output import print_json
from tramites.identifiers.documents import MAX_BYTES, ScannedDocument, read_document

_NAMES: Final = {
    "cfdi": "una factura electrónica (CFDI)",
    "constancia-situacion-fiscal": "una Constancia de Situación Fiscal",
    "curp": "una CURP",
    "ine": "una credencial del INE; su código se reconoce y no se interpreta",
    "receipt": "un comprobante o acuse de Ventanilla; su firma se comprueba con «acuse verify»",
    "folio": "un folio de Ventanilla",
    "rfc": "un RFC",
    "unknown": "un código desconocido",
}
_CONFIDENCE: Final = {"high": "alta", "medium": "media", "low": "baja", "none": "ninguna"}


@click.command(cls=VentanillaCommand)
@click.argument("text", metavar="TEXT|-")
@json_option
def document(text: str, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Dice qué documento trae el código leído TEXT, o el que llega por la entrada (-)."""
    found = document_stated(read_document(_given(text)))
    if as_json:
        print_json(found)
    else:
        click.echo(_in_words(found))


def document_stated(found: ScannedDocument) -> dict[str, Any]:
    """The document of the contract."""
    return {
        "type": found.type.value,
        "confidence": found.confidence.value,
        "fields": dict(found.fields),
        "raw": found.raw,
    }


def _given(text: str) -> str:
    """A scanner's bytes are UTF-8 or Latin-1; no more is read than is enough to be too long."""
    if text != "-":
        return text
    data = sys.stdin.buffer.read(MAX_BYTES * 2)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _in_words(found: dict[str, Any]) -> str:
    lines = [f"Es {_NAMES[found['type']]} (confianza {_CONFIDENCE[found['confidence']]})."]
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in found["fields"].items())])
