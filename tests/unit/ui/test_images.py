import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtSvg import QSvgRenderer

from ui.engine import QML_FOLDER
from ui.images import ICONS_FOLDER, DrawnImages, draw_qr, draw_svg, icon_svg, ring_svg

ICONS = sorted(path.stem for path in ICONS_FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_in_the_colour_asked_and_inside_its_grid(app: QGuiApplication, name: str) -> None:
    image = draw_svg(icon_svg(name, "#93140F", "1.8"), QSize(96, 96))

    inked = [(x, y) for x in range(96) for y in range(96) if image.pixelColor(x, y).alpha() == 255]
    assert inked
    colors = [image.pixelColor(x, y) for x, y in inked]
    # One step of rounding at the edges of a stroke is the painter's own.
    assert {color.name() for color in colors} <= {"#93140f", "#92140f"}
    assert all(3 <= x <= 92 and 3 <= y <= 92 for x, y in inked)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_holds_only_strokes(name: str) -> None:
    svg = icon_svg(name, "#000000", "1.8")

    assert re.fullmatch(r"<svg [^>]*>(?:<(?:path|circle|rect) [^>]*/>)+</svg>\s*", svg)
    assert 'fill="none"' in svg


def test_every_icon_named_in_qml_is_drawn() -> None:
    named = set()
    for file in QML_FOLDER.rglob("*.qml"):
        named |= set(
            re.findall(r'(?:iconName|icon|Icon|name): "([a-z][a-z-]+)"', file.read_text(encoding="utf-8"))
        )

    assert named <= set(ICONS)


@pytest.mark.parametrize("thousandths", [0, 1, 499, 500, 501, 999, 1000])
def test_the_ring_is_an_svg_at_every_second(app: QGuiApplication, thousandths: int) -> None:
    assert QSvgRenderer(ring_svg(thousandths, "#0C4A47", "#BFD9D4").encode()).isValid()


def test_a_code_has_its_quiet_zone_and_whole_pixels(app: QGuiApplication) -> None:
    image = draw_qr("V1|2A7K-M229-8QF4-31WX", QSize(370, 370))

    assert image.width() <= 370
    assert image.pixelColor(0, 0) == QColor("#FFFFFF")
    assert {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())} == {
        "#ffffff",
        "#16201f",
    }


def test_an_unknown_picture_is_empty_not_a_crash(app: QGuiApplication) -> None:
    images = DrawnImages()

    assert images.requestImage("icon/no-such-icon/000000/2", QSize(), QSize(24, 24)).isNull()
    assert images.requestImage("secret/file", QSize(), QSize(24, 24)).isNull()


def test_icons_stand_where_the_package_takes_them_from() -> None:
    assert Path(ICONS_FOLDER).is_relative_to(QML_FOLDER)
