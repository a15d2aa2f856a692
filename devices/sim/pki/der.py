"""Writes DER by hand (ITU-T X.690): SAT uses string types that certificate libraries refuse to write."""

from datetime import UTC, datetime
from typing import Final

_PRINTABLE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")
_FIRST_GENERALIZED_YEAR: Final = 2050  # RFC 5280, 4.1.2.5

NULL: Final = bytes.fromhex("0500")
TRUE: Final = bytes.fromhex("0101ff")


def value(tag: int, *contents: bytes) -> bytes:
    """One value: tag, definite length, contents."""
    content = b"".join(contents)
    if len(content) < 128:
        return bytes((tag, len(content))) + content
    size = (len(content).bit_length() + 7) // 8
    return bytes((tag, 128 | size)) + len(content).to_bytes(size, "big") + content


def sequence(*contents: bytes) -> bytes:
    """A SEQUENCE of values already encoded."""
    return value(0x30, *contents)


def set_of_one(content: bytes) -> bytes:
    """A SET with one member, which needs no sorting."""
    return value(0x31, content)


def integer(number: int) -> bytes:
    """A non-negative INTEGER."""
    return value(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def octets(content: bytes) -> bytes:
    """An OCTET STRING."""
    return value(0x04, content)


def bits(content: bytes, unused: int = 0) -> bytes:
    """A BIT STRING; `unused` bits at its end do not count."""
    return value(0x03, bytes((unused,)), content)


def named_bits(*positions: int) -> bytes:
    """A BIT STRING of named bits: those at `positions` are set, and no zero bit stands at the end."""
    last = max(positions)
    number = sum(1 << (last - position) for position in positions)
    unused = -(last + 1) % 8
    return bits((number << unused).to_bytes((last + 8) // 8, "big"), unused)


def identifier(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER."""
    first, second, *others = (int(arc) for arc in dotted.split("."))
    return value(0x06, *(_base_128(arc) for arc in (first * 40 + second, *others)))


def text(words: str) -> bytes:
    """A PrintableString where its letters allow it, else what SAT writes: Latin-1 in a T61String."""
    if _PRINTABLE.issuperset(words):
        return value(0x13, words.encode("ascii"))
    return value(0x14, words.encode("latin-1"))


def utf8(words: str) -> bytes:
    """A UTF8String."""
    return value(0x0C, words.encode())


def ia5(words: str) -> bytes:
    """An IA5String."""
    return value(0x16, words.encode("ascii"))


def instant(moment: datetime) -> bytes:
    """A UTCTime until 2049, then a GeneralizedTime; both to the second, in UTC."""
    utc = moment.astimezone(UTC)
    if utc.year < _FIRST_GENERALIZED_YEAR:
        return value(0x17, utc.strftime("%y%m%d%H%M%SZ").encode())
    return value(0x18, utc.strftime("%Y%m%d%H%M%SZ").encode())


def explicit(number: int, content: bytes) -> bytes:
    """A context tag around a value."""
    return value(0xA0 | number, content)


def _base_128(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(0x80 | arc & 0x7F)
    return bytes(reversed(digits))
