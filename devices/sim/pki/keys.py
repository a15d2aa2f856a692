"""Private keys as SAT hands them out: PKCS#8 under a password, with SAT's ciphers (PBES2, RFC 8018)."""

import os
from typing import Final

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7

from devices.sim.pki import der

PASSWORD: Final = "12345678a"  # noqa: S105 - the password of SAT's public test keys, for keys that sign nothing real
_ITERATIONS: Final = 2048
_PBES2, _PBKDF2 = "1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"
_TRIPLE_DES_CBC: Final = "1.2.840.113549.3.7"


def make_key(size: int) -> rsa.RSAPrivateKey:
    """A new key; the exponent is SAT's too."""
    return rsa.generate_private_key(65537, size)


def plain(key: rsa.RSAPrivateKey) -> bytes:
    """PKCS#8 in DER, without a password."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def locked(key: rsa.RSAPrivateKey, password: str = PASSWORD) -> bytes:
    """PKCS#8 in DER as in a .key file: PBKDF2 with HMAC-SHA1, triple DES."""
    salt, start = os.urandom(8), os.urandom(8)
    secret = PBKDF2HMAC(hashes.SHA1(), 24, salt, _ITERATIONS).derive(password.encode())  # noqa: S303 - SAT's choice
    padder = PKCS7(64).padder()
    encryptor = Cipher(TripleDES(secret), modes.CBC(start)).encryptor()
    content = encryptor.update(padder.update(plain(key)) + padder.finalize()) + encryptor.finalize()
    return der.sequence(_scheme(salt, start), der.octets(content))


def _scheme(salt: bytes, start: bytes) -> bytes:
    """HMAC-SHA1 is the default of PBKDF2, and DER leaves defaults out."""
    derivation = der.sequence(der.octets(salt), der.integer(_ITERATIONS))
    cipher = der.sequence(der.identifier(_TRIPLE_DES_CBC), der.octets(start))
    return der.sequence(
        der.identifier(_PBES2), der.sequence(der.sequence(der.identifier(_PBKDF2), derivation), cipher)
    )
