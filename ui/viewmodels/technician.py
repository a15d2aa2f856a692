"""Technician mode: put the kiosk back to work. Nothing of a citizen is shown."""

from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from devices.health import WORST_FIRST, Check, Outcome
from ui.qt_typing import Property, Signal, Slot
from ui.services import DeviceLine, StaffEntry, TechnicianDesk
from ui.staff_texts import KINDS, LOSSES, OVERALL, TEST_WORDS, closes_in

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1
_ICONS: Final = {
    "printer": "printer",
    "scanner": "scan",
    "line": "wifi",
    "queue": "send",
    "disk": "save",
    "clock": "clock",
    "enrolment": "shield",
    "catalogue": "list",
}
_PAGE: Final = "technician"


@QmlElement
class TechnicianViewModel(QObject):
    """Devices with their last test, the rest of the machine, the most urgent thing to do, and the way out."""

    changed = Signal()

    def __init__(self, entry: StaffEntry, desk: TechnicianDesk) -> None:
        super().__init__()
        self._entry = entry
        self._desk = desk
        self._asking = False
        desk.subscribe(self.changed.emit)

    @Property(str, notify=changed)
    def title(self) -> str:
        """The kiosk's name and place."""
        return self._desk.title

    @Property(str, notify=changed)
    def person(self) -> str:
        """Who entered."""
        return self._entry.person

    @Property(str, notify=changed)
    def closes(self) -> str:
        """When it closes by itself."""
        return closes_in(self._entry.seconds_left)

    @Property(str, notify=changed)
    def overallKind(self) -> str:
        """Kind of the overall chip."""
        return KINDS[self._desk.overall]

    @Property(str, notify=changed)
    def overallText(self) -> str:
        """The overall condition in words."""
        return OVERALL[self._desk.overall]

    @Property("QVariantList", notify=changed)
    def devices(self) -> list[dict[str, Any]]:
        """A row per device."""
        return [self._row(each) for each in self._desk.devices]

    @Property("QVariantList", notify=changed)
    def facts(self) -> list[dict[str, Any]]:
        """A card each: line, queue, disk, clock, enrolment, catalogue."""
        return [_card(check) for check in self._desk.facts]

    @Property("QVariantMap", notify=changed)
    def urgent(self) -> dict[str, str]:
        """The most urgent thing and what to do about it; empty when there is none."""
        worst = self._worst()
        if worst is None:
            return {}
        return {
            "kind": KINDS[worst.outcome],
            "title": f"{worst.name}: {worst.word.lower()}",
            "text": worst.sentence,
            "remedy": worst.remedy,
        }

    @Property(bool, notify=changed)
    def testing(self) -> bool:
        """Whether a test slip is on its way."""
        return self._desk.testing

    @Property(bool, notify=changed)
    def canTest(self) -> bool:
        """Whether there is a printer to test."""
        return not self._desk.testing and any(each.testable for each in self._desk.devices)

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """Whether leaving has to be confirmed."""
        return self._asking

    @Property(str, notify=changed)
    def losses(self) -> str:
        """What citizens will not get if it stays like this."""
        bad = [check.id for check in self._checks() if check.outcome is Outcome.FAILED]
        return "Quien venga no tendrá: " + "; ".join(dict.fromkeys(LOSSES[each] for each in bad)) + "."

    @Slot()
    def testPrinter(self) -> None:
        """Print a test slip."""
        self._desk.test_printer()

    @Slot()
    def leave(self) -> None:
        """*Volver a servicio*: asked again while something is bad."""
        self._asking = any(check.outcome is Outcome.FAILED for check in self._checks())
        if self._asking:
            self.changed.emit()
        else:
            self._entry.close()

    @Slot()
    def confirmLeave(self) -> None:
        """Leave it as it is."""
        self._asking = False
        self._entry.close()

    @Slot()
    def stay(self) -> None:
        """Go on mending."""
        self._asking = False
        self.changed.emit()

    def refresh(self, page: str) -> None:
        """The session changed."""
        if page != _PAGE:
            self._asking = False
        self.changed.emit()

    def _checks(self) -> list[Check]:
        return [*(each.check for each in self._desk.devices), *self._desk.facts]

    def _worst(self) -> Check | None:
        with_remedy = [check for check in self._checks() if check.remedy]
        return min(with_remedy, key=lambda check: WORST_FIRST.index(check.outcome), default=None)

    def _row(self, device: DeviceLine) -> dict[str, Any]:
        check, test = device.check, device.last_test
        return {
            **_card(check),
            "detail": f"{device.driver}: {device.why}"
            if device.check.outcome is not Outcome.SKIPPED
            else device.why,
            "testable": device.testable,
            "testAt": self._desk.when(test.at) if test else ("Nunca" if device.testable else ""),
            "testWord": TEST_WORDS[test.outcome] if test else ("Pida una prueba" if device.testable else ""),
        }


def _card(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "name": check.name,
        "icon": _ICONS[check.id],
        "kind": KINDS[check.outcome],
        "word": check.word,
        "sentence": check.sentence,
    }
