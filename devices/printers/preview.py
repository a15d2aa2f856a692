"""What the paper will look like, as text and as a picture."""

import io
from pathlib import Path
from typing import Final, assert_never

from PIL import Image, ImageDraw, ImageOps

from devices.contract import Align, Receipt
from devices.printers.drawing import (
    LINE_DOTS,
    PAPER,
    RULE_MARGIN_DOTS,
    Typeface,
    centred,
    draw_qr,
    draw_rule,
)
from devices.printers.layout import BlankRow, LineRow, QrRow, Row, TextRow, columns_of, lay_out
from devices.printers.profiles import PrinterProfile

_MARGIN_DOTS: Final = 32  # 4 mm on each side: 80 mm paper, 72 mm printed
_END_DOTS: Final = 48
_TOOTH_DOTS: Final = 8
_PAPER_COLOUR: Final = (252, 251, 247)
_INK_COLOUR: Final = (38, 36, 40)
_DESK_COLOUR: Final = (206, 205, 201)


def preview_text(receipt: Receipt, profile: PrinterProfile) -> str:
    """The receipt as lines of text, at most as wide as the paper has columns."""
    lines = [line for row in lay_out(receipt, profile) for line in _as_lines(row, profile)]
    return "\n".join(lines) + "\n"


def preview_png(receipt: Receipt, profile: PrinterProfile, fonts: Path) -> bytes:
    """The receipt as a PNG picture, one pixel per dot."""
    typeface = Typeface(fonts)
    strips = [_as_strip(row, profile, typeface) for row in lay_out(receipt, profile)]
    height = sum(strip.height for strip in strips) + 2 * _END_DOTS
    sheet = Image.new("L", (profile.dots + 2 * _MARGIN_DOTS, height), PAPER)
    y = _END_DOTS
    for strip in strips:
        sheet.paste(strip, (_MARGIN_DOTS, y))
        y += strip.height
    stored = io.BytesIO()
    _on_paper(sheet).save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _as_lines(row: Row, profile: PrinterProfile) -> list[str]:
    match row:
        case TextRow():
            return [_placed(row, profile.columns)]
        case LineRow():
            return ["─" * profile.columns]
        case QrRow(_, _, data):
            return [f"[QR] {data}"]
        case BlankRow(lines):
            return [""] * lines
        case _:
            assert_never(row)


def _placed(row: TextRow, columns: int) -> str:
    text = row.text.replace("\N{NO-BREAK SPACE}", " ")
    if row.align is Align.LEFT:
        return text
    width = columns_of(text) * (2 if row.double else 1)
    return " " * ((columns - width) // 2) + text


def _as_strip(row: Row, profile: PrinterProfile, typeface: Typeface) -> Image.Image:
    match row:
        case TextRow():
            return typeface.draw(row, profile)
        case LineRow():
            return ImageOps.expand(draw_rule(profile), (0, RULE_MARGIN_DOTS), PAPER)
        case QrRow():
            return centred(draw_qr(row), profile.dots)
        case BlankRow(lines):
            return Image.new("L", (profile.dots, lines * LINE_DOTS), PAPER)
        case _:
            assert_never(row)


def _on_paper(sheet: Image.Image) -> Image.Image:
    """Ink on thermal paper, cut off below by the printer's saw edge."""
    paper = ImageOps.colorize(sheet, _INK_COLOUR, _PAPER_COLOUR)
    pen = ImageDraw.Draw(paper)
    for x in range(0, paper.width, 2 * _TOOTH_DOTS):
        low, high = paper.height, paper.height - _TOOTH_DOTS
        pen.polygon([(x, high), (x + _TOOTH_DOTS, low), (x, low)], fill=_DESK_COLOUR)
        pen.polygon(
            [(x + 2 * _TOOTH_DOTS, high), (x + _TOOTH_DOTS, low), (x + 2 * _TOOTH_DOTS, low)],
            fill=_DESK_COLOUR,
        )
    return paper
