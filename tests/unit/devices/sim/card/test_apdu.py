"""Commands in every form of ISO/IEC 7816-4, and a log that never holds a PIN."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from devices.sim.card.apdu_log import ApduLog, redacted
from devices.sim.card.iso7816.apdu import Command, WrongLengthError


@pytest.mark.parametrize(
    ("command", "data", "expected"),
    [
        ("00A40400", "", 256),
        ("00C0000010", "", 16),
        ("00C0000000", "", 256),
        ("00200080020102", "0102", 256),
        ("0020008002010210", "0102", 16),
        ("002000800201020A", "0102", 10),
        ("0020008002010200", "0102", 256),
        ("00CB3FFF000000", "", 65536),
        ("00CB3FFF000200", "", 512),
        ("0087079A0000020102", "0102", 65536),
        ("0087079A00000201020000", "0102", 65536),
        ("0087079A00000201020100", "0102", 256),
    ],
)
def test_short_and_extended_commands_are_read(command: str, data: str, expected: int) -> None:
    read = Command.parse(bytes.fromhex(command))

    assert (read.data.hex(), read.expected) == (data, expected)


@pytest.mark.parametrize(
    "command", ["", "002000", "002000800901", "00200080020102FFFF", "0087079A000005AA", "0087079A0000"]
)
def test_lengths_that_lie_are_refused(command: str) -> None:
    with pytest.raises(WrongLengthError):
        Command.parse(bytes.fromhex(command))


@given(st.binary(max_size=600))
def test_any_bytes_are_a_command_or_a_wrong_length(raw: bytes) -> None:
    try:
        command = Command.parse(raw)
    except WrongLengthError:
        return
    assert command.data in raw


@given(
    st.sampled_from([0x00, 0x10, 0x0C, 0xFF]),
    st.sampled_from([0x20, 0x24, 0x2C]),
    st.text("0123456789", min_size=4, max_size=8),
    st.booleans(),
)
def test_no_digit_of_a_pin_reaches_the_log(cla: int, ins: int, digits: str, extended: bool) -> None:
    body = digits.encode().ljust(8, b"\xff") * 2
    length = b"\x00\x00\x10" if extended else b"\x10"
    header = bytes((cla, ins, 0, 0x80))
    assume(digits not in header.hex())  # these may be told: they say which command it was
    command = header + length + body
    log = ApduLog()

    log.add(0, 1, command, b"\x63\xc2")

    assert digits.encode().hex() not in str(log.as_json())
    assert digits not in str(log.as_json())


def test_a_redacted_command_still_tells_what_it_was() -> None:
    assert redacted(bytes.fromhex("0020008008313233343536FFFF")) == "00200080 [9 bytes]"
    assert redacted(bytes.fromhex("00CB3FFF055C035FC105")) == "00cb3fff055c035fc105"


def test_an_answer_that_never_came_has_no_status() -> None:
    log = ApduLog()

    log.add(1, 7, bytes.fromhex("00A40400"), None)

    assert log.as_json() == [{"n": 7, "slot": 1, "command": "00a40400", "status": None, "answer_bytes": 0}]
