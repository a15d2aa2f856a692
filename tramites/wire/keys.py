"""Keys of terminals, platform and agencies, and the short names they go by."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

SealingKeys: TypeAlias = Mapping[str, X25519PublicKey]
OpeningKeys: TypeAlias = Mapping[str, X25519PrivateKey]
VerifyingKeys: TypeAlias = Mapping[str, Ed25519PublicKey]


def key_id(public: Ed25519PublicKey | X25519PublicKey) -> str:
    """Sixteen hexadecimal characters of SHA-256 over the raw public key."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Signer:
    """A private signing key and its short name."""

    key: Ed25519PrivateKey

    @property
    def key_id(self) -> str:
        """The short name of the public half."""
        return key_id(self.key.public_key())

    def verifying(self) -> dict[str, Ed25519PublicKey]:
        """The public half, as verifiers hold it."""
        return {self.key_id: self.key.public_key()}
