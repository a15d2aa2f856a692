"""The components, as a citizen meets them: what can be read, reached and touched, on every panel."""

from itertools import combinations
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtQuick import QQuickItem

from tests.screens.conftest import COLOR_SETS, Stage, StageFactory
from ui.languages import I18N_FOLDER

LEAST_TARGET_DU = 52
LEAST_GAP_DU = 10
SHEETS = ("states", "fields", "question", "choices", "done", "home", "dialog")
PAGES = ("question", "choices", "done", "home")
ROUNDING_PX = 1.0


def name_of(item: QQuickItem) -> str:
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)


def role_of(item: QQuickItem) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(item).role()


def gap(stage: Stage, one: QQuickItem, other: QQuickItem) -> float:
    """The free space between two items in pixels; negative when they overlap."""
    a, b = stage.rect(one), stage.rect(other)
    across = max(a.left() - b.right(), b.left() - a.right())
    down = max(a.top() - b.bottom(), b.top() - a.bottom())
    return max(across, down)


def reachable(stage: Stage) -> list[QQuickItem]:
    """The controls a finger can hit: what lies under a dialog's cover is out of reach."""
    covers = [item for item in stage.items() if item.objectName() == "dialog"]
    return [item for item in stage.controls() if not covers or covers[0].isAncestorOf(item)]


def assert_targets(stage: Stage) -> None:
    controls = reachable(stage)
    assert controls
    least, apart = LEAST_TARGET_DU * stage.unit, LEAST_GAP_DU * stage.unit
    for item in controls:
        assert min(item.width(), item.height()) >= least - ROUNDING_PX, item.objectName()
        rect = stage.rect(item)
        assert min(rect.left(), rect.top()) >= 0, item.objectName()
        assert rect.right() <= stage.window.width(), item.objectName()
        assert rect.bottom() <= stage.window.height(), item.objectName()
    for one, other in combinations(controls, 2):
        found = gap(stage, one, other)
        assert found >= apart - ROUNDING_PX, (one.objectName(), other.objectName(), found)


def assert_nothing_cut(stage: Stage) -> None:
    body = next((item for item in stage.items() if item.objectName() == "body"), None)
    for item in stage.texts():
        text = str(item.property("text"))
        assert not item.property("truncated"), text
        assert item.property("contentWidth") <= item.width() + ROUNDING_PX, text
        rect = stage.rect(item)
        assert rect.right() <= stage.window.width() + ROUNDING_PX, text
        assert rect.bottom() <= stage.window.height() + ROUNDING_PX, text
        if body is not None and body.isAncestorOf(item):
            assert rect.bottom() <= stage.rect(body).bottom() + ROUNDING_PX, text


@pytest.mark.parametrize("colors", COLOR_SETS)
@pytest.mark.parametrize("panel", ["wide", "portrait"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_readable_and_reachable(
    stage: StageFactory, sheet: str, panel: str, colors: str
) -> None:
    shown = stage(sheet, panel=panel, colors=colors)

    assert_targets(shown)
    assert_nothing_cut(shown)
    assert len(set(sampled_colors(shown.grab()))) > 3


@pytest.mark.parametrize("panel", ["square", "notebook", "compact", "narrow"])
@pytest.mark.parametrize("sheet", ["question", "dialog", "home"])
def test_small_panels_change_the_arrangement_not_the_size(
    stage: StageFactory, sheet: str, panel: str
) -> None:
    shown = stage(sheet, panel=panel)

    assert shown.engine.theme.layoutClass == "compact"
    assert_targets(shown)
    assert_nothing_cut(shown)


@pytest.mark.parametrize("mode", [1, 3, 4])
@pytest.mark.parametrize("panel", ["wide", "portrait"])
@pytest.mark.parametrize("sheet", ["question", "dialog"])
def test_larger_letters_still_fit(stage: StageFactory, sheet: str, panel: str, mode: int) -> None:
    shown = stage(sheet, panel=panel, mode=mode)

    assert_targets(shown)
    assert_nothing_cut(shown)


def sampled_colors(image: QImage) -> list[str]:
    step_x, step_y = image.width() // 40, image.height() // 40
    points = ((x, y) for x in range(0, image.width(), step_x) for y in range(0, image.height(), step_y))
    return [image.pixelColor(x, y).name() for x, y in points]


@pytest.mark.parametrize("sheet", PAGES)
def test_a_page_has_one_heading_and_at_most_one_primary_button(stage: StageFactory, sheet: str) -> None:
    shown = stage(sheet)

    headings = [item for item in shown.texts() if item.metaObject().className().startswith("Heading")]
    primaries = [
        item for item in shown.controls() if item.metaObject().className().startswith("PrimaryButton")
    ]
    assert len(headings) == 1
    assert len(primaries) <= 1


@pytest.mark.parametrize("sheet", PAGES)
def test_every_control_has_a_role_and_a_name_of_its_own(stage: StageFactory, sheet: str) -> None:
    shown = stage(sheet)

    names = [name_of(item) for item in shown.controls()]

    assert all(name.strip() for name in names)
    assert len(names) == len(set(names))
    allowed = {QAccessible.Role.Button, QAccessible.Role.RadioButton}
    assert {role_of(item) for item in shown.controls()} <= allowed


def test_the_bar_never_moves_between_pages(stage: StageFactory) -> None:
    question, choices = stage("question"), stage("choices")

    for name in ("back", "help", "listen", "settings", "finish", "primaryButton"):
        assert question.rect(question.find(name)) == choices.rect(choices.find(name)), name


@pytest.mark.parametrize("panel", ["wide", "portrait", "compact", "narrow"])
def test_the_four_utilities_keep_their_words_on_every_panel(stage: StageFactory, panel: str) -> None:
    shown = stage("question", panel=panel)

    words = [str(shown.find(name).property("text")) for name in ("help", "listen", "settings", "finish")]

    assert words[0] == "Ayuda"
    # On a short bar listening keeps its icon alone: who cannot read must find it, who listens hears its name.
    assert words[1] in ({"Escuchar"} if panel in {"wide", "portrait"} else {"Escuchar", ""})
    assert words[2] in {"Idioma y texto", "Opciones"}
    assert words[3] in {"Terminar y borrar", "Terminar"}


BUTTON = """
    property int count: 0
    PrimaryButton { objectName: "button"; x: 100; y: 100; text: "Seguir"; onActivated: root.count += 1 }
"""


def test_a_touch_acts_on_release_inside(stage: StageFactory) -> None:
    shown = stage(qml=BUTTON)
    button = shown.find("button")

    shown.press(button)
    assert shown.window.property("count") == 0
    shown.release(button)

    assert shown.window.property("count") == 1


def test_a_finger_that_slides_off_changes_its_mind(stage: StageFactory) -> None:
    shown = stage(qml=BUTTON)

    shown.press(shown.find("button"))
    shown.release_at(QPointF(1500, 900))

    assert shown.window.property("count") == 0


def test_a_pressed_button_shows_it_at_once(stage: StageFactory) -> None:
    shown = stage(qml=BUTTON)
    button = shown.find("button")
    edge = shown.rect(button).topLeft() + QPointF(30, 12)

    shown.press(button)
    pressed = shown.grab().pixelColor(edge.toPoint())
    shown.release(button)

    assert pressed == QColor("#07302E")
    assert shown.grab().pixelColor(edge.toPoint()) == QColor("#0C4A47")


def test_a_trembling_hand_acts_once(stage: StageFactory) -> None:
    shown = stage(qml=BUTTON, guard_ms=300)

    shown.tap("button")
    shown.tap("button")
    assert shown.window.property("count") == 1
    shown.wait_until(lambda: not shown.find("button").property("resting"))
    shown.tap("button")

    assert shown.window.property("count") == 2


def test_a_touch_meant_for_the_page_before_is_ignored(stage: StageFactory) -> None:
    shown = stage(
        qml="""
        property int count: 0
        property bool guarded: Theme.guarded
        PageFrame { primaryText: "Continuar"; onPrimaryRequested: root.count += 1 }
        """,
        guard_ms=300,
    )

    shown.tap("primaryButton")
    assert shown.window.property("count") == 0
    shown.wait_until(lambda: not shown.window.property("guarded"))
    shown.tap("primaryButton")

    assert shown.window.property("count") == 1


def test_a_switched_off_button_does_nothing(stage: StageFactory) -> None:
    shown = stage(qml=BUTTON.replace('text: "Seguir"', 'text: "Seguir"; enabled: false'))

    shown.tap("button")

    assert shown.window.property("count") == 0


def field_stage(stage: StageFactory, layout: str = "es", **members: str) -> Stage:
    more = "; ".join(f"{name}: {value}" for name, value in members.items())
    return stage(
        qml=f"""
        property string typed
        PageFrame {{
            keyboardLayout: "{layout}"; keyboardTarget: answer; primaryText: "Continuar"
            Field {{ id: answer; width: parent.width; label: "Calle"; value: root.typed; {more}
                     onEdited: text => root.typed = text }}
        }}
        """
    )


def typed(shown: Stage) -> str:
    return str(shown.window.property("typed"))


def test_the_keyboard_writes_into_the_field(stage: StageFactory) -> None:
    shown = field_stage(stage)

    for key in ("key_shift", "key_p", "key_e", "key_ñ", "key_a", "key_space", "key_1", "key_1"):
        shown.tap(key)

    assert typed(shown) == "Peña 11"


def test_accents_are_one_page_away_and_letters_one_page_back(stage: StageFactory) -> None:
    shown = field_stage(stage)

    for key in ("key_page_acentos", "key_á", "key_page_letras", "key_m", "key_erase"):
        shown.tap(key)

    assert typed(shown) == "á"


def test_two_equal_letters_in_a_row_are_two_letters(stage: StageFactory) -> None:
    shown = field_stage(stage)

    for _ in range(2):
        shown.tap("key_l")

    assert typed(shown) == "ll"


def test_a_key_takes_no_focus_from_the_field(stage: StageFactory) -> None:
    shown = field_stage(stage)
    answer = shown.find("field_input")
    answer.forceActiveFocus()

    shown.tap("key_a")

    assert answer.hasActiveFocus()


def test_an_error_message_moves_nothing(stage: StageFactory) -> None:
    shown = stage(
        qml="""
        property string trouble
        Column {
            width: 800
            Field { objectName: "calle"; width: parent.width; label: "Calle"; error: root.trouble }
            Rectangle { objectName: "below"; width: 100; height: 100 }
        }
        """
    )
    before = shown.rect(shown.find("below"))

    shown.window.setProperty("trouble", "Escriba la calle donde falta la luz.")
    shown.settle()

    assert shown.rect(shown.find("below")) == before
    assert shown.find("calle_error").property("text") == "Escriba la calle donde falta la luz."


def test_keys_are_named_for_those_who_cannot_see_them(stage: StageFactory) -> None:
    shown = field_stage(stage, layout="correo")

    names = {key: name_of(shown.find(key)) for key in ("key_ñ", "key_@", "key_erase", "key_shift")}

    assert names == {
        "key_ñ": "eñe",
        "key_@": "arroba",
        "key_erase": "borrar letra",
        "key_shift": "mayúsculas, apagado",
    }


@pytest.mark.parametrize("layout", ["es", "correo", "curp", "folio", "numero"])
@pytest.mark.parametrize("panel", ["wide", "portrait", "compact", "narrow"])
def test_every_layout_fits_every_panel(stage: StageFactory, layout: str, panel: str) -> None:
    shown = stage(
        qml=f'PageFrame {{ keyboardLayout: "{layout}"; primaryText: "Continuar" }}',
        panel=panel,
    )

    assert_targets(shown)


@pytest.mark.parametrize("colors", COLOR_SETS)
def test_the_code_for_the_telephone_can_be_read_in_every_theme(
    stage: StageFactory, colors: str, tmp_path: Path
) -> None:
    shown = stage(
        qml='QrPlate { objectName: "plate"; x: 100; y: 100; text: "V1|2A7K-M229-8QF4-31WX/ñ&%" }',
        colors=colors,
    )

    found = zxingcpp.read_barcodes(as_pillow(shown.grab(), tmp_path))

    assert [code.text for code in found] == ["V1|2A7K-M229-8QF4-31WX/ñ&%"]


def as_pillow(image: QImage, folder: Path) -> Image.Image:
    file = folder / "picture.png"
    assert image.save(str(file))
    return Image.open(file)


@pytest.mark.parametrize("panel", ["wide", "portrait", "compact", "narrow"])
def test_the_whole_folio_is_shown_on_every_panel(stage: StageFactory, panel: str) -> None:
    shown = stage(
        qml='PageFrame { FolioPlate { width: parent.width; folio: "2A7K-M229-8QF4-31WX" } }', panel=panel
    )

    number = shown.find("folio")

    assert str(number.property("text")).replace("\n", "") == "2A7K-M229-8QF4-31WX"
    assert number.property("contentWidth") <= number.width()


def test_a_dialog_hides_the_page_and_focuses_the_safe_action(stage: StageFactory) -> None:
    shown = stage(
        qml="""
        property bool asks: false
        Text { x: 20; y: 20; text: "Calle Morelos 118"; font.pixelSize: 40; color: "red" }
        DialogPanel {
            opened: root.asks; title: "¿Sigue ahí?"; primaryText: "Sí, sigo aquí"; secondaryText: "Terminar"
        }
        """
    )
    shown.window.setProperty("asks", True)
    shown.settle()

    assert shown.grab().pixelColor(25, 45) == QColor("#0C4A47")
    assert shown.find("dialogPrimary").hasActiveFocus()


def test_the_state_sheet_speaks_the_pseudo_language_after_a_switch(stage: StageFactory) -> None:
    shown = stage("choices")
    shown.engine.languages.load(I18N_FOLDER, show_pseudo=True)

    shown.engine.languages.switch("qps")
    shown.settle()
    words = str(shown.find("primaryButton").property("text"))
    shown.engine.languages.switch("es-MX")
    shown.settle()

    assert words.startswith("[Cöñţîñûåŕ")
    assert shown.find("primaryButton").property("text") == "Continuar"


def test_an_icon_is_drawn_in_the_colour_of_the_theme(stage: StageFactory) -> None:
    shown = stage(qml='Icon { objectName: "icon"; name: "printer"; size: 96 }')

    image = shown.grab()
    inked = [image.pixelColor(x, y).name() for x in range(96) for y in range(96)]

    assert "#0c4a47" in inked
