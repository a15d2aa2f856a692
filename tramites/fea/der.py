"""DER, read and written by hand: the SAT's names break the libraries, and what is signed is never re-encoded.

The reader takes definite, shortest lengths of at most four bytes; anything else is an error (ITU-T X.690).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from tramites.errors import ExpectedError

INTEGER: Final = 0x02
BIT_STRING: Final = 0x03
OCTET_STRING: Final = 0x04
NULL: Final = 0x05
OBJECT_IDENTIFIER: Final = 0x06
UTC_TIME: Final = 0x17
GENERALIZED_TIME: Final = 0x18
SEQUENCE: Final = 0x30
SET: Final = 0x31
_CONSTRUCTED: Final = 0x20
_HIGH_TAG: Final = 0x1F
_LONG_LENGTH: Final = 0x80
_MOST_LENGTH_BYTES: Final = 4
# T61String, BMPString, UniversalString; every other string is read as UTF-8, then as Latin-1.
_ENCODINGS: Final = {0x14: "latin-1", 0x1E: "utf-16-be", 0x1C: "utf-32-be"}
_WIDEST_ARC: Final = 128  # bits: a UUID is the widest arc there is
_FIRST_GENERALIZED_YEAR: Final = 2050  # RFC 5280, 4.1.2.5
_TIMES: Final = {UTC_TIME: "%y%m%d%H%M%SZ", GENERALIZED_TIME: "%Y%m%d%H%M%SZ"}


class DerError(ExpectedError):
    """These bytes are not DER, or not the DER that was expected."""

    code = "der.malformed"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag byte, what it holds, and its whole encoding exactly as found."""

    tag: int
    content: bytes = field(repr=False)
    raw: bytes = field(repr=False)

    def expect(self, tag: int) -> "Element":
        """This element, if its tag is as said."""
        if self.tag != tag:
            raise DerError(f"expected the tag 0x{tag:02X}, found 0x{self.tag:02X}")
        return self

    def children(self) -> tuple["Element", ...]:
        """What a constructed element holds."""
        if not self.tag & _CONSTRUCTED:
            raise DerError(f"the element 0x{self.tag:02X} holds no others")
        found, place = [], 0
        while place < len(self.content):
            child = _read_at(self.content, place)
            found.append(child)
            place += len(child.raw)
        return tuple(found)


def read(data: bytes) -> Element:
    """The one element these bytes are; nothing may follow it."""
    element = _read_at(data, 0)
    if len(element.raw) != len(data):
        raise DerError(f"{len(data) - len(element.raw)} bytes follow the element")
    return element


def read_sequence(data: bytes) -> tuple[Element, ...]:
    """What the one SEQUENCE these bytes are holds."""
    return read(data).expect(SEQUENCE).children()


def _read_at(data: bytes, start: int) -> Element:
    if len(data) < start + 2:
        raise DerError(f"the data end inside a header, at byte {start}")
    if data[start] & _HIGH_TAG == _HIGH_TAG:
        raise DerError(f"a tag of more than one byte, at byte {start}")
    begin, length = _length_at(data, start + 1)
    if len(data) < begin + length:
        raise DerError(f"the element at byte {start} is longer than the data")
    end = begin + length
    return Element(data[start], data[begin:end], data[start:end])


def _length_at(data: bytes, place: int) -> tuple[int, int]:
    """Where the content begins and how long it is."""
    first = data[place]
    if first < _LONG_LENGTH:
        return place + 1, first
    count = first & ~_LONG_LENGTH
    digits = data[place + 1 : place + 1 + count]
    if not 1 <= count <= _MOST_LENGTH_BYTES or len(digits) < count:
        raise DerError(f"the length at byte {place} is indefinite, too long or cut off")
    length = int.from_bytes(digits, "big")
    if length < _LONG_LENGTH or digits[0] == 0:
        raise DerError(f"the length at byte {place} is not the shortest one")
    return place + 1 + count, length


def text_of(element: Element) -> str:
    """A string of any kind. T61String holds Latin-1; a BIT STRING, where the SAT writes one, too."""
    if element.tag == BIT_STRING:
        return element.content[1:].decode("latin-1")
    encoding = _ENCODINGS.get(element.tag)
    if encoding is None:
        return _utf8_or_latin1(element.content)
    try:
        return element.content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DerError(f"a string is not {encoding}") from error


def _utf8_or_latin1(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("latin-1")


def oid_of(element: Element) -> str:
    """An object identifier, dotted."""
    content = element.expect(OBJECT_IDENTIFIER).content
    if not content or content[-1] & _LONG_LENGTH:
        raise DerError("an object identifier is cut off")
    arcs, arc = [], 0
    for byte in content:
        arc = arc << 7 | byte & 0x7F
        if arc.bit_length() > _WIDEST_ARC:
            raise DerError("an object identifier is too wide")
        if not byte & _LONG_LENGTH:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(str(each) for each in (first, arcs[0] - 40 * first, *arcs[1:]))


def time_of(element: Element) -> datetime:
    """An instant, in UTC."""
    form = _TIMES.get(element.tag)
    if form is None:
        raise DerError(f"the element 0x{element.tag:02X} is no time")
    try:
        moment = datetime.strptime(element.content.decode("ascii"), form).replace(tzinfo=UTC)
    except ValueError as error:
        raise DerError("a time is not written as DER demands") from error
    if time(moment) != element.raw:
        raise DerError("a time is not written as DER demands")
    return moment


def encode(tag: int, *contents: bytes) -> bytes:
    """One element around these bytes."""
    content = b"".join(contents)
    if len(content) < _LONG_LENGTH:
        return bytes((tag, len(content))) + content
    digits = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG_LENGTH | len(digits))) + digits + content


def sequence(*contents: bytes) -> bytes:
    """SEQUENCE."""
    return encode(SEQUENCE, *contents)


def set_of(*contents: bytes) -> bytes:
    """SET OF: sorted by encoding, as DER demands."""
    return encode(SET, *sorted(contents))


def octets(content: bytes) -> bytes:
    """OCTET STRING."""
    return encode(OCTET_STRING, content)


def context(number: int, *contents: bytes) -> bytes:
    """A constructed element `[number]`."""
    return encode(0xA0 | number, *contents)


def integer(value: int) -> bytes:
    """INTEGER, not negative."""
    return encode(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def null() -> bytes:
    """NULL."""
    return encode(NULL)


def oid(dotted: str) -> bytes:
    """OBJECT IDENTIFIER."""
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    return encode(OBJECT_IDENTIFIER, *(_base128(arc) for arc in (40 * first + second, *rest)))


def time(moment: datetime) -> bytes:
    """UTCTime, or GeneralizedTime from 2050 on; whole seconds, UTC."""
    instant = moment.astimezone(UTC)
    tag = UTC_TIME if 1950 <= instant.year < _FIRST_GENERALIZED_YEAR else GENERALIZED_TIME  # noqa: PLR2004  # RFC 5280
    return encode(tag, instant.strftime(_TIMES[tag]).encode("ascii"))


def _base128(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(arc & 0x7F | _LONG_LENGTH)
    return bytes(reversed(digits))
