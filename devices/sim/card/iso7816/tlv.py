"""Tag, length, value as cards write them (BER-TLV, ISO/IEC 7816-4, 5.2.2)."""

from collections.abc import Iterator


class BrokenTlvError(Exception):
    """What was sent is no sequence of tag, length, value."""


def tlv(tag: int, *contents: bytes) -> bytes:
    """One object; tags of one to three bytes."""
    content = b"".join(contents)
    return tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big") + _length(len(content)) + content


def objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of one level, with tags of one byte.

    Raises:
        BrokenTlvError: the lengths do not agree with the size.
    """
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            raise BrokenTlvError
        tag, size, at = data[at], data[at + 1], at + 2
        if size >= 0x80:
            more = size & 0x7F
            size, at = int.from_bytes(data[at : at + more], "big"), at + more
        if at + size > len(data):
            raise BrokenTlvError
        yield tag, data[at : at + size]
        at += size


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes((size,))
    count = (size.bit_length() + 7) // 8
    return bytes((0x80 | count,)) + size.to_bytes(count, "big")
