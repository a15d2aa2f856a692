"""The folder of a demonstration's certificates and keys, made once and kept."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import load_der_x509_certificate

from devices.sim.pki import certificates, keys
from devices.sim.pki.certificates import Authority, Content, Validity
from devices.sim.pki.people import Company
from devices.sim.pki.profiles import NAMES, PROFILES, Matter, Profile, serials

_INDEX: Final = "profiles.json"
_SHAPE: Final = 1  # raise it when what is made changes: an older folder is then refused, not misread
_LEAF_BITS: Final = 2048
_AUTHORITY_BITS: Final = 4096  # SAT's own: it makes a certificate three transfers long on a card
_WARNING: Final = "Solo para demostraciones: estos certificados y llaves son inventados y públicos.\n"


class PkiFolderError(Exception):
    """The folder cannot be used; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A profile with its certificate (DER) and its key."""

    name: str
    certificate: bytes
    key: rsa.RSAPrivateKey
    pin_blocked: bool


class Pki:
    """A folder of certificates that exists."""

    def __init__(self, folder: Path) -> None:
        """Open a folder.

        Raises:
            PkiFolderError: it holds no certificates of this shape.
        """
        self.folder = folder
        self._index = _read_index(folder)

    @property
    def profiles(self) -> Mapping[str, Mapping[str, Any]]:
        """Everything there is to know of each profile, by its name; paths are absolute."""
        paths = ("certificate", "key", "plain_key")
        return {
            name: {**entry, **{path: str(self.folder / entry[path]) for path in paths}}
            for name, entry in self._index["profiles"].items()
        }

    @property
    def trust(self) -> Path:
        """The folder of the authorities (PEM) a demonstration may trust, and nobody else."""
        return self.folder / "trust"

    def credential(self, name: str) -> Credential:
        """Certificate and key of a profile."""
        entry = self.profiles[name]
        key = serialization.load_der_private_key(Path(entry["plain_key"]).read_bytes(), None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise PkiFolderError(f"{entry['plain_key']} holds no RSA key: remove the folder to make it again")
        blocked = entry["matter"] == Matter.BLOCKED.value
        return Credential(name, Path(entry["certificate"]).read_bytes(), key, blocked)


def open_or_make(folder: Path, *, now: datetime | None = None, authority_bits: int = _AUTHORITY_BITS) -> Pki:
    """The certificates in `folder`, made there at first use (some seconds); two starters at once are fine.

    Raises:
        PkiFolderError: the folder holds something else.
    """
    folder = folder.resolve()
    if not (folder / _INDEX).exists():
        if folder.exists() and any(folder.iterdir()):
            raise PkiFolderError(f"{folder} is not empty and has no {_INDEX}: choose another folder")
        _make(folder, now or datetime.now(UTC), authority_bits)
    return Pki(folder)


def _make(folder: Path, now: datetime, authority_bits: int) -> None:
    """Make everything beside the folder, then give it its name in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    _fill(unfinished, now.replace(microsecond=0), authority_bits)
    try:
        unfinished.replace(folder)
    except OSError:
        shutil.rmtree(unfinished)
        if not (folder / _INDEX).exists():  # else somebody else made it meanwhile
            raise


def _fill(folder: Path, now: datetime, authority_bits: int) -> None:
    root, authority = _authorities("DEMOSTRACION", "0" * 20, now, authority_bits)
    stranger_root, stranger = _authorities("OTRO PAIS", "7" + "0" * 19, now, authority_bits)
    _write(folder / "README", _WARNING.encode())
    _write(folder / "trust" / "root.pem", _pem(root.certificate))
    _write(folder / "trust" / "authority.pem", _pem(authority.certificate))
    _write(folder / "untrusted" / "root.pem", _pem(stranger_root.certificate))
    _write(folder / "untrusted" / "authority.pem", _pem(stranger.certificate))
    entries = {}
    numbers = serials("30001000000700000000")
    for profile, serial in zip(PROFILES, numbers, strict=False):
        issuer = stranger if profile.matter is Matter.FOREIGN else authority
        entries[profile.name] = _make_profile(folder, profile, profile.content(serial, now), issuer)
    index = {"shape": _SHAPE, "made": now.isoformat(), "profiles": entries}
    _write(folder / _INDEX, json.dumps(index, ensure_ascii=False, indent=2).encode())


def _authorities(name: str, first: str, now: datetime, size: int) -> tuple[Authority, Authority]:
    """A root and the authority below it; they outlive what they sign on both sides."""
    numbers = serials(first)
    validity = Validity(now - timedelta(days=365 * 8), now + timedelta(days=365 * 8))
    root_name = certificates.root_name(f"BANCO DE {name}", f"AGENCIA REGISTRADORA CENTRAL DE {name}")
    root_content = Content(next(numbers), root_name, validity, certificates.authority_extensions(1))
    root = certificates.make_root(root_content, keys.make_key(size))
    subject = certificates.authority_name(f"SERVICIO DE {name}", f"AUTORIDAD CERTIFICADORA DE {name}")
    content = Content(next(numbers), subject, validity, certificates.authority_extensions(0))
    return root, certificates.make_authority(content, keys.make_key(size), root)


def _make_profile(folder: Path, profile: Profile, content: Content, issuer: Authority) -> dict[str, object]:
    key = keys.make_key(_LEAF_BITS)
    files = {
        "certificate": certificates.issue(content, key.public_key(), issuer),
        "key": keys.locked(key),
        "plain_key": keys.plain(key),
    }
    names = {"certificate": "certificate.cer", "key": "private.key", "plain_key": "private.pk8"}
    for kind, written in files.items():
        _write(folder / profile.name / names[kind], written)
    holder = profile.holder
    return {
        "kind": profile.kind.value,
        "matter": profile.matter.value,
        "name": holder.name,
        "rfc": holder.rfc,
        "representative": profile.signer.name if isinstance(holder, Company) else None,
        "representative_rfc": profile.signer.rfc if isinstance(holder, Company) else None,
        "curp": profile.signer.curp,
        "serial": content.serial,
        "valid_from": content.validity.start.isoformat(),
        "valid_until": content.validity.end.isoformat(),
        "password": keys.PASSWORD,
        **{kind: f"{profile.name}/{name}" for kind, name in names.items()},
    }


def _pem(certificate: bytes) -> bytes:
    return load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)


def _read_index(folder: Path) -> dict[str, Any]:
    path = folder / _INDEX
    try:
        index: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise PkiFolderError(
            f"{path}: {error}; make it with python -m devices.sim.pki --out {folder}"
        ) from error
    if index.get("shape") != _SHAPE or tuple(index.get("profiles", ())) != NAMES:
        raise PkiFolderError(f"{path} is of another version: remove {folder} and it is made again")
    return index
