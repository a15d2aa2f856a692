"""The PIN of staff: digits are kept here as bytes, never shown, and wiped with the page."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from ui.qt_typing import Property, Signal, Slot
from ui.services import StaffEntry
from ui.staff_texts import NOBODY, NOT_CHECKED, locked, wrong_pin

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_LEAST: Final = 6
_MOST: Final = 12


@QmlElement
class StaffViewModel(QObject):
    """Counts the digits for the page; only the terminal sees which they are."""

    changed = Signal()

    def __init__(self, entry: StaffEntry) -> None:
        super().__init__()
        self._entry = entry
        self._digits = bytearray()
        entry.subscribe(self.changed.emit)

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many digits were typed."""
        return len(self._digits)

    @Property(int, constant=True)
    def most(self) -> int:
        """How many there may be."""
        return _MOST

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """Whether the pad waits after wrong tries."""
        return self._entry.locked_seconds > 0

    @Property(bool, notify=changed)
    def checking(self) -> bool:
        """Whether a PIN is being compared."""
        return self._entry.checking

    @Property(bool, notify=changed)
    def canEnter(self) -> bool:
        """Whether there is a PIN to try."""
        return len(self._digits) >= _LEAST and not self._entry.checking and not self._entry.locked_seconds

    @Property(str, notify=changed)
    def message(self) -> str:
        """Why nobody entered, or nothing."""
        match self._entry.problem:
            case "":
                return ""
            case "wrong":
                return wrong_pin(self._entry.tries_left)
            case "locked":
                return locked(self._entry.locked_seconds)
            case "nobody":
                return NOBODY
            case _:
                return NOT_CHECKED

    @Slot()
    def touchMark(self) -> None:
        """The mark of the start screen was touched."""
        self._entry.mark_touched()

    @Slot(str)
    def digit(self, digit: str) -> None:
        """One more digit; past the longest PIN there is, none."""
        if (
            len(digit) == 1
            and digit in "0123456789"
            and len(self._digits) < _MOST
            and not self._entry.checking
        ):
            self._digits += digit.encode("ascii")
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        if self._digits:
            self._digits[-1:] = b""
            self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Try it; the digits leave this page whatever the answer is."""
        if self.canEnter:
            pin = bytearray(self._digits)
            self._wipe()
            self._entry.enter(pin)

    @Slot()
    def close(self) -> None:
        """Back to the start screen."""
        self._wipe()
        self._entry.close()

    def refresh(self, page: str) -> None:
        """The session changed: off this page, no digit stays."""
        if page != "staff-pin":
            self._wipe()
        self.changed.emit()

    def _wipe(self) -> None:
        self._digits[:] = bytes(len(self._digits))
        self._digits.clear()
        self.changed.emit()
