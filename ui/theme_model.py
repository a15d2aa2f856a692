"""What the QML singleton `Theme` reads: the metrics of the window, the colours in force, the brand."""

from pathlib import Path
from typing import Final

import structlog
from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlSingleton

from ui.colors import COLOR_SETS, ColorSet
from ui.metrics import (
    NORMAL_TEXT,
    REFERENCE_PITCH_MM,
    TEXT_FACTORS,
    TITLE_FACTORS,
    measure,
)
from ui.qt_typing import Property, Signal, Slot
from ui.themes import NEUTRAL_ID, THEMES_FOLDER, InvalidThemeError, Theme, colors_of, find_theme

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1

TOUCH_GUARD_MS: Final = 300
# Trembling hands touch twice; a second touch this soon on one control is not meant.
REPEAT_GUARD_MS: Final = 250
# The text mode from which movement is reduced by itself.
_STILL_FROM: Final = 4

_log = structlog.get_logger(__name__)


@QmlElement
@QmlSingleton
class ThemeModel(QObject):
    """Sizes, colours and brand as bindable properties. One per QML engine."""

    metricsChanged = Signal()
    colorsChanged = Signal()
    brandChanged = Signal()
    settingsChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._width, self._height = 1920.0, 1080.0
        self._pitch = REFERENCE_PITCH_MM
        self._metrics = measure(self._width, self._height, self._pitch)
        self._text_mode = NORMAL_TEXT
        self._color_set = ColorSet.CLARO
        self._theme = find_theme(NEUTRAL_ID)
        self._issue = ""
        self._touch_guard = TOUCH_GUARD_MS
        self._still = False
        self._rings = False

    @Property(float, notify=metricsChanged)
    def unit(self) -> float:
        """Pixels per design unit."""
        return self._metrics.unit

    @Property(float, notify=metricsChanged)
    def canvasWidth(self) -> float:
        """Width of the window in design units."""
        return self._metrics.canvas_width

    @Property(float, notify=metricsChanged)
    def canvasHeight(self) -> float:
        """Height of the window in design units."""
        return self._metrics.canvas_height

    @Property(str, notify=metricsChanged)
    def layoutClass(self) -> str:
        """One of wide, portrait, compact, unsupported."""
        return self._metrics.layout.value

    @Property(int, notify=settingsChanged)
    def textMode(self) -> int:
        """1 Compacta, 2 Normal, 3 Grande, 4 Muy grande."""
        return self._text_mode

    @Property(float, notify=settingsChanged)
    def textFactor(self) -> float:
        """How much texts grow."""
        return TEXT_FACTORS[self._text_mode - 1]

    @Property(float, notify=settingsChanged)
    def titleFactor(self) -> float:
        """How much titles grow."""
        return TITLE_FACTORS[self._text_mode - 1]

    @Property(str, notify=colorsChanged)
    def colorSet(self) -> str:
        """The identifier of the colour set in force."""
        return self._color_set.value

    @Property("QVariantMap", notify=colorsChanged)
    def colors(self) -> dict[str, str]:
        """Every colour token in force."""
        return colors_of(self._theme, self._color_set)

    @Property("QVariantMap", notify=brandChanged)
    def samples(self) -> dict[str, dict[str, str]]:
        """Each colour set by its identifier, to show it in its own colours."""
        return {color_set.value: colors_of(self._theme, color_set) for color_set in COLOR_SETS}

    @Property(str, notify=brandChanged)
    def brandName(self) -> str:
        """Who the citizen is talking to."""
        return self._theme.brand.name

    @Property(str, notify=brandChanged)
    def brandMonogram(self) -> str:
        """One to three letters; empty for the product's own mark."""
        return "" if self._theme.id == NEUTRAL_ID else self._theme.brand.monogram

    @Property(str, notify=brandChanged)
    def brandMark(self) -> str:
        """The institution's mark as SVG text, or empty."""
        return self._theme.brand.mark_svg or ""

    @Property("QVariantList", notify=brandChanged)
    def startThemes(self) -> list[str]:
        """Identifiers of the themes the start screen shows."""
        return list(self._theme.start.themes)

    @Property(str, notify=brandChanged)
    def helpPhone(self) -> str:
        """Where a person answers, or empty."""
        return self._theme.help.phone

    @Property(str, notify=brandChanged)
    def themeIssue(self) -> str:
        """Why the configured theme was refused (issue TEMA-01), or empty."""
        return self._issue

    @Property(int, notify=settingsChanged)
    def touchGuardMs(self) -> int:
        """How long touches are ignored after a page change; 0 switches every touch guard off."""
        return self._touch_guard

    @Property(int, notify=settingsChanged)
    def repeatGuardMs(self) -> int:
        """How long a second touch on one control is ignored."""
        return REPEAT_GUARD_MS if self._touch_guard else 0

    @Property(bool, notify=settingsChanged)
    def reduceMotion(self) -> bool:
        """True when nothing may slide."""
        return self._still or self._text_mode >= _STILL_FROM

    @Property(bool, notify=settingsChanged)
    def ringsAlways(self) -> bool:
        """True when the focus ring shows after a touch or click too (profile community-pc)."""
        return self._rings

    @Slot(float, float)
    def setWindow(self, width: float, height: float) -> None:
        """Tell the size of the window in pixels; nonsense sizes of a window being made are ignored."""
        if width > 0 and height > 0 and (width, height) != (self._width, self._height):
            self._width, self._height = width, height
            self._measure()

    @Slot(float)
    def setPixelPitch(self, millimetres: float) -> None:
        """Tell how far apart the panel's pixels are; comes from `screen.physical_mm`."""
        if millimetres > 0 and millimetres != self._pitch:
            self._pitch = millimetres
            self._measure()

    def _measure(self) -> None:
        self._metrics = measure(self._width, self._height, self._pitch)
        self.metricsChanged.emit()

    @Slot(int)
    def setTextMode(self, mode: int) -> None:
        """Choose the text size, 1 to 4; anything else is the nearest of them."""
        self._text_mode = min(max(mode, 1), len(TEXT_FACTORS))
        self.settingsChanged.emit()

    @Slot(str)
    def setColorSet(self, identifier: str) -> None:
        """Choose the colours by identifier; raises ValueError for an unknown one."""
        self._color_set = ColorSet(identifier)
        self.colorsChanged.emit()

    @Slot(int)
    def setTouchGuardMs(self, milliseconds: int) -> None:
        """Set how long touches are ignored after a page change."""
        self._touch_guard = milliseconds
        self.settingsChanged.emit()

    @Slot(bool)
    def setReduceMotion(self, still: bool) -> None:
        """Ask for no movement."""
        self._still = still
        self.settingsChanged.emit()

    @Slot(bool)
    def setRingsAlways(self, always: bool) -> None:
        """Ask for focus rings after a touch too."""
        self._rings = always
        self.settingsChanged.emit()

    @Slot()
    def forgetCitizen(self) -> None:
        """Return to the settings every citizen finds: size and colours."""
        self.setTextMode(NORMAL_TEXT)
        self.setColorSet(ColorSet.CLARO.value)

    def use_theme(self, theme_id: str, folder: Path = THEMES_FOLDER) -> None:
        """Apply an institution's theme; a failing one is refused whole and the neutral one stays."""
        try:
            self._show(find_theme(theme_id, folder), issue="")
        except InvalidThemeError as error:
            _log.warning("theme.refused", theme=theme_id, reason=str(error))
            self._show(find_theme(NEUTRAL_ID), issue=str(error))

    def _show(self, theme: Theme, issue: str) -> None:
        self._theme, self._issue = theme, issue
        self._log_lightened(theme)
        self.colorsChanged.emit()
        self.brandChanged.emit()

    def _log_lightened(self, theme: Theme) -> None:
        dark = colors_of(theme, ColorSet.OSCURO)["primary"]
        if theme.id != NEUTRAL_ID:
            _log.info("theme.applied", theme=theme.id, version=theme.version, dark_primary=dark)
