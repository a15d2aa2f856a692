"""Builds the kiosk and joins everything; the only module that knows all."""

import gc
import os
from pathlib import Path
from typing import Final

import structlog
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from config.model import Settings
from devices.contract import DeviceStatus
from kiosk.background import BackgroundThread
from kiosk.conditions import ConditionBoard
from kiosk.diagnostics.staff_entry import StaffEntry
from kiosk.diagnostics.technician import TechnicianDesk
from kiosk.idle import Limits
from kiosk.machine import machine_of
from kiosk.parts import Parts, TimeLimits
from kiosk.proof import Proof
from kiosk.recovery import LeftOver, left_over
from kiosk.services import Services, build_services
from kiosk.session import Session
from offline_queue.clock import rfc3339
from terminal.consulting import Consulting
from terminal.filing import Filing
from terminal.ledger import QueueLedger
from terminal.printing import Printing
from terminal.receipts import Letterhead
from terminal.staff import StaffDoor
from terminal.today import local_date
from terminal.zone import zone_named
from tramites.acuse import Filed
from tramites.errors import ExpectedError
from tramites.wire.messages import FolioResult
from tramites.wire.receipt_code import ReceiptCode
from ui.engine import ScreenEngine, build_app
from ui.gui_thread import GuiThread
from ui.languages import I18N_FOLDER
from ui.speakers import open_speaker
from ui.speech import Speech
from ui.viewmodels.done import DoneViewModel
from ui.viewmodels.follow_up import FollowUpViewModel
from ui.viewmodels.home import HomeViewModel
from ui.viewmodels.notices import NoticeViewModel, SafetyViewModel
from ui.viewmodels.overlays import HelpViewModel, SettingsViewModel, StillThereViewModel
from ui.viewmodels.page_models import PageModels
from ui.viewmodels.question import QuestionViewModel
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.sheet import SheetViewModel
from ui.viewmodels.shell import ShellViewModel
from ui.viewmodels.staff import StaffViewModel
from ui.viewmodels.start import StartViewModel
from ui.viewmodels.technician import TechnicianViewModel
from ui.words import SpokenWords

TICK_MS: Final = 500
_INCH_MM: Final = 25.4
_FALLBACK_SIZE: Final = (1920, 1080)
_log = structlog.get_logger(__name__)


class Kiosk:
    """A kiosk that is ready to run. `shell` is the root of what QML sees."""

    def __init__(self, app: QGuiApplication, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.engine = _engine(settings)
        self.gui = GuiThread()
        self.board = ConditionBoard()
        self.services = self._services()
        self.session = self._session()
        self.background = BackgroundThread(self.gui.post)
        self.staff = self._staff()
        self.technician = self._technician()
        self.speech = Speech(open_speaker(settings.speech.driver, settings.speech.wav_sink), self.gui.post)
        self.pages = self._pages()
        words = SpokenWords(self.engine.languages)
        self.shell = ShellViewModel(self.session, words, self.pages, self.speech)
        self.engine.languages.changed.connect(self.shell.retranslate)
        self.window: QQuickWindow | None = None
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def show(self) -> QQuickWindow:
        """Open the production window."""
        initial: dict[str, object] = {"shell": self.shell, "windowed": self.settings.screen.windowed}
        if self.settings.screen.windowed:
            initial["width"], initial["height"] = _size(self.settings)
        self.window = self.engine.load("Main", initial)
        return self.window

    def run(self) -> int:
        """Serve citizens until the window closes; the exit code of the event loop."""
        self.start()
        code = self.app.exec()
        self.stop()
        return code

    def start(self) -> None:
        """Begin to watch devices, line and time."""
        self.session.subscribe(self._collect_garbage_between_citizens)
        self.board.on_change = self.shell.refresh
        self.session.subscribe(lambda: self.technician.page_changed(self.session.page))
        self.services.printer.watch(lambda status: self.gui.post(lambda: self._printer_told(status)))
        self.services.scanner.watch(lambda status: self.gui.post(lambda: self._scanner_told(status)))
        self.services.writer.call(left_over, lambda found: self.gui.post(lambda: self._recover(found)))
        for refused in self.services.catalogue.refused:
            _log.error("catalogue.refused", file=refused.file, code=refused.code, reason=refused.reason)
        self.services.start()
        self._timer.start()
        gc.collect()
        gc.freeze()
        gc.disable()  # the cyclic collector must not run in a device's thread over Qt objects

    def stop(self) -> None:
        """End threads and windows in order."""
        self._timer.stop()
        self.speech.close()
        self.services.stop()
        self.background.stop()
        self.engine.close()
        gc.enable()

    def _services(self) -> Services:
        today = local_date(self.settings)
        return build_services(
            self.settings,
            today,
            lambda state: self.gui.post(lambda: self.board.line(state)),
            lambda results: self.gui.post(lambda: self._acknowledged(results)),
        )

    def _session(self) -> Session:
        settings, services = self.settings, self.services
        zone = zone_named(settings.terminal.zone)
        head = Letterhead(settings.terminal.place, settings.terminal.help_phone, zone)
        printing = Printing(services.printer, QueueLedger(services.writer), self.gui.post)
        proof = Proof(
            printing,
            head,
            services.clock,
            settings.platform.acuse_wait_seconds,
            services.sync.nudge,
            lambda: self.board.now.line is True,
        )
        parts = Parts(
            catalogue=services.catalogue,
            filing=Filing(services.identity, services.writer, services.clock, os.urandom),
            proof=proof,
            consulting=Consulting(services.follow_up, self.gui.post),
            scanner=services.scanner,
            clock=services.clock,
            zone=zone,
            post=self.gui.post,
            reset_settings=self._reset_settings,
            language=lambda: self.engine.languages.code,
            conditions=lambda: self.board.now,
        )
        return Session(parts, _limits(settings))

    def _staff(self) -> StaffEntry:
        door = StaffDoor(Path(self.settings.terminal.state_dir), self.services.clock)
        return StaffEntry(self.session, door, self.services.clock, self.background)

    def _technician(self) -> TechnicianDesk:
        services = self.services
        return TechnicianDesk(
            machine_of(self.settings),
            services.printer,
            services.clock,
            self.background,
            self.gui.post,
            lambda: services.sync.state,
        )

    def _pages(self) -> PageModels:
        session, languages, theme = self.session, self.engine.languages, self.engine.theme
        words = SpokenWords(languages)
        terminal = self.settings.terminal
        default = self.settings.language.default
        return PageModels(
            start=StartViewModel(session, words, languages, theme, terminal.place),
            home=HomeViewModel(session, words),
            sheet=SheetViewModel(session, words),
            safety=SafetyViewModel(session),
            notice=NoticeViewModel(session),
            question=QuestionViewModel(session, words),
            review=ReviewViewModel(session, words),
            done=DoneViewModel(session, words),
            follow_up=FollowUpViewModel(session, words),
            still_there=StillThereViewModel(session, words),
            settings=SettingsViewModel(session, words, languages, theme, self.speech, default),
            help=HelpViewModel(session, words, terminal.help_phone),
            staff=StaffViewModel(self.staff),
            technician=TechnicianViewModel(self.staff, self.technician),
        )

    def _reset_settings(self) -> None:
        self.pages.settings.forget()

    def _acknowledged(self, results: tuple[FolioResult, ...]) -> None:
        self.session.proof.acknowledged(results)

    def _printer_told(self, status: DeviceStatus) -> None:
        self.board.printer(status)
        self.technician.device_told("printer", status)

    def _scanner_told(self, status: DeviceStatus) -> None:
        self.board.scanner(status)
        self.technician.device_told("scanner", status)

    def _tick(self) -> None:
        self.session.tick()
        self.staff.tick()
        self.technician.tick()

    def _recover(self, found: LeftOver | ExpectedError) -> None:
        if isinstance(found, ExpectedError):
            _log.error("queue.not-usable", code=found.code, detail=str(found))
            self.board.queue(found.code)
            return
        if found.entry is not None:
            self.session.recover(self._filed(found), found.paper)
        elif found.drafts:
            self.session.say_nothing_was_sent()

    def _filed(self, found: LeftOver) -> Filed:
        """What is known of a filed trámite after a crash: folio, kind and time; the short slip."""
        entry = found.entry
        if entry is None:
            raise ValueError("nothing was left over")
        offered = self.services.catalogue.offered.get(entry.kind)
        captured_at = rfc3339(entry.created_at)
        code = ReceiptCode(entry.folio, "comprobante", captured_at, "-")
        return Filed(
            folio=entry.folio,
            tramite=entry.kind,
            name=offered.definition.name if offered else "",
            agency=offered.definition.agency.name if offered else "",
            captured_at=captured_at,
            payload_sha256="-",
            code=code.signed_by(self.services.identity.signer),
        )

    def _collect_garbage_between_citizens(self) -> None:
        if self.session.overlay == "erasing":
            gc.collect()


def build_kiosk(settings: Settings) -> Kiosk:
    """Everything but the window: `show` opens it. Raises ExpectedError naming file, key or device."""
    return Kiosk(build_app(["ventanilla"], renderer=settings.screen.renderer), settings)


def _engine(settings: Settings) -> ScreenEngine:
    engine = ScreenEngine(touch_guard_ms=settings.session.touch_guard_ms)
    width, height = _size(settings)
    diagonal = (width**2 + height**2) ** 0.5
    engine.theme.setPixelPitch(settings.screen.inches * _INCH_MM / diagonal)
    engine.theme.setReduceMotion(settings.motion.reduced)
    engine.theme.use_theme(settings.screen.theme)
    language = settings.language
    engine.languages.load(
        I18N_FOLDER, show_pseudo=language.show_pseudo, show_unreviewed=language.show_unreviewed
    )
    engine.languages.switch(settings.language.default)
    return engine


def _size(settings: Settings) -> tuple[int, int]:
    if settings.screen.size == "auto":
        return _FALLBACK_SIZE
    width, _, height = settings.screen.size.partition("x")
    return int(width), int(height)


def _limits(settings: Settings) -> TimeLimits:
    session = settings.session
    return TimeLimits(
        ordinary=Limits(session.idle_seconds, session.still_there_seconds),
        patient=Limits(session.patient_idle_seconds, session.patient_still_there_seconds),
        hide_values=session.hide_values_seconds,
        staff=session.staff_idle_seconds,
    )
