"""Every citizen page, drawn with the real view-models: nothing cut, nothing too small, one thing to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest

from tests.screens.conftest import COLOR_SETS, PANELS, Stage
from tests.screens.fake_session import FOLIO, TODAY, FakeSession, make_shell
from tests.screens.looking import (
    crowded_targets,
    cut_texts,
    headings,
    names,
    overlapping_texts,
    primaries,
    small_targets,
)
from tests.screens.screen_states import STATES
from ui.engine import ScreenEngine
from ui.languages import I18N_FOLDER
from ui.metrics import pitch_of
from ui.viewmodels.shell import ShellViewModel

# Screens on which one chooses or only waits: they have no filled button.
WITHOUT_PRIMARY = {"home", "home-six", "theme", "filing", "erasing", "out-of-service", "sheet-cannot"}


@dataclass
class Kiosk:
    """The kiosk's window over a session that stands still; `show` puts the session into another state."""

    stage: Stage
    session: FakeSession
    shell: ShellViewModel

    def show(self, state: str) -> Stage:
        # By way of the start screen: what the citizen before typed is gone, as it is in service.
        for name in ("start", state):
            wanted = STATES[name]()
            for each in fields(FakeSession):
                if each.name not in ("listeners", "asked"):
                    setattr(self.session, each.name, getattr(wanted, each.name))
            self.shell.refresh()
        self.stage.settle(6)
        return drawn(self.stage)


def drawn(stage: Stage) -> Stage:
    """Rows and columns arrange themselves when a picture is drawn; the page then places them."""
    stage.grab()
    stage.settle()
    return stage


KioskFactory = Callable[..., Kiosk]


@pytest.fixture
def open_kiosk(app: QGuiApplication, touchscreen: QPointingDevice) -> Iterator[KioskFactory]:
    """Open the kiosk's window on a panel; any QML warning fails the test."""
    engines: list[ScreenEngine] = []
    kiosks: list[Kiosk] = []

    def make(
        state: str = "start",
        *,
        panel: str = "wide",
        mode: int = 2,
        colors: str = "claro",
        language: str = "es-MX",
    ) -> Kiosk:
        engine = ScreenEngine(touch_guard_ms=0)
        engines.append(engine)
        width, height, inches = PANELS[panel]
        engine.theme.setPixelPitch(pitch_of(width, height, inches))
        engine.theme.setColorSet(colors)
        engine.theme.setTextMode(mode)
        engine.theme.setReduceMotion(True)
        engine.languages.load(I18N_FOLDER, show_pseudo=True, show_unreviewed=True)
        engine.languages.switch(language)
        session = STATES[state]()
        shell = make_shell(engine, session)
        window = engine.load("Main", {"shell": shell, "windowed": True, "width": width, "height": height})
        kiosk = Kiosk(Stage(app, engine, window, touchscreen), session, shell)
        kiosks.append(kiosk)
        kiosk.stage.settle(6)
        return kiosk

    yield make
    warnings = [warning for engine in engines for warning in engine.warnings]
    for engine in engines:
        engine.languages.switch("es-MX")  # its translator belongs to the application
        engine.close()
    assert warnings == []


def every_page_of(stage: Stage) -> Iterator[None]:
    """Stop at each page behind "Ver más"; give up after more than a citizen would bear."""
    for _ in range(24):
        yield
        more = [item for item in stage.controls() if item.objectName() == "moreButton"]
        if not more:
            return
        stage.touch(more[0])
        drawn(stage)
    raise AssertionError("«Ver más» never ends")


def problems(stage: Stage, state: str) -> list[str]:
    """Everything wrong with what is on the screen now."""
    found = [f"cut: {text}" for text in cut_texts(stage)]
    found += [f"over each other: {pair}" for pair in overlapping_texts(stage)]
    found += [f"small: {item}" for item in small_targets(stage)]
    found += [f"too close: {pair}" for pair in crowded_targets(stage)]
    expected = 0 if state in WITHOUT_PRIMARY else 1
    if len(primaries(stage)) != expected:
        found.append(f"{len(primaries(stage))} primary buttons")
    return found


def check(stage: Stage, state: str) -> list[str]:
    """The problems of every page of a state, each with the number of its page."""
    return [
        f"page {number}: {problem}"
        for number, _ in enumerate(every_page_of(stage), start=1)
        for problem in problems(stage, state)
    ]


MATRIX = [
    *[(panel, 2, "es-MX") for panel in PANELS],
    *[(panel, 4, "es-MX") for panel in ("wide", "portrait", "compact")],
    *[(panel, 3, "es-MX") for panel in ("wide", "compact", "portrait")],
    ("square", 1, "es-MX"),
    *[(panel, 2, "qps") for panel in ("wide", "portrait", "compact")],
    *[(panel, 2, "en") for panel in ("wide", "compact")],
    ("wide", 4, "en"),
]


@pytest.mark.parametrize(("panel", "mode", "language"), MATRIX)
def test_every_page_is_whole(open_kiosk: KioskFactory, panel: str, mode: int, language: str) -> None:
    kiosk = open_kiosk(panel=panel, mode=mode, language=language)
    found = [f"{state}: {problem}" for state in STATES for problem in check(kiosk.show(state), state)]
    assert found == []


@pytest.mark.parametrize("colors", [each for each in COLOR_SETS if each != "claro"])
def test_every_page_draws_in_each_set_of_colours(open_kiosk: KioskFactory, colors: str) -> None:
    kiosk = open_kiosk(panel="compact", colors=colors)
    plain = [state for state in STATES if len(colours_of(kiosk.show(state))) < 3]
    assert plain == []


def colours_of(stage: Stage) -> set[int]:
    """A sample of the colours that are drawn."""
    picture = stage.grab()
    return {picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)}


def test_each_control_of_a_page_has_a_name_of_its_own(open_kiosk: KioskFactory) -> None:
    QAccessible.setActive(True)
    kiosk = open_kiosk()
    found = {state: names(kiosk.show(state)) for state in STATES}
    assert [state for state, each in found.items() if "" in each or len(each) != len(set(each))] == []


def test_each_page_has_one_heading_and_something_in_focus(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk()
    for state in STATES:
        stage = kiosk.show(state)
        # The countdown's number is drawn as a heading, and hidden from accessibility.
        assert len(headings(stage)) == 1 + (state == "still-there"), state
        assert stage.window.activeFocusItem() is not None, state


@pytest.mark.parametrize("panel", ["wide", "portrait", "compact"])
def test_the_bar_stays_where_it_is_from_page_to_page(open_kiosk: KioskFactory, panel: str) -> None:
    kiosk = open_kiosk(panel=panel)
    places = set()
    for state in ("sheet", "notice", "choice-lines", "text", "date", "scan", "review", "follow-up"):
        stage = kiosk.show(state)
        corners = [stage.rect(stage.find(name)).topLeft() for name in ("bar", "back", "help", "settings")]
        places.add(tuple((corner.x(), corner.y()) for corner in corners))
    assert len(places) == 1


def test_a_touch_anywhere_tells_the_session_that_somebody_is_there(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("choice-lines")
    kiosk.stage.tap("option_direccion")
    assert "touch" in kiosk.session.asked


def test_a_choice_is_marked_and_continuar_gives_it(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("choice-lines")
    kiosk.stage.tap("option_direccion")
    assert kiosk.stage.find("option_direccion").property("selected") is True
    kiosk.stage.tap("primaryButton")
    assert "answer direccion" in kiosk.session.asked


def test_the_body_slides_to_the_next_page_and_comes_to_rest(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("choice-lines")
    kiosk.stage.engine.theme.setReduceMotion(False)
    assert kiosk.session.journey is not None
    kiosk.session.journey.answer("direccion", TODAY)
    kiosk.session.direction = 1
    kiosk.shell.refresh()
    page = kiosk.stage.find("page-question")
    assert page.property("bodyShift") > 0
    kiosk.stage.wait_until(lambda: page.property("bodyShift") == 0)


def test_the_window_of_a_kiosk_does_not_close(open_kiosk: KioskFactory) -> None:
    stage = open_kiosk().stage
    stage.window.setProperty("allowExit", False)
    stage.window.close()
    stage.settle()
    assert stage.window.isVisible()


def test_what_lies_below_an_overlay_is_neither_seen_nor_touched(open_kiosk: KioskFactory) -> None:
    stage = open_kiosk("still-there").stage
    assert {item.objectName() for item in stage.controls()} == {"dialogPrimary", "dialogSecondary"}
    stage.tap("dialogPrimary")
    stage.settle()
    assert stage.find("answer_input").hasActiveFocus()


def test_a_slip_that_cannot_be_confirmed_is_asked_about(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("done-asks")
    kiosk.stage.tap("printYes")
    assert "paper True" in kiosk.session.asked


def test_the_large_code_opens_and_closes(open_kiosk: KioskFactory) -> None:
    stage = open_kiosk("paper").stage
    stage.tap("showQr")
    stage.settle()
    assert stage.rect(stage.find("qr")).width() > 500 * stage.unit
    stage.tap("back")
    stage.settle()
    assert stage.find("showQr").isVisible()


def test_typing_on_the_kiosks_keyboard_reaches_the_field(open_kiosk: KioskFactory) -> None:
    stage = open_kiosk("text").stage
    for key in ("key_m", "key_space", "key_1"):
        stage.tap(key)
    assert stage.find("answer_input").property("text") == "m 1"


def test_what_was_typed_for_one_question_is_not_in_the_next(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("text")
    kiosk.stage.tap("key_m")
    assert kiosk.session.journey is not None
    kiosk.session.journey.answer("Morelos 118", TODAY)
    kiosk.session.journey.answer("sin_luz", TODAY)
    kiosk.session.journey.change("colonia")
    kiosk.shell.refresh()
    drawn(kiosk.stage)
    assert kiosk.stage.find("answer_input").property("text").startswith("San Jerónimo")


def test_the_clave_is_asked_after_the_folio_in_an_empty_field(open_kiosk: KioskFactory) -> None:
    stage = open_kiosk("follow-up").stage
    for character in FOLIO:
        stage.tap(f"key_{character}")
    stage.tap("primaryButton")
    assert stage.find("heading").property("text") == "¿Cuál es su clave?"
    assert stage.find("answer_input").property("text") == ""


def test_search_shows_the_tramites_that_match(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("home")
    kiosk.stage.find("search_input").forceActiveFocus(Qt.FocusReason.OtherFocusReason)
    kiosk.stage.settle()
    for key in ("key_l", "key_u", "key_z"):
        kiosk.stage.tap(key)
    kiosk.stage.tap("result_0")
    assert "tramite cfe.falla-de-luz" in kiosk.session.asked


@pytest.mark.parametrize(
    ("state", "panel"), [("start", "wide"), ("choice-lines", "wide"), ("text", "narrow")]
)
def test_listening_starts_and_stops_with_the_same_touch(
    open_kiosk: KioskFactory, state: str, panel: str
) -> None:
    QAccessible.setActive(True)
    kiosk = open_kiosk(state, panel=panel)
    kiosk.stage.tap("listen")
    speaking = (kiosk.shell.speaking, kiosk.stage.find("listen").property("iconName"))
    kiosk.stage.engine.theme.setTouchGuardMs(0)
    QTest.qWait(300)  # a second touch on one control within 250 ms counts as one
    kiosk.stage.tap("listen")
    assert speaking == (True, "cross")
    assert not kiosk.shell.speaking


def test_enviar_is_offered_only_when_every_row_was_seen(open_kiosk: KioskFactory) -> None:
    kiosk = open_kiosk("review")
    for _ in range(6):
        kiosk.stage.tap("primaryButton")
        kiosk.stage.settle()
        if "send" in kiosk.session.asked:
            break
        assert kiosk.stage.find("primaryButton").property("text") in ("Ver más", "Enviar")
    assert "send" in kiosk.session.asked
