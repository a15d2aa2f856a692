"""What is said aloud: every page that a citizen meets, in their language, and nothing of theirs."""

import ast
import json
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from tests.screens.fake_reading import FakeReading
from tests.screens.fake_session import FOLIO, TODAY, FakeSession, definition, make_shell
from tests.screens.screen_states import STATES, form
from tramites.journey import Journey
from ui.engine import ScreenEngine
from ui.languages import I18N_FOLDER
from ui.viewmodels import spoken as spoken_module
from ui.viewmodels.spoken import OVERLAYS, PAGES, can_be_said

CLAVE = "7Q2M-XR4T"
DIALOGS = {"still-there", "erasing", "confirm-finish"}
TYPED = ("colonia", "calle", "telefono")


@pytest.fixture(scope="module")
def engine(app: QGuiApplication) -> Iterator[ScreenEngine]:
    engine = ScreenEngine()
    engine.languages.load(I18N_FOLDER, show_unreviewed=True)
    yield engine
    engine.languages.switch("es-MX")
    engine.close()


def said_of(engine: ScreenEngine, session: FakeSession) -> tuple[str, ...]:
    """What *Escuchar* says on the page where this session stands."""
    reading = FakeReading()
    make_shell(engine, session, reading=reading).listen()
    return reading.said[-1] if reading.said else ()


def journey_with(answers: Mapping[str, str], until: str | None) -> Journey:
    """A journey by way of the address, standing on the page `until` or past the last one."""
    journey = Journey(definition())
    while journey.current is not None and journey.current.id != until:
        field = journey.current.field
        if field is None:
            journey.go_on()
        else:
            assert journey.answer(answers[field.id], TODAY) is None
    return journey


def answers(typed: Mapping[str, str], day: str, failure: str) -> dict[str, str]:
    fixed = {"peligro": "no", "como": "direccion", "estado": "Colima", "municipio": "Villa de Álvarez"}
    return {**fixed, **typed, "falla": failure, "vecinos": "si", "desde": day}


letters = st.text(alphabet=string.ascii_uppercase, min_size=9, max_size=30)
phones = st.text(alphabet=string.digits, min_size=10, max_size=10)
typed_answers = st.fixed_dictionaries({"colonia": letters, "calle": letters, "telefono": phones})


@pytest.mark.parametrize("state", [state for state in STATES if state not in DIALOGS])
def test_every_page_of_a_citizen_says_something(engine: ScreenEngine, state: str) -> None:
    said = said_of(engine, STATES[state]())

    assert said
    assert all(part.strip() and "<" not in part for part in said)


def test_every_page_and_overlay_is_known_to_the_voice() -> None:
    pages = {STATES[state]().page for state in STATES}

    assert pages <= set(PAGES)
    assert {"help", "settings"} == set(OVERLAYS)


def test_the_pages_of_staff_are_not_read_aloud() -> None:
    assert not can_be_said("technician", "")
    assert not can_be_said("start", "staff-pin")


@given(typed_answers, st.sampled_from([None, *TYPED, "desde", "falla"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_a_citizen_typed_is_ever_said(
    engine: ScreenEngine, typed: dict[str, str], until: str | None
) -> None:
    journey = journey_with(answers(typed, "2026-11-19", "sin_luz"), None)
    if until is not None:
        journey.change(until)
    page = "review" if until is None else "question"
    said = " ".join(said_of(engine, FakeSession(page=page, definition=definition(), journey=journey)))

    together = said.replace(" ", "")
    given_values = (*typed.values(), "Colima", "Álvarez", "2026-11-19", "19denoviembre")
    assert [value for value in given_values if value.replace(" ", "") in together] == []


@given(typed_answers, typed_answers, st.dates(TODAY.replace(year=2025, month=12), TODAY))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_page_says_the_same_whatever_was_answered(
    engine: ScreenEngine, one: dict[str, str], other: dict[str, str], day: object
) -> None:
    for until in ("estado", "colonia", "calle", "falla", "desde", "telefono", None):
        page = "review" if until is None else "question"
        first = journey_with(answers(one, "2026-11-20", "intermitente"), None)
        second = journey_with(answers(other, str(day), "voltaje"), None)
        if until is not None:
            first.change(until)
            second.change(until)

        sessions = [FakeSession(page=page, definition=definition(), journey=each) for each in (first, second)]

        assert said_of(engine, sessions[0]) == said_of(engine, sessions[1])


@pytest.mark.parametrize("state", [s for s in STATES if s.startswith(("done", "paper", "case", "follow"))])
def test_folio_clave_and_case_stay_on_the_screen(engine: ScreenEngine, state: str) -> None:
    together = "".join(said_of(engine, STATES[state]())).replace(" ", "").replace("-", "")

    secrets = (FOLIO, CLAVE, "CFE-2026-118273", "Una cuadrilla va en camino")
    assert [each for each in secrets if each.replace("-", "").replace(" ", "") in together] == []


def test_what_was_typed_to_search_is_not_said(engine: ScreenEngine) -> None:
    reading = FakeReading()
    shell = make_shell(engine, FakeSession(page="home"), reading=reading)
    shell.home.search("zxqvw")

    shell.listen()

    assert "zxqvw" not in " ".join(reading.said[-1])


def test_a_question_is_said_in_reading_order(engine: ScreenEngine) -> None:
    said = said_of(engine, form("como"))

    assert said[:4] == (
        "¿Cómo quiere decirnos el lugar?",
        "Con el código de su recibo es más rápido.",
        "Con el código de mi recibo de luz",
        "Lo acerca al lector. No escribe nada.",
    )
    assert said[-1] == "Abajo puede tocar: Continuar, Regresar, Ayuda, Idioma y texto, Terminar y borrar."


def test_numbers_to_call_are_said_digit_by_digit(engine: ScreenEngine) -> None:
    said = " ".join(said_of(engine, form("a_salvo", "safety", peligro="cable")))

    assert "0 7 1" in said
    assert "9 1 1" in said
    assert "071" not in said


def test_the_page_is_said_in_the_language_in_force(engine: ScreenEngine) -> None:
    reading = FakeReading()
    shell = make_shell(engine, form("como"), reading=reading)
    engine.languages.switch("en")
    try:
        shell.listen()
    finally:
        engine.languages.switch("es-MX")

    assert reading.voices == ["en-us"]
    assert reading.said[0][0] == "How would you like to tell us the place?"
    assert not reading.speaking, "another language stops the voice"


def test_a_second_touch_stops_the_voice(engine: ScreenEngine) -> None:
    reading = FakeReading()
    shell = make_shell(engine, form("como"), reading=reading)

    shell.listen()
    shell.listen()

    assert len(reading.said) == 1
    assert not shell.speaking


@pytest.mark.parametrize("change", [{"page": "home", "journey": None}, {"overlay": "help"}])
def test_another_page_stops_the_voice(engine: ScreenEngine, change: dict[str, object]) -> None:
    reading, session = FakeReading(), form("como")
    shell = make_shell(engine, session, reading=reading)
    shell.listen()

    for name, value in change.items():
        setattr(session, name, value)
    session.say_changed()

    assert not reading.speaking


def test_a_condition_that_changes_does_not_stop_the_voice(engine: ScreenEngine) -> None:
    reading, session = FakeReading(), form("como")
    shell = make_shell(engine, session, reading=reading)
    shell.listen()

    session.say_changed()

    assert shell.speaking


def test_without_a_voice_nothing_is_offered(engine: ScreenEngine) -> None:
    reading = FakeReading(available=False)
    shell = make_shell(engine, form("como"), reading=reading)

    shell.listen()

    assert not shell.canListen
    assert reading.said == []


def test_settings_undo_and_forget_the_louder_voice(engine: ScreenEngine) -> None:
    reading = FakeReading()
    shell = make_shell(engine, FakeSession(), reading=reading)
    shell.openSettings()

    louder = []
    for change in (
        *(lambda: shell.settings.toggleAid("louder"), shell.settings.asBefore),
        *(lambda: shell.settings.toggleAid("louder"), shell.settings.forget),
    ):
        change()
        louder.append(reading.louder)

    assert louder == [True, False, True, False]


def test_every_sentence_the_voice_names_is_one_of_the_screens() -> None:
    """A sentence written here and changed on the screen would be said in the wrong words, untranslated."""
    tree = ast.parse(Path(spoken_module.__file__).read_text(encoding="utf-8"))
    written = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    sentences = {each for each in written if isinstance(each, str) and each[:1].isupper() | (each[:1] == "¿")}
    known = set(json.loads((I18N_FOLDER / "sentences.json").read_text(encoding="utf-8"))["ui"])
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }

    assert len(sentences) > 40
    assert sentences - docstrings - known == set()
