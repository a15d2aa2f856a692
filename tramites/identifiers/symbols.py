"""The 31 symbols a citizen reads aloud, and the arithmetic of their check symbol."""

from typing import Final

# No I, L, O, U or Z: on thermal paper and by telephone they become 1, 1, 0, V and 2.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXY"
MISREADINGS: Final = str.maketrans("ILOUZ", "110V2")


def as_symbols(number: int, length: int) -> str:
    """`number` in base 31, `length` symbols; higher digits are cut off."""
    symbols = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[digit])
    return "".join(reversed(symbols))


def check_symbol(symbols: str) -> str:
    """Weighted sum modulo 31 (a prime): one wrong symbol or one swapped pair always shows."""
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(symbols, start=2))
    return ALPHABET[total % len(ALPHABET)]


def as_typed(text: str) -> str:
    """What was typed or scanned, without spaces and hyphens and with the usual misreadings undone."""
    return "".join(text.upper().split()).replace("-", "").translate(MISREADINGS)
