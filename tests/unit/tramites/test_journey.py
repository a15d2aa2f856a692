"""The journey: which step follows which, whatever a citizen does."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tramites.samples import falla_de_luz
from tramites.form import Problem
from tramites.journey import Journey

TODAY = date(2026, 11, 20)
DEFINITION = falla_de_luz()
BY_ADDRESS = {
    "peligro": "no",
    "como": "direccion",
    "estado": "Colima",
    "municipio": "Comala",
    "municipio_escrito": "San Blas",
    "colonia": "Centro",
    "calle": "Morelos 118",
    "codigo_recibo": "12345678",
    "falla": "intermitente",
    "vecinos": "si",
    "desde": "2026-11-19",
    "telefono": "",
}


def _page_id(journey: Journey) -> str:
    return journey.current.id if journey.current else "review"


def _walk(journey: Journey, answers: dict[str, str]) -> list[str]:
    """To the review; the pages met on the way."""
    met = []
    while journey.current is not None:
        page = journey.current
        met.append(page.id)
        if page.field is None:
            journey.go_on()
        else:
            assert journey.answer(answers[page.field.id], TODAY) is None, page.id
    return met


def test_a_citizen_walks_from_the_first_question_to_the_review() -> None:
    met = _walk(Journey(DEFINITION), BY_ADDRESS)

    assert met == [
        *("peligro", "aviso", "como", "estado", "municipio", "colonia", "calle"),
        *("falla", "desde", "telefono"),
    ]


def test_who_sees_danger_is_told_what_to_do_first() -> None:
    met = _walk(Journey(DEFINITION), BY_ADDRESS | {"peligro": "cable"})

    assert met[:3] == ["peligro", "a_salvo", "aviso"]


def test_a_wrong_answer_stays_on_its_page() -> None:
    journey = Journey(DEFINITION)

    assert journey.answer("quizá", TODAY) is Problem.NOT_LISTED
    assert _page_id(journey) == "peligro"
    assert not journey.started


def test_going_back_loses_nothing() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)
    before = journey.answers()

    while journey.go_back():
        pass

    assert _page_id(journey) == "peligro"
    assert journey.answers() == before


def test_there_is_nothing_before_the_first_page() -> None:
    assert not Journey(DEFINITION).go_back()


def test_a_change_from_the_review_returns_to_the_review() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    journey.change("calle")
    journey.answer("Hidalgo 7", TODAY)

    assert journey.current is None
    assert journey.answers()["calle"] == "Hidalgo 7"


def test_a_change_that_asks_something_new_asks_only_that() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    journey.change("falla")
    journey.answer("sin_luz", TODAY)

    assert _page_id(journey) == "vecinos"
    journey.answer("si", TODAY)
    assert journey.current is None


def test_a_change_to_danger_shows_the_safety_notice() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    journey.change("peligro")
    journey.answer("fuego", TODAY)

    assert _page_id(journey) == "a_salvo"
    journey.go_on()
    assert journey.current is None


def test_another_state_asks_for_the_municipality_again() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    journey.change("estado")
    journey.answer("Campeche", TODAY)

    assert _page_id(journey) == "municipio"


def test_answers_that_became_unreachable_are_not_filed_but_kept() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    journey.change("como")
    journey.answer("recibo", TODAY)
    journey.answer("12345678", TODAY)

    assert journey.current is None
    assert "calle" not in journey.answers()
    assert journey.given("calle") == "Morelos 118"


def test_an_answer_left_out_is_not_filed_as_empty() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    assert "telefono" not in journey.answers()


def test_an_answer_that_grew_too_old_is_asked_again_at_the_review() -> None:
    journey = Journey(DEFINITION)
    _walk(journey, BY_ADDRESS)

    assert journey.still_to_answer(TODAY) == ()
    assert journey.still_to_answer(date(2028, 1, 1)) == ("desde",)


def test_answering_a_page_that_asks_nothing_is_a_bug() -> None:
    journey = Journey(DEFINITION)
    journey.answer("cable", TODAY)

    with pytest.raises(ValueError, match="asks nothing"):
        journey.answer("algo", TODAY)


_CHOICES = {
    "peligro": ["cable", "fuego", "no"],
    "como": ["recibo", "direccion"],
    "estado": ["Colima", "Campeche", "Jalisco"],
    "municipio": ["Comala", "Colima", "Campeche"],
    "falla": ["sin_luz", "intermitente", "voltaje", "alumbrado"],
}
_moves = st.lists(
    st.tuples(st.sampled_from(["answer", "back", "change", "noise"]), st.integers(0, 20)), max_size=40
)


@settings(max_examples=150)
@given(_moves)
def test_any_sequence_of_moves_ends_in_a_review_that_holds(moves: list[tuple[str, int]]) -> None:
    journey = Journey(DEFINITION)

    for move, number in moves:
        _move(journey, move, number)
    for _ in range(60):
        if journey.current is None:
            for page in journey.still_to_answer(TODAY)[:1]:
                journey.change(page)
        if journey.current is None:
            break
        _move(journey, "answer", 0)

    assert journey.current is None
    assert journey.still_to_answer(TODAY) == ()
    shown = {page.field.id for page in journey.path() if page.field}
    assert set(journey.answers()) <= shown


def _move(journey: Journey, move: str, number: int) -> None:
    page = journey.current
    if move == "back":
        journey.go_back()
    elif move == "change":
        if page is None:
            path = [each for each in journey.path() if each.field]
            journey.change(path[number % len(path)].id)
    elif page is not None and page.field is None:
        journey.go_on()
    elif page is not None and page.field is not None:
        _answer(journey, page.field.id, move, number)


def _answer(journey: Journey, name: str, move: str, number: int) -> None:
    if move == "noise":
        journey.answer("\x00¿?" * number, TODAY)
        return
    choices = _CHOICES.get(name, [BY_ADDRESS[name]])
    if name == "municipio":
        choices = list(DEFINITION.lists[f"municipios/{journey.given('estado')}"])
    assert journey.answer(choices[number % len(choices)], TODAY) is None
