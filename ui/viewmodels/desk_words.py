"""What the desk says to the agent, who is staff: Spanish only, never shown to a citizen."""

from datetime import date
from typing import Final

from tramites.definition import FieldDefinition
from tramites.form import NO, YES
from tramites.moments import day_in_words

OBSTACLES: Final = {
    "desk.needs-line": "Ahora no se puede: este trámite necesita conexión.",
    "desk.cannot-store": "Ahora no se puede: este escritorio no puede guardar trámites. Avise a soporte.",
}
# Without the clave the platform tells each step by its state alone.
STATES: Final = {
    "received": "Recibido",
    "with-agency": "En la dependencia",
    "crew-assigned": "Cuadrilla asignada",
    "crew-on-the-way": "Cuadrilla en camino",
    "resolved": "Atendido",
    "already-reported": "Ya estaba reportado",
    "needs-review": "En revisión",
}
OTHER_STATE: Final = "En trámite"
NOT_STORED: Final = "Todavía no se guardó. Oprima Ctrl+Intro otra vez; si sigue igual, avise a soporte."
NOT_STARTED: Final = "No se pudo abrir el trámite: no hay dónde guardarlo. Avise a soporte."
EMPTY: Final = "Sin respuesta"
TO_ANSWER: Final = "Falta"
OFFLINE: Final = "Sin conexión. Se guardará y se enviará"
ONLINE: Final = "En línea con la plataforma"
UNKNOWN_LINE: Final = "Revisando la conexión"
UNUSABLE: Final = "No se puede guardar aquí. Avise a soporte"

# How an agent spells a symbol aloud: on the telephone B, D, P and T sound alike.
_SPELLED: Final = dict(
    zip(
        "0123456789ABCDEFGHJKMNPQRSTVWXY",
        (
            *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
            *("A de Ana", "B de Beatriz", "C de Carlos", "D de Daniel", "E de Elena", "F de Fernando"),
            *("G de Gabriel", "H de Hugo", "J de Juan", "K de Karla", "M de María", "N de Natalia"),
            *("P de Pedro", "Q de Querétaro", "R de Rosa", "S de Sonia", "T de Teresa", "V de Víctor"),
            *("W de Walter", "X de Xalapa", "Y de Yucatán"),
        ),
        strict=True,
    )
)


def groups_aloud(text: str) -> list[dict[str, str]]:
    """A folio or clave group by group: as it is written and as it is said."""
    return [
        {"text": group, "spelled": ", ".join(_SPELLED.get(symbol, symbol) for symbol in group)}
        for group in text.split("-")
        if group
    ]


def shown_answer(field: FieldDefinition, given: str) -> str:
    """An answer as the agent reads it back."""
    if not given:
        return EMPTY
    if field.type == "fecha":
        return day_in_words(date.fromisoformat(given))
    if field.type == "si_no":
        return {YES: "Sí", NO: "No"}.get(given, given)
    return next((each.text for each in field.options if each.value == given), given)
