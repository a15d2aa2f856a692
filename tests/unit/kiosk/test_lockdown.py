"""systemd hears of the screen: at the first frame, and then only while frames are drawn."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.lockdown import BUSY_FILE, ScreenWatch, ServiceManager, mark_busy
from tests.unit.kiosk.fakes import Bench
from ui.engine import build_app

FOREVER_USEC = str(3600 * 1_000_000)  # no timer fires by itself: each look is the test's own
SHORT_USEC = "30000"
PATIENCE_ROUNDS = 1_000


class NotifySocket:
    """Stands where systemd listens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(path))
        self._line.setblocking(False)

    def heard(self) -> list[str]:
        """What was said since the last call."""
        messages = []
        while True:
            try:
                messages.append(self._line.recv(4096).decode())
            except BlockingIOError:
                return messages

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[NotifySocket]:
    notify = NotifySocket(tmp_path / "notify")
    yield notify
    notify.close()


@pytest.fixture
def window() -> Iterator[QQuickWindow]:
    build_app(["ventanilla-tests"])
    window = QQuickWindow()
    window.resize(32, 32)
    yield window
    window.close()
    window.deleteLater()


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(PATIENCE_ROUNDS):
        if condition():
            return
        QTest.qWait(5)
    raise AssertionError("it never happened")


def manager(systemd: NotifySocket, limit: str = FOREVER_USEC) -> ServiceManager:
    return ServiceManager({"NOTIFY_SOCKET": str(systemd.path), "WATCHDOG_USEC": limit})


def test_nothing_is_said_before_a_frame_was_drawn(window: QQuickWindow, systemd: NotifySocket) -> None:
    watch = ScreenWatch(window, manager(systemd))

    assert systemd.heard() == []
    watch.close()


def test_the_first_frame_makes_the_kiosk_ready_once(window: QQuickWindow, systemd: NotifySocket) -> None:
    watch = ScreenWatch(window, manager(systemd))
    frames: list[None] = []
    window.frameSwapped.connect(lambda: (frames.append(None), window.update()))
    window.show()

    wait_until(lambda: len(frames) >= 3)

    assert systemd.heard() == ["READY=1\nWATCHDOG=1"]
    watch.close()


def test_a_screen_that_draws_is_pinged_for(window: QQuickWindow, systemd: NotifySocket) -> None:
    watch = ScreenWatch(window, manager(systemd, SHORT_USEC))
    window.show()
    heard: list[str] = []

    wait_until(lambda: bool(heard.extend(systemd.heard()) or heard.count("WATCHDOG=1") >= 3))

    watch.close()


def test_a_screen_that_stopped_drawing_gets_no_ping(window: QQuickWindow, systemd: NotifySocket) -> None:
    watch = ScreenWatch(window, manager(systemd))
    window.show()
    wait_until(lambda: bool(systemd.heard()))
    watch._look()  # the ping of the first frame
    systemd.heard()

    watch._look()  # no turn of the event loop in between: nothing was drawn

    assert systemd.heard() == []
    watch.close()


def test_a_panel_that_is_switched_off_is_no_dead_kiosk(window: QQuickWindow, systemd: NotifySocket) -> None:
    watch = ScreenWatch(window, manager(systemd))
    window.show()
    wait_until(lambda: bool(systemd.heard()))
    window.hide()
    wait_until(lambda: not window.isExposed())
    watch._look()
    systemd.heard()

    watch._look()

    assert systemd.heard() == ["WATCHDOG=1"]
    watch.close()


def test_leaving_is_told_and_nothing_follows(window: QQuickWindow, systemd: NotifySocket) -> None:
    watch = ScreenWatch(window, manager(systemd, SHORT_USEC))
    window.show()
    wait_until(lambda: bool(systemd.heard()))

    watch.close()

    assert systemd.heard()[-1] == "STOPPING=1"


def test_without_systemd_nothing_is_said_and_no_watchdog_is_served(window: QQuickWindow) -> None:
    silent = ServiceManager({})

    silent.tell("READY=1")

    assert silent.ping_ms == 0


def test_three_pings_fit_in_systemds_limit(systemd: NotifySocket) -> None:
    assert manager(systemd, "20000000").ping_ms == 6666


def test_a_socket_that_is_gone_does_not_disturb_the_kiosk(systemd: NotifySocket) -> None:
    systemd.path.unlink()

    manager(systemd).tell("WATCHDOG=1")

    assert systemd.heard() == []


def test_a_citizen_at_the_kiosk_is_marked_until_they_leave(bench: Bench, tmp_path: Path) -> None:
    mark_busy(bench.session, tmp_path)

    bench.session.start()
    marked = (tmp_path / BUSY_FILE).exists()
    bench.session.leave()

    assert marked
    assert not (tmp_path / BUSY_FILE).exists()
