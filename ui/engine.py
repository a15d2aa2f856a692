"""The QML engine of a terminal: fonts, types, pictures, languages; its warnings are kept for tests."""

import gc
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

import structlog
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from tramites.errors import ExpectedError
from ui.images import PROVIDER, DrawnImages
from ui.keyboards import KeyboardLayouts
from ui.languages import Languages
from ui.theme_model import ThemeModel

QML_FOLDER: Final = Path(__file__).parent / "qml"
FONTS_FOLDER: Final = Path(__file__).parent.parent / "config" / "fonts"
FONT_FILES: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansDisplay-Bold.ttf",
    "NotoSansMono-Bold.ttf",
)
MODEL_MODULE: Final = "Ventanilla.Model"

# The software renderer is the rule (facts: faster start, a sixth of the memory); a site may set its own.
_ENVIRONMENT: Final = {
    "QT_QUICK_BACKEND": "software",
    "QT_QUICK_CONTROLS_STYLE": "Basic",
    "QML_DISABLE_DISK_CACHE": "1",
}

_Singleton = TypeVar("_Singleton", bound=QObject)
_log = structlog.get_logger(__name__)


class ScreenLoadError(ExpectedError):
    """The screens of this installation cannot be shown; the message names the file and line."""

    code = "screen.not-loaded"


def prepare_environment(renderer: str = "software") -> None:
    """Set what Qt reads at its start, unless the environment already says otherwise.

    With `renderer` "gpu" Qt Quick chooses its own backend.
    """
    if renderer == "gpu":
        os.environ.setdefault("QT_QUICK_BACKEND", "")
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def build_app(argv: Sequence[str], *, renderer: str = "software") -> QGuiApplication:
    """The one application object, with the packaged fonts loaded."""
    prepare_environment(renderer)
    running = QGuiApplication.instance()
    app = running if isinstance(running, QGuiApplication) else QGuiApplication(list(argv))
    app.setApplicationName("ventanilla")
    load_fonts()
    return app


def load_fonts(folder: Path = FONTS_FOLDER) -> None:
    """Load the packaged fonts.

    Raises:
        ScreenLoadError: naming the file that is missing or unreadable.
    """
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise ScreenLoadError(f"{folder / name}: no se puede cargar esta letra; reinstale el paquete")
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        font = app.font()
        font.setFamily("Noto Sans")
        app.setFont(font)


class ScreenEngine:
    """One QML engine with everything the components need; `close` it before the application ends."""

    def __init__(self, *, touch_guard_ms: int | None = None, import_paths: Sequence[Path] = ()) -> None:
        self.warnings: list[str] = []
        self.qml = QQmlApplicationEngine()
        self.qml.setOutputWarningsToStandardError(False)
        self.qml.warnings.connect(self._keep)
        self.images = DrawnImages()
        self.qml.addImageProvider(PROVIDER, self.images)
        for folder in (QML_FOLDER, *import_paths):
            self.qml.addImportPath(str(folder))
        self.theme = self._singleton(ThemeModel)
        self.languages = self._singleton(Languages)
        self.keyboards = self._singleton(KeyboardLayouts)
        self.languages.changed.connect(self.retranslate)
        self.theme.brandChanged.connect(self._use_mark)
        if touch_guard_ms is not None:
            self.theme.setTouchGuardMs(touch_guard_ms)

    def _singleton(self, kind: type[_Singleton]) -> _Singleton:
        found = self.qml.singletonInstance(MODEL_MODULE, kind.__name__)
        if not isinstance(found, kind):
            raise ScreenLoadError(f"{MODEL_MODULE}.{kind.__name__}: no está registrado")
        return found

    def _keep(self, errors: Sequence[QQmlError]) -> None:
        for error in errors:
            self.warnings.append(error.toString())
            _log.warning("screen.warning", detail=error.toString())

    def _use_mark(self) -> None:
        self.images.brand_mark = self.theme.brandMark

    def load(self, type_name: str, initial: Mapping[str, object] | None = None) -> QQuickWindow:
        """Show the window `type_name` of the module Ventanilla, with initial properties.

        Raises:
            ScreenLoadError: with what the engine said.
        """
        self.qml.setInitialProperties(dict(initial or {}))
        self.qml.loadFromModule("Ventanilla", type_name)
        return self._window(type_name)

    def load_file(self, file: Path, initial: Mapping[str, object] | None = None) -> QQuickWindow:
        """Show the window of a QML file outside the module (the demo's dock, a test)."""
        self.qml.setInitialProperties(dict(initial or {}))
        self.qml.load(QUrl.fromLocalFile(str(file)))
        return self._window(file.name)

    def _window(self, name: str) -> QQuickWindow:
        roots: list[QObject] = self.qml.rootObjects()
        if not roots or not isinstance(roots[-1], QQuickWindow):
            raise ScreenLoadError(f"{name}: " + ("; ".join(self.warnings) or "no es una ventana"))
        window = roots[-1]
        window.widthChanged.connect(lambda: self._measure(window))
        window.heightChanged.connect(lambda: self._measure(window))
        self._measure(window)
        return window

    def _measure(self, window: QQuickWindow) -> None:
        self.theme.setWindow(window.width(), window.height())

    def retranslate(self) -> None:
        """Say every text again, in the language now in force."""
        self.qml.retranslate()

    def close(self) -> None:
        """Destroy windows and engine now, while Python still holds what they read."""
        self.qml.warnings.disconnect(self._keep)  # bindings of a window that goes read null on the way out
        for root in self.qml.rootObjects():
            root.deleteLater()
        self.qml.deleteLater()
        QGuiApplication.processEvents()
        QGuiApplication.sendPostedEvents(None, 0)
        gc.collect()
