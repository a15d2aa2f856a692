"""`ventanilla acuse …`: whether the code on a slip is genuine, without asking anybody."""

import sys
from pathlib import Path
from typing import Any, Final

import click

from config.load import load
from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json

_PLATFORM, _TERMINAL = "platform", "terminal"
_SIGNERS: Final = {_PLATFORM: "la plataforma", _TERMINAL: "esta terminal"}
_NO: Final = (
    "No se puede dar por bueno: no es un código de Ventanilla, fue cambiado, o lo firmó otra terminal. "
    "Pregunte por el folio a la plataforma."
)


@click.group(cls=VentanillaGroup)
def acuse() -> None:
    """Comprueba el código de un comprobante o acuse."""


@acuse.command()
@click.argument("code", metavar="QR-TEXT")
@config_option
@json_option
def verify(code: str, config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Comprueba la firma del texto del QR con las llaves de la inscripción, sin conexión."""
    found = _verified(code, Path(load(config_file).settings.terminal.state_dir))
    if as_json:
        print_json(found)
    else:
        click.echo(_in_words(found))
    sys.exit(0 if found["valid"] else NO_EXIT)


def _verified(code: str, state_dir: Path) -> dict[str, Any]:
    """Only the platform can sign an acuse; a terminal's key is good for a comprobante alone."""
    from terminal.enrolment import load_identity
    from tramites.wire.receipt_code import InvalidReceiptCodeError, read_receipt_code

    identity = load_identity(state_dir)
    keys = {_PLATFORM: identity.platform_keys(), _TERMINAL: identity.signer.verifying()}
    for signer, known in keys.items():
        try:
            stated = read_receipt_code(code, known)
        except InvalidReceiptCodeError:
            continue
        if signer == _PLATFORM or stated.kind == "comprobante":
            return {
                "valid": True,
                "reason": None,
                "kind": stated.kind,
                "folio": stated.folio,
                "time": stated.time,
                "payload_sha256": stated.payload_sha256,
                "signed_by": signer,
            }
    return {"valid": False, "reason": InvalidReceiptCodeError.code}


def _in_words(found: dict[str, Any]) -> str:
    if not found["valid"]:
        return _NO
    return (
        f"Es bueno: {found['kind']} del folio {found['folio']}, {found['time']} (UTC), "
        f"firmado por {_SIGNERS[found['signed_by']]}."
    )
