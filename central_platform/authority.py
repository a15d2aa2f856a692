"""The platform's own keys, made at first use in its state directory.

Whoever holds this directory is the platform: it belongs on an encrypted disk and in the key escrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central_platform import certificates, key_files
from central_platform.instants import Clock, utc_now
from tramites.wire.keys import Signer, key_id

# Agencies whose sandbox runs inside the platform; a real agency keeps its private key at home.
SANDBOX_AGENCIES: Final = ("cfe",)
_RAW_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Authority:
    """Keys and certificates of one platform. Public halves are handed out at enrolment."""

    folder: Path
    ca_pem: bytes
    signer: Signer
    catalogue_signer: Signer
    sealing_key: X25519PrivateKey
    agency_keys: dict[str, X25519PrivateKey]

    @classmethod
    def open(cls, state_dir: Path, names: Sequence[str] = (), clock: Clock = utc_now) -> Self:
        """The authority of `state_dir`; `names` are added to the server's certificate when missing."""
        key_files.private_folder(state_dir) if not state_dir.exists() else None
        folder = key_files.private_folder(state_dir / "authority")
        ca_pem = key_files.kept(folder / "ca.pem", lambda: certificates.new_authority_pem(clock()))
        _keep_server_certificate(folder, ca_pem, names, clock)
        return cls(
            folder=folder,
            ca_pem=certificates.certificate_part(ca_pem),
            signer=_signer(folder / "signing.key"),
            catalogue_signer=_signer(folder / "catalogue.key"),
            sealing_key=_sealing_key(folder / "sealing.key"),
            agency_keys={agency: _agency_key(state_dir, agency) for agency in SANDBOX_AGENCIES},
        )

    @property
    def server_key_file(self) -> Path:
        """The TLS private key, for the web server."""
        return self.folder / "server.key"

    @property
    def server_certificate_file(self) -> Path:
        """The TLS certificate, for the web server."""
        return self.folder / "server.pem"

    @property
    def ca_fingerprint(self) -> str:
        """SHA-256 over the CA certificate's DER; its first 16 characters are in each token."""
        return certificates.fingerprint(self.ca_pem)

    def opening_keys(self) -> dict[str, X25519PrivateKey]:
        """What opens the routing header."""
        return {key_id(self.sealing_key.public_key()): self.sealing_key}

    def agency_sealing_keys(self) -> dict[str, bytes]:
        """Agency id → raw public key, for terminals."""
        return {name: key.public_key().public_bytes_raw() for name, key in self.agency_keys.items()}


def _keep_server_certificate(folder: Path, ca_pem: bytes, names: Sequence[str], clock: Clock) -> None:
    key_pem = key_files.kept(folder / "server.key", certificates.new_key_pem)
    file = folder / "server.pem"
    held = key_files.kept(file, lambda: certificates.new_server_certificate(ca_pem, key_pem, names, clock()))
    if certificates.needs_new_certificate(held, ca_pem, names, clock()):
        key_files.replace(file, certificates.new_server_certificate(ca_pem, key_pem, names, clock()))


def _agency_key(state_dir: Path, agency: str) -> X25519PrivateKey:
    key_files.private_folder(state_dir / "agencies")
    return _sealing_key(key_files.private_folder(state_dir / "agencies" / agency) / "sealing.key")


def _signer(file: Path) -> Signer:
    raw = key_files.kept(file, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    return Signer(Ed25519PrivateKey.from_private_bytes(_raw_key(file, raw)))


def _sealing_key(file: Path) -> X25519PrivateKey:
    raw = key_files.kept(file, lambda: X25519PrivateKey.generate().private_bytes_raw())
    return X25519PrivateKey.from_private_bytes(_raw_key(file, raw))


def _raw_key(file: Path, raw: bytes) -> bytes:
    if len(raw) != _RAW_KEY_BYTES:
        raise key_files.UnusableStateError(
            f"{file}: tiene {len(raw)} bytes y una llave tiene {_RAW_KEY_BYTES}; recupérela del resguardo"
        )
    return raw
