"""The visible items of a scene, and which of them a finger would meet.

`findChild` misses what Repeater and Loader make, so everything here walks `childItems`.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow

# They accept the button only for links and selection, and let everything else through.
_TEXT_ONLY = "QQuickText"
_PASSIVE_HANDLERS = frozenset({"QQuickPointHandler", "QQuickHoverHandler"})


def visible_items(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Every visible item in painting order: what is drawn last comes last."""
    yield from _visible_below(window.contentItem())


def _visible_below(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() == 0:
        return
    children = sorted(item.childItems(), key=QQuickItem.z)  # stable: siblings of one z keep their order
    for child in children:
        if child.z() < 0:
            yield from _visible_below(child)
    yield item
    for child in children:
        if child.z() >= 0:
            yield from _visible_below(child)


def scene_rect(item: QQuickItem) -> QRectF:
    """Where the item lies in its window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def receiver_at(window: QQuickWindow, point: QPointF) -> QQuickItem | None:
    """The topmost item at a point of the scene that would get a touch."""
    receiver = None
    for item in visible_items(window):
        if _takes_touches(item) and scene_rect(item).contains(point):
            receiver = item
    return receiver


def _takes_touches(item: QQuickItem) -> bool:
    if item.acceptedMouseButtons() == Qt.MouseButton.NoButton and not item.acceptTouchEvents():
        return False
    return not item.inherits(_TEXT_ONLY) and not _only_watches(item)


def _only_watches(item: QQuickItem) -> bool:
    """An overlay whose handlers are all passive sees touches and lets them through."""
    names = {child.metaObject().className() for child in item.children()}
    handlers = {name for name in names if name.startswith("QQuick") and name.endswith("Handler")}
    return bool(handlers) and handlers <= _PASSIVE_HANDLERS


def is_within(item: QQuickItem, ancestor: QQuickItem) -> bool:
    """Whether `item` is `ancestor` or lies anywhere below it."""
    current: QQuickItem | None = item
    while current is not None:
        if current == ancestor:
            return True
        current = current.parentItem()
    return False


def shown_page(window: QQuickWindow) -> str | None:
    """The name of the page on top: the last visible item called "page-<name>"."""
    name = None
    for item in visible_items(window):
        if item.objectName().startswith("page-"):
            name = item.objectName().removeprefix("page-")
    return name


def shown_texts(window: QQuickWindow) -> list[str]:
    """Every text a person can read, in painting order, each once."""
    texts: dict[str, None] = {}
    for item in visible_items(window):
        for text in (item.property("text"), item.property("displayText")):
            if isinstance(text, str) and text.strip():
                texts[text.strip()] = None
    return list(texts)
