"""Command lengths as the maker's reference gives them."""

from hypothesis import given
from hypothesis import strategies as st

from devices.sim.printer.receiving.parser import Parser
from tests.unit.devices.sim.bench import raster


def names(data: bytes) -> list[str]:
    return [command.name for command in Parser().feed_all(data)]


def test_each_command_takes_exactly_its_parameters() -> None:
    lengths = {
        b"\x1b@": "ESC @",
        b"\x1bt\x10": "ESC t",
        b"\x1ba\x01": "ESC a",
        b"\x1bE\x01": "ESC E",
        b"\x1b-\x01": "ESC -",
        b"\x1b!\x30": "ESC !",
        b"\x1d!\x11": "GS !",
        b"\x1bM\x01": "ESC M",
        b"\x1bd\x03": "ESC d",
        b"\x1bJ\x1e": "ESC J",
        b"\x1b2": "ESC 2",
        b"\x1b3\x1e": "ESC 3",
        b"\x1dB\x01": "GS B",
        b"\x1b{\x01": "ESC {",
        b"\x1bR\x0c": "ESC R",
        b"\x1b%\x00": "ESC %",
        b"\x1dL\x00\x00": "GS L",
        b"\x1dW\x40\x02": "GS W",
        b"\x1dh\x50": "GS h",
        b"\x1dw\x02": "GS w",
        b"\x1dH\x02": "GS H",
        b"\x1dV\x00": "GS V",
        b"\x1dV\x01": "GS V",
        b"\x1dV\x41\x00": "GS V",
        b"\x1dV\x42\x10": "GS V",
        b"\x1dk\x04ABC\x00": "GS k",
        b"\x1dk\x49\x05{BABC": "GS k",
        b"\x1d(k\x03\x001C\x06": "GS ( k",
        b"\x1d(H\x06\x0000AB01": "GS ( H",
        b"\x1bp\x00\x19\xfa": "ESC p",
        b"\x1da\xff": "GS a",
        b"\x1dr\x01": "GS r",
        b"\x1dI\x43": "GS I",
        b"\x10\x04\x01": "DLE EOT",
        b"\x10\x05\x02": "DLE ENQ",
        b"\x10\x14\x01\x00\x05": "DLE DC4",
        b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08": "DLE DC4",
    }
    for data, name in lengths.items():
        assert names(data + b"x") == [name, "text"], data


def test_binary_data_never_becomes_a_command() -> None:
    data = b"\x1b@\x1dV\x00\x1bp\x00\x19\xfa\n\x10\x04\x01"

    assert names(raster(len(data), 1, data) + b"x") == ["GS v 0", "raster row", "text"]


def test_an_image_is_given_out_row_by_row_while_it_arrives() -> None:
    parser = Parser()

    first = parser.feed_all(raster(2, 3, b"\xff\xff\x01\x02\x03"))
    rest = parser.feed_all(b"\x04x")

    assert [command.name for command in first] == ["GS v 0", "raster row", "raster row"]
    assert [command.name for command in rest] == ["raster row", "text"]


def test_an_undefined_command_is_dropped_with_its_second_byte() -> None:
    assert names(b"\x1b\x01A\x1dzB") == ["unknown", "text", "unknown", "text"]


@given(st.binary(max_size=300), st.data())
def test_any_split_of_any_stream_gives_the_same_commands(stream: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(stream)))
    parser = Parser()

    assert parser.feed_all(stream[:cut]) + parser.feed_all(stream[cut:]) == Parser().feed_all(stream)


@given(st.binary(max_size=300))
def test_every_byte_belongs_to_exactly_one_command(stream: bytes) -> None:
    commands = Parser().feed_all(stream)

    assert stream.startswith(b"".join(command.raw for command in commands))
