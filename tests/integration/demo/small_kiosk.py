"""A window with the habits of the kiosk, small enough to test the finger that touches it."""

import os
import sys
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software", QT_NO_GLIB="1")

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from demo.control import ControlServer
from demo.probe import Probe


def main() -> int:
    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.load(QUrl.fromLocalFile(str(Path(__file__).with_name("SmallKiosk.qml"))))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    probe = Probe()
    probe.begin_at_first_frame(window)
    server = ControlServer(window, probe, Path(sys.argv[1]))
    print("ready", flush=True)
    code = app.exec()
    server.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main())
