"""Keeps the kiosk in service: tells systemd that the screen lives, and marks when a citizen is at it.

systemd starts the kiosk anew when it stops drawing (packaging/systemd/ventanilla-kiosk.service). The pings
come from the GUI thread and are tied to frames: a thread that pings for a dead screen would be worse than
none. The protocol is one datagram per message, sd_notify(3). `WATCHDOG_PID` is not looked at: systemd's
process is the compositor, the kiosk is its child (`NotifyAccess=all`).
"""

import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import structlog
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.chart import State
from kiosk.session import Session
from ui.qt_typing import Slot

BUSY_FILE: Final = "busy"
"""While it exists in the service's runtime folder a citizen is at the kiosk: an upgrade waits."""

_NOBODY: Final = frozenset({State.START, State.OUT_OF_SERVICE})
_PINGS_PER_LIMIT: Final = 3  # two may be late and the screen still counts as alive
_USEC_PER_MS: Final = 1000
_log = structlog.get_logger(__name__)


class ServiceManager:
    """The socket of systemd; without one, as on a developer's machine, nothing is said."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        limit = environment.get("WATCHDOG_USEC", "")
        self.ping_ms = int(limit) // _USEC_PER_MS // _PINGS_PER_LIMIT if limit.isdigit() else 0
        """Milliseconds between two pings; 0 when no watchdog waits for them."""

    def tell(self, state: str) -> None:
        """Send one message; a socket that is gone is logged, a citizen does not suffer for it."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.sendto(state.encode("ascii"), address)
        except OSError as error:
            _log.warning("service.not-told", state=state, reason=error.strerror)


class ScreenWatch(QObject):
    """READY=1 with the first frame; from then on WATCHDOG=1 for as long as frames are really drawn."""

    def __init__(self, window: QQuickWindow, manager: ServiceManager) -> None:
        super().__init__()
        self._window = window
        self._manager = manager
        self._drawn = False
        self._ready = False
        self._timer = QTimer(self)
        self._timer.setInterval(manager.ping_ms)
        self._timer.timeout.connect(self._look)
        # With the GPU's renderer the signal comes from another thread; queued, it arrives on this one.
        window.frameSwapped.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Stop watching, before the window goes; systemd is told that ending is meant."""
        self._timer.stop()
        self._window.frameSwapped.disconnect(self._on_frame)
        self._manager.tell("STOPPING=1")

    @Slot()
    def _on_frame(self) -> None:
        self._drawn = True
        if self._ready:
            return
        self._ready = True
        self._manager.tell("READY=1\nWATCHDOG=1")
        if self._manager.ping_ms:
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        """Ping when a frame was drawn since the last look, and ask for the next one.

        A window that is not exposed (the panel is switched off) draws nothing and is not to blame.
        """
        if self._drawn or not self._window.isExposed():
            self._manager.tell("WATCHDOG=1")
        self._drawn = False
        self._window.update()


def mark_busy(session: Session, folder: Path) -> None:
    """Keep the file `busy` in `folder` while a citizen is at the kiosk."""
    mark = folder / BUSY_FILE

    def look() -> None:
        if session.state in _NOBODY:
            mark.unlink(missing_ok=True)
        else:
            mark.touch()

    session.subscribe(look)


def keep_in_service(app: QGuiApplication, window: QQuickWindow, session: Session) -> ScreenWatch:
    """Watch over window and session, as this process's environment asks, until the event loop ends."""
    runtime = os.environ.get("RUNTIME_DIRECTORY", "")
    if runtime:
        mark_busy(session, Path(runtime))
    watch = ScreenWatch(window, ServiceManager(os.environ))
    app.aboutToQuit.connect(watch.close)
    return watch
