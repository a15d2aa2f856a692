"""Staff pages, drawn with the real view-models: nothing cut, nothing too small, no digit shown or named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from demo.inside.tree import visible_nodes
from devices.health import Outcome
from tests.screens.conftest import PANELS, Stage
from tests.screens.fake_session import FakeSession, make_shell
from tests.screens.fake_staff import BAD_DEVICES, BAD_FACTS, FakeDesk, FakeEntry
from tests.screens.looking import (
    crowded_targets,
    cut_texts,
    headings,
    names,
    overlapping_texts,
    primaries,
    small_targets,
)
from ui.engine import ScreenEngine
from ui.languages import I18N_FOLDER
from ui.metrics import pitch_of
from ui.viewmodels.shell import ShellViewModel


@dataclass
class StaffKiosk:
    """The kiosk's window with a staff page on it."""

    stage: Stage
    session: FakeSession
    entry: FakeEntry
    desk: FakeDesk
    shell: ShellViewModel

    def show(self, page: str) -> None:
        self.session.page = page
        self.shell.refresh()
        self.stage.settle(6)
        self.stage.grab()
        self.stage.settle()

    def type(self, digits: str) -> None:
        for digit in digits:
            self.stage.wait_until(lambda: not any(key.property("resting") for key in self.stage.controls()))
            self.stage.tap(f"key_{digit}")


Opener = Callable[..., StaffKiosk]


@pytest.fixture
def open_staff(app: QGuiApplication, touchscreen: QPointingDevice) -> Iterator[Opener]:
    """Open a staff page on a panel; any QML warning fails the test."""
    engines: list[ScreenEngine] = []
    kept: list[StaffKiosk] = []

    def make(
        page: str,
        panel: str = "wide",
        colors: str = "claro",
        entry: FakeEntry | None = None,
        desk: FakeDesk | None = None,
    ) -> StaffKiosk:
        engine = ScreenEngine(touch_guard_ms=0)
        engines.append(engine)
        width, height, inches = PANELS[panel]
        engine.theme.setPixelPitch(pitch_of(width, height, inches))
        engine.theme.setColorSet(colors)
        engine.theme.setReduceMotion(True)
        engine.languages.load(I18N_FOLDER, show_pseudo=True)
        session, entry, desk = FakeSession(), entry or FakeEntry(), desk or FakeDesk()
        shell = make_shell(engine, session, entry, desk)
        window = engine.load("Main", {"shell": shell, "windowed": True, "width": width, "height": height})
        kiosk = StaffKiosk(Stage(app, engine, window, touchscreen), session, entry, desk, shell)
        kept.append(kiosk)
        kiosk.show(page)
        return kiosk

    yield make
    warnings = [warning for engine in engines for warning in engine.warnings]
    for engine in engines:
        engine.close()
    assert warnings == []


def wrong_on(stage: Stage) -> list[str]:
    """Everything wrong with what is on the screen now."""
    found = [f"cut: {text}" for text in cut_texts(stage) if not _may_be_cut(text)]
    found += [f"over each other: {pair}" for pair in overlapping_texts(stage)]
    found += [f"small: {item}" for item in small_targets(stage)]
    found += [f"too close: {pair}" for pair in crowded_targets(stage)]
    if len(primaries(stage)) != 1:
        found.append(f"{len(primaries(stage))} primary buttons")
    if len(headings(stage)) != 1:
        found.append(f"headings: {headings(stage)}")
    return found


def _may_be_cut(text: str) -> bool:
    """The reason of a refused file may be longer than its card; `ventanilla diagnose` says it whole."""
    return "Archivos rechazados" in text


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("problem", ["", "wrong", "locked", "nobody", "not-checked"])
def test_the_pin_page_fits_every_panel(open_staff: Opener, panel: str, problem: str) -> None:
    entry = FakeEntry(problem=problem, tries_left=2, locked_seconds=95 if problem == "locked" else 0)

    kiosk = open_staff("staff-pin", panel, entry=entry)

    assert wrong_on(kiosk.stage) == []


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("state", ["well", "bad"])
def test_technician_mode_fits_every_panel(open_staff: Opener, panel: str, state: str) -> None:
    desk = FakeDesk() if state == "well" else FakeDesk(devices=BAD_DEVICES, facts=BAD_FACTS)

    kiosk = open_staff("technician", panel, desk=desk)

    assert wrong_on(kiosk.stage) == []


@pytest.mark.parametrize("colors", ["oscuro", "alto-contraste", "blanco-y-negro"])
@pytest.mark.parametrize("page", ["staff-pin", "technician"])
def test_staff_pages_fit_in_every_colour_set(open_staff: Opener, colors: str, page: str) -> None:
    assert wrong_on(open_staff(page, "compact", colors).stage) == []


def test_five_touches_on_the_mark_are_told_to_the_entry(open_staff: Opener) -> None:
    kiosk = open_staff("start")
    mark = next(item for item in kiosk.stage.items() if item.metaObject().className().startswith("BrandMark"))

    for _ in range(5):
        kiosk.stage.touch(mark)

    assert kiosk.entry.asked == ["mark"] * 5
    assert kiosk.session.asked.count("start") == 0


def test_the_pad_names_no_digit_and_shows_none_of_what_is_typed(open_staff: Opener) -> None:
    kiosk = open_staff("staff-pin")
    kiosk.type("739")

    said = [*names(kiosk.stage), *_all_names(kiosk.stage)]
    assert "3 números escritos" in said
    assert not [name for name in said if any(d in name for d in "012456789") and "escritos" not in name]
    assert sorted(str(item.property("text")) for item in _caps(kiosk.stage)) == sorted("0123456789")


def test_entrar_gives_the_pin_once_and_keeps_nothing(open_staff: Opener) -> None:
    kiosk = open_staff("staff-pin")
    kiosk.type("739")
    assert not kiosk.stage.find("primary").isEnabled()

    kiosk.type("1844")
    kiosk.stage.tap("key_erase")
    kiosk.stage.tap("primary")

    assert kiosk.entry.pins == [b"739184"]
    assert kiosk.shell.staff.count == 0


def test_a_keyboard_types_the_pin_as_well(open_staff: Opener) -> None:
    kiosk = open_staff("staff-pin")

    for character in "73918X49":
        QTest.keyClick(kiosk.stage.window, getattr(Qt.Key, f"Key_{character}"))
    QTest.keyClick(kiosk.stage.window, Qt.Key.Key_Backspace)
    QTest.keyClick(kiosk.stage.window, Qt.Key.Key_Return)

    assert kiosk.entry.pins == [b"739184"]


def test_a_pin_half_typed_is_gone_when_the_page_closes(open_staff: Opener) -> None:
    kiosk = open_staff("staff-pin")
    kiosk.type("7391")

    kiosk.show("start")

    assert kiosk.shell.staff.count == 0


def test_a_locked_pad_takes_no_key(open_staff: Opener) -> None:
    kiosk = open_staff("staff-pin", entry=FakeEntry(problem="locked", locked_seconds=30))

    assert not kiosk.stage.find("key_1").isEnabled()
    assert "30 s" in kiosk.shell.staff.message


def test_the_button_prints_the_test_slip(open_staff: Opener) -> None:
    kiosk = open_staff("technician")

    kiosk.stage.tap("testPrinter")

    assert kiosk.desk.asked == ["test printer"]


def test_going_back_to_service_is_asked_again_while_something_is_bad(open_staff: Opener) -> None:
    kiosk = open_staff("technician", desk=FakeDesk(devices=BAD_DEVICES))
    assert kiosk.desk.overall is Outcome.FAILED

    kiosk.stage.tap("leave")
    assert kiosk.entry.asked == []
    assert "comprobantes en papel" in kiosk.shell.technician.losses
    kiosk.stage.tap("dialogSecondary")

    assert kiosk.entry.asked == ["close"]


def test_going_back_to_service_is_one_touch_when_all_is_well(open_staff: Opener) -> None:
    kiosk = open_staff("technician")

    kiosk.stage.tap("leave")

    assert kiosk.entry.asked == ["close"]


def _caps(stage: Stage) -> list[QQuickItem]:
    keys = [item for item in stage.items() if item.objectName().startswith("key_")]
    below = [child for key in keys for child in _below(key) if child.inherits("QQuickText")]
    return [text for text in below if text.property("text")]


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _below(child)


def _all_names(stage: Stage) -> list[str]:
    return [node.name for node in visible_nodes(stage.window)]
