"""What the page of a case says, with and without the clave."""

import pytest

from tests.screens.fake_session import FakeSession
from tramites.wire.messages import CaseAnswer, CaseEvent
from ui.viewmodels.follow_up import FollowUpViewModel


class PlainWords:
    """Gives each sentence as it is."""

    def __call__(self, code: str, values: object = None) -> str:
        from ui.texts import text

        return text(code)

    def source(self, sentence: str) -> str:
        return sentence


def page(text: str, state: str) -> FollowUpViewModel:
    event = CaseEvent(at="2026-11-20T16:42:07Z", state=state, text=text)
    case = CaseAnswer(folio="F", found=True, tramite="cfe.falla-de-luz", state=state, events=(event,))
    return FollowUpViewModel(FakeSession(page="case", case=case), PlainWords())  # type: ignore[arg-type]


def test_the_case_is_called_by_its_name_not_by_its_id() -> None:
    assert page("", "received").caseHeading == "Reportar una falla de luz"


def test_with_the_clave_the_agencys_own_words_are_shown() -> None:
    assert page("La cuadrilla salió.", "crew-on-the-way").stateText == "La cuadrilla salió."


@pytest.mark.parametrize(("state", "words"), [("resolved", "Atendido"), ("of-another-version", "En trámite")])
def test_without_the_clave_the_state_has_words_and_the_clave_is_offered(state: str, words: str) -> None:
    model = page("", state)

    assert model.stateText == words
    assert model.nextStep == "Con su clave puede ver todos los detalles."
