"""The clave: the secret on the part of the slip that is torn off; with the folio it opens the case."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from typing import Final, Self

from tramites.errors import ExpectedError
from tramites.identifiers.symbols import ALPHABET, as_symbols, as_typed

_LENGTH: Final = 8  # 39 bits; the platform locks a folio after a few wrong claves
_SHAPE: Final = re.compile(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
# RFC 7914 parameters: 4 MiB and a few milliseconds, on a kiosk and on the platform alike.
_SCRYPT: Final = {"n": 2**12, "r": 8, "p": 1, "dklen": 32}


class InvalidClaveError(ExpectedError):
    """What the citizen typed is not a clave."""

    code = "clave.invalid"


@dataclass(frozen=True, slots=True)
class Clave:
    """`XXXX-XXXX`; never logged, never stored: the platform keeps only its verifier."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _SHAPE.fullmatch(self.text):
            raise InvalidClaveError("La clave tiene 8 letras y números; está en la parte que se desprende.")

    def __str__(self) -> str:
        return "****-****"

    @classmethod
    def make(cls, entropy: bytes) -> Self:
        """A new clave from random bytes handed in."""
        symbols = as_symbols(int.from_bytes(entropy, "big"), _LENGTH)
        return cls(f"{symbols[:4]}-{symbols[4:]}")

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read a clave as people write it."""
        symbols = as_typed(typed)
        return cls(f"{symbols[:4]}-{symbols[4:]}")

    def verifier(self, folio: str) -> bytes:
        """What the platform keeps instead of the clave: scrypt, salted with the folio."""
        return hashlib.scrypt(self.text.encode(), salt=folio.encode(), **_SCRYPT)

    def opens(self, folio: str, verifier: bytes) -> bool:
        """Whether this clave belongs to `verifier`; constant time."""
        return hmac.compare_digest(self.verifier(folio), verifier)
