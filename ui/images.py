"""Pictures made on demand for QML: icons in a theme colour, the countdown ring, the mark, QR codes.

The software renderer has no effects, so colour goes into the SVG before it is drawn. Addresses:
`image://drawn/` + `icon/<name>/<rrggbb>/<stroke width>` · `ring/<thousandths>/<rrggbb>/<track rrggbb>` ·
`mark/<rrggbb>/<hole rrggbb>` · `qr/<text>`. QML gives the size with `sourceSize`.
"""

from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

PROVIDER: Final = "drawn"
ICONS_FOLDER: Final = Path(__file__).parent / "qml" / "Ventanilla" / "icons"
# Scanners want dark on white whatever the theme.
QR_DARK: Final = "#16201F"
QUIET_MODULES: Final = 4
# Any of the eight masks is read by every reader; comparing all of them costs 60 ms of the GUI thread.
_MASK: Final = 3

_INK: Final = "#000000"
_STROKE: Final = 'stroke-width="1.8"'
_FULL: Final = 1000
_SMALLEST: Final = QSize(24, 24)


@lru_cache(maxsize=128)
def _icon_svg(name: str) -> str:
    return (ICONS_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def icon_svg(name: str, color: str, stroke: str) -> str:
    """The icon's SVG in a colour (#RRGGBB) and stroke width (units of its 24 grid)."""
    return _icon_svg(name).replace(_INK, color).replace(_STROKE, f'stroke-width="{stroke}"')


def ring_svg(thousandths: int, color: str, track: str) -> str:
    """A ring of which the given share is still to run, clockwise from the top."""
    parts = [f'<circle cx="50" cy="50" r="46" stroke="{track}"/>']
    if thousandths >= _FULL:
        parts.append(f'<circle cx="50" cy="50" r="46" stroke="{color}"/>')
    elif thousandths > 0:
        angle = 2 * pi * thousandths / _FULL
        x, y = 50 + 46 * sin(angle), 50 - 46 * cos(angle)
        large = 1 if angle > pi else 0
        parts.append(f'<path d="M50 4A46 46 0 {large} 1 {x:.3f} {y:.3f}" stroke="{color}"/>')
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none"'
    return f'{head} stroke-width="8" stroke-linecap="round">{"".join(parts)}</svg>'


def mark_svg(color: str, hole: str) -> str:
    """The product's mark: an arched window over a counter."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 56">'
        f'<rect width="56" height="56" rx="11" fill="{color}"/>'
        f'<path d="M15 33V21.5A11 11 0 0 1 26 10.5h4a11 11 0 0 1 11 11V33z" fill="{hole}"/>'
        f'<rect x="14" y="36.5" width="28" height="10.5" rx="1.8" fill="{hole}"/></svg>'
    )


def qr_modules(text: str) -> list[list[bool]]:
    """The modules of a QR code for `text`, without quiet zone; True is dark."""
    import qrcode

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _blank(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def draw_svg(svg: str, size: QSize) -> QImage:
    """The SVG drawn into a transparent picture of this size."""
    image = _blank(size)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def draw_qr(text: str, size: QSize) -> QImage:
    """The QR code with its quiet zone, at the largest whole number of pixels per module that fits."""
    modules = qr_modules(text)
    count = len(modules) + 2 * QUIET_MODULES
    scale = max(1, min(size.width(), size.height()) // count)
    image = QImage(QSize(count * scale, count * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    dark = QColor(QR_DARK)
    for y, row in enumerate(modules):
        for x, module in enumerate(row):
            if module:
                left, top = (x + QUIET_MODULES) * scale, (y + QUIET_MODULES) * scale
                painter.fillRect(left, top, scale, scale, dark)
    painter.end()
    return image


class DrawnImages(QQuickImageProvider):
    """Serves `image://drawn/…`; an address it does not know gives an empty picture and a QML warning."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.brand_mark = ""

    def requestImage(self, address: str, size: QSize, requested: QSize) -> QImage:
        """Draw the picture at the requested size and tell Qt which size it became."""
        wanted = requested if requested.isValid() and not requested.isEmpty() else _SMALLEST
        image = self._draw(address.split("/"), wanted)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

    def _draw(self, parts: list[str], size: QSize) -> QImage:
        match parts:
            case ["icon", name, color, stroke] if (ICONS_FOLDER / f"{name}.svg").is_file():
                return draw_svg(icon_svg(name, f"#{color}", stroke), size)
            case ["ring", thousandths, color, track]:
                return draw_svg(ring_svg(int(thousandths), f"#{color}", f"#{track}"), size)
            case ["mark", color, hole]:
                return draw_svg(self.brand_mark or mark_svg(f"#{color}", f"#{hole}"), size)
            case ["qr", *text]:
                return draw_qr(unquote("/".join(text)), size)
            case _:
                return QImage()
