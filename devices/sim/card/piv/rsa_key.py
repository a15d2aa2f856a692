"""A private RSA key as a card uses it: the bare operation on a block (RFC 8017, 5.1.2), no padding."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric import rsa

_ALGORITHMS: Final = {1024: 0x06, 2048: 0x07, 3072: 0x05}  # NIST SP 800-78-4, table 6-2


class BadBlockError(Exception):
    """The block has not the key's size, or is no number below its modulus."""


class RsaKey:
    """One key of the card."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        self._numbers = key.private_numbers()
        self._modulus = self._numbers.public_numbers.n
        self._size = key.key_size // 8
        self.algorithm = _ALGORITHMS[key.key_size]

    def apply(self, block: bytes) -> bytes:
        """The private operation, by the Chinese remainder theorem.

        Raises:
            BadBlockError: the block does not fit the key.
        """
        message = int.from_bytes(block, "big")
        if len(block) != self._size or message >= self._modulus:
            raise BadBlockError
        numbers = self._numbers
        first = pow(message, numbers.dmp1, numbers.p)
        second = pow(message, numbers.dmq1, numbers.q)
        result = second + (first - second) * numbers.iqmp % numbers.p * numbers.q
        return result.to_bytes(self._size, "big")
