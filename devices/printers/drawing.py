"""Rows of a receipt as pictures of dots: for letters a code page lacks, for QR codes and for the preview."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from devices.contract import Align
from devices.printers.layout import QrRow, TextRow, clusters, columns_of
from devices.printers.profiles import CELL_DOTS, PrinterProfile

LINE_DOTS: Final = 30
"""Height of a line: one sixth of an inch, what a printer feeds after ESC @."""

RULE_DOTS: Final = 2
RULE_MARGIN_DOTS: Final = 10

PAPER: Final = 255
INK: Final = 0

_FONT_SIZE: Final = 20  # Noto Sans Mono is 0.6 em wide: 12 dots
_BASELINE: Final = 22
_SYSTEM_FONTS: Final = Path("/usr/share/fonts/truetype/noto")  # Debian: fonts-noto-mono, fonts-noto-core
_NAMES: Final = {
    True: ("NotoSansMono-Bold.ttf", "NotoSans-Bold.ttf", "NotoSansMono-Regular.ttf", "NotoSans-Regular.ttf"),
    False: ("NotoSansMono-Regular.ttf", "NotoSansMono-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
}


class Typeface:
    """The bundled fixed-width letters, drawn into the printer's own character cells."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def draw(self, row: TextRow, profile: PrinterProfile) -> Image.Image:
        """One line of text in grey, as wide as the paper."""
        enlarged = 2 if row.double else 1
        cell = CELL_DOTS * enlarged
        picture = Image.new("L", (profile.dots, LINE_DOTS * enlarged), PAPER)
        pen = ImageDraw.Draw(picture)
        x = _left_edge(row, profile.dots, cell)
        font = _font(self._fonts, row.bold, _FONT_SIZE * enlarged)
        for cluster, cells in clusters(row.text):
            pen.text((x, _BASELINE * enlarged), cluster, font=font, fill=INK, anchor="ls")
            x += cells * cell
        return picture


def draw_qr(row: QrRow) -> Image.Image:
    """A QR code with its quiet zone, one dot per dot."""
    side = len(row.modules)
    dots = bytes(INK if dark else PAPER for line in row.modules for dark in line)
    small = Image.frombytes("L", (side, side), dots)
    return small.resize((side * row.scale, side * row.scale), Image.Resampling.NEAREST)


def draw_rule(profile: PrinterProfile) -> Image.Image:
    """A fine line across the paper."""
    return Image.new("L", (profile.dots, RULE_DOTS), INK)


def centred(picture: Image.Image, dots: int) -> Image.Image:
    """The picture with white to its left, so that it stands in the middle whatever the printer thinks."""
    left = max(0, (dots - picture.width) // 2)
    wide = Image.new("L", (left + picture.width, picture.height), PAPER)
    wide.paste(picture, (left, 0))
    return wide


def _left_edge(row: TextRow, dots: int, cell: int) -> int:
    if row.align is Align.LEFT:
        return 0
    return max(0, (dots - columns_of(row.text) * cell) // 2)


@lru_cache(maxsize=16)
def _font(fonts: Path, bold: bool, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:  # noqa: FBT001  # a cache key
    for name in _NAMES[bold]:
        for folder in (fonts, _SYSTEM_FONTS):
            if (folder / name).is_file():
                return ImageFont.truetype(folder / name, size)
    return ImageFont.load_default(size)
