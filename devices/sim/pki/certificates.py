"""Certificates with the shape of SAT's: its names, its extensions, its serial numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from devices.sim.pki import der
from devices.sim.pki.people import Company, Person

_COUNTRY, _STATE, _TOWN, _STREET, _POSTCODE = "2.5.4.6", "2.5.4.8", "2.5.4.7", "2.5.4.9", "2.5.4.17"
_COMMON_NAME, _NAME, _ORGANIZATION, _UNIT = "2.5.4.3", "2.5.4.41", "2.5.4.10", "2.5.4.11"
_RFC, _CURP = "2.5.4.45", "2.5.4.5"  # x500UniqueIdentifier and serialNumber, as SAT uses them
_EMAIL: Final = "1.2.840.113549.1.9.1"
_SHA256_WITH_RSA: Final = der.sequence(der.identifier("1.2.840.113549.1.1.11"), der.NULL)
_DIGITAL_SIGNATURE, _NON_REPUDIATION, _DATA_ENCIPHERMENT, _KEY_AGREEMENT, _CERT_SIGN, _CRL_SIGN = (
    0,
    1,
    3,
    4,
    5,
    6,
)
_SSL_CLIENT, _SMIME = 0, 2
_EMAIL_PROTECTION, _CLIENT_AUTH = "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"


@dataclass(frozen=True, slots=True)
class Authority:
    """A certification authority: its name and certificate in DER, and its key."""

    name: bytes
    certificate: bytes
    key: rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when a certificate counts."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """What a certificate says, apart from who says it."""

    serial: str
    subject: bytes
    validity: Validity
    extensions: Sequence[bytes]


def issue(content: Content, key: rsa.RSAPublicKey, issuer: Authority) -> bytes:
    """A certificate in DER, signed by an authority."""
    return _signed(content, key, issuer.name, issuer.key)


def make_root(content: Content, key: rsa.RSAPrivateKey) -> Authority:
    """An authority that vouches for itself."""
    return Authority(content.subject, _signed(content, key.public_key(), content.subject, key), key)


def make_authority(content: Content, key: rsa.RSAPrivateKey, issuer: Authority) -> Authority:
    """An authority below another one."""
    return Authority(content.subject, issue(content, key.public_key(), issuer), key)


def person_name(person: Person) -> bytes:
    """The subject of a person's FIEL."""
    return _named(person.name, *_of_a_fiel(), (_RFC, der.text(person.rfc)), (_CURP, der.text(person.curp)))


def company_name(company: Company) -> bytes:
    """The subject of a company's FIEL: company and representative in one value, half of CURP blank."""
    return _named(company.name, *_of_a_fiel(), *_of_a_company(company))


def branch_name(company: Company) -> bytes:
    """The subject of a CSD: a branch of a company, neither country nor address."""
    return _named(company.name, *_of_a_company(company), (_UNIT, der.text(company.branch)))


def root_name(organization: str, name: str) -> bytes:
    """The subject of a root, as Banco de México writes its own."""
    pairs = [(_COUNTRY, "MX"), (_STATE, "CDMX"), (_TOWN, "CUAUHTEMOC"), (_ORGANIZATION, organization)]
    return _distinguished(*((kind, der.text(words)) for kind, words in [*pairs, (_COMMON_NAME, name)]))


def authority_name(organization: str, name: str) -> bytes:
    """The subject of an authority, as SAT writes its own."""
    return _distinguished(
        (_COMMON_NAME, der.utf8(name)),
        (_ORGANIZATION, der.utf8(organization)),
        (_UNIT, der.utf8("SOLO PARA DEMOSTRACIONES")),
        (_EMAIL, der.ia5("demostracion@example.mx")),
        (_STREET, der.utf8("Calle de la Ilusión 1")),
        (_POSTCODE, der.utf8("06300")),
        (_COUNTRY, der.text("MX")),
        (_STATE, der.utf8("CIUDAD DE MEXICO")),
        (_TOWN, der.utf8("CUAUHTEMOC")),
        (_RFC, der.text("DEM260101000")),
    )


def fiel_extensions() -> list[bytes]:
    """What a FIEL carries: four extensions, and nothing that points to its issuer."""
    usages = (_DIGITAL_SIGNATURE, _NON_REPUDIATION, _DATA_ENCIPHERMENT, _KEY_AGREEMENT)
    return [
        _basic_constraints(der.sequence()),
        _extension("2.5.29.15", der.named_bits(*usages)),
        _extension("2.16.840.1.113730.1.1", der.named_bits(_SSL_CLIENT, _SMIME)),
        _extension(
            "2.5.29.37", der.sequence(der.identifier(_EMAIL_PROTECTION), der.identifier(_CLIENT_AUTH))
        ),
    ]


def csd_extensions() -> list[bytes]:
    """What a CSD carries: two extensions, no extended use."""
    return [
        _basic_constraints(der.sequence()),
        _extension("2.5.29.15", der.named_bits(_DIGITAL_SIGNATURE, _NON_REPUDIATION)),
    ]


def authority_extensions(path_length: int) -> list[bytes]:
    """What an authority carries."""
    return [
        _basic_constraints(der.sequence(der.TRUE, der.integer(path_length))),
        _extension("2.5.29.15", der.named_bits(_DIGITAL_SIGNATURE, _CERT_SIGN, _CRL_SIGN), critical=True),
    ]


def _of_a_fiel() -> list[tuple[str, bytes]]:
    return [(_COUNTRY, der.text("MX")), (_EMAIL, der.ia5("demostracion@example.mx"))]


def _of_a_company(company: Company) -> list[tuple[str, bytes]]:
    signer = company.representative
    return [(_RFC, der.text(f"{company.rfc} / {signer.rfc}")), (_CURP, der.text(f" / {signer.curp}"))]


def _named(name: str, *others: tuple[str, bytes]) -> bytes:
    return _distinguished(*((kind, der.text(name)) for kind in (_COMMON_NAME, _NAME, _ORGANIZATION)), *others)


def _distinguished(*attributes: tuple[str, bytes]) -> bytes:
    pairs = (der.sequence(der.identifier(kind), content) for kind, content in attributes)
    return der.sequence(*(der.set_of_one(pair) for pair in pairs))


def _basic_constraints(content: bytes) -> bytes:
    return _extension("2.5.29.19", content, critical=True)


def _extension(kind: str, content: bytes, *, critical: bool = False) -> bytes:
    return der.sequence(der.identifier(kind), der.TRUE if critical else b"", der.octets(content))


def _signed(content: Content, key: rsa.RSAPublicKey, issuer_name: bytes, issuer: rsa.RSAPrivateKey) -> bytes:
    """RFC 5280, 4.1. The serial number is 20 digits, and their ASCII codes are the number."""
    validity = content.validity
    to_be_signed = der.sequence(
        der.explicit(0, der.integer(2)),
        der.integer(int.from_bytes(content.serial.encode("ascii"), "big")),
        _SHA256_WITH_RSA,
        issuer_name,
        der.sequence(der.instant(validity.start), der.instant(validity.end)),
        content.subject,
        key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
        der.explicit(3, der.sequence(*content.extensions)),
    )
    signature = issuer.sign(to_be_signed, padding.PKCS1v15(), hashes.SHA256())
    return der.sequence(to_be_signed, _SHA256_WITH_RSA, der.bits(signature))
