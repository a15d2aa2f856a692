"""A PKI shaped like the SAT's, made in the test: root → authority → FIEL, CSD and what else is asked."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tramites.fea import der
from tramites.fea.certificate import Certificate

START: Final = datetime(2025, 1, 1, tzinfo=UTC)
NOW: Final = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
END: Final = datetime(2049, 1, 1, tzinfo=UTC)  # certtool knows no other time than now
T61: Final = 0x14
UTF8: Final = 0x0C
PERSON: Final = (
    ("2.5.4.3", "IÑIGO NÚÑEZ & HIJOS"),
    ("2.5.4.45", "NUÑI800101AB1"),
    ("2.5.4.5", "NUXI800101HDFXXX08"),
)
COMPANY: Final = (
    ("2.5.4.3", "ESCUELA DE PRUEBA SA DE CV"),
    ("2.5.4.45", "EPR900101AB1 / NUÑI800101AB1"),
    ("2.5.4.5", " / NUXI800101HDFXXX08"),
)
UNIT: Final = ("2.5.4.11", "Sucursal 1")
FIEL_BITS: Final = bytes([0b11011000])
CSD_BITS: Final = bytes([0b11000000])
FIEL_PURPOSES: Final = ("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2")
HASHES: Final = {
    "sha256": ("1.2.840.113549.1.1.11", hashes.SHA256()),
    "sha1": ("1.2.840.113549.1.1.5", hashes.SHA1()),  # a weak signature, on purpose
}


@dataclass(frozen=True)
class Held:
    """A certificate and its private key."""

    certificate: Certificate
    key: rsa.RSAPrivateKey

    def sign(self, content: bytes) -> bytes:
        """As the card does: RSA-SHA256, PKCS #1 v1.5."""
        return self.key.sign(content, padding.PKCS1v15(), hashes.SHA256())


@functools.cache
def key(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """One key per name and size, made once per run."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def issued(
    holder: str,
    issuer: Held | None,
    *,
    subject: Sequence[tuple[str, str]] = PERSON,
    extensions: Sequence[bytes] = (),
    start: datetime = START,
    end: datetime = END,
    digest: str = "sha256",
    bits: int = 2048,
    serial: bytes = b"30001000000500009999",
) -> Held:
    """A certificate over the key called `holder`; without issuer it is a root."""
    own = key(holder, bits)
    name = named(subject)
    algorithm, hashing = HASHES[digest]
    kind = der.sequence(der.oid(algorithm), der.null())
    public = own.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    body = der.sequence(
        der.context(0, der.integer(2)),
        der.encode(der.INTEGER, serial),
        kind,
        issuer.certificate.subject_der if issuer else name,
        der.sequence(der.time(start), der.time(end)),
        name,
        public,
        *([der.context(3, der.sequence(*extensions))] if extensions else []),
    )
    signature = (issuer.key if issuer else own).sign(body, padding.PKCS1v15(), hashing)
    whole = der.sequence(body, kind, der.encode(der.BIT_STRING, b"\0", signature))
    return Held(Certificate.read(whole), own)


def named(attributes: Sequence[tuple[str, str]]) -> bytes:
    """A name as the SAT writes it: Latin-1 in T61String where a letter is not ASCII."""
    return der.sequence(*(_relative(kind, text) for kind, text in attributes))


def _relative(kind: str, text: str) -> bytes:
    value = der.encode(UTF8, text.encode()) if text.isascii() else der.encode(T61, text.encode("latin-1"))
    return der.set_of(der.sequence(der.oid(kind), value))


def extension(kind: str, value: bytes) -> bytes:
    """One extension, not critical."""
    return der.sequence(der.oid(kind), der.octets(value))


def constraints(*, authority: bool, path_length: int | None = None) -> bytes:
    """basicConstraints."""
    parts = [der.encode(0x01, b"\xff")] if authority else []
    if path_length is not None:
        parts.append(der.integer(path_length))
    return extension("2.5.29.19", der.sequence(*parts))


def usage(bits: bytes) -> bytes:
    """keyUsage, its bits from the left."""
    return extension("2.5.29.15", der.encode(der.BIT_STRING, b"\0", bits))


def purposes(*kinds: str) -> bytes:
    """extendedKeyUsage."""
    return extension("2.5.29.37", der.sequence(*(der.oid(kind) for kind in kinds)))


def fiel_extensions() -> list[bytes]:
    """The extensions of a FIEL."""
    return [constraints(authority=False), usage(FIEL_BITS), purposes(*FIEL_PURPOSES)]


def csd_extensions() -> list[bytes]:
    """The extensions of a CSD."""
    return [constraints(authority=False), usage(CSD_BITS)]


@functools.cache
def root(generation: str = "1") -> Held:
    """A root like Banco de México's, of some generation: all share one name."""
    return issued(
        f"root {generation}",
        None,
        subject=(("2.5.4.3", "AGENCIA REGISTRADORA DE PRUEBA"),),
        extensions=[constraints(authority=True)],
        serial=b"1",
    )


@functools.cache
def authority(generation: str = "1") -> Held:
    """An authority like the SAT's, below the root of its generation."""
    return issued(
        f"authority {generation}",
        root(generation),
        subject=(("2.5.4.3", "AUTORIDAD CERTIFICADORA DE PRUEBA"), ("2.5.4.10", "ADMINISTRACIÓN")),
        extensions=[constraints(authority=True, path_length=0)],
        serial=b"2",
    )


@functools.cache
def fiel(generation: str = "1") -> Held:
    """The FIEL of a person whose name only Latin-1 can write."""
    return issued("person", authority(generation), extensions=fiel_extensions())


@functools.cache
def csd() -> Held:
    """The seal for invoices of the same person."""
    return issued("csd", authority(), subject=(*PERSON, UNIT), extensions=csd_extensions())


def pem(*certificates: Certificate) -> bytes:
    """As openssl reads them."""
    return b"".join(each.loaded.public_bytes(serialization.Encoding.PEM) for each in certificates)
