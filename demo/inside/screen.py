"""What is on the glass now, and whether it stands still."""

from typing import Any

from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickWindow

from demo.inside.items import shown_page, shown_texts
from demo.inside.tree import visible_nodes


def describe_screen(window: QQuickWindow) -> dict[str, Any]:
    """The page on top, the texts a person reads and the names a blind person hears."""
    nodes = list(visible_nodes(window))
    names = [text for node in nodes for text in (node.name, node.value) if text]
    return {
        "page": shown_page(window),
        "heading": next((node.name for node in nodes if node.role == QAccessible.Role.Heading), ""),
        "texts": list(dict.fromkeys(shown_texts(window) + names)),
    }


class FrameCounter:
    """Counts drawn frames: a glass on which nothing is drawn stands still."""

    def __init__(self, window: QQuickWindow) -> None:
        self.frames = 0
        window.afterRendering.connect(self._count)

    def _count(self) -> None:
        self.frames += 1
