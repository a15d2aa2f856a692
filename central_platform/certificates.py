"""The enrolment CA and the server's certificate (X.509, EC P-256).

A terminal knows the CA by the fingerprint in its enrolment token, and trusts no other for the platform.
"""

import hashlib
import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_ALWAYS: Final = ("127.0.0.1", "localhost")
_CA_LIFE: Final = timedelta(days=20 * 365)
_SERVER_LIFE: Final = timedelta(days=825)
_RENEW_BEFORE: Final = timedelta(days=30)
# Kiosks with an empty clock battery are a day wrong more often than a year.
_BACKDATED: Final = timedelta(days=2)


def new_key_pem() -> bytes:
    """A fresh EC P-256 private key."""
    return _private_pem(ec.generate_private_key(ec.SECP256R1()))


def new_authority_pem(now: datetime) -> bytes:
    """A fresh CA: its private key and its certificate in one file, so that they can never part."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ventanilla: inscripción de terminales")])
    certificate = (
        _builder(name, name, key.public_key(), now, _CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _private_pem(key) + certificate.public_bytes(serialization.Encoding.PEM)


def new_server_certificate(
    authority_pem: bytes, key_pem: bytes, names: Sequence[str], now: datetime
) -> bytes:
    """A certificate for 127.0.0.1, localhost and `names`, signed by the CA."""
    issuer_key, issuer = _key(authority_pem), x509.load_pem_x509_certificate(authority_pem)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ventanilla: plataforma central")])
    alternatives = x509.SubjectAlternativeName([_general_name(name) for name in _all_names(names)])
    certificate = (
        _builder(subject, issuer.subject, _key(key_pem).public_key(), now, _SERVER_LIFE)
        .add_extension(alternatives, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def needs_new_certificate(
    certificate_pem: bytes, authority_pem: bytes, names: Sequence[str], now: datetime
) -> bool:
    """Whether a name is missing, the end is near, or another CA signed it."""
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    alternatives = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    missing = [name for name in _all_names(names) if _general_name(name) not in alternatives]
    ends_soon = certificate.not_valid_after_utc - now < _RENEW_BEFORE
    issuer = x509.load_pem_x509_certificate(authority_pem)
    return bool(missing) or ends_soon or certificate.issuer != issuer.subject


def certificate_part(pem: bytes) -> bytes:
    """The certificate alone, without the private key that lies in the same file."""
    return x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.PEM)


def fingerprint(certificate_pem: bytes) -> str:
    """SHA-256 over the certificate's DER, in hexadecimal."""
    der = x509.load_pem_x509_certificate(certificate_pem).public_bytes(serialization.Encoding.DER)
    return hashlib.sha256(der).hexdigest()


def ends(certificate_pem: bytes) -> datetime:
    """Until when a certificate is valid."""
    return x509.load_pem_x509_certificate(certificate_pem).not_valid_after_utc


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _all_names(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*_ALWAYS, *names]))


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the enrolment CA and the server use EC P-256 keys")
    return key


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
