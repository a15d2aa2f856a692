"""A picture of a piece of paper, drawn from what was printed: dot for dot, letters in a fixed-width font."""

from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from devices.sim.printer.paper.piece import Cell, DotRow, Piece, Placed, TextLine
from devices.sim.printer.settings import Style

PAPER: Final = (250, 248, 241)
INK: Final = (38, 36, 40)
SIDE_MARGIN: Final = 32
"""An 80 mm roll is 640 dots wide, of which the head reaches 576."""

_END_MARGIN: Final = 24
_ADVANCE_PER_SIZE: Final = 0.6  # of the Noto Sans Mono fonts
_BASELINE: Final = 19 / 24
FONT_FOLDERS: Final = (
    Path(__file__).parents[4] / "config" / "fonts",
    Path("/usr/share/fonts/truetype/noto"),  # Debian's fonts-noto-mono and fonts-noto-core
)
_FontFace = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Preview:
    """Draws pieces for a head of `head_width` dots with the first NotoSansMono found in `folders`."""

    def __init__(self, head_width: int, folders: tuple[Path, ...] = FONT_FOLDERS) -> None:
        self._width = head_width + 2 * SIDE_MARGIN
        self._head_width = head_width
        self._letters = Letters(folders)

    def draw(self, piece: Piece, path: Path) -> None:
        """Write `piece` as a PNG into `path`, whatever the path's name."""
        picture = Image.new("RGB", (self._width, piece.length + 2 * _END_MARGIN), PAPER)
        for item in piece.placed:
            if isinstance(item.ink, TextLine):
                self._draw_line(picture, item, item.ink)
            else:
                _draw_row(picture, item.y + _END_MARGIN, item.ink)
        picture.save(path, format="PNG", dpi=(203, 203))

    def _draw_line(self, picture: Image.Image, item: Placed, line: TextLine) -> None:
        for cell in line.cells:
            upside_down = cell.style.upside_down
            x = self._head_width - cell.end if upside_down else cell.x
            y = item.y + line.height - cell.style.cell_height  # letters of one line stand on one baseline
            mask = self._letters.mask(cell.letter, cell.style)
            mask = mask.transpose(Image.Transpose.ROTATE_180) if upside_down else mask
            _draw_cell(picture, (x + SIDE_MARGIN, y + _END_MARGIN), cell, mask)


class Letters:
    """Black-on-white shapes of letters, each drawn once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        bold = _font_file(folders, "Bold")
        self._regular = _font_file(folders, "Regular") or bold
        self._bold = None if bold == self._regular else bold
        self.mask = cache(self._mask)

    def _mask(self, letter: str, style: Style) -> Image.Image:
        """A letter as a mask of exactly its cell."""
        tall = style.cell_height
        narrow = style.cell_width // style.wide * style.tall
        mask = Image.new("L", (narrow, tall), 0)
        pen = ImageDraw.Draw(mask)
        pen.text((0, round(tall * _BASELINE)), letter, fill=255, font=self._font(style), anchor="ls")
        if style.bold and self._bold is None:  # a font without a bold face: strike twice, as printers do
            mask.paste(255, (1, 0), mask.copy())
        return mask.resize((style.cell_width, tall)) if narrow != style.cell_width else mask

    def _font(self, style: Style) -> _FontFace:
        face = (self._bold if style.bold else None) or self._regular
        size = style.cell_width // style.wide * style.tall / _ADVANCE_PER_SIZE
        return _load(face, size)


@cache
def _load(face: Path | None, size: float) -> _FontFace:
    """A font without text shaping: a printer sets one letter per cell, and the shaper fails on some alone."""
    basic = ImageFont.Layout.BASIC
    if face is not None:
        return ImageFont.truetype(str(face), size, layout_engine=basic)
    font = ImageFont.load_default(size)
    return font.font_variant(layout_engine=basic) if isinstance(font, ImageFont.FreeTypeFont) else font


def _font_file(folders: tuple[Path, ...], face: str) -> Path | None:
    """The first NotoSansMono of that face; files may be named with or without a hyphen or a folder."""
    for folder in folders:
        for path in sorted(folder.rglob(f"NotoSansMono*{face}*.ttf")):
            return path
    return None


def _draw_cell(picture: Image.Image, place: tuple[int, int], cell: Cell, mask: Image.Image) -> None:
    style = cell.style
    x, y = place
    pen = ImageDraw.Draw(picture)
    right, bottom = x + style.cell_width - 1, y + style.cell_height - 1
    if style.inverse:
        pen.rectangle((x, y, right, bottom), fill=INK)
    picture.paste(PAPER if style.inverse else INK, (x, y), mask)
    if style.underline and not style.inverse:
        pen.rectangle((x, bottom - style.underline + 1, right, bottom), fill=INK)


def _draw_row(picture: Image.Image, y: int, row: DotRow) -> None:
    if not row.data:
        return
    mask = Image.frombytes("1", (len(row.data) * 8, 1), row.data)
    mask = mask.resize((mask.width * row.wide, row.tall), Image.Resampling.NEAREST)
    picture.paste(INK, (row.x + SIDE_MARGIN, y), mask)
