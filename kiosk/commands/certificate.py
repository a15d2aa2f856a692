"""`ventanilla certificate …`: whose a certificate is and whether it can sign a trámite today."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kiosk.command_errors import VentanillaGroup
from kiosk.commands.options import json_option
from kiosk.output import print_json

if TYPE_CHECKING:
    from tramites.fea.certificate import Certificate

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_KINDS: Final = {
    "fiel": "e.firma (FIEL)",
    "csd": "sello digital para facturas (CSD)",
    "ca": "autoridad certificadora",
    "other": "otro",
}


@click.group(cls=VentanillaGroup)
def certificate() -> None:
    """Lo que dice un certificado y si sirve para firmar."""


@certificate.command()
@click.argument("file", type=_file, metavar="FILE.cer")
@json_option
def show(file: Path, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """De quién es, para qué sirve y hasta cuándo. Quién lo emitió solo se lee, no se comprueba."""
    from offline_queue.clock import SystemClock

    shown = certificate_document(_read(file), SystemClock().now())
    if as_json:
        print_json(shown)
    else:
        click.echo(_in_words(shown))


def certificate_document(certificate: "Certificate", moment: datetime) -> dict[str, Any]:
    """The document of the contract; `acceptable` and `problems` are those of `moment`."""
    from kiosk.commands.fea_words import stated

    problems = [problem.value for problem in certificate.problems(moment)]
    return {**stated(certificate), "acceptable": not problems, "problems": problems}


def _read(file: Path) -> "Certificate":
    from tramites.fea.certificate import Certificate, UnreadableCertificateError

    try:
        return Certificate.read(file.read_bytes())
    except UnreadableCertificateError as error:
        raise UnreadableCertificateError(f"{file}: {error}") from error


def _in_words(shown: dict[str, Any]) -> str:
    from kiosk.commands.fea_words import in_words

    representative = shown["representative"] or {}
    rows = (
        ("Nombre", shown["name"]),
        ("RFC", shown["rfc"]),
        ("CURP", shown["curp"]),
        ("RFC de quien representa", representative.get("rfc")),
        ("CURP de quien representa", representative.get("curp")),
        ("Tipo", _KINDS[shown["kind"]]),
        ("Serie", shown["serial"]),
        ("Vigencia (UTC)", f"{shown['not_before']} a {shown['not_after']}"),
        ("Emisor (no se comprobó)", shown["issuer"]),
    )
    lines = [f"{label}: {value}" for label, value in rows if value]
    verdict = "Sirve para firmar un trámite." if shown["acceptable"] else "No sirve para firmar un trámite:"
    return "\n".join([*lines, verdict, *in_words(shown["problems"])])
