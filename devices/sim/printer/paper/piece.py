"""Paper: the pieces a person can hold, from the head to the cut, with everything that stands on them."""

from dataclasses import dataclass, field
from typing import TypeAlias

from devices.sim.printer.settings import DOTS_PER_LINE, Style

_COLUMN_DOTS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One letter and where its left edge stands, in dots."""

    x: int
    letter: str
    style: Style

    @property
    def end(self) -> int:
        """The dot after its right edge."""
        return self.x + self.style.cell_width


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line; `height` is that of its tallest letter."""

    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        """Dots down."""
        return max((cell.style.cell_height for cell in self.cells), default=0)

    @property
    def inked(self) -> bool:
        """Whether anything of it is seen."""
        return any(cell.letter != " " or cell.style.inverse or cell.style.underline for cell in self.cells)

    def text(self) -> str:
        """The line as characters, gaps as blanks."""
        out, end = "", 0
        for cell in self.cells:
            out += " " * round((cell.x - end) / _COLUMN_DOTS) + cell.letter
            end = cell.end
        return out.rstrip()


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row of dots, most significant bit left; `wide` and `tall` say how large each dot is."""

    x: int
    data: bytes
    wide: int = 1
    tall: int = 1

    @property
    def inked(self) -> bool:
        """Whether any dot is black."""
        return any(self.data)


Ink: TypeAlias = TextLine | DotRow


@dataclass(frozen=True, slots=True)
class Placed:
    """Something printed, `y` dots below the upper edge of its piece and `advance` dots of paper long."""

    y: int
    advance: int
    ink: Ink


@dataclass(slots=True)
class Piece:
    """One piece of paper. `continues`: its beginning hung on another piece when the roll was changed."""

    continues: bool = False
    length: int = 0
    placed: list[Placed] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    codes: list[str] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return not any(item.ink.inked for item in self.placed)

    def advance(self, dots: int, ink: Ink | None) -> None:
        """Move the paper on, printing `ink` at the place left behind."""
        if ink is not None:
            self.placed.append(Placed(self.length, dots, ink))
        self.length += dots

    def text(self) -> str:
        """The lines of text from top to bottom, empty ones for the gaps between."""
        lines: list[str] = []
        bottom: int | None = None
        for item in self.placed:
            if isinstance(item.ink, TextLine) and item.ink.inked:
                lines += [""] * (0 if bottom is None else (item.y - bottom) // DOTS_PER_LINE)
                lines.append(item.ink.text())
                bottom = item.y + item.advance
        return "\n".join(lines)

    def split(self, at: int) -> "Piece":
        """Cut at `at` dots: this piece keeps what is above, the rest is returned and stays in the printer."""
        rest = Piece(length=self.length - at)
        rest.placed = [Placed(item.y - at, item.advance, item.ink) for item in self.placed if item.y >= at]
        self.placed = [item for item in self.placed if item.y < at]
        self.length = at
        return rest
