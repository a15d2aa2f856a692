"""Answers: what is kept is normalised, what lacks something says what."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tramites.samples import falla_de_luz
from tramites.definition import FieldDefinition
from tramites.form import Accepted, Problem, Rejected, check, folded

TODAY = date(2026, 11, 20)
DEFINITION = falla_de_luz()


def _field(name: str) -> FieldDefinition:
    return next(field for field in DEFINITION.fields() if field.id == name)


def _check(name: str, typed: str, **answers: str) -> Accepted | Rejected:
    return check(DEFINITION, _field(name), typed, answers, TODAY)


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("calle", "", Problem.MISSING),
        ("calle", "   \t ", Problem.MISSING),
        ("falla", "", Problem.MISSING_CHOICE),
        ("estado", "", Problem.MISSING_CHOICE),
        ("calle", "ab", Problem.TOO_SHORT),
        ("calle", "a" * 81, Problem.TOO_LONG),
        ("falla", "apagon", Problem.NOT_LISTED),
        ("estado", "Texas", Problem.NOT_LISTED),
        ("telefono", "55 1234", Problem.PHONE_DIGITS),
        ("telefono", "55123456789", Problem.PHONE_DIGITS),
        ("desde", "2026-02-30", Problem.DATE_IMPOSSIBLE),
        ("desde", "ayer", Problem.DATE_IMPOSSIBLE),
        ("desde", "20261120", Problem.DATE_IMPOSSIBLE),
        ("desde", "2026-11-21", Problem.DATE_IN_FUTURE),
        ("desde", "2025-11-19", Problem.DATE_TOO_OLD),
    ],
)
def test_each_lack_has_its_own_word(field: str, typed: str, problem: Problem) -> None:
    assert _check(field, typed) == Rejected(problem)


def test_what_a_scanner_adds_that_nobody_sees_is_left_out() -> None:
    assert _check("codigo_recibo", "\x0212345678\U000e0001\x03") == Accepted("12345678")


@pytest.mark.parametrize("typed", ["55 1234 5678", "(55) 1234-5678", "5512345678"])
def test_a_phone_is_ten_digits_however_it_is_written(typed: str) -> None:
    assert _check("telefono", typed) == Accepted("5512345678")


def test_a_phone_that_may_be_left_out_is_accepted_empty() -> None:
    assert _check("telefono", "") == Accepted("")


def test_a_list_forgives_accents_and_case_but_keeps_its_own_spelling() -> None:
    assert _check("estado", "queretaro") == Accepted("Querétaro")


def test_a_list_that_depends_on_another_answer_uses_that_answer() -> None:
    assert _check("municipio", "comala", estado="Colima") == Accepted("Comala")
    assert _check("municipio", "comala", estado="Campeche") == Rejected(Problem.NOT_LISTED)


def test_the_oldest_day_still_counts() -> None:
    oldest = TODAY - timedelta(days=365)

    assert _check("desde", oldest.isoformat()) == Accepted(oldest.isoformat())


def test_what_is_kept_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Peñón 5")

    assert _check("calle", decomposed) == Accepted("Peñón 5")


@given(st.text(max_size=100))
def test_no_text_raises_and_what_is_kept_is_clean(typed: str) -> None:
    match _check("calle", typed):
        case Accepted(value):
            assert unicodedata.is_normalized("NFC", value)
            assert value == " ".join(value.split())
            assert all(unicodedata.category(character)[0] != "C" for character in value)
        case Rejected(problem):
            assert problem in (Problem.MISSING, Problem.TOO_SHORT, Problem.TOO_LONG)


@given(st.sampled_from([field.id for field in DEFINITION.fields()]), st.text(max_size=150))
def test_checking_twice_changes_nothing(name: str, typed: str) -> None:
    first = _check(name, typed, estado="Colima")
    if isinstance(first, Accepted):
        assert _check(name, first.value, estado="Colima") == first


def test_folding_keeps_the_letter_that_is_not_an_n() -> None:
    assert folded("PEÑA Ángel") == "peña angel"
