"""`ventanilla signature …`: whether a signed file is genuine, without asking anybody."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.options import json_option
from kiosk.output import print_json
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from tramites.fea.certificate import Certificate
    from tramites.fea.trust import TrustBundle
    from tramites.fea.verdict import Verdict

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_folder = click.Path(exists=True, file_okay=False, path_type=Path)
_CERTIFICATES: Final = (".cer", ".crt", ".der", ".pem")
_NOT_LOOKED_AT: Final = (
    "No se comprobó quién emitió el certificado: indique con --trust la carpeta de las autoridades."
)


class TrustFolderError(ExpectedError):
    """The folder of authorities cannot be used."""

    code = "trust.folder"


@click.group(cls=VentanillaGroup)
def signature() -> None:
    """Comprueba una firma electrónica avanzada."""


@signature.command()
@click.argument("file", type=_file, metavar="FILE.p7s")
@click.option("--content", required=True, type=_file, metavar="FILE", help="Lo que se firmó, byte por byte.")
@click.option("--trust", type=_folder, metavar="DIR", help="Carpeta con los certificados de las autoridades.")
@json_option
def verify(file: Path, content: Path, trust: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Dice si FILE.p7s firma ese contenido, quién firmó y si su certificado era una e.firma vigente."""
    from tramites.fea.verdict import judge

    verdict = judge(file.read_bytes(), content.read_bytes(), _bundle(trust) if trust else None)
    found = signature_document(verdict)
    if as_json:
        print_json(found)
    else:
        click.echo(_in_words(found))
    sys.exit(0 if found["valid"] else NO_EXIT)


def signature_document(verdict: "Verdict") -> dict[str, Any]:
    """The document of the contract. `trusted` is null when no authorities were given."""
    from kiosk.commands.fea_words import rfc3339, stated
    from tramites.fea.trust import Trusted

    chain = verdict.trust.chain if isinstance(verdict.trust, Trusted) else ()
    return {
        "valid": verdict.holds,
        "reason": verdict.problems[0] if verdict.problems else None,
        "problems": list(verdict.problems),
        "trusted": None if verdict.trust is None else isinstance(verdict.trust, Trusted),
        "signer": stated(verdict.signer) if verdict.signer else None,
        "signing_time": rfc3339(verdict.signing_time) if verdict.signing_time else None,
        "chain": [each.serial for each in chain],
    }


def _bundle(folder: Path) -> "TrustBundle":
    """Every authority in the folder; certificates of persons that lie there make nobody trusted."""
    from tramites.fea.trust import TrustBundle

    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in _CERTIFICATES)
    found = [each for file in files for each in _read(file) if each.extensions.may_issue]
    if not found:
        raise TrustFolderError(
            f"{folder} no tiene certificados de autoridades; copie ahí los de la raíz y del SAT."
        )
    return TrustBundle(tuple(dict.fromkeys(found)))


def _read(file: Path) -> "tuple[Certificate, ...]":
    from tramites.fea.certificate import Certificate, UnreadableCertificateError

    try:
        return Certificate.read_all(file.read_bytes())
    except UnreadableCertificateError as error:
        raise TrustFolderError(f"{file} no es un certificado legible; quítelo de la carpeta.") from error


def _in_words(found: dict[str, Any]) -> str:
    from kiosk.commands.fea_words import in_words

    if found["signer"] is None:
        return "\n".join(["No se puede dar por buena la firma:", *in_words(found["problems"])])
    verdict = "La firma es buena." if found["valid"] else "No se puede dar por buena la firma:"
    signer = found["signer"]
    return "\n".join(
        [
            verdict,
            *in_words(found["problems"]),
            f"Firmó: {signer['name']}, RFC {signer['rfc']}, certificado {signer['serial']}.",
            f"Fecha que dice la firma (UTC): {found['signing_time']}.",
            *([_NOT_LOOKED_AT] if found["trusted"] is None else []),
        ]
    )
