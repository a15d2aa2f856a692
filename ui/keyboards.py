"""Keyboard layouts are data: a JSON file per layout, pages of rows of keys."""

import json
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlSingleton

from ui.qt_typing import Property, Signal

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1

KEYBOARDS_FOLDER: Final = Path(__file__).parent / "qml" / "Ventanilla" / "keyboards"
_ACTIONS: Final = frozenset({"erase", "shift", "space", "page"})

Key = dict[str, Any]


def key_of(written: str | Key, names: dict[str, str]) -> Key:
    """One key with every member QML reads: cap, insert, action, page, icon, width, name."""
    given: Key = {"cap": written} if isinstance(written, str) else written
    cap = given.get("cap", "")
    key = {"cap": cap, "insert": given.get("insert", cap), "action": "", "page": "", "icon": "", "width": 1}
    key["name"] = names.get(cap, cap)
    key.update(given)
    if key["action"] and key["action"] not in _ACTIONS:
        raise ValueError(f"unknown key action {key['action']!r}")
    return key


def load_layouts(folder: Path = KEYBOARDS_FOLDER) -> dict[str, dict[str, Any]]:
    """Every layout of a folder by its identifier (the file's name)."""
    names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    layouts = {}
    for path in sorted(folder.glob("*.json")):
        if path.stem != "names":
            layout = json.loads(path.read_text(encoding="utf-8"))
            pages = {page: _rows(rows, names) for page, rows in layout["pages"].items()}
            layouts[path.stem] = {**layout, "pages": pages}
    return layouts


def _rows(rows: list[list[str | Key]], names: dict[str, str]) -> list[list[Key]]:
    return [[key_of(written, names) for written in row] for row in rows]


@QmlElement
@QmlSingleton
class KeyboardLayouts(QObject):
    """The layouts for QML, read once when the engine first asks."""

    layoutsChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layouts = load_layouts()

    @Property("QVariantMap", notify=layoutsChanged)
    def layouts(self) -> dict[str, dict[str, Any]]:
        """Layout by identifier: columns, start page, pages of rows of keys."""
        return self._layouts
