"""Pages that ask nothing: what to do now in danger, and the privacy notice."""

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from tramites.definition import Page
from ui.qt_typing import Property, Signal, Slot
from ui.services import CitizenSession

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1


def _page(session: CitizenSession) -> Page | None:
    return session.journey.current if session.journey is not None else None


@QmlElement
class SafetyViewModel(QObject):
    """What to do now, before anything else."""

    changed = Signal()

    def __init__(self, session: CitizenSession) -> None:
        super().__init__()
        self._session = session

    @Property(str, notify=changed)
    def question(self) -> str:
        """The heading."""
        page = _page(self._session)
        return page.question if page else ""

    @Property(str, notify=changed)
    def lead(self) -> str:
        """Why it matters."""
        page = _page(self._session)
        return page.safety.lead if page and page.safety else ""

    @Property("QVariantList", notify=changed)
    def steps(self) -> list[str]:
        """What to do, in order."""
        page = _page(self._session)
        return list(page.safety.steps) if page and page.safety else []

    @Property("QVariantList", notify=changed)
    def phones(self) -> list[str]:
        """Numbers to call, shown large."""
        page = _page(self._session)
        return list(page.safety.phones) if page and page.safety else []

    @Property(str, notify=changed)
    def goOnText(self) -> str:
        """Words of the button that goes on."""
        page = _page(self._session)
        return page.safety.go_on if page and page.safety else ""

    @Slot()
    def goOn(self) -> None:
        """The citizen is safe and goes on."""
        self._session.go_on()


@QmlElement
class NoticeViewModel(QObject):
    """The short privacy notice, before the first personal datum."""

    changed = Signal()

    def __init__(self, session: CitizenSession) -> None:
        super().__init__()
        self._session = session

    @Property(str, notify=changed)
    def question(self) -> str:
        """The heading."""
        page = _page(self._session)
        return page.question if page else ""

    @Property(str, notify=changed)
    def controller(self) -> str:
        """Who keeps the data."""
        page = _page(self._session)
        return page.notice.controller if page and page.notice else ""

    @Property(str, notify=changed)
    def purpose(self) -> str:
        """What for."""
        page = _page(self._session)
        return page.notice.purpose if page and page.notice else ""

    @Property(str, notify=changed)
    def rights(self) -> str:
        """What the citizen may ask."""
        page = _page(self._session)
        return page.notice.rights if page and page.notice else ""

    @Property(str, notify=changed)
    def fullText(self) -> str:
        """Where the whole notice is."""
        page = _page(self._session)
        return page.notice.full_text if page and page.notice else ""

    @Slot()
    def accept(self) -> None:
        """Read; go on. Nothing is consented to here."""
        self._session.go_on()
