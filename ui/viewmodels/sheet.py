"""A trámite's sheet: decide before investing. What cannot work now is said here, not later."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from devices.contract import USABLE, Condition
from tramites.definition import Definition
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession, Conditions, Words

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_DEVICES: Final = {"impresora": "printer", "lector_de_codigos": "scanner"}
_DEVICE_ICONS: Final = {"printer": "printer", "scanner": "scan", "network": "wifi"}


@QmlElement
class SheetViewModel(QObject):
    """Name, result, what to have at hand, and what works now."""

    changed = Signal()

    def __init__(self, session: CitizenSession, words: Words) -> None:
        super().__init__()
        self._session = session
        self._words = words

    @Property(str, notify=changed)
    def name(self) -> str:
        """The trámite's name."""
        return self._text(lambda each: each.name)

    @Property(str, notify=changed)
    def result(self) -> str:
        """What it gives, in one line."""
        return self._text(lambda each: each.result)

    @Property(str, notify=changed)
    def agencyText(self) -> str:
        """Who decides it."""
        definition = self._session.definition
        return self._words("sheet.agency", {"agency": definition.agency.name}) if definition else ""

    @Property("QVariantList", notify=changed)
    def requirements(self) -> list[dict[str, Any]]:
        """What to have at hand, at most four."""
        definition = self._session.definition
        if definition is None:
            return []
        return [
            {"text": each.text, "detail": each.detail, "icon": each.icon} for each in definition.requirements
        ]

    @Property(str, notify=changed)
    def minutesText(self) -> str:
        """How long it takes."""
        definition = self._session.definition
        return self._words("sheet.minutes", {"minutes": str(definition.minutes)}) if definition else ""

    @Property(str, notify=changed)
    def costText(self) -> str:
        """What it costs."""
        return self._text(lambda each: each.cost)

    @Property(str, notify=changed)
    def takesAwayText(self) -> str:
        """What the citizen takes away."""
        return self._text(lambda each: each.takes_away)

    @Property("QVariantList", notify=changed)
    def devices(self) -> list[dict[str, Any]]:
        """What works now, of what this trámite uses."""
        definition = self._session.definition
        if definition is None:
            return []
        now = self._session.conditions
        known = {"printer": now.printer, "scanner": now.scanner}
        rows = [
            self._device(name, known[name]) for name in (_DEVICES[need.kind] for need in definition.devices)
        ]
        return [*rows, self._network(now.line)]

    @Property(str, notify=changed)
    def nowText(self) -> str:
        """Whether it can be done now, in one sentence."""
        return self._words(self._verdict())

    @Property(str, notify=changed)
    def nowKind(self) -> str:
        """Kind of that sentence."""
        verdict = self._verdict()
        if verdict.startswith("sheet.cannot"):
            return "bad"
        return "ok" if verdict == "sheet.can" else "warn"

    @Property(bool, notify=changed)
    def canStart(self) -> bool:
        """Whether *Empezar* does anything."""
        return not self._verdict().startswith("sheet.cannot")

    @Slot()
    def begin(self) -> None:
        """Start the trámite."""
        if not self._verdict().startswith("sheet.cannot"):
            self._session.begin()

    def _verdict(self) -> str:
        definition, now = self._session.definition, self._session.conditions
        if definition is None or now.queue_problem or self._session.trouble:
            return "sheet.cannot-store"
        if not definition.offline and now.line is not True:
            return "sheet.cannot-line"
        if any(need.required and not _usable(now, need.kind) for need in definition.devices):
            return "sheet.cannot-device"
        if now.line is False:
            return "sheet.can-later"
        no_paper = now.printer not in USABLE and now.printer is not Condition.UNKNOWN
        return "sheet.can-no-paper" if no_paper else "sheet.can"

    def _device(self, name: str, condition: Condition) -> dict[str, Any]:
        word, kind = _word_and_kind(condition)
        return {
            "name": self._words(f"{name}.name"),
            "icon": _DEVICE_ICONS[name],
            "kind": kind,
            "word": self._words(f"{name}.{word}"),
        }

    def _network(self, line: bool | None) -> dict[str, Any]:
        word, kind = {True: ("ready", "ok"), False: ("out-of-order", "warn"), None: ("unknown", "none")}[line]
        return {
            "name": self._words("network.name"),
            "icon": _DEVICE_ICONS["network"],
            "kind": kind,
            "word": self._words(f"network.{word}"),
        }

    def _text(self, read: Any) -> str:
        definition: Definition | None = self._session.definition
        return str(read(definition)) if definition else ""


def _usable(now: Conditions, kind: str) -> bool:
    return (now.printer if kind == "impresora" else now.scanner) in USABLE


def _word_and_kind(condition: Condition) -> tuple[str, str]:
    """Low paper is never shown to citizens; unknown is a word of its own."""
    match condition:
        case Condition.READY | Condition.PAPER_LOW:
            return "ready", "ok"
        case Condition.BUSY:
            return "busy", "info"
        case Condition.UNKNOWN:
            return "unknown", "none"
        case _:
            return "out-of-order", "warn"
