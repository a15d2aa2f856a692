"""How large a design unit is on a given panel, and which arrangement of the page fits there."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final

# One design unit on the reference panel: 21.5 inches, 1920 × 1080.
REFERENCE_PITCH_MM: Final = 0.248
_MM_PER_INCH: Final = 25.4
_LONG_SIDE: Final = 1920
_SHORT_SIDE: Final = 1080
# A panel measured with a card is never exact to the last digit.
_TOLERANCE_DU: Final = 1.0

# Text mode 1 to 4: how much text and how much titles grow.
TEXT_FACTORS: Final = (0.78, 1.0, 1.34, 1.80)
TITLE_FACTORS: Final = (0.88, 1.0, 1.16, 1.30)
NORMAL_TEXT: Final = 2


class LayoutClass(StrEnum):
    """The arrangement of a page. UNSUPPORTED is too small for forms: the installer refuses it."""

    WIDE = "wide"
    PORTRAIT = "portrait"
    COMPACT = "compact"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Metrics:
    """Pixels per design unit, the canvas in design units and the class it falls in."""

    unit: float
    canvas_width: float
    canvas_height: float
    layout: LayoutClass


def pitch_of(width_px: int, height_px: int, inches: float) -> float:
    """Millimetres per pixel of a panel with the given diagonal."""
    return inches * _MM_PER_INCH / sqrt(width_px**2 + height_px**2)


def measure(width_px: float, height_px: float, pitch_mm: float) -> Metrics:
    """Metrics of a window: it grows with the room, and never below the physical size."""
    fit = (
        min(width_px / _SHORT_SIDE, height_px / _LONG_SIDE)
        if height_px > width_px
        else min(width_px / _LONG_SIDE, height_px / _SHORT_SIDE)
    )
    unit = max(fit, REFERENCE_PITCH_MM / pitch_mm)
    width, height = width_px / unit, height_px / unit
    return Metrics(unit, width, height, _layout(width, height))


def _layout(width: float, height: float) -> LayoutClass:
    def holds(least_width: float, least_height: float) -> bool:
        return width >= least_width - _TOLERANCE_DU and height >= least_height - _TOLERANCE_DU

    if height > width:
        return LayoutClass.PORTRAIT if holds(1000, 1700) else LayoutClass.UNSUPPORTED
    if holds(1800, 1000):
        return LayoutClass.WIDE
    return LayoutClass.COMPACT if holds(1200, 760) else LayoutClass.UNSUPPORTED
