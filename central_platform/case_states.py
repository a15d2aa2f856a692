"""The states of a case and the words a citizen reads for each."""

from enum import Enum
from typing import Final


class CaseState(Enum):
    """Where a case stands; the value is stored and crosses the wire."""

    RECEIVED = "received"
    WITH_AGENCY = "with-agency"
    CREW_ASSIGNED = "crew-assigned"
    CREW_ON_THE_WAY = "crew-on-the-way"
    RESOLVED = "resolved"
    ALREADY_REPORTED = "already-reported"
    NEEDS_REVIEW = "needs-review"


CLOSED: Final = frozenset({CaseState.RESOLVED, CaseState.ALREADY_REPORTED})

RECEIVED_TEXT: Final = "Recibimos su solicitud y quedó registrada con su folio."
NEEDS_REVIEW_TEXT: Final = "Una persona debe revisar su solicitud antes de que siga su curso."

NEXT_STEP: Final = {
    CaseState.RECEIVED: "La enviaremos a la dependencia que la atiende. Usted no tiene que hacer nada más.",
    CaseState.WITH_AGENCY: "La dependencia revisará su solicitud. Puede volver a preguntar con su folio.",
    CaseState.CREW_ASSIGNED: "La cuadrilla saldrá en cuanto termine el trabajo que atiende ahora.",
    CaseState.CREW_ON_THE_WAY: "No toque los cables ni el medidor mientras llega la cuadrilla.",
    CaseState.RESOLVED: "Si el servicio no ha vuelto, haga un reporte nuevo: es gratuito.",
    CaseState.ALREADY_REPORTED: (
        "La falla se atiende con el primer reporte. Si en dos horas sigue sin servicio, haga otro reporte."
    ),
    CaseState.NEEDS_REVIEW: "Guarde su folio y vuelva a preguntar mañana, aquí o por teléfono.",
}


def next_step(state: str) -> str | None:
    """One sentence on what the citizen can expect or do; None for a state of a newer version."""
    known = {member.value: sentence for member, sentence in NEXT_STEP.items()}
    return known.get(state)
