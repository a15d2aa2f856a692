"""ESC/POS bytes into commands, one byte at a time, as a printer reads them.

Every command's length is known before its data is read, so binary data never becomes a command. A raster
image (GS v 0) is given out row by row: a printer prints it while it arrives.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

NUL, HT, LF, FF, CR, DLE, CAN, ESC, FS, GS = 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x10, 0x18, 0x1B, 0x1C, 0x1D
EOT, ENQ, DC4 = 0x04, 0x05, 0x14

# How many parameter bytes follow the two bytes of a command.
_ESC_PARAMETERS: Final = {
    **dict.fromkeys(map(ord, "@2LSimv<"), 0),
    **dict.fromkeys(map(ord, "!%-3=?ADEGJKMRTUVade{rtu "), 1),
    **dict.fromkeys(map(ord, "$\\c"), 2),
    **dict.fromkeys(map(ord, "p"), 3),
    **dict.fromkeys(map(ord, "W"), 8),
}
_GS_PARAMETERS: Final = {
    **dict.fromkeys(map(ord, ":"), 0),
    **dict.fromkeys(map(ord, "!/BHITabfhjrw"), 1),
    **dict.fromkeys(map(ord, "$LPW\\"), 2),
    **dict.fromkeys(map(ord, "^"), 3),
}
_FS_PARAMETERS: Final = {
    **dict.fromkeys(map(ord, "&."), 0),
    **dict.fromkeys(map(ord, "!-CW"), 1),
    **dict.fromkeys(map(ord, "Sp"), 2),
}
_DC4_PARAMETERS: Final = {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}
_SINGLE: Final = {HT: "HT", LF: "LF", FF: "FF", CR: "CR", CAN: "CAN"}
_CUTS_WITH_FEED: Final = frozenset({65, 66, 97, 98, 103, 104})
_LAST_NUL_ENDED_BARCODE: Final = 6
_THREE_BYTE_COLUMNS: Final = frozenset({32, 33})


@dataclass(frozen=True, slots=True)
class Command:
    """One command under its name in the maker's reference ("GS V"), "text", "raster row" or "unknown"."""

    name: str
    numbers: tuple[int, ...] = ()
    data: bytes = b""
    raw: bytes = b""

    @property
    def real_time(self) -> bool:
        """Whether it is executed when received, not when its turn comes."""
        return self.name.startswith("DLE")


# Yields None to be sent the next byte, or a finished command (what is sent then is ignored).
_Reader: TypeAlias = Generator[Command | None, int, None]
_Numbers: TypeAlias = Generator[Command | None, int, tuple[int, ...]]


class Parser:
    """Reads a stream of bytes; keeps its place in the middle of any command."""

    def __init__(self) -> None:
        self._raw = bytearray()
        self._in_data = False
        self._reader = self._read()
        next(self._reader)

    @property
    def inside_real_time(self) -> bool:
        """Whether a real-time command has begun and not ended."""
        return bool(self._raw and self._raw[0] == DLE and not self._in_data)

    def feed(self, byte: int) -> list[Command]:
        """Take one byte; give the commands it completes."""
        self._raw.append(byte)
        commands = []
        command = self._reader.send(byte)
        while command is not None:
            commands.append(replace(command, raw=bytes(self._raw)))
            self._raw.clear()
            command = self._reader.send(0)
        return commands

    def feed_all(self, data: Iterable[int]) -> list[Command]:
        """Take many bytes; give the commands they complete."""
        return [command for byte in data for command in self.feed(byte)]

    def _read(self) -> _Reader:
        readers = {ESC: self._escape, GS: self._group, FS: self._file, DLE: self._data_link}
        while True:
            byte = yield None
            if byte in readers:
                yield from readers[byte]()
            elif byte in _SINGLE:
                yield Command(_SINGLE[byte])
            else:
                yield Command("text" if byte >= 0x20 else "unknown", (byte,))

    def _escape(self) -> _Reader:
        code = yield None
        name = f"ESC {chr(code)}"
        if code == ord("D"):
            yield Command(name, (yield from self._until_nul()))
        elif code == ord("*"):
            mode, low, high = yield from self._numbers(3)
            columns = (low + 256 * high) * (3 if mode in _THREE_BYTE_COLUMNS else 1)
            yield Command(name, (mode, low + 256 * high), bytes((yield from self._data(columns))))
        elif code == ord("&"):
            yield from self._user_characters(name)
        else:
            yield from self._fixed(name, _ESC_PARAMETERS.get(code))

    def _group(self) -> _Reader:
        code = yield None
        special = {
            ord("v"): self._raster,
            ord("V"): self._cut,
            ord("k"): self._barcode,
            ord("("): lambda: self._sized("GS (", 2),
            ord("8"): lambda: self._sized("GS 8", 4),
            ord("*"): self._downloaded_image,
        }
        if code in special:
            yield from special[code]()
        else:
            yield from self._fixed(f"GS {chr(code)}", _GS_PARAMETERS.get(code))

    def _file(self) -> _Reader:
        code = yield None
        if code == ord("("):
            yield from self._sized("FS (", 2)
        else:
            yield from self._fixed(f"FS {chr(code)}", _FS_PARAMETERS.get(code))

    def _data_link(self) -> _Reader:
        code = DLE
        while code == DLE:  # a byte lost on the wire must not hide the next request
            code = yield None
        if code == EOT:
            (number,) = yield from self._numbers(1)
            extra = (yield from self._numbers(1)) if number in {7, 8, 18} else ()
            yield Command("DLE EOT", (number, *extra))
        elif code == ENQ:
            yield Command("DLE ENQ", (yield from self._numbers(1)))
        elif code == DC4:
            (function,) = yield from self._numbers(1)
            rest = yield from self._numbers(_DC4_PARAMETERS.get(function, 0))
            yield Command("DLE DC4", (function, *rest))
        else:
            yield Command("DLE unknown", (code,))

    def _fixed(self, name: str, parameters: int | None) -> _Reader:
        """A command of known length; an undefined one is dropped with its second byte, as printers do."""
        if parameters is None:
            yield Command("unknown", tuple(name.encode("latin-1")))
        else:
            yield Command(name, (yield from self._numbers(parameters)))

    def _raster(self) -> _Reader:
        code = yield None
        if code != ord("0"):
            yield Command("unknown", (GS, ord("v"), code))
            return
        mode, x_low, x_high, y_low, y_high = yield from self._numbers(5)
        width, rows = x_low + 256 * x_high, y_low + 256 * y_high
        yield Command("GS v 0", (mode, width, rows))
        for _ in range(rows if width else 0):
            row = yield from self._data(width, more=True)
            yield Command("raster row", data=bytes(row))
        self._in_data = False

    def _cut(self) -> _Reader:
        (mode,) = yield from self._numbers(1)
        feed = (yield from self._numbers(1)) if mode in _CUTS_WITH_FEED else ()
        yield Command("GS V", (mode, *feed))

    def _barcode(self) -> _Reader:
        (kind,) = yield from self._numbers(1)
        if kind <= _LAST_NUL_ENDED_BARCODE:
            data = yield from self._until_nul()
        else:
            (length,) = yield from self._numbers(1)
            data = yield from self._data(length)
        yield Command("GS k", (kind,), bytes(data))

    def _sized(self, prefix: str, size_bytes: int) -> _Reader:
        """GS ( x, GS 8 x, FS ( x: a little-endian length, then that many bytes."""
        (code,) = yield from self._numbers(1)
        size = int.from_bytes(bytes((yield from self._numbers(size_bytes))), "little")
        yield Command(f"{prefix} {chr(code)}", data=bytes((yield from self._data(size))))

    def _downloaded_image(self) -> _Reader:
        x, y = yield from self._numbers(2)
        yield Command("GS *", (x, y), bytes((yield from self._data(x * y * 8))))

    def _user_characters(self, name: str) -> _Reader:
        height, first, last = yield from self._numbers(3)
        for _ in range(first, last + 1):
            (width,) = yield from self._numbers(1)
            yield from self._data(width * height)
        yield Command(name, (height, first, last))

    def _numbers(self, count: int) -> _Numbers:
        numbers = []
        for _ in range(count):
            numbers.append((yield None))  # noqa: PERF401 - a comprehension cannot yield
        return tuple(numbers)

    def _data(self, count: int, *, more: bool = False) -> _Numbers:
        """Read binary data; `more` says that further data of the same command follows."""
        self._in_data = count > 0
        numbers = yield from self._numbers(count)
        self._in_data = more
        return numbers

    def _until_nul(self) -> _Numbers:
        numbers = []
        while (byte := (yield None)) != NUL:
            numbers.append(byte)
        return tuple(numbers)
