"""The mechanics: commands become movements of the paper, and movements happen only while there is paper.

Nothing here knows lines to a host: what is asked of the printer is answered elsewhere.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from devices.sim.printer.paper import symbols
from devices.sim.printer.paper.piece import DotRow, Ink, Piece
from devices.sim.printer.receiving.parser import Command
from devices.sim.printer.settings import DOTS_PER_LINE, Settings, changed
from devices.sim.printer.typesetting import LineBuffer, offset

HEAD_TO_CUTTER: Final = 96
"""Dots between head and blade (12 mm): what was printed last still stands behind the blade at a cut,
and every piece begins with that much white."""

_CUTS: Final = frozenset({0, 1, 48, 49})
_CUTS_AFTER_FEED: Final = frozenset({65, 66, 97, 98, 103, 104})
_DOUBLE_WIDE: Final = 1
_DOUBLE_TALL: Final = 2


@dataclass(slots=True)
class Roll:
    """The roll of paper, in dots. A model without a near-end sensor never reports it."""

    full: int
    near_end: int
    near_end_sensor: bool = True
    left: int = 0

    @property
    def out(self) -> bool:
        """Whether the paper-end sensor sees no paper."""
        return self.left <= 0

    @property
    def low(self) -> bool:
        """Whether the near-end sensor sees a thin roll."""
        return self.near_end_sensor and self.left <= self.near_end

    @property
    def lines(self) -> int:
        """Lines of normal spacing still on it."""
        return -(-self.left // DOTS_PER_LINE)


@dataclass(frozen=True, slots=True)
class Advance:
    """Move the paper on by `dots`, printing `ink`; the last row of a symbol carries what the symbol says."""

    dots: int
    ink: Ink | None = None
    code: str | None = None
    barcode: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Let the blade fall."""


Movement: TypeAlias = Advance | Cut


class Mechanism:
    """Turns commands into movements and carries them out one at a time."""

    def __init__(self, columns: int, roll: Roll, finish: Callable[[Piece, bool], None]) -> None:
        """`finish` is given each piece that leaves the printer and whether a cut ended it."""
        self._settings_at_power_up = Settings(head_width=columns * 12)
        self.roll = roll
        self.piece = Piece(length=HEAD_TO_CUTTER)
        self.ignored: list[str] = []
        self._finish = finish
        self._movements: deque[Movement] = deque()
        self._line = LineBuffer()
        self._raster: tuple[int, int] | None = None
        self._settings = self._settings_at_power_up
        self._qr = symbols.QrStore()
        self._graphics: list[DotRow] = []

    @property
    def moving(self) -> bool:
        """Whether movements wait to be carried out."""
        return bool(self._movements)

    @property
    def next_is_cut(self) -> bool:
        """Whether the blade is next."""
        return bool(self._movements) and isinstance(self._movements[0], Cut)

    @property
    def unprinted(self) -> bool:
        """Whether letters wait in the print buffer."""
        return not self._line.empty

    def initialize(self) -> None:
        """ESC @: print buffer and modes as after power-up; the receive buffer stays."""
        self.clear()
        self._settings = self._settings_at_power_up
        self._qr = symbols.QrStore()
        self._graphics = []

    def clear(self) -> None:
        """Drop the print buffer and what was to move; modes stay (DLE ENQ 2)."""
        self._movements.clear()
        self._line.clear()
        self._raster = None

    def tear_off(self, *, roll_changed: bool) -> None:
        """A person takes the paper that hangs out; what comes next begins a new piece."""
        piece, self.piece = self.piece, Piece(roll_changed and not self.piece.blank, HEAD_TO_CUTTER)
        if piece.blank:
            self.piece.raw = piece.raw
        else:
            self._finish(piece, False)  # noqa: FBT003 - no cut ended it

    def move(self) -> int:
        """Carry out the next movement; gives the dots of paper it took."""
        movement = self._movements.popleft()
        if isinstance(movement, Cut):
            self._cut()
            return 0
        self.roll.left = max(self.roll.left - movement.dots, 0)
        self.piece.advance(movement.dots, movement.ink)
        self.piece.codes += [] if movement.code is None else [movement.code]
        self.piece.barcodes += [] if movement.barcode is None else [movement.barcode]
        return movement.dots

    def execute(self, command: Command) -> bool:
        """Take one command; False where it is none that prints, moves or sets anything."""
        settings = changed(self._settings, command)
        if settings is not None:
            self._settings = settings
            return True
        action = self._actions().get(command.name)
        if action is not None:
            action(command)
        return action is not None

    def _actions(self) -> dict[str, Callable[[Command], None]]:
        return {
            "text": self._letter,
            "HT": lambda _: self._line.tab(self._settings),
            "LF": lambda _: self._print_line(),
            "FF": lambda _: self._print_line(),
            "CR": lambda _: None,  # ignored where the printer does not feed by itself, the default
            "CAN": lambda _: None,
            "ESC @": lambda _: self.initialize(),
            "ESC d": self._feed_lines,
            "ESC J": self._feed_dots,
            "ESC i": lambda _: self._movements.append(Cut()),
            "ESC m": lambda _: self._movements.append(Cut()),
            "GS V": self._queue_cut,
            "GS v 0": self._begin_raster,
            "raster row": self._raster_row,
            "GS ( k": self._qr_function,
            "GS ( L": self._graphics_function,
            "GS 8 L": self._graphics_function,
            "GS k": self._barcode,
        }

    def _letter(self, command: Command) -> None:
        if self._line.full(self._settings):
            self._print_line()
        self._line.add(command.numbers[0], self._settings)

    def _print_line(self) -> None:
        line = self._line.take(self._settings)
        height = line.height if line else 0
        self._movements.append(Advance(max(self._settings.spacing, height), line))

    def _feed_lines(self, command: Command) -> None:
        """ESC d n: print, then feed so that n lines have passed in all."""
        if command.numbers[0] == 0 and not self._line.empty:
            self._feed_dots(command)
            return
        for _ in range(command.numbers[0]):
            self._print_line()

    def _feed_dots(self, command: Command) -> None:
        """ESC J n: print and feed n dots; a line is never less tall than its letters."""
        line = self._line.take(self._settings)
        self._movements.append(Advance(max(command.numbers[0], line.height if line else 0), line))

    def _queue_cut(self, command: Command) -> None:
        mode, *feed = command.numbers
        if not self._at_beginning_of_line("GS V"):
            return
        if mode in _CUTS_AFTER_FEED:
            self._movements.extend(_feeds(HEAD_TO_CUTTER + feed[0]))
        if mode in _CUTS or mode in _CUTS_AFTER_FEED:
            self._movements.append(Cut())

    def _cut(self) -> None:
        piece = self.piece
        self.piece = piece.split(max(piece.length - HEAD_TO_CUTTER, 0))
        if not piece.blank:
            self._finish(piece, True)  # noqa: FBT003 - the cut ended it

    def _begin_raster(self, command: Command) -> None:
        mode = command.numbers[0] % 48
        scale = (2 if mode & _DOUBLE_WIDE else 1, 2 if mode & _DOUBLE_TALL else 1)
        self._raster = scale if self._at_beginning_of_line("GS v 0") else None

    def _raster_row(self, command: Command) -> None:
        if self._raster is not None:
            self._queue_row(command.data, *self._raster)

    def _queue_row(self, data: bytes, wide: int = 1, tall: int = 1) -> None:
        """One row of dots at the place ESC a gives it, cut off at the right edge."""
        settings = self._settings
        visible = data[: -(-settings.width // (8 * wide))]
        x = settings.left + offset(len(data) * 8 * wide, settings)
        self._movements.append(Advance(tall, DotRow(x, visible, wide, tall)))

    def _qr_function(self, command: Command) -> None:
        data = self._qr.execute(command.data)
        if data is None or not self._at_beginning_of_line("GS ( k"):
            return
        rows = symbols.qr_rows(self._qr, data)
        for row in rows:
            self._queue_row(row)
        if rows:
            self._movements.append(Advance(0, code=symbols.readable(data)))
        else:
            self.ignored.append("GS ( k: more data than a QR code holds")

    def _graphics_function(self, command: Command) -> None:
        """GS ( L: function 112 stores one picture, functions 2 and 50 print it."""
        match list(command.data):
            case [48, 112, 48, wide, tall, 49, x_low, x_high, _, _, *data] if data:
                width = -(-(x_low + 256 * x_high) // 8)
                rows = [bytes(data[at : at + width]) for at in range(0, len(data), max(width, 1))]
                self._graphics = [DotRow(0, row, wide, tall) for row in rows]
            case [48, 2 | 50] if self._at_beginning_of_line("GS ( L"):
                for row in self._graphics:
                    self._queue_row(row.data, row.wide, row.tall)
            case _:
                self.ignored.append("GS ( L: only functions 112, 2 and 50 are known")

    def _barcode(self, command: Command) -> None:
        if not self._at_beginning_of_line("GS k"):
            return
        kind, settings = command.numbers[0], self._settings
        text = symbols.barcode_text(kind, command.data)
        row = symbols.code128_row(command.data, settings.barcode_module) if kind == symbols.CODE128 else None
        if row is None:
            self.ignored.append(f"GS k {kind}: only CODE128 (73) is drawn, this one is printed as its text")
        for _ in range(settings.barcode_height if row else 0):
            self._queue_row(row or b"")
        if row is None or settings.barcode_text:
            self._print_words(text)
        self._movements.append(Advance(0, barcode=text))

    def _print_words(self, text: str) -> None:
        for byte in text.encode("ascii", errors="replace"):
            self._line.add(byte, self._settings)
        self._print_line()

    def _at_beginning_of_line(self, name: str) -> bool:
        """Commands that the maker makes effective only there are dropped elsewhere, and remembered."""
        if not self._line.empty:
            self.ignored.append(f"{name}: ignored, the line before it was not printed (no LF)")
        return self._line.empty


def _feeds(dots: int) -> list[Advance]:
    """A feed as movements of a line each, so that paper can end in the middle of it."""
    whole, rest = divmod(dots, DOTS_PER_LINE)
    return [Advance(DOTS_PER_LINE)] * whole + ([Advance(rest)] if rest else [])
