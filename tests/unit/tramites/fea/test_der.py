"""DER: what is written is read back, and no byte string does anything but read or raise DerError."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tramites.fea import der

tags = st.sampled_from([der.INTEGER, der.OCTET_STRING, 0x0C, 0x13, 0x14])
leaves = st.builds(der.encode, tags, st.binary(max_size=300))
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4).map(lambda parts: der.sequence(*parts)), max_leaves=12
)
moments = st.integers(-600_000_000, 200_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def again(element: der.Element) -> bytes:
    """Written once more from what was read."""
    if element.tag & 0x20:
        return der.encode(element.tag, *(again(child) for child in element.children()))
    return der.encode(element.tag, element.content)


def walk(element: der.Element) -> None:
    if element.tag & 0x20:
        for child in element.children():
            walk(child)


@given(trees)
def test_what_is_written_is_read_back(encoded: bytes) -> None:
    element = der.read(encoded)

    assert element.raw == encoded
    assert again(element) == encoded


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_only_one_encoding_is_read(data: bytes) -> None:
    try:
        element = der.read(data)
        walk(element)
    except der.DerError:
        return
    assert again(element) == data


@given(trees, st.data())
def test_a_cut_element_is_refused(encoded: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(encoded) - 1))

    with pytest.raises(der.DerError):
        der.read(encoded[:end])


@given(trees, st.binary(min_size=1, max_size=4))
def test_nothing_may_follow(encoded: bytes, more: bytes) -> None:
    with pytest.raises(der.DerError):
        der.read(encoded + more)


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x80\x00\x00",  # indefinite
        b"\x04\x81\x01a",  # not the shortest length
        b"\x04\x82\x00\x80" + b"a" * 128,  # a zero in front
        b"\x04\x85\x00\x00\x00\x00\x01a",  # five length bytes
        b"\x04\xff",
        b"\x1f\x81\x01\x00",  # a tag of two bytes
        b"",
        b"\x04",
    ],
)
def test_what_der_does_not_allow_is_refused(data: bytes) -> None:
    with pytest.raises(der.DerError):
        der.read(data)


def test_a_definite_length_whose_last_byte_is_80_is_read() -> None:
    encoded = der.sequence(der.octets(b"a" * 380))

    assert encoded[:4] == b"\x30\x82\x01\x80"
    assert len(der.read_sequence(encoded)) == 1


@given(st.lists(st.binary(max_size=6).map(der.octets), max_size=6))
def test_a_set_is_sorted_by_encoding(parts: list[bytes]) -> None:
    assert [child.raw for child in der.read(der.set_of(*parts)).children()] == sorted(parts)


@given(st.integers(0, 2**160))
def test_integers_are_never_negative(value: int) -> None:
    content = der.read(der.integer(value)).content

    assert int.from_bytes(content, "big", signed=True) == value
    assert len(content) == value.bit_length() // 8 + 1


@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 2**128 - 1), max_size=6))
def test_object_identifiers_come_back(first: int, second: int, rest: list[int]) -> None:
    dotted = ".".join(str(arc) for arc in (first, second, *rest))

    assert der.oid_of(der.read(der.oid(dotted))) == dotted


@pytest.mark.parametrize("content", [b"", b"\x55\x84", b"\x55" + b"\xff" * 4000 + b"\x01"])
def test_a_broken_object_identifier_is_refused(content: bytes) -> None:
    with pytest.raises(der.DerError):
        der.oid_of(der.read(der.encode(der.OBJECT_IDENTIFIER, content)))


@given(moments)
def test_times_come_back_and_change_their_form_in_2050(moment: datetime) -> None:
    element = der.read(der.time(moment))

    assert element.tag == (der.UTC_TIME if moment.year < 2050 else der.GENERALIZED_TIME)
    if moment.year >= 1969:
        assert der.time_of(element) == moment


@pytest.mark.parametrize(
    "text", [b"2611201530Z", b"261120153000", b"261320153000Z", b"26112015300\xb2Z", b"2 1120153000Z"]
)
def test_a_time_not_written_as_der_demands_is_refused(text: bytes) -> None:
    with pytest.raises(der.DerError):
        der.time_of(der.read(der.encode(der.UTC_TIME, text)))


def test_only_times_are_times() -> None:
    with pytest.raises(der.DerError):
        der.time_of(der.read(der.null()))


@pytest.mark.parametrize(
    ("tag", "content", "text"),
    [
        (0x14, b"\xd1", "Ñ"),
        (0x14, "Ñ".encode(), "Ã\x91"),  # UTF-8 inside T61String, as in the SAT's OCSP certificates
        (0x0C, "Ñ".encode(), "Ñ"),
        (0x13, b"\xd1", "Ñ"),
        (0x1E, b"\x00\xd1", "Ñ"),
        (0x1C, b"\x00\x00\x00\xd1", "Ñ"),
        (0x03, b"\x00\xd1", "Ñ"),
    ],
)
def test_strings_of_every_kind_are_read(tag: int, content: bytes, text: str) -> None:
    assert der.text_of(der.read(der.encode(tag, content))) == text


@pytest.mark.parametrize(("tag", "content"), [(0x1E, b"\x00"), (0x1C, b"\x00\x11\x00\x00")])
def test_a_string_cut_in_half_is_refused(tag: int, content: bytes) -> None:
    with pytest.raises(der.DerError):
        der.text_of(der.read(der.encode(tag, content)))


def test_what_was_not_expected_is_named() -> None:
    with pytest.raises(der.DerError, match="expected the tag 0x30, found 0x05"):
        der.read_sequence(der.null())
    with pytest.raises(der.DerError, match="holds no others"):
        der.read(der.null()).children()
