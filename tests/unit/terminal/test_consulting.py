"""Asking for a case: one question at a time, never waiting."""

from collections.abc import Callable

import pytest

from terminal.consulting import LOCKED, NOT_FOUND, Consulting
from tests.unit.terminal.fakes import at_once
from tramites.identifiers.clave import Clave
from tramites.identifiers.folio import Folio
from tramites.wire.messages import CaseAnswer

FOLIO = "0000-0000-0000-0000"
CLAVE = Clave.make(b"0123456789abcdef").text


class HeldCases:
    """Keeps each question until the test answers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.answers: list[Callable[[CaseAnswer | str], None]] = []

    def ask(self, folio: str, clave: str | None, done: Callable[[CaseAnswer | str], None]) -> None:
        self.asked.append((folio, clave))
        self.answers.append(done)


@pytest.fixture
def cases() -> HeldCases:
    return HeldCases()


@pytest.fixture
def consulting(cases: HeldCases) -> Consulting:
    return Consulting(cases, at_once)


def _folio() -> str:
    from datetime import date

    return Folio.make(date(2026, 11, 1), b"0123456789abcdef").text


def test_a_case_that_is_found_is_shown(cases: HeldCases, consulting: Consulting) -> None:
    folio = _folio()
    consulting.ask(folio.lower(), CLAVE)
    assert consulting.waiting

    cases.answers[0](CaseAnswer(folio=folio, found=True))

    assert cases.asked == [(folio, CLAVE)]
    assert consulting.case == CaseAnswer(folio=folio, found=True)
    assert not consulting.waiting


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (CaseAnswer(folio=FOLIO, found=False), NOT_FOUND),
        (CaseAnswer(folio=FOLIO, found=False, locked=True), LOCKED),
        ("case.no-line", "case.no-line"),
    ],
)
def test_no_case_has_its_reason(
    cases: HeldCases, consulting: Consulting, answer: CaseAnswer | str, problem: str
) -> None:
    consulting.ask(_folio(), "")

    cases.answers[0](answer)

    assert (consulting.case, consulting.problem) == (None, problem)


@pytest.mark.parametrize(
    ("folio", "clave", "problem"), [("abc", "", "folio.invalid"), (None, "abc", "clave.invalid")]
)
def test_a_mistyped_folio_or_clave_is_never_asked_for(
    cases: HeldCases, consulting: Consulting, folio: str | None, clave: str, problem: str
) -> None:
    consulting.ask(folio or _folio(), clave)

    assert consulting.problem == problem
    assert cases.asked == []
    assert not consulting.waiting


def test_without_a_clave_only_the_state_is_asked_for(cases: HeldCases, consulting: Consulting) -> None:
    consulting.ask(_folio(), "")

    assert cases.asked == [(_folio(), None)]


def test_a_late_answer_for_somebody_who_left_is_ignored(cases: HeldCases, consulting: Consulting) -> None:
    consulting.ask(_folio(), CLAVE)
    consulting.forget()

    cases.answers[0](CaseAnswer(folio=_folio(), found=True))

    assert consulting.case is None
    assert consulting.clave is None


def test_a_second_question_replaces_the_first(cases: HeldCases, consulting: Consulting) -> None:
    consulting.ask(_folio(), "")
    consulting.ask(_folio(), CLAVE)

    cases.answers[0](CaseAnswer(folio=_folio(), found=True, state="old"))
    assert consulting.waiting

    cases.answers[1](CaseAnswer(folio=_folio(), found=True, state="new"))
    assert consulting.case is not None
    assert consulting.case.state == "new"
