"""Builds the agent's desk and joins everything; the only module of the desk that knows all."""

import gc
import os
from dataclasses import dataclass
from typing import Final

import structlog
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from config.model import Settings
from contact_centre.desk import Desk
from contact_centre.parts import Parts, agent_id
from offline_queue.line import LineState
from offline_queue.outbox import Outbox
from terminal.consulting import Consulting
from terminal.filing import Filing
from terminal.services import TerminalServices, join_services
from terminal.today import local_date
from terminal.zone import zone_named
from tramites.errors import ExpectedError
from ui.engine import ScreenEngine, build_app
from ui.gui_thread import GuiThread
from ui.languages import I18N_FOLDER
from ui.viewmodels.desk import DeskViewModel
from ui.words import SpokenWords

_FALLBACK_SIZE: Final = (1600, 900)
_LINE: Final = {LineState.UNKNOWN: None, LineState.UP: True}
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the queue held at the start: the folio of a trámite whose call never ended, or nothing."""

    folio: str


class DeskApplication:
    """A desk that is ready to run. `view_model` is the root of what QML sees."""

    def __init__(self, app: QGuiApplication, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.engine = _engine(settings)
        self.gui = GuiThread()
        self.services = self._services()
        self.desk = Desk(self._parts())
        self.view_model = DeskViewModel(self.desk, SpokenWords(self.engine.languages))
        self.window: QQuickWindow | None = None

    def show(self) -> QQuickWindow:
        """Open the window."""
        initial: dict[str, object] = {"desk": self.view_model, "windowed": self.settings.screen.windowed}
        initial["width"], initial["height"] = _size(self.settings)
        self.window = self.engine.load("DeskMain", initial)
        return self.window

    def run(self) -> int:
        """Serve until the window closes; the exit code of the event loop."""
        self.start()
        code = self.app.exec()
        self.stop()
        return code

    def start(self) -> None:
        """Begin to watch queue and line."""
        self.services.writer.call(_swept, lambda found: self.gui.post(lambda: self._recover(found)))
        self.services.start()
        gc.collect()
        gc.freeze()
        gc.disable()  # the cyclic collector must not run in another thread over Qt objects

    def stop(self) -> None:
        """End threads and windows in order."""
        self.services.stop()
        self.engine.close()
        gc.enable()

    def _services(self) -> TerminalServices:
        return join_services(
            self.settings,
            local_date(self.settings),
            lambda state: self.gui.post(lambda: self.desk.line_is(_LINE.get(state, False))),
            lambda results: self.gui.post(lambda: self.desk.acknowledged(results)),
        )

    def _parts(self) -> Parts:
        services, settings = self.services, self.settings
        return Parts(
            agent=agent_id(settings),
            place=settings.terminal.place,
            catalogue=services.catalogue,
            filing=Filing(services.identity, services.writer, services.clock, os.urandom),
            consulting=Consulting(services.follow_up, self.gui.post),
            clock=services.clock,
            zone=zone_named(settings.terminal.zone),
            post=self.gui.post,
            language=lambda: self.engine.languages.code,
            nudge=services.sync.nudge,
        )

    def _recover(self, found: _Found | ExpectedError) -> None:
        if isinstance(found, ExpectedError):
            _log.error("queue.not-usable", code=found.code, detail=str(found))
            self.desk.queue_is_unusable(found.code)
        elif found.folio:
            self.desk.found_left_over(found.folio)


def build_desk(settings: Settings) -> DeskApplication:
    """Everything but the window: `show` opens it. Raises ExpectedError naming file or key."""
    return DeskApplication(build_app(["ventanilla"], renderer=settings.screen.renderer), settings)


def _swept(outbox: Outbox) -> _Found:
    """Drop the drafts of calls that ended with the process: their answers lived in memory only."""
    for draft in outbox.drafts():
        outbox.discard_draft(draft.folio)
    entry = outbox.unfinished()
    return _Found(entry.folio if entry else "")


def _engine(settings: Settings) -> ScreenEngine:
    """A design unit is one pixel or more: the agent sits before a monitor of their own."""
    engine = ScreenEngine(touch_guard_ms=0)
    engine.theme.setReduceMotion(True)
    engine.theme.setRingsAlways(True)
    engine.theme.use_theme(settings.screen.theme)
    engine.languages.load(I18N_FOLDER)
    engine.languages.switch("es-MX")  # what is read aloud, and recorded, is the definition's Spanish
    return engine


def _size(settings: Settings) -> tuple[int, int]:
    if settings.screen.size == "auto":
        return _FALLBACK_SIZE
    width, _, height = settings.screen.size.partition("x")
    return int(width), int(height)
