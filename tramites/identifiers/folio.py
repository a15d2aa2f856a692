"""The folio: the number a citizen keeps, reads aloud and types back in. One folio for life."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from tramites.errors import ExpectedError
from tramites.identifiers.symbols import ALPHABET, as_symbols, as_typed, check_symbol

ENTROPY_BYTES: Final = 16
_FIRST_YEAR: Final = 2020
_RANDOM_SYMBOLS: Final = 13  # 31**13 > 2**64
_SHAPE: Final = re.compile(rf"(?:[{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}")


class InvalidFolioError(ExpectedError):
    """What the citizen typed or the scanner read is not a folio."""

    code = "folio.invalid"


@dataclass(frozen=True, slots=True, order=True)
class Folio:
    """`XXXX-XXXX-XXXX-XXXX`: two symbols of month since 2020-01, thirteen random, one check symbol."""

    text: str

    def __post_init__(self) -> None:
        symbols = self.text.replace("-", "")
        if not _SHAPE.fullmatch(self.text) or check_symbol(symbols[:-1]) != symbols[-1]:
            raise InvalidFolioError("El folio tiene 16 letras y números; revíselo en su comprobante.")

    def __str__(self) -> str:
        return self.text

    @classmethod
    def make(cls, today: date, entropy: bytes) -> Self:
        """A new folio from 16 random bytes: no terminal, no counter, so a cloned disk repeats nothing."""
        if len(entropy) < ENTROPY_BYTES:
            raise ValueError(f"a folio needs {ENTROPY_BYTES} random bytes, got {len(entropy)}")
        month = (today.year - _FIRST_YEAR) * 12 + today.month - 1
        symbols = as_symbols(month, 2) + as_symbols(int.from_bytes(entropy, "big"), _RANDOM_SYMBOLS)
        return cls._grouped(symbols + check_symbol(symbols))

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read a folio as people write it: lower case, spaces, O for 0."""
        return cls._grouped(as_typed(typed))

    @property
    def months(self) -> int:
        """Months since 2020-01: the platform's partition key, the same for ever."""
        return ALPHABET.index(self.text[0]) * len(ALPHABET) + ALPHABET.index(self.text[1])

    @classmethod
    def _grouped(cls, symbols: str) -> Self:
        return cls("-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4)))
