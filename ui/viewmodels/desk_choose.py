"""Choosing the trámite a caller asks for."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.definition import Definition
from ui.desk_services import DeskSession
from ui.qt_typing import Property, Signal, Slot
from ui.viewmodels.desk_words import NOT_STARTED, OBSTACLES

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_ROWS: Final = 6


@QmlElement
class DeskChooseViewModel(QObject):
    """The search and its rows; one row is marked, and Intro opens it."""

    changed = Signal()

    def __init__(self, desk: DeskSession) -> None:
        super().__init__()
        self._desk = desk
        self._typed = ""
        self._marked = 0

    @Property(str, notify=changed)
    def typed(self) -> str:
        """The caller's words."""
        return self._typed

    @Property("QVariantList", notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        """The trámites that match; one that cannot be captured now says why."""
        return [
            {
                "name": each.name,
                "line": each.result,
                "agency": each.agency.short_name,
                "problem": OBSTACLES.get(self._desk.obstacle(each) or "", ""),
                "marked": number == self._marked,
            }
            for number, each in enumerate(self._found())
        ]

    @Property(str, notify=changed)
    def emptyText(self) -> str:
        """What to say when nothing matches."""
        return "" if self._found() else "Ningún trámite de este escritorio coincide. Pruebe con otra palabra."

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why the trámite was not opened."""
        code = self._desk.trouble
        return OBSTACLES.get(code, NOT_STARTED) if code and self._desk.stage == "choose" else ""

    @Property(str, notify=changed)
    def leftOver(self) -> str:
        """What was stored when the desk ended unexpectedly."""
        folio = self._desk.left_over
        return (
            f"El último trámite sí se guardó antes de que se cerrara. Su folio es {folio}." if folio else ""
        )

    @Slot(str)
    def search(self, text: str) -> None:
        """The caller's words as they are now."""
        self._typed, self._marked = text, 0
        self.changed.emit()

    @Slot(int)
    def move(self, step: int) -> None:
        """Mark the row below or above."""
        self._marked = max(0, min(self._marked + step, len(self._found()) - 1))
        self.changed.emit()

    @Slot()
    def open(self) -> None:
        """Capture the marked trámite."""
        self.openRow(self._marked)

    @Slot(int)
    def openRow(self, row: int) -> None:
        """Capture the trámite of a row."""
        found = self._found()
        if row < len(found):
            self._desk.begin(found[row].id)

    def refresh(self) -> None:
        """The desk changed."""
        if self._desk.stage != "choose":
            self._typed, self._marked = "", 0
        self.changed.emit()

    def forget(self) -> None:
        """The call ended."""
        self._typed, self._marked = "", 0

    def _found(self) -> tuple[Definition, ...]:
        return self._desk.find(self._typed)[:_ROWS]
