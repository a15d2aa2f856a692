import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication

from ui.engine import (
    FONT_FILES,
    FONTS_FOLDER,
    QML_FOLDER,
    ScreenEngine,
    ScreenLoadError,
    load_fonts,
    prepare_environment,
)

# Counts what 100 calls of each kind cost True and None, then emits often enough to die if they leak.
LOSES_REFERENCES = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Bell(QObject):
    rung = Signal()
    told = Signal(bool)
app = QCoreApplication([])
bell = Bell()
true, none = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(100):
    bell.rung.emit(); bell.told.emit(True); app.processEvents(); bell.setObjectName("x")
    bell.blockSignals(False); app.sendPostedEvents()
lost = max(true - sys.getrefcount(True), none - sys.getrefcount(None))
for _ in range(4000):
    bell.rung.emit()
print(lost)
"""


def test_signals_lose_no_references() -> None:
    child = subprocess.run(
        [sys.executable, "-c", LOSES_REFERENCES], capture_output=True, text=True, check=True
    )

    assert int(child.stdout) <= 10


def test_the_packaged_fonts_are_the_ones_in_use(app: QGuiApplication) -> None:
    assert {"Noto Sans", "Noto Sans Display", "Noto Sans Mono"} <= set(QFontDatabase.families())
    assert app.font().family() == "Noto Sans"
    assert (FONTS_FOLDER / "OFL.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE") == 1


@pytest.mark.parametrize("letter", "ñÑ¿¡áéíóúüĀāēīōūɨʉḵẍꞌʼ’")
def test_the_fonts_have_the_letters_of_mexico(app: QGuiApplication, letter: str) -> None:
    assert QFontMetrics(QFont("Noto Sans")).inFontUcs4(ord(letter))


def test_a_missing_font_is_named(app: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(ScreenLoadError, match=FONT_FILES[0]):
        load_fonts(tmp_path)


@pytest.mark.qt_log_ignore("failed to load component")
def test_a_screen_that_does_not_exist_is_named(app: QGuiApplication) -> None:
    engine = ScreenEngine()

    with pytest.raises(ScreenLoadError, match="NoSuchScreen"):
        engine.load("NoSuchScreen")
    engine.close()


def test_every_component_is_in_the_module() -> None:
    folder = QML_FOLDER / "Ventanilla"
    listed = set((folder / "qmldir").read_text(encoding="utf-8").split())

    files = {
        file.relative_to(folder).as_posix()
        for part in ("components", "gallery")
        for file in folder.glob(f"{part}/*.qml")
    }
    assert files - listed == set()


@pytest.mark.parametrize(("renderer", "backend"), [("software", "software"), ("gpu", "")])
def test_a_site_chooses_who_draws(monkeypatch: pytest.MonkeyPatch, renderer: str, backend: str) -> None:
    monkeypatch.setenv("QT_QUICK_BACKEND", "x")
    monkeypatch.delenv("QT_QUICK_BACKEND")

    prepare_environment(renderer)

    assert os.environ["QT_QUICK_BACKEND"] == backend
