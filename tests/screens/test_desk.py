"""The agent's desk, drawn with the real desk behind it: nothing cut, focus always visible, keys for all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.screens.conftest import Stage
from tests.screens.looking import cut_texts, names, overlapping_texts
from tests.unit.contact_centre.fakes import BY_RECEIPT, DeskBench, desk_in
from tramites.wire.messages import CaseAnswer, CaseEvent
from ui.engine import ScreenEngine
from ui.languages import I18N_FOLDER
from ui.viewmodels.desk import DeskViewModel
from ui.words import SpokenWords

SIZES = {"desk": (1600, 900), "notebook": (1366, 768), "large": (1920, 1080)}
FOLIO = "0000-0000-0000-0000"
READ = "Ctrl+Intro"
ADDRESS = ["no", None, "direccion", "Colima", "Colima", "Centro", "Morelos 118, frente a la primaria"]
EVENTS = tuple(
    CaseEvent(at="2026-11-20T16:44:00Z", state="dispatched", text="La CFE ya tiene su reporte")
    for _ in range(4)
)
CASE = CaseAnswer(
    folio=FOLIO,
    found=True,
    tramite="Reportar una falla de luz",
    agency_folio="CFE-2026-000123",
    events=EVENTS,
    next_step="Una cuadrilla irá al lugar.",
)
Step = Callable[[DeskBench], None]


@dataclass
class DeskOnScreen:
    """The window over a desk whose platform and clock obey the test."""

    stage: Stage
    bench: DeskBench
    view_model: DeskViewModel

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.stage.window, key, held)
        self.bench.queue.work()
        self.stage.settle()

    def type(self, text: str) -> None:
        for character in text:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click,
                self.stage.window,
                Qt.Key.Key_unknown,
                character,
                Qt.KeyboardModifier.NoModifier,
            )
        self.stage.settle()

    def enter(self, text: str = "") -> None:
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def read(self) -> None:
        """Ctrl+Intro: this was read aloud."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def focused(self) -> str:
        item = self.stage.window.activeFocusItem()
        return item.objectName() if item else ""

    def drawn(self) -> Stage:
        self.stage.grab()
        self.stage.settle(6)
        return self.stage


Opener = Callable[..., DeskOnScreen]


@pytest.fixture
def open_desk(app: QGuiApplication, touchscreen: QPointingDevice, tmp_path: Path) -> Iterator[Opener]:
    """Open the desk's window; any QML warning fails the test."""
    engines: list[ScreenEngine] = []
    with desk_in(tmp_path) as bench:

        def make(size: str = "desk", colors: str = "claro") -> DeskOnScreen:
            engine = ScreenEngine(touch_guard_ms=0)
            engines.append(engine)
            engine.theme.setRingsAlways(True)
            engine.theme.setColorSet(colors)
            engine.languages.load(I18N_FOLDER)
            view_model = DeskViewModel(bench.desk, SpokenWords(engine.languages))
            width, height = SIZES[size]
            window = engine.load(
                "DeskMain", {"desk": view_model, "windowed": True, "width": width, "height": height}
            )
            window.requestActivate()
            opened = DeskOnScreen(Stage(app, engine, window, touchscreen), bench, view_model)
            opened.stage.settle(6)
            return opened

        yield make
        warnings = [warning for engine in engines for warning in engine.warnings]
        for engine in engines:
            engine.close()
    assert warnings == []


def _begin(bench: DeskBench, *answers: str | None) -> None:
    bench.begin()
    bench.answer(*answers)


def _find_case(bench: DeskBench) -> None:
    bench.desk.consult(FOLIO, "")
    bench.cases.answers[-1](CASE)


def _refused_store(bench: DeskBench) -> None:
    _begin(bench, *ADDRESS, "sin_luz", "si", "2026-11-19", "3121234567")
    bench.desk.trouble = "queue.full"
    bench.desk.line_is(line=False)


STATES: dict[str, Step] = {
    "choose": lambda bench: None,
    "left-over": lambda bench: bench.desk.found_left_over(FOLIO),
    "first-question": _begin,
    "danger": lambda bench: _begin(bench, "fuego"),
    "notice": lambda bench: _begin(bench, "no"),
    "list": lambda bench: _begin(bench, *ADDRESS[:3]),
    "text": lambda bench: _begin(bench, *ADDRESS[:6]),
    "text-problem": lambda bench: _begin(bench, *ADDRESS[:6], "x"),
    "choice": lambda bench: _begin(bench, *ADDRESS),
    "date-problem": lambda bench: _begin(bench, *ADDRESS, "sin_luz", "si", "el lunes"),
    "review": _refused_store,
    "done": lambda bench: bench.file(),
    "case": _find_case,
}


@pytest.mark.parametrize("size", SIZES)
def test_every_state_of_the_desk_is_whole(open_desk: Opener, size: str) -> None:
    opened = open_desk(size)
    found = []
    for name, reach in STATES.items():
        reach(opened.bench)
        stage = opened.drawn()
        found += [f"{name}: cut: {each}" for each in cut_texts(stage)]
        found += [f"{name}: over each other: {each}" for each in overlapping_texts(stage)]
        found += [f"{name}: over the edge: {each}" for each in _outside_their_panel(stage)]
        opened.view_model.endCall()
        opened.bench.queue.work()
    assert found == []


def _outside_their_panel(stage: Stage) -> list[str]:
    """Controls and texts that leave their column or lie under its buttons."""
    panels = [
        item for item in stage.items() if item.objectName() in ("casePanel", "capturePanel", "sidePanel")
    ]
    buttons = {"goOn", "save", "deskBack"}
    foot = [item for item in stage.items() if item.objectName() in buttons]
    left = [
        item
        for panel in panels
        for item in [*stage.texts(), *stage.controls()]
        if _within(item, panel) and not stage.rect(panel).contains(stage.rect(item).center())
    ]
    under = [
        item
        for item in stage.texts()
        for button in foot
        if stage.rect(button).contains(stage.rect(item).center()) and not _within(item, button)
    ]
    return [f"{item.objectName()} «{item.property('text')}»" for item in (*left, *under)]


def _within(item: QQuickItem, ancestor: QQuickItem) -> bool:
    above: QQuickItem | None = item
    while above is not None and above != ancestor:
        above = above.parentItem()
    return above == ancestor


@pytest.mark.parametrize("colors", ["oscuro", "alto-contraste", "blanco-y-negro"])
def test_the_desk_draws_in_each_set_of_colours(open_desk: Opener, colors: str) -> None:
    opened = open_desk("notebook", colors)
    opened.bench.begin()
    picture = opened.drawn().grab()
    sample = {
        picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)
    }
    assert len(sample) >= 3


def test_tab_goes_round_every_control_and_its_ring_is_drawn(open_desk: Opener) -> None:
    opened = open_desk()
    opened.bench.begin()
    opened.drawn()
    visited: list[str] = []
    for _ in range(12):
        opened.key(Qt.Key.Key_Tab)
        visited.append(opened.focused())
        assert _ring_is_drawn(opened), visited[-1]
    assert {"folio_input", "clave_input", "searchCase", "choices", "goOn", "deskBack", "help"} <= set(visited)


def _ring_is_drawn(opened: DeskOnScreen) -> bool:
    """Whether the colour of the focus is found around what has the focus."""
    stage = opened.stage
    item = stage.window.activeFocusItem()
    place = stage.rect(item).adjusted(-20, -20, 20, 20)
    picture = stage.grab()
    wanted = stage.engine.theme.colors["focus"].lower()
    points = (
        QPointF(x, y).toPoint()
        for x in range(int(place.left()), int(place.right()), 1)
        for y in (int(place.center().y()),)
    )
    return any(
        picture.rect().contains(point) and picture.pixelColor(point).name() == wanted for point in points
    )


def test_after_each_answer_the_focus_is_where_the_next_one_is_typed(open_desk: Opener) -> None:
    opened = open_desk()
    assert opened.focused() == "tramiteSearch_input"
    opened.enter("reportar")
    seen = [opened.focused()]
    for keys in ("3", READ, "2", "coli", "coli", "Centro", "Morelos 118", "1", "1", "ayer", ""):
        opened.read() if keys == READ else opened.enter(keys)
        seen.append(opened.focused())
    assert seen == [
        *("choices", "script", "choices"),
        *("answer_input",) * 4,
        *("choices", "choices"),
        *("answer_input", "answer_input"),
        "save",
    ]
    opened.read()
    assert opened.view_model.stage == "done"
    assert opened.focused() == "folioAloud"
    opened.key(Qt.Key.Key_F9)
    assert opened.focused() == "tramiteSearch_input"


def test_intro_alone_neither_passes_the_notice_nor_erases_the_folio(open_desk: Opener) -> None:
    opened = open_desk()
    opened.bench.begin()
    opened.bench.answer("no")
    opened.stage.settle()
    opened.enter()
    assert opened.view_model.capture.kind == "notice"
    opened.bench.answer(*BY_RECEIPT[1:])
    opened.bench.desk.send()
    opened.bench.queue.work()
    opened.stage.settle()
    opened.enter()
    opened.read()
    assert opened.view_model.stage == "done"


def test_a_key_opens_the_help_and_the_same_key_closes_it(open_desk: Opener) -> None:
    opened = open_desk()
    opened.key(Qt.Key.Key_F1)
    assert opened.focused() == "closeHelp"
    texts = {str(item.property("text")) for item in opened.drawn().texts()}
    assert {each["key"] for each in opened.view_model.keys} <= texts
    opened.key(Qt.Key.Key_F1)
    assert opened.focused() == "tramiteSearch_input"


def test_ending_a_call_with_answers_asks_first(open_desk: Opener) -> None:
    opened = open_desk()
    opened.enter()
    opened.enter("3")
    opened.key(Qt.Key.Key_F9)
    assert opened.focused() == "stay"
    opened.key(Qt.Key.Key_Escape)
    assert (opened.view_model.stage, opened.focused()) == ("capture", "script")
    opened.key(Qt.Key.Key_F9)
    opened.key(Qt.Key.Key_F9)
    assert opened.view_model.stage == "choose"


def test_the_question_before_keeps_its_answer(open_desk: Opener) -> None:
    opened = open_desk()
    opened.bench.begin()
    opened.bench.answer(*BY_RECEIPT[:4])
    opened.stage.settle()
    opened.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.stage.window.activeFocusItem().property("text") == "12345678"


def test_an_answer_of_the_review_is_corrected_with_the_keys(open_desk: Opener) -> None:
    opened = open_desk()
    opened.bench.begin()
    opened.bench.answer(*BY_RECEIPT)
    opened.stage.settle()
    opened.stage.find("review_recibo").forceActiveFocus()
    opened.enter()
    assert opened.focused() == "answer_input"
    opened.enter("9")
    assert opened.view_model.stage == "review"


def test_a_case_is_found_with_the_keys_alone(open_desk: Opener) -> None:
    opened = open_desk()
    opened.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    opened.enter("0000 0000 0000 0000")
    opened.enter()
    assert opened.bench.cases.asked == [(FOLIO, None)]
    opened.bench.cases.answers[0](CASE)
    opened.drawn()
    assert opened.stage.find("caseFolio").property("text") == FOLIO


def test_each_control_has_a_name_of_its_own(open_desk: Opener) -> None:
    QAccessible.setActive(True)
    opened = open_desk()
    opened.bench.begin()
    found = names(opened.drawn())
    assert "" not in found
    assert len(found) == len(set(found))


def test_the_mouse_works_too(open_desk: Opener) -> None:
    opened = open_desk()
    row = opened.drawn().find("tramite_0")
    QTest.mouseClick(
        opened.stage.window,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        opened.stage.rect(row).center().toPoint(),
    )
    opened.stage.settle()
    assert opened.view_model.stage == "capture"


def test_after_the_call_neither_the_window_nor_an_undo_holds_what_was_typed(open_desk: Opener) -> None:
    opened = open_desk()
    opened.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    opened.type("0000 0000")
    opened.bench.begin()
    opened.bench.answer(*ADDRESS[:6])
    opened.stage.settle()
    opened.type("Privada Ñandú 4417")
    opened.key(Qt.Key.Key_F9)
    opened.key(Qt.Key.Key_F9)
    fields = [item for item in _every_item(opened.stage) if item.inherits("QQuickTextInput")]
    for field in fields:
        field.forceActiveFocus()
        opened.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    left = [str(item.property("text")) for item in _every_item(opened.stage)]
    assert len(fields) == 4
    assert [text for text in left if "Ñandú" in text or "0000" in text or text == "Centro"] == []


def _every_item(stage: Stage) -> list[QQuickItem]:
    """Visible or not."""
    found = [stage.window.contentItem()]
    for item in found:
        found.extend(item.childItems())
    return found
