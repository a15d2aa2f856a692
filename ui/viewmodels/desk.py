"""The agent's window: which stage of the call, the line, the way out, the keys."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.moments import local
from ui.desk_services import DeskSession
from ui.qt_typing import Property, Signal, Slot
from ui.services import Words
from ui.viewmodels.desk_capture import DeskCaptureViewModel
from ui.viewmodels.desk_case import DeskCaseViewModel
from ui.viewmodels.desk_choose import DeskChooseViewModel
from ui.viewmodels.desk_words import OFFLINE, ONLINE, UNKNOWN_LINE, UNUSABLE, groups_aloud

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_KEYS: Final = (
    ("Alt+1", "Buscar un caso por folio"),
    ("Alt+2", "Ir al trámite"),
    ("Intro", "Continuar, elegir o buscar"),
    ("1 a 9", "Elegir una respuesta por su número"),
    ("↑ ↓", "Elegir en una lista"),
    ("Alt+←", "Volver a la pregunta anterior"),
    ("Ctrl+Intro", "Confirmar que lo leyó; al final, guardar"),
    ("Tab", "Ir al control siguiente; Mayús+Tab, al anterior"),
    ("F9", "Terminar la llamada y borrar sus datos"),
    ("F1", "Abrir y cerrar esta ayuda"),
    ("Esc", "Cerrar la ayuda o la pregunta"),
)


@QmlElement
class DeskViewModel(QObject):
    """The root of what the agent's QML sees; one view-model per panel hangs from it."""

    changed = Signal()

    def __init__(self, desk: DeskSession, words: Words) -> None:
        super().__init__()
        self._desk = desk
        self._overlay = ""
        self._choose = DeskChooseViewModel(desk)
        self._capture = DeskCaptureViewModel(desk, words)
        self._case = DeskCaseViewModel(desk, words)
        desk.subscribe(self.refresh)

    @Property(DeskChooseViewModel, constant=True)
    def choose(self) -> DeskChooseViewModel:
        """The search for a trámite."""
        return self._choose

    @Property(DeskCaptureViewModel, constant=True)
    def capture(self) -> DeskCaptureViewModel:
        """The capture."""
        return self._capture

    @Property(DeskCaseViewModel, constant=True)
    def caseFile(self) -> DeskCaseViewModel:
        """The search for a case."""
        return self._case

    @Property("QVariantList", constant=True)
    def keys(self) -> list[dict[str, str]]:
        """Every key and what it does."""
        return [{"key": key, "does": does} for key, does in _KEYS]

    @Property(str, notify=changed)
    def stage(self) -> str:
        """One of choose, capture, review, filing, done."""
        return self._desk.stage

    @Property(str, notify=changed)
    def pageKey(self) -> str:
        """Changes whenever something else is to be done next: the focus goes there."""
        current = self._desk.journey.current if self._desk.journey else None
        return f"{self._desk.stage}/{current.id if current else ''}"

    @Property(str, notify=changed)
    def overlay(self) -> str:
        """What lies over the window: help, end, or nothing."""
        return self._overlay

    @Property(str, notify=changed)
    def agent(self) -> str:
        """Who captures."""
        return self._desk.agent

    @Property(str, notify=changed)
    def place(self) -> str:
        """Where the desk stands."""
        return self._desk.place

    @Property(str, notify=changed)
    def lineText(self) -> str:
        """What is known of the line, and what it means for the caller."""
        if self._desk.queue_problem:
            return UNUSABLE
        return {True: ONLINE, False: OFFLINE, None: UNKNOWN_LINE}[self._desk.line]

    @Property(str, notify=changed)
    def lineKind(self) -> str:
        """Its colour: ok, warn, bad or none."""
        if self._desk.queue_problem:
            return "bad"
        return {True: "ok", False: "warn", None: "none"}[self._desk.line]

    @Property("QVariantList", notify=changed)
    def needs(self) -> list[dict[str, str]]:
        """What the caller needs at hand."""
        definition = self._desk.definition
        found = definition.requirements if definition else ()
        return [{"text": each.text, "detail": each.detail} for each in found]

    @Property(str, notify=changed)
    def facts(self) -> str:
        """Cost, time and who decides."""
        definition = self._desk.definition
        if definition is None:
            return ""
        return f"{definition.cost} · {definition.minutes} minutos · {definition.agency.name}"

    @Property("QVariantList", notify=changed)
    def folioGroups(self) -> list[dict[str, str]]:
        """The folio, to be read aloud."""
        return groups_aloud(self._desk.filed.folio) if self._desk.filed else []

    @Property("QVariantList", notify=changed)
    def claveGroups(self) -> list[dict[str, str]]:
        """The clave, to be read aloud."""
        return groups_aloud(self._desk.clave) if self._desk.filed else []

    @Property(str, notify=changed)
    def doneTitle(self) -> str:
        """What is true of the trámite now."""
        definition = self._desk.definition
        if definition is None:
            return ""
        return definition.follows.received if self._desk.received else definition.follows.saved

    @Property(str, notify=changed)
    def doneLine(self) -> str:
        """Whether the platform has it."""
        if self._desk.received:
            at = local(self._desk.received.received_at, self._desk.zone)
            return f"La plataforma lo recibió a las {at:%H:%M}."
        if self._desk.line is False:
            return "Ahora no hay conexión. Está guardado y se enviará solo, en cuanto vuelva."
        return "Está guardado. Se está enviando."

    @Property("QVariantList", notify=changed)
    def nextSteps(self) -> list[str]:
        """What to tell the caller at the end."""
        definition = self._desk.definition
        if definition is None:
            return []
        follows = definition.follows
        return [*follows.next_steps, follows.date_that_counts, *filter(None, [follows.danger])]

    @Slot()
    def toggleHelp(self) -> None:
        """F1."""
        self._show("" if self._overlay == "help" else "help")

    @Slot()
    def closeOverlay(self) -> None:
        """Esc."""
        self._show("")

    @Slot()
    def finish(self) -> None:
        """F9: asks first when something would be lost."""
        if self._desk.stage in ("capture", "review"):
            self._show("end")
        else:
            self.endCall()

    @Slot()
    def endCall(self) -> None:
        """Forget the caller."""
        for each in (self._choose, self._capture, self._case):
            each.forget()
        self._overlay = ""
        self._desk.end_call()
        self.changed.emit()

    def refresh(self) -> None:
        """The desk changed."""
        for each in (self._choose, self._capture, self._case):
            each.refresh()
        self.changed.emit()

    def _show(self, overlay: str) -> None:
        self._overlay = overlay
        self.changed.emit()
