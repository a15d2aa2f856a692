"""What a person with a ruler would check on a screen: sizes, gaps, cut texts, names."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from tests.screens.conftest import Stage

# 52 du are 12.9 mm; the floor is 12.7 mm.
LEAST_SIDE_DU = 52
LEAST_GAP_DU = 10
_ROUNDING_DU = 1.6


def cut_texts(stage: Stage) -> list[str]:
    """Texts that do not show whole, or stand outside the window or under the bar."""
    window = QRectF(0, 0, stage.window.width(), stage.window.height())
    return [_described(stage, item) for item in stage.texts() if _is_cut(stage, item, window)]


def _is_cut(stage: Stage, item: QQuickItem, window: QRectF) -> bool:
    if item.property("truncated"):
        return item.objectName() != "tramiteName"  # the header may give up the end of a long name
    painted_width, painted_height = item.property("paintedWidth"), item.property("paintedHeight")
    slack = 2 * stage.unit
    wide = painted_width > item.width() + slack
    tall = painted_height > item.height() + slack + item.property("font").pixelSize() * 0.3
    place = stage.rect(item)
    outside = not window.adjusted(-2, -2, 2, 2).contains(place)
    return wide or tall or outside or _is_behind_bar(stage, item, place)


def _is_behind_bar(stage: Stage, item: QQuickItem, place: QRectF) -> bool:
    bars = [each for each in stage.items() if each.objectName() in ("bar", "keyboard") and each.height() > 0]
    shown = [bar for bar in bars if bar not in _ancestors(item) and not _covered(stage)]
    return any(_overlap(stage.rect(bar), place) > stage.unit * 4 for bar in shown)


def _covered(stage: Stage) -> bool:
    return any(each.objectName() == "dialog" for each in stage.items())


def _overlap(one: QRectF, other: QRectF) -> float:
    both = one.intersected(other)
    return min(both.width(), both.height()) if both.isValid() else 0.0


def _ancestors(item: QQuickItem) -> Iterator[QQuickItem]:
    above = item.parentItem()
    while above is not None:
        yield above
        above = above.parentItem()


def overlapping_texts(stage: Stage) -> list[str]:
    """Pairs of texts drawn over each other."""
    texts = [(item, _ink(stage, item)) for item in _top_layer(stage, stage.texts())]
    return [
        f"{_described(stage, one)} / {_described(stage, other)}"
        for (one, place), (other, second) in combinations(texts, 2)
        if _overlap(place, second) > stage.unit * 6
    ]


def _ink(stage: Stage, item: QQuickItem) -> QRectF:
    """Where the letters are, without the air of the line above and below them."""
    place = stage.rect(item)
    spare = item.property("font").pixelSize() * 0.22
    width = min(place.width(), item.property("paintedWidth"))
    height = min(place.height(), item.property("paintedHeight"))
    top = place.center().y() - height / 2
    return QRectF(place.left(), top + spare, width, max(1.0, height - 2 * spare))


def _top_layer(stage: Stage, items: list[QQuickItem]) -> list[QQuickItem]:
    dialogs = [each for each in stage.items() if each.objectName() == "dialog"]
    return [item for item in items if not dialogs or dialogs[-1] in _ancestors(item)]


def small_targets(stage: Stage) -> list[str]:
    """Controls smaller than a fingertip needs, or not wholly on the screen."""
    least = LEAST_SIDE_DU * stage.unit - 1
    window = QRectF(-1, -1, stage.window.width() + 2, stage.window.height() + 2)
    return [
        _described(stage, item)
        for item in _top_layer(stage, stage.controls())
        if min(item.width(), item.height()) < least or not window.contains(stage.rect(item))
    ]


def crowded_targets(stage: Stage) -> list[str]:
    """Pairs of controls with too little room between them."""
    gap = (LEAST_GAP_DU - _ROUNDING_DU) * stage.unit / 2
    places = [(item, stage.rect(item)) for item in _top_layer(stage, stage.controls())]
    return [
        f"{_described(stage, one)} / {_described(stage, other)}"
        for (one, place), (other, second) in combinations(places, 2)
        if place.adjusted(-gap, -gap, gap, gap).intersects(second.adjusted(-gap, -gap, gap, gap))
    ]


def primaries(stage: Stage) -> list[QQuickItem]:
    """The filled buttons that can be seen."""
    found = [item for item in stage.items() if item.metaObject().className().startswith("PrimaryButton")]
    return _top_layer(stage, found)


def headings(stage: Stage) -> list[str]:
    """What is announced as a heading."""
    found = [item for item in stage.items() if item.metaObject().className().startswith("Heading")]
    return [str(item.property("text")) for item in _top_layer(stage, found)]


def names(stage: Stage) -> list[str]:
    """The accessible name of each control."""
    controls = _top_layer(stage, stage.controls())
    return [QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name) for item in controls]


def _described(stage: Stage, item: QQuickItem) -> str:
    place = stage.rect(item)
    sides = (place.x(), place.y(), place.width(), place.height())
    x, y, width, height = (round(each / stage.unit) for each in sides)
    name = item.objectName() or item.metaObject().className()
    return f"{name} «{item.property('text')}» [{x},{y} {width}x{height}]"
