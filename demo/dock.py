"""The dock: a panel beside the kiosk that plays mishaps and shows what is really stored.

It is a client of the supervisor and touches nothing of the kiosk, which keeps running if the dock does not.
"""
# ruff: noqa: N802 - QML reads camelCase

import json
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickWindow

from config.model import Settings
from demo.errors import WorldError
from kiosk.app import Kiosk
from ui.qt_typing import Property, Signal, Slot

_LOOK_MS: Final = 700
_REFERENCE_PANEL: Final = (1920, 1080)
_WINDOW: Final = Path(__file__).parent / "qml" / "DockWindow.qml"
_STATE_WORDS: Final = {
    "pending": "por enviar",
    "acknowledged": "recibidos",
    "draft": "en curso",
    "quarantined": "apartados",
    "conflict": "en conflicto",
    "purged": "archivados",
}

_PRINTER_WORDS: Final = {
    "ready": "lista",
    "paper-low": "poco papel",
    "paper-out": "sin papel",
    "cover-open": "tapa abierta",
    "disconnected": "desconectada",
    "fault": "con falla",
}


class DockModel(QObject):
    """What the panel shows, and the orders its buttons give."""

    changed = Signal()

    def __init__(self, socket: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._truth: dict[str, Any] = {}
        self._trouble = ""
        self._path = str(socket)
        self._line = QLocalSocket(self)
        self._line.readyRead.connect(self._read)
        self._line.errorOccurred.connect(self._lost)
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        self._line.connectToServer(self._path)

    @Property(str, notify=changed)
    def network(self) -> str:
        """The line now: up, down, slow, cut."""
        return str(self._truth.get("network", ""))

    @Property(bool, notify=changed)
    def platformOn(self) -> bool:
        """Whether the platform runs."""
        return bool(self._truth.get("platform"))

    @Property(str, notify=changed)
    def printerWords(self) -> str:
        """What is true of the printer."""
        return _PRINTER_WORDS.get(str(self._truth.get("printer")), "no se sabe")

    @Property(str, notify=changed)
    def queueWords(self) -> str:
        """The queue's states with their counts."""
        counts = self._truth.get("queue", {})
        words = [f"{count} {_STATE_WORDS.get(state, state)}" for state, count in counts.items() if count]
        return " · ".join(words) or "vacía"

    @Property(int, notify=changed)
    def held(self) -> int:
        """How many trámites the platform holds."""
        return int(self._truth.get("held", 0))

    @Property(int, notify=changed)
    def slips(self) -> int:
        """How many papers came out."""
        return int(self._truth.get("slips", 0))

    @Property(str, notify=changed)
    def slip(self) -> str:
        """The picture of the last paper, as a URL."""
        path = str(self._truth.get("slip", ""))
        return QUrl.fromLocalFile(path).toString() if path.endswith(".png") else ""

    @Property(bool, notify=changed)
    def slipComplete(self) -> bool:
        """Whether the last paper came out whole."""
        return bool(self._truth.get("slip_complete"))

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why the last order was refused, or nothing."""
        return self._trouble

    @Slot(str)
    def playPrinter(self, mishap: str) -> None:
        """Something happens to the printer."""
        self._send({"do": "printer", "mishap": mishap})

    @Slot(str)
    def playScanner(self, mishap: str) -> None:
        """Something happens to the scanner."""
        self._send({"do": "scanner", "mishap": mishap})

    @Slot(str)
    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        self._send({"do": "scan", "text": text})

    @Slot(str)
    def setNetwork(self, mode: str) -> None:
        """Change the line."""
        self._send({"do": "network", "mode": mode})

    @Slot(bool)
    def setPlatform(self, on: bool) -> None:  # noqa: FBT001 - called by QML
        """Switch the platform on or off."""
        self._send({"do": "platform", "on": on})

    @Slot()
    def restartTerminal(self) -> None:
        """Kill this very process and start it again."""
        self._send({"do": "restart-terminal"})

    def _look(self) -> None:
        if self._line.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._send({"do": "truth"})
        elif self._line.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._line.connectToServer(self._path)

    def _send(self, order: dict[str, Any]) -> None:
        self._line.write(json.dumps(order).encode() + b"\n")
        self._line.flush()

    def _read(self) -> None:
        while self._line.canReadLine():
            answer = json.loads(bytes(self._line.readLine().data()))
            self._trouble = str(answer.get("error", "")) if not answer["ok"] else self._kept_trouble(answer)
            self._truth = answer if answer["ok"] else self._truth
            self.changed.emit()

    def _kept_trouble(self, answer: dict[str, Any]) -> str:
        """A refusal stays on the panel until something else is true."""
        return self._trouble if answer == self._truth else ""

    def _lost(self) -> None:
        self._trouble = "El supervisor de la demostración no contesta."
        self.changed.emit()


def dock_beside(kiosk: Kiosk, socket: Path) -> QQuickWindow:
    """Open one window with the kiosk's scene at the left and the dock at the right, and give it."""
    width, height = panel_pixels(kiosk.settings)
    model = DockModel(socket, kiosk.engine.qml)
    component = QQmlComponent(kiosk.engine.qml, QUrl.fromLocalFile(str(_WINDOW)), model)
    initial = {"model": model, "shell": kiosk.shell, "panelWidth": width, "panelHeight": height}
    window = component.createWithInitialProperties(initial)
    if not isinstance(window, QQuickWindow):
        raise WorldError(f"{_WINDOW.name}: {component.errorString()}")
    kiosk.app.aboutToQuit.connect(window.deleteLater)  # before the engine it was made by
    return window


def panel_pixels(settings: Settings) -> tuple[int, int]:
    """The panel the kiosk is drawn for; the window scales it."""
    if settings.screen.size == "auto":
        return _REFERENCE_PANEL
    width, _, height = settings.screen.size.partition("x")
    return int(width), int(height)
