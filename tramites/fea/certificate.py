"""Certificates as the SAT issues them: who holds one, what it is for, and whether it is a FIEL.

Names are read with our own DER reader: the SAT writes Latin-1 in T61String, which `cryptography` refuses.
What OpenSSL accepts is not enough either: it verifies what a CSD signed, the seal for invoices. So the policy
is ours.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from tramites.errors import ExpectedError
from tramites.fea import der
from tramites.fea.extensions import Extensions, read_extensions

MAX_BYTES: Final = 64 * 1024
# Others could have been made to fit such an issuer's signature.
_WEAK_HASHES: Final = (hashes.MD5, hashes.SHA1)
_PEM: Final = re.compile(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", re.DOTALL)
_SMALLEST_KEY: Final = 2048
_SMALLEST_EXPONENT: Final = 65537
_COMMON_NAME, _NAME, _ORGANIZATION, _UNIT = "2.5.4.3", "2.5.4.41", "2.5.4.10", "2.5.4.11"
_CURP_HOLDER: Final = "2.5.4.5"  # serialNumber
_RFC_HOLDER: Final = "2.5.4.45"  # x500UniqueIdentifier
_RFC: Final = re.compile(r"[A-ZÑ&]{3,4}[0-9]{6}[A-Z0-9]{3}")
_CURP: Final = re.compile(r"[A-ZÑ]{4}[0-9]{6}[A-Z0-9]{8}")
_VERSION: Final = 0xA0
_EXTENSIONS: Final = 0xA3


class UnreadableCertificateError(ExpectedError):
    """A file or card holds something that is not an X.509 certificate."""

    code = "certificate.unreadable"


class CertificateKind(Enum):
    """What a certificate is for."""

    FIEL = "fiel"  # a person signs
    CSD = "csd"  # an invoice is sealed
    CA = "ca"
    OTHER = "other"


class CertificateProblem(Enum):
    """Why a certificate cannot sign a trámite."""

    IS_CSD = "certificate.is-csd"
    IS_CA = "certificate.is-ca"
    NOT_FIEL = "certificate.not-fiel"
    NO_RFC = "certificate.no-rfc"
    WEAK_KEY = "certificate.weak-key"
    WEAK_SIGNATURE = "certificate.weak-signature"
    EXPIRED = "certificate.expired"
    NOT_YET_VALID = "certificate.not-yet-valid"


_OF_ANOTHER_KIND: Final = {
    CertificateKind.CSD: CertificateProblem.IS_CSD,
    CertificateKind.CA: CertificateProblem.IS_CA,
    CertificateKind.OTHER: CertificateProblem.NOT_FIEL,
}


@dataclass(frozen=True, slots=True)
class Representative:
    """Who holds the certificate of a company (persona moral)."""

    rfc: str | None = field(repr=False)
    curp: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and what it says. For a company `rfc` is the company's and `curp` None."""

    der: bytes = field(repr=False)
    serial: str = field(compare=False)
    kind: CertificateKind = field(compare=False)
    rfc: str | None = field(repr=False, compare=False)
    curp: str | None = field(repr=False, compare=False)
    name: str = field(repr=False, compare=False)
    representative: Representative | None = field(repr=False, compare=False)
    issuer: str = field(repr=False, compare=False)
    not_before: datetime = field(compare=False)
    not_after: datetime = field(compare=False)
    serial_der: bytes = field(repr=False, compare=False)
    issuer_der: bytes = field(repr=False, compare=False)
    subject_der: bytes = field(repr=False, compare=False)
    subject: tuple[tuple[str, str], ...] = field(repr=False, compare=False)
    extensions: Extensions = field(repr=False, compare=False)
    loaded: x509.Certificate = field(repr=False, compare=False)
    public_key: rsa.RSAPublicKey | None = field(repr=False, compare=False)
    has_weak_signature: bool = field(repr=False, compare=False)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """From DER or PEM; of several certificates in PEM, the first."""
        return cls.read_all(data)[0]

    @classmethod
    def read_all(cls, data: bytes) -> tuple[Self, ...]:
        """Every certificate of a file: one in DER, one or more in PEM."""
        if len(data) > MAX_BYTES:
            raise UnreadableCertificateError("El archivo es demasiado grande para ser un certificado.")
        armoured = _PEM.findall(data)
        return tuple(cls._read_der(_unarmoured(each)) for each in armoured) or (cls._read_der(data),)

    @classmethod
    def _read_der(cls, content: bytes) -> Self:
        try:
            return cls._from_der(content)
        except (der.DerError, ValueError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
            raise UnreadableCertificateError(
                "No es un certificado legible: use el archivo .cer tal como lo entregó el SAT."
            ) from error

    @classmethod
    def _from_der(cls, content: bytes) -> Self:
        serial, _, issuer, _, subject, _, *rest = _signed_fields(content)
        number = _serial(serial)  # before `cryptography`, which only warns of a serial that is not positive
        loaded = x509.load_der_x509_certificate(content)
        key = loaded.public_key()
        attributes = attributes_of(subject)
        extensions = read_extensions(next((each for each in rest if each.tag == _EXTENSIONS), None))
        company = "/" in _first(attributes, _RFC_HOLDER)
        rfcs, curps = _halves(attributes, _RFC_HOLDER), _halves(attributes, _CURP_HOLDER)
        return cls(
            der=content,
            serial=number,
            kind=_kind(attributes, extensions, is_self_issued=issuer.raw == subject.raw),
            rfc=_shaped(_RFC, rfcs[0]),
            curp=None if company else _shaped(_CURP, curps[0]),
            name=_first(attributes, _COMMON_NAME, _NAME, _ORGANIZATION),
            representative=Representative(_shaped(_RFC, rfcs[1]), _shaped(_CURP, curps[1]))
            if company
            else None,
            issuer=_first(attributes_of(issuer), _COMMON_NAME, _ORGANIZATION),
            not_before=loaded.not_valid_before_utc,
            not_after=loaded.not_valid_after_utc,
            serial_der=serial.raw,
            issuer_der=issuer.raw,
            subject_der=subject.raw,
            subject=attributes,
            extensions=extensions,
            loaded=loaded,
            public_key=key if isinstance(key, rsa.RSAPublicKey) else None,
            has_weak_signature=isinstance(loaded.signature_hash_algorithm, _WEAK_HASHES),
        )

    @property
    def sha256(self) -> bytes:
        """The fingerprint."""
        return self.loaded.fingerprint(hashes.SHA256())

    @property
    def is_self_issued(self) -> bool:
        """A root names itself as its issuer."""
        return self.subject_der == self.issuer_der

    def is_current(self, moment: datetime) -> bool:
        """Whether `moment` lies in its validity."""
        return self.not_before <= moment <= self.not_after

    def problems(self, moment: datetime) -> tuple[CertificateProblem, ...]:
        """Why it cannot sign a trámite at `moment`; empty when it can. The issuer: `tramites.fea.trust`."""
        found = (
            (_OF_ANOTHER_KIND.get(self.kind), self.kind is not CertificateKind.FIEL),
            (CertificateProblem.NO_RFC, self.rfc is None),
            (CertificateProblem.WEAK_KEY, not self._has_strong_key()),
            (CertificateProblem.WEAK_SIGNATURE, self.has_weak_signature),
            (CertificateProblem.EXPIRED, moment > self.not_after),
            (CertificateProblem.NOT_YET_VALID, moment < self.not_before),
        )
        return tuple(problem for problem, is_so in found if is_so and problem is not None)

    def _has_strong_key(self) -> bool:
        key = self.public_key
        return (
            key is not None and key.key_size >= _SMALLEST_KEY and key.public_numbers().e >= _SMALLEST_EXPONENT
        )


def attributes_of(name: der.Element) -> tuple[tuple[str, str], ...]:
    """A name's attributes as (object identifier, text), in order; repeated ones are kept."""
    found = []
    for group in name.expect(der.SEQUENCE).children():
        for attribute in group.expect(der.SET).children():
            kind, value, *_ = _two(attribute)
            found.append((der.oid_of(kind), der.text_of(value)))
    return tuple(found)


def _two(attribute: der.Element) -> tuple[der.Element, ...]:
    parts = attribute.expect(der.SEQUENCE).children()
    if len(parts) != 2:  # noqa: PLR2004  # type and value
        raise der.DerError("an attribute of a name has no type and value")
    return parts


def _unarmoured(lines: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(lines.split()), validate=True)
    except binascii.Error as error:
        raise UnreadableCertificateError("El certificado en PEM está dañado; vuelva a copiarlo.") from error


def _signed_fields(content: bytes) -> list[der.Element]:
    """serial, signature algorithm, issuer, validity, subject, key, and what follows."""
    body, *_ = der.read_sequence(content)
    fields = list(body.expect(der.SEQUENCE).children())
    if fields and fields[0].tag == _VERSION:
        fields = fields[1:]
    if len(fields) < 6:  # noqa: PLR2004  # the six named above
        raise der.DerError("a certificate lacks fields")
    return fields


def _serial(element: der.Element) -> str:
    """The SAT's serials are ASCII digits; others are shown in hexadecimal."""
    content = element.expect(der.INTEGER).content
    if int.from_bytes(content, "big", signed=True) <= 0:
        raise der.DerError("the serial number of a certificate is not positive")
    return content.decode("ascii") if content.isdigit() else content.hex()


def _kind(
    attributes: Iterable[tuple[str, str]], extensions: Extensions, *, is_self_issued: bool
) -> CertificateKind:
    """A FIEL needs all three: its key usage, its extended key usage, no OU. A CSD has none of the three.

    Banco de México's first root (2001) does not say that it is an authority; `may_issue` stays false for it.
    """
    if extensions.is_authority or (is_self_issued and extensions == Extensions()):
        return CertificateKind.CA
    has_unit = any(kind == _UNIT for kind, _ in attributes)
    if extensions.has_fiel_usage and extensions.has_fiel_purposes and not has_unit:
        return CertificateKind.FIEL
    if extensions.has_csd_usage and not extensions.purposes and has_unit:
        return CertificateKind.CSD
    return CertificateKind.OTHER


def _first(attributes: Iterable[tuple[str, str]], *kinds: str) -> str:
    """The first attribute of the first kind there is."""
    known: Mapping[str, str] = dict(reversed(list(attributes)))
    return next((known[kind].strip() for kind in kinds if kind in known), "")


def _halves(attributes: Iterable[tuple[str, str]], kind: str) -> tuple[str, str]:
    """`company / representative`; a person has the first half only."""
    first, _, second = _first(attributes, kind).partition("/")
    return first.strip(), second.strip()


def _shaped(shape: re.Pattern[str], text: str) -> str | None:
    """As certified, with any check digit: what a certificate says is not ours to correct."""
    return text.upper() if shape.fullmatch(text.upper()) else None
