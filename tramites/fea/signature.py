"""The sello and the signed container: a detached CAdES-B CMS over a cadena original.

Made in two phases, because the card signs in between: `signed_attributes` gives the bytes to sign, `assemble`
the file. All a stock tool needs is inside: `openssl cms -verify -cades` accepts it. RFC 5652, RFC 5035, EN
319 122-1.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tramites.errors import ExpectedError
from tramites.fea import der
from tramites.fea.certificate import Certificate, UnreadableCertificateError

MAX_BYTES: Final = 256 * 1024
_DATA: Final = "1.2.840.113549.1.7.1"
_SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
_CONTENT_TYPE: Final = "1.2.840.113549.1.9.3"
_MESSAGE_DIGEST: Final = "1.2.840.113549.1.9.4"
_SIGNING_TIME: Final = "1.2.840.113549.1.9.5"
_SIGNING_CERTIFICATE_V2: Final = "1.2.840.113549.1.9.16.2.47"
_SHA256: Final = "2.16.840.1.101.3.4.2.1"
_RSA: Final = "1.2.840.113549.1.1.1"
_SHA256_WITH_RSA: Final = "1.2.840.113549.1.1.11"
_VERSION_1: Final = der.integer(1)
_CERTIFICATES: Final = 0xA0
_SIGNED_ATTRIBUTES: Final = 0xA0
_UNSIGNED_ATTRIBUTES: Final = 0xA1


def _algorithm(dotted: str) -> tuple[bytes, bytes]:
    """Both encodings in use: with NULL (written by us) and without parameters."""
    return der.sequence(der.oid(dotted), der.null()), der.sequence(der.oid(dotted))


_DIGESTS: Final = _algorithm(_SHA256)
_SIGNATURES: Final = _algorithm(_SHA256_WITH_RSA) + _algorithm(_RSA)


class SignatureProblem(Enum):
    """Why a signature does not hold."""

    UNREADABLE = "signature.unreadable"
    CONTENT_CHANGED = "signature.content-changed"
    NO_CERTIFICATE = "signature.no-certificate"
    OTHER_CERTIFICATE = "signature.other-certificate"
    DOES_NOT_FIT = "signature.does-not-fit"


class SignatureError(ExpectedError):
    """What the card gave back is not this certificate's signature over what was asked."""

    code = "signature.does-not-fit"


@dataclass(frozen=True, slots=True)
class Intact:
    """The content is what this certificate's key signed. Whom to believe: `tramites.fea.verdict`."""

    signer: Certificate
    signing_time: datetime
    others: tuple[Certificate, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing can be concluded from this file."""

    problem: SignatureProblem


Verification: TypeAlias = Intact | Broken


class _ProblemFoundError(Exception):
    def __init__(self, problem: SignatureProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def sello_of(signature: bytes) -> str:
    """A signature over the cadena's bytes as it is printed: base64, 344 characters for a key of 2048 bits."""
    return base64.b64encode(signature).decode("ascii")


def verify_sello(cadena: bytes, sello: str, certificate: Certificate) -> bool:
    """Whether the sello is this certificate's RSA-SHA256 signature (PKCS #1 v1.5) over the cadena."""
    try:
        signature = base64.b64decode(sello, validate=True)
    except (binascii.Error, ValueError):
        return False
    return sello_of(signature) == sello and _fits(certificate, signature, cadena)


def signed_attributes(cadena: bytes, certificate: Certificate, signing_time: datetime) -> bytes:
    """First phase: what the card signs with RSA-SHA256, the attributes as a SET."""
    certified = der.sequence(der.sequence(der.sequence(der.octets(certificate.sha256))))
    return der.set_of(
        _attribute(_CONTENT_TYPE, der.oid(_DATA)),
        _attribute(_MESSAGE_DIGEST, der.octets(hashlib.sha256(cadena).digest())),
        _attribute(_SIGNING_TIME, der.time(signing_time)),
        _attribute(_SIGNING_CERTIFICATE_V2, certified),
    )


def assemble(
    attributes: bytes, signature: bytes, certificate: Certificate, chain: Sequence[Certificate]
) -> bytes:
    """Second phase: the CMS file (.p7s). Raises SignatureError when the signature does not fit.

    A signature nobody can verify is thus never stored.
    """
    if not _fits(certificate, signature, attributes):
        raise SignatureError("La firma no corresponde al certificado; retire la tarjeta e intente de nuevo.")
    certificates = dict.fromkeys([certificate.der, *(each.der for each in chain)])
    signer = der.sequence(
        _VERSION_1,
        der.sequence(certificate.issuer_der, certificate.serial_der),
        _DIGESTS[0],
        der.context(0, der.read(attributes).expect(der.SET).content),
        _SIGNATURES[0],
        der.octets(signature),
    )
    signed = der.sequence(
        _VERSION_1,
        der.set_of(_DIGESTS[0]),
        der.sequence(der.oid(_DATA)),
        der.context(0, *sorted(certificates)),
        der.set_of(signer),
    )
    return der.sequence(der.oid(_SIGNED_DATA), der.context(0, signed))


def verify(cms: bytes, content: bytes) -> Verification:
    """Whether `cms` is a detached signature over `content`. Never raises: a broken file is an answer."""
    try:
        return _verified(cms, content)
    except _ProblemFoundError as found:
        return Broken(found.problem)
    except (der.DerError, UnreadableCertificateError, ValueError):
        return Broken(SignatureProblem.UNREADABLE)


def _verified(cms: bytes, content: bytes) -> Intact:
    certificates, signer = _signed_data(cms)
    version, identifier, digest, attributes, algorithm, signature, *rest = signer.expect(
        der.SEQUENCE
    ).children()
    _demand(version.raw == _VERSION_1 and digest.raw in _DIGESTS and algorithm.raw in _SIGNATURES)
    _demand(len(rest) <= 1 and all(each.tag == _UNSIGNED_ATTRIBUTES for each in rest))
    signed = _attributes(attributes.expect(_SIGNED_ATTRIBUTES))
    _demand(_value(signed, _CONTENT_TYPE).raw == der.oid(_DATA))
    _demand(
        _value(signed, _MESSAGE_DIGEST).raw == der.octets(hashlib.sha256(content).digest()),
        SignatureProblem.CONTENT_CHANGED,
    )
    certificate = _named(certificates, identifier)
    _demand(
        _certified(_value(signed, _SIGNING_CERTIFICATE_V2)) == certificate.sha256,
        SignatureProblem.OTHER_CERTIFICATE,
    )
    asked = der.encode(der.SET, attributes.content)
    _demand(
        _fits(certificate, signature.expect(der.OCTET_STRING).content, asked), SignatureProblem.DOES_NOT_FIT
    )
    others = tuple(each for each in certificates if each != certificate)
    return Intact(certificate, der.time_of(_value(signed, _SIGNING_TIME)), others)


def _signed_data(cms: bytes) -> tuple[tuple[Certificate, ...], der.Element]:
    """The certificates and the one signer; anything that is not a detached SignedData is unreadable."""
    _demand(len(cms) <= MAX_BYTES)
    kind, wrapped = der.read_sequence(cms)
    _demand(kind.raw == der.oid(_SIGNED_DATA))
    (signed,) = wrapped.expect(0xA0).children()
    version, digests, encapsulated, *optional, signers = signed.expect(der.SEQUENCE).children()
    _demand(version.raw == _VERSION_1 and digests.raw in [der.set_of(each) for each in _DIGESTS])
    _demand(encapsulated.raw == der.sequence(der.oid(_DATA)))
    _demand(len(optional) == 1 and optional[0].tag == _CERTIFICATES, SignatureProblem.NO_CERTIFICATE)
    (signer,) = signers.expect(der.SET).children()
    return tuple(Certificate.read(each.raw) for each in optional[0].children()), signer


def _attributes(element: der.Element) -> dict[str, tuple[der.Element, ...]]:
    found: dict[str, tuple[der.Element, ...]] = {}
    for attribute in element.children():
        kind, values = attribute.expect(der.SEQUENCE).children()
        name = der.oid_of(kind)
        _demand(name not in found)
        found[name] = values.expect(der.SET).children()
    return found


def _value(attributes: dict[str, tuple[der.Element, ...]], name: str) -> der.Element:
    """The one value of an attribute that must be there."""
    values = attributes.get(name, ())
    _demand(len(values) == 1)
    return values[0]


def _certified(value: der.Element) -> bytes:
    """The SHA-256 of the signer's certificate; the algorithm is left out because it is the default."""
    certified, *_ = value.expect(der.SEQUENCE).children()
    first, *_ = certified.expect(der.SEQUENCE).children()
    digest, *_ = (each for each in first.expect(der.SEQUENCE).children() if each.raw not in _DIGESTS)
    return digest.expect(der.OCTET_STRING).content


def _named(certificates: tuple[Certificate, ...], identifier: der.Element) -> Certificate:
    issuer, serial = identifier.expect(der.SEQUENCE).children()
    for each in certificates:
        if each.issuer_der == issuer.raw and each.serial_der == serial.raw:
            return each
    raise _ProblemFoundError(SignatureProblem.NO_CERTIFICATE)


def _demand(holds: bool, problem: SignatureProblem = SignatureProblem.UNREADABLE) -> None:  # noqa: FBT001
    if not holds:
        raise _ProblemFoundError(problem)


def _fits(certificate: Certificate, signature: bytes, content: bytes) -> bool:
    key = certificate.public_key
    if key is None:
        return False
    try:
        key.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _attribute(name: str, value: bytes) -> bytes:
    return der.sequence(der.oid(name), der.set_of(value))
