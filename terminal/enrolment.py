"""Enrolment: how a terminal and a platform come to trust each other, once.

The one-time token carries the fingerprint of the platform's CA, so the first contact needs no other trust:
`VT1-<secret>-<first 16 hexadecimal characters of SHA-256 over the CA certificate>`.
"""

import hashlib
import hmac
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from terminal.files import write_private
from tramites.errors import ExpectedError
from tramites.wire.keys import Signer
from tramites.wire.messages import CatalogueBundle, Enrolment, EnrolmentRequest
from tramites.wire.sealing import SealingParty

ENROLMENT_FILE: Final = "enrolment.json"
CA_FILE: Final = "ca.pem"
KEY_FILE: Final = "device.key"
CATALOGUE_DIR: Final = "catalogue"
_TIMEOUT: Final = 15.0
_TOKEN_PARTS: Final = 3
_MAX_ANSWER: Final = 8 * 1024 * 1024
T = TypeVar("T")


class EnrolmentError(ExpectedError):
    """The terminal is not enrolled, or cannot be: says what to do."""

    code = "enrolment.failed"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this terminal is and whom it trusts."""

    enrolment: Enrolment
    signer: Signer
    ca_file: Path

    def catalogue_keys(self) -> dict[str, Ed25519PublicKey]:
        """Whose signature makes a definition ours."""
        return _public_keys(self.enrolment.catalogue_keys)

    def platform_keys(self) -> dict[str, Ed25519PublicKey]:
        """Whose signature makes an acuse."""
        return _public_keys(self.enrolment.platform_signing_keys)

    def sealing_party(self, recipients: tuple[str, ...]) -> SealingParty:
        """To whom a trámite with these recipients ("plataforma" and agency ids) is sealed."""
        platform = X25519PublicKey.from_public_bytes(self.enrolment.platform_sealing_key)
        keys = {}
        for name in recipients:
            if name == "plataforma":
                keys[name] = platform
            elif name in self.enrolment.agency_sealing_keys:
                keys[name] = X25519PublicKey.from_public_bytes(self.enrolment.agency_sealing_keys[name])
            else:
                raise EnrolmentError(
                    f"la inscripción no trae la llave de «{name}»; vuelva a inscribir la terminal"
                )
        return SealingParty(self.enrolment.terminal, platform, keys)


def load_identity(state_dir: Path) -> Identity:
    """Read what `enrol` stored, or EnrolmentError naming the file."""
    file = state_dir / ENROLMENT_FILE
    try:
        enrolment = msgspec.json.decode(file.read_bytes(), type=Enrolment)
        key = Ed25519PrivateKey.from_private_bytes((state_dir / KEY_FILE).read_bytes())
    except FileNotFoundError as error:
        raise EnrolmentError(
            f"{error.filename}: no existe; inscriba la terminal con «ventanilla enrol»"
        ) from error
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise EnrolmentError(f"{file}: no se puede leer ({error}); vuelva a inscribir la terminal") from error
    return Identity(enrolment, Signer(key), state_dir / CA_FILE)


def enrol(server: str, token: str, state_dir: Path, name: str) -> Enrolment:
    """Make this terminal's key, trade the token for an enrolment, fetch the catalogue, store all of it."""
    if (state_dir / ENROLMENT_FILE).exists():
        raise EnrolmentError(
            f"{state_dir / ENROLMENT_FILE}: la terminal ya está inscrita; dé de baja la anterior"
        )
    server = server.rstrip("/")
    state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    ca_pem = _trusted_ca(server, token)
    write_private(state_dir / CA_FILE, ca_pem)
    key = Ed25519PrivateKey.generate()
    request = EnrolmentRequest(token=token, name=name, signing_key=key.public_key().public_bytes_raw())
    answer = _post(f"{server}/v1/enrolments", msgspec.json.encode(request), state_dir / CA_FILE)
    enrolment = _decode(answer, Enrolment, server)
    write_private(state_dir / KEY_FILE, key.private_bytes_raw())
    fetch_catalogue(server, state_dir)
    write_private(state_dir / ENROLMENT_FILE, msgspec.json.encode(enrolment))
    return enrolment


def fetch_catalogue(server: str, state_dir: Path) -> int:
    """Store the platform's signed definitions in the place of those there; returns how many.

    Each is verified when it is loaded, not here. Raises EnrolmentError when the platform does not answer.
    """
    with requests.Session() as session:
        session.trust_env = False
        data = _content(session.get, f"{server}/v1/catalogue", verify=str(state_dir / CA_FILE))
    bundle = _decode(data, CatalogueBundle, server)
    folder = state_dir / CATALOGUE_DIR
    fetched = {f"{hashlib.sha256(each).hexdigest()[:16]}.signed.json": each for each in bundle.definitions}
    for name, document in fetched.items():
        write_private(folder / name, document)
    for file in folder.glob("*.signed.json"):
        if file.name not in fetched:
            file.unlink()
    return len(fetched)


def _trusted_ca(server: str, token: str) -> bytes:
    parts = token.strip().split("-")
    if len(parts) != _TOKEN_PARTS or parts[0] != "VT1":
        raise EnrolmentError("el pase de inscripción no está completo; cópielo otra vez, empieza con VT1-")
    pem = _fetch_unverified(f"{server}/v1/enrolment/ca")
    try:
        certificate = x509.load_pem_x509_certificate(pem)
    except ValueError as error:
        raise EnrolmentError(
            f"{server}: no contestó una plataforma de Ventanilla; revise la dirección"
        ) from error
    fingerprint = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()[:16]
    if not hmac.compare_digest(fingerprint, parts[2]):
        raise EnrolmentError(
            f"{server}: no es la plataforma que dio este pase; no se envió nada. Avise a soporte"
        )
    return pem


def _fetch_unverified(url: str) -> bytes:
    """The CA certificate, trusted only by the fingerprint in the token."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if not url.startswith("https://"):
        raise EnrolmentError(f"{url}: la dirección de la plataforma empieza con https://")
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
    )
    try:
        with opener.open(url, timeout=_TIMEOUT) as answer:
            return bytes(answer.read(_MAX_ANSWER))
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise EnrolmentError(f"{url}: no se pudo llegar a la plataforma ({error}); revise la red") from error


def _post(url: str, body: bytes, ca_file: Path) -> bytes:
    with requests.Session() as session:
        session.trust_env = False
        headers = {"Content-Type": "application/json"}
        return _content(session.post, url, data=body, headers=headers, verify=str(ca_file))


def _content(send: Any, url: str, **options: Any) -> bytes:
    try:
        answer = send(url, timeout=_TIMEOUT, allow_redirects=False, **options)
    except requests.RequestException as error:
        raise EnrolmentError(f"{url}: no se pudo llegar a la plataforma ({error}); revise la red") from error
    if not answer.ok:
        raise EnrolmentError(
            f"{url}: la plataforma no aceptó: {_reason(answer.content)} ({answer.status_code})"
        )
    return bytes(answer.content)


def _reason(content: bytes) -> str:
    try:
        problem = json.loads(content)
    except ValueError:
        return "sin explicación"
    detail = problem.get("detail") or problem.get("title") if isinstance(problem, Mapping) else None
    return str(detail or "sin explicación")


def _decode(data: bytes, kind: type[T], server: str) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise EnrolmentError(f"{server}: contestó algo que no es de esta versión: {error}") from error


def _public_keys(raw: Mapping[str, bytes]) -> dict[str, Ed25519PublicKey]:
    return {name: Ed25519PublicKey.from_public_bytes(data) for name, data in raw.items()}
