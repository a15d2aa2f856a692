"""What an agent types: choices by number, rows by their first letters, dates as people say them."""

from datetime import date
from pathlib import Path

import pytest

from central_platform.case_states import CaseState
from tramites.definition import read_definition
from tramites.identifiers.symbols import ALPHABET
from tramites.journey import Journey
from ui.viewmodels.desk_answer import Typing
from ui.viewmodels.desk_words import STATES, groups_aloud

TODAY = date(2026, 11, 20)
SHIPPED = Path(__file__).parents[3] / "config" / "catalogue" / "cfe" / "falla-de-luz.json"


def _typing(field_id: str) -> Typing:
    definition = read_definition(SHIPPED.read_bytes(), SHIPPED.name)
    typing = Typing()
    typing.enter(Journey(definition), next(each for each in definition.fields() if each.id == field_id))
    return typing


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("hoy", "2026-11-20"),
        ("Ayer", "2026-11-19"),
        ("5/3/2026", "2026-03-05"),
        ("05 03 2026", "2026-03-05"),
        ("", ""),
        ("el lunes", "el lunes"),
    ],
)
def test_a_date_is_read_as_people_type_it_and_never_guessed(typed: str, given: str) -> None:
    typing = _typing("desde")
    typing.text = typed

    assert typing.given(TODAY) == given


def test_a_number_marks_its_choice_and_a_number_nobody_offers_marks_nothing() -> None:
    typing = _typing("peligro")
    typing.pick(3)
    typing.pick(9)

    assert typing.given(TODAY) == "no"


def test_arrows_go_round_the_choices() -> None:
    typing = _typing("peligro")
    seen = []
    for step in (1, 1, -1, -1, -1):
        typing.move(step)
        seen.append(typing.text)

    assert seen == ["cable", "fuego", "cable", "no", "fuego"]


def test_the_first_letters_find_a_row_and_the_arrows_take_another() -> None:
    typing = _typing("estado")
    typing.text = "baja"
    assert typing.given(TODAY) == "Baja California"

    typing.move(1)

    assert typing.given(TODAY) == "Baja California Sur"


def test_an_empty_list_is_no_answer() -> None:
    assert _typing("estado").given(TODAY) == ""


def test_every_symbol_of_a_folio_has_its_own_way_to_be_said() -> None:
    said = [group["spelled"] for symbol in ALPHABET for group in groups_aloud(symbol)]

    assert len(set(said)) == len(ALPHABET)
    assert all(len(each) > 1 for each in said)


def test_every_state_of_the_platform_has_words_for_the_agent() -> None:
    assert STATES.keys() == {state.value for state in CaseState}
