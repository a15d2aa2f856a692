"""The way back to the GUI's thread: device, queue and sync threads hand their results over here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from ui.qt_typing import Signal, Slot


class GuiThread(QObject):
    """Made on the GUI's thread; `post` may be called from any."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        """Run `action` on the GUI's thread, after what is waiting there already."""
        self._posted.emit(action)

    @Slot(object)
    def _run(self, action: Callable[[], None]) -> None:
        action()
