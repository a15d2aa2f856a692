"""Every citizen page, drawn with the real view-models: nothing cut, nothing too small, one thing to do."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPointingDevice

from tests.screens.conftest import COLOR_SETS, PANELS, Stage
from tests.screens.fake_session import FakeSession, make_shell
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

PageFactory = Callable[..., Stage]
# Screens on which one chooses or only waits: they have no filled button.
WITHOUT_PRIMARY = {"home", "home-six", "theme", "filing", "erasing", "out-of-service", "sheet-cannot"}


@pytest.fixture
def open_page(app: QGuiApplication, touchscreen: QPointingDevice) -> Iterator[PageFactory]:
    """Open the kiosk's window on one state of one page; any QML warning fails the test."""
    engines: list[ScreenEngine] = []
    kept: list[tuple[ShellViewModel, FakeSession]] = []

    def make(state: str, panel: str = "wide", mode: int = 2, colors: str = "claro", language: str = "es-MX") -> Stage:
        engine = ScreenEngine(touch_guard_ms=0)
        engines.append(engine)
        width, height, inches = PANELS[panel]
        engine.theme.setPixelPitch(pitch_of(width, height, inches))
        engine.theme.setColorSet(colors)
        engine.theme.setTextMode(mode)
        engine.theme.setReduceMotion(True)
        engine.languages.load(I18N_FOLDER, show_pseudo=True)
        engine.languages.switch(language)
        session = STATES[state]()
        shell = make_shell(engine, session)
        kept.append((shell, session))
        window = engine.load("Main", {"shell": shell, "windowed": True, "width": width, "height": height})
        stage = Stage(app, engine, window, touchscreen)
        stage.settle(6)
        return stage

    make.kept = kept  # type: ignore[attr-defined]  # what a test asks about afterwards
    yield make
    warnings = [warning for engine in engines for warning in engine.warnings]
    for engine in engines:
        engine.close()
    assert warnings == []


def every_page_of(stage: Stage) -> Iterator[None]:
    """Stop at each page behind "Ver más"; give up after more than a citizen would bear."""
    for _ in range(9):
        yield
        more = [item for item in stage.controls() if item.objectName() == "moreButton"]
        if not more:
            return
        stage.touch(more[0])
        stage.settle()
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


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("panel", ["wide", "portrait", "compact"])
def test_a_page_is_whole_on_each_kind_of_panel(open_page: PageFactory, state: str, panel: str) -> None:
    assert check(open_page(state, panel), state) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("panel", "mode"), [("wide", 4), ("compact", 4), ("portrait", 4), ("wide", 3), ("compact", 3)])
def test_a_page_is_whole_in_large_letters(open_page: PageFactory, state: str, panel: str, mode: int) -> None:
    assert check(open_page(state, panel, mode), state) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("panel", "mode"), [("narrow", 2), ("square", 1), ("notebook", 2)])
def test_a_page_is_whole_on_the_other_panels(open_page: PageFactory, state: str, panel: str, mode: int) -> None:
    assert check(open_page(state, panel, mode), state) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("panel", ["wide", "portrait", "compact"])
def test_a_page_is_whole_in_a_language_much_longer_than_spanish(open_page: PageFactory, state: str, panel: str) -> None:
    assert check(open_page(state, panel, language="qps"), state) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("colors", [each for each in COLOR_SETS if each != "claro"])
def test_a_page_draws_in_each_set_of_colours(open_page: PageFactory, state: str, colors: str) -> None:
    picture = open_page(state, "compact", 2, colors).grab()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}) > 1


@pytest.mark.parametrize("state", STATES)
def test_each_control_has_a_name_of_its_own(open_page: PageFactory, state: str) -> None:
    QAccessible.setActive(True)
    found = names(open_page(state))
    assert "" not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("state", STATES)
def test_a_page_has_one_heading_and_it_is_announced(open_page: PageFactory, state: str) -> None:
    stage = open_page(state)
    assert len(headings(stage)) == 1 + (state == "still-there")  # the countdown's number is drawn as one
    assert stage.window.activeFocusItem() is not None


@pytest.mark.parametrize("panel", ["wide", "portrait", "compact"])
def test_the_bar_stays_where_it_is_from_page_to_page(open_page: PageFactory, panel: str) -> None:
    states = ("sheet", "notice", "choice-lines", "text", "date", "scan", "review", "follow-up")
    places = set()
    for state in states:
        stage = open_page(state, panel)
        places.add(tuple(stage.rect(stage.find(name)).getRect()[:2] for name in ("bar", "back", "help", "settings")))
    assert len(places) == 1


def test_a_touch_anywhere_tells_the_session_that_somebody_is_there(open_page: PageFactory) -> None:
    stage = open_page("choice-lines")
    _, session = open_page.kept[0]  # type: ignore[attr-defined]  # set by the fixture
    stage.tap("option_direccion")
    assert "touch" in session.asked


def test_a_choice_is_marked_and_continuar_gives_it(open_page: PageFactory) -> None:
    stage = open_page("choice-lines")
    _, session = open_page.kept[0]  # type: ignore[attr-defined]  # set by the fixture
    stage.tap("option_direccion")
    assert stage.find("option_direccion").property("selected") is True
    stage.tap("primaryButton")
    assert "answer direccion" in session.asked


def test_the_window_of_a_kiosk_does_not_close(open_page: PageFactory) -> None:
    stage = open_page("start")
    stage.window.setProperty("allowExit", False)
    stage.window.close()
    stage.settle()
    assert stage.window.isVisible()


def test_what_lies_below_an_overlay_is_neither_seen_nor_touched(open_page: PageFactory) -> None:
    stage = open_page("still-there")
    assert {item.objectName() for item in stage.controls()} == {"dialogPrimary", "dialogSecondary"}
    stage.tap("dialogPrimary")
    stage.settle()
    assert stage.find("answer_input").hasActiveFocus()


def test_the_slip_that_cannot_be_confirmed_is_asked_about(open_page: PageFactory) -> None:
    stage = open_page("done-asks")
    _, session = open_page.kept[0]  # type: ignore[attr-defined]  # set by the fixture
    stage.tap("printYes")
    assert "paper True" in session.asked


def test_the_large_code_opens_and_closes(open_page: PageFactory) -> None:
    stage = open_page("paper")
    stage.tap("showQr")
    stage.settle()
    assert stage.rect(stage.find("qr")).width() > 300 * stage.unit
    stage.tap("back")
    stage.settle()
    assert stage.find("showQr").isVisible()


def test_typing_on_the_kiosks_keyboard_reaches_the_field(open_page: PageFactory) -> None:
    stage = open_page("text")
    for key in ("key_m", "key_space", "key_1"):
        stage.tap(key)
    assert stage.find("answer_input").property("text") == "m 1"


def test_search_shows_the_tramites_that_match(open_page: PageFactory) -> None:
    stage = open_page("home")
    _, session = open_page.kept[0]  # type: ignore[attr-defined]  # set by the fixture
    stage.find("search_input").forceActiveFocus(Qt.FocusReason.OtherFocusReason)
    stage.settle()
    for key in ("key_l", "key_u", "key_z"):
        stage.tap(key)
    stage.tap("result_0")
    assert "tramite cfe.falla-de-luz" in session.asked
