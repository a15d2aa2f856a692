"""A stage for screens: a real engine and window without a display, real touches, and what is seen on it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from ui.engine import ScreenEngine, build_app
from ui.metrics import pitch_of

# The design's test panels: width, height, inches.
PANELS = {
    "wide": (1920, 1080, 21.5),
    "portrait": (1080, 1920, 32.0),
    "square": (1280, 1024, 19.0),
    "notebook": (1366, 768, 15.6),
    "compact": (1280, 720, 15.6),
    "narrow": (1024, 768, 15.0),
}
PATIENCE_ROUNDS = 1_000
COLOR_SETS = ("claro", "oscuro", "alto-contraste", "blanco-y-negro")


@dataclass
class Stage:
    """One window on one panel."""

    app: QGuiApplication
    engine: ScreenEngine
    window: QQuickWindow
    touchscreen: QPointingDevice
    _finger: int = field(default=0)

    @property
    def unit(self) -> float:
        return self.engine.theme.unit

    def settle(self, rounds: int = 3) -> None:
        for _ in range(rounds):
            self.app.processEvents()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        for _ in range(PATIENCE_ROUNDS):
            if condition():
                return
            QTest.qWait(10)
        raise AssertionError("it never happened")

    def grab(self) -> QImage:
        self.settle()
        return self.window.grabWindow()

    def items(self) -> Iterator[QQuickItem]:
        """Every visible item, in the order of the tree."""
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop(0)
            if item.isVisible():
                yield item
                waiting = [*item.childItems(), *waiting]

    def find(self, name: str) -> QQuickItem:
        for item in self.items():
            if item.objectName() == name:
                return item
        raise AssertionError(f"nothing visible is called {name}")

    def controls(self) -> list[QQuickItem]:
        """Everything that can be touched now."""
        return [item for item in self.items() if item.inherits("QQuickAbstractButton") and item.isEnabled()]

    def texts(self) -> list[QQuickItem]:
        found = (item for item in self.items() if item.inherits("QQuickText"))
        return [item for item in found if str(item.property("text")).strip()]

    def rect(self, item: QQuickItem) -> QRectF:
        """Where an item is, in window pixels."""
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def press(self, item: QQuickItem) -> None:
        self._touch(self.rect(item).center(), press=True)

    def release(self, item: QQuickItem) -> None:
        self._touch(self.rect(item).center(), press=False)

    def release_at(self, point: QPointF) -> None:
        event = QTest.touchEvent(self.window, self.touchscreen)
        event.move(self._finger, point.toPoint(), self.window).commit()
        self._touch(point, press=False)

    def _touch(self, point: QPointF, *, press: bool) -> None:
        if press:
            self._finger += 1
        event = QTest.touchEvent(self.window, self.touchscreen)
        act = event.press if press else event.release
        act(self._finger, point.toPoint(), self.window).commit()
        self.settle()

    def touch(self, item: QQuickItem) -> None:
        self.press(item)
        self.release(item)

    def tap(self, name: str) -> None:
        self.touch(self.find(name))


@pytest.fixture(scope="session")
def app() -> QGuiApplication:
    return build_app(["ventanilla-tests"])


@pytest.fixture(scope="session")
def touchscreen(app: QGuiApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


StageFactory = Callable[..., Stage]


@pytest.fixture
def stage(app: QGuiApplication, touchscreen: QPointingDevice, tmp_path: Path) -> Iterator[StageFactory]:
    """Make a stage from a gallery sheet or from QML text; any QML warning fails the test."""
    engines: list[ScreenEngine] = []

    def make(
        sheet: str = "",
        *,
        qml: str = "",
        panel: str = "wide",
        colors: str = "claro",
        mode: int = 2,
        guard_ms: int = 0,
    ) -> Stage:
        engine = ScreenEngine(touch_guard_ms=guard_ms)
        engines.append(engine)
        width, height, inches = PANELS[panel]
        engine.theme.setPixelPitch(pitch_of(width, height, inches))
        engine.theme.setColorSet(colors)
        engine.theme.setTextMode(mode)
        engine.theme.setReduceMotion(True)
        initial: dict[str, object] = {"width": width, "height": height}
        if sheet:
            window = engine.load("Gallery", {"sheet": sheet, **initial})
        else:
            file = tmp_path / "Stage.qml"
            file.write_text(
                "import QtQuick\nimport QtQuick.Window\nimport Ventanilla\nimport Ventanilla.Model\n"
                f"Window {{ id: root; visible: true; color: Theme.paper\n{qml}\n}}\n",
                encoding="utf-8",
            )
            window = engine.load_file(file, initial)
        staged = Stage(app, engine, window, touchscreen)
        staged.settle()
        return staged

    yield make
    warnings = [warning for engine in engines for warning in engine.warnings]
    for engine in engines:
        engine.close()
    assert warnings == []
