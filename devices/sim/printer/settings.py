"""What the style and layout commands set: pure values, reset by ESC @."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from devices.sim.printer.codepages import NATIONAL_SETS, SLOTS
from devices.sim.printer.receiving.parser import Command

DOTS_PER_LINE: Final = 30
"""The line spacing of ESC 2: 1/6 inch on a head of 180 dots per inch."""

_ASCII_DIGIT: Final = 48


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter looks: `wide` and `tall` multiply font A (12 x 24 dots) or font B (9 x 17)."""

    bold: bool = False
    underline: int = 0
    wide: int = 1
    tall: int = 1
    small: bool = False
    inverse: bool = False
    upside_down: bool = False

    @property
    def cell_width(self) -> int:
        """Dots across."""
        return (9 if self.small else 12) * self.wide

    @property
    def cell_height(self) -> int:
        """Dots down."""
        return (17 if self.small else 24) * self.tall


@dataclass(frozen=True, slots=True)
class Settings:
    """Every mode of the printer that ESC @ resets; measures are dots."""

    head_width: int
    style: Style = field(default_factory=Style)
    align: int = 0
    spacing: int = DOTS_PER_LINE
    left: int = 0
    area: int | None = None
    letter_gap: int = 0
    tab_stops: tuple[int, ...] = tuple(range(8, 256, 8))
    slot: int = 0
    national: int = 0
    barcode_height: int = 162
    barcode_module: int = 3
    barcode_text: int = 0

    @property
    def width(self) -> int:
        """The width of the printing area."""
        room = self.head_width - self.left
        return room if self.area is None else min(self.area, room)


def _styled(settings: Settings, **changes: bool | int) -> Settings:
    return replace(settings, style=replace(settings.style, **changes))  # type: ignore[arg-type] # same fields


def _print_modes(settings: Settings, n: int) -> Settings:
    """ESC ! sets every one of its modes, so it also clears those not asked for."""
    return _styled(
        settings,
        small=bool(n & 0x01),
        bold=bool(n & 0x08),
        tall=2 if n & 0x10 else 1,
        wide=2 if n & 0x20 else 1,
        underline=1 if n & 0x80 else 0,
    )


def _size(settings: Settings, n: int) -> Settings:
    return _styled(settings, tall=(n & 0x07) + 1, wide=((n >> 4) & 0x07) + 1)


def _chosen(n: int, last: int) -> int | None:
    """A choice given as 0, 1, 2 or as the digits "0", "1", "2"; None where the command is out of range."""
    value = n - _ASCII_DIGIT if n >= _ASCII_DIGIT else n
    return value if 0 <= value <= last else None


def _align(settings: Settings, n: int) -> Settings:
    chosen = _chosen(n, 2)
    return settings if chosen is None else replace(settings, align=chosen)


def _underline(settings: Settings, n: int) -> Settings:
    chosen = _chosen(n, 2)
    return settings if chosen is None else _styled(settings, underline=chosen)


def _font(settings: Settings, n: int) -> Settings:
    chosen = _chosen(n, 1)
    return settings if chosen is None else _styled(settings, small=chosen == 1)


def _module(settings: Settings, n: int) -> Settings:
    return replace(settings, barcode_module=n) if 2 <= n <= 6 else settings


_WITH_ONE_NUMBER: Final[dict[str, Callable[[Settings, int], Settings]]] = {
    "ESC E": lambda settings, n: _styled(settings, bold=bool(n & 1)),
    "ESC G": lambda settings, n: _styled(settings, bold=bool(n & 1)),
    "ESC -": _underline,
    "ESC !": _print_modes,
    "GS !": _size,
    "ESC M": _font,
    "GS B": lambda settings, n: _styled(settings, inverse=bool(n & 1)),
    "ESC {": lambda settings, n: _styled(settings, upside_down=bool(n & 1)),
    "ESC a": _align,
    "ESC 3": lambda settings, n: replace(settings, spacing=n),
    "ESC  ": lambda settings, n: replace(settings, letter_gap=n),
    "ESC t": lambda settings, n: replace(settings, slot=n) if n in SLOTS else settings,
    "ESC R": lambda settings, n: replace(settings, national=n) if n in NATIONAL_SETS else settings,
    "GS h": lambda settings, n: replace(settings, barcode_height=max(n, 1)),
    "GS w": _module,
    "GS H": lambda settings, n: replace(settings, barcode_text=_chosen(n, 3) or 0),
}

_NO_EFFECT: Final = frozenset(
    {"ESC %", "ESC &", "ESC =", "ESC c", "ESC U", "ESC V", "ESC T", "ESC S", "GS f"}
)
"""Read and kept without a visible effect here: no user-defined letters, panel keys or page mode."""


def changed(settings: Settings, command: Command) -> Settings | None:
    """The settings after `command`, or None where it is not a command that sets something."""
    if command.name in _WITH_ONE_NUMBER:
        return _WITH_ONE_NUMBER[command.name](settings, command.numbers[0])
    match command:
        case Command("ESC 2"):
            return replace(settings, spacing=DOTS_PER_LINE)
        case Command("GS L", (low, high)):
            return replace(settings, left=min(low + 256 * high, settings.head_width - 12))
        case Command("GS W", (low, high)):
            return replace(settings, area=max(low + 256 * high, 12))
        case Command("ESC D", stops):
            return replace(settings, tab_stops=stops)
        case _:
            return settings if command.name in _NO_EFFECT else None
